"""What a result is, in words and in full: for the register and for the cards."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from reported.kinds import kind_of
from reported.words.rounding import DASH, interval
from reported.words.sentences import apa
from results import NO_DATA, Effect, Record

PRECISE = 6  # significant digits of an exact number


def description(result: Record) -> str:
    """Say what a result is about, without a number.

    Parameters
    ----------
    result : record of `results`
        A whole result, not a part of one.

    Returns
    -------
    str
        Such as "Depressed mood (CES-D), by setting".
    """
    about = kind_of(result).about
    if about is None:
        raise TypeError(f"{type(result).__name__} is not a whole result; describe that")
    return about(result)


def method(result: Record) -> str:
    """Name the method of a result; a count has none but counting."""
    own = str(getattr(result, "method", ""))
    return own or kind_of(result).method or type(result).__name__


def sample_size(result: Record) -> int | None:
    """Return how many the result rests on: participants, pairs, interviews or rows.

    None where a library does not say how many, and nobody named its data.
    """
    size = kind_of(result).size
    if size is not None:
        return size(result)
    for name in ("n", "n_interviews"):
        if hasattr(result, name):
            n: int | None = getattr(result, name)
            return n
    data: Any = getattr(result, "data", None)
    return int(data.rows)


def size_words(size: int | None) -> str:
    """Print how many a result rests on; a dash where nobody says how many."""
    return DASH if size is None else str(size)


def card_lines(result: Record) -> list[tuple[str, str]]:
    """List what a reader may want to know of a result, each with its name.

    Parameters
    ----------
    result : record of `results`
        A whole result.

    Returns
    -------
    list of (str, str)
        Test, participants in each group, missing values, degrees of freedom, exact p,
        effect with interval, and the data with their filter, as far as the result has
        them; numbers to six significant digits, in Markdown.
    """
    data: Any = getattr(result, "data", None)
    rows = [
        ("Test", method(result)),
        ("Participants", _participants(result)),
        ("Missing", _missing(result)),
        ("Statistic", _statistic(result)),
        ("Exact *p*", _exact(getattr(result, "p_value", None))),
        ("Estimate", _estimate(result)),
        ("Effect", _effects(result)),
        ("Correction", _correction(result)),
        ("Contrasts", _contrasts(result)),
        ("Looked at", _assumptions(result)),
        ("Data", f"{data.source}: {', '.join(data.variables)}".rstrip(": ")),
        ("Rows", f"{data.rows}, {data.filter}" if data.source != NO_DATA else ""),
        ("Options", _options(data)),
        ("Remark", str(getattr(result, "undefined", ""))),
    ]
    return [(name, value) for name, value in rows if value]


def _participants(result: Any) -> str:
    if not kind_of(result).of_people:
        return ""
    groups = getattr(result, "groups", ())
    if not groups:
        return size_words(sample_size(result))
    return ", ".join(f"{group.label} {group.n}" for group in groups)


def _missing(result: Any) -> str:
    n: int | None = getattr(result, "n_missing", None)
    return "" if n is None else str(n)


def _statistic(result: Any) -> str:
    if getattr(result, "statistic", None) is None or not hasattr(result, "dof"):
        return ""
    dof = [_exact(d) for d in (result.dof, getattr(result, "dof_resid", None))]
    inside = ", ".join(part for part in dof if part)
    name = f"*{result.statistic_name}*{f'({inside})' if inside else ''}"
    return f"{name} = {_exact(result.statistic)}"


def _estimate(result: Any) -> str:
    low = getattr(result, "conf_low", None)
    value = getattr(result, "estimate", getattr(result, "proportion", None))
    if value is None:
        return ""
    limits = "" if low is None else f" {interval(low, result.conf_high, _exact)}"
    return f"{_exact(value)}{limits}"


def _effect(effect: Effect | None) -> str:
    if effect is None:
        return ""
    if effect.estimate is None:
        return f"{effect.name.replace('_', ' ')} is undefined: {effect.undefined}"
    name = effect.name.replace("_", " ")
    if effect.conf_low is None or effect.conf_high is None:
        return f"{name} {_exact(effect.estimate)}; no interval: {effect.undefined}"
    limits = interval(effect.conf_low, effect.conf_high, _exact)
    return f"{name} {_exact(effect.estimate)}, {effect.conf_level:.0%} {limits}"


def _effects(result: Any) -> str:
    own = [getattr(result, field.name) for field in fields(result)]
    found = [*own, *getattr(result, "effects", ())]
    return "; ".join(_effect(one) for one in found if isinstance(one, Effect))


def _correction(result: Any) -> str:
    own = kind_of(result).correction
    if own is not None:
        return own(result)
    correction = getattr(result, "correction", "")
    contrasts: Any = getattr(result, "contrasts", None)
    if not correction and contrasts:
        correction = contrasts[0].correction
    if correction in ("", "none"):
        return ""
    whole = not hasattr(result, "contrasts")
    return correction if whole else f"{correction}, for the contrasts"


def _contrasts(result: Any) -> str:
    # In which unit, where it is not that of the result.
    units = {getattr(one, "unit", "") for one in getattr(result, "contrasts", ())}
    return f"differences in {units.pop()}" if units - {""} else ""


def _assumptions(result: Any) -> str:
    return "; ".join(
        f"{one.name}: {apa(one)}" if one.undefined == "" else f"{one.name}: undefined"
        for one in getattr(result, "assumptions", ())
    )


def _options(data: Any) -> str:
    return ", ".join(
        f"{option.name.replace('_', ' ')} {_option(option.value)}"
        for option in data.options
    )


def _option(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _exact(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.{PRECISE}g}".replace("-", "\N{MINUS SIGN}")
