"""The codebook: the one description of every variable of the study."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from analysis.data._codebook_file import Design, TableEntry, VariableEntry, checked
from results.near_names import did_you_mean

CODEBOOK = Path(__file__).parents[2] / "data" / "codebook.yaml"

Bound: TypeAlias = int | float | date

#: What every column of an entry takes over from it, as it stands there.
ALIKE = (
    *("type", "unit", "pattern", "sensitivity", "wave"),
    *("instrument", "not_before", "optional"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One column of one table; a series of items gives one of these per item."""

    table: str
    name: str
    label: str
    type: Literal["id", "integer", "number", "category", "date", "text"]
    unit: str
    pattern: str | None  # the whole cell must match; id and text only
    range: tuple[Bound, Bound] | None  # lowest and highest legal value, both included
    levels: Mapping[str, str]  # code: label, in the order of the codebook
    also: Mapping[str, str]  # legal values outside the range: value, what it means
    missing: Mapping[str, str]  # code: why there is no value
    #: How near it comes to a person: "direct" names one, "indirect" may with others,
    #: "special" is of a special category, such as health.
    sensitivity: Literal["none", "pseudonym", "indirect", "direct", "special"]
    wave: Literal["entry", "followup"] | None
    instrument: str | None
    item: int | None  # number within the instrument, from 1
    reverse_keyed: bool
    not_before: str | None  # "table.variable": a date of the same participant
    optional: bool  # the column may be absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One data file: its columns, its key and the tables it depends on."""

    name: str
    file: str
    description: str
    key: tuple[str, ...]  # together unique in every row
    references: Mapping[str, str]  # column: "table.variable" that must hold its values
    variables: Mapping[str, Variable]
    #: Names of what is computed from the tables: no file has such a column.
    derived: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Every table of the study and the design that they follow."""

    title: str
    version: int
    design: Design
    tables: Mapping[str, Table]
    derived: Mapping[str, Mapping[str, Variable]]  # table: what is computed in it
    sha256: str  # of the bytes of its file

    def table(self, name: str) -> Table:
        """Return one table, by its name.

        Raises
        ------
        KeyError
            If there is no such table.
        """
        if name not in self.tables:
            raise KeyError(_unknown("table", name, self.tables))
        return self.tables[name]

    def variable(self, path: str) -> Variable:
        """Return one variable, by the path ``table.variable``.

        Raises
        ------
        KeyError
            If there is no such table, or no such variable in it.
        """
        table, _, name = path.partition(".")
        variables = self.table(table).variables
        if name not in variables:
            raise KeyError(_unknown(f"variable in {table}", name, variables))
        return variables[name]

    def label(self, table: str, variable: str) -> str:
        """Return the words for a variable.

        Raises
        ------
        KeyError
            If there is no such table, or no such variable in it.
        """
        return self.variable(f"{table}.{variable}").label


def load_codebook(path: Path | None = None) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    path : Path, optional
        The YAML file; ``data/codebook.yaml`` of this project if left out.

    Returns
    -------
    Codebook
        With every series of items written out, one variable per item.

    Raises
    ------
    DataError
        If the file is missing, is not YAML, or contradicts itself; each fault names
        the place in the file, and all of them are reported together.
    """
    path = CODEBOOK if path is None else path
    entry = checked(path)
    computed = frozenset(each.name for own in entry.derived.values() for each in own)
    tables = {n: _table(n, table, computed) for n, table in entry.tables.items()}
    derived = {
        name: MappingProxyType({e.name: _variable(name, e, e.name, None) for e in own})
        for name, own in entry.derived.items()
    }
    return Codebook(
        title=entry.title,
        version=entry.version,
        design=entry.design,
        tables=MappingProxyType(tables),
        derived=MappingProxyType(derived),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _table(name: str, entry: TableEntry, derived: frozenset[str]) -> Table:
    columns = (column for each in entry.variables for column in each.columns())
    variables = {
        column: _variable(name, each, column, item) for each, column, item in columns
    }
    return Table(
        name=name,
        file=entry.file,
        description=entry.description,
        key=tuple(entry.key),
        references=MappingProxyType(entry.references),
        variables=MappingProxyType(variables),
        derived=derived - variables.keys(),
    )


def _variable(
    table: str, entry: VariableEntry, column: str, item: int | None
) -> Variable:
    bounds = entry.range
    return Variable(
        table=table,
        name=column,
        label=entry.label if item is None else entry.label.format(item=item),
        range=None if bounds is None else (bounds[0], bounds[1]),
        item=item,
        levels=MappingProxyType(entry.levels),
        also=MappingProxyType(entry.also),
        missing=MappingProxyType(entry.missing),
        reverse_keyed=item in entry.reverse_keyed,
        **{key: getattr(entry, key) for key in ALIKE},
    )


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    meant = did_you_mean(name, known) or f"known: {', '.join(known)}"
    return f"no {what} is called {name!r}; {meant}"
