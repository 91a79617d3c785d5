"""Front matter and cells are read in every form in which a page may be saved."""

from pathlib import Path

import pytest

from reported.sources import FRONT_MATTER, cells

SAVED = Path(__file__).parents[1] / "book" / "saved_chapters"


def pages() -> dict[str, str]:
    """Return one chapter as its author and as Jupytext saved it."""
    return {path.stem: path.read_text("utf-8") for path in sorted(SAVED.glob("*.md"))}


def test_a_chapter_has_the_same_cells_whoever_saved_it():
    """Code and options; what is only shown as code is no cell."""
    found = {
        name: [(cell.code, cell.options()) for cell in cells(text)]
        for name, text in pages().items()
    }
    assert set(found) == {"author", "paired_notebook", "saved_by_lab"}
    author = found.pop("author")
    assert [code.split("(")[0].split()[0] for code, _ in author] == [
        "import",
        "show",
        "show",
    ]
    assert author[2][1]["mystnb"]["figure"]["name"] == "entry-fig-mood"
    assert all(others == author for others in found.values())


def test_code_is_found_where_it_stands():
    """Whatever stands before it: options in either form, and empty lines."""
    for text in pages().values():
        for cell in cells(text):
            assert text[cell.code_at :].startswith(cell.code)
            assert text.split("\n")[cell.line - 1] == cell.code.split("\n")[0]
            assert text[cell.start :].startswith("```{code-cell}")
            assert text[cell.end :].startswith("```\n")


@pytest.mark.parametrize(
    ("text", "code", "options"),
    [
        ("```{code-cell}\na\n```", "a", {}),
        ("~~~ {code-cell} ipython3\n\n\na\n\n~~~", "a", {}),
        ("````{code-cell}\n```\n````", "```", {}),
        ("```{code-cell}\n  :tags: [b]\n\na\n```", "a", {"tags": ["b"]}),
        ("```{code-cell}\n---\nb: 1\n---\n---\n```", "---", {"b": 1}),
        ("```{code-cell}\n---\nb: [\n---\na\n```", "a", {}),
        ("```{code-cell}\n---\n- b\n---\na\n```", "a", {}),
        ("```{code-cell}\n```", "", {}),
    ],
)
def test_a_cell_of_any_form_is_read(text, code, options):
    """Fences of either sign and any length, options of either form or wrong."""
    (cell,) = cells(f"# A page\n\n{text}\n\nWords.\n")
    assert (cell.code, cell.options()) == (code, options)


@pytest.mark.parametrize(
    "text",
    [
        "````\n```{code-cell}\na\n```\n````",
        "```{code-cell}\nnever closed",
        "    ```{code-cell}\n    a\n    ```",
        "```python\na\n```",
        "``` {code-cell} `a` ```",
    ],
)
def test_what_is_no_cell_is_not_taken_for_one(text):
    """Shown as code, not closed, or of another kind."""
    assert list(cells(text)) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("---\na: 1\nb: 2\n---\nWords", "a: 1\nb: 2\n"),
        ("----  \na: 1\n-----\n", "a: 1\n"),
        ("---\na: 1\n...", "a: 1\n"),
        ("---\n---\n", ""),
        ("Words\n---\na: 1\n---\n", None),
        ("---\na: 1\n", None),
        ("--- a\nb: 1\n---\n", None),
    ],
)
def test_front_matter_stands_between_its_marks(text, keys):
    """Dashes, or dots at its end; elsewhere they are rules."""
    found = FRONT_MATTER.match(text)
    assert (found and found["keys"]) == keys
