"""The coding of the interviews: from files of coding programs into a data folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import yaml

from analysis.data.codebook import Codebook, load_codebook
from analysis.data.coding_frame import load_coding_frame
from analysis.data.imported_tables import ATTRIBUTES
from exchange.coding._code_groups import codes_in_groups, groups_not_used
from exchange.coding._files import listed_interviews, read_coded_files
from exchange.coding._frame_matching import made_frame, matched_codes
from exchange.coding._kept_tables import kept_tables
from exchange.coding._known_settings import settings_said
from exchange.coding._recorded_interviews import interview_texts
from exchange.coding._several import faults_of, refuse
from exchange.coding.projects import CodedProject
from exchange.coding.settings import ImportSettings, read_import_settings
from exchange.coding.whole_folder import new_folder, refuse_occupied
from results import DataError, Fault
from results.strict_yaml import short_name

FRAME = "coding_frame.yaml"
CODING = ("excerpt", "data_kind", "interview", "coder", "code", "start", "end", "text")
MOST_EXCERPTS = 9999  # four digits in the name of an excerpt
HEAD = "# Coding frame, made of the codes in: {origin}\n"


def import_coding(settings_path: Path, output: Path) -> list[str]:
    """Bring the coding that coding programs hold into the form of a data folder.

    Names of interviews and codes are those of ``data/codebook.yaml``, and those of
    coders are free.

    Parameters
    ----------
    settings_path : Path
        As `exchange.coding.settings.read_import_settings` reads it.
    output : Path
        A new or empty folder. It gets ``coding.csv``, ``coding_frame.yaml`` and, for
        each interview, ``transcripts/INTERVIEW.txt``; where the programs hold any, also
        the tables of `analysis.data.imported_tables`.

    Returns
    -------
    list of str
        What was written and what a reader should know of it, a line each.

    Raises
    ------
    DataError
        If the settings or a file cannot be read; if the files hold different texts of
        one interview, an interview is in the files and not in the list or the reverse,
        a coder or code is unknown, or a passage has no position. Faults of all files
        are reported at once, then those of what they hold; nothing is written.
    """
    settings, codebook = read_import_settings(settings_path), load_codebook()
    refuse_occupied(output)
    folder, file = settings_path.parent, short_name(settings_path)
    listed = folder / settings.interviews
    interviews = listed_interviews(listed, codebook)
    project = read_coded_files(settings, folder, interviews, file=file)
    interviews, faults = interview_texts(project, interviews, file=listed.name)
    faults += _against_interviews(project, interviews, listed.name)
    coders, wrong_coders = _coders(project, settings, codebook, file)
    faults += [*wrong_coders, *_without_place(project, file)]
    try:
        frame, codes, spare = _frame(settings, folder, project, codebook, file)
    except DataError as error:
        raise DataError([*faults, *error.faults]) from None
    refuse(faults)
    rows = coding_rows(
        project, interviews=interviews, coders=coders, codes=codes, kind=settings.kind
    )
    _refuse_number(rows["excerpt"].nunique(), file)
    texts, bare = _texts(project), project.excerpts["code"].isna().sum()
    kept = kept_tables(project, rows, interviews=interviews, coders=coders, codes=codes)
    said = settings_said(kept.tables.get(ATTRIBUTES), listed, codebook)
    transcripts = {interviews[name]: texts[name] for name in interviews}
    _write(output, {"coding.csv": rows, **kept.tables}, frame, transcripts)
    return [
        f"coding.csv: {len(rows)} rows, {rows['excerpt'].nunique()} excerpts, coded by "
        f"{', '.join(sorted(set(rows['coder'])))}",
        f"{FRAME}: as in {settings.frame}, {len(set(codes.values()))} codes used"
        if settings.frame
        else f"{FRAME}: {len(codes)} codes",
        f"transcripts: {len(interviews)} interviews",
        *kept.written,
        *project.remarks,
        *spare,
        *kept.remarks,
        *said,
        *([f"{bare} passages without a code were left out."] if bare else []),
    ]


def _refuse_number(excerpts: int, file: str) -> None:
    if not 0 < excerpts <= MOST_EXCERPTS:
        rule = f"{excerpts} excerpts were coded"
        hint = f"one to {MOST_EXCERPTS} can be written; check the files"
        raise DataError(Fault(file=file, rule=rule, hint=hint))


def _write(
    output: Path,
    tables: Mapping[str, pd.DataFrame],
    frame: str,
    transcripts: Mapping[str, str],
) -> None:
    with new_folder(output) as fresh:
        for name, table in tables.items():
            table.to_csv(fresh / name, index=False, lineterminator="\n")
        (fresh / FRAME).write_bytes(frame.encode())
        (fresh / "transcripts").mkdir()
        for interview, text in transcripts.items():
            path = fresh / "transcripts" / f"{interview}.txt"
            path.write_bytes(text.encode())


def coding_rows(
    project: CodedProject,
    *,
    interviews: Mapping[str, str],
    coders: Mapping[str, str],
    codes: Mapping[str, str],
    kind: str,
) -> pd.DataFrame:
    """Write the coded passages of a project as the rows of ``coding.csv``.

    Parameters
    ----------
    project : CodedProject
        Every coded passage has its position.
    interviews, coders, codes : mapping of str to str
        What the study calls each source, coder and path of a code of the project.
    kind : {"study", "simulated"}
        Kind of the data.

    Returns
    -------
    DataFrame, shape (n_codings, 8)
        Columns excerpt, data_kind, interview, coder, code, start, end and text, by
        interview, position, coder and code; no two rows are equal. Excerpts have one
        name for each interview, start and end: E001 and so on. Passages without a code
        are left out.

    Raises
    ------
    KeyError
        If a source, coder or code of a coded passage is not in the mappings.
    """
    coded = project.excerpts.dropna(subset=["code"])
    rows = coded.rename(columns={"source": "interview"}).assign(data_kind=kind)
    known = {"interview": interviews, "coder": coders, "code": codes}
    for column, names in known.items():
        rows[column] = [names[name] for name in rows[column]]
    place = ["interview", "start", "end"]
    rows = rows.drop_duplicates().sort_values([*place, "coder", "code"])
    numbers = rows.groupby(place).ngroup() + 1
    rows["excerpt"] = [f"E{number:03d}" for number in numbers]
    return rows[list(CODING)].reset_index(drop=True)


def _texts(project: CodedProject) -> dict[str, str]:
    """Return the text of each source."""
    return dict(zip(project.sources["source"], project.sources["text"], strict=True))


def _against_interviews(
    project: CodedProject, interviews: Mapping[str, str], file: str
) -> list[Fault]:
    texts = _texts(project)
    listed = "list each document by the name that it has in the program"
    found = {
        "are not in the list": [name for name in texts if name not in interviews],
        "of the list are in no file": [n for n in interviews if n not in texts],
        "have no text in any file": [n for n in interviews if texts.get(n) == ""],
    }
    hints = (
        f"{listed}, or name it under leave_out in the settings",
        listed,
        "name a folder with their texts under texts, or take them out of the list",
    )
    return [
        fault
        for (rule, names), hint in zip(found.items(), hints, strict=True)
        for fault in faults_of(
            names, f"sources {rule}", hint, file=file, variable="source"
        )
    ]


def _coders(
    project: CodedProject, settings: ImportSettings, codebook: Codebook, file: str
) -> tuple[dict[str, str], list[Fault]]:
    pattern = codebook.variable("coding.coder").pattern or ".*"
    coded = project.excerpts.dropna(subset=["code"])
    names = list(dict.fromkeys(coded["coder"]))
    coders = {name: settings.coders.get(name, name) for name in names}
    rule = "has no name that the codebook allows for a coder"
    hint = "give one under coders, without blanks around it"
    given = dict.fromkeys([*coders.values(), *settings.coders.values()])
    wrong: list[tuple[str | None, str, str]] = [
        (name, rule, hint) for name in given if name and not re.fullmatch(pattern, name)
    ]
    if "" in given:
        rule = f"{(coded['coder'] == '').sum()} coded passages do not say who coded"
        wrong.append((None, rule, 'say it under coders, as {"": A}'))
    rule, hint = "coded nothing that is imported", f"names there are {names[:5]}"
    if names:  # else nothing was coded at all, which is told as such
        wrong += [(name, rule, hint) for name in settings.coders if name not in names]
    return coders, [
        Fault(file=file, variable="coders", value=value, rule=rule, hint=hint)
        for value, rule, hint in wrong
    ]


def _without_place(project: CodedProject, file: str) -> list[Fault]:
    coded = project.excerpts.dropna(subset=["code"])
    lost = coded[coded["start"].isna()]
    if lost.empty:
        return []
    where = list(lost["source"].unique())
    rule = f"{len(lost)} coded passages have no position, in {where[:5]}"
    hint = "name a folder with the texts of the interviews under texts"
    return [Fault(file=file, rule=rule, hint=hint)]


def _frame(
    settings: ImportSettings,
    folder: Path,
    project: CodedProject,
    codebook: Codebook,
    file: str,
) -> tuple[str, dict[str, str], list[str]]:
    """Return the coding frame as YAML, the name of every code, and remarks."""
    if settings.frame is not None:
        path = folder / settings.frame
        path = path / FRAME if path.is_dir() else path
        if path.name != FRAME:
            rule, hint = f"is not called {FRAME}", "give it that name"
            raise DataError(Fault(file=path.name, rule=rule, hint=hint))
        given = load_coding_frame(path.parent)
        names, remarks = matched_codes(project, given, settings.codes, file=file)
        return path.read_text("utf-8"), names, [*groups_not_used(project), *remarks]
    project, remarks = codes_in_groups(project)
    made, names = made_frame(project, settings.codes, file=file)
    pattern = codebook.variable("coding.code").pattern or ".+"
    wrong = [name for name in names.values() if not re.fullmatch(pattern, name)]
    if wrong:
        rule = f"names are not of the form {pattern} of the codebook"
        hint = "correct them under codes in the settings"
        raise DataError(faults_of(wrong, rule, hint, file=file, variable="codes"))
    themes = yaml.safe_dump(
        {"themes": made}, sort_keys=False, allow_unicode=True, width=88
    )
    return HEAD.format(origin=project.origin) + themes, names, remarks
