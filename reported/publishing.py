"""What a chapter calls to hand results, claims, tables and figures to the book."""

import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from IPython.core.getipython import get_ipython
from IPython.display import Markdown, display

from reported.commits import clean, git
from results import DataError, Result
from results.record_json import to_json

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Displayed data with this prefix are kept beside the page and not shown on it.
PREFIX = "application/papermill.record/"
RECORD = "application/vnd.thesis.result+json"
CLAIM = "application/vnd.thesis.claim+json"
FIGURE = "application/vnd.thesis.figure+json"
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PACKAGES = ("numpy", "pandas", "pingouin", "scipy", "statsmodels")

Published = TypeVar("Published", bound=Result)


def publish(name: str, result: Published) -> Published:
    """Put a result into the book under an id, so that prose can refer to it.

    Parameters
    ----------
    name : str
        The id, unique in the book: lower-case words joined by hyphens, the first word
        being the chapter's label, as in ``entry-mood``.
    result : record of `results`
        The result itself; it is kept in full precision, with the cell and line that
        made it, the commit and the versions of the packages.

    Returns
    -------
    record
        `result`, unchanged, so that publishing needs no line of its own.

    Raises
    ------
    DataError
        If the id is not of that form.
    """
    _hand_over(name, RECORD, {"result": to_json(result)})
    return result


def claim(name: str, condition: str, *, holds: bool, rests_on: Sequence[str]) -> bool:
    """Say whether a sentence of the thesis still holds, so that prose can rest on it.

    Parameters
    ----------
    name : str
        The claim's id, of the same form as a result's and unique among claims.
    condition : str
        In words, what is true of the results when the sentence holds.
    holds : bool
        Whether it is, computed from results.
    rests_on : sequence of str
        Ids of the results that the condition looks at.

    Returns
    -------
    bool
        `holds`.

    Raises
    ------
    DataError
        If the id is not of the form, `holds` is not a truth value, or the claim rests
        on nothing.
    """
    if not isinstance(holds, (bool, *_numpy_bool())):
        raise DataError(
            f"claim {name!r}: holds must be true or false, got {holds!r}; compare the "
            "numbers in it"
        )
    if not rests_on or not condition.strip():
        raise DataError(
            f"claim {name!r}: it needs a condition in words and the results that it "
            "rests on"
        )
    _hand_over(
        name,
        CLAIM,
        {"condition": condition, "holds": bool(holds), "rests_on": list(rests_on)},
    )
    return bool(holds)


def show(what: "str | Figure") -> None:
    """Put a table or a figure on the page, with its numbers beside it.

    Parameters
    ----------
    what : str or Figure
        A table as MyST Markdown, which is native on the web and on paper; or a figure
        of `reported.figures`, which the notebook draws at the end of its cell and whose
        numbers readers get as CSV.

    Raises
    ------
    DataError
        If a figure keeps no table of what it draws.
    """
    if isinstance(what, str):
        display(Markdown(what))
        return
    from reported.figures.groups import drawn

    csv = drawn(what).to_csv(index=False, lineterminator="\n")
    source, _ = _cell()
    _leave(f"figure:{sha256(source.encode()).hexdigest()}", FIGURE, source, csv=csv)


def figure_style() -> None:
    """Draw this chapter's figures as SVG for the browser and PDF for paper."""
    import matplotlib as mpl
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    from reported.figures.groups import STYLE

    # without a date in it, a figure that did not change is the same file
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    mpl.rcParams.update(STYLE)
    set_matplotlib_formats("svg", "pdf")


def _hand_over(name: str, kind: str, content: dict[str, Any]) -> None:
    """Leave data beside the page, with the place and circumstances of their making."""
    if not ID.fullmatch(name):
        raise DataError(
            f"id {name!r}: an id is lower-case words joined by hyphens; rename it"
        )
    source, line = _cell()
    made = {"id": name, "line": line, "provenance": _provenance()}
    key = name if kind == RECORD else f"claim:{name}"
    _leave(key, kind, source, **made, **content)


def _leave(key: str, kind: str, cell: str, **content: Any) -> None:
    display(
        {PREFIX + kind: {"cell": cell} | content},
        raw=True,
        metadata={"scrapbook": {"name": key, "mime_prefix": PREFIX}},
    )


def _cell() -> tuple[str, int]:
    """Return the text of the cell that is running, and the line that called."""
    shell = get_ipython()
    if shell is None:
        return "", 0
    frame = sys._getframe()
    while frame.f_back is not None and frame.f_globals is not shell.user_ns:
        frame = frame.f_back
    return str(shell.user_ns["In"][-1]), frame.f_lineno


@cache
def _provenance() -> dict[str, Any]:
    """Return commit, state of the tree and versions; nothing of them is a number."""
    return {
        "commit": git(Path.cwd(), "rev-parse", "HEAD"),
        "clean": clean(Path.cwd()),
        "versions": {name: version(name) for name in PACKAGES},
    }


def _numpy_bool() -> tuple[type, ...]:
    import numpy as np

    return (np.bool_,)
