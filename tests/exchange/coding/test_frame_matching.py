"""Names of codes, frames made of trees, and codes matched to a frame."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.coding._frame_matching import (
    frame_paths,
    made_frame,
    matched_codes,
    snake_case,
)
from exchange.coding.projects import coded_project
from results import DataError

FRAME = [
    {
        "theme": "help",
        "label": "Support",
        "codes": [{"code": "tutor", "label": "Tutor"}],
    }
]


def project_of(codes, used=()):
    """Return a project with codes "A > B", of which some are used."""
    rows = {}
    for path in codes:
        labels = path.split(" > ")
        for depth in range(1, len(labels) + 1):
            above = " > ".join(labels[: depth - 1])
            here = " > ".join(labels[:depth])
            row = (here, labels[depth - 1], above, "", here in codes, "")
            rows.setdefault(here, row)
    return coded_project(
        origin="Made",
        sources=[("S", "some words", "")],
        codes=rows.values(),
        excerpts=[("S", 0, 4, "some", path, "A") for path in used],
    )


def test_a_frame_of_a_deep_tree_names_everything_once():
    """Equal names of themes get their paths; a used theme is its own first code."""
    project = project_of(
        ["A > Other > B", "A > Other", "C > Other > D", "E > F > G"], ["A > Other"]
    )
    frame, names = made_frame(project, {}, file="x")
    assert names == {
        "A > Other": "other",
        "A > Other > B": "b",
        "C > Other > D": "d",
        "E > F > G": "g",
    }
    assert frame_paths(frame) == {
        "a": "A",
        "a_other_theme": "A > Other",
        "other": "A > Other > Other",
        "b": "A > Other > B",
        "c": "C",
        "c_other_theme": "C > Other",
        "d": "C > Other > D",
        "e": "E",
        "f": "E > F",
        "g": "E > F > G",
    }


def test_themes_of_one_name_are_told_apart_by_their_paths():
    """Also where no code has that name."""
    frame, _ = made_frame(project_of(["A > Rest > B", "C > Rest > D"]), {}, file="x")
    assert [theme["themes"][0]["theme"] for theme in frame] == [
        "a_rest_theme",
        "c_rest_theme",
    ]


def test_two_codes_of_a_frame_with_the_same_labels_are_not_chosen_between():
    """Neither is meant more than the other."""
    double = [{"code": "tutor_now", "label": "Tutor"}, *FRAME[0]["codes"]]
    frame = [FRAME[0] | {"codes": double}]
    project = project_of(["Support > Tutor"], ["Support > Tutor"])
    with pytest.raises(DataError) as caught:
        matched_codes(project, frame, {}, file="x")
    assert str(caught.value) == (
        "x, codes: is not in the coding frame, got 'Support > Tutor'; add it there, or "
        "say under codes in the settings which code it is"
    )


def test_categories_without_codes_are_left_out_of_a_frame():
    """A frame may have no theme with nothing below it."""
    codes = [("A", "A", "", "", False, ""), ("B", "B", "", "", False, "")]
    codes += [("B > C", "C", "B", "", True, ""), ("B > D", "D", "B", "", False, "")]
    project = coded_project(origin="Made", sources=[], codes=codes, excerpts=[])
    frame, names = made_frame(project, {}, file="x")
    assert frame_paths(frame) == {"b": "B", "c": "B > C"}
    assert names == {"B > C": "c"}


def test_names_of_codes_that_would_be_empty_or_equal_are_refused():
    """Digits make no name, and two codes of one name would be one."""
    with pytest.raises(DataError) as caught:
        made_frame(project_of(["A > 1", "A > Café", "B > Cafe 2"]), {}, file="x")
    hint = "give each a name of its own under codes in the settings"
    assert str(caught.value) == (
        f"x, codes: 1 codes have no letters to make a name of, got ['A > 1']; {hint}\n"
        "x, codes: 2 codes would be called cafe, got ['A > Café', 'B > Cafe 2']; "
        f"{hint}"
    )


def test_names_given_to_codes_and_themes_part_what_would_be_one():
    """Of a code at the top, its theme too, which has no name of its own."""
    paths = ["Law 1", "Law 2", "\u6cd5\u9662", "A 1 > Tutor", "A 2 > Friend"]
    project = project_of(paths)
    with pytest.raises(DataError) as refused:
        made_frame(project, {}, file="x")
    rules = [fault.rule.split(", got")[0] for fault in refused.value.faults]
    assert rules == [
        "2 codes would be called law",
        "1 codes have no letters to make a name of",
        "2 codes would be called a_theme",
    ]
    named = dict(zip(paths[:3], ("arrest", "trial", "court"), strict=True))
    frame, names = made_frame(project, named | {"A 1": "one", "A 2": "two"}, file="x")
    assert [*names.values()] == ["arrest", "trial", "court", "tutor", "friend"]
    themes = ["arrest_theme", "trial_theme", "court_theme", "one", "two"]
    assert [theme["theme"] for theme in frame] == themes


def test_two_codes_that_would_be_one_of_the_frame_are_refused():
    """Unless the settings say that they are."""
    project = project_of(
        ["Support > Tutor", "Other > tutor"], ["Support > Tutor", "Other > tutor"]
    )
    with pytest.raises(DataError) as caught:
        matched_codes(project, FRAME, {}, file="x")
    assert str(caught.value) == (
        "x, codes: 2 codes would be called tutor, got ['Support > Tutor', 'Other > "
        "tutor']; give each a name of its own under codes in the settings"
    )
    codes, _ = matched_codes(project, FRAME, {"Other > tutor": "tutor"}, file="x")
    assert codes == {"Support > Tutor": "tutor", "Other > tutor": "tutor"}


@given(st.text(max_size=20))
def test_names_of_codes_have_small_letters_only(label):
    """Whatever the label, and again from the name itself."""
    name = snake_case(label)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz_")
    assert snake_case(name) == name


PATHS = st.lists(
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True).map(
        " > ".join
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(deadline=None)
@given(PATHS, st.data())
def test_a_made_frame_holds_every_code_once_or_is_refused(paths, data):
    """Every code that was used or has nothing below it stands in the frame."""
    used = data.draw(st.lists(st.sampled_from(paths), unique=True))
    project = project_of(paths, used)
    parents = set(project.codes["parent"])
    try:
        frame, names = made_frame(project, {}, file="x")
    except DataError as error:
        assert "would be called" in str(error)  # noqa: PT017 - either outcome is legal
        return
    assert set(names) == {p for p in paths if p in used or p not in parents}
    inside = frame_paths(frame)
    assert set(names.values()) <= set(inside)
    for path, name in names.items():
        assert inside[name] in (path, f"{path} > {path.split(' > ')[-1]}")
