"""How one number is printed: which rounding belongs to which field of which record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from reported.kinds import kind_of
from reported.words.phrases import RATIOS, effect_number
from reported.words.rounding import (
    MINUS,
    apa_number,
    coverage,
    number_words,
    p_number,
    percentage,
    points,
    small_number,
    statistic_number,
    whole_number,
    whole_or_two,
)
from results import Contrast, Effect, Record
from results.parts import Place

#: Numbers of a contrast that are in its unit.
IN_UNIT = ("estimate", "std_error", "conf_low", "conf_high")

WHOLE_PERCENT, TWO = "a whole percentage", "two decimals"
SMALL = "two decimals, or two digits of a smaller number"


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a number is printed, as a function and in words."""

    printed: Callable[[Any], str]
    words: str


COUNTED = Rounding(whole_number, "whole")
POINTS = Rounding(points, "whole percentage points")
TWO_DECIMALS = Rounding(apa_number, TWO)


def _words(value: float) -> str:
    if not isinstance(value, int):
        raise ValueError(f"only a whole number is written in words, got {value}")
    return number_words(value)


#: What the end of a path can ask for in place of the rounding of its field: so many
#: decimals, of a percentage where the field is one, or words for a whole number.
DECIMALS = {"tenths": 1, "hundredths": 2, "thousandths": 3, "ten_thousandths": 4}
ENDINGS = ("words", *DECIMALS)
IN_WORDS = Rounding(_words, "in words")


def asked(place: Place, ending: str) -> Rounding:
    """Choose how a number is printed where the end of its path, of `ENDINGS`, asks.

    Raises
    ------
    ValueError
        If decimals are asked of words.
    """
    if ending not in DECIMALS:
        return IN_WORDS
    if not isinstance(place.value, int | float):
        raise ValueError(f"only a number has decimals, got {place.value!r}")
    digits, usual = DECIMALS[ending], rounding(place)
    said = f"{number_words(digits)} decimal{'s' if digits > 1 else ''}"
    if usual.words != WHOLE_PERCENT:
        # What cannot exceed 1 has no zero before the point here either.
        bounded = usual.printed(place.value).lstrip(f"{MINUS}< ").startswith(".")
        return Rounding(partial(apa_number, digits=digits, bounded=bounded), said)
    return Rounding(
        lambda share: f"{apa_number(100 * share, digits=digits)}%",
        f"a percentage with {said}",
    )


#: What a field declares of its numbers; see `results`.
DECLARED = {
    "coverage": Rounding(coverage, "a percentage with all its digits"),
    "p": Rounding(p_number, "three decimals"),
    "points": POINTS,
    "share": Rounding(percentage, WHOLE_PERCENT),
    "small": Rounding(small_number, SMALL),
    "whole": Rounding(whole_or_two, "two decimals, unless it is whole"),
}


def rounding(place: Place) -> Rounding:
    """Choose how the number is printed to which a path leads.

    Parameters
    ----------
    place : Place
        Of a number; see `results.parts.place`.

    Returns
    -------
    Rounding
        Two decimals; counts, and degrees of freedom, minimum and maximum where they are
        whole, as whole numbers; proportions as percentages; p values to three decimals.
    """
    owner, name, value = place.owner, place.field, place.value
    # A contrast does not know itself what it is a difference of.
    if isinstance(owner, Contrast) and name in IN_UNIT:
        if kind_of(place.owners[0]).of_shares:
            return POINTS
        if owner.unit:
            unit = owner.unit
            return Rounding(lambda found: f"{apa_number(found)} {unit}", TWO)
    if isinstance(value, bool):
        return Rounding(lambda found: "yes" if found else "no", "as it is")
    if isinstance(value, int):
        return COUNTED
    kind = _declared(owner, name)
    if kind == "statistic":
        of = getattr(owner, "statistic_name", "")
        more = "two decimals, or more where those would be nought"
        return Rounding(partial(statistic_number, of), more)
    if kind == "bounded":
        # Alpha without an item can lie below -1, a loading above 1.
        return Rounding(partial(apa_number, bounded=abs(value or 0) <= 1), TWO)
    if isinstance(owner, Effect) and not kind:
        ratio = owner.name in RATIOS
        return Rounding(partial(effect_number, owner.name), SMALL if ratio else TWO)
    return DECLARED.get(kind, TWO_DECIMALS)


def _declared(owner: Record, name: str) -> str:
    """Return what a field declares; "" for none, and for what is no field."""
    for field in fields(owner):
        if field.name == name:
            return str(field.metadata.get("printed", ""))
    return ""
