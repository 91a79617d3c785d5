"""Every test that the web book prints, read and computed again by statcheck 1.4 in R.

statcheck is what journals run over submitted papers, and it knows nothing of this
project. It gets the words of every page and of the cards that numbers open, changed in
three ways, none of which touches a number: a true minus becomes a hyphen, χ² becomes
χ2, and a space follows each line end, since statcheck looks for a blank before a
letter. It takes H of Kruskal and Wallis for the χ² that it is compared with.

What it does not read is counted by what it is: adjusted p values, which it would take
for those of the test beside them; exact tests and Shapiro-Wilk, which it cannot
compute; limits such as p < .05; and what other works report.
"""

import csv
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from reported.checks._printed_tests import reported_p, reported_tests
from thesis.places import built_thesis

SCRIPT = Path(__file__).parents[1].joinpath("statcheck.R")
ROOT = SCRIPT.parents[1]
NOT_INSTALLED = 3
#: Fewest tests that the book prints.
FEWEST = 330
#: What a p value can be that statcheck does not read.
UNREAD = {"adjusted", "exact test", "signed ranks", "limit", "cited"}
UNREAD |= {"Shapiro-Wilk or Wilcoxon"}
KINDS = {"t": "t", "F": "F", "r": "r", "z": "Z", "χ²": "Chi2", "H": "Chi2"}


@dataclass(frozen=True)
class Read:
    """One test as statcheck reads it."""

    page: str
    raw: str
    kind: str
    wrong: bool


def prepared(words):
    """Write words as statcheck can read them; no number changes."""
    plain = words.replace("−", "-").replace("χ²", "χ2")
    return plain.replace("\n", "\n ")


def seeded(texts, name):
    """Return the first page that prints a kind of test, with one p of it made wrong."""
    for words in texts.values():
        for test in reported_tests(words):
            if test.name == name and test.sign == "=" and not test.correction:
                wrong = ".900" if float(test.p) < 0.5 else ".100"
                before = words[: test.end].removesuffix(test.p)
                return before + wrong + words[test.end :]
    pytest.fail(f"no page prints a test of the kind {name}")


@pytest.fixture(scope="module")
def texts(built):
    """Return the words of every page of the book, those of its cards among them."""
    pages = built_thesis(ROOT).pages.values()
    return {page.name: f"{page.text}\n{page.cards}" for page in pages}


@pytest.fixture(scope="module")
def found(texts, tmp_path_factory):
    """Let statcheck read the pages, and six with one wrong p each; R starts once."""
    folder = tmp_path_factory.mktemp("statcheck")
    seeds = {f"wrong {name}": seeded(texts, name) for name in KINDS}
    for name, words in {**texts, **seeds}.items():
        path = folder / name.replace("/", "+")
        path.write_text(prepared(words), "utf-8")
    program = shutil.which("Rscript")
    if not program:
        return missing("R")
    run = subprocess.run(
        [program, "--vanilla", str(SCRIPT), str(folder)],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == NOT_INSTALLED:
        return missing("statcheck")
    assert run.returncode == 0, run.stderr
    return [
        Read(
            page=row["source"].replace("+", "/"),
            raw=row["raw"],
            kind=row["test_type"],
            wrong=row["error"] != "FALSE",
        )
        for row in csv.DictReader(run.stdout.splitlines())
    ]


def missing(what):
    """Skip where a program is not installed, but never in CI."""
    if not os.environ.get("CI"):
        pytest.skip(f"{what} is not installed here (apt-test.txt); CI runs this")
    pytest.fail(f"{what} is missing; install the packages of apt-test.txt")


def test_statcheck_finds_no_inconsistent_test(texts, found):
    """It reads more than three hundred, and each has the p that its statistic gives."""
    read = [test for test in found if test.page in texts]
    assert len(read) >= FEWEST
    assert [test for test in read if test.wrong] == []
    assert {test.kind for test in read} == set(KINDS.values())


@pytest.mark.parametrize("name", KINDS)
def test_statcheck_finds_a_wrong_p(found, name):
    """One on a page; nothing else is wrong there."""
    wrong = [t for t in found if t.page == f"wrong {name}" and t.wrong]
    assert [test.kind for test in wrong] == [KINDS[name]]
    assert wrong[0].raw.strip().lstrip("(").startswith(name.replace("²", "2"))


def test_every_p_is_read_or_says_what_it_is(texts, found):
    """Page by page: nothing is left that is neither a test nor marked."""
    read = Counter(test.page for test in found)
    for page, words in texts.items():
        kinds = Counter(p.kind for p in reported_p(words))
        assert read[page] == kinds.pop("test", 0), page
        assert set(kinds) <= UNREAD, page


def test_every_adjusted_p_names_its_method(texts):
    """And the book has some."""
    every = [p for words in texts.values() for p in reported_p(words)]
    adjusted = [p.correction for p in every if p.kind == "adjusted"]
    assert {"Games-Howell", "Holm"} <= set(adjusted)
    assert "" not in adjusted


def test_without_statcheck_ci_fails_and_others_skip(monkeypatch):
    """Nothing is left untried in silence where it counts."""
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match=r"install the packages of apt-te"):
        missing("statcheck")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match=r"not installed here"):
        missing("statcheck")
