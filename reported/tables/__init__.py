"""Tables of results, which the web and paper show alike.

A `Table` is an object whose cells hold words and numbers of results; a number of a
published result is a reference to it. Its functions take what `publish` returns, in
rows and columns that belong to a kind of result; of a bare record they print the
numbers themselves. They stand in `reported.kinds`, and are names of this package too.
`result_table` makes a table of results, of columns that one chooses, and `table` any
other, also one of words alone.
"""

from collections.abc import Callable
from typing import Any

from reported.kinds import table_functions
from reported.markdown import Markdown
from reported.tables._builder import (
    Cell,
    Column,
    Piece,
    Table,
    part_table,
    result_table,
    table,
    undefined_note,
    written,
)
from reported.tables.dictionary import (
    DICTIONARY_HEADER,
    SCALES_HEADER,
    dictionary_rows,
    scale_rows,
)
from reported.tables.gaps import with_gaps

__all__ = [
    "DICTIONARY_HEADER",
    "SCALES_HEADER",
    "Cell",
    "Column",
    "Markdown",
    "Piece",
    "Table",
    "dictionary_rows",
    "part_table",
    "result_table",
    "scale_rows",
    "table",
    "undefined_note",
    "written",
]


def __getattr__(name: str) -> Callable[..., Any]:
    """Find the table function of a kind of result by its name."""
    # Kinds import this package: they load when the first of their tables is asked for.
    if name.endswith("_table") and name in (found := table_functions()):
        return with_gaps(found[name])
    raise AttributeError(f"module 'reported.tables' has no name {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *table_functions()])
