"""What the rows of a test tell that its object does not hold."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import Sample
from reported.adapters import adapted

RNG = np.random.default_rng(18)
FRAME = pd.DataFrame(
    {"y": RNG.normal(size=60), "z": RNG.normal(size=60), "g": ["a", "b"] * 30}
)
PEOPLE = Sample(FRAME, source="simulated/entry")
A, B = (FRAME.loc[FRAME["g"] == one, "y"] for one in "ab")
BY = {"of": PEOPLE, "outcome": "y", "by": "g"}


@pytest.mark.parametrize("side", ["two-sided", "less", "greater"])
@pytest.mark.parametrize(
    ("test", "of"),
    [
        (lambda side: stats.mannwhitneyu(B, A, alternative=side), BY),
        (
            lambda side: stats.spearmanr(FRAME["z"], FRAME["y"], alternative=side),
            {**BY, "by": "z"},
        ),
        (
            lambda side: stats.kendalltau(FRAME["z"], FRAME["y"], alternative=side),
            {**BY, "by": "z"},
        ),
    ],
    ids=["mannwhitneyu", "spearmanr", "kendalltau"],
)
def test_the_alternative_that_an_object_does_not_hold_is_told_by_its_rows(
    test, of, side
):
    """And never guessed."""
    assert adapted(test(side), **of).alternative == side


def test_kendall_is_not_called_spearman_where_both_have_one_coefficient():
    """Their p differ."""
    rows = pd.DataFrame({"a": range(8), "b": [n * n for n in range(8)]})
    of = {"of": Sample(rows, source="s"), "outcome": "a", "by": "b"}
    kendall = adapted(stats.kendalltau(rows["b"], rows["a"]), **of)
    spearman = adapted(stats.spearmanr(rows["b"], rows["a"]), **of)
    assert (kendall.statistic_name, spearman.statistic_name) == ("τ", "rs")


def test_what_is_not_defined_is_taken_and_says_so():
    """As the correlation with a column in which all values are the same."""
    rows = pd.DataFrame({"y": [1.0, 2, 3, 5], "z": [1.0, 1, 1, 1]})
    with pytest.warns(stats.ConstantInputWarning):
        found = stats.pearsonr(rows["y"], rows["z"])
    of = {"of": Sample(rows, source="s"), "outcome": "y", "by": "z"}
    assert adapted(found, **of).undefined == "the library gives no number"
