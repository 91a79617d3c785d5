"""What must hold of a coding before it is counted: columns, interviews, coders, codes.

Each check returns what is wrong in words, so that all of it can be said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.coding_frame import Node, frame_nodes
from analysis.errors import DataError, Fault
from analysis.samples import ALL_ROWS, selected

__all__ = ["LEVELS", "Coding", "checked_coding", "told"]

#: What a row of a result can be: a theme at the top of the frame, or a code.
LEVELS = ("theme", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The rows of some coders, with the interviews and the themes they belong to."""

    rows: pd.DataFrame
    interviews: pd.DataFrame
    nodes: tuple[Node, ...]  # themes at the top, or codes, in the frame's order
    faults: tuple[str, ...]


def checked_coding(
    coding: pd.DataFrame,
    interviews: pd.DataFrame,
    *,
    coders: Sequence[str],
    columns: Sequence[str],
    about: Sequence[str],
    level: str,
    coding_frame: Sequence[Mapping[str, Any]],
    filter: str,
    source: str,
) -> Coding:
    """Keep what some coders coded in the interviews asked for, and check it.

    Parameters
    ----------
    coding, interviews : DataFrame
        One row for a passage, code and coder; one row for an interview.
    coders : sequence of str
        Whose rows are kept.
    columns, about : sequence of str
        Columns that `coding` and `interviews` must have, without a missing value.
    level : str
        "theme" or "code".
    coding_frame : sequence of mappings
        As `analysis.coding_frame.load_coding_frame` returns it.
    filter : str
        Which interviews, as `analysis.samples.selected` reads it.
    source : str
        Opening of a message.

    Returns
    -------
    Coding
        With the faults that were found; whoever asked adds his own and raises.

    Raises
    ------
    DataError
        If a column or a value is missing, since nothing else can be checked then.
    ValueError
        If there is no such level.
    """
    if level not in LEVELS:
        raise ValueError(
            f"level: not a level of the frame, got {level!r}; use theme or code"
        )
    interviews = selected(interviews, filter, where=f"{source}, interviews")
    told(
        [
            *_lacking(coding, columns, where=f"{source}, coding"),
            *_lacking(interviews, about, where=f"{source}, interviews"),
        ]
    )
    nodes = frame_nodes(coding_frame)
    listed = coding["interview"].isin(interviews["interview"])
    own = coding[listed & coding["coder"].isin(list(coders))]
    faults = _interview_faults(
        interviews, coding[~listed] if filter == ALL_ROWS else coding[:0], source
    )
    faults += [
        fault for coder in coders for fault in _coder_fault(coding, own, coder, source)
    ]
    faults += _code_faults(own, nodes, source)
    return Coding(
        rows=own,
        interviews=interviews,
        nodes=tuple(node for node in nodes if node.level == level),
        faults=tuple(faults),
    )


def told(faults: Iterable[str]) -> None:
    """Raise a DataError that says everything that is wrong, if anything is."""
    found = [Fault(rule=fault) for fault in faults]
    if found:
        raise DataError(found)


def _lacking(frame: pd.DataFrame, names: Sequence[str], *, where: str) -> list[str]:
    absent = [name for name in names if name not in frame.columns]
    empty = [name for name in names if name in frame and frame[name].isna().any()]
    faults = []
    if absent:
        faults.append(
            f"{where}: {len(absent)} columns are not there, got {absent[:5]}; "
            f"the columns needed are {list(names)}"
        )
    if empty:
        faults.append(
            f"{where}: values are missing in {len(empty)} columns, got {empty[:5]}; "
            "fill them in, or leave those rows out"
        )
    return faults


def _interview_faults(
    interviews: pd.DataFrame, unlisted: pd.DataFrame, source: str
) -> list[str]:
    listed = interviews["interview"]
    twice = sorted(set(listed[listed.duplicated()]))
    strange = sorted(set(unlisted["interview"]))
    faults = []
    if not len(listed):
        faults.append(
            f"{source}, interviews: there is none; check the filter, or list them"
        )
    if twice:
        faults.append(
            f"{source}, interviews: {len(twice)} listed more than once, "
            f"got {twice[:5]}; keep one row for an interview"
        )
    if strange:
        faults.append(
            f"{source}, coding: {len(strange)} interviews are not listed, "
            f"got {strange[:5]}; add them to the list of interviews"
        )
    return faults


def _coder_fault(
    coding: pd.DataFrame, own: pd.DataFrame, coder: str, source: str
) -> list[str]:
    column = coding["coder"]
    if isinstance(column.dtype, pd.CategoricalDtype):
        known = sorted(column.cat.categories)
    else:
        known = sorted(set(column))
    if coder not in known:
        return [
            f"{source}, coding: there is no such coder, got {coder!r}; "
            f"use one of {known[:5]}"
        ]
    if not (own["coder"] == coder).any():
        return [
            f"{source}, coding: this coder coded nothing in these interviews, got "
            f"{coder!r}; check the filter, or leave the coder out"
        ]
    return []


def _code_faults(own: pd.DataFrame, nodes: Sequence[Node], source: str) -> list[str]:
    known = {node.name for node in nodes if node.level == "code"}
    strange = sorted(set(own["code"]) - known)
    if not strange:
        return []
    return [
        f"{source}, coding: {len(strange)} codes are not in the coding frame, "
        f"got {strange[:5]}; correct the coding, or add them to the frame"
    ]
