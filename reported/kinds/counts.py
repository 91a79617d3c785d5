"""Counts and proportions, and comparisons of them between groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reported.kinds._kind import Kind
from reported.markdown import escaped
from reported.tables import Column, Table, cells, part_table, undefined_note
from reported.tables.rows import (
    SAME_GROUPS,
    SAME_PAIRS,
    Results,
    Row,
    groups_of,
    n_missing,
    pair_rows,
    pairs_of,
    reasons,
    rows_of,
    shared,
)
from reported.words import phrases
from reported.words.paths import pair_words
from reported.words.rounding import DASH, apa_p, percentage, share, whole_number
from results import (
    FISHER,
    FREEMAN_HALTON,
    Count,
    CountComparison,
    GroupProportion,
    Proportion,
    ProportionDifference,
)

SHARE = "{count} of {n} ({proportion})"


def _count_comparison(result: CountComparison) -> str:
    return phrases.joined(
        f"exact {apa_p(result.p_value)}", phrases.effect_words(result.effect)
    )


def _proportion(result: Proportion) -> str:
    return phrases.joined(
        share(result.count, result.n), phrases.interval_words(result, percentage)
    )


def count_table(
    comparisons: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of counts compared between the same groups, one row for an outcome.

    Parameters and errors are those of `reported.kinds.comparisons.group_table`, with
    count comparisons; tables of two rows and two columns may stand beside larger ones.
    """
    rows = rows_of(comparisons)
    first: CountComparison = shared(rows, name, _alike, what=SAME_GROUPS)
    columns = [
        *(Column(g.label, f"groups.{g.group}", SHARE) for g in first.groups),
        cells.EXACT_P,
        cells.effect_column(first.effect),
    ]
    notes = [
        f"{_exact_test(rows).replace('-', DASH)}.",
        f"{phrases.MEANINGS[first.effect.name]}.",
        cells.missing_note(n_missing(rows)),
        *cells.about_rows(rows),
        note,
    ]
    return part_table("Outcome", rows, columns, caption=caption, name=name, note=notes)


def _alike(result: CountComparison) -> object:
    # Fisher's exact test is that of Freeman and Halton for the smallest table.
    return result.method.replace(FISHER, FREEMAN_HALTON), groups_of(result)


def _exact_test(rows: Sequence[Row]) -> str:
    methods = {part.method for _, part in rows}
    if len(methods) == 1:
        return str(methods.pop())
    return f"{FISHER} or its extension to larger tables (Fisher-Freeman-Halton)"


def difference_table(
    found: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of differences of two groups' proportions, one row for a pair.

    Parameters
    ----------
    found : CountComparison or Part, or several
        With differences of the same pairs of groups.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        Difference in percentage points, exact p, and standardised difference. A row is
        named "A less B", and by its level too where there are several outcomes.

    Raises
    ------
    ValueError
        If there is nothing to show, or groups, coverages or corrections differ, or
        there are no differences of pairs.
    """
    results = rows_of(found)
    first = shared(
        results, name, _corrected_pairs, what=f"{SAME_PAIRS} and one correction"
    )
    if not first.contrasts:
        raise ValueError(f"{name}: {first.method} has no differences of pairs to show")
    several = len(results) > 1
    rows = pair_rows(_levels(results) if several else [("", results[0][1])])
    pair = first.contrasts[0]
    columns = [
        cells.interval_column("Difference", pair.conf_level),
        cells.p_column(pair.correction, words="Exact *p*"),
        cells.effect_column(pair.effect),
    ]
    notes = [
        "Differences in percentage points."
        if several
        else f"Differences of “{escaped(first.level)}”, in percentage points.",
        cells.adjusted_note(pair, effects=True),
        cells.meanings_note([pair.effect]),
        cells.missing_note(n_missing(results)),
        undefined_note(reasons(pair_rows(results, ", "))),
        note,
    ]
    head = "Outcome and groups" if several else "Groups"
    return part_table(head, rows, columns, caption=caption, name=name, note=notes)


def _levels(rows: Sequence[Row]) -> list[Row]:
    # The levels whose shares differ, with their outcomes where they would be alike.
    if len({part.level for _, part in rows}) == len(rows):
        return [(part.level, part) for _, part in rows]
    return [(f"{outcome}, {part.level}", part) for outcome, part in rows]


def _corrected_pairs(result: CountComparison) -> tuple[object, ...]:
    return *pairs_of(result), frozenset(pair.correction for pair in result.contrasts)


KINDS = (
    Kind(
        record=Count,
        words=lambda r: whole_number(r.count),
        about=lambda r: f"Number of {r.label}",
        method="Count",
    ),
    Kind(
        record=Proportion, words=_proportion, about=lambda r: f"Proportion: {r.label}"
    ),
    Kind(
        record=CountComparison,
        words=_count_comparison,
        about=phrases.by_group,
        field_words={"n_total": "Number with and without a value"},
        tables=(count_table, difference_table),
    ),
    # one of several groups; its interval is a field of its own
    Kind(record=GroupProportion, words=lambda r: share(r.count, r.n)),
    Kind(
        record=ProportionDifference,
        words=partial(phrases.difference_of_shares, exact=True),
        estimate="Difference of the proportions",
        label=pair_words,
    ),
)
