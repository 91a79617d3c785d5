"""The cells of chapters as plain Python on another study, and what they hand over."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import reported
from reported import publishing
from reported.conditions import Condition
from reported.parts import Part
from reported.publishing import RECORD
from reported.sources import cells
from reported.tables import Table
from results.record_json import from_json

ROOT = Path(__file__).parents[1]
SIMULATED = ROOT / "data" / "simulated"
CHAPTERS = sorted((ROOT / "book" / "chapters").glob("*.md"))


class Shown:
    """What the cells of the chapters handed over."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.claims: dict[str, Condition] = {}
        self.tables: list[Table] = []

    def hand_over(self, name: str, kind: str, content: dict[str, Any]) -> None:
        """Take the place of what `publish` does with each result."""
        assert kind == RECORD
        self.parts[name] = Part(name, from_json(content["result"]))

    def claim(self, name: str, condition: Condition) -> None:
        """Take the place of `reported.claim`."""
        self.claims[name] = condition

    def show(self, what: Any) -> None:
        """Take the place of `reported.show`."""
        if isinstance(what, Table):
            self.tables.append(what)


def edit(folder: Path, name: str, change: Callable[[pd.DataFrame], Any]) -> None:
    """Change a table of a study in place."""
    table = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
    change(table).to_csv(folder / name, index=False)


def run(
    folder: Path, change: Callable[[Path], Any], chapters: Iterable[Path] = CHAPTERS
) -> Shown:
    """Run the cells of chapters on a copy of the simulated study that was changed."""
    shutil.copytree(SIMULATED, folder)
    change(folder)
    found = Shown()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THESIS_DATA", str(folder))
        patch.setattr(publishing, "_hand_over", found.hand_over)
        for name in ("claim", "show"):
            patch.setattr(reported, name, getattr(found, name))
        plt.switch_backend("agg")
        for path in chapters:
            space: dict[str, Any] = {}
            for cell in cells(path.read_text("utf-8")):
                exec(compile(cell.code, path.name, "exec"), space)
                plt.close("all")
    return found
