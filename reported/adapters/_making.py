"""Put a record together from what a library holds; what is no number is None."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from results import NO_DATA, DataUsed, Effect, HypothesisTest, NamedTest

#: What is said of a statistic that the library could not compute.
NOT_A_NUMBER = "the library gives no number"
NO_INTERVAL = "the library gives no interval"
ONE_SIDED = "an interval to one side has one limit"
#: Numbers of a test by their fields, words and effect sizes among them.
Parts = dict[str, Any]
#: Stands between the two groups of a pair.
LESS = " less "


def finite(value: Any) -> float | None:
    """Take a number as a plain float; None for none, or one that is not finite."""
    number = math.nan if value is None else float(value)
    return number if math.isfinite(number) else None


def effect(
    name: str, estimate: Any, limits: Sequence[Any] = (), conf_level: float = 0.95
) -> Effect:
    """Take an effect size, with its interval if the library has one."""
    value, ends = finite(estimate), [finite(limit) for limit in limits] or [None, None]
    why = ("", ONE_SIDED, NO_INTERVAL)[ends.count(None)]
    return Effect(
        name=name,
        estimate=value,
        conf_low=ends[0],
        conf_high=ends[1],
        conf_level=conf_level,
        undefined=NOT_A_NUMBER if value is None else why,
    )


def sided(low: float, high: float, least: float = -math.inf) -> str:
    """Tell the alternative from the interval: one limit is at the end of the scale."""
    if low == high:  # a correlation of 1 or -1 has both ends at it
        return "two-sided"
    if low == least and high != -least:
        return "less"
    return "greater" if high == -least and low != least else "two-sided"


def no_data(function: str) -> DataUsed:
    """Say which function computed a result, and that nobody named its data yet."""
    return DataUsed(source=NO_DATA, variables=(), filter="", rows=0, function=function)


def a_test(
    function: str, method: str, statistic_name: str, *, n: Any = None, **parts: Any
) -> HypothesisTest:
    """Take a test; numbers are those of `results.NamedTest`."""
    return HypothesisTest(
        method=method,
        n=None if n is None else int(n),
        data=no_data(function),
        **_numbers(statistic_name, parts),
    )


def a_row(name: Any, label: str, statistic_name: str, **parts: Any) -> NamedTest:
    """Take one row of a table of tests."""
    return NamedTest(name=str(name), label=label, **_numbers(statistic_name, parts))


def _numbers(statistic_name: str, parts: Parts) -> Parts:
    kept = {
        name: value if isinstance(value, str | tuple) else finite(value)
        for name, value in parts.items()
    }
    lost = [n for n in ("statistic", "p_value") if n in parts and kept[n] is None]
    why = {"undefined": NOT_A_NUMBER} if lost else {}
    return {"statistic_name": statistic_name, **kept, **why}
