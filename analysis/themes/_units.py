"""Units in which coding is compared: characters, turns, or whole interviews.

Only what the participant says is looked at; `transcripts.turns` says what a turn is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.data.transcripts import turns

#: The units, from the smallest to the largest.
UNITS = ("character", "turn", "document")

Spans = npt.NDArray[
    np.int64
]  # shape (n, 2): first character, and the one after the last
Flags = npt.NDArray[np.bool_]


def turns_of(transcript: str, pseudonym: str) -> Spans:
    r"""Find where a participant speaks.

    Parameters
    ----------
    transcript : str
        With LF line ends; one line for a turn.
    pseudonym : str
        With which the participant's lines begin, before a colon.

    Returns
    -------
    array, shape (n_turns, 2)
        Start and end of the words of each turn, in characters (code points) from the
        beginning of the transcript; the end is the position after the last one. A line
        without words is no turn.

    Examples
    --------
    >>> turns_of("Interviewer: And?\nAlix: Nothing.\n", "Alix").tolist()
    [[24, 32]]
    """
    found = [(turn.start, turn.end) for turn in turns(transcript, pseudonym)]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


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
    found: Flags = np.logical_or.reduceat(spoken, beginnings)
    return found
