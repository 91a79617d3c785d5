"""What the data, the keys and the code say of the constants of the design."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from fractions import Fraction

from analysis import cohort, load_instruments, load_study, welch_anova
from analysis.scales.participants import LOW_MOOD
from analysis.scales.scoring import Instrument
from reported.checks.constants import Facts

DAYS_PER_MONTH = 365.25 / 12


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
    people = cohort(study).frame
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
