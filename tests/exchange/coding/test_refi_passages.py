"""Passages keep every code once, and the person who gave it."""

from example_refi import (
    USERS,
    WORDS,
    inline,
    of_sources,
    packed,
    passage,
    rows,
)

from exchange.coding._refi_qda import read_refi_project


def test_read_refi_project_takes_the_coder_of_the_coding_before_the_selections(
    tmp_path,
):
    """Then who made the passage, who changed it, and at last nobody."""
    path = packed(
        tmp_path / "a.qdpx",
        of_sources(
            inline(
                passage(0, 3, ["c2"], 'creatingUser="bb-2"', 'creatingUser="AA-1"')
                + passage(4, 9, ["c2"], 'creatingUser="{BB-2}" modifyingUser="aa-1"')
                + passage(10, 14, ["c2"], 'modifyingUser="aa-1"')
                + passage(15, 17, ["c2"])
                + passage(19, 21, ["c2"], 'creatingUser="zz-9"')
            )
        ),
    )
    project = read_refi_project(path)
    assert list(project.excerpts["coder"]) == ["Anna", "ben", "Anna", "", "zz-9"]
    assert project.remarks == (
        "Positions count code points; 100% of 5 passages look whole.",
        "1 codings do not say who coded.",
        "1 coders have no name, and were named by their identifiers, got ['zz-9'].",
    )


def test_read_refi_project_tells_coders_of_one_name_apart(tmp_path):
    """Two people must not become one, who would agree with himself."""
    users = (
        '<Users><User guid="u1" name="admin"/><User guid="u2" name="admin"/></Users>'
    )
    body = of_sources(
        inline(
            passage(0, 3, ["c2"], 'creatingUser="u1"')
            + passage(0, 3, ["c2"], 'creatingUser="u2"')
        )
    ).replace(USERS, users)
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert list(project.excerpts["coder"]) == ["admin (u1)", "admin (u2)"]
    assert project.remarks[1:] == (
        "2 coders share a name, and were told apart by their identifiers, got "
        "['admin (u1)', 'admin (u2)'].",
    )


def test_read_refi_project_keeps_every_code_of_a_passage_once(tmp_path):
    """Several codings in one selection, one selection for each, and doubles."""
    path = packed(
        tmp_path / "a.qdpx",
        of_sources(
            inline(
                passage(4, 9, ["c4", "c1"])
                + passage(4, 9, ["c1"])
                + passage(4, 9, ["C2"])
                + passage(4, 9)
                + passage(0, 9)
            )
        ),
    )
    project = read_refi_project(path)
    assert rows(project.excerpts) == [
        ("I1", 0, 9, "The judge", None, ""),
        ("I1", 4, 9, "judge", "Law", ""),
        ("I1", 4, 9, "judge", "Law > Judge", ""),
        ("I1", 4, 9, "judge", "Judge", ""),
        ("I1", 4, 9, "judge", None, ""),
    ]
    assert rows(project.codes) == [
        ("Law", "Law", "", "Courts", True, "#aa11FF"),
        ("Law > Judge", "Judge", "Law", "", True, ""),
        ("Folder", "Folder", "", "", False, ""),
        ("Judge", "Judge", "", "", True, ""),
    ]


def test_read_refi_project_takes_a_coding_of_the_source_for_its_whole_text(tmp_path):
    """Also where there are no words to mark."""
    coding = '<Coding guid="g" creatingUser="aa-1"><CodeRef targetGUID="c1"/></Coding>'
    body = of_sources(inline(coding), inline(coding, 'name="I2"', "s2", ""))
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert rows(project.excerpts) == [
        ("I1", 0, 35, WORDS, "Law", "Anna"),
        ("I2", None, None, "", "Law", "Anna"),
    ]
