"""Tables of the qualitative strand: themes by group and by outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import notes, percent_cell
from reported.words.rounding import DASH, coverage
from results import DataError, GroupCount, ThemeRow, ThemeTable


def theme_counts_table(
    table: ThemeTable,
    *,
    caption: str,
    name: str,
    levels: Sequence[str] = ("theme", "sub-theme", "code"),
    links: Mapping[str, str] | None = None,
    note: str = "",
) -> str:
    """Table of themes with the interviews and excerpts of each group.

    Parameters
    ----------
    table : ThemeTable
        Counts by theme and group.
    caption, name, note : str
        As for `markdown_table`.
    levels : sequence of str
        Which rows are shown; sub-themes and codes stand behind a dash.
    links : mapping of str to str, optional
        Label of the first excerpt by the name of the theme; its row links there.

    Returns
    -------
    str
        MyST Markdown. Counts stand out of all interviews of their group; the share is
        of all interviews and has an exact interval.
    """
    header = [
        "Theme",
        *(f"{group.label} (of {group.n})" for group in table.groups),
        f"All (of {table.n_interviews})",
        "Share of interviews",
    ]
    rows = [
        [
            _linked(
                f"{DASH} {row.label}" if row.parent else row.label, row.theme, links
            ),
            *(_count_cell(group) for group in row.by_group),
            Markdown(f"{row.interviews} ({row.excerpts})"),
            _share_cell(row.proportion, row.conf_low, row.conf_high),
        ]
        for row in table.rows
        if row.level in levels
    ]
    below = notes(
        f"{escaped(table.method)}.",
        "In each cell the interviews in which it was coded, then excerpts in brackets.",
        _people(table),
        "In the last column the share of all interviews with its exact "
        f"{coverage(table.groups[0].conf_level)} interval.",
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=below)


def theme_outcome_table(
    tables: Mapping[str, ThemeTable],
    *,
    outcome: str,
    groups: Mapping[str, str],
    caption: str,
    name: str,
    note: str = "",
) -> str:
    """Table of themes by group and by outcome, as counts out of the interviews.

    Parameters
    ----------
    tables : mapping of str to ThemeTable
        One for each level of the outcome, by words for those who have it; of the same
        themes.
    outcome : str
        What the levels are levels of, in words.
    groups : mapping of str to str
        Group codes and labels, in order; "of 0" where nobody has the level.
    caption, name, note : str
        As for `markdown_table`.

    Raises
    ------
    DataError
        If the tables do not have the same themes.
    """
    rows_of = [
        {row.theme: row for row in table.rows if row.level == "theme"}
        for table in tables.values()
    ]
    if any(list(rows) != list(rows_of[0]) for rows in rows_of):
        raise DataError(f"{name}: the tables have different themes; use one frame")
    rows = [
        [label, *(_levels(name, code, rows_of) for code in groups)]
        for name, label in ((row.theme, row.label) for row in rows_of[0].values())
    ]
    below = notes(
        f"Interviews in which the theme was coded, by setting and {escaped(outcome)}: "
        f"in each cell {', then '.join(escaped(level) for level in tables)}.",
        f"{DASH}: no such interview.",
        note,
    )
    header = ["Theme", *groups.values()]
    return markdown_table(header, rows, caption=caption, name=name, note=below)


def _linked(text: str, theme: str, links: Mapping[str, str] | None) -> str:
    if not links or theme not in links:
        return text
    return Markdown(f"[{escaped(text)}](#{links[theme]})")


def _count_cell(group: GroupCount) -> str:
    return Markdown(f"{group.count} ({group.excerpts})")


def _share_cell(proportion: float | None, low: float | None, high: float | None) -> str:
    if proportion is None or low is None or high is None:
        return DASH
    return percent_cell(proportion, low, high)


def _people(table: ThemeTable) -> str:
    if table.n_participants == table.n_interviews:
        return "Every participant was interviewed once."
    return (
        f"The {table.n_interviews} interviews are those of {table.n_participants} "
        "participants."
    )


def _levels(theme: str, code: str, tables: Sequence[Mapping[str, ThemeRow]]) -> str:
    found = []
    for rows in tables:
        here = {group.group: group for group in rows[theme].by_group}
        found.append(_of(here[code]) if code in here else DASH)
    return "; ".join(found)


def _of(group: GroupCount) -> str:
    return f"{group.count} of {group.n}" if group.n else DASH
