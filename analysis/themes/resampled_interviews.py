"""Limits of coefficients of agreement, from resamples of whole interviews."""

from __future__ import annotations

import numpy as np

from analysis.estimates.coverage import tail_of
from analysis.estimates.effect_sizes import effect_of
from analysis.estimates.rows import Flags, Values, Whole
from results import Effect

#: Largest share of resamples that may leave a coefficient undefined. Limits from the
#: others alone would then be too narrow to be given.
MOST_UNDEFINED = 0.05

#: With fewer resamples there would be no limits to speak of.
LEAST_RESAMPLES = 100

ALONE = "a single interview cannot be resampled"
ALIKE = "the coders agree on every unit, and so they do in every resample"


def check_resamples(n_resamples: int) -> None:
    """Refuse too few resamples with a ValueError."""
    if n_resamples < LEAST_RESAMPLES:
        raise ValueError(
            f"n_resamples: fewer than {LEAST_RESAMPLES}, got {n_resamples}; use 10000"
        )


def draws(n_interviews: int, n_resamples: int, seed: int) -> Whole:
    """Return how often each resample has each interview.

    Parameters
    ----------
    n_interviews, n_resamples, seed : int
        How many are drawn from, with replacement; how often; the same seed gives the
        same resamples.

    Returns
    -------
    array, shape (n_resamples, n_interviews)
        The interviews in the order of their list.
    """
    n = n_interviews
    rng = np.random.default_rng(seed)
    drawn: Whole = rng.multinomial(n, np.full(n, 1 / n), size=n_resamples)
    return drawn


def resampled(
    name: str,
    estimate: float,
    values: Values,
    conf_level: float,
    *,
    constant: tuple[Flags, Flags],
    alike: bool,
    why: str,
) -> Effect:
    """Make the effect of a coefficient, with its percentile interval or why not.

    Parameters
    ----------
    name : str
        Of the effect.
    estimate : float
        NaN if it is not defined, for the reason `why`.
    values : array, shape (n_resamples,)
        Of the resamples.
    conf_level : float
        Coverage.
    constant : pair of arrays, shape (n_interviews,)
        In which interviews the theme is nowhere, and in which everywhere, if the
        coefficient is undefined in a resample of such alone.
    alike : bool
        Whether the coders agree on every unit.
    why : str
        As said.
    """
    known = not np.isnan(estimate)
    undefined = _no_limits(constant, alike=alike) if known else why
    limits = None
    if not undefined:
        tail = tail_of(conf_level)
        low, high = np.quantile(values[~np.isnan(values)], [tail, 1 - tail])
        limits = float(low), float(high)
    return effect_of(name, estimate if known else None, limits, conf_level, undefined)


def _no_limits(constant: tuple[Flags, Flags], *, alike: bool) -> str:
    # Why there can be no limits; "" if there can. How likely a resample is to leave a
    # coefficient undefined does not depend on the draws made.
    n = len(constant[0])
    if n == 1:
        return ALONE
    lost = float(sum(interviews.mean() ** n for interviews in constant))
    if lost <= MOST_UNDEFINED:
        return ALIKE if alike else ""
    return (
        f"it is undefined in {lost:.0%} of resamples of the interviews, more "
        f"than {MOST_UNDEFINED:.0%}"
    )
