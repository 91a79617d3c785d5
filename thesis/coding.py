"""Coding of the interviews: brought in from coding programs, and given back to them."""

from pathlib import Path

import pandas as pd

from analysis.data.coding_frame import load_coding_frame
from analysis.data.imported_tables import ATTRIBUTES, other_settings
from analysis.data.loading import Study, load_study
from analysis.themes.coded_tables import interviewed
from exchange.coding.importing import import_coding
from exchange.coding.settings import read_import_settings
from exchange.coding.study_project import study_project
from exchange.coding.whole_folder import new_folder, refuse_occupied
from thesis.confidential import refuse_committable

PROJECT = "project.qdpx"
CODEBOOK = "codebook.qdc"


def import_into(root: Path, settings: Path, output: Path) -> list[str]:
    """Import coding, unless git would commit it and it is confidential.

    Parameters
    ----------
    root : Path
        The project's folder.
    settings : Path
        As `exchange.coding.settings.read_import_settings` reads it.
    output : Path
        A new or empty folder.

    Returns
    -------
    list of str
        As `exchange.coding.importing.import_coding`.

    Raises
    ------
    DataError
        As the same; or if the data are of kind study and git does not ignore `output`.
    """
    if read_import_settings(settings).kind == "study":
        refuse_committable(output, what="is to hold interviews")
    return import_coding(settings, output)


def other_settings_of(study: Study) -> list[str]:
    """Say which interviews have another setting in a coding program than in the study.

    Parameters
    ----------
    study : Study
        With or without attributes that an import left. Its own setting counts, always.

    Returns
    -------
    list of str
        As `analysis.data.imported_tables.other_settings`.
    """
    path = study.folder / ATTRIBUTES
    if not path.is_file():
        return []
    people = interviewed(study).frame
    known = dict(zip(people["interview"], people["setting"], strict=True))
    attributes = pd.read_csv(path, dtype=str, keep_default_na=False)
    variable = study.codebook.variable(study.codebook.design.group)
    return other_settings(attributes, known, variable)


def export_coding(root: Path, output: Path) -> list[str]:
    """Write the coding of the study in use for coding programs, as REFI-QDA.

    Parameters
    ----------
    root : Path
        The project's folder.
    output : Path
        A new or empty folder. It gets the project and, apart from it, its codes.

    Returns
    -------
    list of str
        What was written, a line each.

    Raises
    ------
    DataError
        If the data contradict the codebook or their coding frame, the folder is not
        empty, or git would commit it and the data are confidential; nothing is written.
    """
    from exchange.coding.refi_export import write_refi_codebook, write_refi_project

    study = load_study()
    if study.kind == "study":
        refuse_committable(output, what="is to hold interviews")
    refuse_occupied(output)
    project = study_project(
        study.table("coding"),
        interviewed(study).frame,
        study.transcripts,
        load_coding_frame(study.folder),
        origin=study.title,
        coder_labels={coder: coder for coder in study.coders},
    )
    with new_folder(output) as fresh:
        write_refi_project(project, fresh / PROJECT)
        write_refi_codebook(project, fresh / CODEBOOK)
    return [
        f"{PROJECT}: {len(project.sources)} interviews, {len(project.excerpts)} "
        "coded passages",
        f"{CODEBOOK}: {int(project.codes['codable'].sum())} codes",
    ]
