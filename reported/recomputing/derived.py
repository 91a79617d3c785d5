"""Columns that are derived from the data, held against R's, value by value."""

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]


def derived_rows(
    name: str, columns: dict[str, list[float | str | None]], answer: dict[str, Any]
) -> Iterator[Row]:
    """Yield a row of the report for each derived column of a table.

    Parameters
    ----------
    name : str
        The table.
    columns : dict of str to list
        Our values by column; a missing value is None.
    answer : dict
        R's answer on the table: its ``columns`` as text, or the ``error``.
    """
    theirs = answer.get("columns") or {}
    for column, ours in columns.items():
        other = theirs.get(column)
        row = {"column": f"{name}.{column}", "values": len(ours), "reasons": []}
        if other is None:
            reason = answer.get("error") or "R does not derive it"
            yield row | {"verdict": "not recomputed", "reasons": [reason]}
            continue
        if len(other) != len(ours):
            reason = f"{len(ours)} rows here, {len(other)} in R"
            yield row | {"verdict": "disagrees", "reasons": [reason]}
            continue
        wrong = [
            f"row {number}: {_said(a)} here, {_said(b)} in R"
            for number, (a, b) in enumerate(zip(ours, other, strict=True), 1)
            if not _same(a, b)
        ]
        verdict = "disagrees" if wrong else "agrees"
        yield row | {"verdict": verdict, "reasons": wrong[:5]}


def _same(ours: float | str | None, theirs: str | None) -> bool:
    if isinstance(ours, float) and theirs is not None:
        try:
            # Sums of whole answers are exact; means may differ in the last digit.
            return abs(ours - float(theirs)) <= 1e-12 * max(1.0, abs(ours))
        except ValueError:
            return False
    return ours == theirs


def _said(value: float | str | None) -> str:
    if isinstance(value, float):
        return f"{value:.12g}"
    return "missing" if value is None else value
