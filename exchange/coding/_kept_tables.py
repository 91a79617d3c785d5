"""What programs hold beside the coding, as tables: memos, and attributes of interviews.

No result rests on either. Memos are the trail of how the coding came about; attributes
are what a program was told of interviews, and the tables of the study may know better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.data.imported_tables import (
    ATTACHED_TO,
    ATTRIBUTES,
    INTERVIEW,
    MEMO_COLUMNS,
    MEMOS,
)
from exchange.coding._several import remarks_of
from exchange.coding.projects import CodedProject

#: Between the values of one attribute, where an interview has several.
APART = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTables:
    """Tables beside the coding, and what a reader should know of them."""

    tables: Mapping[str, pd.DataFrame]  # by file; only those that hold anything
    written: tuple[str, ...]  # what is in each, a line each
    remarks: tuple[str, ...]


def kept_tables(
    project: CodedProject,
    coding: pd.DataFrame,
    *,
    interviews: Mapping[str, str],
    coders: Mapping[str, str],
    codes: Mapping[str, str],
) -> KeptTables:
    """Make both tables; parameters are those of `memo_table`."""
    memos, lost = memo_table(
        project, coding, interviews=interviews, coders=coders, codes=codes
    )
    attributes, several = attribute_table(project, interviews)
    kinds = memos["attached_to"].value_counts(sort=False)
    of_each = ", ".join(f"{number} of {kind}" for kind, number in kinds.items())
    written = {
        MEMOS: f"{MEMOS}: {len(memos)} memos, {of_each}",
        ATTRIBUTES: f"{ATTRIBUTES}: {', '.join(attributes.columns[1:])}",
    }
    made = {MEMOS: memos, ATTRIBUTES: attributes}
    tables = {file: table for file, table in made.items() if len(table)}
    return KeptTables(
        tables=tables,
        written=tuple(written[file] for file in tables),
        remarks=(*lost, *several),
    )


def memo_table(
    project: CodedProject,
    coding: pd.DataFrame,
    *,
    interviews: Mapping[str, str],
    coders: Mapping[str, str],
    codes: Mapping[str, str],
) -> tuple[pd.DataFrame, list[str]]:
    """Write the memos of a project as the rows of ``memos.csv``.

    Parameters
    ----------
    project : CodedProject
        What was imported.
    coding : DataFrame, shape (n_codings, n_variables)
        As `exchange.coding.importing.coding_rows` returns it.
    interviews, coders, codes : mapping of str to str
        What the study calls sources, coders and paths of codes. An author who is no
        coder keeps the name of the program, and a code without one its path.

    Returns
    -------
    DataFrame, shape (n_memos, 9)
        Columns attached_to, name, transcript, start, end, author, written, title and
        text: those of the project first, then of interviews, cases, codes and passages,
        by their place. A passage has the name of the excerpt there, if it was coded.
    list of str
        A remark, if memos belong to documents that are no interviews.
    """
    memos = project.memos
    known = memos["source"].isin(["", *interviews])
    kept = memos[known].rename(columns={"source": "transcript"})
    kept["transcript"] = [interviews.get(name, "") for name in kept["transcript"]]
    kept["author"] = [coders.get(name, name) for name in kept["author"]]
    place = ["interview", "start", "end"]
    excerpts = coding.drop_duplicates(place).set_index(place)["excerpt"].to_dict()
    kept["name"] = [
        {
            "interview": row.transcript,
            "code": codes.get(str(row.name_), row.name_),
            "passage": excerpts.get((row.transcript, row.start, row.end), ""),
        }.get(str(row.attached_to), row.name_)
        for row in kept.rename(columns={"name": "name_"}).itertuples()
    ]
    order = {kind: number for number, kind in enumerate(ATTACHED_TO)}
    kept = kept.sort_values(
        ["attached_to", "transcript", "start", "end"],
        key=lambda cells: cells.map(order) if cells.name == "attached_to" else cells,
        kind="stable",
    )
    lost = list(dict.fromkeys(memos["source"][~known]))
    remarks = remarks_of(lost, "documents that are no interviews had memos, left out")
    return kept[list(MEMO_COLUMNS)].drop_duplicates(ignore_index=True), remarks


def attribute_table(
    project: CodedProject, interviews: Mapping[str, str]
) -> tuple[pd.DataFrame, list[str]]:
    """Write what is known of interviews as ``interview_attributes.csv``.

    Parameters
    ----------
    project : CodedProject
        What was imported.
    interviews : mapping of str to str
        What the study calls each source.

    Returns
    -------
    DataFrame, shape (n_interviews, 1 + n_attributes)
        The column interview, and one for each attribute, by the name it has in the
        program and in the order in which they come; "" where there is no value. Empty
        if there are no attributes.
    list of str
        A remark, if an interview has several values of one attribute, all of which
        stand in its cell.
    """
    values: dict[str, dict[str, dict[str, None]]] = {}
    rows = project.attributes.itertuples(index=False, name=None)
    for source, attribute, value in rows:
        if source in interviews:
            cells = values.setdefault(_heading(attribute), {})
            cells.setdefault(interviews[source], {})[" ".join(value.split())] = None
    if not values:
        return pd.DataFrame(), []
    table = pd.DataFrame({INTERVIEW: sorted(interviews.values())}, dtype="str")
    several = []
    for name, cells in values.items():
        table[name] = [APART.join(cells.get(i, ())) for i in table[INTERVIEW]]
        several += [f"{name} of {i}" for i, found in cells.items() if len(found) > 1]
    words = "attributes have several values, which all stand in their cell"
    return table, remarks_of(several, words)


def _heading(attribute: str) -> str:
    name = " ".join(attribute.split())
    return f"{name} in the program".strip() if name in ("", INTERVIEW) else name
