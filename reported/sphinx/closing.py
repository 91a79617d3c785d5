"""The last lines of a build: claims that do not hold, and text about other data.

A claim that fails is marked on its page and stops nothing, and a sentence about
simulated data looks like any other in a book on other data. So the build ends with
both, below all that Jupyter Book says; where all is well with one line.
"""

import atexit
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from reported.checks.stand_in import sentences_outside
from reported.findings import counted
from reported.sphinx.domain import ResultDomain, of_book, project_of
from reported.sphinx.stand_in import SIMULATED
from results import DataError

MOST = 10  # ids that are named of one kind


def closing_lines(domain: ResultDomain, outside: int, register: str) -> list[str]:
    """Say which claims do not hold, which cannot be judged, and what else is left.

    Parameters
    ----------
    domain : ResultDomain
        Of the book that was built.
    outside : int
        How many sentences speak of simulated data in a book on other data.
    register : str
        The page that lists all claims; empty if there is none.

    Returns
    -------
    list of str
        The first says how many claims there are, the others are indented; none for a
        book without claims in which all is well.
    """
    made = [
        (f"{name} ({page})", one)
        for page, claims in sorted(domain.data["claims"].items())
        for name, one in claims.items()
    ]
    open_ = [at for at, one in made if one["undecided"]]
    fail = [at for at, one in made if not one["undecided"] and not one["holds"]]
    said = [*_named("not supported by these data", fail)]
    said += _named("cannot be judged with these data", open_)
    if said and register:
        said.append(f"  all claims stand with their conditions on the page {register}")
    if outside:
        speak = "sentence speaks" if outside == 1 else "sentences speak"
        said.append(
            f"  {outside} {speak} of simulated data outside of {{stand-in}}, which "
            "these are not; the check of the book lists where"
        )
    first = counted(len(made), "claim")
    if not fail and not open_:
        first += ", which holds" if len(made) == 1 else ", all hold"
    return [first, *said] if made or said else []


def _named(what: str, places: list[str]) -> Iterator[str]:
    if places:
        yield f"  {len(places)} {what}:"
        yield from (f"    {place}" for place in places[:MOST])
    if len(places) > MOST:
        yield f"    and {len(places) - MOST} more"


def _outside(app: Sphinx) -> int:
    """Count the sentences about simulated data of a book on other data."""
    if app.config.reported_data_kind == SIMULATED:
        return 0
    words = project_of(app).book.stand_in
    paths = (Path(app.env.doc2path(name)) for name in sorted(app.env.found_docs))
    texts = (path.read_text("utf-8") for path in paths)
    root = Path(app.confdir).resolve().parent
    return sentences_outside(texts, root / words) if words else 0


def _end(app: Sphinx, error: Exception | None) -> None:
    if error is not None:
        return
    domain = of_book(app.env)
    try:
        lines = closing_lines(domain, _outside(app), domain.data["register"] or "")
    except DataError as fault:  # in the list of words
        lines = [str(fault)]
    if lines:
        atexit.register(print, "", *lines, sep="\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Say it where the process ends: Jupyter Book speaks after Sphinx has finished."""
    app.setup_extension("reported.sphinx.stand_in")
    app.connect("build-finished", _end, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
