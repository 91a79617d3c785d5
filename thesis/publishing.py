"""What a chapter calls to hand results, tables and figures to the book."""

import re
from typing import TypeVar

from IPython.display import Markdown, display

from analysis.errors import DataError
from analysis.record_json import to_json

# Displayed data with this prefix are kept beside the page and not shown on it.
PREFIX = "application/papermill.record/"
RECORD = "application/vnd.thesis.result+json"
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Result = TypeVar("Result")


def publish(name: str, result: Result) -> Result:
    """Put a result into the book under an id, so that prose can refer to it.

    Parameters
    ----------
    name : str
        The id, unique in the book: lower-case words joined by hyphens, the first word
        being the chapter's label, as in ``entry-mood``.
    result : record of `analysis.results`
        The result itself; it is kept in full precision.

    Returns
    -------
    record
        `result`, unchanged, so that publishing needs no line of its own.

    Raises
    ------
    DataError
        If the id is not of that form.
    """
    if not ID.fullmatch(name):
        raise DataError(
            f"id {name!r}: an id is lower-case words joined by hyphens; rename it"
        )
    display(
        {PREFIX + RECORD: {"id": name, "result": to_json(result)}},
        raw=True,
        metadata={"scrapbook": {"name": name, "mime_prefix": PREFIX}},
    )
    return result


def show(table: str) -> None:
    """Display a table that was written as MyST Markdown, native in both outputs."""
    display(Markdown(table))


def figure_style() -> None:
    """Draw this chapter's figures as SVG for the browser and PDF for paper."""
    import matplotlib as mpl
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    from analysis.figures import STYLE

    mpl.rcParams.update(STYLE)
    set_matplotlib_formats("svg", "pdf")
