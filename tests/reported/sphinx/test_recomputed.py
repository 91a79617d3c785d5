"""What R found is shown of the results as they are now, and of no others."""

import pytest
from docutils import nodes

from reported.recomputing.verifying import UNNAMED, record_hash
from reported.sphinx._recomputed import (
    CHANGED,
    cells,
    derived_rows,
    kind_rows,
    rows_of,
    said,
)

RESULTS = [{"id": name, "record": {"n": n}} for n, name in enumerate("abcd")]
ROW = {
    "number": "groups[0].p_value",
    "ours": 1.5e-7,
    "theirs": None,
    "difference": 3.2e-9,
    "errors": 1.24,
    "compared": 1040,
    "words": 7,
    "simulated": 1000,
    "otherwise": [{"kind": "draws", "tolerance": 0.5, "apart": 0.1}] * 2,
    "verdict": "agrees",
    "reasons": [],
    "skipped": [],
}


@pytest.fixture
def report():
    """Return what R found of three results, one of which has changed since."""
    rows = [
        ROW | {"id": entry["id"], "hash": record_hash(entry["record"])}
        for entry in RESULTS[:3]
    ]
    rows[1] |= {"verdict": "disagrees", "reasons": ["n: 1 here, 2 in R", "b", "c"]}
    rows[2]["hash"] = "of an older record"
    columns = [
        ("cohort.age", "agrees"),
        ("cohort.sex", "agrees"),
        ("HELP.x", "differs"),
    ]
    derived = [{"column": c, "values": 700, "verdict": v} for c, v in columns]
    r = {"version": "R version 4.2.2 (2022-10-31)", "packages": {"mice": "3.15.0"}}
    return {"r": r, "results": rows, "derived": derived}


def texts(rows):
    """Return the words of all cells."""
    return [["".join(part.astext() for part in cell) for cell in row] for row in rows]


def test_a_result_that_is_another_now_is_not_vouched_for(report):
    """Nor one of which R was not asked, nor any without a report."""
    found = list(rows_of(report, RESULTS))
    assert [row["verdict"] for row in found] == [
        *("agrees", "disagrees", CHANGED, CHANGED)
    ]
    assert {row["verdict"] for row in rows_of(None, RESULTS)} == {CHANGED}


def test_results_are_counted_by_their_verdict(report):
    """Numbers and words are those of the results that agree."""
    (words,) = said(report, list(rows_of(report, RESULTS)), "make verify")
    assert words.astext() == (
        "Of 4 results 1 agree in all of their 1,040 numbers, and in 7 words and "
        "phrases; 1 do not agree; 2 have not been recomputed since they changed. "
        "Recomputed by R version 4.2.2 with mice 3.15.0."
    )
    report["results"][1]["verdict"] = UNNAMED
    (words,) = said(report, list(rows_of(report, RESULTS)), "make verify")
    assert "phrases; 1 could not be, since no data are named; 2 have" in words.astext()
    assert "".join(part.astext() for part in said(None, [], "make verify")) == (
        "R was not run on this build, so there is no report to show; make verify runs "
        "it."
    )


def test_the_cells_of_a_result_run_on_in_one_on_paper(report):
    """Numbers with powers of ten; the first reason, and how many more there are."""
    sound, spoilt, older, _ = rows_of(report, RESULTS)
    shown = ["1.5 × 10−7", "–", "3 × 10−9 in 40; 1.2 Monte Carlo errors in 2"]
    rows = [
        cells(nodes.Text(row["id"]), row, paper=False) for row in (sound, spoilt, older)
    ]
    assert texts(rows) == [
        ["a", "groups[0].p_value", *shown, "agrees"],
        [
            *("b", "groups[0].p_value", *shown),
            "disagrees: n: 1 here, 2 in R (and 2 more)",
        ],
        ["c", "", "", "", "", CHANGED],
    ]
    printed = texts([cells(nodes.Text("a"), sound, paper=True)])
    assert printed == [["a", "; ".join(["groups[0].p_value", *shown]), "agrees"]]


def test_tables_and_kinds_of_numbers_have_rows_of_their_own(report):
    """Columns that agree together, each that does not by itself."""
    assert texts(derived_rows(report)) == [
        ["cohort", "2", "1,400", "agrees"],
        ["HELP.x", "1", "700", "differs"],
    ]
    assert list(derived_rows(None)) == []
    (row,) = texts(kind_rows(report["results"][:2]))
    assert row[:4] == ["draws", "4", "5 standard errors", "1.0"]
