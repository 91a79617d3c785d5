"""Tables of the differences of pairs of groups, in many outcomes at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    adjusted_note,
    effect_cell,
    effect_head,
    interval_head,
    meanings_note,
    missing_note,
    notes,
    p_head,
    pair_name,
    points_cell,
    shared,
    undefined_note,
)
from reported.words.phrases import EFFECTS
from reported.words.rounding import coverage, p_number
from results import Comparison, CountComparison

#: Pairs of groups that a page holds beside the outcome.
MOST_PAIRS = 6

#: What results need for their pairs to stand in one table.
SAME_PAIRS = "the same pairs of groups at one coverage"


def difference_table(
    found: Sequence[CountComparison], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of differences of two groups' proportions, one row for a pair.

    Parameters
    ----------
    found : sequence of CountComparison
        With differences of the same pairs of groups.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    str
        Difference in percentage points, exact p, and standardised difference. A row is
        named "A less B", and by its level too where there are several outcomes.

    Raises
    ------
    ValueError
        If there is nothing to show, or groups, coverages or corrections differ, or
        there are no differences of pairs.
    """
    first = shared(
        found, name, _corrected_pairs, what=f"{SAME_PAIRS} and one correction"
    )
    if not first.contrasts:
        raise ValueError(f"{name}: {first.method} has no differences of pairs to show")
    labels = {group.group: group.label for group in first.groups}
    pair = first.contrasts[0]
    header = [
        "Outcome and groups" if len(found) > 1 else "Groups",
        interval_head("Difference", pair.conf_level),
        p_head(pair.correction, words="Exact *p*"),
        effect_head(pair.effect),
    ]
    rows = [
        [
            f"{level}: {pair_name(pair, labels)}"
            if len(found) > 1
            else pair_name(pair, labels),
            points_cell(pair.estimate, pair.conf_low, pair.conf_high),
            p_number(pair.p_adjusted),
            effect_cell(pair.effect),
        ]
        for one, level in zip(found, _levels(found), strict=True)
        for pair in one.contrasts
    ]
    note = notes(
        "Differences in percentage points."
        if len(found) > 1
        else f"Differences of “{escaped(first.level)}”, in percentage points.",
        adjusted_note(pair, effects=True),
        meanings_note([pair.effect]),
        missing_note([(one.outcome, one.n_missing) for one in found]),
        _undefined_pairs(found, labels),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _levels(found: Sequence[CountComparison]) -> list[str]:
    # The levels whose shares differ, with their outcomes where they would be alike.
    if len({one.level for one in found}) == len(found):
        return [one.level for one in found]
    return [f"{one.outcome}, {one.level}" for one in found]


def _pairs(result: Comparison | CountComparison) -> tuple[object, ...]:
    # What results must have in common to be shown by pairs of groups.
    return (
        tuple((group.group, group.label) for group in result.groups),
        tuple((pair.first, pair.second) for pair in result.contrasts),
        frozenset(pair.conf_level for pair in result.contrasts),
    )


def _corrected_pairs(result: CountComparison) -> tuple[object, ...]:
    return *_pairs(result), frozenset(pair.correction for pair in result.contrasts)


def _undefined_pairs(
    found: Sequence[Comparison | CountComparison], labels: Mapping[str, str]
) -> str:
    return undefined_note(
        (f"{one.outcome}, {pair_name(pair, labels)}", why)
        for one in found
        for pair in one.contrasts
        for why in (pair.undefined, pair.effect.undefined if pair.effect else "")
    )


def standardised_table(
    found: Sequence[Comparison | CountComparison],
    *,
    caption: str,
    name: str,
    note: str = "",
) -> str:
    """Table of standardised differences, a row for an outcome, a column for a pair.

    Parameters are those of `difference_table`, with comparisons, of numbers or of
    categories, of the same groups. A row says which effect size it shows.

    Raises
    ------
    ValueError
        If there is nothing to show, groups or coverages differ, there are no
        differences of pairs, or more than six.
    """
    first = shared(found, name, _pairs, what=SAME_PAIRS)
    pairs = first.contrasts
    if not 0 < len(pairs) <= MOST_PAIRS:
        raise ValueError(
            f"{name}: a table shows 1 to {MOST_PAIRS} pairs of groups, got "
            f"{len(pairs)}; compare pairs, or show fewer groups"
        )
    labels = {group.group: group.label for group in first.groups}
    rows = []
    for one in found:
        effects = [pair.effect for pair in one.contrasts]
        kinds = dict.fromkeys(EFFECTS[effect.name][0] for effect in effects if effect)
        symbols = f", {', '.join(kinds)}" if kinds else ""
        rows.append(
            [
                Markdown(f"{escaped(one.outcome)}{symbols}"),
                *(effect_cell(effect) for effect in effects),
            ]
        )
    all_effects = [pair.effect for one in found for pair in one.contrasts]
    note = notes(
        f"[{coverage(pairs[0].conf_level)} CI], not adjusted for the number of pairs.",
        meanings_note(all_effects),
        missing_note([(one.outcome, one.n_missing) for one in found]),
        _undefined_pairs(found, labels),
        note,
    )
    header = ["Outcome", *(pair_name(pair, labels) for pair in pairs)]
    return markdown_table(header, rows, caption=caption, name=name, note=note)
