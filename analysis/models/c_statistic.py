"""Bootstrap intervals: how far a number moves when people are drawn again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import stats

from analysis.estimates.coverage import tail_of
from analysis.estimates.rows import Values, Whole

#: Resamples of an interval.
RESAMPLES = 5000

#: Values that are ranked at once, so that memory does not grow with the people.
MOST_AT_ONCE = 2_000_000


def c_statistic(odds: Values, happened: Values) -> float:
    """Share of pairs of people in which the one with the event has the larger odds.

    Parameters
    ----------
    odds : array, shape (n_people,)
        What a model says of everybody, on any scale; equal odds count half.
    happened : array, shape (n_people,)
        1 or True for those with the event; at least one, and not all.

    References
    ----------
    R: wilcox.test(odds[y == 1], odds[y == 0])$statistic over the number of pairs.

    Examples
    --------
    >>> c_statistic(np.array([1.0, 2.0, 3.0]), np.array([0, 1, 1]))
    1.0
    """
    inside = happened.astype(bool)
    return float(_shares(odds[inside][None, :], odds[~inside][None, :])[0])


def c_statistic_limits(
    odds: Values, happened: Values, *, conf_level: float, seed: int
) -> tuple[float, float] | str:
    """Percentile interval of `c_statistic`, from people drawn again 5,000 times.

    Parameters
    ----------
    odds, happened : arrays
        As for `c_statistic`.
    conf_level : float
        Coverage of the interval, between 0 and 1.
    seed : int
        The same seed gives the same interval.

    Returns
    -------
    (float, float) or str
        The limits, or why there are none: where the odds separate those with and
        without the event, or are all equal, every resample has the same c, which says
        nothing of how far it would move.

    Notes
    -----
    Those with and those without the event are drawn by themselves, with replacement.
    The odds stay as they are: that the model was fitted to the same people is not
    allowed for.
    """
    tail = tail_of(conf_level)
    inside = happened.astype(bool)
    with_event, without = odds[inside], odds[~inside]
    if np.ptp(odds) == 0:
        return "everybody has the same odds, and so it is in every resample"
    if with_event.min() > without.max() or with_event.max() < without.min():
        return (
            "the predictors separate those with and without the event, and so it is in "
            "every resample"
        )
    drawn = draws(len(with_event), len(without), seed=seed)
    resampled = np.concatenate(
        [_shares(with_event[first], without[second]) for first, second in drawn]
    )
    low, high = np.quantile(resampled, [tail, 1 - tail])
    return float(low), float(high)


def draws(with_event: int, without: int, *, seed: int) -> Iterator[tuple[Whole, Whole]]:
    """Yield the resamples of `c_statistic_limits`, many at a time.

    Parameters
    ----------
    with_event, without : int
        People with and without the event.
    seed : int
        As for `c_statistic_limits`.

    Yields
    ------
    (array, array), shapes (n_resamples, with_event) and (n_resamples, without)
        Who was drawn: places from 0 among those with the event, and among those
        without it, in the order of the rows.
    """
    rng = np.random.default_rng(seed)
    at_once = max(1, MOST_AT_ONCE // (with_event + without))
    for done in range(0, RESAMPLES, at_once):
        size = min(at_once, RESAMPLES - done)
        first = rng.integers(with_event, size=(size, with_event))
        yield first, rng.integers(without, size=(size, without))


def _shares(first: Values, second: Values) -> Values:
    # Of each row, the share of pairs in which the first is larger; ties count half.
    n, others = first.shape[1], second.shape[1]
    ranks = stats.rankdata(np.concatenate([first, second], axis=1), axis=1)
    shares: Values = (ranks[:, :n].sum(axis=1) - n * (n + 1) / 2) / (n * others)
    return shares
