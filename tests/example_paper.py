"""A small book, for what Sphinx makes of it on paper."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[1] / "book"


CONF = """
import sys
sys.path.append({extensions!r})
extensions = ["myst_parser", "sphinx_external_toc", "thesis_pdf", "thesis_tables"]
html_title = "Coercion & treatment"
author = "A candidate"
language = "en-GB"
numfig = True
myst_enable_extensions = ["colon_fence"]
use_multitoc_numbering = True
latex_documents = [("index", "thesis.tex", "", "", "thesis")]
reported_statement = "Simulated data: no_one"
thesis_contents_before = {contents_before!r}
"""


TOC = """
root: index
subtrees:
  - caption: Front matter
    entries: [{file: abstract}, {file: abbreviations}]
  - caption: Chapters
    numbered: true
    restart_numbering: true
    entries: [{file: entry}, {file: outcomes}]
  - caption: References
    entries: [{file: references}]
  - caption: Appendices
    numbered: true
    style: alphaupper
    restart_numbering: true
    entries: [{file: codebook}, {file: software}]
"""


TABLE = """
:::{{table}} What {label} shows
:name: {label}-tab

| Variable | Mean |
|---|---:|
| `days_of_use` | 2.5 |
:::
"""


TALL_TABLE = (
    """
:::{table} Questions
:name: codebook-tall

| Variable | Question |
|---|---|
"""
    + "| `use` | How often was it used? |\n".replace("?", " then" * 40 + "?") * 12
)


PAGES = {
    "index": "# Coercion\n\nWelcome to the web pages.\n",
    "abstract": "# Abstract\n\nSee {numref}`codebook-tab` and {numref}`entry-tab`, "
    "{numref}`Appendix {number} <software>`.\n",
    "abbreviations": "# Abbreviations\n\nNone.\n",
    "entry": "(entry)=\n# Entry\n\n## Measures\n" + TABLE.format(label="entry"),
    "outcomes": "# Outcomes\n" + TABLE.format(label="outcomes"),
    "references": "# References\n\nNone.\n",
    "codebook": "# Codebook\n\n## Variables\n"
    + TABLE.format(label="codebook")
    + TALL_TABLE
    + ":::\n",
    "software": "(software)=\n# Software\n" + TABLE.format(label="software"),
}


def write_book(folder, *, contents_before="abbreviations", on_one_page=()):
    """Write the small book's sources into a folder."""
    shutil.copytree(BOOK / "_latex", folder / "_latex")
    conf = CONF.format(extensions=str(BOOK / "_ext"), contents_before=contents_before)
    conf += f"thesis_on_one_page = {list(on_one_page)!r}\n"
    (folder / "conf.py").write_text(conf)
    (folder / "_toc.yml").write_text(TOC)
    for name, text in PAGES.items():
        (folder / f"{name}.md").write_text(text)


def sphinx(folder, builder):
    """Build the book and return the finished process."""
    command = [sys.executable, "-m", "sphinx", "-N", "-W", "--keep-going"]
    paths = ["-d", "doctrees", "-b", builder, ".", builder]
    return subprocess.run(
        [*command, *paths], cwd=folder, capture_output=True, text=True, check=False
    )


NEEDS_TEX = pytest.mark.skipif(
    not shutil.which("latexmk") and not os.environ.get("CI"),
    reason="TeX is not installed here; CI installs it, and there this must run",
)
