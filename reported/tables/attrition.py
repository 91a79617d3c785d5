"""Tables of proportions when some people's outcome is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    adjusted_note,
    interval_head,
    left_out_note,
    notes,
    p_cell,
    p_head,
    pair_name,
    percent_cell,
    points_cell,
    shared,
    undefined_note,
)
from reported.words.rounding import DASH, apa_number, apa_p, p_number, percentage, share
from results import AdjustedProportions, Bounds, CountComparison

#: What a method is called, and what it found.
Method = tuple[str, AdjustedProportions | CountComparison]

#: Groups that a page holds beside the method and the number observed.
MOST_GROUPS = 5

#: What the methods of one table must have in common.
SAME = "the same groups at one coverage"

#: How a number of `fit` that is an error of simulation begins.
ERROR = "monte_carlo_error-"


def adjusted_table(
    methods: Sequence[Method], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of proportions by several methods, a row for a method.

    Parameters
    ----------
    methods : sequence of (str, AdjustedProportions or CountComparison)
        What each method is called, and what it found, of the same groups.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    str
        How many of all people were observed, and each group's percentage with its
        interval. Where proportions come from imputation, the note has their largest
        Monte Carlo error.

    Raises
    ------
    ValueError
        If there is nothing to show, groups or coverages differ, or there are more
        than five groups.
    """
    _, first = shared(methods, name, _groups, what=SAME)
    if len(first.groups) > MOST_GROUPS:
        raise ValueError(
            f"{name}: a page holds {MOST_GROUPS} groups, got {len(first.groups)}; "
            "show fewer"
        )
    header = [
        "Method",
        "Observed",
        *(interval_head(escaped(g.label), g.conf_level) for g in first.groups),
    ]
    rows = [[label, _observed(found), *_percents(found)] for label, found in methods]
    groups = [
        (label, group) for label, found in _estimated(methods) for group in found.groups
    ]
    errors = [
        group.monte_carlo_error
        for _, group in groups
        if group.monte_carlo_error is not None
    ]
    note = notes(
        _names(methods),
        _largest(errors, "percentages"),
        left_out_note((label, _left_out(found)) for label, found in methods),
        undefined_note((f"{label}, {g.label}", g.undefined) for label, g in groups),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _groups(method: Method) -> object:
    return tuple((g.group, g.label, g.conf_level) for g in method[1].groups)


def _estimated(methods: Sequence[Method]) -> list[tuple[str, AdjustedProportions]]:
    return [
        (label, one) for label, one in methods if isinstance(one, AdjustedProportions)
    ]


def _percents(found: AdjustedProportions | CountComparison) -> list[str]:
    return [percent_cell(g.proportion, g.conf_low, g.conf_high) for g in found.groups]


def _observed(found: AdjustedProportions | CountComparison) -> str:
    # Out of everybody; a comparison of those observed misses the others.
    if isinstance(found, AdjustedProportions):
        return f"{found.n_observed} of {found.n}"
    return f"{found.n} of {found.n + found.n_missing}"


def _left_out(found: AdjustedProportions | CountComparison) -> int:
    # Those with an unknown outcome are not left out; they are not observed.
    if isinstance(found, CountComparison):
        return 0
    counts = {one.name: one.value for one in found.fit}
    return int(counts.get("n_missing") or 0)


def _names(methods: Sequence[Method]) -> str:
    found = [f"{escaped(label)}: {escaped(one.method)}" for label, one in methods]
    return f"{'; '.join(found)}."


def _largest(errors: Sequence[float], what: str) -> str:
    if not errors:
        return ""
    largest = apa_number(100 * max(errors))
    return f"Monte Carlo error of imputed {what}: at most {largest} percentage points."


def adjusted_differences_table(
    methods: Sequence[Method], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of differences of proportions by several methods, a row for a pair.

    Parameters are those of `adjusted_table`.

    Returns
    -------
    str
        Difference in percentage points with its interval, and p, for every method and
        pair of groups, named "A less B".

    Raises
    ------
    ValueError
        If there is nothing to show, groups or coverages differ, no method compares
        two groups, or p values are not adjusted alike.
    """
    _, first = shared(methods, name, _groups, what=SAME)
    pairs = [(label, pair) for label, found in methods for pair in found.contrasts]
    if not pairs:
        raise ValueError(f"{name}: no method compares two groups; nothing to show")
    shared(pairs, name, lambda one: one[1].correction, what="p values adjusted one way")
    labels: Mapping[str, str] = {group.group: group.label for group in first.groups}
    _, one_pair = pairs[0]
    header = [
        "Method and groups",
        interval_head("Difference", one_pair.conf_level),
        p_head(one_pair.correction),
    ]
    rows = [
        [
            f"{label}: {pair_name(pair, labels)}",
            points_cell(pair.estimate, pair.conf_low, pair.conf_high),
            p_cell(pair.p_adjusted),
        ]
        for label, pair in pairs
    ]
    errors = [
        one.value
        for _, found in _estimated(methods)
        for one in found.fit
        if one.name.startswith(ERROR) and one.value is not None
    ]
    note = notes(
        _names(methods),
        "Differences in percentage points.",
        adjusted_note(one_pair, effects=False),
        _largest(errors, "differences"),
        left_out_note((label, _left_out(found)) for label, found in methods),
        undefined_note((label, found.undefined) for label, found in methods),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def bounds_table(bounds: Bounds, *, caption: str, name: str, note: str = "") -> str:
    """Table of the smallest and largest proportions possible, a row for a group.

    Parameters are those of `adjusted_table`, with bounds.
    """
    header = ["Group", "Observed", "Not observed", "Lowest", "Highest"]
    rows = [
        [
            group.label,
            share(group.count, group.n_observed) if group.n_observed else DASH,
            str(group.n - group.n_observed),
            percentage(group.lowest),
            percentage(group.highest),
        ]
        for group in bounds.groups
    ]
    gaps = f"from {p_number(bounds.p_lowest)} to {p_number(bounds.p_highest)}"
    seen = bounds.p_observed
    note = notes(
        f"{escaped(bounds.method)}; outcome: {escaped(bounds.outcome)}. Lowest and "
        "highest: if none, or all, of those not observed had it.",
        "" if seen is None else f"Those observed: exact {apa_p(seen)}.",
        f"Exact *p* over all ways to fill the gaps: {gaps}.",
        undefined_note([(Markdown("exact *p* of those observed"), bounds.undefined)]),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)
