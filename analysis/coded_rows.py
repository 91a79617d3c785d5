"""One coder's rows of a coding, if nothing in them contradicts the rest.

What co-occurrence and the choice of excerpts ask of their data before they start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from analysis.coding_frame import Frame, frame_nodes
from analysis.errors import DataError, Fault

__all__ = ["rows_of_coder"]


def rows_of_coder(
    coding: pd.DataFrame,
    interviews: pd.DataFrame,
    *,
    coder: str,
    coding_frame: Frame,
    columns: Sequence[str],
    about: Sequence[str],
    source: str,
) -> pd.DataFrame:
    """Return the rows of one coder, after all that can be wrong was looked for.

    Parameters
    ----------
    coding : DataFrame, shape (n_rows, n_variables)
        One row for each time that a coder gave an excerpt a code; with interview,
        coder, code, excerpt, and start and end, in characters from the beginning of
        the transcript, the end after the last one. No value that is used may be
        missing.
    interviews : DataFrame, shape (n_interviews, n_variables)
        One row for an interview.
    coder : str
        Whose rows.
    coding_frame : sequence of mappings
        The themes with their codes; see `coding_frame.frame_nodes`.
    columns, about : sequences of str
        The columns that are used: of the coding and of the interviews.
    source : str
        Kind of data and table; opens every message.

    Returns
    -------
    DataFrame, shape (n_own, n_variables)
        In the same order, with rows numbered from 0.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all,
        the coder coded nothing, an excerpt has one code twice, a code is not in the
        frame, or a position is not one; all such faults at once.
    """
    coded, held = f"{source}, coding", f"{source}, interviews"
    _refuse(
        chain(_absent(coding, columns, coded), _absent(interviews, about, held)),
    )
    own = coding[coding["coder"] == coder].reset_index(drop=True)
    _refuse(
        chain(
            _empty(coding, columns, coded),
            _empty(interviews, about, held),
            _listed(coding, interviews, source),
            _coded(coding, own, coder, coded),
            _in_frame(own, coding_frame, coded),
            _placed(own, coded),
        )
    )
    return own


def _refuse(faults: Iterator[str]) -> None:
    found = [Fault(rule=fault) for fault in faults]
    if found:
        raise DataError(found)


def _absent(frame: pd.DataFrame, names: Sequence[str], where: str) -> Iterator[str]:
    absent = [name for name in names if name not in frame.columns]
    if absent:
        yield (
            f"{where}: {_many(len(absent), 'column')} not there, got {absent[:5]}; "
            f"the columns needed are {list(names)}"
        )


def _empty(frame: pd.DataFrame, names: Sequence[str], where: str) -> Iterator[str]:
    empty = [name for name in names if frame[name].isna().any()]
    if empty:
        count = int(frame[empty].isna().to_numpy().sum())
        yield (
            f"{where}: {_many(count, 'value')} missing, in {empty[:5]}; fill them in, "
            "or leave those rows out"
        )


def _listed(
    coding: pd.DataFrame, interviews: pd.DataFrame, source: str
) -> Iterator[str]:
    listed = interviews["interview"].dropna()
    twice = sorted(set(listed[listed.duplicated()]))
    if twice:
        yield (
            f"{source}, interviews: {len(twice)} listed more than once, got "
            f"{twice[:5]}; keep one row for an interview"
        )
    strange = sorted(set(coding["interview"].dropna()) - set(listed))
    if strange:
        yield (
            f"{source}, coding: {_many(len(strange), 'interview')} not listed, got "
            f"{strange[:5]}; add them to the list of interviews"
        )


def _coded(
    coding: pd.DataFrame, own: pd.DataFrame, coder: str, where: str
) -> Iterator[str]:
    if not len(own):
        yield (
            f"{where}: this coder coded nothing, got {coder!r}; "
            f"use one of {sorted(set(coding['coder'].dropna()))[:5]}"
        )
    again = own[own.duplicated(["interview", "code", "excerpt"])]
    if len(again):
        yield (
            f"{where}: {len(again)} times an excerpt has one code twice by one coder, "
            f"got {list(again['excerpt'][:5])} at {list(again['interview'][:5])}; "
            "keep one row of each"
        )


def _in_frame(own: pd.DataFrame, coding_frame: Frame, where: str) -> Iterator[str]:
    known = {node.name for node in frame_nodes(coding_frame) if node.level == "code"}
    strange = sorted(set(own["code"].dropna()) - known)
    if strange:
        yield (
            f"{where}: {_many(len(strange), 'code')} not in the coding frame, got "
            f"{strange[:5]}; correct the coding, or add them to the frame"
        )


def _placed(own: pd.DataFrame, where: str) -> Iterator[str]:
    places = own[["start", "end"]]
    kinds = [str(kind) for kind in places.dtypes]
    if not all(map(pd.api.types.is_integer_dtype, places.dtypes)):
        if all(map(pd.api.types.is_numeric_dtype, places.dtypes)):
            whole = (places.dropna() % 1 == 0).all(axis=None)
        else:
            whole = False
        if not whole:
            yield (
                f"{where}: start and end are not whole numbers, got {kinds}; give the "
                "position of each excerpt in characters"
            )
            return
    wrong = own[(places["start"] < 0) | (places["start"] >= places["end"])]
    if len(wrong):
        got = [f"{row.start:g} to {row.end:g}" for row in wrong[:5].itertuples()]
        yield (
            f"{where}: {_many(len(wrong), 'excerpt')} without a beginning from 0 and "
            f"an end after it, got {got} at {list(wrong['interview'][:5])}; correct "
            "the positions"
        )


def _many(count: int, thing: str) -> str:
    return f"1 {thing} is" if count == 1 else f"{count} {thing}s are"
