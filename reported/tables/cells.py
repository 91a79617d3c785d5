"""Cells, columns and notes that tables of several kinds of result share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from reported.markdown import Markdown, escaped
from reported.parts import Part
from reported.tables._builder import Cell, Column, undefined_note, written
from reported.tables.rows import Row
from reported.words.phrases import EFFECTS, MEANINGS
from reported.words.rounding import DASH, MINUS, coverage
from results import Contrast, Effect, GroupSummary, ProportionDifference
from results.parts import place

#: An estimate and the limits of its interval.
ESTIMATE = ("estimate", "conf_low", "conf_high")
PROPORTION = ("proportion", "conf_low", "conf_high")
#: A mean with its standard deviation.
SPREAD = "{mean} ({sd})"

N, P = Column(Markdown("*n*"), "n"), Column(Markdown("*p*"), "p_value")
EXACT_P = Column(Markdown("Exact *p*"), "p_value")
ADJUSTED_P = Column(Markdown("Adjusted *p*"), "p_adjusted")


# --- cells ----------------------------------------------------------------------------


def interval_cell(
    part: Part, path: str = "", names: tuple[str, str, str] = ESTIMATE
) -> Cell:
    """Show an estimate and its interval, on one line; a dash for what there is not.

    Parameters
    ----------
    part : Part
        Of the row.
    path : str
        From there to what has them; "" is the part itself.
    names : (str, str, str)
        The fields that are estimate and limits.
    """
    if path and place(part.result, path).value is None:
        return None
    estimate, low, high = (part[f"{path}.{name}".lstrip(".")] for name in names)
    if estimate.value is None:
        return [estimate]
    there = low.value is not None or high.value is not None
    limits = [low, ", ", high] if there else [DASH]
    return [estimate, Markdown("\u00a0["), *limits, Markdown("]")]


def statistic_cell(part: Part, *, named: bool = False) -> Cell:
    """Show a test statistic with its degrees of freedom; a dash if there is none.

    Parameters
    ----------
    part : Part
        With `statistic_name`, `statistic`, and maybe `dof` and `dof_resid`.
    named : bool
        Whether the statistic's name stands before it.
    """
    degrees = [name for name in ("dof", "dof_resid") if hasattr(part.result, name)]
    there = [f"{{{name}}}" for name in degrees if part[name].value is not None]
    dof = f" ({', '.join(there)})" if there else ""
    name = f"*{part.statistic_name}* " if named else ""
    return written(part, f"{name}{{statistic}}{dof}")


# --- columns --------------------------------------------------------------------------


def interval_column(
    words: str,
    conf_level: float,
    path: str = "",
    names: tuple[str, str, str] = ESTIMATE,
) -> Column:
    """Column of estimates with their intervals; `words` are Markdown.

    Path and names are those of `interval_cell`.
    """
    head = Markdown(f"{words} [{coverage(conf_level)} CI]")
    return Column(head, cell=partial(interval_cell, path=path, names=names))


def effect_column(effect: Effect, path: str = "effect") -> Column:
    """Column of effect sizes like one of them, to which a path leads."""
    return interval_column(EFFECTS[effect.name][0], effect.conf_level, path)


def p_column(correction: str, *, words: str = "*p*") -> Column:
    """Column of p values that may be adjusted; `words` are Markdown."""
    if correction != "none":
        words = f"Adjusted {words[0].lower()}{words[1:]}"
    return Column(Markdown(words), "p_adjusted")


def statistic_columns(parts: Sequence[Any]) -> list[Column]:
    """Column of test statistics, if any of several records has one.

    Where their statistics differ, each cell names its own.
    """
    tested = [part for part in parts if part.statistic is not None]
    names = list(dict.fromkeys(part.statistic_name for part in tested))
    dof = " (*df*)" if any(part.dof is not None for part in tested) else ""
    if not names:
        return []
    several = len(names) > 1
    head = Markdown(f"{'Statistic' if several else f'*{names[0]}*'}{dof}")
    return [Column(head, "", lambda part: statistic_cell(part, named=several))]


# --- notes ----------------------------------------------------------------------------


def worded(text: str) -> Markdown:
    """Make words Markdown, with a true minus between two things."""
    return Markdown(escaped(text).replace(" - ", f" {MINUS} "))


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


def sizes_note(groups: Iterable[GroupSummary]) -> str:
    """Say how many each group has: from the fewest to the most of several rows."""
    found: dict[tuple[str, str], list[int]] = {}
    for group in groups:
        found.setdefault((group.group, group.label), []).append(group.n)
    given = [
        f"{escaped(label)} {' to '.join(map(str, sorted({min(ns), max(ns)})))}"
        for (_, label), ns in found.items()
    ]
    return f"*n*: {', '.join(given)}."


def missing_note(counts: Iterable[tuple[str, int]], *, what: str = "values") -> str:
    """Say how many values are missing where; or that none are."""
    gaps = _counted(counts)
    return f"Missing {what}: {gaps}." if gaps else f"No {what} are missing."


def left_out_note(counts: Iterable[tuple[str, int]]) -> str:
    """Say how many rows were left out where, for want of a value; or that none were."""
    gaps = _counted(counts)
    if not gaps:
        return "No row was left out for missing values."
    return f"Rows left out for missing values: {gaps}."


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{escaped(name)} {n}".strip() for name, n in counts if n)


def meanings_note(effects: Iterable[Effect | None]) -> str:
    """Say what each kind of effect size is, once."""
    names = dict.fromkeys(effect.name for effect in effects if effect is not None)
    return " ".join(f"{MEANINGS[name]}." for name in names)


def about_rows(rows: Sequence[Row]) -> tuple[str, str]:
    """Say that p is each row's own, and why an effect size or interval is a dash."""
    alone = "" if len(rows) == 1 else "*p* is not adjusted for the number of rows."
    return alone, undefined_note((words, part.effect.undefined) for words, part in rows)
