"""Widen an excerpt to what the speaker says of its theme without a break.

A sentence by itself can turn its speaker round: a man who is asked how sure he is may
say that he is, and in the same breath that he is not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.data.transcripts import speakers_of
from analysis.themes._units import Spans, turns_of
from results import DataError, Quotation


def in_turn(
    one: Quotation,
    coded: pd.DataFrame,
    transcripts: Mapping[str, str],
    *,
    codes: Collection[str],
    source: str,
) -> Quotation:
    """Widen an excerpt to all that its turn has of its theme, and cut no passage off.

    The turn is the participant's in which the excerpt stands, or from the first to the
    last of those into which it reaches; an excerpt that reaches into none stays as it
    is. The excerpt then runs from the first to the last passage of the theme that lies
    in the turn, and further as long as it would cut a passage of any theme there.

    Parameters
    ----------
    one : Quotation
        As it was chosen.
    coded : DataFrame, shape (n_rows, n_variables)
        All rows of the coder who is quoted, with columns interview, code, start and
        end; no value may be missing.
    transcripts : mapping of str to str
        Interview to its text, with LF line ends.
    codes : collection of str
        The codes of the excerpt's theme.
    source : str
        Opening of a message.

    Returns
    -------
    Quotation
        With another start, end and text; the code is that for which it was chosen.

    Raises
    ------
    DataError
        If the interview has no transcript, or other words stand there at the place of
        the excerpt.
    """
    transcript = transcripts.get(one.interview)
    if transcript is None:
        raise DataError(
            f"{source}, interviews: an excerpt's has no transcript, got "
            f"{one.interview!r}; add it, or quote passages without their turns"
        )
    if transcript[one.start : one.end] != one.text or one.end > len(transcript):
        raise DataError(
            f"{source}, coding: other words stand in the transcript at the place of an "
            f"excerpt, got {one.interview!r} from {one.start} to {one.end}; the text "
            "or the positions were changed after coding"
        )
    here = coded[coded["interview"] == one.interview]
    every, theme = (
        rows[["start", "end"]].to_numpy(dtype=np.int64)
        for rows in (here, here[here["code"].isin(codes)])
    )
    spoken = turns_of(transcript, one.pseudonym, speakers_of(transcripts))
    start, end = _widened((one.start, one.end), theme, every, spoken)
    return replace(one, start=start, end=end, text=transcript[start:end])


def _widened(
    place: tuple[int, int], theme: Spans, every: Spans, spoken: Spans
) -> tuple[int, int]:
    reached = _overlapping(spoken, place)
    if not len(reached):
        return place
    turn = (reached[0, 0], reached[-1, 1])
    place = _joined(place, _inside(theme, turn))
    every = _inside(every, turn)
    while (wider := _joined(place, _overlapping(every, place))) != place:
        place = wider
    return place


def _overlapping(spans: Spans, place: tuple[int, int]) -> Spans:
    return spans[(spans[:, 0] < place[1]) & (spans[:, 1] > place[0])]


def _inside(spans: Spans, turn: tuple[int, int]) -> Spans:
    return spans[(spans[:, 0] >= turn[0]) & (spans[:, 1] <= turn[1])]


def _joined(place: tuple[int, int], spans: Spans) -> tuple[int, int]:
    start, end = place
    return int(min([start, *spans[:, 0]])), int(max([end, *spans[:, 1]]))
