"""Write the simulated study that stands in for the confidential one.

Everything is drawn from the declared design in ``data/simulation``: nothing here knows
a number of the study. The same design gives the same bytes. The parts are drawn in
`simulation._people`, `simulation._answers` and `simulation._interviews`, where the
words of the interviews are declared and only the second coder is drawn.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from analysis.data.coding_frame import Frame, frame_nodes
from analysis.data.transcripts import FOLDER
from results import DataError
from results.strict_yaml import load_yaml
from simulation._answers import Design, measures, responses, traits
from simulation._interviews import interviews_and_coding
from simulation._people import (
    background,
    course_of_treatment,
    entry_table,
    followup_table,
)
from simulation.declared_design import read_design

ROOT = Path(__file__).parent.parent
DESIGN = ROOT / "data" / "simulation"
OUTPUT = ROOT / "data" / "simulated"
NOT_ANSWERED = "-99"

#: Background that somebody may not have answered.
BACKGROUND = ("education", "employed", "housing", "heroin_years", "previous_treatments")

#: Interviews were once drawn between these parts, with this many numbers; the parts
#: drawn after them stay as they were.
DRAWN_ONCE = (228, 15)

#: Columns that the generator needs and the tables do not show.
HIDDEN = ["entry_date", "age", "in_setting"]


def simulate(design_folder: Path = DESIGN) -> dict[str, pd.DataFrame]:
    """Draw the tables of the simulated study.

    Parameters
    ----------
    design_folder : Path
        Folder with ``design.yaml``, ``coding_frame.yaml``, ``interviews.yaml`` and the
        folders ``transcripts`` and ``codings``.

    Returns
    -------
    dict of str to DataFrame
        The tables of ``data/codebook.yaml`` by name; every cell is what will stand in
        the file, so missing answers are codes, and every row says ``simulated``.

    Raises
    ------
    DataError
        If the design cannot be met, for example a mean outside its response range.
    """
    design = read_design(design_folder / "design.yaml")
    rng = np.random.default_rng(design["seed"])
    # Every part draws from the same generator, so their order is part of the design.
    people = background(design, rng)
    at_entry, later = responses(design, people, traits(design, people, rng), rng)
    course = course_of_treatment(design, people, measures(at_entry, people), rng)
    _pass_over(rng)
    interviews, coding = interviews_and_coding(
        _read(design_folder / "interviews.yaml"),
        people,
        transcripts=_transcripts(design_folder),
        codings=_codings(design_folder),
        codes=_codes(_read(design_folder / "coding_frame.yaml")["themes"]),
    )
    tables = {
        "participants": people.drop(columns=HIDDEN),
        "entry": entry_table(design, people, rng),
        "treatment": course[["participant", "treatment_days", "completed"]].copy(),
        "followup": followup_table(design, course, rng),
        "responses": _with_gaps(
            _both_waves(at_entry, later, course),
            design["missing_items"],
            ["participant", "wave"],
            rng,
        ),
        "interviews": interviews,
        "coding": coding,
    }
    kept = [name for name in tables["participants"] if name not in BACKGROUND]
    tables["participants"] = _with_gaps(
        tables["participants"], design["missing_background"], kept, rng
    )
    for table in tables.values():
        table.insert(1, "data_kind", "simulated")
    return tables


def write_simulated(output: Path = OUTPUT, design_folder: Path = DESIGN) -> list[Path]:
    """Write the simulated study as a data folder, all of it or nothing.

    Parameters
    ----------
    output : Path
        Folder to write; an older simulated study in it is replaced. A folder that holds
        anything else is refused.
    design_folder : Path
        As in `simulate`.

    Returns
    -------
    list of Path
        The files written, in alphabetical order; the same bytes for the same design.

    Raises
    ------
    DataError
        If the design cannot be met, or `output` holds data that are not simulated.
    """
    _refuse_other_data(output)
    design = read_design(design_folder / "design.yaml")
    tables = simulate(design_folder)
    with tempfile.TemporaryDirectory(dir=output.parent) as scratch:
        fresh = Path(scratch) / output.name
        fresh.mkdir()
        for name, table in tables.items():
            table.to_csv(fresh / f"{name}.csv", index=False, lineterminator="\n")
        about = {k: design[k] for k in ("title", "statement")}
        (fresh / "dataset.yaml").write_text(
            yaml.safe_dump({"kind": "simulated"} | about, sort_keys=False), "utf-8"
        )
        shutil.copyfile(
            design_folder / "coding_frame.yaml", fresh / "coding_frame.yaml"
        )
        shutil.copytree(design_folder / FOLDER, fresh / FOLDER)
        if output.exists():
            shutil.rmtree(output)
        fresh.replace(output)
    return sorted(path for path in output.rglob("*") if path.is_file())


def _read(path: Path) -> Design:
    design = load_yaml(path, hint="mend the design")
    if not isinstance(design, dict):
        raise DataError(f"{path.name}: must be a mapping of keys to values; mend it")
    return design


def _transcripts(design_folder: Path) -> dict[str, str]:
    paths = sorted((design_folder / FOLDER).glob("*.txt"))
    return {path.stem: path.read_text("utf-8") for path in paths}


def _codings(design_folder: Path) -> dict[str, list[dict[str, str]]]:
    paths = sorted((design_folder / "codings").glob("*.yaml"))
    return {path.stem: _read(path)["codings"] for path in paths}


def _codes(themes: Frame) -> list[str]:
    return [node.name for node in frame_nodes(themes) if node.level == "code"]


def _pass_over(rng: np.random.Generator) -> None:
    # A whole number takes half of a drawn one and leaves the rest for the next.
    before, after = DRAWN_ONCE
    rng.random(before)
    rng.integers(2)
    rng.random(after)


def _refuse_other_data(output: Path) -> None:
    if not output.exists() or not any(output.iterdir()):
        return
    declared = output / "dataset.yaml"
    if not declared.exists() or _read(declared).get("kind") != "simulated":
        raise DataError(
            f"{output}: holds data that are not simulated; nothing was written, choose "
            "another folder"
        )


def _both_waves(
    at_entry: pd.DataFrame, later: pd.DataFrame, course: pd.DataFrame
) -> pd.DataFrame:
    # At six months only those who were followed up answered.
    people = course[["participant"]].reset_index(drop=True)
    entry = people.assign(wave="entry").join(at_entry.astype(int))
    followup = people.assign(wave="followup").join(later.astype(int))
    seen = course["followed_up"].to_numpy()
    return pd.concat([entry, followup[seen]], ignore_index=True)


def _with_gaps(
    table: pd.DataFrame, share: float, keep: Sequence[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Leave out a share of the cells, outside the columns to keep."""
    gappy = table.astype(str)
    columns = [c for c in table if c not in keep]
    gaps = rng.random((len(table), len(columns))) < share
    gappy[columns] = gappy[columns].mask(gaps, NOT_ANSWERED)
    return gappy
