"""Rules that take more than one cell: keys, references, dates, groups and kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data._cells import Cells
from analysis.data._codebook_file import Design
from analysis.data.codebook import Codebook, Table
from results import Fault


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table of a data folder, as text and as values."""

    table: Table
    cells: Cells
    frame: pd.DataFrame
    sha256: str  # of the bytes of the file


Tables = Mapping[str, TableRead]


def broken_rules(tables: Tables, codebook: Codebook) -> Iterator[Fault]:
    """Yield what contradicts the codebook across rows and tables.

    Parameters
    ----------
    tables : mapping of str to TableRead
        Every table that could be read; rules about others are passed over.
    codebook : Codebook
        What the rules are.

    Yields
    ------
    Fault
        Repeated keys, values that a referenced table lacks, dates before the date they
        may not precede, groups without a participant or with one too many. Missing
        values break none of these rules.
    """
    for read in tables.values():
        yield from _repeated(read)
        yield from _unreferenced(read, tables)
        yield from _too_early(read, tables, codebook)
    yield from _groups(tables, codebook.design)


def wrong_kind(read: TableRead, kind: str) -> Iterator[Fault]:
    """Yield the rows that are simulated in a study, or not in a simulation.

    Parameters
    ----------
    read : TableRead
        One table.
    kind : {"simulated", "study"}
        What the folder declares itself to be.

    Yields
    ------
    Fault
        One per row; one in all if a simulated table does not say what it is.
    """
    column = read.cells.columns.get("data_kind")
    if column is None:
        if len(read.cells.rows) and kind == "simulated":
            rule = "the column is missing, and the folder says it is simulated"
            hint = "add it, with simulated in every row"
            file = read.table.file
            yield Fault(file=file, row=1, variable="data_kind", rule=rule, hint=hint)
        return
    says = np.array([text == "simulated" for text in column.texts])
    wrong = says == (kind == "study")
    hint = "never mix simulated and real data; see dataset.yaml of the folder"
    rule = f"the folder says its kind is {kind}"
    yield from read.cells.faults(wrong[column.codes], "data_kind", rule, hint)


def _repeated(read: TableRead) -> Iterator[Fault]:
    key = list(read.table.key)
    if not set(key) <= set(read.frame):
        return
    keys = read.frame[key]
    repeated = keys.duplicated() & keys.notna().all(axis=1)
    if not repeated.any():
        return
    values = list(keys.astype(str).itertuples(index=False, name=None))
    pairs = zip(reversed(values), reversed(read.cells.rows), strict=True)
    first = dict(pairs)  # of rows with the same key, the first is put in last
    for index in np.flatnonzero(repeated):
        rule = f"the same as row {first[values[index]]}"
        hint = f"each {' and '.join(key)} stands once; keep the right row"
        got = ", ".join(values[index])
        yield read.cells.fault(int(index), key[0], value=got, rule=rule, hint=hint)


def _unreferenced(read: TableRead, tables: Tables) -> Iterator[Fault]:
    for column, path in read.table.references.items():
        target, _, name = path.partition(".")
        if column not in read.frame or target not in tables:
            continue
        if name not in tables[target].frame or not tables[target].cells.complete:
            continue  # the row may be among those that could not be read
        values, known = read.frame[column], tables[target].frame[name]
        rule = f"has no row in {tables[target].table.file}"
        hint = f"add the row there, or correct the {column} here"
        unknown = values.notna() & ~values.isin(known)
        yield from read.cells.faults(unknown, column, rule, hint)


def _too_early(read: TableRead, tables: Tables, codebook: Codebook) -> Iterator[Fault]:
    for name, variable in read.table.variables.items():
        if variable.not_before is None or name not in read.frame:
            continue
        target, _, other = variable.not_before.partition(".")
        if target not in tables or "participant" not in read.frame:
            continue
        frame = tables[target].frame
        if not {"participant", other} <= set(frame):
            continue
        earliest = frame.dropna(subset=["participant"]).drop_duplicates("participant")
        limit = read.frame["participant"].map(earliest.set_index("participant")[other])
        label = codebook.label(target, other).lower()
        for index in np.flatnonzero(read.frame[name] < limit):
            rule = f"before the {label}, {limit.iloc[int(index)]:%Y-%m-%d}"
            hint = f"check both dates; the other is in {tables[target].table.file}"
            yield read.cells.fault(int(index), name, rule=rule, hint=hint)


def _groups(tables: Tables, design: Design) -> Iterator[Fault]:
    target, _, name = design.group.partition(".")
    if target not in tables or name not in tables[target].frame:
        return
    read = tables[target]
    groups, variable = read.frame[name], read.table.variables[name]
    known = {"", *variable.levels, *variable.missing}
    # what could not be read may be the group
    sure = read.cells.complete and known.issuperset(read.cells.columns[name].texts)
    for code in design.compared if sure else ():
        if not (groups == code).any():
            rule = f"nobody is in the group {code}, which the design compares"
            hint = "check the groups, or the design in data/codebook.yaml"
            yield Fault(file=read.table.file, variable=name, rule=rule, hint=hint)
    rule = "the design says that this group recruited nobody"
    hint = "check the form, or the design in data/codebook.yaml"
    nobody = groups.isin(design.planned_not_recruited)
    yield from read.cells.faults(nobody, name, rule, hint)


def coders_in(tables: Tables) -> tuple[str, ...]:
    """Return who coded, in the order of the alphabet."""
    if "coding" not in tables or "coder" not in tables["coding"].frame:
        return ()
    return tuple(sorted(map(str, tables["coding"].frame["coder"].dropna().unique())))


def other_coders(declared: tuple[str, ...] | None, tables: Tables) -> Iterator[Fault]:
    """Yield the fault of a declaration that names others than those who coded."""
    coded = coders_in(tables)
    if declared is not None and sorted(declared) != list(coded):
        yield Fault(
            file="dataset.yaml",
            variable="coders",
            value=", ".join(declared),
            rule=f"is not each of those who coded, {', '.join(coded) or 'nobody'}",
            hint="name each once as in coding.csv, first the one whose codes count",
        )
