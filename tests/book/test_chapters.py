"""What the cells of pages may use of the project, and that a reader can follow them."""

import ast
import builtins
import re
from itertools import chain
from pathlib import Path
from statistics import median
from symtable import symtable

import pytest
import yaml
from small_books import PACKAGES

import analysis
from reported import figures, tables
from reported.sources import cells

BOOK = Path(__file__).parents[2] / "book"
#: What stands between a cell and the project.
DOORS = {"analysis", "reported"}
#: What cells call by the name of its package or module.
CALLED = {"an": analysis, "figures": figures, "tables": tables}
#: Code of all pages and of the cell in the middle, in lines.
LINES, MIDDLE = 1250, 6


def pages():
    """Return every page of the book with cells, by its path below the book."""
    toc = yaml.safe_load((BOOK / "_toc.yml").read_text("utf-8"))
    named = re.findall(r"'(?:root|file)': '([^']+)'", str(toc))
    texts = {name: (BOOK / f"{name}.md").read_text("utf-8") for name in named}
    return {name: text for name, text in texts.items() if [*cells(text)]}


PAGES = pages()


def codes(text):
    """Return the code of every cell of a page."""
    return [cell.code for cell in cells(text)]


def written(code):
    """Return the lines that are code."""
    lines = [line.strip() for line in code.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def scopes(table):
    """Yield a scope and all within it."""
    yield table
    yield from chain.from_iterable(map(scopes, table.get_children()))


def undefined(text):
    """Return the names in the cells of a page that no cell up to there makes."""
    known, unknown = set(dir(builtins)), []
    for code in codes(text):
        cell = symtable(code, "cell", "exec")
        known |= {
            s.get_name()
            for s in cell.get_symbols()
            if s.is_assigned() or s.is_imported()
        }
        unknown += {
            s.get_name()
            for scope in scopes(cell)
            for s in scope.get_symbols()
            if s.is_referenced() and (scope is cell or s.is_global())
        } - known
        unknown += [
            ast.unparse(node)
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in CALLED
            and not hasattr(CALLED[node.value.id], node.attr)
        ]
    return unknown


def imported(text):
    """Yield the package, the module and the names of every import in a page's cells."""
    for code in codes(text):
        for node in ast.walk(ast.parse(code)):
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


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_can_open_every_cell(name):
    """Folded, and none removed: numbers, claims and labels are made in all of them."""
    for cell in cells(PAGES[name]):
        assert cell.options()["tags"] == ["hide-input"]


@pytest.mark.parametrize("name", PAGES)
def test_every_name_in_a_cell_is_made_on_its_page(name):
    """Or imported there; what the packages are asked for is there too."""
    assert undefined(PAGES[name]) == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("show(1)", ["show"]),
        ("import analysis as an\nan.welch_anovas", ["an.welch_anovas"]),
        ("twice = [one for one in (1, 2)]\nprint(one)", ["one"]),
        ("made = 1\n```\n\n```{code-cell} ipython3\nprint(made, later)", ["later"]),
        ("print(x)\n```\n\n```{code-cell} ipython3\nx = 1", ["x"]),
        ("[print(y) for _ in range(3)]", ["y"]),
    ],
)
def test_a_name_that_nothing_made_is_seen(code, names):
    """Also one that a comprehension had for itself, or that is made further down."""
    assert undefined(f"```{{code-cell}} ipython3\n{code}\n```\n") == names


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_imports_of_the_project_stands_at_its_head(name):
    """In two statements: the analysis, by its short name, and what shows it."""
    first, *others = codes(PAGES[name])
    lines = [line for line in first.splitlines() if re.match("(import|from) ", line)]
    assert len([line for line in lines if line.split()[1] in DOORS]) <= 2
    assert "from analysis import" not in first
    assert not any(re.search(r"^\s*(import|from) ", code, re.M) for code in others)


def test_code_is_short_enough_to_read():
    """All of it, and the cell in the middle."""
    sizes = [len(written(code)) for text in PAGES.values() for code in codes(text)]
    assert sum(sizes) <= LINES
    assert median(sizes) <= MIDDLE


@pytest.mark.parametrize("name", PAGES)
def test_no_cell_leaves_a_value_behind(name):
    """A notebook would print that of its last line, unless a semicolon ends it."""
    for code in codes(PAGES[name]):
        last = ast.parse(code).body[-1]
        if isinstance(last, ast.Expr) and not code.rstrip().endswith(";"):
            assert ast.unparse(last).startswith(("show(", "claim("))
