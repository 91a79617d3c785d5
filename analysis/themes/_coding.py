"""The rows that some coders coded, checked, with every fault in them.

Every function of this room begins here, so that a fault has the same words everywhere,
and all that is wrong is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.data.coding_frame import Frame, Node, frame_nodes, meant
from analysis.estimates.sample import Sample
from results import DataError, DataUsed, Fault

#: What a row of a result can be: a theme at the top of the frame, or a code.
LEVELS = ("theme", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The rows of some coders in some interviews, and what is wrong with them."""

    rows: pd.DataFrame  # numbered from 0
    interviews: pd.DataFrame
    faults: tuple[str, ...]

    def sound(self, *more: str) -> Coding:
        """Return it, or raise a DataError with its faults and more of them."""
        refuse([*self.faults, *more])
        return self


def nodes_at(
    coding_frame: Frame, level: str, levels: Sequence[str] = LEVELS
) -> list[Node]:
    """Return the parts of a frame at one level, in order; ValueError if there is none.

    Parameters
    ----------
    coding_frame : sequence of mappings
        As `analysis.data.coding_frame.load_coding_frame` returns it.
    level, levels : str, and sequence of str
        What is asked for, and what may be.
    """
    if level not in levels:
        raise ValueError(
            f"level: not a level of the frame, got {level!r}; "
            f"use {', '.join(levels[:-1])} or {levels[-1]}"
        )
    return [node for node in frame_nodes(coding_frame) if node.level == level]


def named_node(nodes: Sequence[Node], name: str, source: str) -> Node:
    """Return the part of a frame that has a name; DataError with those near to it."""
    for node in nodes:
        if node.name == name:
            return node
    near = meant(name, nodes) or f"; use one of {[node.name for node in nodes][:5]}"
    raise DataError(f"{source}, coding: no such theme, got {name!r}{near}")


def checked_coding(
    coding: Sample,
    interviews: Sample,
    coders: Sequence[str],
    coding_frame: Frame,
    *,
    columns: Sequence[str],
    about: Sequence[str],
    may_be_none: bool = False,
    lengths: Mapping[str, int] | None = None,
) -> Coding:
    """Keep what some coders coded in the interviews asked for, and look through it.

    Parameters
    ----------
    coding : Sample
        One row for each time that a coder gave a passage a code. Its source opens
        every message.
    interviews : Sample
        One row for an interview.
    coders : sequence of str
        Whose rows are kept.
    coding_frame : sequence of mappings
        The themes with their codes.
    columns, about : sequences of str
        The columns that are used, of the coding and of the interviews; no value of
        them may be missing. Positions, if used, are whole numbers of characters.
    may_be_none : bool
        Whether there may be no interview, which is then counted as nought.
    lengths : mapping of str to int, optional
        Interview to the characters of its transcript, beyond which no passage may end.

    Returns
    -------
    Coding
        With the faults that were found; `sound` raises them.

    Raises
    ------
    DataError
        If a column is not there, since nothing else can be looked at then.
    """
    source, rows, kept = coding.source, coding.frame, interviews.frame
    coded, held = f"{source}, coding", f"{source}, interviews"
    refuse([*_absent(rows, columns, coded), *_absent(kept, about, held)])
    by_them = rows["coder"].isin(list(coders))
    there = rows["interview"].isin(kept["interview"])
    own = rows[by_them & there].reset_index(drop=True)
    faults = [
        *_empty(rows, columns, coded),
        *_empty(kept, about, held),
        *_listed(rows, interviews.unfiltered, source),
    ]
    if not may_be_none and not len(kept):
        faults.append(f"{held}: there is none; check the filter, or list them")
    for coder in coders:
        faults += _by_coder(rows, own, coder, coded, may_be_none)
    faults += _in_frame(own, coding_frame, coded)
    if "excerpt" in columns:
        faults += _twice(own, coded)
    if "start" in columns:
        faults += _placed(own, lengths, coded)
    return Coding(rows=own, interviews=kept, faults=tuple(faults))


def coding_used(
    coding: Sample, interviews: Sample, variables: Sequence[str], rows: int
) -> DataUsed:
    """Describe rows of a coding; the filter is that of the interviews."""
    return DataUsed(
        source=coding.source,
        variables=tuple(variables),
        filter=interviews.filter,
        rows=rows,
    )


def refuse(faults: Iterable[str]) -> None:
    """Raise a DataError that says everything that is wrong, if anything is."""
    wrong = [Fault(rule=fault) for fault in faults]
    if wrong:
        raise DataError(wrong)


def _absent(frame: pd.DataFrame, names: Sequence[str], where: str) -> Iterator[str]:
    absent = [name for name in names if name not in frame.columns]
    needed = f"the columns needed are {list(names)}"
    return _named(absent, where, "column", "not there", needed)


def _named(
    names: Sequence[str], where: str, thing: str, fault: str, repair: str
) -> Iterator[str]:
    # One message about all things that have a fault, if there are any.
    if names:
        many = _are(len(names), thing)
        yield f"{where}: {many} {fault}, got {list(names[:5])}; {repair}"


def _empty(frame: pd.DataFrame, names: Sequence[str], where: str) -> Iterator[str]:
    empty = [name for name in names if frame[name].isna().any()]
    if empty:
        count = int(frame[empty].isna().to_numpy().sum())
        yield (
            f"{where}: {_are(count, 'value')} missing, in {empty[:5]}; fill them in, "
            "or leave those rows out"
        )


def _listed(
    coding: pd.DataFrame, interviews: pd.DataFrame, source: str
) -> Iterator[str]:
    listed = interviews["interview"].dropna()
    twice = sorted(set(listed[listed.duplicated()]))
    strange = sorted(set(coding["interview"].dropna()) - set(listed))
    for names, table, fault, repair in (
        (twice, "interviews", "listed more than once", "keep one row for an interview"),
        (strange, "coding", "not listed", "add them to the list of interviews"),
    ):
        yield from _named(names, f"{source}, {table}", "interview", fault, repair)


def _by_coder(
    coding: pd.DataFrame, own: pd.DataFrame, coder: str, where: str, may_be_none: bool
) -> Iterator[str]:
    known = sorted(set(coding["coder"].dropna()))
    if coder not in known:
        yield (
            f"{where}: this coder coded nothing, got {coder!r}; use one of {known[:5]}"
        )
    elif not may_be_none and not (own["coder"] == coder).any():
        yield (
            f"{where}: this coder coded nothing in these interviews, got {coder!r}; "
            "check the filter, or leave the coder out"
        )


def _in_frame(own: pd.DataFrame, coding_frame: Frame, where: str) -> Iterator[str]:
    known = {node.name for node in frame_nodes(coding_frame) if node.level == "code"}
    strange = sorted(set(own["code"].dropna()) - known)
    repair = "correct the coding, or add them to the frame"
    return _named(strange, where, "code", "not in the coding frame", repair)


def _twice(own: pd.DataFrame, where: str) -> Iterator[str]:
    again = own[own.duplicated(["interview", "coder", "code", "excerpt"])]
    if len(again):
        yield (
            f"{where}: {len(again)} times an excerpt has one code twice by one coder, "
            f"got {list(again['excerpt'][:5])} at {list(again['interview'][:5])}; "
            "keep one row of each"
        )


def _placed(
    own: pd.DataFrame, lengths: Mapping[str, int] | None, where: str
) -> Iterator[str]:
    kinds = own[["start", "end"]].dtypes
    if not all(map(pd.api.types.is_numeric_dtype, kinds)):
        yield (
            f"{where}: start and end are not numbers, got {[str(k) for k in kinds]}; "
            "count characters from 0"
        )
        return
    start, end = (own[name].astype("float64") for name in ("start", "end"))
    names = own["interview"].astype("str")
    length = names.map(lengths or {}).astype("float64")
    whole = (start % 1 == 0) & (end % 1 == 0)
    inside = (start >= 0) & (start < end) & ((end <= length) | length.isna())
    wrong = ~(whole & inside) & start.notna() & end.notna()
    if wrong.any():
        spans = zip(names[wrong], start[wrong], end[wrong], strict=True)
        got = [f"{name} {first:g} to {last:g}" for name, first, last in spans]
        yield (
            f"{where}: places of {len(got)} passages cannot be, got {got[:5]}; count "
            "whole characters from 0 to an end after the start and within the "
            "transcript, which must not be changed after coding"
        )


def _are(count: int, thing: str) -> str:
    return f"1 {thing} is" if count == 1 else f"{count} {thing}s are"
