"""The settings of an import: which files, whose coding, which interviews and codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from exchange.coding._several import refuse
from results import Fault
from results.strict_yaml import Entry, read_yaml, short_name

Text = Annotated[str, Field(min_length=1)]

HINT = (
    "it needs files (each with file and program), interviews (a CSV with the columns "
    "interview and source) and perhaps texts, coders, frame, codes and kind"
)


class CodedFile(Entry):
    """One file that a coding program wrote."""

    file: Text  # this and every other path: from the folder of the settings
    program: Literal["taguette", "qualcoder", "refi", "table"]
    coder: Text | None = None
    project: Text | None = None
    offsets: Text | None = None
    columns: dict[str, Text] | None = None
    preset: Text | None = None
    separator: Text | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    sheet: Text | None = None
    codebook: Text | None = None


#: Keys of a file that mean something for some programs only.
KEYS = {
    "taguette": {"coder", "project"},
    "qualcoder": set[str](),
    "refi": {"offsets"},
    "table": {*CodedFile.model_fields} - {"file", "program", "project", "offsets"},
}


class ImportSettings(Entry):
    """The whole file."""

    files: Annotated[list[CodedFile], Field(min_length=1)]
    interviews: Text
    texts: Text | None = None
    coders: dict[str, Text] = Field(default_factory=dict)
    frame: Text | None = None
    codes: dict[str, Text] = Field(default_factory=dict)
    kind: Literal["simulated", "study"] = "study"


def read_import_settings(path: Path) -> ImportSettings:
    """Read the settings of an import.

    Parameters
    ----------
    path : Path
        A YAML file.

    Returns
    -------
    ImportSettings
        Nothing that it names has been looked for.

    Raises
    ------
    DataError
        If the file is missing or has another form, a file stands in it twice, or a key
        of a file is missing or means nothing for its program; all faults at once.

    Notes
    -----
    A file of settings, with all keys that the first kind of each file may have::

        files:
          - {file: coderA.sqlite3, program: taguette, coder: A, project: Interviews}
          - {file: study.qda, program: qualcoder}
          - {file: study.qdpx, program: refi, offsets: code points}
          - file: segments.csv
            program: table
            columns: {document: Document, code: Code, text: Segment, coder: By}
            separator: ">"
            delimiter: ";"
          - {file: highlights.csv, program: table, preset: taguette, coder: B}
        texts: transcripts            # a folder of .txt; tables need it
        coders: {coder_A: A, coder_B: B}
        interviews: interviews.csv
        frame: coding_frame.yaml      # without it, one is made of the codes
        codes: {Support > Tutor: support_tutor}
        kind: study
    """
    settings = read_yaml(path, ImportSettings, hint=HINT)
    name, hint = short_name(path), "correct the settings"
    refuse(
        Fault(file=name, variable=f"files[{each.file}]", rule=rule, hint=hint)
        for number, each in enumerate(settings.files)
        for rule in _wrong(each, settings.files[:number])
    )
    return settings


def _wrong(given: CodedFile, earlier: list[CodedFile]) -> Iterator[str]:
    keys = {key for key, value in given if value is not None} - {"file", "program"}
    for key in sorted(keys - KEYS[given.program]):
        yield f"{key} means nothing for a file of the program {given.program}"
    if given.program == "taguette" and given.coder is None:
        yield "coder is missing: Taguette does not export who coded"
    if given.program == "table" and (given.columns is None) == (given.preset is None):
        yield "a table needs either columns or preset"
    parts = [(each.file, each.project, each.sheet) for each in earlier]
    if (given.file, given.project, given.sheet) in parts:
        yield "the file stands twice"
