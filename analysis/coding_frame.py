"""The coding frame of the interviews, and the excerpts that were coded by it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError, Fault
from analysis.loading import Study
from analysis.strict_yaml import Entry, read_yaml

REPAIR = "list themes with their codes, as data/simulated/coding_frame.yaml does"


class Code(Entry):
    """A code: its name in the data, its words, and when it is used."""

    code: str
    label: str
    description: str


class Theme(Entry):
    """A theme with the codes under it."""

    theme: str
    label: str
    description: str
    codes: list[Code]


class CodingFrame(Entry):
    """The whole frame: themes in the order in which they are reported."""

    themes: list[Theme]


def load_coding_frame(folder: Path) -> list[dict[str, Any]]:
    """Read the coding frame of a data folder.

    Parameters
    ----------
    folder : Path
        With a file ``coding_frame.yaml``.

    Returns
    -------
    list of dict
        Themes in order, each with ``theme``, ``label``, ``description`` and its
        ``codes``: dicts of ``code``, ``label`` and ``description``.

    Raises
    ------
    DataError
        If the file is missing or has another form, or a name is used twice.
    """
    path = folder / "coding_frame.yaml"
    frame = read_yaml(path, CodingFrame, hint=REPAIR)
    names = [t.theme for t in frame.themes] + [
        c.code for t in frame.themes for c in t.codes
    ]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise DataError(
            [
                Fault(
                    file=path.name,
                    value=name,
                    rule="names two things",
                    hint="give every theme and code a name of its own",
                )
                for name in twice
            ]
        )
    return [theme.model_dump() for theme in frame.themes]


def code_rows(frame: list[dict[str, Any]]) -> list[list[str]]:
    """List every code with its theme: label of the theme, label, description."""
    return [
        [theme["label"], code["label"], code["description"]]
        for theme in frame
        for code in theme["codes"]
    ]


def coded_excerpts(study: Study, frame: list[dict[str, Any]]) -> pd.DataFrame:
    """Join each coded excerpt to the theme of its code.

    Parameters
    ----------
    study : Study
        A loaded data folder.
    frame : list of dict
        Its coding frame, as `load_coding_frame` returns it.

    Returns
    -------
    DataFrame, shape (n_coded, n_variables)
        The coding table with ``theme``; one row per excerpt, coder and code.

    Raises
    ------
    DataError
        If a code of the table does not stand in the frame; all such rows at once.
    """
    coding = study.table("coding")
    themes = {c["code"]: t["theme"] for t in frame for c in t["codes"]}
    coding["theme"] = coding["code"].map(themes)
    unknown = coding[coding["theme"].isna()]
    if len(unknown):
        raise DataError(
            [
                Fault(
                    file=study.codebook.table("coding").file,
                    row=int(i) + 2,  # the header is row 1
                    variable="code",
                    value=code,
                    rule="is not in the coding frame",
                    hint="correct the code, or add it to coding_frame.yaml",
                )
                for i, code in unknown["code"].items()
            ]
        )
    return coding


def interviewed(study: Study) -> pd.DataFrame:
    """Join each interview to the setting of its participant, one row per interview."""
    people = study.table("participants")[["participant", "setting"]]
    return study.table("interviews").merge(people, on="participant", validate="m:1")
