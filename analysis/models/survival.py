"""How long it took until an event, when some were not followed until it happened.

A row has a time and says how it ended: with the event, or with anything else, and then
the time is censored: the event had not happened by then. A row whose time, end or
group is missing is left out and counted. Who is censored at the time of an event was
still at risk of it. Times that differ by rounding alone are tied, as
`analysis.models._event_times` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats
from statsmodels.duration.survfunc import survdiff

from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.grouped import group_order, label_of, refuse_groups
from analysis.estimates.noncentrality import tail_of
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values, code_text, column, data_used, selected
from analysis.models._event_times import times_and_events
from analysis.models._survival_curves import (
    Curve,
    common_time,
    curve_of,
    half_times,
    restricted_mean,
    steps_of,
)
from analysis.models.means import Estimates, pairwise
from results import Contrast, DataError, Survival, SurvivalGroup


@recorded("level", "until", "conf_level")
def kaplan_meier(
    frame: pd.DataFrame,
    *,
    time: str,
    event: str,
    level: object,
    group: str,
    until: float,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
    outcome_label: str | None = None,
    unit: str = "",
    conf_level: float = 0.95,
) -> Survival:
    """Kaplan-Meier curves of groups, the log-rank test, and restricted means.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        One row for a participant; NaN where a value is missing.
    time : str
        Column of times since entry, from 0 to `until`.
    event, level : str and object
        Column of how it ended, and the category that is the event; a row with
        another category is censored at its time.
    group : str
        Column of group codes, ordered as `analysis.estimates.grouped` says.
    until : float
        Time at which following people ended.
    source, filter : str
        Kind of data and table; which rows, as `rows.selected` reads it.
    labels : mapping of str to str, optional
        Group code to label.
    outcome_label, unit : str, optional
        What the event is, and the unit of the times.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    Survival
        The log-rank test (χ², one degree of freedom fewer than groups) over all
        times. In each group a step for every time that occurs, with Greenwood's
        standard error and the log-log interval; the median with the interval that
        the limits of the curve give, and the restricted mean with a z interval.
        Contrasts: differences of the restricted means (earlier - later group, z), p
        adjusted by Holm's method and intervals by Bonferroni's. `data.variables` are
        time, event and group.

    Raises
    ------
    DataError
        If a column is not there; a time is negative or later than `until`; there is
        one group only, or one without a complete row; nobody had the event; or a
        group has nobody left when it first happened.
    ValueError
        If a column is named twice, or `until` is no finite time above 0.

    Notes
    -----
    The restricted mean is the area under the curve from 0 to `restricted_to`: the
    same time in all groups, namely `until`, or the last time at which every curve is
    known if that is earlier. A curve is known until the group's last time, or for
    ever once it has come down to 0.

    Where the curve runs along one half, the median is the middle of that stretch.

    Censoring is taken to say nothing about the event. Where it ends the risk for good,
    as completing a programme ends the risk of leaving it early, the curve describes
    the risk among those who were still there, not the share of people who would leave.

    References
    ----------
    Kaplan and Meier (1958), Nonparametric estimation from incomplete observations:
    S(t) = Π (1 - d / n) over the times up to t, with d events of n at risk. Greenwood
    (1926): the variance of S is S² Σ d / (n (n - d)).
    R, survival 3.5: survfit(conf.type = "log-log"), its quantile and
    print(rmean = ); survdiff; p.adjust("holm").

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {
    ...         "days": [3, 5, 8, 2, 4, 9.0],
    ...         "left": ["yes", "no", "yes", "yes", "yes", "no"],
    ...         "ward": list("aaabbb"),
    ...     }
    ... )
    >>> found = kaplan_meier(
    ...     frame, time="days", event="left", level="yes", group="ward", until=10,
    ...     source="simulated",
    ... )
    >>> found.n_events, found.restricted_to, found.groups[0].median
    (4, 9.0, 8.0)
    """
    where = f"{source}, {time} by {group}"
    frame = selected(frame, filter, where=where)
    codes = column(frame, group, where=where)
    keys = group_order(codes, labels)
    kept, times, happened = times_and_events(
        frame, (time, event, group), level=level, where=where, until=until
    )
    members = [(kept[group] == key).to_numpy() for key in keys]
    _refuse_untestable(where, keys, members, times, happened)
    curves = [curve_of(times[inside], happened[inside]) for inside in members]
    horizon = common_time(curves, until)
    groups = tuple(
        _group(
            curve,
            group=code_text(key),
            label=label_of(key, labels),
            rows=int((codes == key).sum()),
            horizon=horizon,
            conf_level=conf_level,
        )
        for key, curve in zip(keys, curves, strict=True)
    )
    statistic, _ = survdiff(times, happened, kept[group].astype(str).to_numpy())
    dof = len(keys) - 1
    contrasts, undefined = _contrasts(groups, conf_level)
    return Survival(
        method="Kaplan-Meier estimate and log-rank test",
        outcome=outcome_label or f"{event}: {code_text(level)}",
        unit=unit,
        n=len(times),
        n_missing=len(frame) - len(times),
        n_events=int(happened.sum()),
        statistic_name="χ²",
        statistic=float(statistic),
        dof=float(dof),
        p_value=float(stats.chi2.sf(statistic, dof)),
        groups=groups,
        contrasts=contrasts,
        correction="Holm" if contrasts else "none",
        data=data_used(
            frame,
            (time, event, group),
            source=source,
            filter=filter,
            until=float(until),
        ),
        undefined=undefined,
        restricted_to=horizon,
    )


def _refuse_untestable(
    where: str,
    keys: Sequence[object],
    members: Sequence[npt.NDArray[np.bool_]],
    times: Values,
    happened: Values,
) -> None:
    # Groups between which the log-rank test cannot compare.
    if len(keys) < 2:
        only = [code_text(key) for key in keys]
        raise DataError(
            f"{where}: at least 2 groups are needed, got {only}; choose other rows"
        )
    pairs = list(zip(keys, members, strict=True))
    refuse_groups(
        [code_text(key) for key, inside in pairs if not inside.any()],
        f"{where}: no complete row",
        "leave the group out with a filter",
    )
    first = times[happened == 1].min()
    refuse_groups(
        [code_text(key) for key, inside in pairs if times[inside].max() < first],
        f"{where}: nobody left when the event first happened, at {first:g},",
        "leave the group out with a filter",
    )
    if ((times == first) & (happened == 1)).sum() == (times >= first).sum():
        raise DataError(
            f"{where}: everybody still there had the event at once, got {first:g}; "
            "there is nothing to compare"
        )


def _group(
    curve: Curve,
    *,
    group: str,
    label: str,
    rows: int,
    horizon: float,
    conf_level: float,
) -> SurvivalGroup:
    median, low, high = half_times(curve, conf_level)
    mean, error = restricted_mean(curve, horizon)
    margin = float(stats.norm.ppf(1 - tail_of(conf_level))) * error
    n = int(curve.at_risk[0])
    return SurvivalGroup(
        group=group,
        label=label,
        n=n,
        n_missing=rows - n,
        n_events=int(curve.events.sum()),
        median=median,
        median_low=low,
        median_high=high,
        restricted_mean=mean,
        restricted_mean_se=error or None,
        restricted_mean_low=mean - margin if error else None,
        restricted_mean_high=mean + margin if error else None,
        conf_level=conf_level,
        steps=steps_of(curve, conf_level),
        undefined="; ".join(_unknown(median, low, high, error, curve, horizon)),
    )


def _unknown(
    median: float | None,
    low: float | None,
    high: float | None,
    error: float,
    curve: Curve,
    horizon: float,
) -> list[str]:
    # Why a group has no median, no limits of it, or no error of its restricted mean.
    found = []
    if median is None:
        found.append("no median, as the curve does not come down to one half")
    missing = [word for word, v in (("lower", low), ("upper", high)) if v is None]
    if missing:
        limits = " and ".join(missing)
        found.append(
            f"no {limits} limit of the median, as the interval of the curve does not "
            "come down to one half"
        )
    if not horizon:
        found.append("no restricted mean, as a group was not followed beyond 0")
    elif not error:
        early = curve.events[curve.times < horizon].any()
        why = "everybody" if early else "nobody"
        when = "at the same time" if early else f"before {horizon:g}"
        found.append(f"no error of the restricted mean, as {why} had the event {when}")
    return found


def _contrasts(
    groups: Sequence[SurvivalGroup], conf_level: float
) -> tuple[tuple[Contrast, ...], str]:
    # All pairs of groups whose restricted means have an error, and what is left out.
    known = [part for part in groups if part.restricted_mean_se is not None]
    lacking = [part.label for part in groups if part.restricted_mean_se is None]
    why = "for want of an error of the restricted mean"
    undefined = f"no contrasts with {', '.join(lacking)}, {why}" if lacking else ""
    if len(known) < 2:
        return (), undefined
    found = Estimates(
        values=np.array([part.restricted_mean for part in known]),
        covariance=np.diag([(part.restricted_mean_se or 0.0) ** 2 for part in known]),
    )
    return pairwise([part.group for part in known], found, conf_level), undefined
