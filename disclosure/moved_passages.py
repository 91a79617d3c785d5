"""Places of passages in transcripts, moved along when the transcripts are redacted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.data.transcripts import TOGETHER
from disclosure.free_text import table_rows, table_text
from disclosure.redaction import Redacted, moved_passage
from results import Fault

NOTHING = Redacted(text="", replacements=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """How a table says where its passages are."""

    file: str
    transcript: str  # the column that names the transcript
    words: str = ""  # the column with the words of the passage, if there is one
    codes: str = ""  # the column that names a theme or code


CODING = PlacedTable(
    file="coding.csv", transcript="interview", words="text", codes="code"
)
MEMOS = PlacedTable(file="memos.csv", transcript="transcript", codes="name")
#: Columns of memos.csv that hold free text.
MEMO_TEXT = ("name", "author", "title", "text")


def moved_table(
    text: str,
    table: PlacedTable,
    transcripts: Mapping[str, tuple[str, Redacted]],
    renamed: Mapping[str, str],
) -> tuple[str, list[Fault]]:
    """Move the passages of a table to where they stand after redaction.

    Parameters
    ----------
    text : str
        The CSV file, with the columns ``start`` and ``end``.
    table : PlacedTable
        Its other columns. Rows without a transcript, or without a place in it, have no
        passage; so have those that name no transcript of the folder.
    transcripts : mapping of str to (str, Redacted)
        Every transcript by its name, as it was and as it is.
    renamed : mapping of str to str
        New names of themes and codes.

    Returns
    -------
    str
        The file with other places and words, and otherwise as it was.
    list of Fault
        Rows of which the place lies outside of the transcript, or other words stand
        there than the row says; their places are as they were.
    """
    header, *rows = table_rows(text)
    at = {name: place for place, name in enumerate(header)}
    faults: list[Fault] = []
    before = [list(row) for row in rows]
    for number, row in enumerate(rows, start=2):
        if table.codes in at:
            code = row[at[table.codes]]
            row[at[table.codes]] = renamed.get(code, code)
        if {table.transcript, "start", "end"} <= set(at):
            faults += _move(row, at, table, transcripts, number)
    return (table_text([header, *rows]) if rows != before else text), faults


def _move(
    row: list[str],
    at: Mapping[str, int],
    table: PlacedTable,
    transcripts: Mapping[str, tuple[str, Redacted]],
    number: int,
) -> Iterator[Fault]:
    """Write the new place and words of a passage into its row."""
    name = row[at[table.transcript]].removesuffix(".txt")
    given = [row[at[column]] for column in ("start", "end")]
    text, redacted = transcripts.get(name, ("", NOTHING))
    start, end = (int(place) if place.isdecimal() else -1 for place in given)
    if not table.words and (name not in transcripts or min(start, end) < 0):
        return
    words = row[at[table.words]] if table.words in at else text[start:end]
    if not 0 <= start <= end <= len(text) or text[start:end] != words:
        where = f"{name}.txt from {given[0]} to {given[1]}"
        rule = f"the passage does not stand where the row says, in {where}"
        yield Fault(file=table.file, row=number, rule=rule, hint=TOGETHER)
        return
    start, end = moved_passage(start, end, redacted.replacements)
    row[at["start"]], row[at["end"]] = str(start), str(end)
    if table.words in at:
        row[at[table.words]] = redacted.text[start:end]
