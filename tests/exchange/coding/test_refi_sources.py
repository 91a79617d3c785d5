"""Texts are found wherever a program put them; what is no text is left out and said."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from example_refi import (
    WORDS,
    of_sources,
    packed,
    passage,
    rows,
)

from exchange.coding._refi_qda import read_refi_project
from exchange.coding._refi_sources import without_text


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("Sources/F1.TXT", "internal://f1.txt"),
        ("sources/f1.txt", "f1.txt"),
        ("sources/f1.txt", "sources/f1.txt"),
        ("f1.txt", "internal:///f1.txt"),
    ],
)
def test_read_refi_project_finds_the_file_of_a_text(tmp_path, entry, path):
    """Whatever the case, with or without the prefix; a missing name is the file's."""
    source = (
        f'<TextSource guid="s1" plainTextPath="{path}">{passage(0, 3)}</TextSource>'
    )
    files = {entry: b"\xef\xbb\xbfOne\r\ntwo", "sources/.root": b"", "sources/": b""}
    project = read_refi_project(
        packed(tmp_path / "a.qdpx", of_sources(source), files, "Project.QDE")
    )
    assert rows(project.sources) == [(Path(entry).name, "One\ntwo", "")]
    assert list(project.excerpts["text"]) == ["One"]


def test_read_refi_project_leaves_out_what_is_no_text_and_says_so(tmp_path):
    """Pictures, sound and pages; the text of a PDF file is a source."""
    coding = '<Coding guid="g"><CodeRef targetGUID="c1"/></Coding>'
    body = of_sources(
        f'<AudioSource guid="a1"><AudioSelection>{coding}</AudioSelection>'
        "</AudioSource>",
        '<PDFSource guid="f1" name="Scan"/>',
        '<PDFSource guid="f2" name="Letter"><PDFSelection/>'
        f"<PDFSelection>{coding}</PDFSelection><Representation guid='r2'>"
        f"<PlainTextContent>{WORDS}</PlainTextContent>{passage(4, 9, ['c1'])}"
        f"{coding.replace('c1', 'c4')}</Representation>{coding}</PDFSource>",
    )
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert rows(project.sources) == [("Letter", WORDS, "")]
    assert rows(project.excerpts) == [
        ("Letter", 0, 35, WORDS, "Law", ""),
        ("Letter", 0, 35, WORDS, "Judge", ""),
        ("Letter", 4, 9, "judge", "Law", ""),
    ]
    assert project.remarks[1:] == (
        "2 sources that are not text were left out with 1 codings: 1 sound, 1 PDF.",
        "1 coded areas on pages of PDF files were left out.",
        "3 codings do not say who coded.",
    )


def test_sources_without_a_text_are_counted_by_their_kind():
    """With what was coded in them; nothing is said where all is text."""
    coding = "<Coding/>"
    root = fromstring(
        "<Project><Sources><TextSource/>"
        f"<PictureSource><PictureSelection>{coding}{coding}</PictureSelection>"
        f"</PictureSource><VideoSource>{coding}</VideoSource><VideoSource/>"
        "<PDFSource><Representation/></PDFSource></Sources></Project>"
    )
    assert without_text(root) == (
        "4 sources that are not text were left out with 3 codings: 1 picture, 2 "
        "video, 1 PDF.",
    )
    all_text = fromstring("<Project><Sources><TextSource/></Sources></Project>")
    assert without_text(all_text) == ()
