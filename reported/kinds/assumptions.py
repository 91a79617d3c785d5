"""What was looked at beside tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter

from reported.kinds._kind import Kind
from reported.kinds.changes import of_group
from reported.markdown import Markdown, escaped
from reported.parts import Part
from reported.tables import Cell, Column, Table, part_table, undefined_note
from reported.tables.cells import statistic_cell
from reported.tables.rows import Results, rows_of
from reported.words.phrases import joined, tested
from results import Assumption


def _assumption(result: Assumption) -> str:
    return joined(result.method, tested(result))


def assumption_table(
    found: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of what was looked at beside tests, one row for a result.

    Parameters are those of `reported.kinds.comparisons.group_table`, with comparisons
    or changes.

    Returns
    -------
    Table
        Shapiro-Wilk W with p, and Brown-Forsythe F with p where it was looked at.

    Raises
    ------
    ValueError
        If nothing was looked at.
    """
    rows = [
        (of_group(outcome, part), {one.method: one for one in part.assumptions})
        for outcome, part in rows_of(found)
    ]
    every: dict[str, list[Assumption]] = {}
    for _, looked_at in rows:
        for method, part in looked_at.items():
            every.setdefault(method, []).append(part.result)
    if not every:
        raise ValueError(
            f"{name}: no assumption was looked at; there is nothing to show"
        )
    columns = [
        column
        for method, (first, *_) in every.items()
        for column in _columns(method, f"*{first.statistic_name}*")
    ]
    notes = [
        f"{'; '.join(_symbol(parts) for parts in every.values())}.",
        "None of them decided which test is reported.",
        undefined_note(
            (f"{words}, {part.name}", part.undefined)
            for words, looked_at in rows
            for part in looked_at.values()
        ),
        note,
    ]
    return part_table("Outcome", rows, columns, caption=caption, name=name, note=notes)


def _columns(method: str, symbol: str) -> list[Column]:
    def shown(cell: Callable[[Part], Cell], looked_at: Mapping[str, Part]) -> Cell:
        return cell(looked_at[method]) if method in looked_at else ""

    dof = " (*df*1, *df*2)" if symbol == "*F*" else ""
    return [
        Column(Markdown(f"{symbol}{dof}"), cell=partial(shown, statistic_cell)),
        Column(
            Markdown(f"*p* of {symbol}"), cell=partial(shown, attrgetter("p_value"))
        ),
    ]


def _symbol(parts: Sequence[Assumption]) -> str:
    names = " or ".join(dict.fromkeys(part.name for part in parts))
    first = parts[0]
    return f"*{first.statistic_name}*: {escaped(first.method)}, {escaped(names)}"


KINDS = (Kind(record=Assumption, words=_assumption, tables=(assumption_table,)),)
