"""Sentence parts for comparisons of groups, changes and proportions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reported.words.phrases import (
    adjusted_interval,
    adjusted_p,
    effect_words,
    interval_words,
    joined,
    statistic_words,
    unadjusted,
)
from reported.words.rounding import (
    apa_number,
    apa_p,
    percentage,
    points,
    share,
    whole_number,
)
from results import (
    RANKS,
    Change,
    Comparison,
    Contrast,
    Count,
    CountComparison,
    Description,
    Effect,
    GroupProportion,
    GroupSummary,
    Proportion,
    Record,
)


def _comparison(result: Comparison) -> str:
    test = statistic_words(result)
    return joined(test, apa_p(result.p_value), effect_words(result.effect))


def _contrast(result: Contrast) -> str:
    what = "difference in mean ranks" if result.unit == RANKS else "difference"
    return joined(
        f"{what} = {apa_number(result.estimate)}",
        interval_words(result, said=adjusted_interval(result.interval_correction)),
        statistic_words(result),
        adjusted_p(result.p_adjusted, result.correction),
        effect_words(result.effect, said=unadjusted(result.correction)),
    )


def contrast_of_shares(result: Contrast) -> str:
    """Say a difference of two proportions, which a contrast does not know itself."""
    return joined(
        f"difference = {points(result.estimate)} percentage points",
        interval_words(
            result, points, said=adjusted_interval(result.interval_correction)
        ),
        statistic_words(result),
        adjusted_p(result.p_adjusted, result.correction),
    )


def _change(result: Change) -> str:
    if result.estimate is None:
        return ""
    return joined(
        f"mean change = {apa_number(result.estimate)} {result.unit}".strip(),
        interval_words(result),
        statistic_words(result),
        "" if result.p_value is None else apa_p(result.p_value),
        effect_words(result.effect),
    )


def _count_comparison(result: CountComparison) -> str:
    return joined(f"exact {apa_p(result.p_value)}", effect_words(result.effect))


def _proportion(result: Proportion | GroupProportion) -> str:
    found = share(result.count, result.n)
    if isinstance(result, GroupProportion):
        return found  # one of several groups; its interval is a field of its own
    return joined(found, interval_words(result, percentage))


def _summary(result: GroupSummary) -> str:
    if result.mean is None:
        return ""
    sd = "" if result.sd is None else f"*SD* = {apa_number(result.sd)}"
    return joined(f"*M* = {apa_number(result.mean)}", sd, f"*n* = {result.n}")


COMPARISON_WORDS: dict[type[Record], Callable[[Any], str]] = {
    Comparison: _comparison,
    Contrast: _contrast,
    Change: _change,
    CountComparison: _count_comparison,
    Proportion: _proportion,
    GroupProportion: _proportion,
    GroupSummary: _summary,
    Description: lambda result: _summary(result.summary),
    Effect: effect_words,
    Count: lambda result: whole_number(result.count),
}
