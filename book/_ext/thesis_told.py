"""What Sphinx, MyST and docutils say of a fault, in the words of the book.

A name that leads nowhere comes with those that may be meant, and one that stands twice
with both of its places.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from thesis_markup_faults import AUTHORS_ROLES

from results.near_names import did_you_mean


def _labels(env: BuildEnvironment) -> Iterable[str]:
    domain = env.get_domain("std")
    return [*domain.labels, *domain.anonlabels]


def _works(env: BuildEnvironment) -> Iterable[str]:
    return env.get_domain("cite").bibdata.data.entries


#: What is said of a name that leads nowhere, and which names there are of its kind.
NOWHERE: tuple[tuple[str, Callable[[BuildEnvironment], Iterable[str]]], ...] = (
    (r"undefined label: '([^']+)'", _labels),
    (r"unknown document: '([^']+)'", lambda env: env.found_docs),
    (r'could not find bibtex key "([^"]+)"', _works),
    (r'Unknown interpreted text role "([^"]+)"', lambda _: AUTHORS_ROLES),
    (r"cross-reference target not found: '([^']+)'", _labels),
)
TWICE = re.compile(r'Duplicate (?:ex|im)plicit target name: "([^"]+)"')


def told(app: Sphinx, place: str, text: str) -> str:
    """Return what is to be said of a fault."""
    for pattern, known in NOWHERE:
        if found := re.search(pattern, text):
            return "; ".join(
                filter(None, [text, did_you_mean(found[1], known(app.env))])
            )
    if found := TWICE.search(text):
        return _twice(app, place, found[1])
    if "glue key 'figure:" in text:
        return "this cell shows two figures; give each a cell of its own"
    return text


def _twice(app: Sphinx, place: str, label: str) -> str:
    path = Path(re.sub(r":\d+$", "", place))
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    named = re.compile(rf"(?:\(|name\W{{1,4}}){re.escape(label)}\b", re.IGNORECASE)
    at = [str(number) for number, line in enumerate(lines, 1) if named.search(line)]
    where = f", in lines {' and '.join(at)}" if len(at) > 1 else ""
    return f"the label {label!r} stands twice on this page{where}; rename one of them"
