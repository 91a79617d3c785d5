"""What the unknown outcomes of those who were lost allow."""

from __future__ import annotations

from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.parts import Part, published
from reported.tables import Cell, Column, Table, part_table, undefined_note, written
from reported.tables.rows import rows_of
from reported.words.rounding import apa_p, p_number, percentage, share
from results import BoundedProportion, Bounds, TippingCell, TippingPoint


def _bounded(result: BoundedProportion) -> str:
    return f"{percentage(result.lowest)} to {percentage(result.highest)}"


def _bounds(result: Bounds) -> str:
    low, high = apa_p(result.p_lowest), p_number(result.p_highest)
    return f"exact {low} to {high}"


def _tipping(result: TippingPoint) -> str:
    return f"{share(result.n_remaining, result.n_cells)} of the possible outcomes"


def _outcomes(cell: TippingCell, whole: TippingPoint) -> str:
    one, other = cell.first_count, cell.second_count
    return f"{one} in {whole.first}, {other} in {whole.second}"


def bounds_table(
    bounds: Bounds | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the smallest and largest proportions possible, a row for a group.

    Parameters are those of `reported.kinds.attrition.adjusted_table`, with bounds.
    """
    part = published(bounds)
    record: Bounds = part.result
    columns = [
        Column("Observed", cell=_share_of_observed),
        Column("Not observed", "n_not_observed"),
        Column("Lowest", "lowest"),
        Column("Highest", "highest"),
    ]
    gaps = f"from {p_number(record.p_lowest)} to {p_number(record.p_highest)}"
    seen = record.p_observed
    notes = [
        f"{escaped(record.method)}; outcome: {escaped(record.outcome)}. Lowest and "
        "highest: if none, or all, of those not observed had it.",
        "" if seen is None else f"Those observed: exact {apa_p(seen)}.",
        f"Exact *p* over all ways to fill the gaps: {gaps}.",
        undefined_note([(Markdown("exact *p* of those observed"), record.undefined)]),
        note,
    ]
    rows = rows_of(part.groups, "label")
    return part_table("Group", rows, columns, caption=caption, name=name, note=notes)


def _share_of_observed(group: Part) -> Cell:
    share = "{count} of {n_observed} ({observed})"
    return written(group, share) if group.n_observed.value else None


KINDS = (
    Kind(
        record=Bounds,
        words=_bounds,
        about=lambda r: f"{r.outcome}: bounds",
        field_words={"p_highest": "Highest p", "p_lowest": "Lowest p"},
        tables=(bounds_table,),
    ),
    Kind(
        record=BoundedProportion,
        words=_bounded,
        field_words={"n_not_observed": "Number not observed"},
    ),
    Kind(
        record=TippingPoint,
        words=_tipping,
        about=lambda r: f"{r.outcome}: tipping point, {r.first} and {r.second}",
        field_words={
            "n_cells": "Number of cells",
            "n_remaining": "Number of cells in which the difference remains",
        },
    ),
    Kind(record=TippingCell, estimate="Difference of the proportions", label=_outcomes),
)
