"""The coding of the study as a coded project, for use in a coding program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.data.coding_frame import Frame, Node, frame_nodes
from exchange.coding._frame_matching import frame_paths
from exchange.coding._several import faults_of, refuse
from exchange.coding.projects import EXCERPTS, CodedProject, coded_project


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
    paths, names = frame_paths(frame), interviews["interview"]
    unknown = "of the coding are not known"
    faults = [
        fault
        for used, known, rule, hint in (
            (coding["interview"], names, f"interviews {unknown}", "add them"),
            (coding["code"], paths, f"codes {unknown}", "add them"),
            (coding["coder"], coder_labels, f"coders {unknown}", "add them"),
            (names, transcripts, "interviews have no transcript", "add it"),
        )
        for fault in faults_of(_missing(used, known), rule, hint, file=origin)
    ]
    refuse(faults)
    people = interviews[["interview", "participant", "setting"]].astype("str")
    cases = people.drop_duplicates(["participant", "setting"])
    excerpts = coding.reindex(columns=list(EXCERPTS[1:]))
    excerpts["code"] = excerpts["code"].map(paths)
    excerpts["coder"] = excerpts["coder"].map(coder_labels)
    excerpts.insert(0, "source", coding["interview"])
    return coded_project(
        origin=origin,
        sources=[
            (name, transcripts[name], person)
            for name, person in zip(names, people["participant"], strict=True)
        ],
        codes=[_code(node, paths) for node in frame_nodes(frame)],
        excerpts=excerpts.itertuples(index=False, name=None),
        case_values=[
            (case.participant, "setting", case.setting) for case in cases.itertuples()
        ],
    )


def _code(node: Node, paths: Mapping[str, str]) -> tuple[object, ...]:
    above, codable = paths.get(node.parent, ""), node.level == "code"
    return paths[node.name], node.label, above, node.description, codable, ""


def _missing(used: Iterable[str], known: Iterable[str]) -> list[str]:
    there = set(known)
    return [name for name in dict.fromkeys(used) if name not in there]
