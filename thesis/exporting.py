"""What R is given to recompute the results: the questions, never the answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data.coding_frame import load_coding_frame
from analysis.data.help_data import load_help, load_help_extract
from analysis.data.loading import PROJECT, Study
from analysis.estimates.sample import Sample
from analysis.scales.help_study import help_cohort
from analysis.scales.participants import cohort
from analysis.scales.scoring import KEYS
from analysis.themes.coded_tables import coded_excerpts, interviewed
from analysis.themes.counts import spoke_of
from reported.project import Tables
from reported.recomputing.questions import question
from results.strict_yaml import load_yaml
from thesis.drawing import write_draws

#: What to do about a file that cannot be read.
MEND = "mend the file"

#: Writes the HELP data, and imports nothing of this project.
HELP_DATA = Path(__file__).parents[1] / "verify" / "help_data.py"


def export(
    folder: Path, records: dict[str, Any], study: Study, packages: list[str]
) -> None:
    """Write the input of ``verify/recompute.R``.

    Parameters
    ----------
    folder : Path
        An empty folder. The study's own tables are not copied into it: R reads them
        where they are.
    records : dict
        The record of every published result, by its id, as JSON.
    study : Study
        The data in use.
    packages : list of str
        The R packages that must be there.
    """
    keys = sorted(KEYS.glob("*.yaml"))
    about: dict[str, Any] = {"kind": study.kind, "folder": str(study.folder.resolve())}
    about["speakers"] = study.transcripts.speakers.model_dump()
    about["coders"] = study.coders
    parts: dict[str, Any] = {
        "register": {name: question(record) for name, record in records.items()},
        "study": about | {"compared": list(COMPARED)},
        "codebook": load_yaml(PROJECT / "data" / "codebook.yaml", hint=MEND),
        "instruments": {path.stem: load_yaml(path, hint=MEND) for path in keys},
        "coding_frame": {"themes": load_coding_frame(study.folder)},
    }
    for name, part in parts.items():
        text = json.dumps(part, default=str, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, "utf-8")
    (folder / "packages.txt").write_text("\n".join(packages) + "\n", "utf-8")
    subprocess.run([sys.executable, "-I", HELP_DATA, folder], check=True)
    write_draws(folder, records, lambda source: _sample(study, source))


def _sample(study: Study, source: str) -> Sample:
    """Return the table that a record's `source` names."""
    name = source.removeprefix(f"{study.kind}/")
    if name in COMPARED:
        return COMPARED[name](study)
    return Sample(study.table(name), source=source)


def _interviews(study: Study) -> Sample:
    """Return the interviews with a column for each theme, as the first coder saw it."""
    frame = load_coding_frame(study.folder)
    coding, interviews = coded_excerpts(study, frame), interviewed(study)
    coder = study.coders[0]
    for theme in frame:
        interviews = spoke_of(
            coding, interviews, theme=theme["theme"], coder=coder, coding_frame=frame
        )
    return interviews


#: Tables with derived columns, each of which R derives again.
COMPARED: dict[str, Callable[[Study], Sample]] = {
    "cohort": cohort,
    "interviews": _interviews,
    "HELP/cohort": lambda _study: help_cohort(load_help(), load_help_extract()),
}


def derived_tables(study: Study) -> Tables:
    """Return the values of Python's derived tables, column by column.

    Numbers are floats, dates and codes text; None where a value is missing.
    """
    frames = {name: made(study).frame for name, made in COMPARED.items()}
    return {
        name: {str(column): _plain(frame[column]) for column in frame.columns}
        for name, frame in frames.items()
    }


def _plain(column: "pd.Series[Any]") -> list[float | str | None]:
    missing = column.isna()
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%d")
    made = float if pd.api.types.is_numeric_dtype(column.dtype) else str
    return [
        None if gone else made(value)
        for value, gone in zip(column, missing, strict=True)
    ]
