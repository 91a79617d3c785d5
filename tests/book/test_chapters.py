"""What the cells of pages may use of the project: the analysis, and how it is shown."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from small_books import PACKAGES

BOOK = Path(__file__).parents[2] / "book"
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"^:.*$", re.MULTILINE)
#: What stands between a cell and the project.
DOORS = {"analysis", "reported"}


def pages():
    """Return every page of the book with cells, by its path below the book."""
    toc = yaml.safe_load((BOOK / "_toc.yml").read_text("utf-8"))
    named = re.findall(r"'(?:root|file)': '([^']+)'", str(toc))
    texts = {name: (BOOK / f"{name}.md").read_text("utf-8") for name in named}
    return {name: text for name, text in texts.items() if CELL.search(text)}


PAGES = pages()


def imported(text):
    """Yield the package, the module and the names of every import in a page's cells."""
    for cell in CELL.findall(text):
        for node in ast.walk(ast.parse(OPTION.sub("", cell))):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name.partition(".")[0], alias.name, ()
            elif isinstance(node, ast.ImportFrom):
                names = tuple(alias.name for alias in node.names)
                yield node.module.partition(".")[0], node.module, names


def test_the_pages_that_compute_are_found():
    """Chapters and appendices; a page that is not looked at would pass."""
    assert len(PAGES) == 11
    assert "chapters/07-outcomes" in PAGES
    assert list(imported(PAGES["back/software"]))


@pytest.mark.parametrize("name", PAGES)
def test_cells_go_through_the_doors(name):
    """No room, no private module, and nothing of the command, by its address."""
    ours = [found for found in imported(PAGES[name]) if found[0] in PACKAGES]
    assert ours
    for _, module, names in ours:
        assert module in DOORS
        assert not [one for one in names if one.startswith("_")]


@pytest.mark.parametrize(
    "line",
    [
        "from analysis.models.cox import cox_model",
        "import reported.tables",
        "from thesis.building import build",
        "import simulation",
        "from disclosure.names import read_names",
    ],
)
def test_another_way_in_is_seen(line):
    """Whichever word it is imported by."""
    page = f"# A page\n\n```{{code-cell}} ipython3\n:tags: [remove-cell]\n{line}\n```\n"
    ((package, module, _),) = imported(page)
    assert package in PACKAGES
    assert module not in DOORS
