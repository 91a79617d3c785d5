"""The setting, or another value, of each source of a coded project."""

from __future__ import annotations

import pandas as pd

from analysis.coded_project import CodedProject
from analysis.errors import DataError

__all__ = ["setting_of_sources"]


def setting_of_sources(
    project: CodedProject, *, variable: str, participants: pd.DataFrame | None = None
) -> pd.Series:
    """Say of each source in which setting it was recorded.

    Parameters
    ----------
    project : CodedProject
        The coded interviews.
    variable : str
        Name of what is asked for, such as ``setting``.
    participants : DataFrame, shape (n_rows, n_variables), optional
        Columns ``source`` and `variable`, one row for a source; other sources may be
        listed too. Without it, the value is that of the case that the coding program
        linked the source to; some programs lose these links, so that a table is safer.

    Returns
    -------
    Series of str, shape (n_sources,)
        Indexed by source, in the order of the project; named as `variable`.

    Raises
    ------
    DataError
        If a column is missing, or a source is not listed, listed twice, has no value,
        or has no case link where no table is given; all such faults at once.
    """
    sources = pd.Index(project.sources["source"], name="source")
    if participants is None:
        found = _from_cases(project, sources, variable)
    else:
        found = _from_table(project, sources, variable, participants)
    return found.astype("str").rename(variable)


def _from_cases(project: CodedProject, sources: pd.Index, variable: str) -> pd.Series:
    own = project.case_values[project.case_values["variable"] == variable]
    value_of = dict(zip(own["case"], own["value"], strict=True))
    cases = pd.Series(project.sources["case"].to_numpy(), index=sources)
    remedy = f"give a participants table with the columns source and {variable}"
    unlinked = list(cases.index[cases == ""])
    values = cases.map(value_of)
    empty = (values.isna() | (values.astype("str").str.strip() == "")) & (cases != "")
    faults = []
    if unlinked:
        faults.append(
            f"{project.origin}: no case link for {len(unlinked)} sources, got "
            f"{unlinked[:5]}; {remedy}"
        )
    if empty.any():
        faults.append(
            f"{project.origin}: no {variable} for the cases of {int(empty.sum())} "
            f"sources, got {list(sources[empty])[:5]}; {remedy}"
        )
    if faults:
        raise DataError("\n".join(faults))
    return values


def _from_table(
    project: CodedProject,
    sources: pd.Index,
    variable: str,
    participants: pd.DataFrame,
) -> pd.Series:
    absent = [name for name in ("source", variable) if name not in participants.columns]
    if absent:
        raise DataError(
            f"participants: {len(absent)} columns are not there, got {absent}; "
            f"the columns needed are {['source', variable]}"
        )
    rows = participants[participants["source"].isin(sources)]
    twice = sorted(set(rows.loc[rows["source"].duplicated(), "source"]))
    unlisted = [name for name in sources if name not in set(rows["source"])]
    blank = rows[variable].isna() | (rows[variable].astype("str").str.strip() == "")
    empty = list(rows.loc[blank, "source"])
    faults = [
        f"participants: {len(names)} sources {rule}, got {names[:5]}; {hint}"
        for names, rule, hint in (
            (unlisted, "are not listed", "add a row for each"),
            (twice, "are listed more than once", "keep one row for a source"),
            (empty, f"have no {variable}", "fill it in"),
        )
        if names
    ]
    if faults:
        raise DataError("\n".join(faults))
    return rows.set_index("source")[variable].reindex(sources)
