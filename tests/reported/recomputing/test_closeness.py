"""How far two numbers may differ, by what kind of number they are."""

import pytest

from reported.recomputing.closeness import TOLERANCES, difference, tolerances


def test_difference_is_relative_but_for_very_small_numbers():
    """At the limit the verdict changes, in both directions."""
    assert difference(2.0, 2.000001) == pytest.approx(5e-7)
    assert difference(0.0, 1e-12) == pytest.approx(1e-6)
    assert difference(0.0, 1e-12, scale=100.0) == pytest.approx(1e-8)


def test_tolerances_are_told_by_kind():
    """With how many numbers have each, and how far the farthest is."""
    part = {"number": "p", "ours": 1.0, "theirs": 1.0}
    rows = [
        {
            "otherwise": [
                part | {"kind": "draws", "tolerance": 0.5, "apart": 0.2},
                part | {"kind": "draws", "tolerance": 5.0, "apart": 1.0},
                part | {"kind": "draws", "tolerance": 0.0, "apart": 0.0},
                part | {"kind": "studentized range", "tolerance": 1e-5, "apart": 2e-7},
            ]
        },
        {},
    ]
    ranges, drawn = tolerances(rows)
    assert (ranges["kind"], ranges["numbers"], ranges["by_chance"]) == (
        "studentized range",
        1,
        False,
    )
    assert ranges["farthest"] == pytest.approx(2e-7)
    assert (drawn["numbers"], drawn["tolerance"], drawn["by_chance"]) == (3, 5.0, True)
    assert drawn["farthest"] == pytest.approx(2.0)
    assert drawn["why"] == TOLERANCES["draws"][1]
    assert tolerances([]) == []
