"""The declaration of a kind of result, and where it is found again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from results import Record, Result
from results.parts import Place

#: How the name of every table function ends.
TABLE = "_table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is known of one kind of record; all but the record can be left out.

    A whole result needs `words`, `about`, and a method, as a field of its own or here.
    Numbers are printed as the fields of the record declare; see `results`.
    """

    record: type[Record]
    words: Callable[[Any], str] | None = None  # the sentence part: "*p* = .010"
    about: Callable[[Any], str] | None = None  # a whole result, without a number
    method: str = ""  # where the record has no field for it
    size: Callable[[Any], int] | None = None  # else n, n_interviews or the rows used
    of_people: bool = True  # a design has no participants
    correction: Callable[[Any], str] | None = None  # else what the field of it says
    estimate: str = ""  # what its estimate is: "Mean change"
    field_words: Mapping[str, str] = field(default_factory=dict)  # of other fields
    #: What a part is called, of itself and the whole result, None for nothing; else its
    #: label or name.
    label: Callable[[Any, Any], str | None] | None = None
    #: Of a whole result: what the parts on the way to a place are called, given their
    #: labels; for what only the whole knows of them.
    parts: Callable[[Place, list[str]], list[str]] | None = None
    of_shares: bool = False  # whether contrasts of the whole are of proportions,
    words_of_shares: Callable[[Any], str] | None = None  # and the words of one that is
    tables: tuple[Callable[..., Any], ...] = ()


def kind_of(record: Record) -> Kind:
    """Return what is known of a record; nothing but its type of one not declared."""
    return _declared().get(type(record)) or Kind(record=type(record))


def table_functions() -> dict[str, Callable[..., Any]]:
    """Return the table functions of all kinds by their names."""
    return _tables(_declared().values())


def register(*kinds: Kind) -> None:
    """Declare kinds of result beside those of the modules here.

    Raises
    ------
    ValueError
        If a record is declared already, a whole result lacks what a page says of it, or
        the name of a table function is taken or of another form; all at once.
    """
    _add(_declared(), kinds)


@cache
def _declared() -> dict[type[Record], Kind]:
    """Take the declarations of every module beside this one, by kind of record."""
    # Not before one is needed: these modules import those that look kinds up here.
    known: dict[type[Record], Kind] = {}
    for module in iter_modules(import_module(__package__).__path__):
        if not module.name.startswith("_"):
            _add(known, import_module(f"{__package__}.{module.name}").KINDS)
    return known


def _add(known: dict[type[Record], Kind], kinds: Iterable[Kind]) -> None:
    faults: list[str] = []
    new: dict[type[Record], Kind] = {}
    for kind in kinds:
        faults += _faults(kind, known | new)
        new[kind.record] = kind
    if faults:
        raise ValueError("; ".join(faults))
    known |= new


def _faults(kind: Kind, known: Mapping[type[Record], Kind]) -> Iterator[str]:
    name = kind.record.__name__
    if kind.record in known:
        yield f"{name}: declared twice; keep one Kind for each record"
    given = {one.name for one in fields(kind) if getattr(kind, one.name)}
    own = {one.name for one in fields(kind.record)}
    missing = {"words", "about", "method"} - given - (own & {"method"})
    if issubclass(kind.record, Result) and missing:
        yield (
            f"{name}: the register says of a whole result its words, what it is about "
            f"and its method; add {', '.join(sorted(missing))} to its Kind"
        )
    taken = _tables(known.values())
    for table in kind.tables:
        if table.__name__ in taken or not table.__name__.endswith(TABLE):
            yield (
                f"{name}: a table function has a name of its own that ends in "
                f"'{TABLE}', got {table.__name__!r}; choose another"
            )


def _tables(kinds: Iterable[Kind]) -> dict[str, Callable[..., Any]]:
    return {table.__name__: table for kind in kinds for table in kind.tables}
