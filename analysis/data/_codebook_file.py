"""The codebook as it is written in YAML, and everything that can be wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import Field

from results import DataError, Fault
from results.strict_yaml import Entry, read_yaml, short_name

Text = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[str, ...], Field(strict=False)]  # YAML has lists
Breach = tuple[str, str]  # where in the file, what is wrong
LONGEST_FILE = 100  # of the name of a table; systems take 255 bytes

NAME = re.compile(r"[a-z][a-z0-9_]*")
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")
#: Where the number of an item stands in the name or label of a series.
ITEM = re.compile(r"\{item(:0?[1-9]?d)?\}")
MOST_ITEMS = 999
LARGEST = 10**15  # of a bound: what a float holds exactly


class VariableEntry(Entry):
    """One variable, or one series of items."""

    name: Text
    label: Text
    type: Literal["id", "integer", "number", "category", "date", "text"]
    items: Annotated[int, Field(ge=1, le=MOST_ITEMS)] | None = None
    unit: str = ""
    pattern: str | None = None
    range: Annotated[list[Any], Field(min_length=2, max_length=2)] | None = None
    levels: dict[str, Text] = Field(default_factory=dict)
    also: dict[str, Text] = Field(default_factory=dict)
    missing: dict[str, Text] = Field(default_factory=dict)
    sensitivity: Literal["none", "pseudonym", "indirect", "direct", "special"] = "none"
    wave: Literal["entry", "followup"] | None = None
    instrument: Text | None = None
    reverse_keyed: list[int] = Field(default_factory=list)
    not_before: str | None = None
    optional: bool = False

    def columns(self) -> Iterator[tuple[VariableEntry, str, int | None]]:
        """Yield this entry with each column it stands for, and its item number."""
        if self.items is None:
            yield self, self.name, None
            return
        for item in range(1, self.items + 1):
            yield self, self.name.format(item=item), item


class TableEntry(Entry):
    """One table."""

    file: Text
    description: Text
    key: Annotated[list[str], Field(min_length=1)]
    references: dict[str, str] = Field(default_factory=dict)
    variables: Annotated[list[VariableEntry], Field(min_length=1)]


class Design(Entry):
    """The groups that the study compares."""

    group: str  # "table.variable"
    compared: Annotated[Names, Field(min_length=1)]  # each has a participant
    planned_not_recruited: Names = ()  # nobody is in them


class CodebookEntry(Entry):
    """The whole file."""

    version: Literal[1]
    title: Text
    design: Design
    tables: Annotated[dict[str, TableEntry], Field(min_length=1)]
    derived: dict[str, list[VariableEntry]] = Field(default_factory=dict)


def checked(path: Path) -> CodebookEntry:
    """Read the codebook and refuse it, with every reason, if it contradicts itself."""
    entry = read_yaml(path, CodebookEntry, hint="see the head of data/codebook.yaml")
    breaches = [
        *(breach for name in entry.tables for breach in _table(entry, name)),
        *_design(entry),
        *(breach for name in entry.derived for breach in _derived(entry, name)),
    ]
    if breaches:
        file, hint = short_name(path), "correct the codebook"
        raise DataError(
            Fault(file=file, variable=where, rule=rule, hint=hint)
            for where, rule in breaches
        )
    return entry


def _table(codebook: CodebookEntry, name: str) -> Iterator[Breach]:
    table, place = codebook.tables[name], f"tables.{name}"
    if not NAME.fullmatch(name):
        yield place, f"{name!r} is not a name of small letters, digits and _"
    if Path(table.file).name != table.file:
        yield f"{place}.file", f"{table.file!r} is not the plain name of a file"
    if len(table.file.encode()) > LONGEST_FILE:
        yield f"{place}.file", f"is longer than {LONGEST_FILE} letters"
    if [each.file for each in codebook.tables.values()].count(table.file) > 1:
        yield f"{place}.file", f"{table.file!r} belongs to more than one table"
    for entry in table.variables:
        where = f"{place}.variables[{entry.name}]"
        for key, rule in _variable(codebook, table, entry):
            yield f"{where}.{key}", rule
    yield from _columns(table, place)
    for column, target in table.references.items():
        if column not in _names(table):
            yield f"{place}.references", f"{column!r} is not a variable of this table"
        if _find(codebook, target) is None:
            yield f"{place}.references.{column}", f"there is no variable {target!r}"


def _derived(codebook: CodebookEntry, name: str) -> Iterator[Breach]:
    place = f"derived.{name}"
    variables = codebook.derived[name]
    yield from _repeated([entry.name for entry in variables], place)
    for entry in variables:
        for key, rule in (*_series(entry), *_uses(entry), *_range(entry)):
            yield f"{place}[{entry.name}].{key}", rule


def _repeated(names: Sequence[str], place: str) -> Iterator[Breach]:
    for name, times in Counter(names).items():
        if times > 1:
            yield place, f"{name!r} stands {times} times"


def _columns(table: TableEntry, place: str) -> Iterator[Breach]:
    names = _names(table)
    yield from _repeated(names, f"{place}.variables")
    for column in dict.fromkeys(names):
        if not NAME.fullmatch(column):
            rule = f"{column!r} is not a name of small letters, digits and _"
            yield f"{place}.variables", rule
    by_name = {entry.name: entry for entry in table.variables}
    for column in table.key:
        if column not in names:
            yield f"{place}.key", f"{column!r} is not a variable of this table"
        elif (it := by_name.get(column)) and (it.missing or it.optional):
            yield f"{place}.key", f"{column!r} may be missing, so it cannot be a key"


def _variable(
    codebook: CodebookEntry, table: TableEntry, entry: VariableEntry
) -> Iterator[Breach]:
    yield from (*_series(entry), *_uses(entry), *_range(entry))
    try:
        re.compile(entry.pattern or "")
    except (re.error, OverflowError, RecursionError):
        yield "pattern", f"{entry.pattern!r} is not a regular expression"
    for code in entry.missing:
        if code in entry.levels or code in entry.also or _in_range(entry, code):
            yield "missing", f"the code {code!r} is also a legal value"
    if entry.not_before is not None:
        target = _find(codebook, entry.not_before)
        if target is None or target.type != "date":
            yield "not_before", f"there is no date {entry.not_before!r}"
        other = codebook.tables.get(entry.not_before.partition(".")[0], table)
        if not {"participant"} <= set(_names(table)) & set(_names(other)):
            yield "not_before", "needs the column participant in both tables"


def _series(entry: VariableEntry) -> Iterator[Breach]:
    if entry.items is None:
        if entry.reverse_keyed:
            yield "reverse_keyed", "belongs only to a series with items"
        return
    for key, template in (("name", entry.name), ("label", entry.label)):
        if not _numbers(template):
            yield key, f"{template!r} must hold {{item}}, and no other braces"
    beyond = [item for item in entry.reverse_keyed if not 1 <= item <= entry.items]
    if beyond:
        yield "reverse_keyed", f"there are {entry.items} items, so not item {beyond}"


def _uses(entry: VariableEntry) -> Iterator[Breach]:
    """Keys that mean something for some types only."""
    numeric = entry.type in ("integer", "number")
    allowed = {
        "levels": entry.type == "category",
        "pattern": entry.type in ("id", "text"),
        "range": numeric or entry.type == "date",
        "also": numeric and entry.range is not None,
        "unit": numeric,
        "not_before": entry.type == "date",
    }
    for key, legal in allowed.items():
        if getattr(entry, key) and not legal:
            yield key, f"has no meaning for this variable of type {entry.type}"
    if entry.type == "category" and not entry.levels:
        yield "levels", "is missing: a category needs its levels"
    for code in entry.also:
        if not WHOLE_NUMBER.fullmatch(code):
            yield "also", f"the code {code!r} is not a whole number"


def _range(entry: VariableEntry) -> Iterator[Breach]:
    if entry.range is None:
        return
    if not all(_suits(entry, bound) for bound in entry.range):
        yield "range", f"{entry.range} does not suit the type {entry.type}"
    elif entry.range[0] > entry.range[1]:
        yield "range", "the lowest value comes first, and the highest second"


def _suits(entry: VariableEntry, bound: object) -> bool:
    if entry.type == "date":
        return type(bound) is date
    legal = (int,) if entry.type == "integer" else (int, float)
    # no comparison with NaN is true
    return type(bound) in legal and -LARGEST <= cast(float, bound) <= LARGEST


def _in_range(entry: VariableEntry, code: str) -> bool:
    # Without a range every number is legal, and codes cannot be told.
    numeric = entry.type in ("integer", "number") and WHOLE_NUMBER.fullmatch(code)
    if not (entry.range and numeric and all(_suits(entry, b) for b in entry.range)):
        return False
    return bool(entry.range[0] <= int(code) <= entry.range[1])


def _design(codebook: CodebookEntry) -> Iterator[Breach]:
    design = codebook.design
    group = _find(codebook, design.group)
    if group is None or group.type != "category":
        yield "design.group", f"there is no category {design.group!r}"
        return
    for key in ("compared", "planned_not_recruited"):
        for code in getattr(design, key):
            if code not in group.levels:
                yield f"design.{key}", f"{code!r} is not a level of {design.group}"
    for code in sorted(set(design.compared) & set(design.planned_not_recruited)):
        yield "design", f"{code!r} is both compared and not recruited"


def _names(table: TableEntry) -> list[str]:
    return [
        name
        for entry in table.variables
        if entry.items is None or _numbers(entry.name)
        for _, name, _ in entry.columns()
    ]


def _find(codebook: CodebookEntry, path: str) -> VariableEntry | None:
    """Return the variable at ``table.variable``, if there is one."""
    table, _, name = path.partition(".")
    if table not in codebook.tables:
        return None
    return next((v for v in codebook.tables[table].variables if v.name == name), None)


def _numbers(template: str) -> bool:
    return bool(ITEM.search(template)) and not set(ITEM.sub("", template)) & set("{}")
