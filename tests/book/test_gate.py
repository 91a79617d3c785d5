"""A fault ends the build every time, says where, and leaves the last good pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from thesis_gate import _by_cause, _Fault, _pages

# What is put in the place of a sound line of book/entry.md, and what must be said.
FAULTS = {
    "unknown result": (
        "Age gave {stat}`entry-age`",
        "Age gave {stat}`entry-agge`",
        "book/entry.md:9: entry-agge: no result is published under the id 'entry-agge'",
    ),
    "unknown field": (
        "Age gave {stat}`entry-age`",
        "Age gave {stat}`entry-age.groups.probation.mean`",
        "book/entry.md:9: entry-age.groups.probation.mean: groups.probation.mean: no "
        "field to show under this name, got 'probation'; use one of prison, "
        "inpatient, outpatient",
    ),
    "value that does not exist": (
        "Age gave {stat}`entry-age`",
        "Age gave {stat}`entry-age.undefined_field`",
        "book/entry.md:9: entry-age.undefined_field: ",
    ),
    "unknown citation": (
        "Age gave",
        "{cite:t}`nobody1999nothing` said that age gave",
        'book/entry.md:9: could not find bibtex key "nobody1999nothing"',
    ),
    "unknown reference": (
        "Age gave",
        "As {ref}`nowhere` says, age gave",
        "book/entry.md:9: undefined label: 'nowhere'",
    ),
    "failing cell": (
        "people = cohort(load_study())",
        "people = cohort(load_studdy())",
        "book/entry.md:12: the cell that starts here failed: NameError: name "
        "'load_studdy' is not defined",
    ),
    "result published twice": (
        'publish("entry-mood", welch',
        'publish("entry-age", welch',
        "book/entry.md:18: result 'entry-age' stands here and in line 17; give one "
        "another id",
    ),
    "figure without its numbers": (
        "Age gave",
        "```{code-cell} ipython3\n:mystnb:\n:  figure:\n:    name: entry-fig-line\n"
        ":    caption: A line.\n:  image:\n:    alt: A line.\n"
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);\n```\n\nAge gave",
        "figure 'entry-fig-line' keeps no numbers that a reader could download; draw "
        "it with show(...), or give it the class 'no-numbers' if it shows none",
    ),
    "warning in a cell": (
        "from reported import publish",
        "from reported import publish\nimport warnings; warnings.warn('look here')",
        "book/entry.md:12: the cell that starts here wrote a warning, or on stderr: ",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_the_build_every_time_and_changes_no_page(small_book, fault):
    """Two builds in a row fail with file and line; the pages stay as they were."""
    old, new, told = FAULTS[fault]
    pages = {name: small_book.page(name) for name in ("index", "entry", "abstract")}
    small_book.edit("book/entry.md", old, new)
    try:
        for _ in range(2):
            done = small_book.build()
            assert done.returncode != 0
            assert told in done.stdout + done.stderr
            for name, page in pages.items():
                assert small_book.page(name) == page
    finally:
        small_book.edit("book/entry.md", new, old)
    done = small_book.build()
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_fault_that_shows_only_in_writing_ends_the_build_every_time(small_book):
    """Code that is not of the language it is said to be: nothing before reads it."""
    code = "```python\na = $b\n```\n\nAge gave"
    small_book.edit("book/entry.md", "Age gave", code)
    for _ in range(2):
        done = small_book.build()
        assert done.returncode != 0
        told = (done.stdout + done.stderr).partition("The book was not built")[2]
        assert "book/entry.md:9: Lexing literal_block" in told
    small_book.edit("book/entry.md", code, "Age gave")
    done = small_book.build()
    assert done.returncode == 0, done.stdout + done.stderr


def test_bad_data_end_the_build_and_change_no_page(small_book):
    """Everything that is wrong is said at once, before any chapter runs."""
    page = small_book.page("entry")
    table = small_book.folder / "data" / "simulated" / "entry.csv"
    sound = table.read_text("utf-8")
    lines = sound.splitlines()
    lines[1] = lines[1].replace(lines[1].split(",")[3], "45", 1)
    table.write_text("\n".join([*lines, lines[2]]) + "\n", "utf-8")
    known = {**os.environ, "PYTHONPATH": str(small_book.folder)}
    command = [sys.executable, "-m", "thesis.cli", "build", "--html"]
    done = subprocess.run(
        command,
        cwd=small_book.folder,
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )
    table.write_text(sound, "utf-8")
    assert done.returncode == 1
    assert "entry.csv, row 2, heroin_days: " in done.stderr
    assert "entry.csv, row 74, participant: " in done.stderr
    assert "Traceback" not in done.stderr
    assert small_book.page("entry") == page


FAULTY = """
# Faulty

{numref}`Table {number} <entry-tab-one>`, {numref}`nothing-tab`, {ref}`entry`,
{ref}`nothing`, {numref}`entry-tab-one`, {numref}`{name} <entry-tab-two>`,
{stat}`entry-nothing`, {cite:t}`nobody1999nothing` and {numref}`entry-untitled`.

(untitled)=

{ref}`untitled` stands before nothing.
"""
TABLES = "\n".join(
    f"\n```{{table}} {title}\n:name: entry-tab-{name}\n\n| a |\n|---|\n| 1 |\n```\n"
    for name, title in {"one": "The first.", "two": "The second."}.items()
)


def test_pages_that_are_looked_into_once_give_the_same_faults(small_book):
    """The same list of faults as where every look reads a page anew."""
    kept = "cache(env.get_doctree)"
    small_book.edit("book/entry.md", "\n# At entry\n", f"\n# At entry\n{TABLES}")
    for name in ("abstract", "index"):
        page = small_book.folder / "book" / f"{name}.md"
        text = page.read_text("utf-8") + FAULTY.replace("(", f"({name}-")
        page.write_text(text, "utf-8")
    said = []
    for anew in (False, True):
        if anew:
            small_book.edit("book/_ext/thesis_gate.py", kept, "env.get_doctree")
        done = small_book.build()
        assert done.returncode != 0
        told = (done.stdout + done.stderr).split("The book was not built")[1]
        said.append(sorted(line for line in told.splitlines() if ".md:" in line))
    assert said[0] == said[1]
    assert len(set(said[0])) == 12


CHAPTER = """\
Of {stat}`a-themes.rows.family_pressure.n`, {stat}`a-themes.rows.court.n`.

```{code-cell} ipython3
themes = publish("a-themes", an.theme_table(coding, interviews, by="setting"))
themes["self_efficacy"]
```
"""
FRAME = """\
themes:
- theme: law
  label: Law
  description: x
  codes: [{code: court, label: Court, description: x}]
"""
SIMULATED = Path(__file__).parents[2] / "data" / "simulated"
GOT = "no field to show under this name, got '{}'; use one of law, court"


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Return a build of one page whose frame lacks two of its themes."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book/_toc.yml").write_text("root: index\n")
    (tmp_path / "book/index.md").write_text(CHAPTER)
    shutil.copytree(SIMULATED, tmp_path / "data/simulated")
    (tmp_path / "data/simulated/coding_frame.yaml").write_text(FRAME)
    monkeypatch.setenv("THESIS_DATA", "data/simulated")
    env = SimpleNamespace(path2doc=lambda path: Path(path).stem, found_docs={"index"})
    return SimpleNamespace(confdir=tmp_path / "book", env=env)


def test_names_that_the_frame_lacks_are_one_fault_before_all_others(app):
    """With all their places; other faults of the page stay, and it is read again."""
    page = f"{app.confdir}/index.md"
    others = [_Fault(f"{page}:4", "NameError: name 'an' is not defined", failed=True)]
    others += [_Fault(f"{page}:1", GOT.format("courts"), failed=False)]
    caused = [_Fault(f"{page}:1", GOT.format("family_pressure"), failed=False)]
    caused += [
        _Fault(f"{page}:4", f'KeyError: "{GOT}"'.format("self_efficacy"), failed=True)
    ]
    first, *left = _by_cause(app, [caused[0], *others, caused[1]])
    assert left == others
    assert (
        str(first).split("\n")[0].startswith("2 places in the book name 2 themes or ")
    )
    assert str(first).split("\n")[1:] == [
        "    book/index.md:1: 'family_pressure'",
        "    book/index.md:5: 'self_efficacy'",
    ]
    assert first.failed
    assert _pages(app.env, first) == {"index"}


def test_names_that_the_frame_lacks_are_a_fault_even_where_nothing_else_is(app):
    """An excerpt of a theme that is not there is none, and a claim of it is false."""
    assert len(_by_cause(app, [])) == 1
    text = CHAPTER.replace("family_pressure", "law").replace("self_efficacy", "law")
    (app.confdir / "index.md").write_text(text)
    other = [_Fault("book/index.md:1", GOT.format("self_efficacy"), failed=False)]
    assert _by_cause(app, []) == []
    assert _by_cause(app, other) == other
