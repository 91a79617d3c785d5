"""Constants of the design, and what the data say they are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis import cohort, load_instruments, load_study, welch_anova
from analysis.participants import LOW_MOOD
from analysis.scoring import Instrument
from analysis.strict_yaml import Entry
from thesis.number_words import value_of

__all__ = ["Constant", "Facts", "Stand", "design_facts", "places_of"]

DAYS_PER_MONTH = 365.25 / 12
#: A number in digits or in words, where a wording has {}.
NUMBER = r"([-−]?\d[\d,]*(?:\.\d+)?|\.\d+|(?:a\s)?[^\W\d_]+(?:-[^\W\d_]+)*)"
Facts = Mapping[str, tuple[Fraction, ...]]


class Constant(Entry):
    """A number of the design: how it is worded, and where the data say it."""

    words: list[str]  # exact wordings, with {} for each number
    data: list[str]  # names of facts, whose values follow one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A place where a constant stands in prose."""

    start: int
    end: int
    numbers: tuple[tuple[int, int], ...]  # where each of its numbers stands
    values: tuple[Fraction, ...]
    text: str


def places_of(wording: str, prose: str) -> Iterator[Stand]:
    """Find a wording of a constant in prose, with any numbers.

    Parameters
    ----------
    wording : str
        Such as ``at {} months``; capitals and line ends do not matter.
    prose : str
        As `thesis.running_text.prose` gives it.
    """
    parts = [part for part in re.split(r"(\{\}|\s+)", wording) if part]
    words = [part for part in parts if part.isascii() and part.isalpha()]
    if not all(word.lower() in prose.lower() for word in words):
        return  # at once: a number is looked for at every sign
    pattern = "".join(
        NUMBER if part == "{}" else r"\s+" if part.isspace() else re.escape(part)
        for part in parts
    )
    pattern = rf"(?<![\w-]){pattern}(?![\w-])"
    for found in re.finditer(pattern, prose, re.IGNORECASE):
        values = [value_of(group) for group in found.groups()]
        if None not in values:
            yield Stand(
                start=found.start(),
                end=found.end(),
                numbers=tuple(found.span(n) for n in range(1, len(values) + 1)),
                values=tuple(value for value in values if value is not None),
                text=" ".join(found[0].split()),
            )


def design_facts() -> Facts:
    """Read the constants of the design from data, codebook, scoring keys and code.

    Returns
    -------
    mapping of str to tuple of Fraction
        Most names have one value, a list of reversed items has several.

    Raises
    ------
    DataError
        If the data of the study contradict the codebook.
    """
    facts = dict(_facts_of_study())
    for name, key in load_instruments().items():
        facts |= _facts_of_key(name, key)
    level = inspect.signature(welch_anova).parameters["conf_level"].default
    facts["analysis.confidence"] = [level]
    facts["analysis.confidence_per_cent"] = [100 * level]
    facts["analysis.significance"] = [1 - level]
    facts["analysis.significance_per_cent"] = [100 * (1 - level)]
    facts["analysis.low_mood"] = [LOW_MOOD]
    return {
        name: tuple(Fraction(value).limit_denominator(1000) for value in values)
        for name, values in facts.items()
    }


def _facts_of_study() -> Iterator[tuple[str, Sequence[float]]]:
    study = load_study()
    people = cohort(study)
    seen = people["seen_again"] == "yes"
    sizes = people["setting"].value_counts()
    stayed = (people["followup_date"] - people["entry_date"]).dt.days.median()
    days = study.codebook.variable("entry.heroin_days").range or (0, 0)
    yield "study.men", [len(people)]
    yield "study.men_in_each_setting", sorted({int(size) for size in sizes if size})
    yield "study.men_seen_again", [int(seen.sum())]
    yield "study.men_not_seen_again", [int((~seen).sum())]
    yield "study.settings", [int((sizes > 0).sum())]
    yield "study.settings_planned", [int((sizes > 0).sum()) + len(study.not_recruited)]
    yield "study.months", [round(stayed / DAYS_PER_MONTH)]
    yield "study.days_asked_about", [int(str(days[1]))]
    yield "study.interviews", [len(study.tables["interviews"])]
    yield "study.coders", [study.tables["coding"]["coder"].nunique()]


def _facts_of_key(name: str, key: Instrument) -> dict[str, Sequence[float]]:
    low, high = key.response_range
    facts: dict[str, Sequence[float]] = {
        f"instrument.{name}.items": [key.items],
        f"instrument.{name}.scales": [len(key.scales)],
        f"instrument.{name}.lowest_answer": [low],
        f"instrument.{name}.highest_answer": [high],
        f"instrument.{name}.answers": [high - low + 1],
        f"instrument.{name}.scored_zero": key.scored_zero,
    }
    for scale in key.scales:
        lowest, highest = map(int, scale.range)
        answered = scale.minimum_answered or len(scale.items)
        facts |= {
            f"scale.{scale.name}.items": [len(scale.items)],
            f"scale.{scale.name}.lowest": [lowest],
            f"scale.{scale.name}.highest": [highest],
            f"scale.{scale.name}.range": [highest - lowest],
            f"scale.{scale.name}.reversed": scale.reverse_keyed,
            f"scale.{scale.name}.answers_needed": [answered],
            f"scale.{scale.name}.incomplete": range(answered, len(scale.items)),
        }
    return facts
