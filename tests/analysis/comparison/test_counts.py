"""Counts of groups agree with R, and refuse what cannot be compared."""

# Known answers: R 4.2.2

from inspect import unwrap

import numpy as np
import pandas as pd
import pytest
from example_groups import LABELS, SETTINGS, TABLES, completed, near
from example_samples import sampled as plain

from analysis.comparison.counts import exact_counts
from analysis.estimates.effect_sizes import cramers_v, standardised_difference
from analysis.estimates.proportions import wilson_interval
from analysis.estimates.sample import Described
from results import DataError

COUNTED = {
    "outcome": "completed",
    "group": "setting",
    "level": "yes",
}


def sampled(frame, **words):
    """Return a sample of stays."""
    return plain(frame, source="simulated/treatment", **{"setting": LABELS} | words)


def test_exact_counts_gives_every_number_and_counts_missing_values():
    """Known answers of the parts, each tested by itself; three people are unknown."""
    frame = completed((18, 6, 1), (20, 4, 0), (11, 13, 2))
    said = Described(label="Completion", levels={"yes": "Completed", "no": "Left"})
    found = exact_counts(sampled(frame, completed=said), **COUNTED)
    assert found.method == "Fisher-Freeman-Halton exact test"
    assert (found.outcome, found.level) == ("Completion", "Completed")
    assert (found.n, found.n_missing, found.data.rows) == (72, 3, 72)
    assert found.p_value == pytest.approx(0.0159706920695, rel=1e-9)
    assert found.effect == cramers_v([[18, 6], [20, 4], [11, 13]])
    assert [(g.group, g.label, g.count, g.n, g.n_missing) for g in found.groups] == [
        ("prison", "Prison", 18, 24, 1),
        ("inpatient", "Inpatient", 20, 24, 0),
        ("outpatient", "Outpatient", 11, 24, 2),
    ]
    assert [g.proportion for g in found.groups] == near(0.75, 5 / 6, 11 / 24)
    assert [(g.conf_low, g.conf_high) for g in found.groups] == [
        wilson_interval(18, 24),
        wilson_interval(20, 24),
        wilson_interval(11, 24),
    ]
    assert found.data.variables == ("setting", "completed")
    assert {o.name: o.value for o in found.data.options} == {
        "level": "yes",
        "conf_level": 0.95,
    }


# R: fisher.test and p.adjust(p, "holm") of each pair; Newcombe's limits from
#    prop.test(x, 24, correct = FALSE, conf.level = 1 - .05 / 3)$conf.int of each group
def test_every_pair_of_groups_has_a_difference():
    """Difference, its interval, exact p, Holm's p and standardised difference."""
    frame = completed((18, 6, 1), (20, 4, 0), (11, 13, 2))
    found = exact_counts(sampled(frame), **COUNTED).contrasts
    assert [(c.first, c.second) for c in found] == [
        ("prison", "inpatient"),
        ("prison", "outpatient"),
        ("inpatient", "outpatient"),
    ]
    numbers = [
        (c.estimate, c.conf_low, c.conf_high, c.p_value, c.p_adjusted) for c in found
    ]
    expected = [
        (-1 / 12, -0.351906265308, 0.198635099446, 0.723793229254, 0.723793229254),
        (7 / 24, -0.0417908557382, 0.54925993649, 0.0753455001431, 0.150691000286),
        (9 / 24, 0.0446616917637, 0.613556060505, 0.0145473190693, 0.043641957208),
    ]
    assert np.ravel(numbers) == pytest.approx(np.ravel(expected), rel=1e-9)
    assert [c.effect for c in found] == [
        standardised_difference([18, 6], [20, 4]),
        standardised_difference([18, 6], [11, 13]),
        standardised_difference([20, 4], [11, 13]),
    ]
    assert {(c.conf_level, c.correction, c.undefined) for c in found} == {
        (0.95, "Holm", "")
    }


def test_group_and_outcome_may_be_of_types_with_missing_values_of_their_own():
    """A value that is not known is in no cell of the table."""
    frame = completed((18, 6, 1), (20, 4, 0))
    typed = frame.assign(
        setting=pd.array(
            [*frame["setting"].map({"prison": 1, "inpatient": 2})], "Int64"
        ),
        completed=frame["completed"].astype("string"),
    )
    typed.loc[0, "setting"] = pd.NA
    labels = {1: "Prison", 2: "Inpatient"}
    found = exact_counts(sampled(typed, setting=labels), **COUNTED)
    assert [(g.label, g.count, g.n) for g in found.groups] == [
        ("Prison", 17, 23),
        ("Inpatient", 20, 24),
    ]
    assert (found.n, found.n_missing) == (47, 2)


def test_the_sign_is_that_of_the_level_asked_for():
    """Whichever level comes first in the data."""
    frame = completed((18, 6, 0), (20, 4, 0))
    for level, sign in (("yes", -1), ("no", 1)):
        (pair,) = exact_counts(sampled(frame), **{**COUNTED, "level": level}).contrasts
        assert pair.estimate == pytest.approx(sign / 12)
        assert pair.effect.estimate == pytest.approx(sign * 0.206284249252)


def test_the_test_is_named_after_the_size_of_the_table():
    """Fisher's own has two groups and two outcomes that somebody has."""
    small = completed((18, 6, 0), (20, 4, 0))
    assert exact_counts(sampled(small), **COUNTED).method == "Fisher's exact test"
    kinds = pd.Categorical(small["completed"], categories=["yes", "no", "excused"])
    found = exact_counts(sampled(small.assign(completed=kinds)), **COUNTED)
    assert found.method == "Fisher's exact test"
    larger = small.assign(completed=["excused", *small["completed"][1:]])
    found = exact_counts(sampled(larger), **COUNTED)
    assert found.method == "Fisher-Freeman-Halton exact test"


# R: fisher.test(cbind(c(0, 0), c(24, 24))) has no such test: p is 1; the distance of
#    c(18, 6) and c(20, 4) as in test_effect_sizes.py
@pytest.mark.parametrize("turned", [False, True])
def test_a_level_that_nobody_has_gives_no_sign_to_a_difference(turned):
    """Whichever of the other two levels comes first in the data."""
    frame = completed((18, 6, 0), (20, 4, 0))
    kinds = ["excused", "no", "yes"]
    frame["completed"] = pd.Categorical(frame["completed"], categories=kinds)
    frame = frame[::-1] if turned else frame
    found = exact_counts(sampled(frame), **{**COUNTED, "level": "excused"})
    (pair,) = found.contrasts
    assert (pair.first, pair.estimate) == ("prison", 0.0)
    assert (pair.p_value, pair.p_adjusted) == (1.0, 1.0)
    assert pair.effect.estimate == pytest.approx(0.206284249252)
    assert (pair.effect.conf_low, pair.effect.conf_high) == near(0.0, 0.773579888836)
    plain = exact_counts(sampled(frame), **COUNTED)
    assert (found.n, found.p_value) == (48, pytest.approx(plain.p_value))
    assert found.effect == plain.effect


def test_a_pair_with_one_outcome_has_p_1_and_no_standardised_difference():
    """A third group has the other outcome."""
    pair = exact_counts(sampled(completed((3, 0, 0), (4, 0, 0), (1, 3, 0))), **COUNTED)
    found = pair.contrasts[0]
    assert (found.estimate, found.p_value, found.p_adjusted) == (0.0, 1.0, 1.0)
    assert found.effect.estimate is None
    assert found.effect.undefined == "everybody in both groups has the same level"


def test_the_level_of_confidence_reaches_every_contrast():
    """The wider interval contains the narrower one."""
    frame = completed((18, 6, 1), (20, 4, 0))
    (less,) = exact_counts(sampled(frame), **COUNTED, conf_level=0.80).contrasts
    (more,) = exact_counts(sampled(frame), **COUNTED, conf_level=0.99).contrasts
    for one, other in ((less, more), (less.effect, more.effect)):
        assert (one.conf_level, other.conf_level) == (0.80, 0.99)
        assert other.conf_low < one.conf_low < one.conf_high < other.conf_high


def test_exact_counts_tests_all_levels_together_and_one_by_pairs():
    """A difference of proportions and its p are of the same thing."""
    levels = ["work", "benefit", "none"]
    rows = [
        (setting, level)
        for setting, counts in zip(SETTINGS, TABLES["square"][0], strict=False)
        for level, n in zip(levels, counts, strict=True)
        for _ in range(n)
    ]
    frame = pd.DataFrame(rows, columns=["setting", "completed"])
    found = exact_counts(sampled(frame), **{**COUNTED, "level": "none"})
    assert found.p_value == pytest.approx(0.0151378741171, rel=1e-9)
    assert [g.count for g in found.groups] == [0, 4, 7]
    # R: fisher.test of that level against the others in each pair, p.adjust(p, "holm")
    assert [c.p_value for c in found.contrasts] == pytest.approx(
        [0.116615067079, 0.00402212166918, 0.198380566802], rel=1e-9
    )
    assert [c.p_adjusted for c in found.contrasts] == pytest.approx(
        [0.233230134159, 0.0120663650075, 0.233230134159], rel=1e-9
    )
    assert [c.effect.estimate for c in found.contrasts] == pytest.approx(
        [1.3351436985, 2.2873202465, 0.799131124686], rel=1e-9
    )


COUNT_FAULTS = [
    (
        completed((3, 2, 0), (0, 0, 4)),
        "yes",
        "no value was observed in 1 group, got ['inpatient']; "
        "leave the group out with a filter, or check completed",
    ),
    (
        completed((3, 2, 0)),
        "yes",
        "at least 2 groups and 2 outcomes are needed, got ['prison'] as the only "
        "group; report the proportion instead",
    ),
    (
        completed((3, 0, 0), (4, 0, 1)),
        "yes",
        "at least 2 groups and 2 outcomes are needed, got ['yes'] as the only outcome; "
        "report the proportion instead",
    ),
    (
        completed((3, 1, 0), (4, 0, 1)),
        "Yes",
        "no such level, got 'Yes'; use one of ['yes', 'no'], "
        "or make the variable categorical if nobody happens to have it",
    ),
]


@pytest.mark.parametrize(("frame", "level", "message"), COUNT_FAULTS)
def test_counts_that_cannot_be_compared_say_why(frame, level, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        unwrap(exact_counts)(sampled(frame), **{**COUNTED, "level": level})
    where = "simulated/treatment, completed by setting: "
    assert str(caught.value) == where + message
