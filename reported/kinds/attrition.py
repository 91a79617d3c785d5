"""Proportions when some people's outcome is not known, and estimated."""

from __future__ import annotations

from collections.abc import Sequence

from reported.kinds._kind import Kind
from reported.markdown import escaped
from reported.parts import Part, published
from reported.tables import Cell, Column, Table, part_table, undefined_note, written
from reported.tables.cells import (
    PROPORTION,
    adjusted_note,
    interval_column,
    left_out_note,
    p_column,
)
from reported.tables.rows import Row, pair_rows, reasons, shared
from reported.words.phrases import interval_words, joined
from reported.words.rounding import apa_number, percentage
from results import AdjustedProportions, CountComparison, EstimatedProportion

#: What a method is called, and what it found.
Method = tuple[str, AdjustedProportions | CountComparison | Part]


#: Groups that a page holds beside the method and the number observed.
MOST_GROUPS = 5


#: What the methods of one table must have in common.
SAME = "the same groups at one coverage"


#: How a number of `fit` that is an error of simulation begins.
ERROR = "monte_carlo_error-"


def _estimated(result: EstimatedProportion) -> str:
    return joined(percentage(result.proportion), interval_words(result, percentage))


def _adjusted(result: AdjustedProportions) -> str:
    return "; ".join(f"{group.label} {_estimated(group)}" for group in result.groups)


def adjusted_table(
    methods: Sequence[Method], *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of proportions by several methods, a row for a method.

    Parameters
    ----------
    methods : sequence of (str, AdjustedProportions, CountComparison or Part)
        What each method is called, and what it found, of the same groups.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        How many of all people were observed, and each group's percentage with its
        interval. Where proportions come from imputation, the note has their largest
        Monte Carlo error.

    Raises
    ------
    ValueError
        If there is nothing to show, groups or coverages differ, or there are more
        than five groups.
    """
    rows = [(label, published(found)) for label, found in methods]
    first = shared(rows, name, _groups, what=SAME)
    if len(first.groups) > MOST_GROUPS:
        raise ValueError(
            f"{name}: a page holds {MOST_GROUPS} groups, got {len(first.groups)}; "
            "show fewer"
        )
    columns = [
        Column("Observed", cell=_observed),
        *(
            interval_column(
                escaped(g.label), g.conf_level, f"groups.{g.group}", PROPORTION
            )
            for g in first.groups
        ),
    ]
    groups = [
        (f"{label}, {group.label}", group)
        for label, part in rows
        for group in part.groups
    ]
    errors = [getattr(g.result, "monte_carlo_error", None) for _, g in groups]
    notes = [
        _names(rows),
        _largest(errors, "percentages"),
        _left_out(rows),
        undefined_note(reasons(groups)),
        note,
    ]
    return part_table("Method", rows, columns, caption=caption, name=name, note=notes)


def _groups(found: AdjustedProportions | CountComparison) -> object:
    return tuple((g.group, g.label, g.conf_level) for g in found.groups)


def _observed(part: Part) -> Cell:
    # Out of everybody; a comparison of those observed misses the others.
    estimated = isinstance(part.result, AdjustedProportions)
    return written(part, "{n_observed} of {n}" if estimated else "{n} of {n_total}")


def _fit(part: Part) -> dict[str, float | None]:
    """Return what describes weights or imputations; nothing where there are none."""
    return {one.name: one.value for one in getattr(part.result, "fit", ())}


def _left_out(rows: Sequence[Row]) -> str:
    # Those with an unknown outcome are not left out; they are not observed.
    counts = [(label, _fit(part).get("n_missing")) for label, part in rows]
    return left_out_note((label, int(n or 0)) for label, n in counts)


def _names(rows: Sequence[Row]) -> str:
    found = [f"{escaped(label)}: {escaped(part.method)}" for label, part in rows]
    return f"{'; '.join(found)}."


def _largest(errors: Sequence[float | None], what: str) -> str:
    there = [error for error in errors if error is not None]
    if not there:
        return ""
    largest = apa_number(100 * max(there))
    return f"Monte Carlo error of imputed {what}: at most {largest} percentage points."


def adjusted_differences_table(
    methods: Sequence[Method], *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of differences of proportions by several methods, a row for a pair.

    Parameters are those of `adjusted_table`.

    Returns
    -------
    Table
        Difference in percentage points with its interval, and p, for every method and
        pair of groups, named "A less B".

    Raises
    ------
    ValueError
        If there is nothing to show, groups or coverages differ, no method compares
        two groups, or p values are not adjusted alike.
    """
    found = [(label, published(one)) for label, one in methods]
    shared(found, name, _groups, what=SAME)
    rows = pair_rows(found)
    if not rows:
        raise ValueError(f"{name}: no method compares two groups; nothing to show")
    first = shared(
        rows, name, lambda pair: pair.correction, what="p values adjusted one way"
    )
    columns = [
        interval_column("Difference", first.conf_level),
        p_column(first.correction),
    ]
    errors = [
        error
        for _, part in found
        for fit, error in _fit(part).items()
        if fit.startswith(ERROR)
    ]
    notes = [
        _names(found),
        "Differences in percentage points.",
        adjusted_note(first, effects=False),
        _largest(errors, "differences"),
        _left_out(found),
        undefined_note((label, part.undefined) for label, part in found),
        note,
    ]
    return part_table(
        "Method and groups", rows, columns, caption=caption, name=name, note=notes
    )


KINDS = (
    Kind(
        record=AdjustedProportions,
        words=_adjusted,
        about=lambda r: f"{r.outcome}: {r.method[:1].lower()}{r.method[1:]}",
        of_shares=True,
        tables=(adjusted_table, adjusted_differences_table),
    ),
    Kind(record=EstimatedProportion, words=_estimated),
)
