"""Put results into words: a sentence part for a record, a printed number for a field.

Words follow the 7th edition of the APA manual and are MyST Markdown, with no other
markup than italics. Everything here works on a record that was rebuilt from JSON as on
the record that was first computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from reported.words._comparisons import COMPARISON_WORDS, contrast_of_shares
from reported.words._models import MODEL_WORDS
from reported.words._themes import THEME_WORDS
from reported.words.phrases import effect_number
from reported.words.rounding import (
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
from results import (
    AdjustedProportions,
    AgreementRow,
    BoundedProportion,
    Cell,
    CodePair,
    Contrast,
    Correlation,
    Effect,
    EstimatedProportion,
    GroupCount,
    GroupProportion,
    ItemStatistics,
    PairedCounts,
    Proportion,
    ProportionDifference,
    Quotation,
    Record,
    Saturation,
    SaturationStep,
    SurvivalStep,
    ThemeRow,
    TippingCell,
)

#: Ending of a path that asks for a number in words.
IN_WORDS = ".words"

#: Records of a difference of two shares, printed in percentage points.
DIFFERENCES = (PairedCounts, ProportionDifference)
LIMITS = ("conf_low", "conf_high")
IN_POINTS = ("estimate", "std_error", *LIMITS)

#: Records whose fractions are printed as percentages, but for some fields.
SHARES = (
    AgreementRow,
    BoundedProportion,
    EstimatedProportion,
    GroupCount,
    GroupProportion,
    PairedCounts,
    Proportion,
    Saturation,
    ThemeRow,
)
NO_SHARES = ("missing_information", "monte_carlo_error")

#: Records whose fractions are printed without a 0 before the point.
BOUNDED = (CodePair, Correlation, ItemStatistics)
NOT_BOUNDED = ("dof", "mean", "sd")

#: Numbers that are printed whole where they are.
WHOLE = (
    "dof",
    "dof_resid",
    "maximum",
    "median",
    "median_high",
    "median_low",
    "minimum",
    "time",
)


def apa(result: Record) -> str:
    """Put a result, or a part of one, into words in APA form.

    Parameters
    ----------
    result : record of `results`
        In full precision.

    Returns
    -------
    str
        Markdown, such as ``*t*(17.78) = −1.86, *p* = .079, *g* = −0.80, 95% CI
        [−1.69, 0.10]``. An effect that is undefined, or its interval, is left out.

    Raises
    ------
    TypeError
        If this kind of record has no sentence.
    """
    for kind, words in _WORDS.items():
        if isinstance(result, kind):
            return words(result)
    raise TypeError(
        f"{type(result).__name__} has no sentence; use one of its fields, "
        f"{', '.join(_names(result))}"
    )


_WORDS: dict[type[Record], Callable[[Any], str]] = {
    **COMPARISON_WORDS,
    **MODEL_WORDS,
    **THEME_WORDS,
}


def plain(result: Record, path: str) -> str:
    """Print one field of a result.

    Parameters
    ----------
    result : record of `results`
        In full precision.
    path : str
        Fields joined by points. A group is named by its code, a contrast by two codes
        joined by a hyphen, a theme by its id, and an effect also by its own name:
        ``groups.prison.mean``, ``contrasts.prison-inpatient.p_value``,
        ``omega_squared``. A path that ends at a part gives that part in APA form; a
        whole number with ``.words`` behind it is written out.

    Returns
    -------
    str
        Two decimals; counts, and degrees of freedom, minimum and maximum where they are
        whole, as whole numbers; proportions as percentages; p values to three decimals.

    Raises
    ------
    KeyError
        If there is no such field; the message names those there are.
    ValueError
        If the field has no value; the message says why.
    """
    if path.endswith(IN_WORDS):
        return _in_words(result, path.removesuffix(IN_WORDS))
    here: Any = result
    owner: Record = result
    for step in path.split("."):
        if isinstance(here, Record):
            owner = here
        here = _step(here, step, path)
    if here in (None, "", ()) or (type(here) in _WORDS and not apa(here)):
        raise ValueError(_why_none(owner, here, path))
    if isinstance(here, Effect) and step == here.name:
        here, owner, step = here.estimate, here, "estimate"
    if isinstance(here, tuple):
        return _listed(here, step, path)
    # A contrast does not know itself what it is a difference of.
    of_shares = isinstance(result, AdjustedProportions)
    if isinstance(here, Record):
        if type(here) not in _WORDS:
            raise KeyError(_no_field(path, step, _names(here)))
        if isinstance(here, Contrast) and of_shares:
            return contrast_of_shares(here)
        return apa(here)
    if isinstance(owner, Contrast) and of_shares and step in IN_POINTS:
        return points(here)
    printed = _field(owner, step, here)
    if isinstance(owner, Contrast) and owner.unit and step in IN_POINTS:
        return f"{printed} {owner.unit}"
    return printed


def _in_words(result: Record, path: str) -> str:
    figures = plain(result, path).replace(",", "")
    if not figures.isdigit():
        raise ValueError(
            f"{path}: only a whole number is written in words, got {figures}; leave "
            f"out {IN_WORDS!r}"
        )
    return number_words(int(figures))


def _listed(parts: tuple[Any, ...], step: str, path: str) -> str:
    if parts and all(isinstance(part, str) for part in parts):
        return ", ".join(parts)
    raise KeyError(_no_field(path, step, _keys(parts)))


def _step(here: Any, step: str, path: str) -> Any:
    if isinstance(here, tuple):
        keys = _keys(here)
        if keys.count(step) > 1:
            raise KeyError(f"{path}: {keys.count(step)} parts are named {step!r}")
        if step in keys:
            return here[keys.index(step)]
        raise KeyError(_no_field(path, step, keys))
    names = _names(here) if isinstance(here, Record) else []
    if step in names:
        return getattr(here, step)
    if isinstance(here, Cell):
        return _step(here.measures, step, path)
    effect = getattr(here, "effect", None)
    if isinstance(effect, Effect) and step == effect.name:
        return effect
    own = [effect.name] if isinstance(effect, Effect) else []
    raise KeyError(_no_field(path, step, [*names, *own]))


def _no_field(path: str, step: str, legal: Sequence[str]) -> str:
    use = f"use one of {', '.join(legal)}" if legal else "leave it out"
    return f"{path}: no field to show under this name, got {step!r}; {use}"


def _why_none(owner: Record, here: Any, path: str) -> str:
    why = (
        getattr(here, "undefined", "")
        or getattr(owner, "undefined", "")
        or f"{getattr(owner, 'method', type(owner).__name__)} does not give one"
    )
    return f"{path}: there is no value to show, {why}; refer to another field"


def _keys(parts: tuple[Any, ...]) -> list[str]:
    return [_key(part) for part in parts]


def _key(part: Any) -> str:
    if hasattr(part, "second"):
        return f"{part.first}-{part.second}"
    if isinstance(part, Quotation):
        return part.name
    for name in ("theme", "item", "group", "name"):
        if hasattr(part, name):
            return str(getattr(part, name))
    if isinstance(part, SurvivalStep):
        return f"{part.time:g}"
    if isinstance(part, SaturationStep):
        return str(part.interviews)
    if isinstance(part, TippingCell):
        return f"{part.first_count}-{part.second_count}"
    return str(part)


def _names(record: Record) -> list[str]:
    return [field.name for field in fields(record)]  # type: ignore[arg-type]


def _field(owner: Record, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.startswith("p_"):
        return p_number(value)
    if isinstance(value, int | str):
        return value if isinstance(value, str) else whole_number(value)
    if name == "conf_level":
        return coverage(value)
    if isinstance(owner, DIFFERENCES) and name in IN_POINTS:
        return points(value)
    if isinstance(owner, SHARES) and name not in NO_SHARES:
        return percentage(value)
    if name in WHOLE:
        return whole_or_two(value)
    if name == "statistic":
        return statistic_number(getattr(owner, "statistic_name", ""), value)
    if name == "monte_carlo_error":
        return small_number(value)
    if isinstance(owner, Effect):
        return effect_number(owner.name, value)
    bounded = isinstance(owner, BOUNDED) and name not in NOT_BOUNDED
    # Alpha without an item can lie below -1, a loading above 1.
    return apa_number(value, bounded=bounded and abs(value) <= 1)
