"""The simulated interviews: declared words and first coding, a second coding drawn.

The words and the first coder's codes stand in ``data/simulation``; only where the
second coder differs from the first is left to chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.data.speakers import turns
from results import DataError
from simulation._answers import Design

#: Columns of the two tables.
INTERVIEWS = ("interview", "participant", "pseudonym", "interview_date", "minutes")
CODING = ("excerpt", "interview", "coder", "code", "start", "end", "text")

#: Where a sentence ends.
SENTENCE = re.compile(r"[.?!][\"']?(?= |$)")


@dataclass(frozen=True, slots=True)
class _Passage:
    """Some words of one interview with a code."""

    interview: str
    start: int
    end: int
    code: str


def interviews_and_coding(
    declared: Design,
    people: pd.DataFrame,
    *,
    transcripts: Mapping[str, str],
    codings: Mapping[str, Sequence[Mapping[str, str]]],
    codes: Sequence[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Look up the first coder's passages, and draw the second coder's around them.

    Parameters
    ----------
    declared : dict
        Declared interviews and chances of the second coder, with a seed of their own.
    people : DataFrame, shape (n_participants, n_variables)
        With ``participant`` and ``entry_date``.
    transcripts : mapping of str to str
        Text by interview.
    codings : mapping of str to sequence of mappings
        By interview, the first coder's ``code`` and ``quote``, word for word.
    codes : sequence of str
        The codes of the coding frame, of which the second coder may use any.

    Returns
    -------
    tuple of DataFrame, shapes (n_interviews, 5) and (n_codings, 7)
        The interviews, then one row for each passage, code and coder.

    Raises
    ------
    DataError
        If a quotation does not stand once in one turn of the participant; all of them.
    """
    entered = people.set_index("participant")["entry_date"]
    chance = declared["second_coder"]
    rng = np.random.default_rng(chance["seed"])
    held: list[tuple[str, str, str, date, int]] = []
    coded: list[tuple[_Passage, str]] = []
    faults: list[str] = []
    for one in declared["interviews"]:
        name, who = one["interview"], one["participant"]
        when = entered[who] + timedelta(one["day"])
        held.append((name, who, one["pseudonym"], when, one["minutes"]))
        text = transcripts[name]
        first, wrong = _looked_up(name, text, one["pseudonym"], codings[name])
        faults += wrong
        said = [text[turn.start : turn.end] for turn in turns(text, one["pseudonym"])]
        if wrong:
            continue
        second = _second(first, text, said, chance, codes, rng)
        coded += [(passage, "A") for passage in first]
        coded += [(passage, "B") for passage in second]
    if faults:
        raise DataError("\n".join(faults))
    coding = _table(coded, transcripts)
    return pd.DataFrame(held, columns=list(INTERVIEWS)), coding


def _looked_up(
    name: str, text: str, pseudonym: str, quotes: Sequence[Mapping[str, str]]
) -> tuple[list[_Passage], list[str]]:
    passages, faults = [], []
    spoken = turns(text, pseudonym)
    for quote in quotes:
        words = quote["quote"]
        start = text.find(words)
        end = start + len(words)
        inside = any(t.start <= start and end <= t.end for t in spoken)
        if text.count(words) != 1 or not inside:
            faults.append(
                f"codings/{name}.yaml: {text.count(words)} places hold a quotation "
                f"that must stand once, in a turn of {pseudonym}, got "
                f"{words[:50]!r}; copy the words from transcripts/{name}.txt"
            )
            continue
        passages.append(_Passage(name, start, end, quote["code"]))
    return passages, faults


def _second(
    first: Sequence[_Passage],
    text: str,
    said: Sequence[str],
    chance: Design,
    codes: Sequence[str],
    rng: np.random.Generator,
) -> list[_Passage]:
    """Draw the second coder's passages of one interview."""
    second: dict[_Passage, None] = {}
    for passage in first:
        draw, longer, other = rng.random(3)
        if draw >= chance["same_code"] + chance["other_code"]:
            continue
        code = passage.code
        if draw >= chance["same_code"]:
            others = [name for name in codes if name != code]
            code = others[int(other * len(others))]
        end = passage.end
        if longer < chance["other_length"]:
            end = _other_end(passage, text)
        second[_Passage(passage.interview, passage.start, end, code)] = None
    if rng.random() < chance["added"]:
        turn = said[int(rng.integers(len(said)))]
        start = text.index(turn)
        end = start + next(iter(_sentence_ends(turn)), len(turn))
        code = codes[int(rng.integers(len(codes)))]
        second[_Passage(first[0].interview, start, end, code)] = None
    return list(second)


def _other_end(passage: _Passage, text: str) -> int:
    """Leave out the last sentence; of a passage of one, take in the next."""
    words = text[passage.start : passage.end]
    inside = [end for end in _sentence_ends(words) if end < len(words)]
    if inside:
        return passage.start + inside[-1]
    rest = text[passage.end : text.find("\n", passage.end)]
    return passage.end + next(iter(_sentence_ends(rest)), 0)


def _sentence_ends(words: str) -> Iterator[int]:
    return (match.end() for match in SENTENCE.finditer(words))


def _table(
    coded: Sequence[tuple[_Passage, str]], transcripts: Mapping[str, str]
) -> pd.DataFrame:
    coding = pd.DataFrame(
        asdict(p) | {"coder": who, "text": transcripts[p.interview][p.start : p.end]}
        for p, who in coded
    )
    numbers = coding.groupby(["interview", "start", "end"]).ngroup() + 1
    coding["excerpt"] = [f"E{number:03d}" for number in numbers]
    order = ["interview", "start", "end", "coder", "code"]
    return coding[list(CODING)].sort_values(order)
