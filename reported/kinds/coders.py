"""How far two coders agree."""

from __future__ import annotations

from collections.abc import Sequence

from reported.findings import counted
from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.tables import Column, Table, part_table, undefined_note
from reported.tables.cells import effect_column, meanings_note
from reported.tables.rows import Results, Row, rows_of, shared
from reported.words.phrases import EFFECTS, effect_words, joined
from reported.words.rounding import coverage, percentage, whole_number
from results import AgreementRow, CoderAgreement

#: A unit as a note counts it.
MANY = {
    "character": "characters of the participants' turns",
    "turn": "turns of the participants",
    "document": "interviews",
}


def _agreement_row(result: AgreementRow) -> str:
    if result.agreement is None:
        return ""
    agreed = f"{percentage(result.agreement)} agreement"
    return joined(agreed, effect_words(result.kappa), effect_words(result.alpha))


def _coder_agreement(result: CoderAgreement) -> str:
    units = counted(result.n_units, result.unit)
    interviews = counted(result.n_interviews, "interview")
    return f"{counted(len(result.rows), 'theme')}, {units} in {interviews}"


def agreement_table(
    results: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the agreement of two coders, one row for a theme and unit.

    Parameters
    ----------
    results : CoderAgreement or Part, or several
        Of the same coders and themes, each with another unit.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        Prevalence and agreement as percentages; kappa, PABAK and alpha, kappa and alpha
        with intervals. Where there are several results, the rows of a theme stand
        together and say their units. A dash has its reason in the note.

    Raises
    ------
    ValueError
        If there is nothing to show, or coders, themes, interviews or coverages differ,
        or two results have the same unit.
    """
    given = rows_of(results, "unit")
    first = shared(
        given, name, _alike, what="the same coders, themes, interviews and coverage"
    ).rows[0]
    rows = _by_theme(given, name)
    columns = [
        # one decimal, since few of many characters are coded
        Column("Prevalence", "prevalence.tenths"),
        Column("Agreed", "agreement"),
        effect_column(first.kappa, "kappa"),
        Column(Markdown(EFFECTS["pabak"][0]), "pabak.estimate"),
        effect_column(first.alpha, "alpha"),
    ]
    records = [part.result for _, part in given]
    notes = [
        _about(records),
        "Prevalence is the mean of the two coders' shares of units; agreed is the "
        "share of units that both coded, or both did not code.",
        meanings_note([first.kappa, first.pabak, first.alpha]),
        _intervals(records, first.kappa.conf_level),
        undefined_note(_reasons(rows)),
        note,
    ]
    head = "Theme" if len(given) == 1 else "Theme and unit"
    return part_table(head, rows, columns, caption=caption, name=name, note=notes)


def _alike(result: CoderAgreement) -> tuple[object, ...]:
    return (
        result.first,
        result.second,
        result.n_interviews,
        tuple((row.theme, row.label, row.kappa.conf_level) for row in result.rows),
    )


def _by_theme(given: Sequence[Row], name: str) -> list[Row]:
    units = [unit for unit, _ in given]
    if len(set(units)) != len(units):
        raise ValueError(
            f"{name}: each result has a unit of its own in a table, got {units}; leave "
            "out what is there twice"
        )
    return [
        (row.label if len(units) == 1 else f"{row.label}, by {unit}", row)
        for same in zip(*(part.rows for _, part in given), strict=True)
        for unit, row in zip(units, same, strict=True)
    ]


def _about(results: Sequence[CoderAgreement]) -> str:
    first = results[0]
    coders = f"Coders {escaped(first.first)} and {escaped(first.second)}"
    held = counted(first.n_interviews, "interview")
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


def _reasons(rows: Sequence[Row]) -> list[tuple[str, str]]:
    # κ and α of a row share their reasons, which undefined_note says once.
    return [
        (words, effect.undefined)
        for words, row in rows
        for effect in (row.kappa, row.alpha)
    ]


KINDS = (
    Kind(
        record=CoderAgreement,
        words=_coder_agreement,
        about=lambda r: f"Agreement of two coders, by {r.unit}",
        tables=(agreement_table,),
    ),
    Kind(record=AgreementRow, words=_agreement_row),
)
