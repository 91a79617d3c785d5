"""What a result is, in words and in full: for the register and for the cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.results import (
    Change,
    Comparison,
    Count,
    CountComparison,
    Description,
    Effect,
    Proportion,
    Record,
    ThemeTable,
)

__all__ = ["description", "details", "method", "sample_size"]

PRECISE = 6  # significant digits of an exact number


def description(result: Record) -> str:
    """Say what a result is about, without a number.

    Parameters
    ----------
    result : record of `analysis.results`
        A whole result, not a part of one.

    Returns
    -------
    str
        Such as "Depressed mood (CES-D), by setting".
    """
    for kind, words in _ABOUT.items():
        if isinstance(result, kind):
            return words(result)
    raise TypeError(f"{type(result).__name__} is not a whole result; describe that")


def method(result: Record) -> str:
    """Name the method of a result; a count has none but counting."""
    return str(getattr(result, "method", "")) or {
        Count: "Count",
        Description: "Description",
    }.get(type(result), type(result).__name__)


def sample_size(result: Record) -> int:
    """Return how many the result rests on: participants, pairs, interviews or rows."""
    for name in ("n", "n_interviews"):
        if hasattr(result, name):
            return int(getattr(result, name))
    if isinstance(result, Description):
        return result.summary.n
    data: Any = getattr(result, "data", None)
    return int(data.rows)


def details(result: Record) -> list[tuple[str, str]]:
    """List what a reader may want to know of a result, each with its name.

    Parameters
    ----------
    result : record of `analysis.results`
        A whole result.

    Returns
    -------
    list of (str, str)
        Test, participants in each group, missing values, degrees of freedom, exact p,
        effect with interval, and the data with their filter, as far as the result has
        them; numbers to six significant digits, in Markdown.
    """
    data: Any = getattr(result, "data", None)
    rows = [
        ("Test", method(result)),
        ("Participants", _participants(result)),
        ("Missing", str(getattr(result, "n_missing", ""))),
        ("Statistic", _statistic(result)),
        ("Exact *p*", _exact(getattr(result, "p_value", None))),
        ("Estimate", _estimate(result)),
        ("Effect", _effect(getattr(result, "effect", None))),
        ("Correction", _correction(result)),
        ("Data", f"{data.source}: {', '.join(data.variables)}".rstrip(": ")),
        ("Rows", f"{data.rows}, {data.filter}"),
    ]
    return [(name, value) for name, value in rows if value]


def _participants(result: Any) -> str:
    groups = getattr(result, "groups", ())
    if not groups:
        return str(sample_size(result))
    return ", ".join(f"{group.label} {group.n}" for group in groups)


def _statistic(result: Any) -> str:
    if not hasattr(result, "statistic"):
        return ""
    dof = [_exact(d) for d in (result.dof, getattr(result, "dof_resid", None))]
    inside = ", ".join(part for part in dof if part)
    return f"*{result.statistic_name}*({inside}) = {_exact(result.statistic)}"


def _estimate(result: Any) -> str:
    low = getattr(result, "conf_low", None)
    value = getattr(result, "estimate", getattr(result, "proportion", None))
    if value is None:
        return ""
    interval = "" if low is None else f" [{_exact(low)}, {_exact(result.conf_high)}]"
    return f"{_exact(value)}{interval}"


def _effect(effect: Effect | None) -> str:
    if effect is None:
        return ""
    if effect.estimate is None:
        return f"{effect.name.replace('_', ' ')} is undefined: {effect.undefined}"
    name = effect.name.replace("_", " ")
    if effect.conf_low is None or effect.conf_high is None:
        return f"{name} {_exact(effect.estimate)}; no interval: {effect.undefined}"
    low, high = _exact(effect.conf_low), _exact(effect.conf_high)
    return f"{name} {_exact(effect.estimate)}, {effect.conf_level:.0%} [{low}, {high}]"


def _correction(result: Any) -> str:
    correction = getattr(result, "correction", "")
    return "" if correction in ("", "none") else f"{correction}, for the contrasts"


def _exact(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.{PRECISE}g}".replace("-", "\N{MINUS SIGN}")


def _grouping(result: Any) -> str:
    return str(result.data.variables[0]).replace("_", " ")


_ABOUT: dict[type[Record], Callable[[Any], str]] = {
    Comparison: lambda r: f"{r.outcome}, by {_grouping(r)}",
    CountComparison: lambda r: f"{r.outcome}, by {_grouping(r)}",
    Change: lambda r: (
        f"Change in {r.outcome[:1].lower()}{r.outcome[1:]}"
        + ("" if r.before.group == "all" else f", {r.before.label}")
    ),
    Proportion: lambda r: f"Proportion: {r.label}",
    Count: lambda r: f"Number of {r.label}",
    Description: lambda r: f"{r.outcome}, all together",
    ThemeTable: lambda r: f"Themes of the interviews, by {r.data.variables[-1]}",
}
