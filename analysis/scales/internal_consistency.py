"""How well the items of one scale hang together: alpha, omega total, and every item."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
import pandas as pd
import pingouin
from scipy import stats

from analysis.estimates.coverage import normal_quantile, tail_of
from analysis.estimates.effect_sizes import effect_of
from analysis.estimates.float_limits import all_alike
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, numbers
from analysis.estimates.sample import Sample
from analysis.scales._factor_model import OneFactor, one_factor
from analysis.scales.scoring import Instrument, Scale, checked_answers, keyed_answers
from results import Effect, ItemStatistics, NotComputable, Reliability

#: An alpha this near to 1 is 1.
TINY = 1e-12

#: Why so many items have no factor.
TOO_FEW_ITEMS = {
    1: "one item alone says nothing about a factor",
    2: "two items do not determine a factor",
}


@recorded("instrument", "scale", "conf_level")  # the instrument is that of `key`
def reliability(
    sample: Sample,
    *,
    key: Instrument,
    scale: str,
    columns: Sequence[str] | None = None,
    conf_level: float = 0.95,
) -> Reliability:
    """Cronbach's alpha and McDonald's omega total of one scale.

    Parameters
    ----------
    sample : Sample
        Responses in scale points, one row per person and wave; NaN where an item was
        not answered.
    key : Instrument
        The scoring key, which turns reverse-keyed items round.
    scale : str
        Name of a scale of the key.
    columns : sequence of str, optional
        The columns of all items of the instrument, as for
        `analysis.scales.scoring.score`.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    Reliability
        Of the rows on which every item of the scale is answered; the others are
        counted in `n_missing`, also where the key would still score them.
        `data.variables` are the columns of the scale's items, in the key's order.
        What is undefined says why: omega of fewer than three items, and both of a
        scale with an item that everybody answered alike.

    Raises
    ------
    DataError
        If a column is not there or not numeric, a response is not one that the key
        allows, or fewer than two rows are complete.
    ValueError
        If the key has no such scale, or one column is given for two items.

    Notes
    -----
    Alpha is that of the raw items, with the interval of Feldt. Omega total is
    (Σλ)² / ((Σλ)² + Σψ) of one factor fitted to the raw items by maximum likelihood
    for the normal distribution (the likelihood of n rows, expected information), with
    the interval of the delta method, cut at 0 and 1. Loadings are standardised, and
    their sum before that is positive.

    References
    ----------
    Cronbach (1951), Coefficient alpha and the internal structure of tests:
    α = k / (k - 1) (1 - Σ s² / S²), with the variances of k items and of their sum.
    Feldt (1965), The approximate sampling distribution of Kuder-Richardson reliability
    coefficient twenty: (1 - true α) / (1 - α) is F with n - 1 and (n - 1)(k - 1)
    degrees of freedom. McDonald (1999), Test theory: a unified treatment, for omega.
    R, psych 2.2.9, alpha() and alpha.ci(); lavaan 0.6-14, cfa(std.lv = TRUE) with
    ``omega := (sum l)^2 / ((sum l)^2 + sum e)``.
    """
    tail_of(conf_level)
    chosen = _scale(key, scale)
    where = f"{sample.source}, {scale} of {key.name}"
    points = _keyed(sample.frame, key, chosen, _columns(key, columns, where), where)
    names = list(points.columns)
    values = points.dropna().to_numpy(dtype="float64")
    n, n_items = values.shape
    if n < 2:
        raise NotComputable(
            f"{where}: at least 2 rows with every item answered are needed, got {n}; "
            "choose other rows"
        )
    fitted = one_factor(values) if n_items > 2 else TOO_FEW_ITEMS[n_items]
    return Reliability(
        method="Cronbach's alpha with Feldt's interval; McDonald's omega total of one "
        "factor by maximum likelihood, with an interval by the delta method",
        outcome=chosen.label,
        n=n,
        n_missing=len(points) - n,
        n_items=n_items,
        alpha=_alpha_effect(values, conf_level),
        omega_total=_omega_effect(fitted, conf_level),
        items=tuple(
            _item(values, i, names[i], number, number in chosen.reverse_keyed, fitted)
            for i, number in enumerate(chosen.items)
        ),
        data=data_used(sample, names, instrument=key.name),
    )


def _scale(key: Instrument, name: str) -> Scale:
    scales = {scale.name: scale for scale in key.scales}
    if name not in scales:
        raise ValueError(
            f"scale: {key.name} has none called {name!r}; use one of {list(scales)}"
        )
    return scales[name]


def _columns(key: Instrument, named: Sequence[str] | None, where: str) -> list[str]:
    # Of all items; one that is counted twice agrees with itself.
    if named is None:
        return key.item_columns
    columns = list(named)
    doubled = [name for name in dict.fromkeys(columns) if columns.count(name) > 1]
    if doubled:
        raise ValueError(
            f"{where}: columns given for two items, got {doubled[:5]}; "
            "name one column for each item"
        )
    return columns


def _keyed(
    frame: pd.DataFrame, key: Instrument, scale: Scale, columns: list[str], where: str
) -> pd.DataFrame:
    # Every item of the scale in points, scored as a scale of its own.
    if len(columns) == key.items and set(columns) <= set(frame.columns):
        numbers(frame, [columns[item - 1] for item in scale.items], where=where)
    points = keyed_answers(checked_answers(frame, key, columns), scale, key)
    return pd.DataFrame(points, columns=[columns[item - 1] for item in scale.items])


def _alpha(values: Values) -> float | str:
    # Alpha of complete answers, or why there is none.
    if values.shape[1] < 2:
        return "one item alone has no internal consistency"
    if any(map(all_alike, values.T)):
        return "everybody answered an item alike"
    if all_alike(values.sum(axis=1), of=[values]):
        return "everybody has the same total"
    return float(pingouin.cronbach_alpha(data=pd.DataFrame(values))[0])


def _alpha_effect(values: Values, conf_level: float) -> Effect:
    # pingouin rounds the limits to three decimals, so they are computed here.
    alpha = _alpha(values)
    if isinstance(alpha, str):
        return effect_of("alpha", None, None, conf_level, alpha)
    if 1 - alpha <= TINY:
        reason = "the items agree without exception, so there is no interval"
        return effect_of("alpha", alpha, None, conf_level, reason)
    dof = len(values) - 1
    dof_resid = dof * (values.shape[1] - 1)
    tail = tail_of(conf_level)
    low, high = (
        float(1 - (1 - alpha) * stats.f.isf(p, dof, dof_resid))
        for p in (tail, 1 - tail)
    )
    return effect_of("alpha", alpha, (low, high), conf_level)


def _omega_effect(fitted: OneFactor | str, conf_level: float) -> Effect:
    if isinstance(fitted, str):
        return effect_of("omega_total", None, None, conf_level, fitted)
    margin = normal_quantile(conf_level) * fitted.omega_error
    limits = max(0.0, fitted.omega - margin), min(1.0, fitted.omega + margin)
    return effect_of("omega_total", fitted.omega, limits, conf_level)


def _item(
    values: Values,
    i: int,
    name: str,
    number: int,
    reverse_keyed: bool,
    fitted: OneFactor | str,
) -> ItemStatistics:
    item, rest = values[:, i], np.delete(values, i, axis=1)
    fewer = rest.shape[1] < 2
    found = {
        "item-rest correlation": _item_rest(item, rest),
        "alpha without the item": "fewer than two items are left"
        if fewer
        else _alpha(rest),
        "loading": fitted if isinstance(fitted, str) else fitted.loadings[i],
    }
    reasons = [f"no {what}: {v}" for what, v in found.items() if isinstance(v, str)]
    item_rest, alpha_without, loading = (
        None if isinstance(v, str) else v for v in found.values()
    )
    return ItemStatistics(
        item=name,
        label=f"Item {number}",
        reverse_keyed=reverse_keyed,
        mean=float(item.mean()),
        sd=float(item.std(ddof=1)),
        item_rest=item_rest,
        alpha_without=alpha_without,
        loading=loading,
        undefined="; ".join(reasons),
    )


def _item_rest(item: Values, rest: Values) -> float | str:
    if not rest.shape[1]:
        return "there is no other item"
    others = rest.sum(axis=1)
    if all_alike(item):
        return "everybody answered it alike"
    if all_alike(others, of=[rest]):
        return "everybody has the same total of the other items"
    shared = np.cov(item, others)
    return float(shared[0, 1] / sqrt(shared[0, 0] * shared[1, 1]))
