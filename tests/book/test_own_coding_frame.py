"""The guide for researchers with a coding frame of their own, followed word by word."""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from small_books import SmallBook

GUIDE = (Path(__file__).parents[2] / "docs" / "own-coding-frame.md").read_text("utf-8")
#: What the guide shows: the kind of each piece, and its text.
PIECES = re.findall(r"^(`{3,})(\w+)\n(.*?)^\1$", GUIDE, re.MULTILINE | re.DOTALL)
FILE = "book/chapters/12-voices.md"
pytestmark = pytest.mark.long


def pieces(kind):
    """Return the pieces of one kind, in the order of the guide."""
    return [text for _, named, text in PIECES if named == kind]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return a small book with the chapter of the guide, and a study on its frame."""
    book = SmallBook(tmp_path_factory.mktemp("guide") / "thesis")
    (book.folder / FILE).parent.mkdir()
    sentence, chapter = pieces("markdown")
    (book.folder / FILE).write_text(f"{chapter}\n{sentence}", "utf-8")
    contents = book.folder / "book" / "_toc.yml"
    register = book.folder / "book" / "register.md"
    register.write_text("# Register\n\n```{register}\n```\n", "utf-8")
    named = "  - file: chapters/12-voices\n  - file: register\n"
    contents.write_text(contents.read_text("utf-8") + named, "utf-8")
    recode(book.folder / "data" / "private" / "study", pieces("yaml")[0])
    return book


def recode(folder, frame):
    """Give the codes of a frame, in turn, to the passages of the simulated coding."""
    shutil.copytree(folder.parents[1] / "simulated", folder)
    (folder / "coding_frame.yaml").write_text(frame, "utf-8")
    codes = [c["code"] for t in yaml.safe_load(frame)["themes"] for c in t["codes"]]
    with (folder / "coding.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    old = sorted({row["code"] for row in rows})
    kept = {}
    for row in rows:
        row["code"] = codes[old.index(row["code"]) % len(codes)]
        place = [row[name] for name in ("excerpt", "interview", "coder", "code")]
        kept[tuple(place)] = row
    with (folder / "coding.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept.values())


def run(book, line):
    """Run a command of the guide as it stands there; return its code and its words."""
    words = shlex.split(line)
    named = dict(word.split("=") for word in words if "=" in word)
    program, *given = (word for word in words if "=" not in word)
    assert program == "thesis"
    done = subprocess.run(
        [sys.executable, "-m", "thesis.cli", *given],
        cwd=book.folder,
        env={**os.environ, "PYTHONPATH": str(book.folder), "NO_COLOR": "1", **named},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_commands_of_the_guide_do_what_it_says(book):
    """A remark before any build, one fault of the build, and a page in the end."""
    validate, build = (line.strip() for line in pieces("sh"))
    told = pieces("text")[0]
    code, said = run(book, validate)
    assert (code, said.count(told)) == (0, 1), said
    code, said = run(book, build)
    listed = told.removeprefix("Remark: ").replace("\n  ", "\n    ")
    assert code == 1
    assert f"1 fault, no page was changed; mend it and build again:\n  {listed}" in said
    (wrong, _), (right,) = pieces("markdown"), pieces("myst")
    book.edit(FILE, wrong, right)
    code, said = run(book, validate)
    assert (code, said.count("Remark")) == (0, 0)
    code, said = run(book, build)
    assert code == 0, said
    shown(BeautifulSoup(book.page("chapters/12-voices"), "html.parser"))


def shown(page):
    """Look whether each theme of the guide stands on the page with its label."""
    themes = yaml.safe_load(pieces("yaml")[0])["themes"]
    labels = [theme["label"].replace("'", "’") for theme in themes]
    table = page.select_one("#voices-tab-shares")
    heads = [row.select_one("th, td").get_text() for row in table.select("tbody tr")]
    assert heads == labels
    codes = [code["label"] for theme in themes for code in theme["codes"]]
    words = " ".join(page.select_one("#voices-tab-themes").get_text().split())
    for label in codes:
        assert re.sub(r"[\"“”]", "", label) in re.sub(r"[\"“”]", "", words)
    quoted = [one.get_text() for one in page.select("article .cell_output p > strong")]
    assert quoted == labels
    assert page.select_one("#voices-fig-themes svg a.stat")
    assert not page.select(".claim-unsupported")


def test_the_guide_is_one_page():
    """Of at most 900 words."""
    assert len(GUIDE.split()) <= 900
