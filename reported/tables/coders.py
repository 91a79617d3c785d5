"""Tables of how far two coders agree."""

from __future__ import annotations

from collections.abc import Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    effect_cell,
    effect_head,
    fraction_cell,
    meanings_note,
    notes,
    shared,
    undefined_note,
)
from reported.words.phrases import EFFECTS
from reported.words.rounding import DASH, apa_number, coverage, percentage, whole_number
from results import AgreementRow, CoderAgreement

#: A unit as a note counts it.
MANY = {
    "character": "characters of the participants' turns",
    "turn": "turns of the participants",
    "document": "interviews",
}


def agreement_table(
    results: Sequence[CoderAgreement], *, caption: str, name: str, note: str = ""
) -> str:
    """Table of the agreement of two coders, one row for a theme and unit.

    Parameters
    ----------
    results : sequence of CoderAgreement
        Of the same coders and themes, each with another unit.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    str
        Prevalence and agreement as percentages; kappa, PABAK and alpha, kappa and alpha
        with intervals. Where there are several results, the rows of a theme stand
        together and say their units. A dash has its reason in the note.

    Raises
    ------
    ValueError
        If there is nothing to show, or coders, themes, interviews or coverages differ,
        or two results have the same unit.
    """
    first = shared(
        results, name, _alike, what="the same coders, themes, interviews and coverage"
    )
    rows = _named_rows(results, name)
    header = [
        "Theme" if len(results) == 1 else "Theme and unit",
        "Prevalence",
        "Agreement",
        effect_head(first.rows[0].kappa),
        Markdown(EFFECTS["pabak"][0]),
        effect_head(first.rows[0].alpha),
    ]
    body = [
        [
            words,
            _percent(row.prevalence),
            DASH if row.agreement is None else percentage(row.agreement),
            effect_cell(row.kappa),
            fraction_cell(row.pabak.estimate),
            effect_cell(row.alpha),
        ]
        for words, row in rows
    ]
    below = notes(
        _about(results),
        "Prevalence is the mean of the two coders' shares of units, agreement the "
        "share of units that both coded, or both did not code.",
        meanings_note([first.rows[0].kappa, first.rows[0].pabak, first.rows[0].alpha]),
        _intervals(results, first.rows[0].kappa.conf_level),
        undefined_note(_reasons(rows)),
        note,
    )
    return markdown_table(header, body, caption=caption, name=name, note=below)


def _alike(result: CoderAgreement) -> tuple[object, ...]:
    return (
        result.first,
        result.second,
        result.n_interviews,
        tuple((row.theme, row.label, row.kappa.conf_level) for row in result.rows),
    )


def _named_rows(
    results: Sequence[CoderAgreement], name: str
) -> list[tuple[str, AgreementRow]]:
    units = [result.unit for result in results]
    if len(set(units)) != len(units):
        raise ValueError(
            f"{name}: each result has a unit of its own in a table, got {units}; leave "
            "out what is there twice"
        )
    by_theme = zip(*(result.rows for result in results), strict=True)
    return [
        (row.label if len(units) == 1 else f"{row.label}, by {unit}", row)
        for rows in by_theme
        for unit, row in zip(units, rows, strict=True)
    ]


def _percent(value: float | None) -> str:
    # one decimal, since few of many characters are coded
    return DASH if value is None else f"{apa_number(100 * value, digits=1)}%"


def _about(results: Sequence[CoderAgreement]) -> str:
    first = results[0]
    coders = f"Coders {escaped(first.first)} and {escaped(first.second)}"
    held = (
        "1 interview" if first.n_interviews == 1 else f"{first.n_interviews} interviews"
    )
    units = ", ".join(
        f"{whole_number(result.n_units)} {MANY[result.unit]}" for result in results
    )
    return f"{coders}, {held}. Units: {units}."


def _intervals(results: Sequence[CoderAgreement], conf_level: float) -> str:
    times = sorted({result.n_resamples for result in results})
    many = " or ".join(whole_number(n) for n in times)
    return (
        f"{coverage(conf_level)} percentile intervals, from {many} resamples of whole "
        "interviews, since the units of one depend on each other."
    )


def _reasons(rows: Sequence[tuple[str, AgreementRow]]) -> list[tuple[str, str]]:
    # κ and α of a row share their reasons, which undefined_note says once.
    return [
        (words, why)
        for words, row in rows
        for why in dict.fromkeys((row.kappa.undefined, row.alpha.undefined))
    ]
