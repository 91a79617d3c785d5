"""How many units two coders gave a theme: both, one of them, or neither."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.themes._coding_checks import Coding, told
from analysis.themes._units import Spans, present, turns_of, within

Counts = npt.NDArray[np.float64]


def unit_counts(
    coding: Coding,
    transcripts: Mapping[str, str],
    *,
    coders: tuple[str, str],
    unit: str,
    source: str,
) -> tuple[Counts, int]:
    """Count the units of each interview by what two coders found in them.

    Parameters
    ----------
    coding : Coding
        Of `checked_coding`, with columns start and end, and pseudonym of interviews.
    transcripts : mapping of str to str
        Interview to its text, with LF line ends.
    coders : (str, str)
        The two coders.
    unit : str
        As for `analysis.themes._units.present`.
    source : str
        Opening of a message.

    Returns
    -------
    array, shape (n_interviews, n_themes, 4), and int
        Units in which both found a theme, only the first did, only the second did, and
        neither did; how many passages reach into a turn of the participant.

    Raises
    ------
    DataError
        With the faults of the coding, if a transcript or a turn in it is missing, or a
        position lies outside.
    """
    turns = _turns(coding, transcripts, source)
    passages = _passages(coding.rows, turns)
    nothing = coding.rows[:0]
    counts = np.zeros((len(turns), len(coding.nodes), 4))
    for i, (interview, spans) in enumerate(turns.items()):
        parts = [passages.get((interview, coder), nothing) for coder in coders]
        coded = [(list(part["code"]), _spans(part)) for part in parts]
        for j, node in enumerate(coding.nodes):
            one, other = (
                present(where[[code in node.codes for code in codes]], spans, unit=unit)
                for codes, where in coded
            )
            flags = (one & other, one & ~other, ~one & other, ~one & ~other)
            counts[i, j] = [flag.sum() for flag in flags]
    return counts, sum(len(part) for part in passages.values())


def _turns(
    coding: Coding, transcripts: Mapping[str, str], source: str
) -> dict[str, Spans]:
    # Where each participant speaks; or everything that is wrong.
    listed = coding.interviews[["interview", "pseudonym"]].astype("str")
    names = dict(zip(listed["interview"], listed["pseudonym"], strict=True))
    absent = [name for name in names if name not in transcripts]
    turns = {
        name: turns_of(transcripts[name], pseudonym)
        for name, pseudonym in names.items()
        if name in transcripts
    }
    silent = [f"{names[name]} in {name}" for name in turns if not len(turns[name])]
    faults = list(coding.faults)
    if absent:
        faults.append(
            f"{source}, interviews: {len(absent)} have no transcript, got "
            f"{absent[:5]}; add it, or leave the interview out with a filter"
        )
    if silent:
        faults.append(
            f"{source}, transcripts: {len(silent)} have no turn of the pseudonym, got "
            f"{silent[:5]}; write it before each turn, with a colon and a space"
        )
    told([*faults, *_misplaced(coding.rows, transcripts, source)])
    return turns


def _misplaced(
    rows: pd.DataFrame, transcripts: Mapping[str, str], source: str
) -> list[str]:
    words = [c for c in ("start", "end") if not pd.api.types.is_numeric_dtype(rows[c])]
    if words:
        return [
            f"{source}, coding: positions are not numbers in {len(words)} columns, got "
            f"{words}; count characters from 0"
        ]
    lengths = {name: len(text) for name, text in transcripts.items()}
    names = rows["interview"].astype("str")
    length = names.map(lengths).astype("float64")
    start, end = (rows[name].astype("float64") for name in ("start", "end"))
    whole = (start % 1 == 0) & (end % 1 == 0)
    inside = (start >= 0) & (start < end) & ((end <= length) | length.isna())
    wrong = ~(whole & inside)
    if not wrong.any():
        return []
    spans = zip(names[wrong], start[wrong], end[wrong], strict=True)
    got = [f"{name} {first:g} to {last:g}" for name, first, last in spans]
    return [
        f"{source}, coding: {len(got)} passages lie outside of their transcripts or "
        f"have no length, got {got[:5]}; the text or the positions were changed after "
        "coding"
    ]


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
