"""How pairs of variables vary together, by Pearson or by ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import sqrt
from typing import Any, Literal

import numpy as np
from scipy import stats

from analysis.estimates.adjusted_p import holm_adjusted
from analysis.estimates.coverage import tail_of
from analysis.estimates.effect_sizes import fisher_limits
from analysis.estimates.float_limits import all_alike, near_nought
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, column_names, numbers
from analysis.estimates.sample import Sample
from results import Correlation, Correlations

#: Fewest rows for which Fisher's interval exists.
FEWEST = 4

#: A correlation this near to 1 or -1 is perfect.
TINY = 1e-12

#: What a pair has, if it can be correlated.
NUMBERS = (
    *("estimate", "conf_low", "conf_high"),
    *("statistic", "dof", "p_value", "p_adjusted"),
)

METHODS = {
    "pearson": "Pearson correlation with Fisher's interval",
    "spearman": "Spearman rank correlation with the interval of Bonett and Wright",
}
CORRECTIONS = {"none": "none", "holm": "Holm"}


@recorded("method", "correction", "conf_level")
def correlations(
    sample: Sample,
    *,
    variables: Sequence[str],
    against: Sequence[str] = (),
    method: Literal["pearson", "spearman"] = "pearson",
    correction: Literal["none", "holm"] = "none",
    conf_level: float = 0.95,
) -> Correlations:
    """Correlate every pair of several variables.

    Parameters
    ----------
    sample : Sample
        NaN where a value is missing; each pair uses the rows that have both values.
    variables : sequence of str
        Columns of numbers, in the order in which they are reported.
    against : sequence of str
        Other columns; then each of `variables` is paired with each of these only.
    method : {"pearson", "spearman"}
        Of the values or of their ranks, ties at their mean rank.
    correction : {"none", "holm"}
        Adjustment of p for the number of pairs that have one.
    conf_level : float
        Coverage of the intervals, between 0 and 1; they are not adjusted.

    Returns
    -------
    Correlations
        One part for a pair. `n` is the most rows that any pair has, `n_missing` the
        rows on which any variable is missing. `data.variables` are the columns of
        `variables`, then those of `against`. A pair with fewer than 4 rows, or with a
        variable that does not vary, has no correlation, and a perfect one no test or
        interval; `undefined` says so.

    Raises
    ------
    DataError
        If columns are not there or not numeric; all of them are named.
    ValueError
        If fewer than two columns are named, one of them twice, or a choice is unknown.

    Notes
    -----
    p is that of t = r √((n − 2) / (1 − r²)) with n − 2 degrees of freedom, for ranks an
    approximation. The interval is that of Fisher's z with the standard error
    1 / √(n − 3), or of ranks √((1 + r² / 2) / (n − 3)) (Bonett and Wright).

    References
    ----------
    R 4.2.2, cor.test(exact = FALSE); p.adjust(method = "holm").

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"age": [20, 30, 40, 50.0], "days": [9, 7, 8.0, 2]})
    >>> sample = Sample(frame, source="simulated")
    >>> found = correlations(sample, variables=["age", "days"])
    >>> round(found.pairs[0].estimate, 2)
    -0.83
    """
    tail_of(conf_level)
    names = _names(variables, against, method, correction)
    where = f"{sample.source}, {', '.join(names)}"
    columns = numbers(sample.frame, names, where=where)
    asked = product(variables, against) if against else combinations(variables, 2)
    pairs = [
        _pair(sample, first, second, columns, method, conf_level)
        for first, second in asked
    ]
    incomplete = np.isnan(np.array(list(columns.values()))).any(axis=0)
    return Correlations(
        method=METHODS[method],
        n=max(pair.n for pair in pairs),
        n_missing=int(incomplete.sum()),
        correction=CORRECTIONS[correction],
        pairs=_adjusted(pairs, correction),
        data=data_used(
            sample, names, **({"against": ", ".join(against)} if against else {})
        ),
    )


def _names(
    variables: Sequence[str], against: Sequence[str], method: str, correction: str
) -> tuple[str, ...]:
    # All columns; refuses what cannot be asked.
    names = (
        *column_names(variables, parameter="variables"),
        *column_names(against, parameter="against"),
    )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"variables: named twice, got {twice}; name each once")
    if not variables or len(names) < 2:
        raise ValueError(f"variables: at least 2 are needed, got {list(names)}")
    if method not in METHODS:
        raise ValueError(f"method: got {method!r}; use one of {list(METHODS)}")
    if correction not in CORRECTIONS:
        raise ValueError(
            f"correction: got {correction!r}; use one of {list(CORRECTIONS)}"
        )
    return names


def _pair(
    sample: Sample,
    first: str,
    second: str,
    columns: Mapping[str, Values],
    method: str,
    conf_level: float,
) -> Correlation:
    x, y = columns[first], columns[second]
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = x[both], y[both]
    n = len(x)
    numbers: dict[str, Any] = dict.fromkeys(NUMBERS)
    if n < FEWEST:
        rows = "1 row has" if n == 1 else f"{n} rows have"
        numbers["undefined"] = f"{rows} both values, {FEWEST} are needed"
    elif same := [name for name, v in ((first, x), (second, y)) if all_alike(v)]:
        label = sample.label(same[0])
        numbers["undefined"] = f"every value of {label} is the same"
    else:
        (x,), (y,) = near_nought([x]), near_nought([y])
        correlate = stats.pearsonr if method == "pearson" else stats.spearmanr
        numbers |= _tested(float(correlate(x, y).statistic), n, method, conf_level)
    return Correlation(
        first=first,
        second=second,
        first_label=sample.label(first),
        second_label=sample.label(second),
        n=n,
        conf_level=conf_level,
        statistic_name="t",
        **numbers,
    )


def _tested(r: float, n: int, method: str, conf_level: float) -> dict[str, Any]:
    if 1 - abs(r) <= TINY:
        reason = "the correlation is perfect, so there is no test and no interval"
        return {"estimate": float(np.sign(r)), "undefined": reason}
    dof = n - 2
    t = r * sqrt(dof / ((1 - r) * (1 + r)))
    more = 0.0 if method == "pearson" else r**2 / 2
    low, high = fisher_limits(r, sqrt((1 + more) / (n - 3)), conf_level)
    return {
        "estimate": r,
        "conf_low": low,
        "conf_high": high,
        "statistic": t,
        "dof": float(dof),
        "p_value": float(2 * stats.t.sf(abs(t), dof)),
    }


def _adjusted(pairs: list[Correlation], correction: str) -> tuple[Correlation, ...]:
    # Over the pairs that have a p value.
    raw = [pair.p_value for pair in pairs if pair.p_value is not None]
    adjusted = iter(holm_adjusted(raw) if correction == "holm" else raw)
    return tuple(
        pair if pair.p_value is None else replace(pair, p_adjusted=next(adjusted))
        for pair in pairs
    )
