"""One build names every cell that fails, and nothing that only follows from one.

Chapters are built as an author would; the cells fail in ways that authors meet.
"""

import re
import shutil

import pytest
from small_books import faults
from thesis_failures import _defined, follows

HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n"
#: Three sound chapters; what is put in the place of a part of them stands below.
CHAPTERS = {
    "first": """\
---

# First

{stat}`first-men`, {claim}`they are few <first-few>` and {numref}`first-tab-men`.

```{code-cell} ipython3
from reported import claim, publish, show
from results import Count, DataUsed
```

```{code-cell} ipython3
used = DataUsed(source="simulated/entry", variables=("a",), filter="all rows", rows=9)
men = publish("first-men", Count(label="men", count=9, data=used))
```

```{code-cell} ipython3
claim("first-few", men.count < 100)
show(":::{table} Men\\n:name: first-tab-men\\n\\n| a |\\n|---|\\n| 1 |\\n:::")
```

```{code-cell} ipython3
years = [1, 2]
```
""",
    "second": """\
---

# Second

{stat}`second-men` and {stat}`second-women`.

```{code-cell} ipython3
from reported import publish
from results import Count, DataUsed
used = DataUsed(source="simulated/entry", variables=("a",), filter="all rows", rows=9)
```

```{code-cell} ipython3
for word in ("men", "women"):
    publish(f"second-{word}", Count(label=word, count=9, data=used))
```

```{code-cell} ipython3
:tags: [raises-exception]
1 / 0
```
""",
    "third": """\
---

# Third

```{table} A table.
:name: third-tab-one

| a |
|---|
| 1 |
```

```{code-cell} ipython3
total = 1
```

```{code-cell} ipython3
total + 1
```
""",
}
#: Part of a chapter, what is put there, and what is said of it, if anything is.
FAULTS = (
    ("first", "import claim", "import no, claim", "11: {} ImportError: cannot "),
    (
        "first",
        "years = [1, 2]",
        "years = [1, 2",
        "26: {} SyntaxError: incomplete input (line 1 of the cell)",
    ),
    (
        "second",
        "publish(f",
        "raise ValueError('\\x1b[31mat\\n\\nlast')\n    publish(f",
        "17: {} ValueError: at\n    last",
    ),
    ("third", "total = 1", "total = 1\nraise SystemExit(3)", "18: {} SystemExit: 3"),
    ("third", "total + 1", "total + missing", "23: {} NameError: name 'missing' is "),
    ("third", "# Third", "# Third\n[Link](no.md)", "7: 'myst' cross-reference target"),
    (
        "second",
        "second-women`",
        "second-womenn`",
        "8: second-womenn: no result is published under the id 'second-womenn'",
    ),
    ("third", "| 1 |", "| 2 |", ""),  # a table that must not be written
)
#: Files that name the state of all others.
MOVES = ("statistics.json", "edition.js")
FAILED = "the cell that starts here failed:"


@pytest.fixture
def chapters(small_book):
    """Return the small book with three chapters more."""
    toc = "  - file: references"
    for name, text in CHAPTERS.items():
        path = small_book.folder / "book" / f"{name}.md"
        path.write_text(HEAD + text, "utf-8")
        small_book.edit("book/_toc.yml", toc, f"  - file: {name}\n{toc}")
    shutil.rmtree(small_book.folder / "book" / "_build" / "html")  # every page is new
    return small_book


def used(done, action: str) -> set[str]:
    """Return the chapters that a build ran, or whatever is said of them."""
    return set(re.findall(rf"/(\w+)\.md: {action}", done.stdout + done.stderr))


def test_one_build_finds_every_fault_and_keeps_what_it_read(chapters):
    """Five cells, a result and a link; what follows from the cells is not listed."""
    done = chapters.build()
    assert done.returncode == 0, done.stdout + done.stderr
    before = chapters.published()
    for name, old, new, _ in FAULTS:
        chapters.edit(f"book/{name}.md", old, new)
    chapters.edit("book/index.md", "The mean", "Their mean")  # is read, not written
    for _ in range(2):
        done = chapters.build()
        expected = sorted(
            f"book/{name}.md:{told.format(FAILED)}" for name, *_, told in FAULTS if told
        )
        found = faults(done)
        assert len(found) == len(expected) == 7
        begin = [f[: len(e)] for f, e in zip(sorted(found), expected, strict=True)]
        assert begin == expected
        assert [FAILED in fault for fault in found] == [True] * 5 + [False] * 2
        assert used(done, "Executing") == set(CHAPTERS)
        assert used(done, "Using cached") == set()
        assert chapters.published() == before
    for name, old, new, _ in FAULTS:
        chapters.edit(f"book/{name}.md", new, old)
    done = chapters.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert used(done, "Executing") == set()
    after = chapters.published()
    assert sorted(after) == sorted(before)
    assert b"Their mean" in after["index.html"]
    apart = {name for name in after if after[name] != before[name]}
    assert apart <= {*MOVES, "index.html", "searchindex.js"}


def test_a_label_that_two_pages_have_is_a_fault_until_one_gives_it_up(small_book):
    """Both pages are read again, whichever is mended, and whatever was read first."""
    for name in ("abstract", "references"):
        path = small_book.folder / "book" / f"{name}.md"
        path.write_text("(twice)=\n" + path.read_text("utf-8").lstrip(), "utf-8")
    small_book.edit("book/index.md", "The study", "See {ref}`twice`. The study")
    found = faults(small_book.build())
    assert len(found) == 1
    assert found[0].startswith("book/references.md:2: duplicate label twice, other ")
    small_book.edit("book/references.md", "(twice)=\n", "")
    done = small_book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'href="abstract.html#twice"' in small_book.page("index")


STOPPED = (
    ("first", "name: python3", "name: none", ": the chapter could not be run: No such"),
    ("second", "used = Data", "1 / 0\nused = Data", ":11: {} ZeroDivisionError: "),
    (
        "second",
        "for word in",
        "import os; os._exit(1)\nfor word in",
        ":18: {} Kernel died; no cell after it has run",
    ),
    (
        "third",
        "total + 1",
        "import time; time.sleep(20)",
        ":22: {} it was stopped after 1 seconds; no cell after it has run",
    ),
)


@pytest.mark.long
def test_a_chapter_that_dies_or_takes_too_long_is_a_fault_of_that_chapter(chapters):
    """The others run, and what they lack of it is not listed."""
    chapters.edit("book/third.md", "---\n\n", "mystnb: {execution_timeout: 1}\n---\n\n")
    for name, old, new, _ in STOPPED:
        chapters.edit(f"book/{name}.md", old, new)
    chapters.edit("book/references.md", "# References", "# Works\n{stat}`first-men`")
    for _ in range(2):
        found = sorted(faults(chapters.build()))
        told = sorted(
            f"book/{name}.md{said.format(FAILED)}" for name, *_, said in STOPPED
        )
        assert len(found) == len(told)
        assert [f[: len(e)] for f, e in zip(found, told, strict=True)] == told
    for name, old, new, _ in STOPPED:
        chapters.edit(f"book/{name}.md", new, old)
    done = chapters.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert used(done, "Executing") == set(CHAPTERS)


@pytest.mark.parametrize(
    ("code", "defined"),
    [
        ("a = b", {"a"}),
        ("for a, b in c: pass", {"a", "b"}),
        ("people['mood'] = d\nx.y = 1", {"mood", "y"}),
        ("from a import b as c, d\nimport e.f", {"c", "d", "e"}),
        ("from a import *", {"*"}),
        ("def a(): ...\nclass B: ...", {"a", "B"}),
        ("a = (b", {"a", "b"}),
    ],
)
def test_what_a_cell_defines_is_known_without_running_it(code, defined):
    """Names, columns and attributes; all words of a cell that is no Python."""
    assert set(_defined(code)) == defined


@pytest.mark.parametrize(
    ("fault", "code", "consequence"),
    [
        ("no result is published under the id 'a-b'", "publish('a-b', x)", True),
        ("no result is published under the id 'a-b'", "publish('a-bc', x)", False),
        ("undefined label: 'a-b'", "for c in ('b',): f'a-{c.replace('_', '-')}'", True),
        (
            "undefined label: 'a-d'",
            "for c in ('b',): f'a-{c.replace('_', '-')}'",
            False,
        ),
        ("undefined label: 'b-a-scale-2'", "f'b-{c}-2'", True),
        ("result 'a-b' stands here and in c.md", "publish('a-b', x)", False),
    ],
)
def test_a_fault_follows_from_a_cell_that_names_what_is_missing(
    fault, code, consequence
):
    """Whole, or put together of a beginning and words that the cells know."""
    assert follows(fault, [code], known="scales:\n  a_scale: ...") == consequence
