"""Coded projects as one, with what differs refused or remarked."""

from pathlib import Path
from unicodedata import normalize

import pandas as pd
import pytest
from example_refi import rows

from exchange.coding._joined_projects import joined_project
from exchange.coding._taguette import read_taguette
from exchange.coding.projects import coded_project
from results import DataError

SAMPLES = Path(__file__).parents[2] / "qualitative_samples"


def test_projects_join_with_their_differences_remarked():
    """The first description is taken; a source without a text gains one."""
    first = coded_project(
        origin="One",
        sources=[("S", "", ""), ("T", "words", "")],
        codes=[("A", "A", "", "", False, ""), ("B", "B", "", "first", True, "")],
        excerpts=[("T", 0, 5, "words", "B", "x")],
        remarks=["Something was left out."],
        transcripts={"S.mp3": ("S",), "face.png": ()},
    )
    second = coded_project(
        origin="Two",
        sources=[("S", "some words", ""), ("T", "words", "")],
        codes=[
            ("A", "A", "", "words", True, "#000000"),
            ("A > C", "C", "A", "", True, ""),
            ("B", "B", "", "second", False, ""),
        ],
        excerpts=[("T", 0, 5, "words", "B", "x"), ("S", 5, 10, "words", None, "y")],
        transcripts={"S.mp3": ("T", "S")},
    )
    joined = joined_project({"1.x": first, "2.x": second})
    assert joined.origin == "One; Two"
    assert list(joined.sources.itertuples(index=False, name=None)) == [
        ("S", "some words", ""),
        ("T", "words", ""),
    ]
    assert list(joined.codes.itertuples(index=False, name=None)) == [
        ("A", "A", "", "words", True, "#000000"),
        ("A > C", "C", "A", "", True, ""),
        ("B", "B", "", "first", True, ""),
    ]
    assert list(joined.excerpts["coder"]) == ["y", "x"]
    assert joined.transcripts == {"S.mp3": ("S", "T"), "face.png": ()}
    assert joined.remarks == (
        "1.x: Something was left out.",
        "1 codes are described in several ways; the first was taken, got ['B'].",
    )


def test_joining_one_project_changes_nothing():
    """Order, codes and passages stay."""
    project = read_taguette(SAMPLES / "taguette" / "coderA_project.sqlite3", coder="A")
    joined = joined_project({"a": project})
    for name in ("sources", "codes", "excerpts"):
        pd.testing.assert_frame_equal(getattr(joined, name), getattr(project, name))


def coded(text, words, *, source="Siân", coder="Siân"):
    """Return a project with one coded passage."""
    start = text.index(words)
    return coded_project(
        origin="One",
        sources=[(source, text, "")],
        codes=[("Écrit", "Écrit", "", "", True, "")],
        excerpts=[(source, start, start + len(words), words, "Écrit", coder)],
    )


def test_texts_that_differ_in_accents_and_at_their_ends_are_one():
    """A Mac keeps accents apart, and an editor adds a line end."""
    apart = normalize("NFD", "Siân: après le café, à midi.")
    first = coded(normalize("NFC", apart), "café", source=normalize("NFC", "Siân"))
    second = coded(f"{apart} \n\n", normalize("NFD", "à midi."))
    joined = joined_project({"1.x": first, "2.x": second})
    text = f"{apart} \n\n"
    assert list(joined.sources["text"]) == [text]
    assert list(joined.excerpts["text"]) == [normalize("NFD", "café"), apart[-8:]]
    assert [text[row.start : row.end] for row in joined.excerpts.itertuples()] == list(
        joined.excerpts["text"]
    )
    assert joined.remarks[-1] == (
        "1 texts differ in white space at the end or in how accents are stored, and "
        "were taken as one, got ['Siân']."
    )
    swapped = joined_project({"2.x": second, "1.x": first})
    pd.testing.assert_frame_equal(swapped.excerpts, joined.excerpts)


def test_memos_move_with_the_text_and_names_are_composed():
    """Of all that has a name; equal memos are one, and keep their words."""
    files = {}
    for form, text in (("NFC", "Siân: café!"), ("NFD", "Siân: café!\n")):
        written = normalize(form, text)
        source, code, group, coder, attribute = [
            normalize(form, name) for name in ("Siân", "Écrit", "Légal", "Zoë", "âge")
        ]
        start, end = written.index("c"), written.index("!")
        by = (coder, "1 May", group, normalize(form, "Où?"))
        files[form] = coded_project(
            origin="One",
            sources=[(source, written, "")],
            codes=[(code, code, "", normalize(form, "Où?"), True, "")],
            excerpts=[],
            groups=[(group, "", code)],
            memos=[
                ("passage", "", source, start, end, *by),
                ("interview", source, source, None, None, *by),
                ("code", code, "", None, None, *by),
            ],
            attributes=[(source, attribute, normalize(form, "né"))],
            transcripts={f"{source}.mp3": (source,)},
        )
    joined = joined_project(files)
    (text,) = joined.sources["text"]
    assert text == normalize("NFD", "Siân: café!\n")
    by = ("Zoë", "1 May", "Légal", "Où?")
    assert rows(joined.memos) == [
        ("passage", "", "Siân", text.index("c"), text.index("!"), *by),
        ("interview", "Siân", "Siân", None, None, *by),
        ("code", "Écrit", "", None, None, *by),
    ]
    assert rows(joined.groups) == [("Légal", "", "Écrit")]
    assert rows(joined.attributes) == [("Siân", "âge", "né")]
    assert joined.transcripts == {"Siân.mp3": ("Siân",)}
    assert not [each for each in joined.remarks if "described" in each]


def test_names_that_differ_in_accents_alone_are_one_across_files_and_not_in_one():
    """Of interviews, codes and coders."""
    first = coded("words", "words", source="Siân", coder="Zoë")
    names = {"source": normalize("NFD", "Siân"), "coder": normalize("NFD", "Zoë")}
    joined = joined_project({"1.x": first, "2.x": coded("words", "words", **names)})
    assert len(joined.excerpts) == len(joined.sources) == len(joined.codes) == 1
    both = coded_project(
        origin="One",
        sources=[("Siân", "a", ""), (normalize("NFD", "Siân"), "b", "")],
        codes=[],
        excerpts=[],
    )
    with pytest.raises(DataError) as caught:
        joined_project({"1.x": both})
    assert str(caught.value).splitlines()[0] == (
        "1.x: 1 sources have names that differ only in how accents are stored, got "
        "['Siân']; rename one of each in the program"
    )


def test_memos_attributes_and_groups_of_all_files_are_kept():
    """Equal ones once; every description of a code is a memo, if it is none already."""
    made = ("code", "B", "", None, None, "x", "1 May", "", "first")
    files = {}
    for file, words in (("1.x", "first"), ("2.x", "second"), ("3.x", "second")):
        files[file] = coded_project(
            origin="Test",
            sources=[("S", "words", "")],
            codes=[("B", "B", "", f" {words} ", True, "")],
            excerpts=[],
            groups=[("Push", "", "B")],
            memos=[made] if file == "1.x" else [],
            attributes=[("S", "age", "30"), ("S", "file", file)],
        )
    joined = joined_project(files)
    assert joined.memos["text"].tolist() == ["first", "second"]
    assert joined.memos["author"].tolist() == ["x", ""]
    assert joined.groups.to_numpy().tolist() == [["Push", "", "B"]]
    assert joined.attributes.to_numpy().tolist() == [
        ["S", "age", "30"],
        ["S", "file", "1.x"],
        ["S", "file", "2.x"],
        ["S", "file", "3.x"],
    ]
