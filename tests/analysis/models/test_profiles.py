"""Limits of the profile likelihood: where it is as low as asked, or nowhere."""

import numpy as np
import pytest
from example_events import EVENTS, GROUPS

from analysis.models import _profiles as profiles
from analysis.models._maxima import best_fit
from analysis.models._profiles import profile_limit
from analysis.models.firth import Likelihood, fit
from results import DataError


# R: f <- function(b) dbinom(3, 10, plogis(b), log = TRUE); uniroot on
#    f(qlogis(.3)) - f(b) - qchisq(.95, 1) / 2, both sides, tol = 1e-13
def test_limits_of_a_proportion_agree_with_r():
    """One coefficient: nothing else is maximised."""
    outcome = np.array([1.0] * 3 + [0] * 7)
    model = Likelihood(np.ones((10, 1)), outcome, penalised=False)
    best = fit(model)
    limits = [
        profile_limit(model, best, 0, upper=upper, conf_level=0.95)
        for upper in (False, True)
    ]
    assert limits == pytest.approx(LIMITS, rel=1e-9)


LIMITS = [-2.38196085792, 0.432787206795]


def test_a_likelihood_that_never_falls_has_no_limit(monkeypatch):
    """None, and not the last place that was looked at."""
    monkeypatch.setattr(profiles, "MOST_STEPS", 0)
    model = Likelihood(GROUPS, EVENTS)
    best = fit(model)
    assert profile_limit(model, best, 1, upper=True, conf_level=0.95) is None


@pytest.mark.parametrize(("seed", "term", "upper"), [(9, 0, True), (57, 2, False)])
def test_a_limit_is_no_leap_from_one_maximum_to_another(seed, term, upper):
    """Separated outcomes: at the limit, the highest of many maxima is as low as asked.

    In 57 a search along a lower maximum ends at -9.84, where a higher one is not low
    enough yet.
    """
    rng = np.random.default_rng(seed)
    design = np.column_stack([np.ones(40), rng.normal(size=(40, 2))])
    outcome = (design @ rng.normal(size=3) > 0).astype(float)
    model = Likelihood(design, outcome)
    best = best_fit(model)
    limit = profile_limit(model, best, term, upper=upper, conf_level=0.95)
    found = []
    for start in rng.normal(size=(40, 3)) * rng.choice([1, 5, 20], size=(40, 1)):
        try:
            there = fit(model, {term: limit}, start)
        except DataError:  # led nowhere
            continue
        found.append(there.log_likelihood)
    fallen = best.log_likelihood - max(found)
    assert fallen == pytest.approx(1.920729410347, abs=1e-6)  # qchisq(.95, 1) / 2
