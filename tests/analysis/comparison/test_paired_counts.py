"""Counts at two times agree with R and with Newcombe, or say what is undefined."""

# Known answers: R 4.2.2

from inspect import unwrap

import pandas as pd
import pytest
from example_samples import sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.paired_counts import mcnemar
from results import DataError

ASKED = {
    "before": "entry",
    "after": "later",
    "level": "yes",
}
LEVELS = pd.CategoricalDtype(["yes", "no"])


def pairs(both, before_only, after_only, neither, *, more=()):
    """One row for a person."""
    rows = [
        *[("yes", "yes")] * both,
        *[("yes", "no")] * before_only,
        *[("no", "yes")] * after_only,
        *[("no", "no")] * neither,
        *more,
    ]
    return pd.DataFrame(rows, columns=["entry", "later"]).astype(LEVELS)


# R: binom.test(2, 14)$p.value; its conf.int / (1 - conf.int). Newcombe (1998) reports
#    0.0562 to 0.3292 for these counts; further digits by his formula from
#    prop.test(x, 50, correct = FALSE)$conf.int of 32 and 22
def test_mcnemar_gives_every_number_and_counts_missing_values():
    """Two people with a gap are left out."""
    gaps = [("yes", None), (None, None)]
    words = {"entry": "Low mood", "later": "Low mood"}
    found = mcnemar(sampled(pairs(20, 12, 2, 16, more=gaps), **words), **ASKED)
    assert (found.method, found.outcome) == ("McNemar exact test", "Low mood")
    assert (found.n, found.n_missing, found.data.rows) == (50, 2, 50)
    assert (found.both, found.before_only, found.after_only, found.neither) == (
        20,
        12,
        2,
        16,
    )
    assert (found.before, found.after) == (0.64, 0.44)
    assert found.estimate == pytest.approx(-0.2)
    assert (found.conf_low, found.conf_high) == pytest.approx(
        (-0.3292069954001, -0.0561564248417), rel=1e-10
    )
    assert found.p_value == pytest.approx(0.012939453125, rel=1e-12)
    effect = found.effect
    assert (effect.name, effect.undefined) == ("odds_ratio", "")
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (1 / 6, 0.0181168968853, 0.748646602773), rel=1e-9
    )
    assert (found.conf_level, effect.conf_level, found.undefined) == (0.95, 0.95, "")
    assert found.data.variables == ("entry", "later")
    assert found.data.function == "mcnemar"
    assert {o.name: o.value for o in found.data.options} == {
        "level": "yes",
        "conf_level": 0.95,
    }


# R: as above. A negative correlation is not corrected; a margin of 0 means phi = 0
@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((3, 9, 8, 2), (-0.0454545454545, -0.3781044589278, 0.2990769459047)),
        ((4, 5, 0, 0), (-0.555555555556, -0.811221478902, -0.139678851916)),
        ((14, 5, 0, 22), (-0.121951219512, -0.226492684351, -0.011483241383)),
    ],
)
def test_the_interval_follows_the_correlation(table, expected):
    """Negative, undefined and corrected for continuity."""
    found = mcnemar(sampled(pairs(*table)), **ASKED)
    assert (found.estimate, found.conf_low, found.conf_high) == pytest.approx(
        expected, rel=1e-9
    )


# R: binom.test(5, 5) and binom.test(0, 5): p = 0.0625; limits / (1 - limits)
def test_change_in_one_direction_only_has_an_odds_ratio_on_one_side():
    """Without an upper limit, or 0 with one."""
    found = mcnemar(sampled(pairs(3, 0, 5, 4)), **ASKED)
    assert found.p_value == pytest.approx(0.0625)
    assert (found.effect.estimate, found.effect.conf_high) == (None, None)
    assert found.effect.conf_low == pytest.approx(0.916355857315, rel=1e-9)
    assert found.effect.undefined == (
        "nobody had it before only, so the ratio has no upper limit"
    )
    found = mcnemar(sampled(pairs(3, 5, 0, 4)), **ASKED)
    assert (found.effect.estimate, found.effect.conf_low) == (0.0, 0.0)
    assert found.effect.conf_high == pytest.approx(1.09127910518, rel=1e-9)
    assert found.effect.undefined == ""


def test_if_nobody_changed_there_is_no_evidence_and_no_odds_ratio():
    """P is 1."""
    found = mcnemar(sampled(pairs(5, 0, 0, 5)), **ASKED)
    assert (found.p_value, found.estimate) == (1.0, 0.0)
    effect = found.effect
    assert (effect.estimate, effect.conf_low, effect.conf_high) == (None, None, None)
    assert effect.undefined == "nobody changed"


def test_the_filter_chooses_the_rows():
    """It is executed, and kept with the data."""
    frame = pairs(4, 3, 2, 1)
    frame["setting"] = ["prison"] * 6 + ["inpatient"] * 4
    found = mcnemar(sampled(frame, "setting is prison"), **ASKED)
    assert (found.n, found.both, found.before_only) == (6, 4, 2)
    assert found.data.filter == "setting is prison"


@pytest.mark.parametrize(
    ("frame", "level", "message"),
    [
        (
            pairs(0, 0, 0, 0, more=[("yes", None)]),
            "yes",
            "simulated/cohort, entry to later: at least 1 pair is needed, got 0; "
            "choose other rows, or report the two proportions instead",
        ),
        (
            pairs(1, 2, 3, 4),
            "Yes",
            "simulated/cohort, entry: no such level, got 'Yes'; use one of "
            "['yes', 'no'], or make the variable categorical if nobody happens to "
            "have it",
        ),
        (
            pairs(1, 2, 3, 4).assign(later="nein"),
            "yes",
            "simulated/cohort, later: no such level, got 'yes'; use one of "
            "['nein'], or make the variable categorical if nobody happens to have it",
        ),
        (
            pairs(1, 2, 3, 4).drop(columns="later"),
            "yes",
            "simulated/cohort, entry to later: no such variable, got 'later'; the "
            "columns are ['entry']",
        ),
    ],
)
def test_pairs_that_cannot_be_compared_say_why(frame, level, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        unwrap(mcnemar)(sampled(frame), **{**ASKED, "level": level})
    assert str(caught.value) == message


COUNT = st.integers(0, 12)


@settings(max_examples=30, deadline=None)
@given(table=st.tuples(COUNT, COUNT, COUNT, COUNT).filter(any))
def test_turning_time_round_only_turns_the_signs_round(table):
    """The interval holds the difference and stays between -1 and 1."""
    both, before_only, after_only, neither = table
    one = mcnemar(sampled(pairs(*table)), **ASKED)
    other = mcnemar(sampled(pairs(both, after_only, before_only, neither)), **ASKED)
    assert one.p_value == pytest.approx(other.p_value)
    assert one.estimate == -other.estimate == pytest.approx(one.after - one.before)
    assert one.conf_low == pytest.approx(-other.conf_high, abs=1e-12)
    assert -1 - 1e-9 <= one.conf_low <= one.estimate <= one.conf_high <= 1 + 1e-9
