"""A second book, of other data, uses `reported` and `results` and nothing else of ours.

It is built by plain Jupyter Book; that it cannot import the other packages is seen to.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup

from reported.__main__ import main

pytestmark = pytest.mark.book

ROOT = Path(__file__).parents[2]
#: Python runs this first, in the build and in the kernels of its chapters.
CLOSED = """
import sys

class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ImportError(f"the second book has no {name}")

sys.meta_path.insert(0, Closed())
"""
OTHERS = {"analysis", "disclosure", "exchange", "simulation", "thesis"}


def run(folder, program, *arguments):
    """Run a program of this Python on the book, with two of our packages alone."""
    path = os.pathsep.join([str(folder / "closed"), str(ROOT)])
    return subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Build a copy of the second book, and return its folder."""
    folder = tmp_path_factory.mktemp("second")
    shutil.copytree(Path(__file__).with_name("second_book"), folder, dirs_exist_ok=True)
    (folder / "closed").mkdir()
    text = CLOSED.replace("{names!r}", repr(OTHERS))
    (folder / "closed" / "sitecustomize.py").write_text(text, "utf-8")
    done = run(folder, "jupyter-book", "build", "book")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "build succeeded." in done.stdout, done.stdout + done.stderr
    return folder


def page(folder, name):
    """Return one of its pages."""
    path = folder / "book" / "_build" / "html" / f"{name}.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_it_could_import_no_other_package_of_ours(second):
    """Neither the build nor a chapter: each asks for what it finds on its path."""
    for name in sorted(OTHERS):
        done = run(second, "python", "-m", name)
        assert f"the second book has no {name}" in done.stderr


def test_its_results_and_claims_are_data_of_its_own(second):
    """One claim holds and one does not; the file is as its schema says."""
    folder = second / "book" / "_build" / "html"
    found = json.loads((folder / "statistics.json").read_text("utf-8"))
    schema = json.loads((folder / "statistics.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    plants = (second / "book" / "plants.csv").read_bytes()
    assert found["thesis"]["data"] == {
        "kind": "invented",
        "statement": "Twenty invented plants",
        "fingerprint": sha256(plants).hexdigest(),
    }
    assert [(e["id"], e["reported"]) for e in found["results"]] == [
        ("light-height", "t(15.64) = 6.32, p < .001, g = 2.71"),
        (
            "light-test",
            "t(15.64) = 6.32, p < .001, estimate = 7.20, 95% CI [4.78, 9.62]",
        ),
        ("flowers-many", "6"),
        ("flowers-plants", "20"),
    ]
    assert {claim["id"]: claim["holds"] for claim in found["claims"]} == {
        "light-taller": True,
        "flowers-most": False,
    }


def test_its_numbers_open_cards_in_text_tables_and_figures(second):
    """With the script and the style that this takes, and the statement of the data."""
    light = page(second, "light")
    card = light.select_one("#card-light-height")
    assert "In the sun 10, In the shade 9" in card.get_text()
    for place in ("p", "table td", ".plot svg"):
        link = light.select_one(f"article {place} a.stat[data-stat='light-height']")
        assert link["href"].split("#")[1] == "stat-light-height", place
    announced = light.select_one(".bd-header-announcement").get_text().strip()
    assert announced == "Twenty invented plants"
    static = second / "book" / "_build" / "html" / "_static"
    for name, tag, at in (
        ("results.js", "script", "src"),
        ("code.js", "script", "src"),
        ("results.css", "link", "href"),
    ):
        assert light.select_one(f"{tag}[{at}^='_static/{name}']"), name
        assert (static / name).stat().st_size > 1500


def test_its_register_lists_everything_and_its_files_hold_the_numbers(second):
    """A claim that fails is told by a frame on its page, and in words here."""
    register = page(second, "register")
    assert "Every result that the book publishes" in register.get_text()
    for anchor in ("stat-flowers-many", "claim-light-taller", "claim-flowers-most"):
        assert register.find(id=anchor), anchor
    assert "not supported by these data" in register.get_text()
    flowers = page(second, "flowers")
    assert flowers.select_one(".claim-unsupported").get_text().startswith("Most plants")
    folded = flowers.select_one("#made-flowers-plants details.hide")
    assert "Plants with many flowers" in folded.get_text()
    file = second / "book" / "_build" / "html" / "data" / "light-tab-height.csv"
    head, row = csv.reader(file.read_text("utf-8").splitlines())
    named = dict(zip(head, row, strict=True))
    assert float(named["In the sun M (SD): mean"]) == pytest.approx(31.9)
    assert named["data"] == "Twenty invented plants"


def test_its_checks_find_the_claim_that_does_not_hold_and_nothing_else(second):
    """From outside the folder of the book as from within."""
    done = run(second, "python", "-m", "reported", "check", "book")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("FAILED") == 1
    fault = "book/flowers.md:19: claim flowers-most does not hold: it needs that "
    assert fault in done.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "flowers.md",
            "Of all plants",
            "Of all 20 plants",
            "book/flowers.md:9: a number is typed, got '20'; show it with",
        ),
        (
            "_build/html/light.html",
            "<p>Height</p>",
            "<p>Width</p>",
            "data/light-tab-height.csv: Table 1 of light.html, row 1, column 1 "
            "'Outcome': the web page says 'Width', got 'Height'; build the book again",
        ),
        (
            "_build/html/data/light-tab-height.csv",
            "31.90",
            "31.91",
            "the web page says '31.90 (2.96)', got '31.91 (2.96)'; build the book",
        ),
    ],
)
def test_its_checks_find_what_is_spoilt(second, tmp_path, capsys, file, old, new, told):
    """A number typed by hand, and a broken cell of a table."""
    book = shutil.copytree(second / "book", tmp_path / "book")
    text = (book / file).read_text("utf-8")
    assert old in text
    (book / file).write_text(text.replace(old, new), "utf-8")
    assert main(["check", str(book)]) == 1
    assert told in capsys.readouterr().out
