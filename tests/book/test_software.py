"""The appendix on software names what is used, and what for."""

import re
from pathlib import Path

import pytest
from small_books import PACKAGES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "book" / "back" / "software.md").read_text("utf-8")
USES = dict(re.findall(r'"([\w-]+)": "([^"]+)"', PAGE))
#: Used without being imported: by pandas for text, and by the command that builds.
UNSEEN = {"pyarrow", "jupyter-book", "myst-nb"}


def importing(name):
    """Return the folders of the code that import a package."""
    line = re.compile(rf"^\s*(import|from) {name}\b", re.MULTILINE)
    folders = (*PACKAGES, "book/_ext")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {
        path.relative_to(ROOT).as_posix().rpartition("/")[0]
        for path in files
        if line.search(path.read_text("utf-8"))
    }


@pytest.mark.parametrize("name", sorted(set(USES) - UNSEEN))
def test_every_package_that_is_named_is_imported(name):
    """One that nothing imports bears on no number and no figure."""
    assert importing(name)


def test_what_draws_figures_is_imported_where_figures_are_drawn():
    """And nowhere is another package that draws."""
    drawing = {name for name, use in USES.items() if "figures" in use}
    assert drawing == {"matplotlib", "seaborn"}
    for name in drawing:
        assert "reported/figures" in importing(name), name


def test_every_package_of_the_science_is_named():
    """Those that pyproject.toml lists so."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    science = text.partition("# the science\n")[2].partition("    # ")[0]
    assert set(re.findall(r'^    "([\w-]+)', science, re.MULTILINE)) <= set(USES)
