"""How many units two coders gave a theme: both, one of them, or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.data.coding_frame import Node
from analysis.themes._coding import Coding
from analysis.themes._units import Spans, present, turns_of, within

Counts = npt.NDArray[np.float64]


def turns_in(
    coding: Coding, transcripts: Mapping[str, str], source: str
) -> dict[str, Spans]:
    """Find where the participant of each interview speaks.

    Parameters
    ----------
    coding : Coding
        Of `checked_coding`, with the pseudonym of interviews.
    transcripts : mapping of str to str
        Interview to its text, with LF line ends.
    source : str
        Opening of a message.

    Returns
    -------
    dict of str to array, shape (n_turns, 2)
        As `turns_of` returns them, in the order of the interviews.

    Raises
    ------
    DataError
        With the faults of the coding, and if a transcript or a turn in it is missing.
    """
    listed = coding.interviews[["interview", "pseudonym"]].astype("str")
    names = dict(zip(listed["interview"], listed["pseudonym"], strict=True))
    absent = [name for name in names if name not in transcripts]
    turns = {
        name: turns_of(transcripts[name], pseudonym)
        for name, pseudonym in names.items()
        if name in transcripts
    }
    silent = [f"{names[name]} in {name}" for name in turns if not len(turns[name])]
    more = []
    if absent:
        more.append(
            f"{source}, interviews: {len(absent)} have no transcript, got "
            f"{absent[:5]}; add it, or leave the interview out with a filter"
        )
    if silent:
        more.append(
            f"{source}, transcripts: {len(silent)} have no turn of the pseudonym, got "
            f"{silent[:5]}; write it before each turn, with a colon and a space"
        )
    coding.sound(*more)
    return turns


def unit_counts(
    rows: pd.DataFrame,
    turns: Mapping[str, Spans],
    nodes: Sequence[Node],
    coders: tuple[str, str],
    *,
    unit: str,
) -> tuple[Counts, int]:
    """Count the units of each interview by what two coders found in them.

    Parameters
    ----------
    rows : DataFrame, shape (n_rows, n_variables)
        What the two coded, with columns interview, coder, code, start and end.
    turns : mapping of str to array
        As `turns_in` returns them.
    nodes : sequence of Node
        Themes or codes.
    coders : (str, str)
        The two coders.
    unit : str
        As for `analysis.themes._units.present`.

    Returns
    -------
    array, shape (n_interviews, n_themes, 4), and int
        Units in which both found a theme, only the first did, only the second did, and
        neither did; how many passages reach into a turn of the participant.
    """
    passages = _passages(rows, turns)
    counts = np.zeros((len(turns), len(nodes), 4))
    for i, (interview, spans) in enumerate(turns.items()):
        parts = [passages.get((interview, coder), rows[:0]) for coder in coders]
        coded = [(list(part["code"]), _spans(part)) for part in parts]
        for j, node in enumerate(nodes):
            one, other = (
                present(where[[code in node.codes for code in codes]], spans, unit=unit)
                for codes, where in coded
            )
            flags = (one & other, one & ~other, ~one & other, ~one & ~other)
            counts[i, j] = [flag.sum() for flag in flags]
    return counts, sum(len(part) for part in passages.values())


def _passages(
    rows: pd.DataFrame, turns: Mapping[str, Spans]
) -> dict[tuple[str, str], pd.DataFrame]:
    # What each coder coded in each interview, as far as it reaches into a turn.
    parts = rows.groupby(["interview", "coder"], observed=True, sort=False)
    return {
        (str(interview), str(coder)): part[within(_spans(part), turns[str(interview)])]
        for (interview, coder), part in parts
    }


def _spans(rows: pd.DataFrame) -> Spans:
    spans: Spans = rows[["start", "end"]].to_numpy(dtype=np.int64)
    return spans
