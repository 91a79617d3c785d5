"""The files that an import names, read and joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from analysis.data.codebook import Codebook
from analysis.data.transcripts import plain_text
from exchange.coding._coded_tables import read_coded_table
from exchange.coding._joined_projects import joined_project
from exchange.coding._left_out import LeftOut
from exchange.coding._qualcoder import read_qualcoder
from exchange.coding._several import composed, refuse
from exchange.coding._taguette import read_taguette
from exchange.coding._text_tables import text_table
from exchange.coding.projects import CodedProject
from exchange.coding.settings import CodedFile, ImportSettings
from results import DataError, Fault

ONE_ROW = "each interview is one source, and has one row"


def listed_interviews(path: Path, codebook: Codebook) -> dict[str, str]:
    """Read which document of the programs is which interview of the study.

    Parameters
    ----------
    path : Path
        A table with the column ``interview`` and, where the programs call interviews
        otherwise than the study, ``source``; others are passed over. A CSV may be
        parted by commas, semicolons or tabs.
    codebook : Codebook
        How interviews are called.

    Returns
    -------
    dict of str to str
        Name of each document in the programs: name of the interview.

    Raises
    ------
    DataError
        If the table cannot be read, or a name is blank, stands twice or has another
        form than the codebook says; all at once.
    """
    table = text_table(path, ["interview"], optional=["source"], delimiter=None)
    if "source" not in table:
        table["source"] = table["interview"]
    table["source"] = table["source"].map(composed)
    pattern = codebook.variable("interviews.interview").pattern or ".+"
    faults = []
    for column in table:
        twice = table[column].duplicated()
        for number, value in table[column].items():
            rule = ""
            if not value.strip():
                rule = "is blank"
            elif twice[number]:
                rule = "stands in an earlier row too"
            elif column == "interview" and not re.fullmatch(pattern, value):
                rule = f"is not of the form {pattern} of the codebook"
            if rule:
                at = Fault(file=path.name, row=number, variable=column, rule=rule)
                faults.append(replace(at, value=value, hint=ONE_ROW))
    refuse(faults)
    return dict(zip(table["source"], table["interview"], strict=True))


def read_coded_files(
    settings: ImportSettings, folder: Path, interviews: Mapping[str, str], *, file: str
) -> CodedProject:
    """Read every file of the settings and join what they hold.

    Parameters
    ----------
    settings : ImportSettings
        Which files.
    folder : Path
        Where they are.
    interviews : mapping of str to str
        As `listed_interviews` returns it.
    file : str
        Of the settings, for the messages.

    Returns
    -------
    CodedProject
        As `exchange.coding._joined_projects.joined_project` joins them; which documents
        were left out, with how many codings, stands in the remarks.

    Raises
    ------
    DataError
        If a file cannot be read, two hold different texts of one document, or a
        document to be left out is an interview or in no file; faults of one file hide
        none of another.
    """
    left_out = LeftOut(
        names=[composed(name) for name in settings.leave_out or ()],
        others=settings.leave_out is None,
        interviews=[*interviews],
    )
    both = [name for name in left_out.names if name in interviews]
    rule, hint = "is in the list of interviews too", "take it out of one of them"
    faults = _wrong_names(both, rule, hint, file)
    texts: dict[str, str] | None = None
    try:
        if settings.texts:
            texts = _texts(folder / settings.texts, interviews, left_out)
    except DataError as error:
        faults += error.faults
    projects: dict[str, CodedProject] = {}
    for each in settings.files:
        part = each.project or each.sheet
        name = f"{each.file} ({part})" if part else each.file
        if each.program == "table" and settings.texts and texts is None:
            continue  # the texts have faults, and without them it has no positions
        try:
            projects[name] = _read(each, folder, texts, left_out)
        except DataError as error:
            faults += error.faults
    refuse(faults)
    there = [name for each in projects.values() for name in each.sources["source"]]
    rule, hint = "is no document of the files", f"documents there are {there[:5]}"
    refuse(_wrong_names(left_out.unknown(), rule, hint, file))
    project = joined_project(projects)
    return replace(project, remarks=(*project.remarks, *left_out.remarks()))


def _wrong_names(names: Iterable[str], rule: str, hint: str, file: str) -> list[Fault]:
    at = Fault(file=file, variable="leave_out", rule=rule, hint=hint)
    return [replace(at, value=name) for name in names]


def _read(
    given: CodedFile,
    folder: Path,
    texts: Mapping[str, str] | None,
    left_out: LeftOut,
) -> CodedProject:
    path = folder / given.file
    if given.program == "taguette":
        return read_taguette(
            path, coder=given.coder or "", project=given.project, left_out=left_out
        )
    if given.program == "qualcoder":
        return read_qualcoder(path, left_out=left_out)
    if given.program == "refi":
        from exchange.coding._refi_qda import read_refi_project

        return read_refi_project(path, offsets=given.offsets, left_out=left_out)
    return read_coded_table(
        path,
        columns=given.columns or given.preset or "",
        coder=given.coder,
        texts=texts,
        separator=given.separator,
        delimiter=given.delimiter or ",",
        sheet=given.sheet,
        codebook=folder / given.codebook if given.codebook else None,
        left_out=left_out,
    )


def _texts(
    folder: Path, interviews: Mapping[str, str], left_out: LeftOut
) -> dict[str, str]:
    """Read the text of every source that has a file, called so or so.txt."""
    if not folder.is_dir():
        raise DataError(f"{folder.name}: there is no such folder; correct texts")
    texts, faults = {}, []
    for path in sorted(folder.glob("*.txt")):
        names = [composed(name) for name in (path.stem, path.name)]
        known = [name for name in names if name in interviews]
        if not known and any(left_out.among({n: n}, ()) for n in names):
            continue
        try:
            texts[known[0]] = plain_text(path.read_bytes().decode("utf-8-sig"))
        except IndexError:
            rule = "is the text of no interview"
            hint = "call it as its document, name it under leave_out, or take it away"
            faults.append(Fault(file=path.name, rule=rule, hint=hint))
        except UnicodeDecodeError:
            rule, hint = "is not UTF-8 text", "save it as UTF-8"
            faults.append(Fault(file=path.name, rule=rule, hint=hint))
    refuse(faults)
    return texts
