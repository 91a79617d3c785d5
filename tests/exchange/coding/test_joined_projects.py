"""Coded projects as one, with what differs refused or remarked."""

from pathlib import Path

import pandas as pd

from exchange.coding._joined_projects import joined_project
from exchange.coding._taguette import read_taguette
from exchange.coding.projects import coded_project

SAMPLES = Path(__file__).parents[2] / "qualitative_samples"


def test_projects_join_with_their_differences_remarked():
    """The first description is taken; a source without a text gains one."""
    first = coded_project(
        origin="One",
        sources=[("S", "", ""), ("T", "words", "")],
        codes=[("A", "A", "", "", False, ""), ("B", "B", "", "first", True, "")],
        excerpts=[("T", 0, 5, "words", "B", "x")],
        remarks=["Something was left out."],
    )
    second = coded_project(
        origin="Two",
        sources=[("S", "some words", ""), ("T", "words", "")],
        codes=[
            ("A", "A", "", "words", True, "#000000"),
            ("A > C", "C", "A", "", True, ""),
            ("B", "B", "", "second", False, ""),
        ],
        excerpts=[("T", 0, 5, "words", "B", "x"), ("S", 5, 10, "words", None, "y")],
    )
    joined = joined_project({"1.x": first, "2.x": second})
    assert joined.origin == "One; Two"
    assert list(joined.sources.itertuples(index=False, name=None)) == [
        ("S", "some words", ""),
        ("T", "words", ""),
    ]
    assert list(joined.codes.itertuples(index=False, name=None)) == [
        ("A", "A", "", "words", True, "#000000"),
        ("A > C", "C", "A", "", True, ""),
        ("B", "B", "", "first", True, ""),
    ]
    assert list(joined.excerpts["coder"]) == ["y", "x"]
    assert joined.remarks == (
        "1.x: Something was left out.",
        "1 codes are described in several ways; the first was taken, got ['B'].",
    )


def test_joining_one_project_changes_nothing():
    """Order, codes and passages stay."""
    project = read_taguette(SAMPLES / "taguette" / "coderA_project.sqlite3", coder="A")
    joined = joined_project({"a": project})
    for name in ("sources", "codes", "excerpts"):
        pd.testing.assert_frame_equal(getattr(joined, name), getattr(project, name))
