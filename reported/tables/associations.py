"""Tables of scales, correlations and families of tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    effect_cell,
    effect_head,
    estimate_cell,
    fraction_cell,
    interval_head,
    left_out_note,
    meanings_note,
    notes,
    p_cell,
    shared,
    statistic_cell,
    undefined_note,
)
from results import Correlation, Correlations, Family, Reliability

#: Columns of correlations that a page holds beside the names of the rows.
MOST_NUMBERED, MOST_LABELLED = 12, 6


def reliability_table(
    scales: Sequence[Reliability], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of scales, one row for a scale.

    Parameters
    ----------
    scales : sequence of Reliability
        By one method, with intervals of one coverage.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    str
        Items, complete answers, alpha and omega total with their intervals, and the
        lowest and highest correlation of an item with the sum of the others.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or coverages differ.
    """
    first = shared(
        scales,
        name,
        lambda scale: (scale.method, scale.alpha.conf_level),
        what="one method and one coverage of the intervals",
    )
    header = [
        "Scale",
        "Items",
        Markdown("*n*"),
        effect_head(first.alpha),
        effect_head(first.omega_total),
        Markdown("Lowest *r*"),
        Markdown("Highest *r*"),
    ]
    rows = [
        [
            scale.outcome,
            str(scale.n_items),
            str(scale.n),
            effect_cell(scale.alpha),
            effect_cell(scale.omega_total),
            *_ends(scale),
        ]
        for scale in scales
    ]
    effects = [one for scale in scales for one in (scale.alpha, scale.omega_total)]
    note = notes(
        meanings_note(effects),
        "*r* is the correlation of an item with the sum of the other items of its "
        "scale.",
        left_out_note([(scale.outcome, scale.n_missing) for scale in scales]),
        undefined_note(_reasons(scales)),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _ends(scale: Reliability) -> list[str]:
    # Lowest and highest correlation of an item with the others.
    found = [item.item_rest for item in scale.items if item.item_rest is not None]
    return [fraction_cell(end(found, default=None)) for end in (min, max)]


def _reasons(scales: Sequence[Reliability]) -> list[tuple[str, str]]:
    return [
        reason
        for scale in scales
        for reason in (
            (f"{scale.outcome}, alpha", scale.alpha.undefined),
            (f"{scale.outcome}, omega total", scale.omega_total.undefined),
            *((f"{scale.outcome}, {i.label}", i.undefined) for i in scale.items),
        )
    ]


def _pairwise(found: Correlations) -> str:
    # How many rows the pairs have, and which were left out.
    sizes = sorted({pair.n for pair in found.pairs})
    size = f"= {sizes[0]}" if len(sizes) == 1 else f"from {sizes[0]} to {sizes[-1]}"
    if not found.n_missing:
        return f"*n* {size}. {left_out_note([])}"
    return (
        f"*n* {size}: each pair has all rows with both values; any value is missing "
        f"in {found.n_missing}."
    )


def _unknown(pairs: Iterable[Correlation]) -> str:
    return undefined_note(
        (f"{pair.first_label} and {pair.second_label}", pair.undefined)
        for pair in pairs
    )


def pair_table(found: Correlations, *, caption: str, name: str, note: str = "") -> str:
    """Table of correlations, one row for a pair, with its interval and test.

    Parameters are those of `reliability_table`, with one set of correlations.

    Returns
    -------
    str
        The adjusted p value has a column if p was adjusted.
    """
    first = shared(found.pairs, name, lambda pair: pair.conf_level, what="one coverage")
    adjusted = found.correction != "none"
    header = [
        "Variables",
        Markdown("*n*"),
        interval_head("*r*", first.conf_level),
        Markdown("*t* (*df*)"),
        Markdown("*p*"),
        *([Markdown("Adjusted *p*")] if adjusted else []),
    ]
    rows = [
        [
            f"{pair.first_label} and {pair.second_label}",
            str(pair.n),
            estimate_cell(pair.estimate, pair.conf_low, pair.conf_high, bounded=True),
            statistic_cell(pair),
            p_cell(pair.p_value),
            *([p_cell(pair.p_adjusted)] if adjusted else []),
        ]
        for pair in found.pairs
    ]
    note = notes(
        f"{escaped(found.method)}.",
        f"*p* adjusted for the number of pairs ({escaped(found.correction)}); "
        "intervals are not."
        if adjusted
        else "Neither *p* nor intervals are adjusted for the number of pairs.",
        _pairwise(found),
        _unknown(found.pairs),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def family_table(family: Family, *, caption: str, name: str, note: str = "") -> str:
    """Table of a family of tests, one row for a test, in the order of declaration.

    Parameters are those of `reliability_table`, with one family.
    """
    header = ["Test", Markdown("*p*"), Markdown("Adjusted *p*")]
    rows = [
        [member.label, p_cell(member.p_value), p_cell(member.p_adjusted)]
        for member in family.members
    ]
    note = notes(
        f"{escaped(family.label)}: {escaped(family.method)}, for "
        f"{len(family.members)} tests.",
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)
