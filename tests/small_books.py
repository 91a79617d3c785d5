"""A small copy of the project with one chapter, built as an author would."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import warm_builds

from thesis.whole import MARK, amiss

ROOT = Path(__file__).parents[1]


PACKAGES = (
    "results",
    "analysis",
    "reported",
    "exchange",
    "disclosure",
    "simulation",
    "thesis",
)


PARTS = (*PACKAGES, "data", "references.bib", "requirements.lock", "apt.txt")


BOOK_PARTS = ("_config.yml", "_ext", "_latex", "_static", "_templates")


INDEX = """
# A small book

The mean age was {stat}`entry-age.groups.prison.mean` years.
The study is that of {cite:t}`jones2021methadone`.
"""


CHAPTER = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---

(entry)=
# At entry

Age gave {stat}`entry-age`, mood {stat}`entry-mood.groups.prison.mean`.

```{code-cell} ipython3
from analysis import cohort, load_study, welch_anova
from reported import publish

people = cohort(load_study())
used = {"group": "setting"}
age = publish("entry-age", welch_anova(people, outcome="age", **used))
publish("entry-mood", welch_anova(people, outcome="mood_entry", **used));
```
"""


ABSTRACT = """
# Abstract

In prison the mean of mood was {stat}`entry-mood.groups.prison.mean`.
See {ref}`entry`.
"""


REFERENCES = """
# References

```{bibliography}
:style: harvard
```
"""


TOC = """\
format: jb-book
root: index
chapters:
  - file: abstract
  - file: entry
  - file: references
"""


def faults(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what a build says is amiss, of which it gives the number."""
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    told = said.split("The book was not built")[1].split("Traceback")[0]
    found = re.findall(r"^  (\S.*(?:\n    .*)*)", told, re.MULTILINE)
    assert f"\n{len(found)} fault" in told
    return found


class SmallBook:
    """A copy of the project with one chapter, built as an author would."""

    def __init__(self, folder: Path) -> None:
        """Copy what the book needs, and write three small pages."""
        self.folder = folder
        folder.mkdir(exist_ok=True)
        skip = shutil.ignore_patterns("__pycache__", "private")
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part, ignore=skip)
            else:
                shutil.copyfile(source, folder / part)
        (folder / "book").mkdir()
        for part in BOOK_PARTS:
            source = ROOT / "book" / part
            if source.is_dir():
                shutil.copytree(source, folder / "book" / part, ignore=skip)
            else:
                shutil.copyfile(source, folder / "book" / part)
        pages = {
            "index.md": INDEX,
            "entry.md": CHAPTER,
            "abstract.md": ABSTRACT,
            "references.md": REFERENCES,
            "_toc.yml": TOC,
        }
        for name, text in pages.items():
            (folder / "book" / name).write_text(text, "utf-8")
        before = "thesis_contents_before: "
        self.edit("book/_config.yml", f"{before}front/abbreviations", f"{before}entry")

    def build(
        self, *options: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run plain `jupyter-book build book`, with nothing of ours around it."""
        known = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return warm_builds.build(
            self.folder, *options, environment={**known, "NO_COLOR": "1", **environment}
        )

    def page(self, name: str) -> str:
        """Return one built page."""
        path = self.folder / "book" / "_build" / "html" / f"{name}.html"
        return path.read_text("utf-8")

    def published(self) -> dict[str, bytes]:
        """Return every file of the web pages but the mark, which has to be right."""
        folder = self.folder / "book" / "_build" / "html"
        assert amiss(folder) == {}
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != MARK
        }

    def edit(self, name: str, old: str, new: str) -> None:
        """Change one file of the copy; the old text must be there."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
