"""How well the items of a scale hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reported.kinds._kind import Kind
from reported.markdown import Markdown
from reported.parts import Part
from reported.tables import Cell, Column, Table, part_table, undefined_note
from reported.tables.cells import N, effect_column, left_out_note, meanings_note
from reported.tables.rows import Results, Row, n_missing, rows_of, shared
from reported.words.phrases import effect_words, joined
from reported.words.rounding import apa_number
from results import ItemStatistics, Reliability


def _reliability(result: Reliability) -> str:
    found = joined(effect_words(result.alpha), effect_words(result.omega_total))
    return found or f"no coefficient: {result.alpha.undefined}"


def _item(result: ItemStatistics) -> str:
    if result.item_rest is None:
        return ""
    return f"*r* = {apa_number(result.item_rest, bounded=True)}"


def reliability_table(
    scales: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of scales, one row for a scale.

    Parameters
    ----------
    scales : Reliability or Part, or several
        By one method, with intervals of one coverage.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        Items, complete answers, alpha and omega total with their intervals, and the
        lowest and highest correlation of an item with the sum of the others.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or coverages differ.
    """
    rows = rows_of(scales)
    first = shared(
        rows,
        name,
        lambda scale: (scale.method, scale.alpha.conf_level),
        what="one method and one coverage of the intervals",
    )
    columns = [
        Column("Items", "n_items"),
        N,
        effect_column(first.alpha, "alpha"),
        effect_column(first.omega_total, "omega_total"),
        Column(Markdown("Lowest *r*"), "", partial(_item_rest, min)),
        Column(Markdown("Highest *r*"), "", partial(_item_rest, max)),
    ]
    notes = [
        meanings_note(
            effect
            for _, scale in rows
            for effect in (scale.result.alpha, scale.result.omega_total)
        ),
        "*r* is the correlation of an item with the sum of the other items of its "
        "scale.",
        left_out_note(n_missing(rows)),
        undefined_note(_reasons(rows)),
        note,
    ]
    return part_table("Scale", rows, columns, caption=caption, name=name, note=notes)


def _item_rest(end: Callable[..., Cell], scale: Part) -> Cell:
    """Show the lowest or highest correlation of an item with the others."""
    numbers = [item.item_rest for item in scale.items]
    there = [number for number in numbers if number.value is not None]
    return end(there, key=float, default=None)


def _reasons(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for outcome, part in rows:
        scale: Reliability = part.result
        yield f"{outcome}, alpha", scale.alpha.undefined
        yield f"{outcome}, omega total", scale.omega_total.undefined
        for item in scale.items:
            yield f"{outcome}, {item.label}", item.undefined


KINDS = (
    Kind(
        record=Reliability,
        words=_reliability,
        about=lambda r: f"Reliability: {r.outcome}",
        tables=(reliability_table,),
    ),
    Kind(
        record=ItemStatistics,
        words=_item,
        field_words={"item_rest": "Correlation with the other items"},
    ),
)
