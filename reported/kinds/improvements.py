"""Whether further variables improve a model."""

from __future__ import annotations

from reported.kinds._kind import Kind
from reported.markdown import escaped
from reported.parts import Part, published
from reported.tables import Column, Table, part_table, undefined_note
from reported.tables.cells import ADJUSTED_P, N, P, statistic_columns
from reported.tables.rows import reasons, rows_of
from reported.words.phrases import HOLM, adjusted_p, joined, statistic_words
from reported.words.rounding import whole_number
from results import Addition, Improvement


def _addition(result: Addition) -> str:
    return joined(statistic_words(result), adjusted_p(result.p_adjusted, HOLM))


def _improvement(result: Improvement) -> str:
    found = sum(one.p_adjusted < 0.05 for one in result.additions)
    return f"{found} of {len(result.additions)} further variables improved it"


def improvement_table(
    found: Improvement | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of variables offered to a model, one row for a variable.

    Parameters are those of `reported.kinds.models.model_table`, with one improvement.
    """
    part = published(found)
    record: Improvement = part.result
    rows = rows_of(part.additions, "label")
    adjusted = record.correction != "none"
    columns = [
        N,
        Column("Events", "n_events"),
        *statistic_columns(record.additions),
        P,
        *([ADJUSTED_P] if adjusted else []),
    ]
    undefined = [*reasons(rows), (record.method, record.undefined)]
    notes = [
        f"{escaped(record.method)}; outcome: {escaped(record.outcome)}. Each variable "
        f"is added by itself to a model of {escaped(record.base)}, "
        f"*n* = {whole_number(record.n)}; both models are fitted to the rows that have "
        "it.",
        f"*p* adjusted for {len(rows)} variables ({escaped(record.correction)})."
        if adjusted
        else "",
        undefined_note(undefined),
        note,
    ]
    return part_table("Variable", rows, columns, caption=caption, name=name, note=notes)


KINDS = (
    Kind(
        record=Improvement,
        words=_improvement,
        about=lambda r: f"{r.outcome}: what improves on {r.base}",
        tables=(improvement_table,),
    ),
    Kind(record=Addition, words=_addition),
)
