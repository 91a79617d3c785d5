"""The Kaplan-Meier curve of one group, and what can be read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from scipy import stats

from analysis.estimates.coverage import tail_of
from analysis.estimates.rows import Values
from results import SurvivalStep

#: Two shares of people that differ by less are the same.
TOLERANCE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The estimate for one group, at every time that occurs in it; each (n_times,)."""

    times: Values
    at_risk: Values  # just before
    events: Values
    censored: Values
    survival: Values  # just after
    variance: Values  # of the logarithm of `survival`, by Greenwood; NaN at 0

    def steps(self, conf_level: float) -> tuple[SurvivalStep, ...]:
        """Every time with its counts, and the curve with its log-log interval."""
        low, high = _band(self, conf_level)
        errors = self.survival * np.sqrt(self.variance)
        return tuple(
            SurvivalStep(
                time=float(self.times[i]),
                at_risk=int(self.at_risk[i]),
                events=int(self.events[i]),
                censored=int(self.censored[i]),
                survival=float(survival),
                std_error=float(errors[i]) if survival else None,
                conf_low=float(low[i]) if 0 < survival < 1 else None,
                conf_high=float(high[i]) if 0 < survival < 1 else None,
                undefined=_unknown(float(survival)),
            )
            for i, survival in enumerate(self.survival)
        )

    def half_times(
        self, conf_level: float
    ) -> tuple[float | None, float | None, float | None]:
        """Median and its limits: when the curve and its band come down to one half.

        Where the curve runs along one half, the middle of that stretch. None for what
        stays above one half.

        References
        ----------
        R, survival 3.5, quantile(survfit(conf.type = "log-log"), 0.5).
        """
        low, high = _band(self, conf_level)
        return (
            _half_time(self.times, self.survival),
            _half_time(self.times, low),
            _half_time(self.times, high),
        )

    def restricted_mean(self, horizon: float) -> tuple[float, float]:
        """Area under the curve up to a time, and its standard error (0 if none).

        References
        ----------
        R, survival 3.5, print(survfit, rmean = horizon).
        """
        inside = self.times < horizon
        edges = np.concatenate([[0.0], self.times[inside], [horizon]])
        areas = np.diff(edges) * np.concatenate([[1.0], self.survival[inside]])
        beyond = areas[::-1].cumsum()[::-1][1:]  # the area after each time
        hazards = _hazard_variance(self.at_risk, self.events)[inside]
        return float(areas.sum()), sqrt(float((beyond**2 * hazards).sum()))


def curve_of(times: Values, happened: Values) -> Curve:
    """Estimate the curve of one group.

    Parameters
    ----------
    times, happened : array, shape (n_people,)
        Until when each was followed, and 1 where that ended with the event, else 0.

    References
    ----------
    Kaplan and Meier (1958); Greenwood (1926). R, survival 3.5, survfit.
    """
    at, place = np.unique(times, return_inverse=True)
    events = np.bincount(place, weights=happened).astype(np.float64)
    left = np.bincount(place).astype(np.float64)
    at_risk = left[::-1].cumsum()[::-1]
    survival = np.cumprod(1 - events / at_risk)
    return Curve(
        times=at,
        at_risk=at_risk,
        events=events,
        censored=left - events,
        survival=survival,
        variance=np.where(
            survival > 0, _hazard_variance(at_risk, events).cumsum(), np.nan
        ),
    )


def _hazard_variance(at_risk: Values, events: Values) -> Values:
    # Greenwood's sum without its sign; nothing where everybody had the event.
    product = at_risk * (at_risk - events)
    nothing = np.zeros_like(product)
    parts: Values = np.divide(events, product, out=nothing, where=product > 0)
    return parts


def _unknown(survival: float) -> str:
    if survival == 1:
        return "nobody had the event yet, so there is no interval"
    if survival == 0:
        return "everybody at risk had the event, so there is no error and no interval"
    return ""


def _band(curve: Curve, conf_level: float) -> tuple[Values, Values]:
    # Limits of the curve, symmetrical about log(-log survival); NaN at 1 and at 0.
    margin = float(stats.norm.ppf(1 - tail_of(conf_level)))
    low, high = (np.full_like(curve.survival, np.nan) for _ in range(2))
    for i, survival in enumerate(curve.survival):
        if 0 < survival < 1:
            width = margin * sqrt(curve.variance[i]) / -log(survival)
            low[i], high[i] = (survival ** exp(w) for w in (width, -width))
    return low, high


def _half_time(times: Values, share: Values) -> float | None:
    known = ~np.isnan(share)
    times, share = times[known], share[known]
    reached = times[share <= 0.5 + TOLERANCE]
    below = times[share < 0.5 - TOLERANCE]
    if not len(reached):
        return None
    return float((reached[0] + (below[0] if len(below) else times[-1])) / 2)


def common_time(curves: Sequence[Curve], until: float) -> float:
    """Return the last time at which every curve is known, but `until` at most.

    A curve is known until its last time, or for ever once it has come down to 0.
    """
    ends = [curve.times[-1] for curve in curves if curve.survival[-1] > 0]
    return float(min([*ends, until]))
