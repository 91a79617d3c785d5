"""Sentence parts for scales, models, survival, lost participants and designs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from reported.findings import counted
from reported.words.phrases import (
    HOLM,
    adjusted_interval,
    adjusted_p,
    covered,
    effect_words,
    interval_words,
    joined,
    statistic_words,
)
from reported.words.rounding import (
    apa_number,
    apa_p,
    apa_stat,
    interval,
    p_number,
    percentage,
    points,
    share,
    whole_or_two,
)
from results import (
    Addition,
    AdjustedProportions,
    Assumption,
    BoundedProportion,
    Bounds,
    Cell,
    Correlation,
    Correlations,
    DesignAnalysis,
    EstimatedMean,
    EstimatedProportion,
    Family,
    FamilyMember,
    FitStatistic,
    Improvement,
    ItemStatistics,
    Measure,
    Model,
    PairedCounts,
    ProportionDifference,
    Record,
    Reliability,
    Survival,
    SurvivalGroup,
    Term,
    TermTest,
    TippingPoint,
)


def _p(value: float | None) -> str:
    return "" if value is None else apa_p(value)


def _assumption(result: Assumption) -> str:
    return joined(result.method, statistic_words(result), _p(result.p_value))


def _difference(result: ProportionDifference) -> str:
    return joined(
        f"difference = {points(result.estimate)} percentage points",
        interval_words(
            result, points, said=adjusted_interval(result.interval_correction)
        ),
        adjusted_p(result.p_adjusted, result.correction, exact=True),
    )


def _paired(result: PairedCounts) -> str:
    return joined(
        f"{share(result.both + result.before_only, result.n)} before and "
        f"{share(result.both + result.after_only, result.n)} after",
        f"change = {points(result.estimate)} percentage points",
        interval_words(result, points),
        f"exact {apa_p(result.p_value)}",
    )


def _reliability(result: Reliability) -> str:
    found = joined(effect_words(result.alpha), effect_words(result.omega_total))
    return found or f"no coefficient: {result.alpha.undefined}"


def _item(result: ItemStatistics) -> str:
    if result.item_rest is None:
        return ""
    return f"*r* = {apa_number(result.item_rest, bounded=True)}"


def _correlation(result: Correlation) -> str:
    if result.estimate is None:
        return ""
    limits = interval_words(result, partial(apa_number, bounded=True))
    if result.p_value is None or result.dof is None:
        estimate = f"*r* = {apa_number(result.estimate, bounded=True)}"
        return joined(estimate, limits, f"*n* = {result.n}")
    test = apa_stat("r", result.estimate, (result.dof,))
    adjusted = ""
    if result.p_adjusted not in (None, result.p_value):
        adjusted = adjusted_p(result.p_adjusted, HOLM)
    return joined(test, apa_p(result.p_value), adjusted, limits)


def _correlations(result: Correlations) -> str:
    return f"{counted(len(result.pairs), 'correlation')}, up to {result.n} participants"


def _member(result: FamilyMember) -> str:
    return adjusted_p(result.p_adjusted, HOLM)


def _family(result: Family) -> str:
    found = sum(member.p_adjusted < 0.05 for member in result.members)
    return f"{found} of {len(result.members)} {HOLM}-adjusted *p* below .05"


def _term(result: Term) -> str:
    found = effect_words(result.effect)
    if not found:
        estimate = f"*b* = {apa_number(result.estimate)}"
        found = joined(estimate, interval_words(result))
    return joined(found, statistic_words(result), _p(result.p_value))


def _term_test(result: TermTest) -> str:
    return joined(
        statistic_words(result), apa_p(result.p_value), effect_words(result.effect)
    )


def _addition(result: Addition) -> str:
    return joined(statistic_words(result), adjusted_p(result.p_adjusted, HOLM))


def _model(result: Model) -> str:
    if result.tests:
        return _term_test(result.tests[-1])
    return joined(*[_term(term) for term in result.terms if term.name != "intercept"])


def _improvement(result: Improvement) -> str:
    found = sum(one.p_adjusted < 0.05 for one in result.additions)
    return f"{found} of {len(result.additions)} further variables improved it"


def _mean(result: EstimatedMean) -> str:
    return joined(f"*M* = {apa_number(result.estimate)}", interval_words(result))


def _survival(result: Survival) -> str:
    return joined(statistic_words(result), apa_p(result.p_value))


def _survival_group(result: SurvivalGroup) -> str:
    if result.median is None:
        return f"restricted mean = {apa_number(result.restricted_mean)}"
    limits = ""
    if result.median_low is not None and result.median_high is not None:
        limits = interval(result.median_low, result.median_high, whole_or_two)
        limits = covered(limits, result.conf_level)
    return joined(f"*Mdn* = {whole_or_two(result.median)}", limits)


def _estimated(result: EstimatedProportion) -> str:
    return joined(percentage(result.proportion), interval_words(result, percentage))


def _adjusted(result: AdjustedProportions) -> str:
    return "; ".join(f"{group.label} {_estimated(group)}" for group in result.groups)


def _bounded(result: BoundedProportion) -> str:
    return f"{percentage(result.lowest)} to {percentage(result.highest)}"


def _bounds(result: Bounds) -> str:
    low, high = apa_p(result.p_lowest), p_number(result.p_highest)
    return f"exact {low} to {high}"


def _tipping(result: TippingPoint) -> str:
    return f"{share(result.n_remaining, result.n_cells)} of the possible outcomes"


def _measure(result: Measure) -> str:
    if result.value is None:
        return ""
    # A bias that matters can be smaller than a hundredth.
    return apa_number(result.value, digits=3 if "bias" in result.name else 2)


def _fit(result: FitStatistic) -> str:
    return "" if result.value is None else apa_number(result.value)


def _cell(result: Cell) -> str:
    said = [f"{m.label} {_measure(m)}" for m in result.measures if m.value is not None]
    return joined(*said)


def _design(result: DesignAnalysis) -> str:
    replications = result.n_replications
    simulated = f", {replications:,} replications each" if replications else ""
    return f"{counted(len(result.cells), 'set')} of conditions{simulated}"


MODEL_WORDS: dict[type[Record], Callable[[Any], str]] = {
    Addition: _addition,
    AdjustedProportions: _adjusted,
    Assumption: _assumption,
    BoundedProportion: _bounded,
    Bounds: _bounds,
    Cell: _cell,
    Correlation: _correlation,
    Correlations: _correlations,
    DesignAnalysis: _design,
    EstimatedMean: _mean,
    EstimatedProportion: _estimated,
    Family: _family,
    FamilyMember: _member,
    FitStatistic: _fit,
    Improvement: _improvement,
    ItemStatistics: _item,
    Measure: _measure,
    Model: _model,
    PairedCounts: _paired,
    ProportionDifference: _difference,
    Reliability: _reliability,
    Survival: _survival,
    SurvivalGroup: _survival_group,
    Term: _term,
    TermTest: _term_test,
    TippingPoint: _tipping,
}
