"""Rows of tables for results that could not be computed; their notes say why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from reported.asked import Asked
from reported.markdown import escaped
from reported.tables._builder import Table, table, undefined_note
from reported.words.lacks import NOTHING, absent
from results import NotComputed, Record


def with_gaps(make: Callable[..., Table]) -> Callable[..., Table]:
    """Let a table function take results that could not be computed.

    Parameters
    ----------
    make : function
        Its first argument is results in lists and mappings of any nesting, in which a
        pair of a name and a result can stand for a result.

    Returns
    -------
    function
        Its tables have a row of dashes for each result that could not be computed, and
        their notes say each reason once, and for which groups nothing was computed.
    """

    @wraps(make)
    def made(results: Any, **kwargs: Any) -> Table:
        results = list(results) if isinstance(results, Iterator) else results
        given = _items(results)
        kept = [one for one in given if not _lost(one)]
        if len(kept) == len(given):
            found = make(results, **kwargs)
        elif kept:
            found = make(_without_lost(results), **kwargs)
        else:
            says = {name: kwargs[name] for name in ("caption", "name")}
            rows = [[_name(one), None] for one in given]
            found = table(["Outcome", "Result"], rows, **says)
        return replace(found, rows=_rows(found, given, kept), note=_note(found, given))

    return made


def _rows(found: Table, given: list[Any], kept: list[Any]) -> Any:
    """Add a row of dashes for each that is lost, in its place if each has one row."""
    rows = list(found.rows)
    in_order = len(rows) == len(kept)
    for i, one in enumerate(given):
        if kept and _lost(one):
            dashes = [(None,)] * (len(found.head) - 1)
            rows.insert(i if in_order else len(rows), ((_name(one),), *dashes))
    return tuple(rows)


def _note(found: Table, given: list[Any]) -> str:
    why = undefined_note(
        (_name(one), _of(one).undefined) for one in given if _lost(one)
    )
    codes = dict.fromkeys(code for one in given for code in absent(_of(one)))
    nothing = f"{NOTHING.capitalize()} {escaped(', '.join(codes))}." if codes else ""
    return " ".join(filter(None, (found.note, why, nothing)))


def _items(results: Any) -> list[Any]:
    if _one(results):
        return [results]
    nested = results.values() if isinstance(results, Mapping) else results
    return [item for one in nested for item in _items(one)]


def _without_lost(results: Any) -> Any:
    if _one(results):
        return results
    if isinstance(results, Mapping):
        kept = results.items()
        return {k: _without_lost(one) for k, one in kept if not _lost(one)}
    return [_without_lost(one) for one in results if not _lost(one)]


def _one(results: Any) -> bool:
    """Tell whether this is a result, or a pair of a name and one, and not several."""
    named = isinstance(results, tuple) and bool(results) and isinstance(results[0], str)
    return named or isinstance(results, Asked | Record)


def _of(one: Any) -> Any:
    """Return the record of a result, of a part, or of either with its name."""
    one = one[1] if isinstance(one, tuple) and _one(one) else one
    return one.result if isinstance(one, Asked) else one


def _lost(one: Any) -> bool:
    return isinstance(_of(one), NotComputed)


def _name(one: Any) -> str:
    return str(one[0] if isinstance(one, tuple) else _of(one).outcome)
