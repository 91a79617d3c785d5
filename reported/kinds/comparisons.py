"""Numeric outcomes described, and compared between groups."""

from __future__ import annotations

from functools import partial

from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.tables import Column, Table, cells, part_table, undefined_note
from reported.tables.rows import (
    SAME_GROUPS,
    SAME_PAIRS,
    Results,
    groups_of,
    n_missing,
    pair_rows,
    pairs_of,
    reasons,
    rows_of,
    shared,
    shared_unit,
    with_units,
)
from reported.words import phrases
from reported.words.paths import pair_words
from reported.words.rounding import apa_number, coverage
from results import RANKS, Comparison, Contrast, Description, Effect, GroupSummary
from results.parts import key_of

#: Head and cells of the column with a test statistic and its degrees of freedom. Those
#: that need not be whole have two decimals in every row.
TESTS = {
    "F": ("*F* (*df*1, *df*2)", "{statistic} ({dof}, {dof_resid.hundredths})"),
    "t": ("*t* (*df*)", "{statistic} ({dof.hundredths})"),
    "H": ("*H* (*df*)", "{statistic} ({dof})"),
}

#: Quartiles are numbers of their own, and a line may end before them.
QUARTILES = "{median.tenths} [{q1.tenths}, {q3.tenths}]"

#: Pairs of groups that a page holds beside the outcome.
MOST_PAIRS = 6


def _contrast(result: Contrast) -> str:
    what = "difference in mean ranks" if result.unit == RANKS else "difference"
    return phrases.joined(
        f"{what} = {apa_number(result.estimate)}",
        phrases.interval_words(
            result, said=phrases.adjusted_interval(result.interval_correction)
        ),
        phrases.statistic_words(result),
        phrases.adjusted_p(result.p_adjusted, result.correction),
        phrases.effect_words(result.effect, said=phrases.unadjusted(result.correction)),
    )


def _summary(result: GroupSummary) -> str:
    if result.mean is None:
        return ""
    sd = "" if result.sd is None else f"*SD* = {apa_number(result.sd)}"
    return phrases.joined(f"*M* = {apa_number(result.mean)}", sd, f"*n* = {result.n}")


def group_table(
    comparisons: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of outcomes compared between the same groups, one row for an outcome.

    Parameters
    ----------
    comparisons : Comparison or Part, or several
        In lists and mappings of any nesting; by one method, with the same groups in the
        same order.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note on units, effect size and missing values.

    Returns
    -------
    Table
        Mean (SD) of every group, or median (quartiles) for a test by ranks. A unit
        that all rows share stands in the note, else each row has its own.

    Raises
    ------
    ValueError
        If there is nothing to show, or methods or groups differ.
    """
    rows = rows_of(comparisons)
    first: Comparison = shared(rows, name, _alike, what=SAME_GROUPS)
    head, test = TESTS[first.statistic_name]
    ranks = first.statistic_name == "H"
    # as narrow as a printed page needs it: no comma before the symbol
    words, cell = (
        (" *Mdn* [*Q*1, *Q*3]", QUARTILES) if ranks else (" *M* (*SD*)", cells.SPREAD)
    )
    columns = [
        *(
            Column(Markdown(escaped(g.label) + words), f"groups.{g.group}", cell)
            for g in first.groups
        ),
        Column(Markdown(head), cell=test),
        cells.P,
        cells.effect_column(first.effect),
    ]
    notes = [
        shared_unit(rows),
        cells.sizes_note(group for _, part in rows for group in part.result.groups),
        "*Mdn* is the median, *Q*1 and *Q*3 are the quartiles." if ranks else "",
        f"{phrases.MEANINGS[first.effect.name]}.",
        cells.missing_note(n_missing(rows)),
        *cells.about_rows(rows),
        note,
    ]
    return part_table(
        "Outcome", with_units(rows), columns, caption=caption, name=name, note=notes
    )


def _alike(result: Comparison) -> object:
    return result.method, groups_of(result)


def standardised_table(
    found: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of standardised differences, a row for an outcome, a column for a pair.

    Parameters are those of `group_table`, with comparisons, of numbers or of
    categories, of the same groups. A row says which effect size it shows.

    Raises
    ------
    ValueError
        If there is nothing to show, groups or coverages differ, there are no
        differences of pairs, or more than six.
    """
    results = rows_of(found)
    first = shared(results, name, pairs_of, what=SAME_PAIRS)
    pairs = first.contrasts
    if not 0 < len(pairs) <= MOST_PAIRS:
        raise ValueError(
            f"{name}: a table shows 1 to {MOST_PAIRS} pairs of groups, got "
            f"{len(pairs)}; compare pairs, or show fewer groups"
        )
    columns = [
        Column(
            pair_words(pair, first),
            cell=partial(cells.interval_cell, path=f"contrasts.{key_of(pair)}.effect"),
        )
        for pair in pairs
    ]
    rows, effects = [], []
    for outcome, part in results:
        shown = [p.effect for p in part.result.contrasts if p.effect is not None]
        kinds = dict.fromkeys(phrases.EFFECTS[effect.name][0] for effect in shown)
        rows.append((Markdown(", ".join([escaped(outcome), *kinds])), part))
        effects += shown
    notes = [
        f"[{coverage(pairs[0].conf_level)} CI], not adjusted for the number of pairs.",
        cells.meanings_note(effects),
        cells.missing_note(n_missing(results)),
        undefined_note(reasons(pair_rows(results, ", "))),
        note,
    ]
    return part_table("Outcome", rows, columns, caption=caption, name=name, note=notes)


KINDS = (
    Kind(
        record=Comparison,
        words=phrases.tested,
        about=phrases.by_group,
        tables=(group_table, standardised_table),
    ),
    Kind(
        record=Contrast,
        words=_contrast,
        words_of_shares=phrases.difference_of_shares,
        estimate="Difference",
        label=pair_words,
    ),
    Kind(
        record=Description,
        words=lambda r: _summary(r.summary),
        about=lambda r: f"{r.outcome}, all together",
        method="Description",
        size=lambda r: int(r.summary.n),
    ),
    Kind(
        record=GroupSummary,
        words=_summary,
        field_words={"q1": "Lower quartile", "q3": "Upper quartile"},
    ),
    Kind(record=Effect, words=phrases.effect_words, label=lambda part, whole: None),
)
