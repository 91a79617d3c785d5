"""The time until an event, in several groups."""

from __future__ import annotations

from collections.abc import Iterator

from reported.kinds._kind import Kind
from reported.markdown import escaped
from reported.parts import Part, published
from reported.tables import Cell, Column, Table, part_table, undefined_note
from reported.tables.cells import (
    N,
    adjusted_note,
    interval_cell,
    interval_column,
    left_out_note,
    p_column,
)
from reported.tables.rows import pair_rows, rows_of, shared
from reported.words.phrases import covered, joined, tested
from reported.words.rounding import apa_number, interval, whole_or_two
from reported.words.sentences import apa
from results import Contrast, Survival, SurvivalGroup, SurvivalStep

MEDIAN = ("median", "median_low", "median_high")


MEAN = ("restricted_mean", "restricted_mean_low", "restricted_mean_high")


def _survival_group(result: SurvivalGroup) -> str:
    if result.median is None:
        return f"restricted mean = {apa_number(result.restricted_mean)}"
    limits = ""
    if result.median_low is not None and result.median_high is not None:
        limits = interval(result.median_low, result.median_high, whole_or_two)
        limits = covered(limits, result.conf_level)
    return joined(f"*Mdn* = {whole_or_two(result.median)}", limits)


def survival_table(
    found: Survival | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the time until an event, one row for a group.

    Parameters
    ----------
    found : Survival or Part
        Of several groups.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        People, events, median and restricted mean with intervals; a median that was
        not reached is a dash, and the note says why. Below, the difference of the
        restricted means of every pair, named "A less B". The note has the test.
    """
    part = published(found)
    record: Survival = part.result
    groups = rows_of(part.groups, "label")
    level = shared(
        groups, name, lambda one: one.conf_level, what="one coverage"
    ).conf_level
    pairs = pair_rows([("", part)])
    columns = [
        N._replace(only=SurvivalGroup),
        Column("Events", "n_events", only=SurvivalGroup),
        interval_column("*Mdn*", level, names=MEDIAN)._replace(only=SurvivalGroup),
        interval_column("Restricted mean", level)._replace(cell=_mean_or_difference),
        *([p_column(record.correction)._replace(only=Contrast)] if pairs else []),
    ]
    undefined = [(group.label, group.undefined) for group in record.groups]
    notes = [
        *_about(record),
        left_out_note([("", record.n_missing)]),
        undefined_note([*undefined, ("Differences", record.undefined)]),
        note,
    ]
    return part_table(
        "Group", groups + pairs, columns, caption=caption, name=name, note=notes
    )


def _mean_or_difference(part: Part) -> Cell:
    of_pair = isinstance(part.result, Contrast)
    return interval_cell(part) if of_pair else interval_cell(part, names=MEAN)


def _about(found: Survival) -> Iterator[str]:
    unit = f" {escaped(found.unit)}" if found.unit else ""
    yield f"{escaped(found.method)}; event: {escaped(found.outcome)}."
    if unit:
        yield f"All times in{unit}."
    if found.restricted_to is not None:
        first = f"the first {whole_or_two(found.restricted_to)}{unit}"
        yield f"Means are restricted to {first}, as far as every curve is known."
    yield f"Log-rank test: {apa(found)}."
    if found.contrasts:
        adjusted = adjusted_note(found.contrasts[0], effects=False)
        yield f"Below, differences of these means; {adjusted}"


KINDS = (
    Kind(
        record=Survival,
        words=tested,
        about=lambda r: f"{r.outcome}, by {r.data.variables[-1]!s}",
        tables=(survival_table,),
    ),
    Kind(
        record=SurvivalGroup,
        words=_survival_group,
        field_words={
            "median_high": "Upper limit of the median",
            "median_low": "Lower limit of the median",
        },
    ),
    Kind(
        record=SurvivalStep,
        label=lambda part, whole: f"at {part.time:g} {whole.unit}".strip(),
    ),
)
