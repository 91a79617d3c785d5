"""Groups of codes become themes, and what that cost is said."""

from example_imports import asked
from example_refi import packed, passage

from analysis.data.coding_frame import load_coding_frame
from exchange.coding._code_groups import codes_in_groups, groups_not_used
from exchange.coding._frame_matching import made_frame
from exchange.coding.importing import import_coding
from exchange.coding.projects import coded_project


def project_of(codes, *groups):
    """Return a project with codes "A > B" and groups (name, description, code)."""
    rows = [
        (code, code.split(" > ")[-1], " > ".join(code.split(" > ")[:-1]), "", True, "")
        for code in codes
    ]
    return coded_project(
        origin="Test", sources=[], codes=rows, excerpts=[], groups=groups
    )


def tree(frame):
    """Return the themes and codes of a frame by their names."""
    return {
        theme["theme"]: tree(theme["themes"]) | dict.fromkeys(names(theme))
        for theme in frame
    }


def names(theme):
    """Return the names of the codes of a theme itself."""
    return [code["code"] for code in theme["codes"]]


def test_a_code_stands_in_its_first_group_and_others_stay():
    """A description of a group is that of its theme, the first there is."""
    project = project_of(
        ["Home", "Court", "Alone"],
        *[("Push", "", "Court"), ("Push", "By others", "Home"), ("Law", "", "Court")],
    )
    grouped, remarks = codes_in_groups(project)
    frame, codes = made_frame(grouped, {"Court": "judge"}, file="")
    assert tree(frame) == {
        "push": {"home": None, "judge": None},
        "alone_theme": {"alone": None},
    }
    assert frame[0]["label"] == "Push"
    assert frame[0]["description"] == "By others"
    assert codes == {"Home": "home", "Court": "judge", "Alone": "alone"}
    assert remarks == [
        "1 code groups became themes, got ['Push'].",
        "1 codes are in several groups and stand in the first of them; name a coding "
        "frame in the settings to have it otherwise, got ['Court (Push, Law)'].",
        "1 code groups have no code of their own as a theme, got ['Law'].",
        "1 codes at the top are in no group and stayed there, got ['Alone'].",
    ]
    assert groups_not_used(project) == [
        "2 code groups were not used: the coding frame names the themes, got ['Push', "
        "'Law']."
    ]


def test_a_tree_stays_a_tree_below_its_group():
    """A code below another has a place already, which may be in the group anyway."""
    project = project_of(
        ["Law", "Law > Judge", "Law > Jury", "Home"],
        *[("Push", "", "Law"), ("Push", "", "Law > Judge")],
        *[("Push", "", "Law > Jury"), ("Court", "", "Law > Jury")],
    )
    grouped, remarks = codes_in_groups(project)
    frame, _ = made_frame(grouped, {}, file="")
    assert tree(frame) == {
        "push": {"law": {"judge": None, "jury": None}},
        "home_theme": {"home": None},
    }
    assert remarks[1] == (
        "1 codes in groups stand below another code and stayed there; name a coding "
        "frame in the settings to have it otherwise, got ['Law > Jury (Push, Court)']."
    )


def test_a_group_may_be_called_as_a_code_in_it_or_beside_it():
    """Theme and code are told apart by their names."""
    project = project_of(["Home", "Push"], ("Push", "", "Home"))
    assert tree(made_frame(codes_in_groups(project)[0], {}, file="")[0]) == {
        "push_group_theme": {"home": None},
        "push_theme": {"push": None},
    }
    project = project_of(["Home", "Push"], ("Push", "", "Push"))
    assert tree(made_frame(codes_in_groups(project)[0], {}, file="")[0]) == {
        "push_group_theme": {"push": None},
        "home_theme": {"home": None},
    }


def test_without_groups_nothing_changes():
    """And nothing is said."""
    project = project_of(["Law", "Law > Judge", "Home"])
    grouped, remarks = codes_in_groups(project)
    assert grouped.codes.equals(project.codes)
    assert remarks == groups_not_used(project) == []


def test_groups_of_one_coder_are_those_of_the_other_too(work, tmp_path):
    """One has no groups; the codes are the same codes all the same."""
    text = "The judge sent me. My mother cried."
    codes = '<Code guid="c1" name="Court" isCodable="true"/>'
    coded = passage(4, 9, ["c1"], 'creatingUser="u1"')
    group = '<Sets><Set name="Push"><MemberCode targetGUID="c1"/></Set></Sets>'
    for name, sets in (("A", group), ("B", "")):
        body = (
            f'<Users><User guid="u1" name="{name}"/></Users><CodeBook><Codes>{codes}'
            '</Codes></CodeBook><Sources><TextSource guid="s1" name="Talk">'
            f"<PlainTextContent>{text}</PlainTextContent>{coded}</TextSource>"
            f"</Sources>{sets}"
        )
        packed(work / f"{name}.qdpx", body)
    (work / "interviews.csv").write_text("interview,source\nI01,Talk\n")
    files = [{"file": f"{name}.qdpx", "program": "refi"} for name in "AB"]
    said = import_coding(asked(work, files=files, coders={}), tmp_path / "output")
    frame = load_coding_frame(tmp_path / "output")
    assert tree(frame) == {"push": {"court": None}}
    assert said[-1] == "1 code groups became themes, got ['Push']."
