"""Put results into words, tables and JSON: the one place where numbers are rounded.

Words follow the 7th edition of the APA manual and are MyST Markdown, with no other
markup than italics: no zero before the point where a value cannot exceed 1, a true
minus sign, p values to three decimals and never as 0. Everything here works on a record
that was rebuilt from JSON as on the record that was first computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from analysis import results
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
    Result,
    ThemeRow,
    ThemeTable,
)

__all__ = [
    "Markdown",
    "apa",
    "apa_number",
    "apa_p",
    "apa_stat",
    "change_table",
    "contrast_table",
    "count_table",
    "from_json",
    "group_table",
    "markdown_table",
    "plain",
    "theme_table_rows",
    "to_json",
]

#: Version of the JSON form; raised when a reader of the old form would be misled.
VERSION = 1

MINUS = "\u2212"
DASH = "\u2013"

#: How an effect size is printed, and whether it can exceed 1.
EFFECTS = {
    "omega_squared": ("ω²", True),
    "rank_epsilon_squared": ("ε²", True),
    "cramers_v": ("*V*", True),
    "hedges_g": ("*g*", False),
    "hedges_g_z": ("*g*z", False),
}

#: What a reader of a table is told about them.
MEANINGS = {
    "omega_squared": "ω² is omega squared",
    "rank_epsilon_squared": "ε² is epsilon squared of the ranks",
    "cramers_v": "*V* is Cramér's V",
    "hedges_g": "*g* is Hedges' g, with the pooled standard deviation",
    "hedges_g_z": (
        "*g*z is the mean change divided by the standard deviation of the changes, "
        "corrected for small samples"
    ),
}


# --- numbers ----------------------------------------------------------------------


def apa_number(value: float, *, digits: int = 2, bounded: bool = False) -> str:
    """Round a number for print.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int
        Decimals that are kept, zeros included.
    bounded : bool
        Whether the value cannot exceed 1, as a p value cannot: no zero before the
        point.

    Raises
    ------
    ValueError
        If a bounded value exceeds 1 in size.

    Examples
    --------
    >>> apa_number(-0.504), apa_number(-0.504, bounded=True), apa_number(-0.001)
    ('−0.50', '−.50', '0.00')
    """
    text = f"{abs(value):.{digits}f}"
    negative = value < 0 and float(text) != 0
    if bounded:
        if abs(value) > 1:
            raise ValueError(f"a bounded number exceeds 1, got {value}; print it whole")
        text = text.removeprefix("0") if digits else text
    return MINUS + text if negative else text


def apa_p(value: float) -> str:
    """Print a p value, with the letter.

    Raises
    ------
    ValueError
        If it is not between 0 and 1.

    Examples
    --------
    >>> apa_p(0.0102), apa_p(0.0002), apa_p(0.9999)
    ('*p* = .010', '*p* < .001', '*p* > .999')
    """
    text = _p(value)
    return f"*p* {text}" if text[0] in "<>" else f"*p* = {text}"


def _p(value: float) -> str:
    if not 0 <= value <= 1:
        raise ValueError(f"a p value is outside 0-1, got {value}; check the test")
    if value < 0.001:
        return "< .001"
    return "> .999" if value > 0.999 else apa_number(value, digits=3, bounded=True)


def apa_stat(name: str, value: float, dof: Sequence[float] = ()) -> str:
    """Print a test statistic with its degrees of freedom.

    Examples
    --------
    >>> apa_stat("F", 5.123, (2, 43.607)), apa_stat("t", -1.86, (17.0,))
    ('*F*(2, 43.61) = 5.12', '*t*(17) = −1.86')
    """
    inside = ", ".join(_whole_or_two(number) for number in dof)
    return f"*{name}*{f'({inside})' if inside else ''} = {apa_number(value)}"


def _whole_or_two(value: float) -> str:
    return apa_number(value, digits=0 if float(value).is_integer() else 2)


def _percent(value: float) -> str:
    # Halves go up, as a reader expects, not to the even neighbour.
    return f"{int(100 * value + 0.5 + 1e-9)}%"


def _share(count: int, n: int) -> str:
    return f"{count} of {n} ({_percent(count / n)})" if n else f"{count} of {n}"


def _interval(low: str, high: str, conf_level: float) -> str:
    return f"{_level(conf_level)} CI [{low}, {high}]"


def _level(conf_level: float) -> str:
    return f"{100 * conf_level:.10g}%"


# --- sentences --------------------------------------------------------------------


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
    low, high = apa_number(result.conf_low), apa_number(result.conf_high)
    return _interval(low, high, result.conf_level)


def _count_comparison(result: CountComparison) -> str:
    # An en dash joins three people's names.
    method = result.method.replace("-", DASH)
    return _joined(method, apa_p(result.p_value), _effect(result.effect))


def _proportion(result: Proportion | GroupProportion) -> str:
    low, high = _percent(result.conf_low), _percent(result.conf_high)
    share = _share(result.count, result.n)
    if isinstance(result, GroupProportion):
        return share  # the groups' intervals stand in the table
    return _joined(share, _interval(low, high, result.conf_level))


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
    low, high = (
        apa_number(limit, bounded=bounded)
        for limit in (result.conf_low, result.conf_high)
    )
    return _interval(low, high, result.conf_level)


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
    Count: lambda result: str(result.count),
    GroupCount: lambda result: _share(result.count, result.n),
    ThemeTable: _theme_table,
    ThemeRow: _theme_row,
}


# --- one field --------------------------------------------------------------------


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
        ``omega_squared``. A path that ends at a part gives that part in APA form.

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
        return str(value)
    shares = isinstance(owner, Proportion | GroupProportion)
    if name == "proportion" or (shares and name in ("conf_low", "conf_high")):
        return _percent(value)
    if name == "conf_level":
        return _level(value)
    if name == "p_value":
        return _p(value)
    if name in ("dof", "dof_resid", "minimum", "maximum"):
        return _whole_or_two(value)
    bounded = isinstance(owner, Effect) and EFFECTS[owner.name][1]
    return apa_number(value, bounded=bounded)


# --- JSON -------------------------------------------------------------------------


def to_json(result: Result) -> dict[str, Any]:
    """Turn a result into an object for JSON, in full precision.

    Returns
    -------
    dict
        The record's fields; `record` names its type here and in every part, `version`
        the form. Tuples become lists.

    Examples
    --------
    >>> used = results.DataUsed(source="HELP", variables=(), filter="all", rows=3)
    >>> to_json(Count(label="people", count=3, data=used))["record"]
    'Count'
    """
    return {"version": VERSION, **_encoded(result)}


def _encoded(value: Any) -> Any:
    if isinstance(value, Record):
        parts = {name: _encoded(getattr(value, name)) for name in _names(value)}
        return {"record": type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [_encoded(part) for part in value]
    return value


def from_json(data: Mapping[str, Any]) -> Result:
    """Rebuild the result that `to_json` wrote: equal to the first in every field.

    Raises
    ------
    ValueError
        If the version is another, the type of a record is not known, or its fields
        are not those of its type.
    """
    if data.get("version") != VERSION:
        raise ValueError(
            f"version: written in another form, got {data.get('version')!r}; "
            f"build the page again, the form is now {VERSION}"
        )
    found = _decoded({key: part for key, part in data.items() if key != "version"})
    if not isinstance(found, Result):
        raise ValueError(f"record: not a whole result, got {data.get('record')!r}")
    return found


def _decoded(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_decoded(part) for part in value)
    if not isinstance(value, Mapping):
        return value
    parts = {key: _decoded(part) for key, part in value.items() if key != "record"}
    kind = value.get("record")
    made = getattr(results, str(kind), None) if kind in results.__all__ else None
    if not (isinstance(made, type) and issubclass(made, Record)) or made is Record:
        raise ValueError(f"record: no such type, got {kind!r}; see analysis.results")
    legal = {field.name for field in fields(made)}  # type: ignore[arg-type]
    if set(parts) != legal:
        raise ValueError(
            f"{kind}: other fields than this type has, got "
            f"{sorted(set(parts) ^ legal)}; build the page again"
        )
    return made(**parts)


# --- tables -----------------------------------------------------------------------


class Markdown(str):
    """Cell text that is MyST Markdown already; any other text is escaped."""

    __slots__ = ()


#: Characters that MyST or LaTeX would take for markup.
MARKUP = re.compile(r"([\\`*_{}\[\]<>$&#^~|@%])")


def _cell(text: str) -> str:
    if isinstance(text, Markdown):
        text = re.sub(r"(?<!\\)\|", r"\\|", text)
    else:
        text = MARKUP.sub(r"\\\1", text)
    return " ".join(text.split(None)) if "\n" in text else text


def markdown_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    name: str,
    align: str | None = None,
    note: str = "",
) -> str:
    """Write a numbered table with caption, label and note in MyST Markdown.

    Parameters
    ----------
    header : sequence of str
        One cell for a column.
    rows : sequence of sequences of str
        As many cells as the header in each; text, or `Markdown`.
    caption, note : str
        MyST Markdown; one paragraph each. The note stands below the table.
    name : str
        Label for references.
    align : str, optional
        A letter for a column, ``l``, ``c`` or ``r``; else the first to the left and
        the others to the right.

    Returns
    -------
    str
        A table directive fenced with colons, which stays a table when it is the
        output of a code cell.

    Raises
    ------
    ValueError
        If there is no row, a row or `align` has another length than the header, or
        the caption has more than one line.
    """
    align = align or "l" + "r" * (len(header) - 1)
    wrong = [i for i, row in enumerate(rows, 1) if len(row) != len(header)]
    if wrong or not rows or len(align) != len(header):
        raise ValueError(
            f"{name}: {len(header)} columns, but align is {align!r} and "
            f"{len(wrong)} of {len(rows)} rows differ, at rows {wrong[:5]}; "
            "give every row a cell for each column"
        )
    if "\n" in caption or not caption:
        raise ValueError(f"{name}: a caption is one line, got {caption!r}; shorten it")
    rule = {"l": ":--", "c": ":-:", "r": "--:"}
    lines = [
        f":::{{table}} {caption}",
        f":name: {name}",
        "",
        _line(_cell(cell) for cell in header),
        _line(rule[letter] for letter in align),
        *(_line(_cell(cell) for cell in row) for row in rows),
        ":::",
    ]
    return "\n".join([*lines, "", f"*Note.* {note}", ""] if note else [*lines, ""])


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def group_table(
    comparisons: Sequence[Comparison], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of outcomes compared between the same groups, one row for an outcome.

    Parameters
    ----------
    comparisons : sequence of Comparison
        By one method, with the same groups in the same order.
    caption, name : str
        As for `markdown_table`.
    note : str
        Sentences added to the note on the effect size and the missing values.

    Returns
    -------
    str
        Mean (SD) of every group, or median (quartiles) for a test by ranks.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or groups differ.
    """
    first = _alike(comparisons, name)
    ranks = first.statistic_name == "H"
    cell = "*Mdn* [*Q*1, *Q*3]" if ranks else "*M* (*SD*)"
    dof = "" if ranks or first.statistic_name == "t" else ", "
    header = [
        Markdown("Outcome"),
        *(Markdown(f"{_cell(group.label)}, {cell}") for group in first.groups),
        Markdown(f"*{first.statistic_name}*(*df*{dof and ', *df*'})"),
        Markdown("*p*"),
        Markdown(_effect_head(first.effect)),
    ]
    rows = [
        [
            _with_unit(result.outcome, result.unit),
            *(_spread(group, ranks=ranks) for group in result.groups),
            Markdown(_test_cell(result)),
            _p(result.p_value),
            _effect_cell(result.effect),
        ]
        for result in comparisons
    ]
    sizes = ", ".join(
        f"{_cell(g.label)} {_range(comparisons, i)}" for i, g in _at(first)
    )
    notes = [
        f"*n*: {sizes}.",
        f"{MEANINGS[first.effect.name]}.",
        _missing([(result.outcome, result.n_missing) for result in comparisons]),
        note,
    ]
    return markdown_table(
        header, rows, caption=caption, name=name, note=" ".join(filter(None, notes))
    )


def _at(first: Comparison) -> list[tuple[int, GroupSummary]]:
    return list(enumerate(first.groups))


def _range(comparisons: Sequence[Comparison], i: int) -> str:
    sizes = sorted({result.groups[i].n for result in comparisons})
    return str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"


def _alike(comparisons: Sequence[Any], name: str) -> Any:
    shapes = {
        (result.method, tuple((g.group, g.label) for g in result.groups))
        for result in comparisons
    }
    if len(shapes) != 1:
        raise ValueError(
            f"{name}: one table shows one method and the same groups, got "
            f"{len(shapes)} different; make a table for each"
        )
    return comparisons[0]


def _spread(group: GroupSummary, *, ranks: bool = False) -> str:
    if ranks:
        low, high = apa_number(group.q1), apa_number(group.q3)
        return Markdown(f"{apa_number(group.median)} [{low}, {high}]")
    sd = DASH if group.sd is None else apa_number(group.sd)
    return Markdown(f"{apa_number(group.mean)} ({sd})")


def _test_cell(result: Comparison) -> str:
    # Whole degrees of freedom get no decimals, others two in every row.
    dof = [_whole_or_two(result.dof)] if result.dof_resid is not None else []
    last = result.dof if result.dof_resid is None else result.dof_resid
    ranks = result.statistic_name == "H"
    dof.append(_whole_or_two(last) if ranks else apa_number(last))
    return f"{apa_number(result.statistic)} ({', '.join(dof)})"


def _effect_head(effect: Effect) -> str:
    return f"{EFFECTS[effect.name][0]} [{_level(effect.conf_level)} CI]"


def _effect_cell(effect: Effect) -> str:
    if effect.estimate is None:
        return DASH
    bounded = EFFECTS[effect.name][1]
    estimate = apa_number(effect.estimate, bounded=bounded)
    interval = _effect_interval(effect).partition(" CI ")[2] or f"[{DASH}]"
    return Markdown(f"{estimate} {interval}")


def _with_unit(outcome: str, unit: str) -> str:
    return f"{outcome} ({unit})" if unit else outcome


def _missing(counts: Sequence[tuple[str, int]], *, what: str = "values") -> str:
    gaps = [f"{_cell(name)} {n}" for name, n in counts if n]
    return f"Missing {what}: {', '.join(gaps)}." if gaps else f"No {what} are missing."


def contrast_table(
    comparison: Comparison, *, caption: str, name: str, note: str = ""
) -> str:
    """Table of the contrasts of one comparison, one row for a pair of groups.

    Parameters are those of `group_table`, with one comparison.

    Raises
    ------
    ValueError
        If the comparison has no contrasts.
    """
    if not comparison.contrasts:
        raise ValueError(f"{name}: {comparison.method} has no contrasts to show")
    labels = {group.group: group.label for group in comparison.groups}
    first = comparison.contrasts[0]
    unit = f" ({comparison.unit})" if comparison.unit else ""
    level = _level(first.conf_level)
    header = [
        "Groups",
        Markdown(f"Difference{_cell(unit)} [{level} CI]"),
        Markdown("*t*(*df*)"),
        Markdown("*p*"),
        Markdown(_effect_head(first.effect)),
    ]
    rows = [
        [
            f"{labels[pair.first]} less {labels[pair.second]}",
            _estimate_cell(pair),
            f"{apa_number(pair.statistic)} ({apa_number(pair.dof)})",
            _p(pair.p_value),
            _effect_cell(pair.effect),
        ]
        for pair in comparison.contrasts
    ]
    adjusted = (
        ""
        if first.correction == "none"
        else f"*p* and the interval of the difference are adjusted for all pairs "
        f"({first.correction}); the interval of the effect size is not."
    )
    notes = [adjusted, f"{MEANINGS[first.effect.name]}.", note]
    return markdown_table(
        header, rows, caption=caption, name=name, note=" ".join(filter(None, notes))
    )


def _estimate_cell(result: Change | Contrast) -> str:
    interval = _plain_interval(result).partition(" CI ")[2]
    return Markdown(f"{apa_number(result.estimate)} {interval}")


def change_table(
    changes: Sequence[Change], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of changes between two times, one row for a change.

    Parameters are those of `group_table`, with changes. A row is named by its group,
    and by its outcome too where outcomes differ.

    Raises
    ------
    ValueError
        If there is nothing to show.
    """
    if not changes:
        raise ValueError(f"{name}: there is no change to show; give at least one")
    first = changes[0]
    several = len({change.outcome for change in changes}) > 1
    header = [
        "Outcome and group" if several else "Group",
        Markdown("*n*"),
        Markdown("Before, *M* (*SD*)"),
        Markdown("After, *M* (*SD*)"),
        Markdown(f"Change [{_level(first.conf_level)} CI]"),
        Markdown("*p*"),
        Markdown(_effect_head(first.effect)),
    ]
    rows = [
        [
            _change_name(change, several=several),
            str(change.n),
            _spread(change.before),
            _spread(change.after),
            _estimate_cell(change),
            _p(change.p_value),
            _effect_cell(change.effect),
        ]
        for change in changes
    ]
    one = "" if several else f"{_cell(_with_unit(first.outcome, first.unit))}."
    gaps = [
        (_change_name(change, several=several), change.n_missing) for change in changes
    ]
    notes = [one, f"{MEANINGS[first.effect.name]}.", _missing(gaps, what="pairs"), note]
    return markdown_table(
        header, rows, caption=caption, name=name, note=" ".join(filter(None, notes))
    )


def _change_name(change: Change, *, several: bool) -> str:
    everybody = change.before.group == "all"
    if not several:
        return change.before.label
    outcome = _with_unit(change.outcome, change.unit)
    return outcome if everybody else f"{outcome}: {change.before.label}"


def count_table(
    comparisons: Sequence[CountComparison], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of counts compared between the same groups, one row for an outcome.

    Parameters and errors are those of `group_table`, with count comparisons.
    """
    first: CountComparison = _alike(comparisons, name)
    header = [
        "Outcome",
        *(group.label for group in first.groups),
        Markdown("Exact *p*"),
        Markdown(_effect_head(first.effect)),
    ]
    rows = [
        [
            result.outcome,
            *(_share(group.count, group.n) for group in result.groups),
            _p(result.p_value),
            _effect_cell(result.effect),
        ]
        for result in comparisons
    ]
    notes = [
        f"{first.method.replace('-', DASH)}.",
        f"{MEANINGS[first.effect.name]}.",
        _missing([(result.outcome, result.n_missing) for result in comparisons]),
        note,
    ]
    return markdown_table(
        header, rows, caption=caption, name=name, note=" ".join(filter(None, notes))
    )


def theme_table_rows(
    table: ThemeTable,
    *,
    caption: str,
    name: str,
    codes: bool = True,
    note: str = "",
) -> str:
    """Table of themes, with the interviews of each group and the excerpts.

    Parameters
    ----------
    table : ThemeTable
        Counts of interviews and excerpts.
    caption, name, note : str
        As for `group_table`.
    codes : bool
        Whether each theme is followed by its codes, each after a dash.
    """
    header = [
        "Theme",
        *(f"{group.label} (of {group.n})" for group in table.groups),
        f"Interviews (of {table.n_interviews})",
        "Excerpts",
    ]
    rows = [
        [
            f"{DASH} {row.label}" if row.parent else row.label,
            *(str(group.count) for group in row.by_group),
            str(row.interviews),
            str(row.excerpts),
        ]
        for row in table.rows
        if codes or not row.parent
    ]
    notes = [f"{_cell(table.method)}.", note]
    return markdown_table(
        header, rows, caption=caption, name=name, note=" ".join(filter(None, notes))
    )
