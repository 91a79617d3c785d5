"""Comparisons agree with R, count what is missing, and refuse what cannot be done."""

# Known answers: R 4.2.2, effectsize 0.8.3, rstatix 0.7.2, with the data of
# example_groups.py as d

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import ASKED, FRAME, frame_of, near, sampled
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.groups import welch_anova, welch_t
from analysis.comparison.ranks import kruskal_wallis
from analysis.estimates.grouped import split_by_group
from results import DataError


# R: oneway.test(y ~ g, d); F_to_omega2(F, df, 19 - df - 1); the limits by uniroot on
#    pf(F, df, df_error, ncp) as ncp / (ncp + 19)
def test_welch_anova_agrees_with_r():
    """F, both degrees of freedom, p, and omega squared with its interval."""
    found = welch_anova(sampled(FRAME), **ASKED)
    assert (found.statistic, found.dof, found.dof_resid, found.p_value) == near(
        10.4303425697, 2.0, 9.17700788165, 0.00433589655
    )
    effect = found.effect
    assert effect.name == "omega_squared"
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (0.4981601646, 0.0960437123, 0.7358821396), abs=1e-9
    )
    assert (effect.conf_level, effect.undefined) == (0.95, "")
    assert (found.n, found.n_missing, found.data.rows) == (19, 2, 19)
    assert (found.statistic_name, found.correction) == ("F", "Games-Howell")
    assert (found.method, found.alternative) == (
        "Welch analysis of variance",
        "two-sided",
    )
    assert (found.outcome, found.unit) == ("Mood", "points")
    assert found.data.source == "simulated/entry"
    assert found.data.variables == ("setting", "mood")
    assert (
        found.groups
        == split_by_group(sampled(FRAME), outcome="mood", group="setting").groups
    )


# R: t.test(a, b) for estimate, se, t, df; ptukey(abs(t) * sqrt(2), 3, df, FALSE) and
#    qtukey(.95, 3, df) * se / sqrt(2), as in rstatix::games_howell_test(d, y ~ g);
#    hedges_g(a, b, pooled_sd = FALSE), limits solved again by uniroot on pt(t, df, ncp)
@pytest.mark.parametrize(
    ("i", "pair", "numbers", "effect"),
    [
        (
            0,
            ("prison", "inpatient"),
            (-6.1666666667, 1.3729241184, -4.4916296421, 11.2355533992, 0.0022937460),
            (-2.2509407924, -3.5699418214, -0.8795146349),
        ),
        (
            1,
            ("prison", "outpatient"),
            (-0.9666666667, 1.7798252099, -0.5431244941, 7.3994040932, 0.8529599865),
            (-0.2977484125, -1.3728324247, 0.7966790606),
        ),
        (
            2,
            ("inpatient", "outpatient"),
            (5.2, 1.7312258250, 3.0036520510, 7.1871186588, 0.0449451336),
            (1.5641704467, 0.2391821313, 2.8242194273),
        ),
    ],
)
def test_games_howell_contrasts_agree_with_r(i, pair, numbers, effect):
    """Difference, error, t, df, adjusted p and Hedges' g of every pair."""
    found = welch_anova(sampled(FRAME), **ASKED).contrasts[i]
    assert (found.first, found.second) == pair
    assert (
        found.estimate,
        found.std_error,
        found.statistic,
        found.dof,
        found.p_adjusted,
    ) == near(*numbers)
    # R: 2 * pt(-abs(t), df), not adjusted
    raw = (0.0008670612579, 0.6030143467, 0.0192298603)[i]
    assert found.p_value == pytest.approx(raw, rel=1e-6)
    assert found.effect.name == "hedges_g"
    assert (
        found.effect.estimate,
        found.effect.conf_low,
        found.effect.conf_high,
    ) == pytest.approx(effect, abs=1e-6)
    assert (found.correction, found.conf_level) == ("Games-Howell", 0.95)


# R: rstatix::games_howell_test(d, y ~ g, detailed = TRUE), signs turned round
def test_games_howell_intervals_agree_with_r():
    """Intervals of the difference are adjusted for all pairs."""
    found = [
        (c.conf_low, c.conf_high)
        for c in welch_anova(sampled(FRAME), **ASKED).contrasts
    ]
    assert np.ravel(found) == pytest.approx(
        [-9.8632601, -2.4700732, -6.1401455, 4.2068121, 0.1336038, 10.2663962], abs=1e-5
    )


def test_welch_anova_takes_the_level_of_confidence_everywhere():
    """The wider interval contains the narrower one, in every part."""
    narrow = welch_anova(sampled(FRAME), **ASKED, conf_level=0.80)
    wide = welch_anova(sampled(FRAME), **ASKED, conf_level=0.99)
    pairs = [(narrow.effect, wide.effect)]
    for less, more in zip(narrow.contrasts, wide.contrasts, strict=True):
        pairs += [(less, more), (less.effect, more.effect)]
    for less, more in pairs:
        assert (less.conf_level, more.conf_level) == (0.80, 0.99)
        assert more.conf_low < less.conf_low < less.conf_high < more.conf_high


# R: t.test(y ~ g, d, subset = g != "outpatient"); hedges_g(a, b) as above
def test_welch_t_agrees_with_r():
    """t, df, p, the difference with its interval, and Hedges' g."""
    found = welch_t(sampled(FRAME[FRAME["setting"] != "outpatient"]), **ASKED)
    assert (found.statistic, found.dof, found.p_value) == near(
        -4.49162964213, 11.2355533992, 0.000867061258
    )
    assert found.dof_resid is None
    (pair,) = found.contrasts
    assert (pair.estimate, pair.std_error, pair.conf_low, pair.conf_high) == near(
        -6.16666666667, 1.37292411841, -9.18074091951, -3.15259241382
    )
    assert (pair.statistic, pair.dof, pair.p_value) == (
        found.statistic,
        found.dof,
        found.p_value,
    )
    assert pair.effect == found.effect
    effect = found.effect
    assert (effect.estimate, effect.conf_low, effect.conf_high) == pytest.approx(
        (-2.2509407924, -3.5699418214, -0.8795146349), abs=1e-6
    )
    assert (found.n, found.n_missing) == (14, 2)
    assert (pair.correction, found.correction) == ("none", "none")


@pytest.mark.parametrize(
    "dtype", ["string", "string[pyarrow]", "Int64", "boolean", "int64[pyarrow]"]
)
@pytest.mark.parametrize("test", [welch_anova, welch_t, kruskal_wallis])
def test_codes_may_be_of_a_type_with_missing_values_of_its_own(test, dtype):
    """A row without a group is in none, and is counted."""
    codes = ["0"] * 3 + ["1"] * 4 + [None]
    values = codes if dtype.startswith("string") else [c and int(c) for c in codes]
    frame = pd.DataFrame({"mood": [1.0, 2, 4, 3, 5, 6, 9, 7], "setting": codes})
    typed = frame.assign(setting=pd.array(values, dtype=dtype))
    asked = {
        "outcome": "mood",
        "group": "setting",
    }
    found, plain = test(sampled(typed), **asked), test(sampled(frame), **asked)
    assert (found.statistic, found.p_value) == (plain.statistic, plain.p_value)
    assert (found.n, found.n_missing) == (7, 1)


# R: kruskal.test(y ~ g, d); rank_epsilon_squared(y, g); the limits by uniroot on
#    pchisq(H, 2, ncp) as ncp / 18, the upper cut at 1
def test_kruskal_wallis_agrees_with_r():
    """H corrected for ties, df, p and epsilon squared with its interval."""
    found = kruskal_wallis(sampled(FRAME), **ASKED)
    assert (found.statistic, found.dof, found.p_value) == near(
        10.4599514563, 2.0, 0.00535365524
    )
    assert found.effect.name == "rank_epsilon_squared"
    assert found.effect.estimate == pytest.approx(0.581108414239, abs=1e-9)
    assert (found.effect.conf_low, found.effect.conf_high) == pytest.approx(
        (0.0552597805, 1.0), abs=1e-9
    )
    assert (found.n, found.n_missing, found.dof_resid) == (19, 2, None)
    assert (found.statistic_name, found.correction) == ("H", "Dunn, Holm adjusted")


WHERE = "simulated/entry, mood by setting: "


FAULTS = [
    (
        welch_anova,
        frame_of(a=[1, 2], b=[None, None]),
        "no value was observed in 1 group, got ['b']; "
        "leave the group out with a filter, or check mood",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2], b=[3]),
        "only one value, so no variance, in 1 group, got ['b']; "
        "leave the group out with a filter, or use kruskal_wallis",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2], b=[3, 3], c=[4, 4]),
        "every value is the same, so no variance, in 2 groups, got ['b', 'c']; "
        "leave the group out with a filter, or use kruskal_wallis",
    ),
    (
        welch_t,
        frame_of(a=[1, 2], b=[3, 4], c=[5, 6]),
        "exactly 2 groups are needed, got ['a', 'b', 'c']; "
        "choose other rows or another test",
    ),
    (
        welch_t,
        frame_of(a=[1, 2], b=[3]),
        "only one value, so no variance, in 1 group, got ['b']; "
        "leave the group out with a filter, or use kruskal_wallis",
    ),
    (
        kruskal_wallis,
        frame_of(a=[2, 2], b=[2]),
        "every value is the same, got [2]; there is nothing to compare",
    ),
    (
        kruskal_wallis,
        frame_of(a=[1, 2]),
        "at least 2 groups are needed, got ['a']; choose other rows or another test",
    ),
    (
        kruskal_wallis,
        frame_of(a=[1, 2])[:0],
        "at least 2 groups are needed, got []; choose other rows or another test",
    ),
    (
        welch_anova,
        frame_of(a=[1, float("inf")], b=[1, 2]),
        "mood is infinite 1 times, at rows [1]; check how it was computed",
    ),
    (
        welch_anova,
        frame_of(a=["1", "2"], b=["3", "4"]),
        "mood is not numeric, got str '1'; convert it by pandas.to_numeric",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2]).rename(columns={"setting": "ward"}),
        "no such variable, got 'setting'; the columns are ['mood', 'ward']",
    ),
    (
        welch_anova,
        frame_of(a=[1, 2]).rename(columns={"mood": "sadness"}),
        "no such variable, got 'mood'; the columns are ['sadness', 'setting']",
    ),
]


@pytest.mark.parametrize(("test", "frame", "message"), FAULTS)
def test_a_comparison_that_cannot_be_made_says_why(test, frame, message):
    """The whole message, and never a silent NaN."""
    with pytest.raises(DataError) as caught:
        unwrap(test)(sampled(frame), outcome="mood", group="setting")
    assert str(caught.value) == WHERE + message


#: Alike but for the last binary digit.
THREE, SIX = [0.3, 0.1 + 0.2, 0.3, 0.3], [0.6, 0.6, 0.1 * 6, 0.6]


@pytest.mark.parametrize(
    ("test", "groups", "message"),
    [
        (
            welch_anova,
            {"a": THREE, "b": SIX},
            "every value is the same, so no variance, in 2 groups, got ['a', 'b']; "
            "leave the group out with a filter, or use kruskal_wallis",
        ),
        (
            welch_anova,
            {"a": THREE, "b": [0.1, 0.4, 0.2]},
            "every value is the same, so no variance, in 1 group, got ['a']; "
            "leave the group out with a filter, or use kruskal_wallis",
        ),
        (
            welch_t,
            {"a": THREE, "b": SIX},
            "every value is the same, so no variance, in 2 groups, got ['a', 'b']; "
            "leave the group out with a filter, or use kruskal_wallis",
        ),
        (
            kruskal_wallis,
            {"a": THREE, "b": THREE[:2]},
            "every value is the same, got [0.3]; there is nothing to compare",
        ),
    ],
)
def test_values_alike_up_to_rounding_do_not_vary(test, groups, message):
    """Neither a crash nor a test of binary digits."""
    with pytest.raises(DataError) as caught:
        unwrap(test)(
            sampled(frame_of(**groups)),
            outcome="mood",
            group="setting",
        )
    assert str(caught.value) == WHERE + message


@pytest.mark.parametrize("test", [welch_anova, welch_t, kruskal_wallis])
@pytest.mark.parametrize("level", [95, -1])
def test_a_level_of_confidence_in_percent_is_refused(test, level):
    """The message is that of all intervals."""
    with pytest.raises(ValueError, match=f"^conf_level: outside 0-1, got {level}; use"):
        test(sampled(FRAME[FRAME["setting"] != "prison"]), **ASKED, conf_level=level)


VALUES = st.lists(st.integers(0, 40), min_size=3, max_size=9).filter(
    lambda values: len(set(values)) > 1
)


GROUPS = st.lists(VALUES, min_size=2, max_size=3)


def frame_from(groups):
    """Name the groups a, b, c."""
    return frame_of(**dict(zip("abc", groups, strict=False)))


PLAIN = {
    "outcome": "mood",
    "group": "setting",
}


@settings(max_examples=10, deadline=None)
@given(groups=GROUPS, shift=st.integers(-20, 20), factor=st.integers(1, 5))
def test_a_linear_change_of_scale_leaves_the_test_as_it_was(groups, shift, factor):
    """Tests and effect sizes do not depend on the unit."""
    first = frame_from(groups)
    second = first.assign(mood=first["mood"] * factor + shift)
    for test in (welch_anova, kruskal_wallis):
        one, other = test(sampled(first), **PLAIN), test(sampled(second), **PLAIN)
        assert one.statistic == pytest.approx(other.statistic, rel=1e-6, abs=1e-9)
        assert one.p_value == pytest.approx(other.p_value, rel=1e-6)
        assert one.effect.estimate == pytest.approx(other.effect.estimate, abs=1e-9)


@settings(max_examples=10, deadline=None)
@given(first=VALUES, second=VALUES)
def test_swapping_two_groups_only_turns_the_signs_round(first, second):
    """The same p; difference, t and g with the other sign."""
    one = welch_t(sampled(frame_of(a=first, b=second)), **PLAIN)
    other = welch_t(sampled(frame_of(a=second, b=first)), **PLAIN)
    assert one.p_value == pytest.approx(other.p_value)
    assert one.statistic == pytest.approx(-other.statistic)
    assert one.effect.estimate == pytest.approx(-other.effect.estimate)
    assert one.contrasts[0].conf_low == pytest.approx(-other.contrasts[0].conf_high)
    assert one.effect.conf_low == pytest.approx(-other.effect.conf_high, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(groups=GROUPS)
def test_row_order_and_missing_rows_never_matter(groups):
    """Dropping is the same as never having been there; the input is not modified."""
    frame = frame_from(groups)
    gaps = pd.DataFrame({"mood": [np.nan, 3.0], "setting": ["a", None]})
    longer = pd.concat([frame, gaps]).sample(frac=1, random_state=1)
    before = longer.copy(deep=True)
    one, other = (
        welch_anova(sampled(frame), **PLAIN),
        welch_anova(sampled(longer), **PLAIN),
    )
    pd.testing.assert_frame_equal(longer, before)
    assert other.statistic == pytest.approx(one.statistic)
    assert (other.n, other.n_missing) == (one.n, 2)
    assert sum(g.n for g in other.groups) == other.n == other.data.rows
