"""People are lost as often, and for the reason, that was stated."""

from math import log, sqrt

import numpy as np
import pytest
import statsmodels.api as sm

from analysis.power.lost_people import MECHANISMS, People, cells_asked, studies

PEOPLE = People(
    abstinent=(0.6, 0.2),
    per_group=50,
    followed_up=(35, 20),
    outcome_odds_ratio=3.0,
    replications=600,
)
STREAM = np.random.SeedSequence(11)


def test_every_cell_has_a_stream_of_its_own():
    """One without a reason, then every reason with every strength."""
    asked = cells_asked((2, 4), seed=5)
    assert [(name, strength) for name, strength, _ in asked] == [
        ("random", 1.0),
        ("observed", 2),
        ("observed", 4),
        ("outcome", 2),
        ("outcome", 4),
        ("differential", 2),
        ("differential", 4),
    ]
    assert len({stream.spawn_key for _, _, stream in asked}) == 7
    assert {stream.entropy for _, _, stream in asked} == {5}


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_as_many_are_abstinent_and_seen_as_was_stated(mechanism):
    """In every group, within five Monte Carlo errors; x is standard normal."""
    x, outcome, seen = studies(PEOPLE, mechanism, 4.0, STREAM)
    assert x.shape == outcome.shape == seen.shape == (600, 2, 50)
    n = 600 * 50
    for g, (true, kept) in enumerate([(0.6, 0.7), (0.2, 0.4)]):
        for found, share in ((outcome, true), (seen, kept)):
            error = sqrt(share * (1 - share) / n)
            assert abs(found[:, g].mean() - share) < 5 * error
        assert abs(x[:, g].mean()) < 5 / sqrt(n)
        assert x[:, g].std() == pytest.approx(1, abs=5 / sqrt(2 * n))


# What `seen` depends on beside x: the outcome, in no group, the second or both
@pytest.mark.parametrize(
    ("mechanism", "by_x", "by_outcome"),
    [
        ("random", 0, (0, 0)),
        ("observed", -log(4), (0, 0)),
        ("outcome", 0, (log(4), log(4))),
        ("differential", 0, (0, log(4))),
    ],
)
def test_a_logistic_regression_finds_the_reason(mechanism, by_x, by_outcome):
    """Of being seen on x and the outcome; and of the outcome on x."""
    x, outcome, seen = (part for part in studies(PEOPLE, mechanism, 4.0, STREAM))
    for g in range(2):
        one, had, here = (part[:, g].ravel() for part in (x, outcome, seen))
        design = np.column_stack([np.ones(len(one)), one, had])
        model = sm.Logit(here.astype(float), design).fit(disp=0)
        for found, error, value in zip(
            model.params[1:], model.bse[1:], (by_x, by_outcome[g]), strict=True
        ):
            assert abs(found - value) < 5 * error
        model = sm.Logit(had.astype(float), design[:, :2]).fit(disp=0)
        assert abs(model.params[1] + log(3)) < 5 * model.bse[1]
