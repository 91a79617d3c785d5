"""The interviews: counts of themes, saturation, co-occurrence, excerpts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from reported.findings import counted
from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.parts import Part, published
from reported.tables import Cell, Column, Piece, Table, part_table, written
from reported.tables.cells import PROPORTION, interval_cell
from reported.words.phrases import interval_words, joined
from reported.words.rounding import DASH, coverage, percentage, share
from results import (
    CodePair,
    CoOccurrence,
    DataError,
    GroupCount,
    Quotation,
    Quotations,
    Saturation,
    SaturationStep,
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


def _saturation(result: Saturation) -> str:
    codes = f"{counted(result.n_codes, 'code')} of {result.n_frame_codes}"
    return f"{codes} in {counted(result.n_interviews, 'interview')}"


def _pair(result: CodePair) -> str:
    return f"{share(result.both, result.either)} interviews"


def theme_counts_table(
    table: ThemeTable | Part,
    *,
    caption: str,
    name: str,
    levels: Sequence[str] = ("theme", "sub-theme", "code"),
    links: Mapping[str, str] | None = None,
    note: str = "",
) -> Table:
    """Table of themes with the interviews and excerpts of each group.

    Parameters
    ----------
    table : ThemeTable or Part
        Counts by theme and group.
    caption, name, note : str
        As for `reported.markdown.markdown_table`.
    levels : sequence of str
        Which rows are shown; sub-themes and codes stand behind a dash.
    links : mapping of str to str, optional
        Label of the first excerpt by the name of the theme; its row links there.

    Returns
    -------
    Table
        Counts stand out of all interviews of their group; the share is of all
        interviews and has an exact interval.
    """
    part = published(table)
    record: ThemeTable = part.result
    columns = [
        *(
            Column(
                f"{one.label} (of {one.n})",
                f"by_group.{one.group}",
                "{count} ({excerpts})",
            )
            for one in record.groups
        ),
        Column(f"All (of {record.n_interviews})", cell="{interviews} ({excerpts})"),
        Column("Share of interviews", cell=partial(interval_cell, names=PROPORTION)),
    ]
    rows = [
        (_linked(f"{DASH} {row.label}" if row.parent else row.label, row, links), row)
        for row in part.rows
        if row.level in levels
    ]
    notes = [
        f"{escaped(record.method)}.",
        "In each cell the interviews in which it was coded, then excerpts in brackets.",
        _people(record),
        "In the last column the share of all interviews with its exact "
        f"{coverage(record.groups[0].conf_level)} interval.",
        note,
    ]
    return part_table("Theme", rows, columns, caption=caption, name=name, note=notes)


def _linked(text: str, row: Part, links: Mapping[str, str] | None) -> str:
    if not links or row.theme not in links:
        return text
    return Markdown(f"[{escaped(text)}](#{links[row.theme]})")


def _people(table: ThemeTable) -> str:
    if table.n_participants == table.n_interviews:
        return "Every participant was interviewed once."
    return (
        f"The {table.n_interviews} interviews are those of {table.n_participants} "
        "participants."
    )


def theme_outcome_table(
    tables: Mapping[str, ThemeTable | Part],
    *,
    outcome: str,
    groups: Mapping[str, str],
    caption: str,
    name: str,
    note: str = "",
) -> Table:
    """Table of themes by group and by outcome, as counts out of the interviews.

    Parameters
    ----------
    tables : mapping of str to ThemeTable, or to Part
        One for each level of the outcome, by words for those who have it; of the same
        themes.
    outcome : str
        What the levels are levels of, in words.
    groups : mapping of str to str
        Group codes and labels, in order; "of 0" where nobody has the level.
    caption, name, note : str
        As for `reported.markdown.markdown_table`.

    Raises
    ------
    DataError
        If the tables do not have the same themes.
    """
    themes = [
        [row for row in published(table).rows if row.level == "theme"]
        for table in tables.values()
    ]
    if len({tuple(row.theme for row in rows) for rows in themes}) > 1:
        raise DataError(f"{name}: the tables have different themes; use one frame")
    columns = [
        Column(label, cell=partial(_levels, code)) for code, label in groups.items()
    ]
    notes = [
        f"Interviews in which the theme was coded, by setting and {escaped(outcome)}: "
        f"in each cell {', then '.join(escaped(level) for level in tables)}.",
        f"{DASH}: no such interview.",
        note,
    ]
    # a row has the same theme of every table
    rows = [(same[0].label, same) for same in zip(*themes, strict=True)]
    return part_table("Theme", rows, columns, caption=caption, name=name, note=notes)


def _levels(code: str, rows: Sequence[Part]) -> Cell:
    """Show a group's interviews with a theme, of each level of an outcome."""
    pieces: list[Piece] = []
    for row in rows:
        groups = {group.group: group for group in row.by_group}
        there = code in groups and groups[code].n.value
        pieces += ["; "] if pieces else []
        pieces += written(groups[code], "{count} of {n}") if there else [None]
    return pieces


#: What counts of interviews are called.
INTERVIEWS, SHARE = "Number of interviews", "Share of interviews"

KINDS = (
    Kind(
        record=ThemeTable,
        words=_theme_table,
        about=lambda r: f"Themes of the interviews, by {r.data.variables[-1]}",
        tables=(theme_counts_table, theme_outcome_table),
    ),
    Kind(
        record=ThemeRow,
        words=_theme_row,
        field_words={"interviews": INTERVIEWS, "proportion": SHARE},
    ),
    Kind(
        record=GroupCount,
        words=lambda r: share(r.count, r.n),
        field_words={"count": INTERVIEWS, "proportion": SHARE},
    ),
    Kind(
        record=Saturation,
        words=_saturation,
        about=lambda r: "Saturation: new codes by interview",
        field_words={
            "share_stopped": "Share of orders in which the rule was met",
            "stopped_at": "Number of interviews when the rule was met",
        },
    ),
    Kind(
        record=SaturationStep,
        label=lambda part, whole: f"after {part.interviews} interviews",
        field_words={"observed_new": "Number of new codes"},
    ),
    Kind(
        record=CoOccurrence,
        words=lambda r: counted(len(r.pairs), "pair"),
        about=lambda r: "Themes that occur together",
    ),
    Kind(
        record=CodePair,
        words=_pair,
        label=lambda part, whole: f"{part.first_label} and {part.second_label}",
        field_words={"overlaps": "Number of overlapping passages"},
    ),
    Kind(
        record=Quotations,
        words=lambda r: counted(len(r.quotations), "excerpt"),
        about=lambda r: "Excerpts chosen to be printed",
    ),
    Kind(record=Quotation, words=lambda r: f"{r.pseudonym}, {r.group_label}"),
)
