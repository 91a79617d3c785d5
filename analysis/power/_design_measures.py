"""Numbers about a design: how they were asked for, and those found by simulation."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.estimates.recorded import data_used
from analysis.estimates.rows import Values
from analysis.estimates.sample import Sample
from results import DataUsed, Measure

#: Why a measure has no value.
NONE_LEFT = "no simulated study was of this kind"


def design_used(**options: str | float | bool) -> DataUsed:
    """Say what a design was asked for: no table, no rows, and these options."""
    return data_used(Sample(pd.DataFrame(), source="design"), (), **options)


def listed(things: Sequence[float] | Sequence[str]) -> str:
    """Write several numbers, each in full, or words as one option."""
    return ", ".join(f"{thing}" for thing in things)


def share_measure(name: str, label: str, hits: npt.NDArray[np.bool_]) -> Measure:
    """Share of simulated studies, with its Monte Carlo error; None of no study.

    The error is that of a share of (hits + 1) / (n + 2), which is not 0 where all or
    none of the studies were hits.
    """
    if not len(hits):
        return Measure(name=name, label=label, value=None, undefined=NONE_LEFT)
    return Measure(
        name=name,
        label=label,
        value=float(hits.mean()),
        monte_carlo_error=error_of_share(int(hits.sum()), len(hits)),
    )


def error_of_share(hits: int, n: int) -> float:
    """Monte Carlo standard error of a share of n simulated studies."""
    share = (hits + 1) / (n + 2)
    return sqrt(share * (1 - share) / n)


def mean_measure(name: str, label: str, values: Values) -> Measure:
    """Mean over simulated studies, with its Monte Carlo error; None of no study."""
    if not len(values):
        return Measure(name=name, label=label, value=None, undefined=NONE_LEFT)
    error, reason = None, "one simulated study has no Monte Carlo error"
    if len(values) > 1:
        error, reason = float(values.std(ddof=1)) / sqrt(len(values)), ""
    return Measure(
        name=name,
        label=label,
        value=float(values.mean()),
        monte_carlo_error=error,
        undefined=reason,
    )
