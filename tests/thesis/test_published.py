"""All that is published is read, in every kind of file."""

import json
import zlib

import pytest
from example_build import ENTRY, HTML
from example_leaks import lines, with_list
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import RectangleObject

from thesis.name_checks import names
from thesis.places import built_thesis


@pytest.fixture
def small(sound, tmp_path, monkeypatch):
    """Return a small thesis to be spoilt, and a list of names outside of it."""
    return with_list(sound, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p>Heledd</p>x", "(line 3, as written), got '"),
        ("<b>Si&acirc;n</b> <i>Gwernog</i>", "(line 1, as written), got '"),
        ("<i>Hel</i>edd", "(line 3, as written), got '"),
        ("<i>Siân</i><i>Gwernog</i>", "(line 1, as written), got '"),
        ("<!-- Heledd -->", "(line 3, as written), got '"),
        ("<script>let x = 'Siân\\u0020Gwernog'</script>", "(line 1, as written)"),
        ('<img alt="with Heledd">', "(line 3, as written), got '¦ entry-mood"),
        ("<svg><text>of Heledd</text></svg>", "(line 3, as written), got '"),
        ('<svg aria-label="Heledd"></svg>', "(line 3, as written), got '"),
        ('<a href="/?q=Si%C3%A2n%20Gwernog">x</a>', "(line 1, as written), got '"),
        ('<a id="heledd-says">x</a>', "(line 3, in another form), got '"),
        ("<td>Siân</td><td>Gwernog</td>", "(line 1, as written), got '"),
    ],
)
def test_the_check_reads_all_of_a_page(small, markup, told):
    """Text across tags, comments, scripts, attributes and links; once each."""
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{markup}</article>")
    (line,) = lines(small.root)
    assert line.startswith(f"{ENTRY}.html: a name of the list stands here {told}")
    for secret in ("Heledd", "heledd", "Gwernog"):
        assert secret not in line


def test_the_check_reads_every_kind_of_file(small):
    """By what it is: decoded, unpacked or parsed; sources and LaTeX line by line."""
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: \n# zlib\n"
    packed = zlib.compress(b"heledd std:label -1 a.html#heledd Heledd\n")
    (small.root / HTML / "objects.inv").write_bytes(head + packed)
    small.source(f"{HTML}/_images/a.svg", SVG)
    small.source(f"{HTML}/data.json", '{"a": {"Si\\u00e2n\\nGwernog": [9434765919]}}')
    small.source(f"{HTML}/statistics.csv", "id,words\n1,x\n2,O’Dreen\n")
    (small.root / HTML / "old.txt").write_bytes("Si\xe2n Gwernog".encode("cp1252"))
    small.source(f"{HTML}/_static/own.js", "x = 1;\n// O'DREEN")
    small.source("book/_static/own.js", "")
    small.source(f"{HTML}/_images/heledd.png", "")
    small.source("book/_build/latex/thesis.tex", "a\n\nSi\\^{a}n~Gwer\\-nog\n")
    small.edit("book/chapters/06-entry.md", "Its change", "% Heledd\nIts change")
    small.edit("references.bib", "{Jones, S.}", "{Gwernog, Si{\\^a}n}")
    stands = "a name of the list stands here"
    assert [line.partition(", got")[0] for line in lines(small.root)] == [
        f"_images/a.svg: {stands} (line 1, as written)",
        f"_images/[name].png: {stands} (line 3, in another form)",
        f"_static/own.js:2: {stands} (line 4, as written)",
        f"data.json: {stands} (line 1, as written)",
        "data.json: an NHS number stands here",
        f"objects.inv: {stands} (line 3, as written)",
        f"old.txt:1: {stands} (line 1, as written)",
        f"statistics.csv:3: {stands} (line 4, as written)",
        f"thesis.tex:3: {stands} (line 1, as written)",
        f"book/chapters/06-entry.md:6: {stands} (line 3, as written)",
        f"references.bib:2: {stands} (line 1, as written)",
    ]


SVG = """\
<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg"><text>Siân <tspan>Gwernog</tspan></text></svg>
"""


def test_the_check_reads_the_pdf_and_what_it_says_of_itself(small):
    """Pages by number, then metadata, bookmarks, links and notes."""
    small.print(["Sound.", "Then Siân Gwer-\nnog spoke.", "as toldHeleddthat day"])
    path = small.root / "book/_build/latex/thesis.pdf"
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.add_metadata({"/Author": "O'Dreen"})
    writer.xmp_metadata = XMP.encode()
    writer.add_outline_item(title="Of Heledd", page_number=0)
    writer.add_uri(
        page_number=0, uri="mailto:will@example.org", rect=RectangleObject((0, 0, 9, 9))
    )
    note = FreeText(text="told o'dreen", rect=(0, 0, 9, 9))
    writer.add_annotation(page_number=1, annotation=note)
    writer.add_attachment("heledd.txt", b"")
    writer.add_attachment("notes.txt", "Siân Gwernog".encode())
    writer.write(path)
    small.source(f"{HTML}/broken.pdf", "%PDF-1.7")
    stands = "a name of the list stands here"
    told = lines(small.root)
    assert told[:2] == [
        f"thesis.pdf, page 2: {stands} (line 1, as written), got 'Then [name] spoke. 2 "
        "Simulated data'",
        f"thesis.pdf, page 3: {stands} (line 3, run together), got 'as told[name]that "
        "day 3 Simulated data'",
    ]
    said = "thesis.pdf, metadata and links"
    assert [line.partition(", got")[0] for line in told[2:]] == [
        f"{said}: {stands} (line 4, as written)",
        f"{said}: {stands} 2 times (line 1, as written)",
        f"{said}: {stands} (line 3, as written)",
        f"{said}: an e-mail address stands here",
        f"{said}: {stands} (line 4, in another form)",
        f"{said}: {stands} (line 3, in another form)",
    ]
    for secret in ("Dreen", "Gwernog", "Heledd", "will"):
        assert secret not in "".join(told)
    assert "; not read: broken .pdf 1" in names(built_thesis(small.root)).looked_at


def test_the_check_reads_bookmarks_of_every_level(small):
    """A heading within a section of a chapter has one too."""
    small.print(["Sound."])
    path = small.root / "book/_build/latex/thesis.pdf"
    writer = PdfWriter(clone_from=PdfReader(path))
    chapter = writer.add_outline_item(title="Sound", page_number=0)
    section = writer.add_outline_item(title="Sound", page_number=0, parent=chapter)
    writer.add_outline_item(title="Of Heledd", page_number=0, parent=section)
    writer.write(path)
    (told,) = lines(small.root)
    assert told.startswith("thesis.pdf, metadata and links: a name of the list stands")
    assert told.endswith("(line 3, as written), got 'Sound ¦ Of [name]'")


XMP = """\
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:RDF><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
  dc:source="Siân Gwernog"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def test_the_check_reads_a_record_of_json_as_a_row(small):
    """First and last name are values of their own, at any depth; other records not."""
    record = [{"who": {"last": "Gwernog", "age": 41, "first": "Siân"}}]
    small.source(f"{HTML}/data.json", json.dumps(record))
    small.source(f"{HTML}/list.json", json.dumps(["Siân", "Gwernog"]))
    small.source(f"{HTML}/two.json", json.dumps([{"a": "Siân"}, {"b": "Gwernog"}]))
    small.source(f"{HTML}/people.csv", "last,age,first\nGwernog,41,Siân\n")
    stands = "a name of the list stands here"
    assert [line.partition(", got")[0] for line in lines(small.root)] == [
        f"data.json: {stands} (line 1, in another form)",
        f"list.json: {stands} (line 1, as written)",
        f"people.csv:2: {stands} (line 1, in another form)",
    ]
