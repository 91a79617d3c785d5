"""Put results into words: a sentence part for a record, a printed number for a field.

Words follow the 7th edition of the APA manual and are MyST Markdown, with no other
markup than italics. Everything here works on a record that was rebuilt from JSON as on
the record that was first computed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from analysis.results import (
    Change,
    Comparison,
    Contrast,
    Count,
    CountComparison,
    Description,
    Effect,
    GroupCount,
    GroupProportion,
    GroupSummary,
    Proportion,
    Record,
    ThemeRow,
    ThemeTable,
)
from analysis.rounding import (
    DASH,
    apa_interval,
    apa_number,
    apa_p,
    apa_stat,
    coverage,
    number_words,
    p_number,
    percentage,
    share,
    whole_number,
    whole_or_two,
)

__all__ = ["EFFECTS", "apa", "plain"]

#: Ending of a path that asks for a number in words.
IN_WORDS = ".words"

#: How an effect size is printed, and whether it can exceed 1.
EFFECTS = {
    "omega_squared": ("ω²", True),
    "rank_epsilon_squared": ("ε²", True),
    "cramers_v": ("*V*", True),
    "hedges_g": ("*g*", False),
    "hedges_g_z": ("*g*z", False),
}


def apa(result: Record) -> str:
    """Put a result, or a part of one, into words in APA form.

    Parameters
    ----------
    result : record of `analysis.results`
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


def _comparison(result: Comparison) -> str:
    dof = [value for value in (result.dof, result.dof_resid) if value is not None]
    test = apa_stat(result.statistic_name, result.statistic, dof)
    return _joined(test, apa_p(result.p_value), _effect(result.effect))


def _contrast(result: Contrast) -> str:
    return _joined(
        f"difference = {apa_number(result.estimate)}",
        _plain_interval(result),
        apa_stat("t", result.statistic, (result.dof,)),
        apa_p(result.p_value),
        _effect(result.effect),
    )


def _change(result: Change) -> str:
    return _joined(
        f"mean change = {apa_number(result.estimate)} {result.unit}".strip(),
        _plain_interval(result),
        apa_stat(result.statistic_name, result.statistic, (result.dof,)),
        apa_p(result.p_value),
        _effect(result.effect),
    )


def _plain_interval(result: Change | Contrast) -> str:
    limits = apa_interval(result.conf_low, result.conf_high)
    return _covered(limits, result.conf_level)


def _count_comparison(result: CountComparison) -> str:
    # An en dash joins three people's names.
    method = result.method.replace("-", DASH)
    return _joined(method, apa_p(result.p_value), _effect(result.effect))


def _proportion(result: Proportion | GroupProportion) -> str:
    found = share(result.count, result.n)
    if isinstance(result, GroupProportion):
        return found  # one of several groups; its interval is a field of its own
    limits = f"[{percentage(result.conf_low)}, {percentage(result.conf_high)}]"
    return _joined(found, _covered(limits, result.conf_level))


def _summary(result: GroupSummary) -> str:
    sd = "" if result.sd is None else f"*SD* = {apa_number(result.sd)}"
    return _joined(f"*M* = {apa_number(result.mean)}", sd, f"*n* = {result.n}")


def _effect(result: Effect) -> str:
    if result.estimate is None:
        return ""
    symbol, bounded = EFFECTS[result.name]
    estimate = f"{symbol} = {apa_number(result.estimate, bounded=bounded)}"
    return _joined(estimate, _effect_interval(result))


def _effect_interval(result: Effect) -> str:
    if result.conf_low is None or result.conf_high is None:
        return ""
    bounded = EFFECTS[result.name][1]
    limits = apa_interval(result.conf_low, result.conf_high, bounded=bounded)
    return _covered(limits, result.conf_level)


def _theme_table(result: ThemeTable) -> str:
    themes = sum(not row.parent for row in result.rows)
    spoken = _spoken(result.n_excerpts, result.n_interviews)
    return _joined(_many(themes, "theme"), spoken)


def _theme_row(result: ThemeRow) -> str:
    return _spoken(result.excerpts, result.interviews)


def _spoken(excerpts: int, interviews: int) -> str:
    return f"{_many(excerpts, 'excerpt')} in {_many(interviews, 'interview')}"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _covered(limits: str, conf_level: float) -> str:
    return f"{coverage(conf_level)} CI {limits}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


_WORDS: dict[type[Record], Callable[[Any], str]] = {
    Comparison: _comparison,
    Contrast: _contrast,
    Change: _change,
    CountComparison: _count_comparison,
    Proportion: _proportion,
    GroupProportion: _proportion,
    GroupSummary: _summary,
    Description: lambda result: _summary(result.summary),
    Effect: _effect,
    Count: lambda result: whole_number(result.count),
    GroupCount: lambda result: share(result.count, result.n),
    ThemeTable: _theme_table,
    ThemeRow: _theme_row,
}


def plain(result: Record, path: str) -> str:
    """Print one field of a result.

    Parameters
    ----------
    result : record of `analysis.results`
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
    if here in (None, "", ()) or (isinstance(here, Effect) and not apa(here)):
        raise ValueError(_why_none(owner, here, path))
    if isinstance(here, Effect) and step == here.name:
        here, owner, step = here.estimate, here, "estimate"
    if isinstance(here, tuple):
        return _listed(here, step, path)
    if isinstance(here, Record):
        if type(here) not in _WORDS:
            raise KeyError(_no_field(path, step, _names(here)))
        return apa(here)
    return _field(owner, step, here)


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
        found = dict(zip(_keys(here), here, strict=True))
        if step in found:
            return found[step]
        raise KeyError(_no_field(path, step, list(found)))
    names = _names(here) if isinstance(here, Record) else []
    if step in names:
        return getattr(here, step)
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
    if isinstance(part, Contrast):
        return f"{part.first}-{part.second}"
    if isinstance(part, ThemeRow):
        return part.theme
    return part.group if hasattr(part, "group") else str(part)


def _names(record: Record) -> list[str]:
    return [field.name for field in fields(record)]  # type: ignore[arg-type]


def _field(owner: Record, name: str, value: Any) -> str:
    if isinstance(value, int | str):
        return value if isinstance(value, str) else whole_number(value)
    shares = isinstance(owner, Proportion | GroupProportion)
    if name == "proportion" or (shares and name in ("conf_low", "conf_high")):
        return percentage(value)
    if name == "conf_level":
        return coverage(value)
    if name == "p_value":
        return p_number(value)
    if name in ("dof", "dof_resid", "minimum", "maximum"):
        return whole_or_two(value)
    bounded = isinstance(owner, Effect) and EFFECTS[owner.name][1]
    return apa_number(value, bounded=bounded)
