"""Units in which coding is compared, and in which of them coders found a theme.

A unit is a character, a turn, or a whole interview; only what the participant says is
looked at, and `analysis.data.speakers` says what a turn is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.data.coding_frame import Node
from analysis.data.speakers import Speakers, turns
from analysis.data.transcripts import speakers_of
from analysis.estimates.rows import Flags, Values, Whole
from analysis.themes._coding import Coding

#: The units, from the smallest to the largest.
UNITS = ("character", "turn", "document")

Spans = Whole  # shape (n, 2): first character, and the one after the last


def turns_of(
    transcript: str, pseudonym: str, speakers: Speakers | None = None
) -> Spans:
    r"""Find where a participant speaks.

    Parameters
    ----------
    transcript : str
        With LF line ends.
    pseudonym : str
        The participant's.
    speakers : Speakers, optional
        As for `analysis.data.speakers.turns`.

    Returns
    -------
    array, shape (n_turns, 2)
        Start and end of the words of each turn, in characters (code points) from the
        beginning of the transcript; the end is the position after the last one.

    Examples
    --------
    >>> turns_of("Interviewer: And?\nAlix: Nothing.\n", "Alix").tolist()
    [[24, 32]]
    """
    places = turns(transcript, pseudonym, speakers)
    return np.array(places, dtype=np.int64).reshape(-1, 2)


def within(passages: Spans, spoken: Spans) -> Flags:
    """Say of each passage whether it shares a character with any turn.

    Parameters are those of `present`, without the unit.

    Examples
    --------
    >>> within(np.array([[0, 4], [3, 6]]), np.array([[4, 9]])).tolist()
    [False, True]
    """
    starts, ends = passages[:, :1], passages[:, 1:]
    shared = (starts < spoken[:, 1]) & (ends > spoken[:, 0])
    return np.asarray(shared.any(axis=1))


def present(passages: Spans, turns: Spans, *, unit: str) -> Flags:
    """Say of each unit of one interview whether any of the passages reaches into it.

    Parameters
    ----------
    passages : array, shape (n_passages, 2)
        Start and end of each; they may overlap, and reach beyond the turns.
    turns : array, shape (n_turns, 2)
        As `turns_of` returns them; at least one.
    unit : str
        "character", "turn" or "document".

    Returns
    -------
    array, shape (n_units,)
        Each character of the turns, each turn, or the one interview.

    Examples
    --------
    >>> turns, passages = np.array([[2, 5], [8, 10]]), np.array([[4, 7]])
    >>> present(passages, turns, unit="character").tolist()
    [False, False, True, False, False]
    >>> present(passages, turns, unit="turn").tolist()
    [True, False]
    """
    length = int(turns[-1, 1])
    steps = np.zeros(length + 1, dtype=np.int64)
    np.add.at(steps, np.minimum(passages[:, 0], length), 1)
    np.add.at(steps, np.minimum(passages[:, 1], length), -1)
    coded = np.cumsum(steps) > 0
    spoken = np.concatenate([coded[start:end] for start, end in turns])
    if unit == "character":
        return spoken
    if unit == "document":
        return np.array([spoken.any()])
    lengths = turns[:, 1] - turns[:, 0]
    beginnings = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    units: Flags = np.logical_or.reduceat(spoken, beginnings)
    return units


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
    speakers = speakers_of(transcripts)
    found = {
        name: turns_of(transcripts[name], pseudonym, speakers)
        for name, pseudonym in names.items()
        if name in transcripts
    }
    silent = [f"{names[name]} in {name}" for name in found if not len(found[name])]
    more = []
    if absent:
        more.append(
            f"{source}, interviews: {len(absent)} have no transcript, got "
            f"{absent[:5]}; add it, or leave the interview out with a filter"
        )
    if silent:
        more.append(
            f"{source}, transcripts: {len(silent)} have no turn of the pseudonym, got "
            f"{silent[:5]}; write it before each turn, with a colon and a space, or "
            "name the labels under speakers in dataset.yaml"
        )
    coding.sound(*more)
    return found


def unit_counts(
    rows: pd.DataFrame,
    turns: Mapping[str, Spans],
    nodes: Sequence[Node],
    coders: tuple[str, str],
    *,
    unit: str,
) -> tuple[Values, int]:
    """Count the units of each interview by what two coders found in them.

    Parameters
    ----------
    rows, turns, nodes, coders, unit
        As for `unit_flags`; two coders.

    Returns
    -------
    array, shape (n_interviews, n_themes, 4), and int
        Units in which both found a theme, only the first did, only the second did, and
        neither did; how many passages reach into a turn of the participant.
    """
    counts = np.zeros((len(turns), len(nodes), 4))
    held = unit_flags(rows, turns, nodes, coders, unit=unit)
    for i, (one, other) in enumerate(held):
        flags = (one & other, one & ~other, ~one & other, ~one & ~other)
        counts[i] = np.stack([flag.sum(axis=-1) for flag in flags], axis=-1)
    return counts, n_within(rows, turns)


def unit_flags(
    rows: pd.DataFrame,
    turns: Mapping[str, Spans],
    nodes: Sequence[Node],
    coders: Sequence[str],
    *,
    unit: str,
) -> Iterator[Flags]:
    """Yield, for each interview, in which of its units each coder found each theme.

    Parameters
    ----------
    rows : DataFrame, shape (n_rows, n_variables)
        What they coded, with columns interview, coder, code, start and end.
    turns : mapping of str to array
        As `turns_in` returns them.
    nodes : sequence of Node
        Themes or codes.
    coders : sequence of str
        The coders.
    unit : str
        As for `analysis.themes._units.present`.

    Yields
    ------
    array, shape (n_coders, n_themes, n_units)
        Passages that do not reach into a turn of the participant are left out.
    """
    passages = _passages(rows, turns)
    for interview, spans in turns.items():
        parts = [passages.get((interview, coder), rows[:0]) for coder in coders]
        coded = [(list(part["code"]), _spans(part)) for part in parts]
        yield np.array(
            [
                [
                    present(
                        where[[code in node.codes for code in codes]], spans, unit=unit
                    )
                    for node in nodes
                ]
                for codes, where in coded
            ]
        )


def n_within(rows: pd.DataFrame, turns: Mapping[str, Spans]) -> int:
    """Count the rows whose passages reach into a turn; parameters of `unit_flags`."""
    return sum(map(len, _passages(rows, turns).values()))


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
