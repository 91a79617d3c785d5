"""Codes as a tree: from names with separators, and into one order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from exchange.coding._several import refuse
from exchange.coding.projects import CODES, MOST_LEVELS, code_path, faults_of_depth
from results import DataError, Fault

CODE, PARENT = CODES.index("code"), CODES.index("parent")

SHOWN = 40  # characters of a name that is too long to print

Row = tuple[object, ...]


def tree_of_names(
    names: Mapping[str, str], *, separator: str | None, file: str
) -> tuple[list[Row], dict[str, str]]:
    """Make a tree of codes whose names say under which others they stand.

    Parameters
    ----------
    names : mapping of str to str
        Name of each code that passages may carry, and its description.
    separator : str or None
        Parts the names of a code and of those above it; None if codes stand alone. A
        name with an empty part, such as "etc.", is one name.
    file : str
        Where they come from, for the message.

    Returns
    -------
    list of tuple
        Rows of `coded_project.CODES`, each after the one above it. Those above that
        are no code themselves may not be carried.
    dict of str to str
        Name to path.

    Raises
    ------
    DataError
        If two names differ in white space only, or one stands below too many others.

    Examples
    --------
    >>> rows, paths = tree_of_names({"A.B": "used"}, separator=".", file="")
    >>> rows
    [('A', 'A', '', '', False, ''), ('A > B', 'B', 'A', 'used', True, '')]
    >>> paths
    {'A.B': 'A > B'}
    """
    rows: dict[str, Row] = {}
    paths: dict[str, str] = {}
    of_path: dict[str, str] = {}
    parts = {name: _parts(name, separator) for name in names}
    deep = [name[:SHOWN] for name in names if len(parts[name]) > MOST_LEVELS]
    refuse(faults_of_depth(deep, file=file))
    faults = []
    for name, description in names.items():
        path = ""
        for label in parts[name]:
            parent, path = path, code_path(path, label)
            rows.setdefault(path, (path, label, parent, "", False, ""))
        if path in of_path:
            rule = f"is the same code as {of_path[path]!r}"
            hint = "rename one of them in the program"
            faults.append(Fault(file=file, value=name, rule=rule, hint=hint))
        rows[path] = (*rows[path][:3], description, True, "")
        paths[name] = path
        of_path[path] = name
    refuse(faults)
    return in_tree_order(rows.values()), paths


def in_tree_order(rows: Iterable[Sequence[object]]) -> list[Row]:
    """Put each code before those below it, and otherwise leave the order as it is.

    Parameters
    ----------
    rows : iterable of rows
        In the columns of `coded_project.CODES`; no path twice, and each parent there.

    Returns
    -------
    list of tuple
        The same rows.

    Raises
    ------
    DataError
        If a code has no name: it would stand below itself.
    """
    rows = list(rows)
    blank = sum(1 for row in rows if not str(row[CODE]).strip())
    if blank:
        rule, hint = f"{blank} codes have no name", "name them in the program"
        raise DataError(Fault(rule=rule, hint=hint))
    below: dict[object, list[Row]] = {}
    for row in rows:
        below.setdefault(row[PARENT], []).append(tuple(row))
    ordered: list[Row] = []
    waiting = below.get("", [])[::-1]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting += below.get(row[CODE], [])[::-1]
    return ordered


def _parts(name: str, separator: str | None) -> list[str]:
    parts = [part.strip() for part in name.split(separator)] if separator else []
    return parts if parts and all(parts) else [name.strip()]
