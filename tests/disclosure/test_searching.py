"""The leak test: what of a list of names is published, and however it is written."""

import json
import subprocess
import zlib

import pytest
from example_build import ENTRY, SmallBuild
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import RectangleObject

from disclosure.names import NameList, parse_names
from disclosure.searching import Leak, leaks, masked
from reported.built import load_built
from results import DataError
from thesis import cli
from thesis.checking import CHECKS
from thesis.confidential import list_of_names
from thesis.name_checks import names

HTML = "book/_build/html"
LIST = """\
Siân Gwernog
Will
Heledd
O'Dreen
allow: help@example.org
allow: Will (2016)
"""
NAMES = parse_names(LIST, file="people.txt")
NONE = NameList(())


def found(text, listed=NAMES, **options):
    """Return line or kind and way of finding of every leak."""
    return [
        (leak.line or leak.kind, leak.match) for leak in leaks(text, listed, **options)
    ]


# In a text


@pytest.mark.parametrize(
    "text",
    [
        "Siân Gwernog",
        "SIAN GWERNOG",
        "Gwernog, Siân",
        "Si&acirc;n Gwernog",
        "Si&#226;n&nbsp;Gwernog",
        "Si&amp;acirc;n Gwernog",
        r"Si\u00e2n Gwernog",
        "Sia\u0302n\n  Gwernog",
        "Siân Gwer\u00adnog",
        "Siân Gwer-\nnog",
        "Siân Gwer\u00ad\n  nog",
        "Siân-Gwernog's",
        "Siân_Gwernog.txt",
    ],
)
def test_a_name_is_found_however_it_is_written(text):
    """With escapes, soft hyphens, line ends and accents."""
    assert found(text) == [(1, "as written")]


@pytest.mark.parametrize(
    "text",
    [
        "siân gwernog",
        "?q=si%C3%A2n+gwernog",
        "sian-gwernog.html",
        "sian.gwernog",
        "siân\ngwer-\nnog",
    ],
)
def test_a_name_of_several_words_is_found_in_any_letters(text):
    """Two ordinary words seldom stand together by chance."""
    assert found(text) == [(1, "in another form")]


def test_a_name_of_one_word_is_found_in_small_letters_only_in_an_address():
    """Elsewhere it may be an ordinary word."""
    assert found("he will, heledd, WILL, Willing") == [(2, "as written")]
    assert found("notes/heledd2.html#will", address=True) == [
        (3, "in another form"),
        (2, "in another form"),
    ]


def test_a_name_is_found_in_a_row_of_letters_only_in_print():
    """A PDF may lose blanks; short names and inner parts of words are left out."""
    assert found("toldHeleddthatSiânGwernog") == []
    assert found("toldHeleddthatSiânGwernog", printed=True) == [
        (3, "run together"),
        (1, "run together"),
    ]
    assert found("Williamson, Heleddine", printed=True) == []
    assert found("Willtoldthemallthatitwas", printed=True) == [(2, "run together")]


def test_a_ligature_is_as_good_as_its_letters():
    """As PDF text has them."""
    assert found("with Griﬃth", parse_names("Griffith", file="l")) == [
        (1, "as written")
    ]


def test_numbers_and_addresses_are_leaks_and_dates_are_not():
    """A thesis may say when; also without a list."""
    text = "SA1 4QB 943 476 5919 AB123456C 07700 900123 a@example.org 12 March 2009"
    kinds = ["postcode", "NHS number", "National Insurance number", "phone", "e-mail"]
    assert found(text, NONE) == [(kind, "by its form") for kind in kinds]


def test_what_the_list_allows_is_passed_over():
    """A phrase, in any letters; what reaches beyond it is not."""
    assert found("write to HELP@example.org, as Will\n(2016)") == []
    assert found("Will (2017), Will") == [(2, "as written")] * 2
    listed = parse_names("Siân Gwernog\nallow: Siân\n", file="l")
    assert found("Siân, Siân Gwernog", listed) == [(1, "as written")]
    assert found("xhelp@example.org") == [("e-mail", "by its form")]


def test_a_leak_shows_whole_words_around_it_and_no_name():
    """Other names and numbers are masked, also in letters in which they are words."""
    around = "one two three four five six seven eight nine ten"
    text = f"{around} heledd Siân Gwernog, Will SA1 4QB\n{around}"
    first, *_ = leaks(text, NAMES)
    assert first == Leak(
        kind="name",
        line=1,
        match="as written",
        text_line=1,
        context="five six seven eight nine ten [name] [name], [name] [postcode] one "
        "two three four",
    )
    assert leaks("\n\nHeledd", NAMES)[0].text_line == 3


def test_the_name_of_a_file_is_shown_without_names():
    """As it was if there are none."""
    assert masked("a/Heledd_SA1 4QB.csv", NAMES) == "a/[name]_[postcode].csv"
    assert masked("a/Zoë.csv", NAMES) == "a/Zoë.csv"


@given(
    st.lists(st.sampled_from(["Siân Gwernog", "Heledd", "Will", "x", "SA1 4QB", " "]))
)
def test_no_context_says_what_was_found(parts):
    """Whatever stands beside what."""
    for leak in leaks(" and ".join(parts), NAMES):
        for secret in ("Gwernog", "Heledd", "Will", "SA1", "4QB"):
            assert secret not in leak.context


# In what is built


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return a small thesis, built once; it is copied and never changed."""
    return SmallBuild(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def small(sound, tmp_path, monkeypatch):
    """Return a small thesis to be spoilt, and a list of names outside of it."""
    path = tmp_path / "people.txt"
    path.write_text(LIST, "utf-8")
    monkeypatch.setenv("THESIS_NAMES", str(path))
    return sound.copied_to(tmp_path / "thesis")


def lines(root):
    """Return what the check finds, without what to do about it."""
    findings = names(load_built(root)).findings
    return [str(finding).partition("; take it out")[0] for finding in findings]


def test_the_check_passes_where_nothing_stands(small):
    """And says how much it looked at, for how many names."""
    small.source(f"{HTML}/_images/a.png", "")
    small.source(f"{HTML}/notes.docx", "PK\0")
    small.source(f"{HTML}/_static/theme.js", "Heledd wrote this")
    result = names(load_built(small.root))
    assert (result.name, result.looked_at, result.findings) == (
        "no names or identifying numbers",
        "8 files, 3 pages of PDF for 4 names and numbers; not read: .docx 1, .png 1, "
        "theme 1",
        (),
    )


def test_without_a_list_the_check_says_so_and_looks_for_numbers(small, monkeypatch):
    """An e-mail address may be allowed by a list."""
    monkeypatch.delenv("THESIS_NAMES")
    small.edit(
        f"{HTML}/{ENTRY}.html", "</article>", "Heledd, help@example.org, 1 B1 1AA"
    )
    result = names(load_built(small.root))
    assert result.looked_at == (
        "8 files, 3 pages of PDF for numbers alone, no list of names is set "
        "(THESIS_NAMES)"
    )
    hint = (
        "take it out where it comes from and build again, or allow it in a list of "
        "names (THESIS_NAMES)"
    )
    assert [str(finding) for finding in result.findings] == [
        f"{ENTRY}.html: an e-mail address stands here, got '-1.18, 95% CI [-1.72, "
        f"-0.62]. Heledd, [e-mail], 1 [postcode] ¦ stat ¦ entry-mood'; {hint}",
        f"{ENTRY}.html: a postcode stands here, got 'CI [-1.72, -0.62]. Heledd, "
        f"[e-mail], 1 [postcode] ¦ stat ¦ entry-mood ¦'; {hint}",
    ]


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


def test_the_check_tells_text_and_links_apart(small):
    """In small letters it is found in a link alone."""
    body = '<b>Heledd</b><a id="heledd" href="/Heledd">x</a></article>'
    small.edit(f"{HTML}/back/references.html", "</article>", body)
    place = "back/references.html: a name of the list stands here"
    assert lines(small.root) == [
        f"{place} 2 times (line 3, as written), got 'Jones (2021) [name] x'",
        f"{place} (line 3, in another form), got '¦ "
        "ref-jones2021methadone ¦ [name] ¦ /[name]'",
    ]


def test_the_check_says_how_often_a_name_stands_on_a_page(small):
    """One finding with the first of them, so that a list stays short."""
    body = "<p>Heledd said.</p><p>Heledd left.</p><p>HELEDD and SA1 4QB</p></article>"
    small.edit(f"{HTML}/back/references.html", "</article>", body)
    assert lines(small.root) == [
        "back/references.html: a name of the list stands here 3 times (line 3, as "
        "written), got 'Jones (2021) [name] said. [name] left. [name] and'",
        "back/references.html: a postcode stands here, got '[name] said. [name] "
        "left. [name] and [postcode]'",
    ]


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
    assert "; not read: broken .pdf 1" in names(load_built(small.root)).looked_at


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


def index(**terms):
    """Return an index of the search over two pages, as Sphinx writes it."""
    held = {
        "docnames": [ENTRY, "back/references"],
        "filenames": [f"{ENTRY}.md", "back/references.md"],
        "alltitles": {"At treatment entry": [[0, "entry"]]},
        "titles": ["At treatment entry", "References"],
        "terms": terms,
        "titleterms": {"entri": 0},
    }
    return f"Search.setIndex({json.dumps(held)})"


def test_the_check_finds_a_name_that_only_the_search_still_knows(small):
    """The stems of all its words, on one page; what the page explains is no leak."""
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", "<p>I was hoping</p></article>")
    list_path(small).write_text(f"{LIST}Hope\n", "utf-8")
    path = f"{HTML}/searchindex.js"
    small.source(path, index(heledd=0, hope=0, sian=[0, 1], gwernog=1, dreen=1))
    told = "searchindex.js: the search finds a name of the list"
    hint = "the page does not say it, so the index is older: build again"
    assert [str(f) for f in names(load_built(small.root)).findings] == [
        f"{told} (line 1, in another form), got 'back/references'; {hint}",
        f"{told} (line 3, in another form), got '{ENTRY}'; {hint}",
        f"{told} (line 4, in another form), got 'back/references'; {hint}",
    ]
    small.source(path, index(hope=[0, 1], gwernog=1))
    assert [f.value for f in names(load_built(small.root)).findings] == [
        "back/references"
    ]
    small.source(path, index(hope=0).replace("References", "Heledd"))
    assert lines(small.root) == [
        "searchindex.js: a name of the list stands here (line 3, as written), got "
        "'entry ¦ titles ¦ At treatment entry ¦ [name]'"
    ]


def test_the_search_is_read_by_the_stems_it_has(small):
    """Names that end in s, y or e have lost them there, unless by an accent."""
    names_in = "Emrys Glynys\nMary\nZoë\nAndre\nNoëlle\n"
    list_path(small).write_text(names_in, "utf-8")
    terms = {"emri": 0, "glyni": 0, "mari": 1, "zoë": 1, "andré": 0, "noell": 0}
    small.source(f"{HTML}/searchindex.js", index(**terms))
    assert [f.rule for f in names(load_built(small.root)).findings] == [
        f"the search finds a name of the list (line {n}, in another form)"
        for n in range(1, 6)
    ]


# The list in use


def list_path(small):
    """Return where the list of the fixture is."""
    return small.root.parent / "people.txt"


def test_the_command_reports_leaks_as_any_other_fault(small, monkeypatch, capsys):
    """In JSON as in the table, and a list with a fault ends it."""
    monkeypatch.setattr(cli, "ROOT", small.root)
    small.edit("book/front/abstract.md", "# Abstract", "# Abstract\n\nHeledd")
    assert cli.main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], len(told["checks"])) == (1, len(CHECKS))
    assert told["checks"][-1] == {
        "name": "no names or identifying numbers",
        "looked_at": "8 files, 3 pages of PDF for 4 names and numbers",
        "ok": False,
        "not_run": "",
        "findings": [
            {
                "place": "book/front/abstract.md:3",
                "rule": "a name of the list stands here (line 3, as written)",
                "value": "# Abstract [name] The mean of mood in prison was",
                "hint": "take it out where it comes from and build again, or allow it "
                "in the list of names",
            }
        ],
        "notes": [],
    }
    list_path(small).write_text("X\n", "utf-8")
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == (
        "\npeople.txt, row 1: a name needs two letters or more, this one has 1; one "
        "name a line, then a tab or -> and a mark in square brackets if wanted\n"
    )


def test_a_list_that_git_would_commit_is_refused(tmp_path, monkeypatch):
    """In this working copy or any other; where git ignores it, it may lie."""
    root, other = tmp_path / "thesis", tmp_path / "other"
    for folder in (root, other):
        (folder / "data/private").mkdir(parents=True)
        subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
        (folder / ".gitignore").write_text("/data/private/*\n", "utf-8")
        for place in ("people.txt", "data/private/people.txt"):
            (folder / place).write_text("Heledd\n", "utf-8")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    for folder in (root, other):
        path = folder / "people.txt"
        with pytest.raises(DataError) as error:
            list_of_names(root, path)
        assert str(error.value) == (
            f"{path}: holds names, and git would commit it; keep it outside of any "
            "working copy of git, or below data/private"
        )
        assert list_of_names(root, folder / "data/private/people.txt").names
    monkeypatch.setenv("THESIS_NAMES", "data/private/people.txt")
    assert list_of_names(root).names[0].text == "Heledd"
    assert list_of_names(root, other / "data/private/people.txt").names
    monkeypatch.setenv("THESIS_NAMES", " ")
    assert list_of_names(root) is None


def test_a_list_is_refused_when_git_cannot_say(tmp_path, monkeypatch):
    """A broken working copy, or no git at all."""
    (tmp_path / ".git").write_text("gitdir: nowhere\n", "utf-8")
    path = tmp_path / "people.txt"
    path.write_text("Heledd\n", "utf-8")
    with pytest.raises(DataError) as error:
        list_of_names(tmp_path, path)
    assert str(error.value).startswith(
        f"{path}: holds names, and git cannot say whether it would commit it "
        "(fatal: not a git repository"
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataError) as error:
        list_of_names(tmp_path, path)
    assert str(error.value) == (
        f"{path}: holds names, and git cannot say whether it would commit it (git is "
        "not installed); keep it outside of any working copy of git"
    )
