"""What a design can show, under several sets of conditions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reported.findings import counted
from reported.kinds._kind import Kind
from reported.markdown import escaped
from reported.parts import Part
from reported.tables import Cell, Column, Table, part_table, undefined_note, written
from reported.tables.cells import worded
from reported.tables.rows import Results, rows_of
from reported.words.phrases import joined
from reported.words.rounding import apa_number, whole_number
from results import Cell as Conditions
from results import DesignAnalysis, Measure

#: Measures that a page holds beside the conditions.
MOST_MEASURES = 6


def _measure(result: Measure) -> str:
    if result.value is None:
        return ""
    # A bias that matters can be smaller than a hundredth.
    return apa_number(result.value, digits=3 if "bias" in result.name else 2)


def _cell(result: Conditions) -> str:
    said = [f"{m.label} {_measure(m)}" for m in result.measures if m.value is not None]
    return joined(*said)


def _design(result: DesignAnalysis) -> str:
    replications = result.n_replications
    simulated = f", {replications:,} replications each" if replications else ""
    return f"{counted(len(result.cells), 'set')} of conditions{simulated}"


def design_table(
    designs: Results,
    *,
    caption: str,
    name: str,
    measures: Sequence[str] = (),
    cells: str = "",
    note: str = "",
) -> Table:
    """Table of designs, a row for a set of conditions, a column for a measure.

    Parameters
    ----------
    designs : DesignAnalysis or Part, or several
        Their sets of conditions stand one below the other.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    measures : sequence of str
        Names of the measures to show, in this order; else all there are.
    cells : str
        How the names of the sets of conditions to show begin, such as "means"; else
        all.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        A number that was simulated has three decimals, and its Monte Carlo error in
        brackets; any other has two. What is undefined is a dash, and a cell is empty
        where a set of conditions has no such measure.

    Raises
    ------
    ValueError
        If there is nothing to show, a measure is in no set of conditions, there are
        more than six, or two measures of one name have two labels.
    """
    given = rows_of(designs, "label")
    rows = [
        (worded(cell.label), cell)
        for _, design in given
        for cell in design.cells
        if cell.name.startswith(cells)
    ]
    found = [(cell.label, one) for _, cell in rows for one in cell.result.measures]
    labels = _labels([measure for _, measure in found], name)
    if not labels:
        raise ValueError(
            f"{name}: nothing to show, got {len(given)} designs and no set of "
            f"conditions that begins with {cells!r}"
        )
    names = _shown(measures, labels, name)
    shown = [(words, measure) for words, measure in found if measure.name in names]
    simulated = any(measure.monte_carlo_error is not None for _, measure in shown)
    notes = [
        *dict.fromkeys(_about(design.result) for _, design in given),
        "Monte Carlo errors in brackets." if simulated else "",
        undefined_note((words, measure.undefined) for words, measure in shown),
        note,
    ]
    columns = [
        Column(worded(labels[one]), cell=partial(_measure_cell, one)) for one in names
    ]
    return part_table(
        "Conditions", rows, columns, caption=caption, name=name, note=notes
    )


def _labels(measures: Sequence[Measure], name: str) -> dict[str, str]:
    # A column has one head.
    found: dict[str, str] = {}
    for one in measures:
        if found.setdefault(one.name, one.label) != one.label:
            raise ValueError(
                f"{name}: {one.name} has two labels, got {found[one.name]!r} and "
                f"{one.label!r}; make a table for each"
            )
    return found


def _shown(measures: Sequence[str], labels: dict[str, str], name: str) -> list[str]:
    missing = [measure for measure in measures if measure not in labels]
    if missing:
        raise ValueError(
            f"{name}: no such measures, got {missing}; use some of {list(labels)}"
        )
    names = list(measures or labels)
    if len(names) > MOST_MEASURES:
        raise ValueError(
            f"{name}: a page holds {MOST_MEASURES} measures, got {len(names)}; choose "
            f"some of {names} with `measures`"
        )
    return names


def _about(design: DesignAnalysis) -> str:
    runs = design.n_replications
    simulated = "" if runs is None else f", {whole_number(runs)} replications each"
    return f"{escaped(design.label)}: {escaped(design.method)}{simulated}."


def _measure_cell(name: str, cell: Part) -> Cell:
    """Show a measure; nothing where a set of conditions does not have it."""
    found = {measure.name: measure for measure in cell.measures}
    if name not in found:
        return ""
    part = found[name]
    if part.result.monte_carlo_error is None:
        return [part.value]
    return written(part, "{value.thousandths} ({monte_carlo_error.thousandths})")


KINDS = (
    Kind(
        record=DesignAnalysis,
        words=_design,
        about=lambda r: str(r.label),
        of_people=False,
        tables=(design_table,),
    ),
    Kind(record=Conditions, words=_cell),
    Kind(record=Measure, words=_measure),
)
