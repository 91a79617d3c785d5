"""REFI-QDA, written: valid, the same every time, and read again as it was."""

import dataclasses
import zipfile
from pathlib import Path

import pytest
from example_coded_project import PROJECT
from example_refi import codebook_rows, refusal, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pandas.testing import assert_frame_equal

from exchange.coding._refi_qda import read_refi_project
from exchange.coding.projects import code_path, coded_project
from exchange.coding.refi_export import write_refi_codebook, write_refi_project

HERE = Path(__file__).parents[2]


def assert_same(found, expected):
    """Compare every table of two projects but what is known of cases."""
    assert_frame_equal(found.sources, expected.sources.assign(case=""))
    for table in ("codes", "excerpts"):
        assert_frame_equal(getattr(found, table), getattr(expected, table))


def written_cases(path):
    """Return case of each source and values of cases, as they stand in the XML."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    find = etree.XPath("//*[local-name()=$name]")
    names = {
        each.get("guid"): each.get("name")
        for name in ("TextSource", "Variable")
        for each in find(root, name=name)
    }
    sources = dict.fromkeys((s.get("name") for s in find(root, name="TextSource")), "")
    values = []
    for case in find(root, name="Case"):
        for part in case:
            target = names[(part if len(part) == 0 else part[0]).get("targetGUID")]
            if len(part):
                values.append((case.get("name"), target, part[1].text or ""))
            else:
                sources[target] = case.get("name")
    return sources, values


def assert_cases(path, project):
    """Compare the cases of a file with those of the project that was written."""
    sources = project.sources[["source", "case"]].itertuples(index=False, name=None)
    values = set(project.case_values.itertuples(index=False, name=None))
    found, known = written_cases(path)
    assert (found, set(known)) == (dict(sources), values)
    assert len(known) == len(values)


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
    assert_cases(path, PROJECT)
    assert found.origin == "Coercion thesis"
    assert found.remarks[:2] == (
        "Positions count code points; 100% of 9 passages look whole.",
        "1 codings do not say who coded.",
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
    """With the whole tree, and nothing else of the project."""
    write_refi_codebook(PROJECT, tmp_path / "a.qdc")
    data = (tmp_path / "a.qdc").read_bytes()
    assert valid("Codebook.xsd", data)
    assert codebook_rows(tmp_path / "a.qdc") == rows(PROJECT.codes)


def test_write_refi_project_leaves_a_file_as_it_was_if_it_refuses(tmp_path):
    """And else writes over it."""
    path = tmp_path / "a.qdpx"
    path.write_bytes(b"old")
    bad = dataclasses.replace(PROJECT, sources=PROJECT.sources.assign(text=""))
    refusal(write_refi_project, bad, path)
    assert path.read_bytes() == b"old"
    write_refi_project(PROJECT, path)
    assert path.read_bytes()[:2] == b"PK"


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


@settings(deadline=None)
@given(project=projects())
def test_every_project_is_read_again_as_it_was(tmp_path_factory, project):
    """Whatever the names, the tree, the texts and the passages; and it is valid."""
    path = tmp_path_factory.mktemp("drawn") / "a.qdpx"
    write_refi_project(project, path)
    with zipfile.ZipFile(path) as archive:
        assert valid("Project.xsd", archive.read("project.qde"))
    assert_same(read_refi_project(path), project)
    assert_cases(path, project)
