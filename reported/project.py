"""What a book tells of itself and its data: all that binds `reported` to one thesis."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

#: Tables with derived columns: table, column, and a value for each row.
Tables = dict[str, dict[str, list[float | str | None]]]


class Project(Protocol):
    """The data that a book is built from, and how R is told of them."""

    @property
    def kind(self) -> str:
        """What the data in use are, in a word that readers of the files get."""

    @property
    def statement(self) -> str:
        """What every page says of them."""

    @property
    def fingerprint(self) -> str:
        """One hash over the data in use."""

    @property
    def folder(self) -> Path:
        """Where those data are."""

    def origin(self, source: str) -> tuple[str, str]:
        """Return kind and version of the data from which a result says that it came."""

    def watched(self, root: Path) -> Iterator[Path]:
        """Yield every file that R's answers, or what they are held against, rest on."""

    def derived_tables(self) -> Tables:
        """Return the tables that are computed from the data, for R to compute again."""

    def export(
        self, folder: Path, records: dict[str, Any], packages: list[str]
    ) -> None:
        """Write into an empty folder what R needs to recompute these records."""
