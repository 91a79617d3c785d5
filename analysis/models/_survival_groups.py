"""What is reported of each group's curve, and the differences of restricted means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

from analysis.estimates.coverage import tail_of
from analysis.models._survival_curves import Curve
from analysis.models.means import Estimates
from results import Contrast, SurvivalGroup


def survival_group(
    names: tuple[str, str], curve: Curve, size: int, horizon: float, conf_level: float
) -> SurvivalGroup:
    """Read from a group's curve what is reported of it.

    Parameters
    ----------
    names : (str, str)
        Code and label.
    curve : Curve
        Of the complete rows.
    size : int
        Rows, also incomplete ones.
    horizon : float
        Time up to which the restricted mean goes.
    conf_level : float
        Coverage of the intervals, between 0 and 1.
    """
    median, low, high = curve.half_times(conf_level)
    mean, error = curve.restricted_mean(horizon)
    margin = float(stats.norm.ppf(1 - tail_of(conf_level))) * error
    n = int(curve.at_risk[0])
    return SurvivalGroup(
        group=names[0],
        label=names[1],
        n=n,
        n_missing=size - n,
        n_events=int(curve.events.sum()),
        median=median,
        median_low=low,
        median_high=high,
        restricted_mean=mean,
        restricted_mean_se=error or None,
        restricted_mean_low=mean - margin if error else None,
        restricted_mean_high=mean + margin if error else None,
        conf_level=conf_level,
        steps=curve.steps(conf_level),
        undefined="; ".join(_unknown(curve, horizon, error, median, low, high)),
    )


def _unknown(
    curve: Curve, horizon: float, error: float, *halves: float | None
) -> list[str]:
    # Why a group has no median, no limits of it, or no error of its restricted mean.
    reasons = []
    median, low, high = halves
    if median is None:
        reasons.append("no median, as the curve does not come down to one half")
    missing = [word for word, v in (("lower", low), ("upper", high)) if v is None]
    if missing:
        limits = " and ".join(missing)
        reasons.append(
            f"no {limits} limit of the median, as the interval of the curve does not "
            "come down to one half"
        )
    if not horizon:
        reasons.append("no restricted mean, as a group was not followed beyond 0")
    elif not error:
        early = curve.events[curve.times < horizon].any()
        why = "everybody" if early else "nobody"
        when = "at the same time" if early else f"before {horizon:g}"
        reasons.append(
            f"no error of the restricted mean, as {why} had the event {when}"
        )
    return reasons


def mean_contrasts(
    groups: Sequence[SurvivalGroup], conf_level: float
) -> tuple[tuple[Contrast, ...], str]:
    """Compare all pairs of groups whose restricted means have an error.

    Returns
    -------
    (tuple of Contrast, str)
        And which groups were left out, and why; empty if none.
    """
    known = [part for part in groups if part.restricted_mean_se is not None]
    lacking = [part.label for part in groups if part.restricted_mean_se is None]
    why = "for want of an error of the restricted mean"
    undefined = f"no contrasts with {', '.join(lacking)}, {why}" if lacking else ""
    if len(known) < 2:
        return (), undefined
    means = Estimates(
        values=np.array([part.restricted_mean for part in known]),
        covariance=np.diag([(part.restricted_mean_se or 0.0) ** 2 for part in known]),
    )
    return means.pairwise([part.group for part in known], conf_level), undefined
