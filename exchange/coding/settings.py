"""The settings of an import: which files, whose coding, which interviews and codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from exchange.coding._several import composed, refuse
from results import Fault
from results.strict_yaml import Entry, read_yaml, short_name

Text = Annotated[str, Field(min_length=1)]

#: Leaves out every document that is not in the list of interviews.
OTHERS = "others"

HINT = (
    "it needs files (each with file and program), interviews (a CSV with the columns "
    "interview and source) and perhaps texts, leave_out, coders, frame, codes and "
    "kind; docs/importing-interviews.md has examples"
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
    #: None where the file says "others".
    leave_out: list[Text] | None = Field(default_factory=list)
    kind: Literal["simulated", "study"] = "study"

    @field_validator("leave_out", mode="before")
    @classmethod
    def _names_or_others(cls, given: object) -> object:
        if given != OTHERS and not isinstance(given, list):
            raise ValueError(f"must be a list of names of documents, or {OTHERS}")
        return None if given == OTHERS else given

    @field_validator("coders", "codes")
    @classmethod
    def _composed(cls, given: dict[str, str]) -> dict[str, str]:
        return {composed(name): value for name, value in given.items()}


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
    ``docs/importing-interviews.md`` and the pages it leads to show an import of each
    kind. A file of settings, with all keys that the first kind of each file may have::

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
        leave_out: [Diary, Foucault 1977]
        frame: coding_frame.yaml      # without it, one is made of the codes
        codes: {Support > Tutor: support_tutor}
        kind: study

    Every path is one from the folder of the settings. Needed are ``files`` and
    ``interviews``.

    files
        One entry for each file: its ``program`` and, by program, what else may stand.
        ``taguette`` (the export ``.sqlite3``) needs ``coder``, for Taguette does not
        say who coded, and takes ``project`` where the database holds several.
        ``qualcoder`` (the folder ``.qda``) takes nothing. ``refi`` (a ``.qdpx`` of any
        program) takes ``offsets``, how positions were counted, where that cannot be
        told. ``table`` (CSV in UTF-8 or Excel) needs ``columns``, which names those for
        document, code and text and perhaps coder, start and end, or ``preset:
        taguette``; ``coder`` where no column says it; and takes ``separator`` between a
        code and those above it, ``delimiter`` of the CSV, ``sheet`` of the workbook,
        and ``codebook``, a table with the columns tag and description. Two coders'
        files of one interview may differ in how accents are stored and in white space
        at the end of the text, and in nothing else.
    interviews
        A table with the column ``interview``, as the study calls them, and ``source``,
        the name of the document in the programs, where that is another one.
    texts
        A folder with a text for each document, called as it, with or without ``.txt``.
    coders
        Name of a coder in the programs, and in ``data/codebook.yaml``. Only coded
        passages are asked who coded them; ``"": A`` is who coded those that do not say.
    leave_out
        Documents that are no interviews: a list of their names, or ``others`` for all
        that are not in the list of interviews. They may be of any kind, and nothing
        that is wrong with them is a fault. A remark says which were left out, and with
        how many codings and memos. A name that no file has, or that is listed as an
        interview too, is refused. Without it, every document with a text has to be
        listed.
    frame
        The coding frame to which codes are matched: by path, else by name, or as
        ``codes`` says. Without it one is made of the codes of the programs.
    codes
        Path of a code in the programs, joined by `` > ``, and its name in the frame;
        also of what holds codes, where the frame is made of them.
    kind
        Of the data, ``study`` or ``simulated``; study if left out.

    Empty selections are left out, with a remark; their memos are kept, without place.
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
