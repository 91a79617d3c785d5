"""The tree of codes is read in its order, with what a program says of each."""

from xml.etree.ElementTree import Element, SubElement

import pytest
from example_refi import SAMPLES, codebook_rows
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._refi_codes import code_tree


@pytest.mark.parametrize("coder", ["A", "B"])
def test_codes_keep_the_flat_names_of_taguette(coder):
    """Which joins levels by full stops, and ends with an empty list of sets."""
    found = codebook_rows(SAMPLES / "taguette" / f"coder{coder}_codebook.qdc")
    names = [
        "interesting",
        "Support",
        "Support.Tutor",
        "Support.Peers",
        "Barriers",
        "Barriers.Money",
        "Barriers.Isolation",
        "Confidence",
        "Unused code",
    ]
    assert found == [(name, name, "", "", True, "") for name in names]


def test_a_deep_tree_is_read(tmp_path):
    """A thousand levels, which is more than Python can call."""
    inner = "".join(f'<Code guid="g{i}" name="{i}">' for i in range(1500))
    data = (
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{inner}{"</Code>" * 1500}'
    )
    (tmp_path / "a.qdc").write_text(f"{data}</Codes><Sets/></CodeBook>")
    labels = [row[1] for row in codebook_rows(tmp_path / "a.qdc")]
    assert labels == [str(i) for i in range(1500)]


def test_a_tree_whose_paths_would_fill_the_memory_is_refused():
    """What is below the last level is not walked through."""
    top = Element("Codes")
    here = top
    for number in range(3000):
        here = SubElement(here, "Code", guid=f"g{number}", name=str(number))
    faults = []
    tree = code_tree(top, where="a.qdpx", faults=faults)
    assert len(tree.rows) == 2000
    assert [str(fault) for fault in faults] == [
        "a.qdpx, codes: 1 codes stand deeper than 2000 levels, got ['2000']; move them "
        "up in the program"
    ]


DEPTHS = st.lists(st.integers(0, 3), max_size=8)


@given(DEPTHS)
def test_codes_are_listed_as_they_stand_in_the_file(depths):
    """Each after the one above it, by its path and its identifier."""
    root = Element("Codes")
    open_, expected = [(root, "")], []
    for number, depth in enumerate(depths):
        del open_[depth + 1 :]
        element, path = open_[-1]
        below = f"{path} > {number}" if path else f"{number}"
        inner = SubElement(element, "Code", name=f"{number}", guid=f"{{G{number}}}")
        SubElement(inner, "Description").text = f"use {number}"
        open_.append((inner, below))
        expected.append((below, f"{number}", path, f"use {number}", True, ""))
    faults = []
    found = code_tree(root, where="a.qdc", faults=faults)
    assert (list(found.rows), faults, found.remarks) == (expected, [], ())
    assert found.paths == {f"g{i}": row[0] for i, row in enumerate(expected)}


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("#a1F", "#aa11FF"),
        (" #0a1B2c ", "#0a1B2c"),
        ("", ""),
        ("red", None),
        ("#12345", None),
        ("#GGGGGG", None),
    ],
)
def test_a_colour_that_is_not_of_the_form_is_left_out_and_said(given_, kept):
    """One of three digits has each of them twice."""
    root = Element("Codes")
    SubElement(root, "Code", name="Law", color=given_)
    found = code_tree(root, where="a.qdc", faults=[])
    assert found.rows[0][5] == (kept or "")
    assert found.remarks == (
        ()
        if kept is not None
        else (f"1 colours are not of the form #RRGGBB, got [{given_!r}].",)
    )


@pytest.mark.parametrize(
    ("said", "codable"),
    [("true", True), (" 1 ", True), ("false", False), ("0", False), (None, True)],
)
def test_a_folder_carries_no_passages(said, codable):
    """What says nothing of it may."""
    root = Element("Codes")
    SubElement(root, "Code", name="Law", **({"isCodable": said} if said else {}))
    assert code_tree(root, where="a.qdc", faults=[]).rows[0][4] is codable
    assert code_tree(None, where="a.qdc", faults=[]).rows == ()
