"""Changes of the same people between two times."""

from __future__ import annotations

from typing import Any

from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.parts import Part
from reported.tables import Column, Table, cells, part_table, undefined_note
from reported.tables.rows import (
    Results,
    n_missing,
    rows_of,
    shared,
    shared_unit,
    with_unit,
    with_units,
)
from reported.words import phrases
from reported.words.rounding import apa_number, apa_p, points, share
from results import Change, PairedCounts
from results.parts import Place

#: What the effect size of paired counts is.
EFFECT_OF_PAIRS = (
    "OR is the odds ratio of those who changed: with the property only after, over "
    "only before"
)


def _change(result: Change) -> str:
    if result.estimate is None:
        return ""
    return phrases.joined(
        f"mean change = {apa_number(result.estimate)} {result.unit}".strip(),
        phrases.interval_words(result),
        phrases.tested(result),
    )


def _paired(result: PairedCounts) -> str:
    return phrases.joined(
        f"{share(result.both + result.before_only, result.n)} before and "
        f"{share(result.both + result.after_only, result.n)} after",
        f"change = {points(result.estimate)} percentage points",
        phrases.interval_words(result, points),
        f"exact {apa_p(result.p_value)}",
    )


def _about(result: Change | PairedCounts) -> str:
    return f"Change in {result.outcome[:1].lower()}{result.outcome[1:]}"


def _about_change(result: Change) -> str:
    everybody = result.before.group == "all"
    return _about(result) + ("" if everybody else f", {result.before.label}")


def _parts(at: Place, labels: list[str]) -> list[str]:
    # The group whose change it is, and at which of the two times.
    result: Any = at.owners[0]
    if at.path.startswith(("before.", "after.")):
        return [*labels, at.path.partition(".")[0]]
    everybody = result.before.group == "all"
    return labels if everybody else [result.before.label, *labels]


def of_group(words: str, part: Part) -> str:
    """Add to the name of a row the group of whose change it tells, if it is one."""
    result = part.result
    if not isinstance(result, Change) or result.before.group == "all":
        return words
    return f"{words}: {result.before.label}"


def change_table(changes: Results, *, caption: str, name: str, note: str = "") -> Table:
    """Table of changes between two times, one row for a change.

    Parameters are those of `reported.kinds.comparisons.group_table`, with changes. A
    row is named by its group, and by its outcome too where outcomes differ. How many
    pairs there are stands in the note, and heads are short, so that both intervals fit
    on a printed page.

    Raises
    ------
    ValueError
        If there is nothing to show.
    """
    rows = rows_of(changes)
    if not rows:
        raise ValueError(f"{name}: there is no change to show; give at least one")
    first: Change = rows[0][1].result
    several = len({(part.outcome, part.unit) for _, part in rows}) > 1
    named = [
        (of_group(outcome, part) if several else part.before.label, part)
        for outcome, part in with_units(rows)
    ]
    columns = [
        Column(Markdown("Before *M* (*SD*)"), "before", cells.SPREAD),
        Column(Markdown("After *M* (*SD*)"), "after", cells.SPREAD),
        cells.interval_column("Change", first.conf_level),
        cells.P,
        cells.effect_column(first.effect),
    ]
    notes = [
        shared_unit(rows) if several else f"{escaped(with_unit(rows[0][1]))}.",
        cells.sizes_note(part.result.before for _, part in rows),
        f"{phrases.MEANINGS[first.effect.name]}.",
        cells.missing_note(n_missing(named), what="pairs"),
        *cells.about_rows(named),
        note,
    ]
    head = "Outcome and group" if several else "Group"
    return part_table(head, named, columns, caption=caption, name=name, note=notes)


def paired_counts_table(
    found: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of properties that the same people have at two times, one row for one.

    Parameters are those of `change_table`, with paired counts by one method.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or coverages differ.
    """
    rows = rows_of(found)
    first = shared(
        rows,
        name,
        lambda one: (one.method, one.conf_level),
        what="one method and one coverage of the intervals",
    )
    columns = [
        Column("Before", cell="{before_count} of {n} ({before})"),
        Column("After", cell="{after_count} of {n} ({after})"),
        cells.interval_column("Change", first.conf_level),
        cells.EXACT_P,
        cells.effect_column(first.effect),
    ]
    notes = [
        f"{escaped(first.method)}. Change in percentage points.",
        f"{EFFECT_OF_PAIRS}.",
        cells.missing_note(n_missing(rows), what="pairs"),
        undefined_note((words, part.effect.undefined) for words, part in rows),
        note,
    ]
    return part_table("Outcome", rows, columns, caption=caption, name=name, note=notes)


KINDS = (
    Kind(
        record=Change,
        words=_change,
        about=_about_change,
        estimate="Mean change",
        parts=_parts,
        tables=(change_table,),
    ),
    Kind(
        record=PairedCounts,
        words=_paired,
        about=_about,
        field_words={
            "after": "Proportion after",
            "after_count": "Count after",
            "before": "Proportion before",
            "before_count": "Count before",
        },
        tables=(paired_counts_table,),
    ),
)
