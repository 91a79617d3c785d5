"""Drawn answers have the mean, spread and reliability that were asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.likert import discretise, item_model


@settings(max_examples=20, deadline=None)
@given(
    mean=st.floats(2.2, 3.8),
    sd=st.floats(0.5, 0.9),
    alpha=st.floats(0.6, 0.9),
    items=st.integers(3, 10),
)
def test_answers_have_the_wanted_moments_and_reliability(mean, sd, alpha, items):
    """In 40,000 people, mean, SD and alpha of the scale are those asked for."""
    model = item_model(low=1, high=5, mean=mean, sd=sd, alpha=alpha, items=items)
    rng = np.random.default_rng(3)
    trait = rng.standard_normal(40_000)
    points = np.array(
        [discretise(model, trait, rng.standard_normal(40_000)) for _ in range(items)]
    )
    scale = points.mean(axis=0)
    got_alpha = (
        items / (items - 1) * (1 - points.var(axis=1).sum() / points.sum(0).var())
    )
    assert scale.mean() == pytest.approx(mean, abs=0.02)
    assert scale.std() == pytest.approx(sd, abs=0.02)
    assert got_alpha == pytest.approx(alpha, abs=0.02)
    assert points.min() >= 1
    assert points.max() <= 5


def test_items_with_two_answers_keep_their_mean():
    """For yes and no the mean fixes the spread; the wanted SD is not used."""
    model = item_model(low=0, high=1, mean=0.6, sd=9.0, alpha=0.8, items=14)
    rng = np.random.default_rng(3)
    trait, own = rng.standard_normal((2, 40_000))
    assert discretise(model, trait, own).mean() == pytest.approx(0.6, abs=0.01)
