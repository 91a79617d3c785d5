"""Sentence parts for the qualitative strand: themes, coders, saturation, excerpts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reported.findings import counted
from reported.words.phrases import effect_words, interval_words, joined
from reported.words.rounding import percentage, share
from results import (
    AgreementRow,
    CodePair,
    CoderAgreement,
    CoOccurrence,
    GroupCount,
    Quotation,
    Quotations,
    Record,
    Saturation,
    ThemeRow,
    ThemeTable,
)


def _theme_table(result: ThemeTable) -> str:
    themes = sum(row.level == "theme" for row in result.rows)
    spoken = _spoken(result.n_excerpts, result.n_interviews)
    return joined(counted(themes, "theme"), spoken)


def _theme_row(result: ThemeRow) -> str:
    found = share(result.interviews, result.n)
    return joined(
        found, interval_words(result, percentage), counted(result.excerpts, "excerpt")
    )


def _spoken(excerpts: int, interviews: int) -> str:
    return f"{counted(excerpts, 'excerpt')} in {counted(interviews, 'interview')}"


def _agreement_row(result: AgreementRow) -> str:
    if result.agreement is None:
        return ""
    agreed = f"{percentage(result.agreement)} agreement"
    return joined(agreed, effect_words(result.kappa), effect_words(result.alpha))


def _coder_agreement(result: CoderAgreement) -> str:
    units = counted(result.n_units, result.unit)
    interviews = counted(result.n_interviews, "interview")
    return f"{counted(len(result.rows), 'theme')}, {units} in {interviews}"


def _saturation(result: Saturation) -> str:
    codes = f"{counted(result.n_codes, 'code')} of {result.n_frame_codes}"
    return f"{codes} in {counted(result.n_interviews, 'interview')}"


def _pair(result: CodePair) -> str:
    return f"{share(result.both, result.either)} interviews"


THEME_WORDS: dict[type[Record], Callable[[Any], str]] = {
    GroupCount: lambda result: share(result.count, result.n),
    ThemeTable: _theme_table,
    ThemeRow: _theme_row,
    AgreementRow: _agreement_row,
    CoderAgreement: _coder_agreement,
    Saturation: _saturation,
    CoOccurrence: lambda result: counted(len(result.pairs), "pair"),
    CodePair: _pair,
    Quotations: lambda result: counted(len(result.quotations), "excerpt"),
    Quotation: lambda result: f"{result.pseudonym}, {result.group_label}",
}
