"""Drawn answers have the mean, spread and reliability that were asked for."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from results import DataError
from simulation._likert import discretise, item_model


def item_spread(sd, alpha, items):
    """Return the SD of an item of a scale, which its SD and alpha leave no choice."""
    between = alpha / (items - (items - 1) * alpha)
    return sd / np.sqrt((1 + (items - 1) * between) / items)


def spread_at_most(mean):
    """Return the SD where all answer 1 or 5."""
    return np.sqrt((mean - 1) * (5 - mean))


@pytest.mark.parametrize("items", [9, 10])
def test_an_item_cannot_spread_more_than_from_end_to_end(items):
    """A mean near an end, and a scale whose items have little in common."""
    asked = {"mean": 2.2, "sd": 0.9, "alpha": 0.6, "items": items}
    assert spread_at_most(2.2) < item_spread(0.9, 0.6, items)
    with pytest.raises(DataError, match=r"item mean 2\.20 .* cannot occur on 1-5"):
        item_model(low=1, high=5, **asked)


@settings(max_examples=20, deadline=None)
@given(
    mean=st.floats(2.2, 3.8),
    sd=st.floats(0.5, 0.9),
    alpha=st.floats(0.6, 0.9),
    items=st.integers(3, 10),
)
def test_answers_have_the_wanted_moments_and_reliability(mean, sd, alpha, items):
    """In 40,000 people, mean, SD and alpha of the scale are those asked for."""
    assume(0.95 * spread_at_most(mean) > item_spread(sd, alpha, items))
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
