"""Codes as a tree: below the right one, and in one order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._code_tree import in_tree_order, tree_of_names
from results import DataError


def test_codes_below_one_code_stand_together_in_their_own_order():
    """Whatever was made in between; a name without a separator stands alone."""
    names = dict.fromkeys(["A.B", "C", "A.D.E", "A.", "A.D"], "")
    rows, paths = tree_of_names(names, separator=".", file="x")
    assert [row[0] for row in rows] == ["A", "A > B", "A > D", "A > D > E", "C", "A."]
    assert [row[4] for row in rows] == [False, True, True, True, True, True]
    assert paths == {
        "A.B": "A > B",
        "C": "C",
        "A.D.E": "A > D > E",
        "A.": "A.",
        "A.D": "A > D",
    }


@given(st.lists(st.integers(0, 9), min_size=1, max_size=10), st.randoms())
def test_every_code_follows_the_one_above_it(above, random):
    """Any tree, given in any order, comes out whole."""
    parents = {str(i): str(min(n, i - 1)) if i else "" for i, n in enumerate(above)}
    rows = [(code, code, parent, "", True, "") for code, parent in parents.items()]
    random.shuffle(rows)
    ordered = in_tree_order(rows)
    assert sorted(ordered) == sorted(rows)
    place = {row[0]: i for i, row in enumerate(ordered)}
    assert all(place[row[0]] > place.get(row[2], -1) for row in ordered)


def test_a_code_without_a_name_is_refused():
    """Its path would be that of what stands above the top."""
    with pytest.raises(DataError) as caught:
        tree_of_names({"": "words", "A": ""}, separator=".", file="x")
    assert str(caught.value) == "1 codes have no name; name them in the program"


def test_a_name_of_too_many_levels_is_refused():
    """Its paths would fill the memory; a long name is not printed."""
    names = {"A." * 2000 + "B": "", "A": ""}
    with pytest.raises(DataError) as caught:
        tree_of_names(names, separator=".", file="x")
    assert str(caught.value) == (
        f"x, codes: 1 codes stand deeper than 2000 levels, got ['{'A.' * 20}']; move "
        "them up in the program"
    )
