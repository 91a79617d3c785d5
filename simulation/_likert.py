"""Draw questionnaire answers with a declared mean, spread and reliability.

An answer is a normal variable, rounded to the nearest point and clipped to the response
range. Its mean and standard deviation are found so that the answers, not the normal
variable, have the wanted moments; the common part of the items is found so that their
correlation gives the wanted Cronbach's alpha.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

from results import DataError

# A fine grid over the trait: answers are steps, on which Gaussian quadrature fails.
NODES = np.linspace(-8.0, 8.0, 4001)
WEIGHTS = stats.norm.pdf(NODES) / stats.norm.pdf(NODES).sum()

CHANGE = "change them in data/simulation/design.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemModel:
    """How one item's answer follows from a standard normal trait."""

    low: int
    high: int
    location: float  # mean of the normal variable, in points
    spread: float  # its standard deviation, in points
    common: float  # share of its variance that the items have in common


def item_model(
    *, low: int, high: int, mean: float, sd: float, alpha: float, items: int
) -> ItemModel:
    """Find the item model that gives a scale its mean, spread and reliability.

    Parameters
    ----------
    low, high : int
        Response range, in points.
    mean, sd : float
        Wanted mean and standard deviation of the mean of the items, in points. For
        items with two answers the mean fixes the spread, so `sd` is not used.
    alpha : float
        Wanted Cronbach's alpha; with one item, 1.
    items : int
        Number of items in the scale.

    Returns
    -------
    ItemModel

    Raises
    ------
    DataError
        If no answers in that range can have these moments.
    """
    _refuse_means_outside(low, high, mean)
    between = 1.0 if items == 1 else alpha / (items - (items - 1) * alpha)
    item_sd = sd / np.sqrt((1 + (items - 1) * between) / items)
    location, spread = _moments(low, high, mean, item_sd)

    def excess(common: float) -> float:
        return _correlation(low, high, location, spread, common) - between

    if items > 1 and excess(0.999) < 0:
        raise DataError(
            f"alpha {alpha:.2f} of {items} items cannot occur on {low}-{high} at a "
            f"mean of {mean:.2f}; {CHANGE}"
        )
    common = 1.0 if items == 1 else float(optimize.brentq(excess, 0.0, 0.999))
    return ItemModel(
        low=low, high=high, location=location, spread=spread, common=common
    )


def discretise(
    model: ItemModel, trait: NDArray[np.float64], own: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Turn a trait and an item's own part, both standard normal, into answers."""
    common = model.common
    latent = np.sqrt(common) * trait + np.sqrt(1 - common) * own
    points = np.rint(model.location + model.spread * latent)
    answers: NDArray[np.int64] = np.clip(points, model.low, model.high).astype(np.int64)
    return answers


def _refuse_means_outside(low: int, high: int, mean: float) -> None:
    if not low < mean < high:
        raise DataError(f"item mean {mean:.2f} is not within {low}-{high}; {CHANGE}")


def _moments(low: int, high: int, mean: float, sd: float) -> tuple[float, float]:
    """Return location and spread of the normal variable behind the answers."""
    values = np.arange(low, high + 1)

    def misfit(parameters: NDArray[np.float64]) -> list[float]:
        location, log_spread = parameters
        p = _probabilities(low, high, location, np.exp(log_spread))
        got = float(p @ values)
        got_sd = float(np.sqrt(p @ (values - got) ** 2))
        # two answers: the mean fixes the spread, so any spread will do
        return [got - mean, 0.0 if high - low == 1 else got_sd - sd]

    if high - low == 1:
        location = float(
            optimize.brentq(lambda m: misfit(np.array([m, 0.0]))[0], low - 5, high + 5)
        )
        return location, 1.0
    solved = optimize.root(misfit, [mean, np.log(sd)], tol=1e-10)
    if not solved.success or max(map(abs, misfit(solved.x))) > 1e-6:
        raise DataError(
            f"item mean {mean:.2f} with standard deviation {sd:.2f} cannot occur on "
            f"{low}-{high}; {CHANGE}"
        )
    return float(solved.x[0]), float(np.exp(solved.x[1]))


def _probabilities(
    low: int, high: int, location: float, spread: float
) -> NDArray[np.float64]:
    cuts = (np.arange(low, high) + 0.5 - location) / spread
    return np.diff(np.concatenate([[0.0], stats.norm.cdf(cuts), [1.0]]))


def _correlation(
    low: int, high: int, location: float, spread: float, common: float
) -> float:
    """Return the correlation between two answers that share `common` variance."""
    values = np.arange(low, high + 1)
    p = _probabilities(low, high, location, spread)
    mean = float(p @ values)
    variance = float(p @ (values - mean) ** 2)
    at = location + spread * np.sqrt(common) * NODES
    own = spread * np.sqrt(1 - common)
    cuts = (np.arange(low, high)[:, None] + 0.5 - at) / own
    expected = high - stats.norm.cdf(cuts).sum(axis=0)
    return (float(WEIGHTS @ expected**2) - mean**2) / variance
