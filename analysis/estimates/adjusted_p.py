"""p values adjusted for their number, and the coverage of intervals beside them.

statsmodels' multipletests agrees, but collects all garbage of the process at each call
(0.15 s).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.estimates.rows import Values

#: What adjusts intervals beside p values that Holm's method adjusted.
BONFERRONI = "Bonferroni"


def joint_level(conf_level: float, n_intervals: int) -> float:
    """Coverage that each of several intervals needs for all of them to hold together.

    Holm's method adjusts p values and has no intervals of its own. Those of Bonferroni
    belong beside it: with a chance of `conf_level` or more, every one of them holds.

    Parameters
    ----------
    conf_level : float
        Coverage of all together, between 0 and 1.
    n_intervals : int
        How many there are; 0 counts as 1.

    Returns
    -------
    float
        1 - (1 - conf_level) / n_intervals.

    References
    ----------
    Dunn (1961), Multiple comparisons among means. R, emmeans, which gives these
    intervals beside p values of adjust = "holm".

    Examples
    --------
    >>> round(joint_level(0.95, 3), 5)
    0.98333
    """
    return 1 - (1 - conf_level) / max(n_intervals, 1)


def holm_adjusted(p_values: Sequence[float] | Values) -> list[float]:
    """Adjust p values for their number by Holm's method.

    Parameters
    ----------
    p_values : sequence of float
        Without NaN; there may be none.

    Returns
    -------
    list of float
        In the same order. Of n, the smallest is multiplied by n, the next by n - 1,
        and so on; none is smaller than one of a smaller p, or greater than 1.

    References
    ----------
    Holm (1979), A simple sequentially rejective multiple test procedure.
    R, p.adjust(method = "holm").

    Examples
    --------
    >>> holm_adjusted([0.25, 0.125, 0.5])
    [0.5, 0.375, 0.5]
    """
    raw = np.asarray(p_values, dtype="float64")
    order = np.argsort(raw, kind="stable")
    times = np.arange(len(raw), 0, -1)
    adjusted = np.empty_like(raw)
    adjusted[order] = np.minimum(np.maximum.accumulate(raw[order] * times), 1.0)
    return [float(p_value) for p_value in adjusted]
