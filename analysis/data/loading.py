"""Loading: a data folder becomes a study, or says everything that is wrong with it.

Data files are read, never written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import pandas as pd
from pydantic import AfterValidator, Field

from analysis.data._cells import read_cells
from analysis.data._rules import (
    TableRead,
    broken_rules,
    coders_in,
    other_coders,
    wrong_kind,
)
from analysis.data._signs import CANNOT, unprintable
from analysis.data._values import table_values
from analysis.data.codebook import Codebook, Table, load_codebook
from analysis.data.imported_tables import imported_faults
from analysis.data.speakers import Speakers
from analysis.data.transcripts import Transcripts, TranscriptsRead, read_transcripts
from results import DataError, Fault
from results.faults import listed_rows
from results.strict_yaml import Entry, read_yaml

PROJECT = Path(__file__).parents[2]

DECLARE = (
    "write into it, one a line, kind: simulated (or study), title: what the data are, "
    "statement: what every page shall say of them"
)

Text = Annotated[str, Field(min_length=1)]


def _one_line(text: str) -> str:
    """Refuse what a page could not show as one line of words."""
    if not text.strip():
        raise ValueError("is blank; write what every page shall say")
    if text.splitlines() != [text]:
        raise ValueError("holds a line end; write it on one line, without | or >")
    for _, name in unprintable(text):
        raise ValueError(f"holds {name}, {CANNOT}; take it out")
    return text


Line = Annotated[str, AfterValidator(_one_line)]


class Declaration(Entry):
    """What a data folder says of itself, in its ``dataset.yaml``."""

    kind: Literal["simulated", "study"]
    title: Line
    statement: Line
    speakers: Speakers = Speakers()  # the labels in the transcripts
    #: Who coded the interviews; counted are the codes of the first.
    coders: Annotated[tuple[Text, ...], Field(strict=False)] | None = None


class _Settings(Entry):
    """The file ``data/settings.yaml``."""

    folder: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A data folder that agrees with the codebook."""

    kind: Literal["simulated", "study"]
    title: str
    statement: str  # what every page says of the data
    folder: Path
    fingerprint: str  # sha256 over the tables, the transcripts and the codebook
    codebook: Codebook
    tables: Mapping[str, pd.DataFrame]
    transcripts: Transcripts  # text by interview; empty without interviews
    coders: tuple[str, ...]  # in their order; empty where nothing was coded
    remarks: tuple[str, ...] = ()  # what was passed over in the files, a sentence each

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of one table, in the order of its file.

        Raises
        ------
        KeyError
            If there is no such table.
        """
        self.codebook.table(name)
        return self.tables[name].copy()

    @property
    def group_labels(self) -> dict[str, str]:
        """The groups that the design compares: code and label, in its order."""
        levels = self.codebook.variable(self.codebook.design.group).levels
        return {code: levels[code] for code in self.codebook.design.compared}

    @property
    def not_recruited(self) -> tuple[str, ...]:
        """The labels of the groups that were planned and recruited nobody."""
        design = self.codebook.design
        levels = self.codebook.variable(design.group).levels
        return tuple(levels[code] for code in design.planned_not_recruited)


def data_folder(project: Path = PROJECT) -> Path:
    """Return the folder of the data in use.

    Parameters
    ----------
    project : Path
        The root of the project; relative folders are looked for there.

    Returns
    -------
    Path
        What the environment variable ``THESIS_DATA`` names, or else the key ``folder``
        of ``data/settings.yaml``.

    Raises
    ------
    DataError
        If the settings are wrong, or there is no such folder.
    """
    source, named = "THESIS_DATA", os.environ.get("THESIS_DATA", "")
    if not named:
        hint = "write into it, for the simulated study, folder: data/simulated"
        source = "data/settings.yaml"
        named = read_yaml(project / source, _Settings, hint=hint).folder
    folder = project / named
    try:
        there = folder.is_dir()
    except OSError:  # a name too long for the system
        there = False
    if not there:
        rule, hint = "there is no such folder", "name a folder with a dataset.yaml"
        raise DataError(Fault(file=source, value=named, rule=rule, hint=hint))
    return folder


def read_declaration(folder: Path) -> Declaration:
    """Return what a data folder says of itself.

    Parameters
    ----------
    folder : Path
        With a ``dataset.yaml`` that holds ``kind``, ``title`` and ``statement``, and
        may hold ``speakers`` and ``coders``.

    Raises
    ------
    DataError
        If the file is missing, or holds anything else.
    """
    return read_yaml(folder / "dataset.yaml", Declaration, hint=DECLARE)


def read_table(path: Path, table: Table) -> tuple[TableRead | None, list[Fault]]:
    """Read one data file and check it, row by row, against the codebook.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What the codebook says of it.

    Returns
    -------
    TableRead or None
        The table as text and as values (see `analysis.data._values.table_values`); None
        if the file is missing or cannot be read.
    list of Fault
        What is wrong with the file; empty if nothing is.
    """
    if not path.is_file():
        rule, hint = "the file is missing", "put it into the data folder"
        return None, [Fault(file=path.name, rule=rule, hint=hint)]
    data = path.read_bytes()
    cells, faults = read_cells(data, table)
    if cells is None:
        return None, faults
    frame, bad_cells = table_values(cells, table)
    sha256 = hashlib.sha256(data).hexdigest()
    return TableRead(table, cells, frame, sha256), [*faults, *bad_cells]


def validate(folder: Path, codebook: Codebook) -> tuple[Fault, ...]:
    """Return everything in a data folder that contradicts the codebook.

    Parameters
    ----------
    folder : Path
        With a ``dataset.yaml`` and the files that the codebook names.
    codebook : Codebook
        What the files must be like.

    Returns
    -------
    tuple of Fault
        In the order of the codebook's tables, then the faults that show only when
        rows and tables are compared, those of the transcripts, and of what an import
        left beside them; empty if all is well.
    """
    return tuple(_read(folder, codebook)[3])


def load_study(folder: Path | None = None, codebook: Codebook | None = None) -> Study:
    """Load a data folder, if nothing in it contradicts the codebook.

    Parameters
    ----------
    folder : Path, optional
        The data; `data_folder` if left out.
    codebook : Codebook, optional
        ``data/codebook.yaml`` if left out.

    Returns
    -------
    Study
        Values as `analysis.data._values.table_values` describes them.

    Raises
    ------
    DataError
        With every fault of every table at once, as `validate` returns them.
    """
    folder = data_folder() if folder is None else folder
    codebook = load_codebook() if codebook is None else codebook
    declaration, tables, transcripts, faults = _read(folder, codebook)
    if faults or declaration is None:
        raise DataError(faults)
    read = (table.sha256 for table in tables.values())
    shas = "\n".join(
        [codebook.sha256, *read, transcripts.sha256, *(declaration.coders or ())]
    )
    return Study(
        kind=declaration.kind,
        title=declaration.title,
        statement=declaration.statement,
        folder=folder,
        fingerprint=hashlib.sha256(shas.encode()).hexdigest(),
        codebook=codebook,
        tables=MappingProxyType({name: read.frame for name, read in tables.items()}),
        transcripts=transcripts.texts,
        remarks=tuple(_remarks(tables)),
        coders=declaration.coders or coders_in(tables),
    )


def _remarks(tables: Mapping[str, TableRead]) -> Iterator[str]:
    for read in tables.values():
        if rows := read.cells.empty:
            many = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
            yield (
                f"{read.cells.file}: {many} of empty cells passed over "
                f"({listed_rows(rows)}); delete them in the spreadsheet that left them"
            )


def _read(
    folder: Path, codebook: Codebook
) -> tuple[Declaration | None, dict[str, TableRead], TranscriptsRead, list[Fault]]:
    """Read all of a folder; one thing being wrong hides nothing else."""
    declaration = None
    tables: dict[str, TableRead] = {}
    faults: list[Fault] = []
    try:
        declaration = read_declaration(folder)
    except DataError as error:
        faults += error.faults
    for name, table in codebook.tables.items():
        read, wrong = read_table(folder / table.file, table)
        faults += wrong
        if read is not None:
            tables[name] = read
            faults += wrong_kind(read, declaration.kind) if declaration else ()
    faults += broken_rules(tables, codebook)
    kind = declaration.kind if declaration else None
    speakers = declaration.speakers if declaration else Speakers()
    transcripts = read_transcripts(folder, tables, kind, speakers)
    faults += [*transcripts.faults, *imported_faults(folder, transcripts.texts)]
    faults += other_coders(declaration.coders if declaration else None, tables)
    return declaration, tables, transcripts, faults
