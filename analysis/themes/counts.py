"""Count themes: in how many interviews, and how many excerpts.

An interview counts once for a theme, however many of its excerpts were coded with it,
and a participant once, however many interviews he gave. A theme's excerpts are those of
all codes below it, a passage with two of them counting once. Excerpts are those of one
named coder, so that two coders' work is never added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.data.coding_frame import Frame, frame_nodes, theme_of_codes
from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.rows import selected
from analysis.themes._group_counts import (
    Held,
    by_group,
    coded_passages,
    group_members,
    theme_row,
)
from results import DataError, DataUsed, Option, ThemeTable

#: Columns that a coding must have, and that the list of interviews must have.
CODING = ("interview", "coder", "theme", "code", "excerpt")
INTERVIEWS = ("interview", "participant")


def theme_table(
    coding: pd.DataFrame,
    interviews: pd.DataFrame,
    *,
    coder: str,
    by: str,
    source: str,
    filter: str = ALL_ROWS,
    labels: Mapping[Any, str] | None = None,
    coding_frame: Frame | None = None,
    conf_level: float = 0.95,
) -> ThemeTable:
    """Count each theme, sub-theme and code, by group of interviews.

    Parameters
    ----------
    coding : DataFrame, shape (n_excerpts, n_variables)
        Columns interview, coder, theme, code, excerpt; one row for each time that a
        coder gave an excerpt a code. No value may be missing. The theme may be left
        out if `coding_frame` is given, which knows each code's theme.
    interviews : DataFrame, shape (n_interviews, n_variables)
        Columns interview, participant and `by`; one row for an interview.
    coder : str
        Whose coding is counted.
    by : str
        Column of `interviews` with the group.
    source, filter : str
        Kind of data and table; which interviews, as `samples.selected` reads it.
    labels : mapping of str to str, optional
        Group code to label.
    coding_frame : sequence of mappings, optional
        Themes in order: {theme, label, themes: [...], codes: [{code, label}, ...]}.
        All of them get a row, also those that nobody spoke of; without it, those that
        occur do, in alphabetical order.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    ThemeTable
        Each theme's row is followed by those of what stands under it. Shares are of
        interviews, with the exact interval of Clopper and Pearson; without
        interviews they are undefined.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all,
        the coder coded nothing, or a theme or code is not in the coding frame.
    """
    if coding_frame is not None and "theme" not in coding:
        coding = _with_themes(coding, coding_frame)
    _check_columns(interviews, (*INTERVIEWS, by), where=f"{source}, interviews")
    own = _coded_by(coding, interviews, coder=coder, source=source)
    interviews = selected(interviews, filter, where=f"{source}, interviews")
    own = own[own["interview"].isin(interviews["interview"])]
    tree = _occurring(own) if coding_frame is None else list(coding_frame)
    _check_frame(own, tree, where=f"{source}, coding")
    passages = coded_passages(own, interviews)
    held = Held(len(interviews), group_members(interviews, by, labels), conf_level)
    return ThemeTable(
        method=(
            f"Excerpts coded by {coder}; an interview counts once for a theme, a "
            "passage once"
        ),
        groups=by_group(passages, held),
        rows=tuple(theme_row(passages, node, held) for node in frame_nodes(tree)),
        n_interviews=len(interviews),
        n_participants=int(interviews["participant"].nunique()),
        n_excerpts=int(own["excerpt"].nunique()),
        data=DataUsed(
            source=source,
            variables=(*CODING, by),
            filter=filter,
            rows=len(own),
            function="theme_table",
            options=(
                Option(name="coder", value=coder),
                Option(name="conf_level", value=conf_level),
            ),
        ),
    )


def spoke_of(
    coding: pd.DataFrame,
    interviews: pd.DataFrame,
    *,
    theme: str,
    coder: str,
    source: str,
    coding_frame: Frame | None = None,
) -> pd.DataFrame:
    """Say of each interview whether a theme was coded in it at all.

    Parameters and errors are those of `theme_table`.

    Returns
    -------
    DataFrame, shape (n_interviews, n_variables + 1)
        A copy of `interviews` with a categorical column, named as the theme, that is
        "yes" or "no"; the row of `exact_counts` or `proportion` is then an interview.
    """
    if coding_frame is not None and "theme" not in coding:
        coding = _with_themes(coding, coding_frame)
    _check_columns(interviews, INTERVIEWS, where=f"{source}, interviews")
    own = _coded_by(coding, interviews, coder=coder, source=source)
    known = set(own["theme"]) | {entry["theme"] for entry in coding_frame or ()}
    if theme not in known:
        raise DataError(
            f"{source}, coding: no such theme, got {theme!r}; "
            f"use one of {sorted(known)[:5]}"
        )
    spoke = interviews["interview"].isin(own.loc[own["theme"] == theme, "interview"])
    answers = pd.Categorical(
        ["yes" if found else "no" for found in spoke], categories=["yes", "no"]
    )
    return interviews.assign(**{theme: answers})


def _occurring(own: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {"theme": theme, "codes": [{"code": code} for code in sorted(set(codes))]}
        for theme, codes in own.groupby("theme", observed=True)["code"]
    ]


def _check_columns(frame: pd.DataFrame, names: Sequence[str], *, where: str) -> None:
    absent = [name for name in names if name not in frame.columns]
    if absent:
        raise DataError(
            f"{where}: {len(absent)} columns are not there, got {absent}; "
            f"the columns needed are {list(names)}"
        )
    empty = [name for name in names if frame[name].isna().any()]
    if empty:
        raise DataError(
            f"{where}: values are missing in {len(empty)} columns, got {empty[:5]}; "
            "fill them in, or leave those rows out"
        )


def _coded_by(
    coding: pd.DataFrame, interviews: pd.DataFrame, *, coder: str, source: str
) -> pd.DataFrame:
    _check_columns(coding, CODING, where=f"{source}, coding")
    own = coding[coding["coder"] == coder]
    _check_rows(coding, own, interviews, coder=coder, source=source)
    return own


def _with_themes(coding: pd.DataFrame, tree: Frame) -> pd.DataFrame:
    themes = theme_of_codes(tree)
    # A code that the frame does not know keeps its name, and is then refused by it.
    names = [themes.get(code, "unknown") for code in coding["code"]]
    return coding.assign(theme=names)


def _check_rows(
    coding: pd.DataFrame,
    own: pd.DataFrame,
    interviews: pd.DataFrame,
    *,
    coder: str,
    source: str,
) -> None:
    listed = interviews["interview"]
    twice = sorted(set(listed[listed.duplicated()]))
    if twice:
        raise DataError(
            f"{source}, interviews: {len(twice)} listed more than once, "
            f"got {twice[:5]}; keep one row for an interview"
        )
    strange = sorted(set(coding["interview"]) - set(listed))
    if strange:
        raise DataError(
            f"{source}, coding: {len(strange)} interviews are not listed, "
            f"got {strange[:5]}; add them to the list of interviews"
        )
    if not len(own):
        raise DataError(
            f"{source}, coding: this coder coded nothing, got {coder!r}; "
            f"use one of {sorted(set(coding['coder']))[:5]}"
        )
    again = own[own.duplicated(["interview", "code", "excerpt"])]
    if len(again):
        raise DataError(
            f"{source}, coding: {len(again)} excerpts have the same code twice by one "
            f"coder, got {list(again['excerpt'][:5])} at "
            f"{list(again['interview'][:5])}; keep one row of each"
        )


def _check_frame(own: pd.DataFrame, tree: Frame, *, where: str) -> None:
    legal = {(theme, code) for code, theme in theme_of_codes(tree).items()}
    used = set(zip(own["theme"], own["code"], strict=True))
    strange = [f"{theme}/{code}" for theme, code in sorted(used - legal)]
    if strange:
        raise DataError(
            f"{where}: {len(strange)} codes are not in the coding frame, "
            f"got {strange[:5]}; correct the coding, or add them to the frame"
        )
