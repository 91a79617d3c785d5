"""Rows of tables: parts of results by name, and what those of one table share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from reported.asked import Asked
from reported.markdown import escaped
from reported.parts import Part, published
from reported.words.paths import pair_words
from results import Record

#: What a row of a table is called, and whose numbers it has.
Row = tuple[str, Part]
#: Results or parts of them, published or not, in lists and mappings of any nesting.
Results: TypeAlias = "Part | Record | Iterable[Results] | Mapping[str, Results]"

#: What results need for their groups, or for pairs of them, to stand in one table.
SAME_GROUPS = "one method and the same groups"
SAME_PAIRS = "the same pairs of groups at one coverage"


def flat(results: Any) -> list[Part]:
    """Take results, or parts of them, out of lists and mappings, in their order."""
    if isinstance(results, Asked | Record | str):
        return [published(results)]
    if isinstance(results, Mapping):
        return flat(results.values())
    return [part for one in results for part in flat(one)]


def rows_of(results: Results, field: str = "outcome") -> list[Row]:
    """Take results, or parts of one, as rows, each named by one of its fields."""
    return [(getattr(part, field), part) for part in flat(results)]


def pair_rows(rows: Iterable[Row], joint: str = ": ") -> list[Row]:
    """Take the contrasts of groups of several results as rows, named "A less B".

    The name of the result stands before, if it has one, and the joint between them.
    """
    return [
        (f"{words}{joint if words else ''}{pair_words(pair.result, part.result)}", pair)
        for words, part in rows
        for pair in part.contrasts
    ]


def shared(
    rows: Sequence[Row], name: str, key: Callable[[Any], object], *, what: str
) -> Any:
    """Give the first of several results that must agree in what one table shows.

    Parameters
    ----------
    rows : sequence of (str, Part)
        Shown in one table.
    name : str
        Label of the table, with which the message opens.
    key : function of a record
        What all of them must have in common.
    what : str
        The same in words, such as "one method and the same groups".

    Returns
    -------
    record of `results`

    Raises
    ------
    ValueError
        If there is no result, or they differ.
    """
    if not rows:
        raise ValueError(f"{name}: there is nothing to show; give at least one result")
    kinds = len({key(part.result) for _, part in rows})
    if kinds != 1:
        raise ValueError(
            f"{name}: one table shows {what}, got {kinds} different; make a table "
            "for each"
        )
    return rows[0][1].result


def groups_of(result: Any) -> tuple[object, ...]:
    """Return the groups of a result by code and label, as one table has them."""
    return tuple((group.group, group.label) for group in result.groups)


def pairs_of(result: Any) -> tuple[object, ...]:
    """Return what results must share to be shown by pairs of groups."""
    return (
        groups_of(result),
        tuple((pair.first, pair.second) for pair in result.contrasts),
        frozenset(pair.conf_level for pair in result.contrasts),
    )


# --- units ---------------------------------------------------------------------------


def shared_unit(rows: Sequence[Row]) -> str:
    """Say the unit that all rows share; nothing if there is none."""
    units = {part.unit for _, part in rows}
    return f"All values in {escaped(*units)}." if len(units) == 1 and all(units) else ""


def with_units(rows: Sequence[Row]) -> list[Row]:
    """Add to the name of each row its unit, unless all rows share one."""
    if len({part.unit for _, part in rows}) == 1:
        return list(rows)
    return [(with_unit(part), part) for _, part in rows]


def with_unit(part: Part) -> str:
    """Name an outcome with its unit, if it has one."""
    return f"{part.outcome} ({part.unit})" if part.unit else str(part.outcome)


# --- what is missing -----------------------------------------------------------------


def n_missing(rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """Yield how many values each row misses."""
    return ((name, part.result.n_missing) for name, part in rows)


def reasons(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield why what a row shows, and then its effect size, is not defined."""
    for name, part in rows:
        for record in (part.result, getattr(part.result, "effect", None)):
            yield name, getattr(record, "undefined", "")
