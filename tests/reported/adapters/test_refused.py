"""What is no result is refused with what it is, and what to do with it."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from example_results import WELCH

from reported import publish
from reported.parts import published
from reported.tables import table
from results import DataError

FRAME = pd.DataFrame({"a": [1.0, 2.0]})
PART = published(WELCH)
NUMBER = "publish the result that it comes from"
CLAIM = "is what a claim"


@pytest.mark.parametrize(
    ("what", "got", "meant"),
    [
        (3.2, "got 3.2;", NUMBER),
        (np.float64(2), "got ", NUMBER),
        (PART["prison"].mean, "got Number;", "publish the result that it comes from"),
        (True, "got True;", CLAIM),
        (np.True_, "got bool;", CLAIM),
        (PART["prison"].mean > 1, "got Condition;", CLAIM),
        (None, "got None;", "returned nothing"),
        ("mood", "got 'mood';", ""),
        ([WELCH, WELCH], "got list;", "as a mapping of keys to results"),
        ((1, 2), "got tuple;", "as a mapping of keys to results"),
        (FRAME, "got a table with the columns ['a'];", "show(tables.table(...))"),
        (FRAME["a"], "got Series;", "compute a result from these values"),
        (np.array([1]), "got ndarray;", "compute a result from these values"),
        (sm.OLS([1.0, 2.0], [1.0, 2.0]), "got OLS;", "publish what fit() returns"),
        (publish, "got function;", "call it, and publish what it returns"),
        (PART, "got Part;", "published already"),
        (table(["a"], [["1"]], caption="A", name="a-tab"), "got Table;", "show(...)"),
    ],
)
def test_what_is_no_result_is_refused_with_the_way_out(what, got, meant):
    """Whatever it is; and what is taken is listed behind."""
    with pytest.raises(DataError) as error:
        publish("mood", what)
    said = str(error.value)
    assert said.startswith("publish: no result that is known, got ")
    assert got in said
    assert meant in said
    assert "a record of results, or what one of these returned: pingouin: " in said


def test_each_of_several_is_looked_at():
    """A mapping of plain numbers is none of results."""
    with pytest.raises(DataError, match=r"got 2\.5; a number does not say"):
        publish("mood-{}", {"a": 2.5})
