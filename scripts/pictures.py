"""Photograph the built thesis, so that a person can look at it on one page.

Writes ``book/_build/pictures/index.html`` with pictures of web pages, at desk and phone
width, light and dark, and of pages of the PDF. Needs Chromium and pdftoppm.
"""

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "book" / "_build" / "html"
PDF = ROOT / "book" / "_build" / "latex" / "thesis.pdf"
OUTPUT = ROOT / "book" / "_build" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
DESK, PHONE = (1400, 950), (390, 844)

#: What is photographed of the web: page, place, in words.
WEB = (
    ("index", "", "The front page"),
    ("chapters/06-entry", "entry-tab-scales", "A results chapter: a table"),
    ("chapters/06-entry", "entry-fig-efficacy", "A results chapter: a figure"),
)
#: And of the PDF: what the page must hold, in words; the first such page is taken.
PAPER = (
    (r"^Dimensions of coercion", "The title page"),
    (r"^Abstract", "The abstract"),
    (r"^Contents", "The contents"),
    (r"^List of tables", "The list of tables"),
    (r"^Chapter 6\nAt treatment entry", "A chapter begins"),
    (r"Table ?6\.3:", "A page with a table"),
    (r"Figure ?6\.1:", "A page with a figure"),
    (r"^References", "The references"),
)


def photograph_web() -> list[tuple[str, str]]:
    """Return file and words of each picture of the web book."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI"):
        sys.exit("Chromium is missing; install the packages of apt-test.txt")
    if program is None:
        print("Chromium is not installed, so no web page was photographed")
        return []
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for where, (width, height) in (("desk", DESK), ("phone", PHONE)):
            for theme in ("light", "dark"):
                size = {"width": width, "height": height}
                context = browser.new_context(viewport=size, color_scheme=theme)
                page = context.new_page()
                for i, (name, place, words) in enumerate(WEB):
                    address = (PAGES / f"{name}.html").as_uri()
                    page.goto(f"{address}#{place}" if place else address)
                    page.wait_for_timeout(300)
                    file = f"web-{i}-{where}-{theme}.png"
                    page.screenshot(path=OUTPUT / file)
                    taken.append((file, f"{words}, {where}, {theme}"))
                context.close()
        browser.close()
    return taken


def photograph_paper() -> list[tuple[str, str]]:
    """Return file and words of each picture of the PDF."""
    texts = [page.extract_text() for page in PdfReader(PDF).pages]
    taken = []
    for i, (sought, words) in enumerate(PAPER):
        number = next((n for n, t in enumerate(texts, 1) if _begins(t, sought)), None)
        if number is None:
            sys.exit(f"{PDF.name}: no page for {words!r}; correct scripts/pictures.py")
        file = f"paper-{i}"
        command = ["pdftoppm", "-r", "70", "-png", "-singlefile"]
        pages = ["-f", str(number), "-l", str(number)]
        subprocess.run([*command, *pages, PDF, OUTPUT / file], check=True)
        taken.append((f"{file}.png", f"{words}, page {number} of the PDF"))
    return taken


def _begins(text: str, sought: str) -> bool:
    return re.search(sought, text.strip()) is not None


def write_page(taken: list[tuple[str, str]]) -> None:
    """Put all pictures on one page."""
    figures = "\n".join(
        f'<figure><img src="{file}" alt="{html.escape(words)}">'
        f"<figcaption>{html.escape(words)}</figcaption></figure>"
        for file, words in taken
    )
    (OUTPUT / "index.html").write_text(
        '<!doctype html><html lang="en-GB"><meta charset="utf-8">'
        "<title>Pictures of the thesis</title><style>body { font: 1rem sans-serif; "
        "display: flex; flex-wrap: wrap; gap: 1rem; align-items: end } img { height: "
        "32rem; border: 1px solid #888 } figure { margin: 0 }</style>\n"
        f"{figures}\n</html>\n",
        "utf-8",
    )


def main() -> None:
    """Photograph, and say where the page of pictures is."""
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    taken = [*photograph_web(), *photograph_paper()]
    write_page(taken)
    print(f"Pictures: {OUTPUT / 'index.html'} ({len(taken)})")


if __name__ == "__main__":
    main()
