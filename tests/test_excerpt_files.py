"""Excerpts as rows and as a file: every sign kept, and no formula for a spreadsheet."""

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.excerpt_files import excerpt_rows, safe_cells, write_excerpts_csv
from analysis.results import DataUsed, Quotation, Quotations

TEXTS = ["=1+1", 'He said "no",\nthen left ', "@me", "'-", "é 'quoted'"]
DATA = DataUsed(
    source="simulated/coding", variables=(), filter="all rows", rows=5, function="f"
)
COLUMNS = [
    *("excerpt", "theme", "theme_label", "code", "code_label", "why", "interview"),
    *("pseudonym", "group", "group_label", "start", "end", "text"),
]


def quotations(texts):
    """Return a result with these excerpts."""
    parts = {"theme": "t", "label": "Theme", "code": "c", "code_label": "Code"}
    parts |= {"why": "typical", "interview": "I1", "pseudonym": "Ada"}
    parts |= {"group": "g", "group_label": "Group"}
    return Quotations(
        method="By hand",
        n_interviews=1,
        n_excerpts=len(texts),
        quotations=tuple(
            Quotation(name=f"t-{i}", start=i, end=i + 9, text=text, **parts)
            for i, text in enumerate(texts)
        ),
        data=DATA,
    )


def test_rows_have_every_field_of_an_excerpt():
    """Text as it is, positions as numbers; no excerpt, no row, the same columns."""
    found = excerpt_rows(quotations(TEXTS))
    assert list(found.columns) == COLUMNS
    assert found.iloc[1].tolist() == [
        *("t-1", "t", "Theme", "c", "Code", "typical", "I1", "Ada", "g", "Group"),
        *(1, 10, TEXTS[1]),
    ]
    assert list(found["text"]) == TEXTS
    empty = excerpt_rows(quotations([]))
    assert (list(empty.columns), len(empty)) == (COLUMNS, 0)
    assert (empty.dtypes == found.dtypes).all()


def test_the_file_opens_in_a_spreadsheet_and_holds_every_sign(tmp_path):
    """The whole file, byte by byte, and read again by another program."""
    path = tmp_path / "excerpts.csv"
    write_excerpts_csv(quotations(TEXTS), path)
    start = "t,Theme,c,Code,typical,I1,Ada,g,Group"
    assert path.read_bytes().decode("utf-8") == (
        f"\ufeff{','.join(COLUMNS)}\n"
        f"t-0,{start},0,9,'=1+1\n"
        f't-1,{start},1,10,"He said ""no"",\nthen left "\n'
        f"t-2,{start},2,11,'@me\n"
        f"t-3,{start},3,12,''-\n"
        f"t-4,{start},4,13,é 'quoted'\n"
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert texts == ["'=1+1", TEXTS[1], "'@me", "''-", TEXTS[4]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(sign):
    """At the beginning only; numbers and missing values stay what they are."""
    frame = pd.DataFrame({"text": [f"{sign}a", f"a{sign}", None], "n": [-1.0, 2, 3]})
    before = frame.copy(deep=True)
    found = safe_cells(frame)
    assert list(found["text"][:2]) == [f"'{sign}a", f"a{sign}"]
    assert found["text"].isna().tolist() == [False, False, True]
    assert list(found["n"]) == [-1.0, 2, 3]
    pd.testing.assert_frame_equal(frame, before)


@given(
    texts=st.lists(
        st.text(st.sampled_from("'=+-@\t\ra\"\n, é"), max_size=8),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_made_safe_can_be_undone(texts):
    """Different texts stay different, and none is a formula."""
    found = list(safe_cells(pd.DataFrame({"text": texts}))["text"])
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in found)
    undone = [
        cell[1:] if cell.lstrip("'").startswith(tuple("=+-@\t\r")) else cell
        for cell in found
    ]
    assert undone == texts
