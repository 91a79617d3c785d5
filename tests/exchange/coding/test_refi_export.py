"""REFI-QDA, written: valid, the same every time, and read again as it was."""

import dataclasses
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pandas.testing import assert_frame_equal

from exchange.coding._refi_qda import read_refi_codebook, read_refi_project
from exchange.coding.projects import CODES, code_path, coded_project
from exchange.coding.refi_export import write_refi_codebook, write_refi_project
from results import DataError

HERE = Path(__file__).parents[2]
TABLES = ("sources", "codes", "excerpts", "case_values")

TEXT = "I: Why did you come? 😊\nP: The judge & my <mother> made\tme, “really”.\n"
QUOTED, FACES = 'I "2" & <3>', "e\u0301 😊👩‍👧 z"
NO = 'Law > Judge > "No"'


def excerpt(start, end, code, coder, source="I1", text=TEXT):
    """Return a row of excerpts."""
    return (source, start, end, text[start:end], code, coder)


PROJECT = coded_project(
    origin="by hand",
    sources=[("I1", TEXT, "Tom"), (QUOTED, FACES, ""), ("I3", "x", "Ron")],
    codes=[
        ("Law", "Law", "", "Courts & <more>\r\nin two lines", True, "#aA11ff"),
        ("Law > Judge", "Judge", "Law", "", True, ""),
        (NO, '"No"', "Law > Judge", "", True, ""),
        ("Home", "Home", "", " ", False, ""),
        ("Home > Judge", "Judge", "Home", "", True, "#000000"),
    ],
    excerpts=[
        excerpt(0, 30, "Law", "Anna"),
        excerpt(26, 35, "Law > Judge", "Anna"),
        excerpt(26, 35, "Home > Judge", "Anna"),
        excerpt(26, 35, "Law > Judge", "Ben"),
        excerpt(26, 35, "Law > Judge", ""),
        excerpt(26, 35, None, "Anna"),
        excerpt(26, 35, None, ""),
        excerpt(20, 60, NO, "Ben \n<B>"),
        excerpt(1, 4, "Law", "Ben", QUOTED, FACES),
        excerpt(0, 1, "Law", "Ben", "I3", "x"),
    ],
    case_values=[
        ("Max", "setting", "prison"),
        ("Tom", "setting", "clinic\r\n "),
        ("Tom", "age", ""),
    ],
)  # fmt: skip


def assert_same(found, expected):
    """Compare every table of two projects."""
    for table in TABLES:
        assert_frame_equal(getattr(found, table), getattr(expected, table))


def refusal(call, *args):
    """Return the message of the DataError that a call raises."""
    with pytest.raises(DataError) as caught:
        call(*args)
    return str(caught.value)


def refused(path, **tables):
    """Return why a project with other tables is refused, when nothing is written."""
    message = refusal(write_refi_project, dataclasses.replace(PROJECT, **tables), path)
    assert list(path.parent.iterdir()) == []
    return message.splitlines()


def valid(schema, data):
    """Say whether XML is valid by a published schema."""
    checked = etree.XMLSchema(etree.parse(HERE / "schemas" / schema))
    checked.assertValid(etree.fromstring(data))
    return True


def test_write_refi_project_is_read_again_as_it_was(tmp_path):
    """Emoji, accents, overlaps, two coders and none, no code, quotes and line ends."""
    path = tmp_path / "a.qdpx"
    write_refi_project(PROJECT, path)
    found = read_refi_project(path)
    assert_same(found, PROJECT)
    assert found.origin == "Coercion thesis"
    assert found.remarks == (
        "Positions count code points; 100% of 9 passages look whole.",
        "2 codings do not say who coded.",
    )
    assert [each.name for each in tmp_path.iterdir()] == ["a.qdpx"]


def test_write_refi_project_is_valid_and_holds_plain_text(tmp_path):
    """By the published schema; UTF-8 with LF and no byte order mark."""
    write_refi_project(PROJECT, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        data = archive.read("project.qde")
        names = archive.namelist()
        texts = [archive.read(name).decode() for name in names[1:]]
    assert valid("Project.xsd", data)
    assert texts == list(PROJECT.sources["text"])
    root = etree.fromstring(data)
    quotes = root.xpath("//*[local-name()='PlainTextSelection']")
    # One for a passage and a coder, and one more where the coder left it without code.
    assert len(quotes) == 9
    for quote in quotes:
        start, end = int(quote.get("startPosition")), int(quote.get("endPosition"))
        path = quote.getparent().get("plainTextPath").removeprefix("internal://")
        text = texts[names.index(f"sources/{path}") - 1]
        assert quote.get("name") == text[start:end]
        users = {coding.get("creatingUser") for coding in quote}
        assert users in (set(), {quote.get("creatingUser")})
    users = root.xpath("//*[local-name()='User']")
    assert [user.get("name") for user in users] == ["Anna", "Ben", "Ben \n<B>"]


@pytest.mark.parametrize("file", ["thesis_sample", "thesis_sample_maxqda"])
def test_write_refi_project_keeps_what_a_program_wrote(tmp_path, file):
    """Also where its text had CRLF."""
    project = read_refi_project(
        HERE / "qualitative_samples" / "qualcoder" / f"{file}.qdpx"
    )
    write_refi_project(project, tmp_path / "a.qdpx")
    assert_same(read_refi_project(tmp_path / "a.qdpx"), project)


def test_write_refi_project_writes_the_same_bytes_every_time(tmp_path):
    """No clock and no chance; identifiers are unique."""
    for name in ("a.qdpx", "b.qdpx"):
        write_refi_project(PROJECT, tmp_path / name)
    data = (tmp_path / "a.qdpx").read_bytes()
    assert data == (tmp_path / "b.qdpx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
        assert {each.date_time for each in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }
    guids = root.xpath("//@guid")
    # 3 users, 5 codes, 2 variables, 3 cases, 3 sources, 9 selections, 8 codings.
    assert len(set(guids)) == len(guids) == 33


def test_write_refi_project_can_be_empty(tmp_path):
    """Before anything was done, the file is still valid."""
    nothing = coded_project(origin="none", sources=[], codes=[], excerpts=[])
    write_refi_project(nothing, tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert valid("Project.xsd", archive.read("project.qde"))
    assert_same(read_refi_project(tmp_path / "a.qdpx"), nothing)


def test_write_refi_codebook_is_valid_and_read_again_as_it_was(tmp_path):
    """From a project or from its table of codes."""
    write_refi_codebook(PROJECT, tmp_path / "a.qdc")
    write_refi_codebook(PROJECT.codes, tmp_path / "b.qdc")
    data = (tmp_path / "a.qdc").read_bytes()
    assert data == (tmp_path / "b.qdc").read_bytes()
    assert valid("Codebook.xsd", data)
    assert_frame_equal(read_refi_codebook(tmp_path / "a.qdc"), PROJECT.codes)


def test_write_refi_project_replaces_a_file_only_when_all_is_well(tmp_path):
    """A refusal leaves the file that was there."""
    path = tmp_path / "a.qdpx"
    path.write_bytes(b"old")
    bad = dataclasses.replace(PROJECT, sources=PROJECT.sources.assign(text=""))
    refusal(write_refi_project, bad, path)
    assert path.read_bytes() == b"old"
    write_refi_project(PROJECT, path)
    assert path.read_bytes()[:2] == b"PK"
    assert [each.name for each in tmp_path.iterdir()] == ["a.qdpx"]


def test_write_refi_project_leaves_nothing_where_it_cannot_write(tmp_path):
    """Here a folder stands where the file should."""
    (tmp_path / "a.qdpx" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="a directory"):
        write_refi_project(PROJECT, tmp_path / "a.qdpx")
    assert [each.name for each in tmp_path.iterdir()] == ["a.qdpx"]


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
    assert refusal(write_refi_codebook, codes, path).splitlines() == messages
    assert refusal(write_refi_codebook, codes[:0], path) == (
        "codes: there are none; add one"
    )
    holed = codes[3:4].assign(label=None)
    assert refusal(write_refi_codebook, holed, path) == (
        "codes: 1 miss their label, got ['Late']; fill it in"
    )
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
        "['I2', 'I3']; bring the text into plain form first",
        "sources: 1 have no name, got [' ']; name them",
        "cases: 1 have no name, got [' ']; name them, or leave them empty",
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
        "coders: 1 have no name, got [' ']; name them, or leave them empty",
        "excerpts, coder: 1 hold characters that XML cannot, got "
        "[\"'\\\\x01' at 0 of \\x01\"]; take them out before the text is coded",
        "case values: 1 have no case, got ['33']; name it",
        "case values: 1 stand twice, got ['age of Tom']; keep one of each",
    ]


def test_a_name_that_holds_the_mark_between_names_is_refused_in_both_ways(tmp_path):
    """Quotation marks are not."""
    data = (
        "<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes>"
        "<Code guid='c1' name='Law &gt; Order' isCodable='true'/></Codes></CodeBook>"
    )
    (tmp_path / "a.qdc").write_text(data)
    assert refusal(read_refi_codebook, tmp_path / "a.qdc") == (
        "a.qdc, codes: 1 codes hold ' > ', which joins a code to the one above it, got "
        "['Law > Order']; rename them in the program, and export again"
    )


ALPHABET = "ab0 😊é\u0301\u200d\n\t\"'<&>;”\u2028\u0085"
WORDS = st.text(alphabet=ALPHABET, max_size=6)
NAMES = WORDS.filter(lambda name: name.strip() and " > " not in name)


@st.composite
def trees(draw):
    """Draw codes in the order of their tree, some of one name under other parents."""
    rows, above = [], [""]
    for label in draw(st.lists(NAMES, max_size=6)):
        depth = draw(st.integers(0, len(above) - 1))
        above = above[: depth + 1]
        path = code_path(above[-1], label)
        if path not in [row[0] for row in rows]:
            colour = draw(st.sampled_from(["", "#0a1B2c"]))
            codable = draw(st.booleans())
            rows.append((path, label, above[-1], draw(WORDS), codable, colour))
            above.append(path)
    return rows


@st.composite
def projects(draw):
    """Draw a project with texts, passages that overlap, coders and cases."""
    codes = draw(trees())
    cases = draw(st.lists(NAMES, max_size=3, unique=True))
    texts = st.text(alphabet=ALPHABET, min_size=1, max_size=20)
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    sources = [(n, draw(texts), draw(st.sampled_from(["", *cases]))) for n in names]
    coders = st.sampled_from(["", *draw(st.lists(NAMES, min_size=1, max_size=2))])
    code = st.sampled_from([None, *(row[0] for row in codes)])
    excerpts = []
    for _ in range(draw(st.integers(0, 8))):
        name, text, _ = draw(st.sampled_from(sources))
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        excerpts.append((name, start, end, text[start:end], draw(code), draw(coders)))
    variables = draw(st.lists(NAMES, max_size=2, unique=True))
    values = [(case, v, draw(WORDS)) for case in cases for v in variables]
    return coded_project(
        origin="drawn",
        sources=sources,
        codes=codes,
        excerpts=excerpts,
        case_values=values,
    )


@settings(deadline=None, max_examples=150)
@given(project=projects())
def test_every_project_is_read_again_as_it_was(tmp_path_factory, project):
    """Whatever the names, the tree, the texts and the passages; and it is valid."""
    path = tmp_path_factory.mktemp("drawn") / "a.qdpx"
    write_refi_project(project, path)
    with zipfile.ZipFile(path) as archive:
        assert valid("Project.xsd", archive.read("project.qde"))
    assert_same(read_refi_project(path), project)
