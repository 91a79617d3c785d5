"""Cells, heads and notes that several kinds of table share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from reported.markdown import Markdown, escaped
from reported.words.phrases import EFFECTS, MEANINGS, effect_number
from reported.words.rounding import (
    DASH,
    MINUS,
    apa_number,
    coverage,
    interval,
    p_number,
    percentage,
    points,
    statistic_number,
    whole_or_two,
)
from results import Contrast, Effect, ProportionDifference


def shared(
    results: Sequence[Any], name: str, key: Callable[[Any], object], *, what: str
) -> Any:
    """Give the first of several results that must agree in what one table shows.

    Parameters
    ----------
    results : sequence of records
        Shown in one table.
    name : str
        Label of the table, with which the message opens.
    key : function of a record
        What all of them must have in common.
    what : str
        The same in words, such as "one method and the same groups".

    Raises
    ------
    ValueError
        If there is no result, or they differ.
    """
    if not results:
        raise ValueError(f"{name}: there is nothing to show; give at least one result")
    kinds = len({key(result) for result in results})
    if kinds != 1:
        raise ValueError(
            f"{name}: one table shows {what}, got {kinds} different; make a table "
            "for each"
        )
    return results[0]


def interval_head(words: str, conf_level: float) -> Markdown:
    """Head of a column of estimates with their intervals; `words` are Markdown."""
    return Markdown(f"{words} [{coverage(conf_level)} CI]")


def effect_head(effect: Effect) -> Markdown:
    """Head of a column of effect sizes."""
    return interval_head(EFFECTS[effect.name][0], effect.conf_level)


def estimate_cell(
    estimate: float | None,
    low: float | None,
    high: float | None,
    *,
    bounded: bool = False,
) -> str:
    """Print an estimate and its interval; a dash for what there is not.

    Examples
    --------
    >>> estimate_cell(-0.5, -1.2, 0.2), estimate_cell(0.5, None, None, bounded=True)
    ('−0.50 [−1.20, 0.20]', '.50 [–]')
    """
    return interval_cell(estimate, low, high, fraction_cell if bounded else apa_number)


def interval_cell(
    estimate: float | None,
    low: float | None,
    high: float | None,
    printed: Callable[[float], str],
) -> str:
    """Print an estimate and its interval, each number as `printed` prints one."""
    if estimate is None:
        return DASH
    return Markdown(f"{printed(estimate)} {interval(low, high, printed)}")


def fraction_cell(value: float | None) -> str:
    """Print what as a rule does not exceed 1, such as a correlation; a dash for None.

    Examples
    --------
    >>> fraction_cell(0.504), fraction_cell(-1.2), fraction_cell(None)
    ('.50', '−1.20', '–')
    """
    # Alpha can lie below -1, a loading beyond 1; such a number is printed whole.
    return DASH if value is None else apa_number(value, bounded=abs(value) <= 1)


def effect_cell(effect: Effect | None) -> str:
    """Print an effect size and its interval; a dash if it is undefined."""
    if effect is None:
        return DASH
    printed = partial(effect_number, effect.name)
    return interval_cell(effect.estimate, effect.conf_low, effect.conf_high, printed)


def percent_cell(estimate: float, low: float | None, high: float | None) -> str:
    """Print a proportion and its interval as percentages.

    Examples
    --------
    >>> percent_cell(0.625, 0.41, 0.8), percent_cell(1.0, None, None)
    ('63% [41%, 80%]', '100% [–]')
    """
    if low is None or high is None:
        low = high = None
    return interval_cell(estimate, low, high, percentage)


def points_cell(estimate: float, low: float, high: float) -> str:
    """Print a difference of two proportions and its interval in percentage points.

    Examples
    --------
    >>> points_cell(-0.285, -0.561, 0.004)
    '−29 [−56, 0]'
    """
    return interval_cell(estimate, low, high, points)


def statistic_cell(result: Any, *, named: bool = False) -> str:
    """Print a test statistic with its degrees of freedom; a dash if there is none.

    Parameters
    ----------
    result : record
        With `statistic_name`, `statistic`, and maybe `dof` and `dof_resid`.
    named : bool
        Whether the statistic's name stands before it.
    """
    if result.statistic is None:
        return DASH
    degrees = (getattr(result, "dof", None), getattr(result, "dof_resid", None))
    dof = ", ".join(whole_or_two(value) for value in degrees if value is not None)
    value = statistic_number(result.statistic_name, result.statistic)
    printed = f"{value} ({dof})" if dof else value
    return Markdown(f"*{result.statistic_name}* {printed}" if named else printed)


def p_cell(value: float | None) -> str:
    """Print a p value without the letter; a dash if there is none."""
    return DASH if value is None else p_number(value)


def worded(text: str) -> Markdown:
    """Make words Markdown, with a true minus between two things."""
    return Markdown(escaped(text).replace(" - ", f" {MINUS} "))


def pair_name(pair: Any, labels: Mapping[str, str]) -> str:
    """Name a contrast of two groups by their labels."""
    return f"{labels[pair.first]} less {labels[pair.second]}"


def p_head(correction: str, *, words: str = "*p*") -> Markdown:
    """Head of a column of p values that may be adjusted; `words` are Markdown."""
    if correction == "none":
        return Markdown(words)
    return Markdown(f"Adjusted {words[0].lower()}{words[1:]}")


def adjusted_note(pair: Contrast | ProportionDifference, *, effects: bool) -> str:
    """Say how p and intervals were adjusted for all pairs; nothing if they were not.

    `effects` says that the table has effect sizes, whose intervals never are.
    """
    correction, by = pair.correction, pair.interval_correction
    if correction == "none":
        return ""
    how = (
        f"*p* and intervals of differences are adjusted for all pairs ({by})"
        if by == correction
        else f"*p* is adjusted for all pairs ({escaped(correction)}), and so are "
        f"intervals of differences ({by})"
    )
    return f"{how}; those of effect sizes are not." if effects else f"{how}."


def notes(*parts: str) -> str:
    """Join the sentences of a note that there are."""
    return " ".join(part for part in parts if part)


def missing_note(counts: Iterable[tuple[str, int]], *, what: str = "values") -> str:
    """Say how many values are missing where; or that none are."""
    gaps = [f"{escaped(name)} {n}".strip() for name, n in counts if n]
    return f"Missing {what}: {', '.join(gaps)}." if gaps else f"No {what} are missing."


def left_out_note(counts: Iterable[tuple[str, int]]) -> str:
    """Say how many rows were left out where, for want of a value; or that none were."""
    gaps = [f"{escaped(name)} {n}".strip() for name, n in counts if n]
    if not gaps:
        return "No row was left out for missing values."
    return f"Rows left out for missing values: {', '.join(gaps)}."


def undefined_note(reasons: Iterable[tuple[str, str]]) -> str:
    """Say why there is a dash: each reason once, after all that it holds for."""
    found: dict[str, dict[str, None]] = {}
    for name, why in reasons:
        if why:
            found.setdefault(escaped(why), {})[escaped(name)] = None
    given = [f"for {', '.join(names)}: {why}" for why, names in found.items()]
    return f"{DASH} not defined {'; '.join(given)}." if given else ""


def meanings_note(effects: Iterable[Effect | None]) -> str:
    """Say what each kind of effect size is, once."""
    names = dict.fromkeys(effect.name for effect in effects if effect is not None)
    return " ".join(f"{MEANINGS[name]}." for name in names)
