"""What a chapter calls to hand results, claims, tables and figures to the book."""

import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.core.getipython import get_ipython
from IPython.display import Markdown, display

from reported.adapters import adapted, shown
from reported.commits import clean, git
from reported.conditions import Condition
from reported.parts import Part
from results import DataError, Result
from results.record_json import to_json

if TYPE_CHECKING:
    from reported.adapters import Sample
    from reported.figures import Plot
    from reported.tables import Table

# Displayed data with this prefix are kept beside the page and not shown on it.
PREFIX = "application/papermill.record/"
RECORD = "application/vnd.reported.result+json"
CLAIM = "application/vnd.reported.claim+json"
FIGURE = "application/vnd.reported.figure+json"
STAT = "stat:"  # begins the address of what stands for a number in a figure
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PACKAGES = ("numpy", "pandas", "pingouin", "scipy", "statsmodels")
DRAW = "draw it with a function of reported.figures"
KEY = "{}"  # in an id: the key of each of several results


def publish(
    name: str,
    result: Any,
    *,
    of: "Sample | None" = None,
    outcome: str = "",
    by: str = "",
) -> Any:
    """Put a result into the book under an id, so that prose can refer to it.

    Parameters
    ----------
    name : str
        The id, unique in the book: lower-case words joined by hyphens, the first word
        being the chapter's label, as in ``entry-mood``. Of several results,
        ``entry-{}``: the key of each takes the place of the first ``{}``, underscores
        in it as hyphens.
    result : record of `results`, or what pingouin, statsmodels or scipy returned
        The result itself; it is kept in full precision, with the cell and line that
        made it, the commit and the versions of the packages. Or several in a mapping,
        also in mappings of mappings.
    of, outcome, by
        Of a library's result, the sample and columns that it was computed from, by
        which R can recompute it; see `reported.adapters.adapted`.

    Returns
    -------
    Part, or dict of str to Part
        The result with its id: its fields, its parts by key, and numbers that know
        where they come from; see `reported.parts`. Several stand under the keys given.

    Raises
    ------
    DataError
        If the id is not of that form, several results have no ``{}`` in it or a single
        one has, or this is no result of a known kind.
    """
    if not isinstance(name, str):
        raise DataError(
            f"publish: the id comes first and is text, got {shown(name)}; write "
            "publish('entry-mood', result)"
        )
    data: Any = {"of": of, "outcome": outcome, "by": by}
    if isinstance(result, Mapping):
        return _publish_each(name, result, data)
    if KEY in name:
        raise DataError(
            f"publish {name!r}: {{}} stands for the keys of several results, got "
            f"{type(result).__name__}; give a mapping of keys to results, or an id "
            "without {}"
        )
    if not isinstance(result, Result):
        result = adapted(result, **data)
    elif any(data.values()):
        raise DataError(
            f"publish {name!r}: of=, outcome= and by= are for results of libraries; "
            "this result knows its own data, so leave them out"
        )
    _hand_over(name, RECORD, {"result": to_json(result)})
    return Part(name, result)


def _publish_each(name: str, results: Mapping[str, Any], data: Any) -> dict[str, Any]:
    if KEY not in name:
        raise DataError(
            f"publish {name!r}: {len(results)} results cannot have one id, got those "
            f"of {list(results)}; write {{}} where their keys belong, as in "
            f"{name + '-{}'!r}"
        )
    ids = {key: name.replace(KEY, str(key).replace("_", "-"), 1) for key in results}
    if len(set(ids.values())) < len(ids):
        raise DataError(
            f"publish {name!r}: some of these keys give one id, got {list(results)}; "
            "rename one"
        )
    return {key: publish(ids[key], result, **data) for key, result in results.items()}


def claim(name: str, condition: Condition) -> None:
    """Say whether a sentence of the book still holds, so that prose can rest on it.

    Parameters
    ----------
    name : str
        The claim's id, of the same form as a result's and unique among claims.
    condition : Condition
        What is true of published results when the sentence holds; it says itself in
        words, and on which results it rests. Where a number in it cannot be computed,
        the claim cannot be judged, and is shown as one that is not supported.

    Raises
    ------
    DataError
        If the id is not of the form, or the condition is none, such as a plain truth
        value, or rests on a result that is not published.
    """
    if not isinstance(condition, Condition):
        raise DataError(
            f"claim {name!r}: it rests on a condition over published results, got "
            f"{shown(condition)}; compare what publish(...) returned"
        )
    if not all(condition.targets):
        raise DataError(
            f"claim {name!r}: it rests on a result that is not published; publish it "
            "and compare what publish(...) returns"
        )
    results = dict.fromkeys(t.partition(".")[0] for t in condition.targets)
    left = {
        "condition": condition.words,
        "holds": bool(condition.holds is True),
        "undecided": condition.why,
        "rests_on": list(results),
        "numbers": list(condition.targets),
    }
    _hand_over(name, CLAIM, left)


def show(what: "str | Table | Plot") -> None:
    """Put a table or a figure on the page, with its numbers beside it.

    Parameters
    ----------
    what : Table, str or Plot
        A table, or MyST Markdown, which is native on the web and on paper; or a figure
        of `reported.figures`, which the notebook draws at the end of its cell and whose
        numbers readers get as CSV.

    Raises
    ------
    DataError
        If it is neither, such as a figure that keeps no table of what it draws.
    """
    from reported.tables import Table

    if isinstance(what, str | Table):
        display(Markdown(str(what)))
        return
    from reported.figures import Plot

    if not isinstance(what, Plot):
        frame = type(what).__name__ in ("DataFrame", "Series")
        raise DataError(
            "show: a table or a figure with the numbers that it draws, got "
            f"{shown(what)}; "
            f"{'make it a table by tables.table(...)' if frame else DRAW}"
        )
    _draw_as_vectors()
    source, _ = _cell()
    key = f"figure:{sha256(source.encode()).hexdigest()}"
    csv = what.drawn.to_csv(index=False, lineterminator="\n")
    _leave(key, FIGURE, source, csv=csv, numbers=list(what.numbers))


def _draw_as_vectors() -> None:
    """Have the notebook draw figures as SVG for the browser and PDF for paper."""
    if get_ipython() is None:
        return
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    # without a date in it, a figure that did not change is the same file
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
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
        "versions": {name: version(name) for name in PACKAGES if find_spec(name)},
    }
