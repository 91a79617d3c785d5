"""Passages move with what is replaced before them, and say when they cannot."""

from example_names import NAMES

from disclosure.free_text import table_rows, table_text
from disclosure.moved_passages import CODING, MEMOS, moved_table
from disclosure.redaction import redact

TEXT = "P: Siân left Siân Gwernog."
TRANSCRIPTS = {"I01": (TEXT, redact(TEXT, NAMES))}


def coding(*rows):
    """Return a table of coded passages."""
    return table_text([["interview", "code", "start", "end", "text"], *rows])


def moved(text, table, renamed):
    """Return the rows of a table with its passages moved, and its faults."""
    new, faults = moved_table(text, table, TRANSCRIPTS, renamed)
    return table_rows(new)[1:], list(map(str, faults))


def test_a_coded_passage_gets_its_new_place_words_and_code():
    """A passage that held a part of a name holds its mark."""
    text = coding(["I01", "x", 3, 12, "Siân left"], ["I01", "y", 18, 26, "Gwernog."])
    assert moved(text, CODING, {"y": "z"}) == (
        [
            ["I01", "x", "3", "14", "[name] left"],
            ["I01", "z", "15", "24", "[mother]."],
        ],
        [],
    )


def test_a_coded_passage_that_stands_elsewhere_is_a_fault():
    """As is one of no transcript, or without a place."""
    rows = (
        ["I01", "x", 4, 8, "Siân"],
        ["I02", "x", 0, 1, "P"],
        ["I01", "x", "", 1, "P"],
    )
    _, faults = moved(coding(*rows), CODING, {})
    assert [fault.partition("; ")[0] for fault in faults] == [
        "coding.csv, row 2: the passage does not stand where the row says, in I01.txt "
        "from 4 to 8",
        "coding.csv, row 3: the passage does not stand where the row says, in I02.txt "
        "from 0 to 1",
        "coding.csv, row 4: the passage does not stand where the row says, in I01.txt "
        "from  to 1",
    ]


def test_a_memo_may_have_no_place():
    """One beyond the end of its transcript is a fault."""
    head = ["name", "transcript", "start", "end"]
    rows = (
        ["x", "I01", 8, 12],
        ["x", "", "", ""],
        ["x", "I09", 1, 2],
        ["x", "I01", 1, 99],
    )
    done, faults = moved(table_text([head, *rows]), MEMOS, {"x": "y"})
    assert done == [
        ["y", "I01", "10", "14"],
        ["y", "", "", ""],
        ["y", "I09", "1", "2"],
        ["y", "I01", "1", "99"],
    ]
    assert len(faults) == 1


def test_a_table_without_places_stays_as_it_was():
    """Character by character."""
    assert moved_table('"a"\r\n"b"\r\n', MEMOS, TRANSCRIPTS, {}) == (
        '"a"\r\n"b"\r\n',
        [],
    )
