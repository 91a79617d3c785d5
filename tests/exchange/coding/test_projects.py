"""A coded project does not contradict itself, and has one order."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.coding.projects import (
    CASE_VALUES,
    CODES,
    EXCERPTS,
    SOURCES,
    coded_project,
    plain_text,
)
from results import DataError

TEXTS = {"I2": "The judge sent me.", "I1": "My mother cried. 😊 So did I."}
PATHS = ["Law", "Law > Judge", "Home"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(list(TEXTS)),
        st.integers(0, 8),
        st.integers(1, 8),
        st.sampled_from([*PATHS, None]),
        st.sampled_from(["", "A", "B"]),
    ),
    max_size=8,
)


def project_of(excerpts=(), **tables):
    """Make a project of two sources and three codes."""
    given_ = {
        "origin": "by hand",
        "sources": [(name, text, "") for name, text in TEXTS.items()],
        "codes": [
            ("Law", "Law", "", "", True, ""),
            ("Law > Judge", "Judge", "Law", "", True, ""),
            ("Home", "Home", "", "", False, "#000000"),
        ],
        "excerpts": excerpts,
    }
    return coded_project(**given_ | tables)


@settings(deadline=None)
@given(ROWS, st.integers(0, 9))
def test_excerpts_have_one_order_and_stand_there_once(rows, seed):
    """That of the sources, positions, the tree and the coders; uncoded ones last."""
    excerpts = [
        (name, start, start + length, TEXTS[name][start : start + length], code, coder)
        for name, start, length, code, coder in rows
    ]
    mixed = excerpts * 2
    random.Random(seed).shuffle(mixed)
    found = project_of(mixed).excerpts
    order = [*PATHS, None]
    expected = sorted(
        set(excerpts),
        key=lambda row: (
            list(TEXTS).index(row[0]),
            row[1],
            row[2],
            order.index(row[4]),
            row[5],
        ),
    )
    got = found.astype("object").where(found.notna(), None)
    assert list(got.itertuples(index=False, name=None)) == expected
    assert found.index.tolist() == list(range(len(expected)))


def test_tables_have_their_columns_also_without_a_row():
    """And their types, so that they can be joined."""
    found = coded_project(origin="none", sources=[], codes=[], excerpts=[])
    for table, columns in (
        (found.sources, SOURCES),
        (found.codes, CODES),
        (found.excerpts, EXCERPTS),
        (found.case_values, CASE_VALUES),
    ):
        assert (tuple(table.columns), len(table)) == (columns, 0)
    kinds = found.excerpts.dtypes
    assert {name: str(kinds[name]) for name in ("start", "code")} == {
        "start": "Int64",
        "code": "str",
    }
    assert found.codes["codable"].dtype == bool
    pd.testing.assert_frame_equal(project_of().excerpts, found.excerpts)


def test_names_that_stand_twice_or_nowhere_are_told_together():
    """Positions are only looked at when names are right."""
    with pytest.raises(DataError) as caught:
        project_of(
            [("I9", 0, 3, "The", "Law", ""), ("I2", 5, 3, "no", "War", "")],
            sources=[("I2", "x", ""), ("I1", "y", ""), ("I1", "z", "")],
            codes=[("Law", "Law", "", "", True, "")] * 2,
        )
    assert str(caught.value).splitlines() == [
        "by hand: 1 sources stand twice, got ['I1']; rename all but one in the "
        "program, and export again",
        "by hand: 1 sources of excerpts are not there, got ['I9']; export the whole "
        "project again",
        "by hand: 1 codes stand twice, got ['Law']; rename all but one in the "
        "program, and export again",
        "by hand: 1 codes of excerpts are not there, got ['War']; export the whole "
        "project again",
    ]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(4, 9, "Judge"), (-14, 9, "judge"), (3, 3, ""), (9, 4, ""), (15, 19, "me.")],
)
def test_an_excerpt_stands_where_it_says_or_is_refused(start, end, words):
    """Every such excerpt; one without a position may stand anywhere."""
    sound = [("I2", 4, 9, "judge", "Law", ""), ("I2", None, None, "said", "Law", "")]
    assert len(project_of(sound).excerpts) == 2
    with pytest.raises(DataError) as caught:
        project_of([*sound, ("I2", start, end, words, "Law", "")])
    assert str(caught.value) == (
        f"by hand: 1 excerpts do not stand where they should, got ['I2 {start} to "
        f"{end}']; the text or the positions were changed after coding"
    )


@given(st.lists(st.sampled_from(["a", "\r", "\n", "\ufeff", " "])).map("".join))
def test_a_plain_text_has_the_lines_of_the_text_and_one_kind_of_end(text):
    """Python reads the same lines, with any line end."""
    plain = plain_text(text)
    body = text.removeprefix("\ufeff")
    assert plain.split("\n") == body.replace("\r\n", "\n").replace("\r", "\n").split(
        "\n"
    )
    assert "\r" not in plain
