"""What a book tells of itself and its data: all that binds `reported` to one book.

A book names its object in ``_config.yml``, as ``reported_project: module:object``; what
it does not override is as here, so that a book needs none to begin with.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from results import DataError

#: Tables with derived columns: table, column, and a value for each row.
Tables = dict[str, dict[str, list[float | str | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Where a book lies, and what its checks go by; paths are below its project.

    A check that has nothing to go by, such as a list that is not named, is not run.
    """

    folder: str = "book"  # given to `jupyter-book build`
    pdf: str = ""  # file in ``_build/latex``; without a name no PDF is looked at
    bibliography: str = ""  # BibTeX
    typed_numbers: str = ""  # YAML: which numbers may be typed in prose, and why
    interpretations: str = ""  # YAML: words that interpret results
    stand_in: str = ""  # YAML: words that speak of simulated data
    word_list: str = ""  # YAML: spelling, repeats, wordings
    abbreviations: str = ""  # the page with the list of abbreviations
    unread: frozenset[str] = frozenset()  # pages that hold no sentences of the author's
    lists: frozenset[str] = frozenset()  # pages whose tables hold names of things
    quoted: frozenset[str] = frozenset()  # tables with numbers that others printed

    @property
    def html(self) -> Path:
        """The front page of the web book."""
        return Path(self.folder, "_build", "html", "index.html")

    @property
    def paper(self) -> Path:
        """The PDF."""
        return Path(self.folder, "_build", "latex", self.pdf)

    @property
    def log(self) -> Path:
        """What the build said, where somebody kept it."""
        return Path(self.folder, "_build", "build.log")

    @property
    def statistics(self) -> Path:
        """All results and claims of the book as data."""
        return self.html.with_name("statistics.json")


class Project:
    """A book, and the data that it is built from; subclasses tell what they are."""

    book = Book()

    @property
    def kind(self) -> str:
        """What the data in use are, in a word that readers of the files get."""
        return ""

    @property
    def statement(self) -> str:
        """What every page says of them."""
        return ""

    @property
    def fingerprint(self) -> str:
        """One hash over the data in use."""
        return ""

    @property
    def folder(self) -> Path:
        """Where those data are."""
        return Path()

    def origin(self, source: str) -> tuple[str, str]:
        """Return kind and version of the data from which a result says that it came."""
        return self.kind, self.fingerprint

    def watched(self, root: Path) -> Iterator[Path]:
        """Yield every file that R's answers, or what they are held against, rest on."""
        return iter(())

    def derived_tables(self) -> Tables:
        """Return the tables that are computed from the data, for R to compute again."""
        return {}

    def export(
        self, folder: Path, records: dict[str, Any], packages: list[str]
    ) -> None:
        """Write into an empty folder what R needs to recompute these records.

        Raises
        ------
        DataError
            Always, where a book has not said how.
        """
        raise DataError("this book says not how its results can be recomputed in R")


def project_named(place: str, folder: Path) -> Project:
    """Return the object that a book names.

    Parameters
    ----------
    place : str
        As ``module:object``; the object is a `Project`, or makes one when it is called.
        Empty for a book that has none.
    folder : Path
        The folder of the book, in which the module may lie.

    Raises
    ------
    DataError
        If there is no such object, or it is another one.
    """
    if not place:
        return Project()
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    module, _, name = place.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise DataError(
            f"reported_project: {place!r} cannot be read as module:object: {error}"
        ) from error
    made = found if isinstance(found, Project) else found()
    if not isinstance(made, Project):
        raise DataError(f"reported_project: {place!r} is no Project, but {made!r}")
    return made
