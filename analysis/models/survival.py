"""How long it took until an event, when some were not followed until it happened.

A row has a time and says how it ended: with the event, or with anything else, and then
the time is censored: the event had not happened by then. A row whose time, end or
group is missing is left out and counted. Who is censored at the time of an event was
still at risk of it. Times that differ by rounding alone are tied, as
`analysis.models._event_times` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats
from statsmodels.duration.survfunc import survdiff

from analysis.estimates.grouped import refuse_groups
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, column
from analysis.estimates.sample import Sample
from analysis.models._event_times import times_and_events
from analysis.models._survival_curves import common_time, curve_of
from analysis.models._survival_groups import mean_contrasts, survival_group
from results import NotComputable, Survival, SurvivalGroup


@recorded("level", "until", "conf_level")
def kaplan_meier(
    sample: Sample,
    *,
    time: str,
    event: str,
    level: object,
    group: str,
    until: float,
    conf_level: float = 0.95,
) -> Survival:
    """Kaplan-Meier curves of groups, the log-rank test, and restricted means.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    time : str
        Column of times since entry, from 0 to `until`.
    event, level : str and object
        Column of how it ended, and the category that is the event; a row with
        another category is censored at its time.
    group : str
        Column of group codes, ordered as `analysis.estimates.sample.Sample.codes` says.
    until : float
        Time at which following people ended.
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
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {
    ...         "days": [3, 5, 8, 2, 4, 9.0],
    ...         "left": ["yes", "no", "yes", "yes", "yes", "no"],
    ...         "ward": list("aaabbb"),
    ...     }
    ... )
    >>> sample = Sample(frame, source="simulated")
    >>> found = kaplan_meier(
    ...     sample, time="days", event="left", level="yes", group="ward", until=10
    ... )
    >>> found.n_events, found.restricted_to, found.groups[0].median
    (4, 9.0, 8.0)
    """
    where = f"{sample.source}, {time} by {group}"
    names = (time, event, group)
    read = _read(sample, names, level, until, where)
    groups, horizon = _groups(read, until, conf_level)
    statistic, _ = survdiff(read.times, read.happened, read.codes)
    contrasts, undefined = mean_contrasts(groups, conf_level)
    return Survival(
        method="Kaplan-Meier estimate and log-rank test",
        outcome=sample.event(event, level),
        unit=sample.unit(time),
        n=len(read.times),
        n_missing=len(sample) - len(read.times),
        n_events=int(read.happened.sum()),
        statistic_name="χ²",
        statistic=float(statistic),
        dof=float(len(groups) - 1),
        p_value=float(stats.chi2.sf(statistic, len(groups) - 1)),
        groups=groups,
        contrasts=contrasts,
        correction="Holm" if contrasts else "none",
        data=data_used(sample, names, until=float(until)),
        undefined=undefined,
        restricted_to=horizon,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Complete rows, and what is known of each group."""

    times: Values  # (n_rows,)
    happened: Values  # (n_rows,)
    codes: npt.NDArray[Any]  # (n_rows,), of the group, as text
    groups: tuple[tuple[str, str], ...]  # code and label
    members: tuple[npt.NDArray[np.bool_], ...]  # of each group, (n_rows,)
    sizes: tuple[int, ...]  # of each group, with incomplete rows


def _read(
    sample: Sample, names: tuple[str, str, str], level: object, until: float, where: str
) -> _Read:
    group = names[2]
    codes = column(sample.frame, group, where=where)
    keys = sample.codes(group)
    kept, times, happened = times_and_events(
        sample, names, level=level, where=where, until=until
    )
    read = _Read(
        times=times,
        happened=happened,
        codes=kept.frame[group].astype(str).to_numpy(),
        groups=tuple(sample.levels(group).items()),
        members=tuple((kept.frame[group] == key).to_numpy() for key in keys),
        sizes=tuple(int((codes == key).sum()) for key in keys),
    )
    _refuse_untestable(where, read)
    return read


def _refuse_untestable(where: str, read: _Read) -> None:
    # Groups between which the log-rank test cannot compare.
    codes, times = [code for code, _ in read.groups], read.times
    if len(codes) < 2:
        raise NotComputable(
            f"{where}: at least 2 groups are needed, got {codes}; choose other rows"
        )
    pairs = list(zip(codes, read.members, strict=True))
    refuse_groups(
        [code for code, inside in pairs if not inside.any()],
        f"{where}: no complete row",
        "leave the group out with a filter",
    )
    first = times[read.happened == 1].min()
    refuse_groups(
        [code for code, inside in pairs if times[inside].max() < first],
        f"{where}: nobody left when the event first happened, at {first:g},",
        "leave the group out with a filter",
    )
    at_once = ((times == first) & (read.happened == 1)).sum()
    if at_once == (times >= first).sum():
        raise NotComputable(
            f"{where}: everybody still there had the event at once, got {first:g}; "
            "there is nothing to compare"
        )


def _groups(
    read: _Read, until: float, conf_level: float
) -> tuple[tuple[SurvivalGroup, ...], float]:
    # Every group, and the time up to which the restricted means go.
    curves = [curve_of(read.times[own], read.happened[own]) for own in read.members]
    horizon = common_time(curves, until)
    parts = zip(read.groups, curves, read.sizes, strict=True)
    groups = tuple(survival_group(*part, horizon, conf_level) for part in parts)
    return groups, horizon
