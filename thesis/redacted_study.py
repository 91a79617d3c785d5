"""The files of a data folder without names and numbers, and the coding moved along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.data.codebook import Codebook
from analysis.data.coding_frame import frame_nodes, load_coding_frame
from analysis.data.imported_tables import ATTRIBUTES, imported_faults
from analysis.data.loading import Declaration, read_declaration, read_table, validate
from analysis.data.speakers import Speakers, turns
from analysis.data.transcripts import FOLDER
from disclosure.free_text import (
    RedactedFile,
    redacted_table,
    redacted_yaml,
    renamed_codes,
    table_rows,
)
from disclosure.moved_passages import CODING, MEMO_TEXT, MEMOS, moved_table
from disclosure.names import NameList
from disclosure.redaction import Redacted
from results import Fault
from results.strict_yaml import of_shape

DECLARED = "dataset.yaml"
FRAME = "coding_frame.yaml"
INTERVIEWS = "interviews.csv"
OWN_MARKS = "give each of them a mark of its own in the list, as Siân -> [mother]"


@dataclass(frozen=True, kw_only=True)
class RedactedStudy:
    """All files of a data folder but its transcripts."""

    files: Mapping[str, RedactedFile]
    codings: int  # rows of coding.csv
    memos: int
    renamed: int  # themes and codes
    faults: tuple[Fault, ...]


def holds_coding(folder: Path) -> bool:
    """Return whether a folder is a data folder, or what an import makes for one."""
    return any((folder / name).is_file() for name in (DECLARED, CODING.file))


def faults_of_tables(folder: Path, codebook: Codebook) -> list[Fault]:
    """Return why tables cannot be read, and all that is wrong in a data folder."""
    if (folder / DECLARED).is_file():
        return list(validate(folder, codebook))
    tables = [t for t in codebook.tables.values() if (folder / t.file).is_file()]
    faults = [f for each in tables for f in read_table(folder / each.file, each)[1]]
    paths = (folder / FOLDER).glob("*.txt")
    texts = {path.stem: path.read_text("utf-8", errors="replace") for path in paths}
    return [*faults, *imported_faults(folder, texts)]


def redacted_study(
    folder: Path,
    transcripts: Mapping[str, tuple[str, Redacted]],
    names: NameList,
    codebook: Codebook,
) -> RedactedStudy:
    """Redact the tables, the coding frame and the declaration of a data folder.

    Parameters
    ----------
    folder : Path
        The data folder, or one that an import made.
    transcripts : mapping of str to (str, Redacted)
        Every ``.txt`` of the folder by its path below it, as it was and as it is.
    names : NameList
    codebook : Codebook
        Which files are tables, and which of their columns hold free text.

    Returns
    -------
    RedactedStudy
        The files that are there, by name. Places of passages are moved, and the words
        of a coded passage are those of the redacted transcript. The faults say which
        passages do not stand where their row says, which files cannot be read, and in
        which transcript two speakers would get one label.
    """
    by_name = {
        path.removeprefix(f"{FOLDER}/").removesuffix(".txt"): pair
        for path, pair in transcripts.items()
    }
    faults: list[Fault] = []
    files: dict[str, RedactedFile] = {}
    renamed = _renamed(folder, names)
    for name in (DECLARED, FRAME):
        if (folder / name).is_file():
            text = (folder / name).read_text("utf-8")
            files[name] = redacted_yaml(text, names, renamed)
    columns = {
        table.file: [v for v, each in table.variables.items() if each.type == "text"]
        for table in codebook.tables.values()
    }
    columns[CODING.file].append("coder")  # who may be on the list as well
    columns |= {MEMOS.file: list(MEMO_TEXT), ATTRIBUTES: _attributes(folder)}
    for name, free in columns.items():
        if (folder / name).is_file():
            text = (folder / name).read_bytes().decode("utf-8")
            for placed in (CODING, MEMOS):
                if placed.file == name:
                    text, wrong = moved_table(text, placed, by_name, renamed)
                    faults += wrong
                    free = [column for column in free if column != placed.words]
            files[name] = redacted_table(text, free, names)
    return RedactedStudy(
        files=files,
        codings=_rows(files, CODING.file),
        memos=_rows(files, MEMOS.file),
        renamed=len(renamed),
        faults=(*faults, *_joined_speakers(folder, by_name, files)),
    )


def _renamed(folder: Path, names: NameList) -> dict[str, str]:
    if not (folder / FRAME).is_file():
        return {}
    nodes = frame_nodes(load_coding_frame(folder))
    return renamed_codes([node.name for node in nodes], names)


def _attributes(folder: Path) -> list[str]:
    """Return the columns of the attributes of interviews, which anybody may fill."""
    path = folder / ATTRIBUTES
    rows = table_rows(path.read_bytes().decode("utf-8")) if path.is_file() else []
    return [name for name in rows[0] if name != "interview"] if rows else []


def _speakers(declared: str) -> Speakers:
    """Return the labels of a declaration that has been redacted."""
    found = of_shape(yaml.safe_load(declared), Declaration, file=DECLARED, hint="")
    return found.speakers


def _rows(files: Mapping[str, RedactedFile], name: str) -> int:
    return len(table_rows(files[name].text)) - 1 if name in files else 0


def _joined_speakers(
    folder: Path,
    transcripts: Mapping[str, tuple[str, Redacted]],
    files: Mapping[str, RedactedFile],
) -> Iterator[Fault]:
    """Find participants who would be taken for another speaker, or the reverse."""
    if INTERVIEWS not in files:
        return
    by = read_declaration(folder).speakers if DECLARED in files else Speakers()
    after_by = _speakers(files[DECLARED].text) if DECLARED in files else by
    before = table_rows((folder / INTERVIEWS).read_bytes().decode("utf-8"))
    after = table_rows(files[INTERVIEWS].text)
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        was, now = (dict(zip(before[0], row, strict=True)) for row in (old, new))
        text, redacted = transcripts.get(was.get("interview", ""), ("", None))
        if number == 1 or redacted is None or "pseudonym" not in was:
            continue
        spoken = len(turns(text, was["pseudonym"], by))
        if spoken != len(turns(redacted.text, now["pseudonym"], after_by)):
            rule = "names of the list are labels of speakers, and would get one mark"
            file = f"{FOLDER}/{was['interview']}.txt"
            yield Fault(file=file, rule=rule, hint=OWN_MARKS)
