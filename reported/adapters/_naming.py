"""The rows that a library's result is said to come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from results import DataError, DataUsed, Option

Options = Mapping[str, str | float | bool]


class Sample(Protocol):
    """Rows with their source, filter and labels, as the book's own analyses take."""

    @property
    def frame(self) -> Any:
        """A data frame; NaN where a value is missing."""

    @property
    def source(self) -> str:
        """Kind of data and table."""

    @property
    def filter(self) -> str:
        """Which rows these are."""

    def label(self, name: str) -> str:
        """Return what a column is called."""

    def unit(self, name: str) -> str:
        """Return the unit of a column; "" if it has none."""

    def codes(self, name: str) -> list[Any]:
        """Return the codes of a column in their order."""

    def levels(self, name: str) -> dict[str, str]:
        """Return the label of each code, by the code as it is written, in order."""


def rows_used(
    sample: Sample, names: Sequence[str], data: DataUsed, **options: str | float | bool
) -> DataUsed:
    """Say that a result comes from the rows with a value in each of these columns.

    Raises
    ------
    DataError
        If a column is not there.
    """
    there = list(map(str, sample.frame.columns))
    lacking = [name for name in names if name not in there]
    if lacking:
        raise DataError(
            f"{sample.source}: no such column, got {lacking}; name one of "
            f"{', '.join(there)}"
        )
    more = tuple(Option(name=name, value=value) for name, value in options.items())
    return replace(
        data,
        source=sample.source,
        variables=tuple(names),
        filter=sample.filter,
        rows=int(sample.frame[list(names)].notna().all(axis=1).sum()),
        options=(*data.options, *more),
    )


def need_same(sample: Sample, what: str, said: float | None, there: float) -> None:
    """Refuse rows that the result does not rest on, as its numbers of them tell.

    Raises
    ------
    DataError
        If the library's number is another than that of these rows.
    """
    if said is not None and said != there:
        raise DataError(
            f"{sample.source}, {sample.filter}: the result has {said:g} {what}, these "
            f"rows give {there:g}; name the rows, outcome= and by= that it was "
            "computed from"
        )
