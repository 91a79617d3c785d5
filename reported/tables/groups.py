"""Tables of results: what a chapter shows with its caption, label and note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    effect_cell,
    effect_head,
    estimate_cell,
    interval_cell,
    missing_note,
    notes,
    p_cell,
    undefined_note,
)
from reported.words.phrases import MEANINGS
from reported.words.rounding import (
    DASH,
    apa_number,
    coverage,
    p_number,
    share,
    statistic_number,
    whole_or_two,
)
from results import (
    FISHER,
    FREEMAN_HALTON,
    Change,
    Comparison,
    Contrast,
    CountComparison,
    Effect,
    GroupSummary,
)

#: Head of the column with a test statistic and its degrees of freedom.
TESTS = {"F": "*F* (*df*1, *df*2)", "t": "*t* (*df*)", "H": "*H* (*df*)"}


def group_table(
    comparisons: Sequence[Comparison], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of outcomes compared between the same groups, one row for an outcome.

    Parameters
    ----------
    comparisons : sequence of Comparison
        By one method, with the same groups in the same order.
    caption, name : str
        As for `markdown_table`.
    note : str
        Sentences added to the note on units, effect size and missing values.

    Returns
    -------
    str
        Mean (SD) of every group, or median (quartiles) for a test by ranks. A unit
        that all rows share stands in the note, else each row has its own.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or groups differ.
    """
    first = _alike(comparisons, name)
    ranks = first.statistic_name == "H"
    middle = "*Mdn* is the median, *Q*1 and *Q*3 are the quartiles." if ranks else ""
    cell = "*Mdn* [*Q*1, *Q*3]" if ranks else "*M* (*SD*)"
    comma = "" if ranks else ","  # as narrow as a printed page needs it
    header = [
        Markdown("Outcome"),
        *(Markdown(f"{escaped(group.label)}{comma} {cell}") for group in first.groups),
        Markdown(TESTS[first.statistic_name]),
        Markdown("*p*"),
        effect_head(first.effect),
    ]
    rows = [
        [
            outcome,
            *(_spread(group, ranks=ranks) for group in result.groups),
            _test_cell(result),
            p_number(result.p_value),
            effect_cell(result.effect),
        ]
        for outcome, result in zip(_outcomes(comparisons), comparisons, strict=True)
    ]
    below = notes(
        _shared_unit(comparisons),
        f"*n*: {_sizes(comparisons)}.",
        middle,
        f"{MEANINGS[first.effect.name]}.",
        missing_note([(result.outcome, result.n_missing) for result in comparisons]),
        *_about_rows([(result.outcome, result.effect) for result in comparisons]),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=below)


def change_table(
    changes: Sequence[Change], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of changes between two times, one row for a change.

    Parameters are those of `group_table`, with changes. A row is named by its group,
    and by its outcome too where outcomes differ.

    Raises
    ------
    ValueError
        If there is nothing to show.
    """
    if not changes:
        raise ValueError(f"{name}: there is no change to show; give at least one")
    first = changes[0]
    several = len({(change.outcome, change.unit) for change in changes}) > 1
    names = _outcomes_and_groups(changes) if several else _groups(changes)
    header = [
        "Outcome and group" if several else "Group",
        Markdown("*n*"),
        Markdown("Before, *M* (*SD*)"),
        Markdown("After, *M* (*SD*)"),
        Markdown(f"Change [{coverage(first.conf_level)} CI]"),
        Markdown("*p*"),
        effect_head(first.effect),
    ]
    rows = [
        [
            row,
            str(change.n),
            _spread(change.before),
            _spread(change.after),
            _estimate_cell(change),
            p_cell(change.p_value),
            effect_cell(change.effect),
        ]
        for row, change in zip(names, changes, strict=True)
    ]
    gaps = [(row, change.n_missing) for row, change in zip(names, changes, strict=True)]
    below = notes(
        _shared_unit(changes) if several else f"{escaped(_with_unit(first))}.",
        f"{MEANINGS[first.effect.name]}.",
        missing_note(gaps, what="pairs"),
        *_about_rows(
            [(row, change.effect) for row, change in zip(names, changes, strict=True)]
        ),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=below)


def count_table(
    comparisons: Sequence[CountComparison], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of counts compared between the same groups, one row for an outcome.

    Parameters and errors are those of `group_table`, with count comparisons; tables of
    two rows and two columns may stand beside larger ones.
    """
    first: CountComparison = _alike(comparisons, name)
    header = [
        "Outcome",
        *(group.label for group in first.groups),
        Markdown("Exact *p*"),
        effect_head(first.effect),
    ]
    rows = [
        [
            result.outcome,
            *(share(group.count, group.n) for group in result.groups),
            p_number(result.p_value),
            effect_cell(result.effect),
        ]
        for result in comparisons
    ]
    below = notes(
        f"{_exact_test(comparisons).replace('-', DASH)}.",
        f"{MEANINGS[first.effect.name]}.",
        missing_note([(result.outcome, result.n_missing) for result in comparisons]),
        *_about_rows([(result.outcome, result.effect) for result in comparisons]),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=below)


def _exact_test(comparisons: Sequence[CountComparison]) -> str:
    methods = {result.method for result in comparisons}
    if len(methods) == 1:
        return methods.pop()
    return f"{FISHER} or its extension to larger tables (Fisher-Freeman-Halton)"


def _about_rows(rows: Sequence[tuple[str, Effect | None]]) -> tuple[str, str]:
    # That p is each row's own, and why an effect size or its interval is a dash.
    alone = "" if len(rows) == 1 else "*p* is not adjusted for the number of rows."
    reasons = [(row, effect.undefined) for row, effect in rows if effect is not None]
    return alone, undefined_note(reasons)


def _alike(comparisons: Sequence[Any], name: str) -> Any:
    # Fisher's exact test is that of Freeman and Halton for the smallest table.
    shapes = {
        (
            result.method.replace(FISHER, FREEMAN_HALTON),
            tuple((g.group, g.label) for g in result.groups),
        )
        for result in comparisons
    }
    if len(shapes) != 1:
        raise ValueError(
            f"{name}: one table shows one method and the same groups, got "
            f"{len(shapes)} different; make a table for each"
        )
    return comparisons[0]


def _one_unit(results: Sequence[Comparison] | Sequence[Change]) -> bool:
    return len({result.unit for result in results}) == 1


def _shared_unit(results: Sequence[Comparison] | Sequence[Change]) -> str:
    unit = results[0].unit if _one_unit(results) else ""
    return f"All values in {escaped(unit)}." if unit else ""


def _with_unit(result: Comparison | Change) -> str:
    return f"{result.outcome} ({result.unit})" if result.unit else result.outcome


def _outcomes(results: Sequence[Comparison] | Sequence[Change]) -> list[str]:
    # A unit that all rows share would only be repeated.
    if _one_unit(results):
        return [result.outcome for result in results]
    return [_with_unit(result) for result in results]


def _groups(changes: Sequence[Change]) -> list[str]:
    return [change.before.label for change in changes]


def _outcomes_and_groups(changes: Sequence[Change]) -> list[str]:
    return [
        outcome if change.before.group == "all" else f"{outcome}: {change.before.label}"
        for outcome, change in zip(_outcomes(changes), changes, strict=True)
    ]


def _spread(group: GroupSummary, *, ranks: bool = False) -> str:
    if group.mean is None:
        return DASH
    if ranks:
        printed = partial(apa_number, digits=1)
        return interval_cell(group.median, group.q1, group.q3, printed)
    sd = DASH if group.sd is None else apa_number(group.sd)
    return Markdown(f"{apa_number(group.mean)} ({sd})")


def _test_cell(result: Comparison) -> str:
    # Whole degrees of freedom get no decimals, others two in every row.
    dof = [whole_or_two(result.dof)] if result.dof_resid is not None else []
    last = result.dof if result.dof_resid is None else result.dof_resid
    ranks = result.statistic_name == "H"
    dof.append(whole_or_two(last) if ranks else apa_number(last))
    value = statistic_number(result.statistic_name, result.statistic)
    return Markdown(f"{value} ({', '.join(dof)})")


def _estimate_cell(result: Change | Contrast) -> str:
    return estimate_cell(result.estimate, result.conf_low, result.conf_high)


def _sizes(comparisons: Sequence[Comparison]) -> str:
    parts = []
    for i, group in enumerate(comparisons[0].groups):
        sizes = sorted({result.groups[i].n for result in comparisons})
        size = str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"
        parts.append(f"{escaped(group.label)} {size}")
    return ", ".join(parts)
