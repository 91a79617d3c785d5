"""The coding of the study as a coded project, for use in a coding program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.data.coding_frame import Frame, Node, frame_nodes
from exchange.coding._frame_matching import frame_paths
from exchange.coding.projects import CodedProject, coded_project
from results import DataError


def study_project(
    coding: pd.DataFrame,
    interviews: pd.DataFrame,
    transcripts: Mapping[str, str],
    frame: Frame,
    *,
    origin: str,
    coder_labels: Mapping[str, str],
) -> CodedProject:
    """Bring the coding of the study into the form of a coded project.

    Parameters
    ----------
    coding : DataFrame, shape (n_codings, n_variables)
        Columns interview, coder, code and text, and start and end in characters; both
        may be missing in any row.
    interviews : DataFrame, shape (n_interviews, n_variables)
        Columns interview, participant and setting; one row for an interview.
    transcripts : mapping of str to str
        Interview to its whole text.
    frame : sequence of mappings
        As `analysis.data.coding_frame.load_coding_frame` returns it.
    origin : str
        What the project says it comes from.
    coder_labels : mapping of str to str
        Coder to the words for them.

    Returns
    -------
    CodedProject
        Each interview is a source, and its participant a case with one value, the
        setting. Themes stand above their codes, and no passage may carry them.

    Raises
    ------
    DataError
        If an interview has no transcript or is not in the list, a code is not in the
        frame, a coder has no label, or words are not where the coding says.
    """
    faults = [
        *_unknown("interviews", coding["interview"], interviews["interview"]),
        *_unknown("codes", coding["code"], [n.name for n in frame_nodes(frame)]),
        *_unknown("coders", coding["coder"], coder_labels),
        *_unknown("interviews", interviews["interview"], transcripts, "transcript"),
    ]
    if faults:
        raise DataError("\n".join(f"{origin}: {fault}" for fault in faults))
    paths = frame_paths(frame)
    people = interviews[["interview", "participant", "setting"]].astype("str")
    settings = people[["participant", "setting"]].drop_duplicates()
    return coded_project(
        origin=origin,
        sources=[
            (interview, transcripts[interview], person)
            for interview, person, _ in people.itertuples(index=False, name=None)
        ],
        codes=[_code(node, paths) for node in frame_nodes(frame)],
        excerpts=[
            _excerpt(row, paths, coder_labels) for row in coding.to_dict("records")
        ],
        case_values=[
            (person, "setting", setting)
            for person, setting in settings.itertuples(index=False, name=None)
        ],
    )


def _code(node: Node, paths: Mapping[str, str]) -> tuple[object, ...]:
    above, codable = paths.get(node.parent, ""), node.level == "code"
    return paths[node.name], node.label, above, node.description, codable, ""


def _excerpt(
    row: Mapping[Any, Any], paths: Mapping[str, str], coder_labels: Mapping[str, str]
) -> tuple[object, ...]:
    code, coder = paths[row["code"]], coder_labels[row["coder"]]
    return row["interview"], *_place(row), row["text"], code, coder


def _place(row: Mapping[object, object]) -> tuple[int | None, int | None]:
    start, end = row.get("start"), row.get("end")
    if pd.isna(start) or pd.isna(end):
        return None, None
    return int(float(str(start))), int(float(str(end)))


def _unknown(
    what: str, used: Iterable[str], known: Iterable[str], lacking: str = ""
) -> list[str]:
    there = set(known)
    lost = [name for name in dict.fromkeys(used) if name not in there]
    if not lost:
        return []
    if lacking:
        return [f"{len(lost)} {what} have no {lacking}, got {lost[:5]}; add it"]
    return [f"{len(lost)} {what} of the coding are not known, got {lost[:5]}; add them"]
