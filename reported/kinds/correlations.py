"""How two variables, or each pair of several, vary together."""

from __future__ import annotations

from functools import partial

from reported.findings import counted
from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.parts import Part, published
from reported.tables import Column, Table, cells, part_table, undefined_note
from reported.tables.rows import reasons, shared
from reported.words.phrases import HOLM, adjusted_p, interval_words, joined
from reported.words.rounding import apa_number, apa_p, apa_stat
from results import Correlation, Correlations


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


def pair_table(
    found: Correlations | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of correlations, one row for a pair, with its interval and test.

    Parameters are those of `reported.kinds.scales.reliability_table`, with one set of
    correlations.

    Returns
    -------
    Table
        The adjusted p value has a column if p was adjusted.
    """
    part = published(found)
    record: Correlations = part.result
    rows = [(f"{one.first_label} and {one.second_label}", one) for one in part.pairs]
    first = shared(rows, name, lambda pair: pair.conf_level, what="one coverage")
    adjusted = record.correction != "none"
    columns = [
        cells.N,
        cells.interval_column("*r*", first.conf_level),
        Column(Markdown("*t* (*df*)"), "", cells.statistic_cell),
        cells.P,
        *([cells.ADJUSTED_P] if adjusted else []),
    ]
    notes = [
        f"{escaped(record.method)}.",
        f"*p* adjusted for the number of pairs ({escaped(record.correction)}); "
        "intervals are not."
        if adjusted
        else "Neither *p* nor intervals are adjusted for the number of pairs.",
        _pairwise(record),
        undefined_note(reasons(rows)),
        note,
    ]
    return part_table(
        "Variables", rows, columns, caption=caption, name=name, note=notes
    )


def _pairwise(found: Correlations) -> str:
    """Say how many rows the pairs have, and which were left out."""
    sizes = sorted({pair.n for pair in found.pairs})
    size = f"= {sizes[0]}" if len(sizes) == 1 else f"from {sizes[0]} to {sizes[-1]}"
    if not found.n_missing:
        return f"*n* {size}. {cells.left_out_note([])}"
    return (
        f"*n* {size}: each pair has all rows with both values; any value is missing "
        f"in {found.n_missing}."
    )


KINDS = (
    Kind(
        record=Correlations,
        words=_correlations,
        about=lambda r: f"{r.method}, {len(r.pairs)} pairs",
        tables=(pair_table,),
    ),
    Kind(
        record=Correlation,
        words=_correlation,
        estimate="Correlation",
        label=lambda part, whole: f"{part.first_label} and {part.second_label}",
    ),
)
