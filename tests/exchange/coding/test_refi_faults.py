"""What would not be read again as it was is refused, all at once."""

import dataclasses
from xml.etree import ElementTree

import pandas as pd
import pytest
from example_coded_project import PROJECT
from example_refi import refusal

from exchange.coding._refi_faults import NOT_IN_XML, refuse_codes, refuse_project
from exchange.coding.projects import CODES
from exchange.coding.refi_export import write_refi_codebook, write_refi_project


def refused(path, **tables):
    """Return why a project with other tables is refused, when nothing is written."""
    message = refusal(write_refi_project, dataclasses.replace(PROJECT, **tables), path)
    assert list(path.parent.iterdir()) == []
    return message.splitlines()


def test_write_refi_project_refuses_codes_that_would_change(tmp_path):
    """All faults at once."""
    codes = pd.DataFrame(
        [
            ("Law > Order", "Law > Order", "", "", True, ""),
            ("court", "Court", "", "", True, "red"),
            ("Late > In", "In", "Late", "bell\a", True, ""),
            ("Late", "Late", "", "", True, ""),
            (" ", " ", "", "", True, ""),
        ],
        columns=list(CODES),
    )
    path = tmp_path / "a.qdpx"
    messages = [
        "codes: 1 have no name, got [' ']; name them",
        "codes: 1 hold ' > ', got ['Law > Order']; rename them, for it joins a code to "
        "the one above it",
        "codes: 1 have another path than that of their names, got ['court']; "
        "join parent and label to the code",
        "codes: 1 do not stand after the one above them, got ['Late > In']; "
        "list each code after its parent",
        "codes: 1 have a colour that is not of the form #RRGGBB, got ['red']; "
        "correct it, or leave it empty",
        "codes, description: 1 hold characters that XML cannot, got "
        "[\"'\\\\x07' at 4 of Late > In\"]; take them out before the text is coded",
    ]
    assert refused(path, codes=codes) == messages
    holed = codes[3:4].assign(label=None)
    for table, expected in (
        (codes, messages),
        (codes[:0], ["codes: there are none; add one"]),
        (holed, ["codes: 1 miss their label, got ['Late']; fill it in"]),
    ):
        project = dataclasses.replace(PROJECT, codes=table)
        assert refusal(write_refi_codebook, project, path).splitlines() == expected
    assert list(tmp_path.iterdir()) == []


def test_write_refi_project_refuses_texts_that_would_change(tmp_path):
    """No text, other line ends, no name, and control characters."""
    sources = pd.DataFrame(
        [
            ("I1", "", "Tom"),
            ("I2", "one\r\ntwo", ""),
            ("I3", "\ufeffone", " "),
            ("I4", "page\x0cpage", "T\x00m"),
            (" ", "x", ""),
            ("I6", "x", None),
        ],
        columns=["source", "text", "case"],
    ).astype("str")
    take = "take them out before the text is coded"
    assert refused(tmp_path / "a.qdpx", sources=sources) == [
        "sources: 1 miss their case, got ['I6']; fill it in",
        "sources: 1 have no text, got ['I1']; add it, or leave them out",
        "sources: 2 have a byte order mark or line ends other than LF, got "
        "['I2', 'I3']; write the text plainly first",
        "sources: 1 have no name, got [' ']; name them",
        "cases: 1 have no name but blanks, got [' ']; name them, or leave them empty",
        "sources, text: 1 hold characters that XML cannot, got "
        f"[\"'\\\\x0c' at 4 of I4\"]; {take}",
        "sources, case: 1 hold characters that XML cannot, got "
        f"[\"'\\\\x00' at 1 of I4\"]; {take}",
    ]


def test_write_refi_project_refuses_excerpts_and_values_that_would_be_lost(tmp_path):
    """No positions, no coder's name, no case, and two values of one variable."""
    excerpts = PROJECT.excerpts.copy()
    excerpts.loc[0, ["start", "end"]] = pd.NA
    excerpts.loc[1, "coder"] = " "
    excerpts.loc[2, "coder"] = "\x01"
    values = pd.DataFrame(
        [("Tom", "age", "31"), ("Tom", "age", "32"), (" ", "age", "33")],
        columns=["case", "variable", "value"],
    ).astype("str")
    words = PROJECT.excerpts["text"][0]
    assert refused(tmp_path / "a", excerpts=excerpts, case_values=values) == [
        f"excerpts: 1 have no positions, got {[words]}; "
        "import them from a file that has positions",
        "coders: 1 have no name but blanks, got [' ']; name them, or leave them empty",
        "excerpts, coder: 1 hold characters that XML cannot, got "
        "[\"'\\\\x01' at 0 of \\x01\"]; take them out before the text is coded",
        "case values: 1 have no case, got ['33']; name it",
        "case values: 1 stand twice, got ['age of Tom']; keep one of each",
    ]


def test_a_project_with_all_that_is_hard_to_keep_is_not_refused():
    """Nor its codes alone."""
    refuse_project(PROJECT)
    refuse_codes(PROJECT.codes)


@pytest.mark.parametrize("first", [0, 0xD700, 0xE000, 0xFF00, 0x10000, 0x10FF00])
def test_characters_that_xml_cannot_hold_are_those_that_no_reader_takes(first):
    """Expat, which reads every file of this project, decides."""
    for number in range(first, first + 0x100):
        character = chr(number)
        shown = {"<": "&lt;", "&": "&amp;"}.get(character, character)
        try:
            ElementTree.fromstring(f"<a>{shown}</a>".encode())
        except ElementTree.ParseError:
            assert NOT_IN_XML.search(character), hex(number)
        else:
            assert not NOT_IN_XML.search(character), hex(number)
