"""Tests of pingouin, statsmodels and scipy, and their tables of tests."""

from __future__ import annotations

from functools import partial

from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.parts import Part, published
from reported.tables import Column, Table, cells, part_table, undefined_note
from reported.tables.rows import reasons
from reported.words import phrases
from reported.words.rounding import apa_number, apa_p
from results import HypothesisTest, NamedTest

OneTest = HypothesisTest | NamedTest


def _test(result: OneTest, alternative: str = "") -> str:
    return phrases.joined(
        phrases.statistic_words(result),
        _p(result, alternative),
        phrases.interval_words(result, partial(apa_number, bounded=True)),
        # pingouin has the limits of a difference, and not the difference
        *(
            phrases.effect_words(one) or phrases.interval_words(one)
            for one in result.effects
        ),
    )


def _p(result: OneTest, alternative: str) -> str:
    if result.p_adjusted is not None:
        return phrases.adjusted_p(result.p_adjusted, result.correction)
    if result.p_value is None:
        name = f"*{result.statistic_name}*" if result.statistic_name else "*p*"
        return f"{name} is not defined" if result.undefined else ""
    exact = "" if result.statistic_name else "exact "
    sided = "one-sided " if alternative in ("greater", "less") else ""
    return f"{sided}{exact}{apa_p(result.p_value)}"


def _whole(result: HypothesisTest) -> str:
    if not result.tests:
        return _test(result, result.alternative)
    return "; ".join(f"{escaped(one.label)}, {_test(one)}" for one in result.tests)


def _about(result: HypothesisTest) -> str:
    by = f", by {result.by[:1].lower()}{result.by[1:]}" if result.by else ""
    return f"{result.outcome}{by}" if result.outcome else result.method


def hypothesis_table(
    found: HypothesisTest | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the tests of a library's table, one row for a pair or a term.

    Parameters are those of `reported.kinds.models.model_table`, with one such table.

    Returns
    -------
    Table
        Statistic, p, adjusted if it was, and every effect size.

    Raises
    ------
    ValueError
        If it is a single test.
    """
    part = published(found)
    record: HypothesisTest = part.result
    if not record.tests:
        raise ValueError(f"{name}: {record.method} is a single test; say it with stat")
    first = record.tests[0]
    adjusted = first.p_adjusted is not None
    columns = [
        *cells.statistic_columns(record.tests),
        cells.p_column(first.correction) if adjusted else cells.P,
        *(Column(Markdown(phrases.EFFECTS[e.name][0]), f"effects.{e.name}.estimate")
          for e in first.effects),
    ]  # fmt: skip
    by = f" ({escaped(first.correction)})" if adjusted else ""
    notes = [
        f"{escaped(record.method)}.",
        f"*p* is {'' if by else 'not '}adjusted for the number of tests{by}.",
        cells.meanings_note(first.effects),
        undefined_note(reasons((one.label, one) for one in part.tests)),
        note,
    ]
    rows = [(cells.worded(one.label), one) for one in part.tests]
    return part_table("Test", rows, columns, caption=caption, name=name, note=notes)


KINDS = (
    Kind(record=HypothesisTest, words=_whole, about=_about, tables=(hypothesis_table,)),
    Kind(record=NamedTest, words=_test),
)
