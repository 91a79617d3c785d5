"""How far two coders agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from reported.findings import counted
from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.tables import Column, Table, part_table, undefined_note
from reported.tables.cells import effect_column, meanings_note
from reported.tables.rows import Results, Row, rows_of, shared
from reported.words.phrases import EFFECTS, effect_words, joined
from reported.words.rounding import coverage, percentage, whole_number
from results import AgreementRow, AlphaRow, CoderAgreement, CodersAlpha

#: A comparison of two coders, or of more.
Coded: TypeAlias = CoderAgreement | CodersAlpha
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


def _alpha_row(result: AlphaRow) -> str:
    return effect_words(result.alpha)


def _coders_alpha(result: CodersAlpha) -> str:
    coders = counted(len(result.coders), "coder")
    units = counted(result.n_units, result.unit)
    interviews = counted(result.n_compared, "interview")
    return f"{coders}, {counted(len(result.rows), 'theme')}, {units} in {interviews}"


def agreement_table(
    results: Results, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the agreement of coders, one row for a theme and unit, or for coders.

    Parameters
    ----------
    results : CoderAgreement, CodersAlpha or Part, or several
        Of the same themes: of the same coders, each with another unit, or with the same
        unit, each of other coders.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        Prevalence and agreement as percentages; kappa, PABAK and alpha, kappa and alpha
        with intervals. Where there are several results, the rows of a theme stand
        together and say their units or coders. A dash has its reason in the note; what
        is of two coders only is empty in the rows of more.

    Raises
    ------
    ValueError
        If there is nothing to show, or themes or coverages differ, or both coders and
        units do, or two results have the same unit and coders.
    """
    given = rows_of(results, "unit")
    whole = shared(given, name, _alike, what="the same themes and coverage")
    records = [part.result for _, part in given]
    rows, alpha = _by_theme(given, name), whole.rows[0].alpha
    pair = next((one.rows[0] for one in records if _of_pair(one)), None)
    columns = [
        # one decimal, since few of many characters are coded
        Column("Prevalence", "prevalence.tenths"),
        *(_of_two(pair) if pair else ()),
        effect_column(alpha, "alpha"),
    ]
    notes = [
        _about(records),
        _shares(records),
        meanings_note([pair.kappa, pair.pabak, alpha] if pair else [alpha]),
        _intervals(records, alpha.conf_level),
        undefined_note(_reasons(rows)),
        note,
    ]
    return part_table(
        _head(records), rows, columns, caption=caption, name=name, note=notes
    )


def _of_pair(result: Coded) -> bool:
    return isinstance(result, CoderAgreement)


def _shares(results: Sequence[Coded]) -> str:
    two = "two " if all(map(_of_pair, results)) else ""
    agreed = (
        "; agreed is the share of units that both coded, or both did not code"
        if any(map(_of_pair, results))
        else ""
    )
    return f"Prevalence is the mean of the {two}coders' shares of units{agreed}."


def _of_two(row: AgreementRow) -> list[Column]:
    only = AgreementRow
    return [
        Column("Agreed", "agreement", only=only),
        effect_column(row.kappa, "kappa")._replace(only=only),
        Column(Markdown(EFFECTS["pabak"][0]), "pabak.estimate", only=only),
    ]


def _alike(result: Coded) -> tuple[object, ...]:
    return tuple((row.theme, row.label, row.alpha.conf_level) for row in result.rows)


def _coders(result: Coded) -> tuple[str, ...]:
    if isinstance(result, CodersAlpha):
        return result.coders
    return result.first, result.second


def _coder_words(result: Coded) -> str:
    if isinstance(result, CodersAlpha):
        return f"all {whole_number(len(result.coders))} coders"
    return f"{result.first} and {result.second}"


def _head(results: Sequence[Coded]) -> str:
    if len(results) == 1:
        return "Theme"
    return (
        f"Theme and {'unit' if len({_coders(r) for r in results}) == 1 else 'coders'}"
    )


def _by_theme(given: Sequence[Row], name: str) -> list[Row]:
    records = [part.result for _, part in given]
    units, coders = [r.unit for r in records], [_coders(r) for r in records]
    of = {(_coders(r), _compared(r)) for r in records}
    if len(set(units)) > 1 and len(of) > 1:
        raise ValueError(
            f"{name}: one table shows several units of the same coders and interviews, "
            f"or several coders by one unit, got {units} of {coders}; make a table for "
            "each"
        )
    if len({*zip(units, coders, strict=True)}) != len(given):
        raise ValueError(
            f"{name}: each result has a unit or coders of its own in a table, got "
            f"{units}; leave out what is there twice"
        )
    ends = [
        f"by {r.unit}" if len(set(coders)) == 1 else _coder_words(r) for r in records
    ]
    return [
        (row.label if len(records) == 1 else f"{row.label}, {end}", row)
        for same in zip(*(part.rows for _, part in given), strict=True)
        for end, row in zip(ends, same, strict=True)
    ]


def _about(results: Sequence[Coded]) -> str:
    first = results[0]
    units = ", ".join(dict.fromkeys(map(_units, results)))
    if len({_coders(one) for one in results}) == 1:
        held = counted(_compared(first), "interview")
        *others, last = map(escaped, _coders(first))
        return f"Coders {', '.join(others)} and {last}, {held}. Units: {units}."
    each = "; ".join(
        f"{escaped(_coder_words(one))}, {counted(_compared(one), 'interview')} with "
        f"{_units(one)}"
        for one in results
    )
    return f"{each[:1].upper()}{each[1:]}."


def _compared(result: Coded) -> int:
    return result.n_compared if isinstance(result, CodersAlpha) else result.n_interviews


def _units(result: Coded) -> str:
    return f"{whole_number(result.n_units)} {MANY[result.unit]}"


def _intervals(results: Sequence[Coded], conf_level: float) -> str:
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
        for effect in (getattr(row.result, "kappa", row.alpha), row.alpha)
    ]


KINDS = (
    Kind(
        record=CoderAgreement,
        words=_coder_agreement,
        about=lambda r: f"Agreement of two coders, by {r.unit}",
        tables=(agreement_table,),
    ),
    Kind(record=AgreementRow, words=_agreement_row),
    Kind(
        record=CodersAlpha,
        words=_coders_alpha,
        about=lambda r: f"Agreement of {len(r.coders)} coders, by {r.unit}",
    ),
    Kind(record=AlphaRow, words=_alpha_row),
)
