"""A small thesis as it is after a build: pages, PDF, statistics and sources."""

import io
import json
import shutil
from copy import copy, deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from analysis import Described, Sample, paired_change, proportion, welch_anova
from reported.built import Built
from reported.words.sentences import apa, plain
from results.record_json import from_json, to_json
from thesis.checking import check
from thesis.places import BOOK
from thesis.whole import digest, mark

ROOT = Path(__file__).parents[1]
HTML = "book/_build/html"
ENTRY, ABSTRACT = "chapters/06-entry", "front/abstract"
MOOD = {
    "prison": [30, 24, 35, 28, 31, 22, 27],
    "inpatient": [26, 29, 31, 33, 25, 30, 24],
    "outpatient": [25, 27, 22, 30, 28, 24, 21],
}
LATER = {
    "prison": [25, 20, 31, 22, 30, 20, 21],
    "inpatient": [20, 22, 30, 27, 20, 25, 23],
    "outpatient": [25, 26, 20, 31, 27, 22, 21],
}

SOURCE = """\
(entry)=
# At treatment entry

Mood gave {stat}`entry-mood`, as others found {cite:p}`jones2021methadone`.
In prison the mean was {stat}`entry-mood.groups.prison.mean` points.
Its change was {stat}`entry-mood-change`.
"""
ABSTRACT_SOURCE = """\
# Abstract

The mean of mood in prison was {stat}`entry-mood.groups.prison.mean` at entry.
{claim}`Mood was lower later <mood-falls>`; {stat}`entry-low` were low.
"""
CONTENTS = """\
root: front/abstract
parts:
  - caption: Chapters
    chapters:
      - file: chapters/06-entry
"""
WORD_LIST = """\
spelled: []
repeated: []
not_abbreviations: []
avoided:
  - {pattern: 'addicts?', instead: people who use drugs, except_in: [Civil Addict]}
"""
#: What the check of typed numbers says that it looked at.
LOOKED_AT = (
    "2 pages, 9 clauses, 0 numbers, of them 0 beside a citation, "
    "0 constants held against the data, 0 exceptions"
)
INTERPRETATIONS = """\
words: [lower, '\\w+er than', no difference]
exceptions: []
"""
STAND_IN = """\
words: ['simulat\\w*', 'stand-ins?']
exceptions: []
"""
BIBLIOGRAPHY = """\
@article{jones2021methadone,
  author = {Jones, S.},
  title = {Methadone-assisted opiate withdrawal},
  year = {2021},
}
"""


def study(mood=None):
    """Return 21 people in three settings, with mood at both interviews."""
    mood = mood or MOOD
    rows = [
        {"setting": group, "mood_entry": first, "mood_followup": later}
        for group in MOOD
        for first, later in zip(mood[group], LATER[group], strict=True)
    ]
    frame = pd.DataFrame(rows).astype({"mood_entry": float, "mood_followup": float})
    low = (frame["mood_entry"] > 28).map({True: "yes", False: "no"})
    return frame.assign(
        setting=pd.Categorical(frame["setting"], categories=list(MOOD)),
        low=pd.Categorical(low, categories=["no", "yes"]),
    )


def statistics(mood=None):
    """Return what the build of the small thesis writes into statistics.json."""
    words = Described(label="Mood", unit="points")
    people = Sample(
        study(mood),
        source="simulated/entry",
        variables={"mood_entry": words, "mood_followup": words},
    )
    change = paired_change(people, before="mood_entry", after="mood_followup")
    results = {
        "entry-low": proportion(people, outcome="low", level="yes", label="low"),
        "entry-mood": welch_anova(people, outcome="mood_entry", group="setting"),
        "entry-mood-change": change,
    }
    shown = {
        "entry-low": [(ABSTRACT, "entry-low")],
        "entry-mood": [
            (ABSTRACT, "entry-mood.groups.prison.mean"),
            (ENTRY, "entry-mood"),
            (ENTRY, "entry-mood.groups.prison.mean"),
        ],
        "entry-mood-change": [(ENTRY, "entry-mood-change")],
    }
    claim = {
        "id": "mood-falls",
        "condition": "the mean change in mood is below zero",
        "holds": bool(change.conf_high < 0),
        "rests_on": ["entry-mood-change"],
        "chapter": ENTRY,
        "line": 6,
        "shown": [{"page": ABSTRACT, "text": "Mood was lower later"}],
    }
    data = {"kind": "simulated", "statement": "Simulated data", "fingerprint": "f00d"}
    return {
        "version": 1,
        "thesis": {"title": "Coercion", "commit": None, "clean": None, "data": data},
        "results": [
            entry(name, result, [use(result, *at) for at in shown[name]])
            for name, result in results.items()
        ],
        "claims": [claim],
    }


def use(result, page, reference):
    """Return one place where a result is shown, with its words."""
    path = reference.partition(".")[2]
    words = plain(result, path) if path else apa(result)
    return {"page": page, "reference": reference, "words": words.replace("*", "")}


def entry(name, result, shown):
    """Return the entry of one result."""
    return {
        "id": name,
        "description": "Mood",
        "method": result.method,
        "n": result.n,
        "reported": apa(result).replace("*", ""),
        "chapter": ENTRY,
        "title": "At treatment entry",
        "line": {"entry-mood": 4, "entry-mood-change": 6}.get(name, 9),
        "function": "welch_anova",
        "record": to_json(result),
        "shown": shown,
    }


def bare(**statistics):
    """Return a built book of which there are these statistics and nothing else."""
    found = {"results": [], "claims": [], **statistics}
    given = {"root": ROOT, "statistics": found, "pages": {}, "printed": None}
    return Built(**given, numbers={}, book=BOOK)


class SmallBuild:
    """A folder with the built small thesis; every part can be spoilt."""

    def __init__(self, root: Path) -> None:
        """Write all parts, in agreement with each other."""
        self.root = root
        self.complete = False
        self.statistics = statistics()
        self.source("book/chapters/06-entry.md", SOURCE)
        self.source("book/front/abstract.md", ABSTRACT_SOURCE)
        self.source("references.bib", BIBLIOGRAPHY)
        self.source("thesis/typed_numbers.yaml", "constants: []\nexceptions: []\n")
        self.source("thesis/word_list.yaml", WORD_LIST)
        self.source("thesis/interpretations.yaml", INTERPRETATIONS)
        self.source("thesis/stand_in.yaml", STAND_IN)
        self.source("book/_toc.yml", CONTENTS)
        self.write()
        self.complete = True
        self.mark()

    def copied_to(self, root):
        """Return the same thesis in another folder."""
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        twin = copy(self)
        twin.root, twin.statistics = root, deepcopy(self.statistics)
        return twin

    def write(self):
        """Write pages, PDF and statistics as a build does."""
        self.save()
        pages = {
            ENTRY: [
                f"Mood gave {self.link('entry-mood', ENTRY)}, as others found "
                '(<a href="../back/references.html#ref-jones2021methadone">Jones, '
                "2021</a>).",
                f"In prison the mean was "
                f"{self.link('entry-mood.groups.prison.mean', ENTRY)} points.",
                f"Its change was {self.link('entry-mood-change', ENTRY)}.",
            ],
            ABSTRACT: [
                f"The mean of mood in prison was "
                f"{self.link('entry-mood.groups.prison.mean', ABSTRACT)} at entry. "
                '<span class="claim" data-claim="mood-falls">Mood was lower six months '
                f"later</span>; {self.link('entry-low', ABSTRACT)} were low.",
            ],
            "back/references": [
                '<span id="ref-jones2021methadone">Jones (2021)</span>'
            ],
        }
        for name, paragraphs in pages.items():
            self.page(name, "".join(f"<p>{text}</p>" for text in paragraphs))
        self.print(
            [
                self.text_of(ABSTRACT),
                self.text_of(ENTRY),
                "\n".join(r["reported"] for r in self.statistics["results"]),
            ]
        )

    def mark(self):
        """Say that all of this was made by one build."""
        if self.complete:
            paper = self.root / "book" / "_build" / "latex" / "thesis.pdf"
            mark(self.root / "book" / "_build" / "html", pdf=digest(paper))

    def save(self):
        """Write statistics.json alone."""
        self.source(
            "book/_build/html/statistics.json",
            json.dumps(self.statistics, ensure_ascii=False),
        )

    def source(self, name, text):
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.mark()

    def page(self, name, body):
        """Write a page of the web book."""
        self.source(
            f"book/_build/html/{name}.html",
            f"<html><body><article>{body}</article></body></html>",
        )

    def edit(self, name, old, new):
        """Change a file of the project; the old text must be there."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        self.mark()

    def link(self, reference, page):
        """Return a shown number as the build writes it."""
        (words,) = (
            place["words"]
            for result in self.statistics["results"]
            for place in result["shown"]
            if (place["reference"], place["page"]) == (reference, page)
        )
        name = reference.partition(".")[0]
        return (
            f'<a class="stat" data-stat="{name}" data-reference="{reference}">'
            f"{words}</a>"
        )

    def text_of(self, name):
        """Return a page's words, broken into short lines as on paper."""
        from bs4 import BeautifulSoup

        path = self.root / "book" / "_build" / "html" / f"{name}.html"
        words = BeautifulSoup(path.read_text("utf-8"), "html.parser").get_text(" ")
        return "\n".join(_lines(words.split()))

    def print(self, pages):
        """Write the PDF, every page with a number and a foot."""
        path = self.root / "book" / "_build" / "latex" / "thesis.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_as_pdf(tuple(pages)))
        self.mark()

    def result(self, name):
        """Return the entry of a result, to be changed and saved."""
        (found,) = (r for r in self.statistics["results"] if r["id"] == name)
        return found


@cache
def _as_pdf(pages):
    """Print pages; the same words are printed once a run."""
    out = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(out) as pdf:
        for number, text in enumerate(pages, start=1):
            figure = Figure(figsize=(8, 11))
            foot = f"{number}\nSimulated data"
            figure.text(0.05, 0.95, f"{text}\n{foot}", va="top", size=6)
            pdf.savefig(figure)
    return out.getvalue()


def _lines(words, width=60):
    line = ""
    for word in words:
        if len(line) + len(word) > width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def rebuilt(record, **changes):
    """Return a record as JSON with some of its numbers changed."""
    return to_json(replace(from_json(record), **changes))


def faults(root):
    """Return every fault of a thesis as its line, under the name of its check."""
    return {
        found.name: [str(finding) for finding in found.findings]
        for found in check(root)
        if found.findings
    }
