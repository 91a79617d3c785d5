"""A chapter builds alike whoever saved it, and what cannot be read is one fault."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import thesis_heads
from small_books import faults

SAVED = Path(__file__).parent / "saved_chapters"
KERNEL = "kernelspec: {name: python3, display_name: Python 3}\n"
HEAD = f"---\nfile_format: mystnb\n{KERNEL}---\n"
BLOCK = "kernelspec:\n  name: python3\n  language: python\n"
AUTHOR = (SAVED / "author.md").read_text("utf-8")
LAB = (SAVED / "saved_by_lab.md").read_text("utf-8")
FORMS = {
    "author": AUTHOR,
    "saved": LAB,
    "paired": (SAVED / "paired_notebook.md").read_text("utf-8"),
    "windows": LAB.replace("\n", "\r\n"),
    "kernel": AUTHOR.replace(HEAD, f"---\n{BLOCK}---\n"),
    "format": AUTHOR.replace(KERNEL, ""),
    "kernel of one's own": LAB.replace(
        "  name: python3\n", "  language: python\n  name: thesis-venv\n"
    ).replace("Python 3\n", "thesis\n"),
    "marked": "\ufeff" + AUTHOR,
}


def test_a_chapter_builds_without_a_change_of_words_whoever_saved_it(small_book):
    """Nothing runs again, and each number leads to the line that it has now."""
    book, shown = small_book.folder / "book", set()
    (book / "entry.ipynb").write_text("{}", "utf-8")  # JupyterLab keeps one beside it
    for name in ("author", "windows", "paired"):
        text = FORMS[name]
        (book / "entry.md").write_bytes(text.encode())
        done = small_book.build()
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        assert ("Executing notebook" in said) == (name == "author")
        shown.add(small_book.page("entry"))
        listed = json.loads((book / "_build/html/statistics.json").read_text("utf-8"))
        line = text.splitlines()[listed["results"][0]["line"] - 1]
        assert line.startswith('age = publish("entry-age"')
    assert len(shown) == 1
    assert "People of another study" in shown.pop()


def marked(text: str) -> tuple[str, list[tuple[str, str]], set[str]]:
    """Return what is read of a page, the faults said of it, and the notebooks."""
    said: list[tuple[str, str]] = []
    env = SimpleNamespace()
    app = SimpleNamespace(env=env, thesis_fingerprint="f1", thesis_lost=[])
    source = [text]
    with pytest.MonkeyPatch.context() as patch:
        logger = SimpleNamespace(
            warning=lambda _, fault, location, **__: said.append((location, fault))
        )
        patch.setattr(thesis_heads.thesis_failures, "logger", logger)
        thesis_heads._mark_kernel(app, "entry", source)
    return source[0], said, getattr(env, "thesis_notebooks", set())


@pytest.mark.parametrize("name", FORMS)
def test_a_cell_that_has_run_need_not_run_again_whoever_saved_it(name):
    """The kernel, by which outputs are kept, is the same; so are the lines."""
    text = FORMS[name].replace("\r\n", "\n").lstrip("\ufeff")  # as Sphinx reads
    found, said, notebooks = marked(text)
    assert (said, notebooks) == ([], {"entry"})
    assert json.loads(found.split("\n")[1])["kernelspec"] == {
        "name": "python3",
        "display_name": "python3",
        "fingerprint": "f1",
    }
    assert found.count("\n") == text.count("\n")
    assert found.endswith(text.partition("(entry)=")[2])


@pytest.mark.parametrize("text", ["# A page\n", "---\norphan: true\n---\n\n# A page\n"])
def test_a_page_without_cells_stays_as_it_is(text):
    """With a head of its own or without."""
    assert marked(text) == (text, [], set())


UNREAD = {
    "no YAML": (
        "display_name: Python 3}",
        "name",
        4,
        "the front matter cannot be read",
    ),
    "no keys": (KERNEL, "kernelspec: python3\n", 1, "the front matter cannot be read"),
    "no date": (KERNEL, "date: 2021-99-99\n", 1, "the front matter cannot be read"),
    "no head": (HEAD, "", 11, "cells run on a page that says it is a notebook"),
    "no cells": (
        HEAD,
        "---\njupyter:\n  jupytext:\n    text_representation:\n"
        "      format_name: markdown\n---\n",
        1,
        "Jupytext saved this page as 'markdown', in which no cell runs",
    ),
}


@pytest.mark.parametrize("kind", UNREAD)
def test_a_head_that_cannot_be_read_is_one_fault(kind):
    """Of the page only the title is read, on its line, so that nothing else is said."""
    old, new, line, told = UNREAD[kind]
    assert old in AUTHOR
    text = AUTHOR.replace(old, new, 1)
    found, said, notebooks = marked(text)
    ((place, fault),) = said
    assert place == ("entry", line)
    assert fault.startswith(told)
    assert notebooks == set()
    assert found.strip() == "# At entry"
    assert found.count("\n") == text.partition("# At entry")[0].count("\n")


@pytest.mark.parametrize(
    "options",
    [
        "hide-input",
        "[hide-input, hide-input]",
        "[1]",
        "\n:name: 3",
        "[a]\n:jupyter: x",
    ],
)
def test_options_that_no_notebook_has_are_one_fault(options):
    """A tag that is no list, and whatever else the format of notebooks refuses."""
    text = AUTHOR.replace("[hide-input]", options, 1)
    ((place, fault),) = marked(text)[1]
    lines = text.split("\n")
    assert lines[place[1] - 1] == "import analysis as an"
    assert fault.startswith("the options of the cell that starts here cannot be used: ")


@pytest.mark.long
@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("[hide-input]", "[hide-input", 15), ("Each has", "+++ {a\n\nEach has", 29)],
)
def test_options_that_cannot_be_read_are_one_fault(small_book, old, new, line):
    """Of a cell, or behind a break between two; others lack what the page publishes."""
    text = AUTHOR.replace(old, new, 1)
    (small_book.folder / "book" / "entry.md").write_text(text, "utf-8")
    (found,) = faults(small_book.build())
    assert found.startswith(
        f"book/entry.md:{line}: the options of the cell that starts"
    )
