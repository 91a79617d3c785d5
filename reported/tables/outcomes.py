"""Tables of the time until an event, changes of a property, and assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    adjusted_note,
    effect_cell,
    effect_head,
    estimate_cell,
    interval_cell,
    interval_head,
    left_out_note,
    missing_note,
    notes,
    p_cell,
    p_head,
    pair_name,
    points_cell,
    shared,
    statistic_cell,
    undefined_note,
)
from reported.words.rounding import p_number, share, whole_or_two
from reported.words.sentences import apa
from results import (
    Assumption,
    Change,
    Comparison,
    PairedCounts,
    Survival,
)

#: What the effect size of paired counts is.
EFFECT_OF_PAIRS = (
    "OR is the odds ratio of those who changed: with the property only after, over "
    "only before"
)


def survival_table(found: Survival, *, caption: str, name: str, note: str = "") -> str:
    """Table of the time until an event, one row for a group.

    Parameters
    ----------
    found : Survival
        Of several groups.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    str
        People, events, median and restricted mean with intervals; a median that was
        not reached is a dash, and the note says why. Below, the difference of the
        restricted means of every pair, named "A less B". The note has the test.
    """
    first = shared(found.groups, name, lambda one: one.conf_level, what="one coverage")
    level = first.conf_level
    header = [
        "Group",
        Markdown("*n*"),
        "Events",
        interval_head("*Mdn*", level),
        interval_head("Restricted mean", level),
        *([p_head(found.correction)] if found.contrasts else []),
    ]
    rows = [
        [
            g.label,
            str(g.n),
            str(g.n_events),
            # times are whole where they are, as in sentences
            interval_cell(g.median, g.median_low, g.median_high, whole_or_two),
            estimate_cell(
                g.restricted_mean, g.restricted_mean_low, g.restricted_mean_high
            ),
            *([""] if found.contrasts else []),
        ]
        for g in found.groups
    ]
    labels = {group.group: group.label for group in found.groups}
    for pair in found.contrasts:
        apart = estimate_cell(pair.estimate, pair.conf_low, pair.conf_high)
        named = pair_name(pair, labels)
        rows.append([named, "", "", "", apart, p_cell(pair.p_adjusted)])
    undefined = [(group.label, group.undefined) for group in found.groups]
    note = notes(
        *_about(found),
        left_out_note([("", found.n_missing)]),
        undefined_note([*undefined, ("Differences", found.undefined)]),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _about(found: Survival) -> Iterator[str]:
    unit = f" {escaped(found.unit)}" if found.unit else ""
    yield f"{escaped(found.method)}; event: {escaped(found.outcome)}."
    if unit:
        yield f"All times in{unit}."
    if found.restricted_to is not None:
        first = f"the first {whole_or_two(found.restricted_to)}{unit}"
        yield f"Means are restricted to {first}, as far as every curve is known."
    yield f"Log-rank test: {apa(found)}."
    if found.contrasts:
        adjusted = adjusted_note(found.contrasts[0], effects=False)
        yield f"Below, differences of these means; {adjusted}"


def paired_counts_table(
    found: Sequence[PairedCounts], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of properties that the same people have at two times, one row for one.

    Parameters are those of `survival_table`, with paired counts by one method.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or coverages differ.
    """
    first = shared(
        found,
        name,
        lambda one: (one.method, one.conf_level),
        what="one method and one coverage of the intervals",
    )
    header = [
        "Outcome",
        "Before",
        "After",
        interval_head("Change", first.conf_level),
        Markdown("Exact *p*"),
        effect_head(first.effect),
    ]
    rows = [
        [
            one.outcome,
            share(one.both + one.before_only, one.n),
            share(one.both + one.after_only, one.n),
            points_cell(one.estimate, one.conf_low, one.conf_high),
            p_number(one.p_value),
            effect_cell(one.effect),
        ]
        for one in found
    ]
    note = notes(
        f"{escaped(first.method)}. Change in percentage points.",
        f"{EFFECT_OF_PAIRS}.",
        missing_note([(one.outcome, one.n_missing) for one in found], what="pairs"),
        undefined_note((one.outcome, one.effect.undefined) for one in found),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def assumption_table(
    found: Sequence[Comparison | Change], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of what was looked at beside tests, one row for a result.

    Parameters are those of `survival_table`, with comparisons or changes.

    Returns
    -------
    str
        Shapiro-Wilk W with p, and Brown-Forsythe F with p where it was looked at.

    Raises
    ------
    ValueError
        If nothing was looked at.
    """
    parts = [{part.method: part for part in one.assumptions} for one in found]
    methods = list(dict.fromkeys(method for part in parts for method in part))
    if not methods:
        raise ValueError(
            f"{name}: no assumption was looked at; there is nothing to show"
        )
    header = ["Outcome"]
    for method in methods:
        part = next(row[method] for row in parts if method in row)
        dof = " (*df*1, *df*2)" if part.statistic_name == "F" else ""
        symbol = f"*{part.statistic_name}*"
        header += [Markdown(f"{symbol}{dof}"), Markdown(f"*p* of {symbol}")]
    rows = [
        [
            _row_name(one),
            *(cell for method in methods for cell in _looked_at(row.get(method))),
        ]
        for one, row in zip(found, parts, strict=True)
    ]
    note = notes(
        f"{'; '.join(_symbol(method, parts) for method in methods)}.",
        "None of them decided which test is reported.",
        undefined_note(
            (f"{_row_name(one)}, {part.name}", part.undefined)
            for one in found
            for part in one.assumptions
        ),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _looked_at(part: Assumption | None) -> list[str]:
    if part is None:
        return ["", ""]
    return [statistic_cell(part), p_cell(part.p_value)]


def _symbol(method: str, parts: Sequence[dict[str, Assumption]]) -> str:
    found = [row[method] for row in parts if method in row]
    names = " or ".join(dict.fromkeys(part.name for part in found))
    return f"*{found[0].statistic_name}*: {escaped(method)}, {escaped(names)}"


def _row_name(result: Comparison | Change) -> str:
    if isinstance(result, Comparison) or result.before.group == "all":
        return result.outcome
    return f"{result.outcome}: {result.before.label}"
