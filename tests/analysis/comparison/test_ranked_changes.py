"""Changes compared by ranks agree with R, with ties, gaps and people who stay."""

# Known answers: R 4.2.2, effectsize 0.8.3, with
#   b <- c(28,30,25,NA,30,22,29,30,18,27,10); a <- c(10,28,NA,5,0,15,29,4,25,20,10)
#   x <- (a - b)[!is.na(a) & !is.na(b)]; y <- x[x != 0]; m <- outer(x, x, "+") / 2

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_samples import sampled
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison.ranked_changes import signed_ranks
from analysis.estimates.sample import Described
from results import DataError

FRAME = pd.DataFrame(
    {
        "entry": [28, 30, 25, None, 30, 22, 29, 30, 18, 27, 10],
        "later": [10, 28, None, 5, 0, 15, 29, 4, 25, 20, 10],
    },
    dtype="float64",
)
ASKED = {"before": "entry", "after": "later"}


# R: wilcox.test(y, exact = FALSE, correct = TRUE), rank_biserial(y),
#    median(m[upper.tri(m, diag = TRUE)])
def test_signed_ranks_agree_with_r():
    """V, p with ties and two who stayed, the median change, and the effect."""
    words = Described(label="Heroin use", unit="days")
    found = signed_ranks(sampled(FRAME, entry=words, later=words), **ASKED)
    assert (found.statistic, found.p_value, found.estimate) == pytest.approx(
        (3.0, 0.073834315161456, -9.0), rel=1e-12
    )
    effect = found.effect
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (-0.785714285714286, -0.955230463785287, -0.227826542274672), rel=1e-9
    )
    assert (effect.name, effect.conf_level) == ("rank_biserial", 0.95)
    assert (found.n, found.n_missing, found.data.rows) == (9, 2, 9)
    assert (found.n_higher, found.n_same, found.n_lower) == (1, 2, 6)
    assert (found.outcome, found.unit) == ("Heroin use", "days")
    assert (found.statistic_name, found.alternative) == ("V", "two-sided")
    assert found.method == "Wilcoxon signed-rank test"
    assert found.data.variables == ("entry", "later")
    assert (found.before.n, found.before.median, found.after.median) == (9, 28.0, 15.0)


def test_where_all_changes_have_one_sign_the_effect_has_no_limits():
    """It is 1 or -1, and says why; V is 0 of falls alone."""
    frame = pd.DataFrame({"entry": [9.0, 8, 7, 6], "later": [5.0, 6, 4, 6]})
    found = signed_ranks(sampled(frame), **ASKED)
    assert (found.statistic, found.effect.estimate) == (0.0, -1.0)
    assert (found.effect.conf_low, found.effect.conf_high) == (None, None)
    assert found.effect.undefined
    other = signed_ranks(sampled(frame), before="later", after="entry")
    assert (other.statistic, other.effect.estimate) == (6.0, 1.0)


def test_changes_that_differ_by_rounding_alone_are_tied_or_none():
    """0.1 + 0.2 is 0.3, and 0.4 - 0.1 is 0.3 too."""
    frame = pd.DataFrame(
        {"entry": [0.3, 0.1, 0.0, 0.5, 1.0], "later": [0.1 + 0.2, 0.4, 0.3, 0.2, 2.0]}
    )
    whole = pd.DataFrame({"entry": [3, 1, 0, 5, 10], "later": [3, 4, 3, 2, 20]})
    found = signed_ranks(sampled(frame), **ASKED)
    right = signed_ranks(sampled(whole.astype(float)), **ASKED)
    assert (found.n_same, found.statistic) == (1, right.statistic) == (1, 8.0)
    assert found.p_value == right.p_value


@pytest.mark.parametrize(
    ("later", "message"),
    [
        ([9.0, 8.0], "of 2 pairs none changed; describe the two times instead"),
        ([None, None], "of 0 pairs none changed; describe the two times instead"),
    ],
)
def test_changes_that_cannot_be_ranked_are_refused(later, message):
    """The whole message."""
    frame = pd.DataFrame({"entry": [9.0, 8.0], "later": later}, dtype="float64")
    with pytest.raises(DataError) as caught:
        unwrap(signed_ranks)(sampled(frame), **ASKED)
    assert str(caught.value) == f"simulated/cohort, entry to later: {message}"


def test_a_level_in_percent_is_refused():
    """The message is that of all intervals."""
    with pytest.raises(ValueError, match=r"^conf_level: outside 0-1, got 95"):
        signed_ranks(sampled(FRAME), **ASKED, conf_level=95)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12).filter(any))
def test_turning_time_round_turns_the_sign_round(changes):
    """And the sums of ranks of both ways are those of all ranks."""
    frame = pd.DataFrame({"entry": np.zeros(len(changes)), "later": changes})
    there = signed_ranks(sampled(frame.astype(float)), **ASKED)
    back = signed_ranks(sampled(frame.astype(float)), before="later", after="entry")
    n = there.n - there.n_same
    assert there.statistic + back.statistic == n * (n + 1) / 2
    assert there.estimate == -back.estimate
    assert there.p_value == pytest.approx(back.p_value)
    assert there.effect.estimate == pytest.approx(-back.effect.estimate)
