"""The cells of a file are read as they were written, or it is said why not."""

import csv
import dataclasses
import io

from example_folders import CODEBOOK, csv_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data._cells import read_cells

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


FOLLOWUP = CODEBOOK.table("followup")


FOLLOWUPS = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from("017"), st.sampled_from(["0", "-99"]), WORDS
    ),
    min_size=1,
    max_size=20,
)


@settings(deadline=None)
@given(FOLLOWUPS)
def test_valid_data_come_back_as_they_were_written(records):
    """Any legal values, and any words with quotes and line ends, survive the file."""
    rows = [
        [f"S{i:03d}", "simulated", str(days), first, second, note]
        for i, (days, first, second, note) in enumerate(records)
    ]
    data = csv_bytes([list(FOLLOWUP.variables), *rows])
    cells, faults = read_cells(data, FOLLOWUP)
    assert faults == []
    assert cells.rows.tolist() == list(range(2, len(rows) + 2))
    for place, name in enumerate(FOLLOWUP.variables):
        column = [cells.columns[name].at(i) for i in range(len(rows))]
        assert column == [row[place] for row in rows]


def test_empty_columns_behind_the_last_are_passed_over():
    """As a spreadsheet leaves them; a cell in one of them is still a fault."""
    head = ",".join(FOLLOWUP.variables)
    rows = f"{head},, \nS001,simulated,3,0,1,a,,\n"
    cells, faults = read_cells(rows.encode(), FOLLOWUP)
    assert faults == []
    assert cells.complete
    assert cells.columns["note"].at(0) == "a"
    _, faults = read_cells(rows.replace("a,,", "a,,b").encode(), FOLLOWUP)
    assert {fault.row for fault in faults} == {1}


def test_a_line_for_spreadsheets_is_one_fault():
    """It says what separates the cells, and is not the header."""
    (fault,) = read_cells(b"sep=,\nparticipant,note\nS001,a\n", FOLLOWUP)[1]
    assert (fault.row, fault.rule) == (1, "is no header")


PIECES = st.lists(st.sampled_from(['"', ",", "\n", "\r\n", "a", " ", "é", "a,b\n"]))


@settings(deadline=None, max_examples=500)
@given(PIECES)
def test_any_text_gives_the_rows_of_a_strict_reader_or_a_fault(pieces):
    """However a file is broken, it is read right up to its first unclosed quote."""
    two = {name: FOLLOWUP.variables[name] for name in ("participant", "note")}
    table = dataclasses.replace(FOLLOWUP, variables=two)
    text = "".join(["participant,note\n", *pieces])
    rows, sound = strict_rows(text)
    cells, faults = read_cells(text.encode(), table)
    kept = [row for row in rows if len(row) == 2]
    read = [[c.at(i) for c in cells.columns.values()] for i in range(len(cells.rows))]
    assert read == kept
    assert all(len(c.codes) == len(kept) for c in cells.columns.values())
    assert cells.complete == (sound and rows == kept != [])
    assert cells.complete == (faults == [])


def strict_rows(text):
    """Return the rows below the header that hold something, and if that was all."""
    rows = []
    try:
        rows += csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error:
        return [row for row in rows[1:] if any(map(str.strip, row))], False
    return [row for row in rows[1:] if any(map(str.strip, row))], True
