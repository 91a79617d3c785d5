"""Tables of what a design can show, under several sets of conditions."""

from __future__ import annotations

from collections.abc import Sequence

from reported.markdown import escaped, markdown_table
from reported.tables._cells import notes, undefined_note, worded
from reported.words.rounding import DASH, apa_number, whole_number
from results import Cell, DesignAnalysis, Measure

#: Measures that a page holds beside the conditions.
MOST_MEASURES = 6


def design_table(
    designs: Sequence[DesignAnalysis],
    *,
    caption: str,
    name: str,
    measures: Sequence[str] = (),
    cells: str = "",
    note: str = "",
) -> str:
    """Table of designs, a row for a set of conditions, a column for a measure.

    Parameters
    ----------
    designs : sequence of DesignAnalysis
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
    str
        A number that was simulated has three decimals, and its Monte Carlo error in
        brackets; any other has two. What is undefined is a dash, and a cell is empty
        where a set of conditions has no such measure.

    Raises
    ------
    ValueError
        If there is nothing to show, a measure is in no set of conditions, there are
        more than six, or two measures of one name have two labels.
    """
    every = [cell for design in designs for cell in design.cells]
    chosen = [cell for cell in every if cell.name.startswith(cells)]
    labels = _labels(chosen, name)
    if not labels:
        raise ValueError(
            f"{name}: nothing to show, got {len(designs)} designs and no set of "
            f"conditions that begins with {cells!r}"
        )
    names = _shown(measures, labels, name)
    parts = [{part.name: part for part in cell.measures} for cell in chosen]
    rows = [
        [worded(cell.label), *(_measure(part.get(measure)) for measure in names)]
        for cell, part in zip(chosen, parts, strict=True)
    ]
    shown = [part[measure] for part in parts for measure in names if measure in part]
    note = notes(
        *dict.fromkeys(_about(design) for design in designs),
        "Monte Carlo errors in brackets."
        if any(part.monte_carlo_error is not None for part in shown)
        else "",
        undefined_note(
            (cell.label, part.undefined)
            for cell in chosen
            for part in cell.measures
            if part.name in names
        ),
        note,
    )
    header = ["Conditions", *(worded(labels[measure]) for measure in names)]
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _labels(cells: Sequence[Cell], name: str) -> dict[str, str]:
    # Of each measure; a column has one head.
    found: dict[str, str] = {}
    for part in (part for cell in cells for part in cell.measures):
        if found.setdefault(part.name, part.label) != part.label:
            raise ValueError(
                f"{name}: {part.name} has two labels, got {found[part.name]!r} and "
                f"{part.label!r}; make a table for each"
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


def _measure(part: Measure | None) -> str:
    if part is None:
        return ""
    if part.value is None:
        return DASH
    if part.monte_carlo_error is None:
        return apa_number(part.value)
    error = apa_number(part.monte_carlo_error, digits=3)
    return f"{apa_number(part.value, digits=3)} ({error})"


def _about(design: DesignAnalysis) -> str:
    runs = design.n_replications
    simulated = "" if runs is None else f", {whole_number(runs)} replications each"
    return f"{escaped(design.label)}: {escaped(design.method)}{simulated}."
