"""The coverage of an interval, and what it leaves out at each end."""

from __future__ import annotations

from scipy import stats


def tail_of(conf_level: float) -> float:
    """Probability beyond either limit of an interval; ValueError outside 0-1."""
    if not 0 < conf_level < 1:
        raise ValueError(f"conf_level: outside 0-1, got {conf_level}; use 0.95")
    return (1 - conf_level) / 2


def normal_quantile(conf_level: float) -> float:
    """Return how many standard errors either limit is away from an estimate."""
    return float(stats.norm.isf(tail_of(conf_level)))
