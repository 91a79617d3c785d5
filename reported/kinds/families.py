"""Tests that were declared to belong together."""

from __future__ import annotations

from reported.kinds._kind import Kind
from reported.markdown import escaped
from reported.parts import Part, published
from reported.tables import Table, part_table
from reported.tables.cells import ADJUSTED_P, P
from reported.tables.rows import rows_of
from reported.words.phrases import HOLM, adjusted_p
from results import Family, FamilyMember


def _member(result: FamilyMember) -> str:
    return adjusted_p(result.p_adjusted, HOLM)


def _family(result: Family) -> str:
    found = sum(member.p_adjusted < 0.05 for member in result.members)
    return f"{found} of {len(result.members)} {HOLM}-adjusted *p* below .05"


def family_table(
    family: Family | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of a family of tests, one row for a test, in the order of declaration.

    Parameters are those of `reported.kinds.scales.reliability_table`, with one family.
    """
    part = published(family)
    rows = rows_of(part.members, "label")
    about = f"{escaped(part.label)}: {escaped(part.method)}, for {len(rows)} tests."
    return part_table(
        "Test", rows, [P, ADJUSTED_P], caption=caption, name=name, note=[about, note]
    )


KINDS = (
    Kind(
        record=Family,
        words=_family,
        about=lambda r: f"Family of tests: {r.label}",
        correction=lambda r: f"{r.method}, for {len(r.members)} tests",
        tables=(family_table,),
    ),
    Kind(record=FamilyMember, words=_member),
)
