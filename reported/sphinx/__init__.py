"""Results as objects of a Sphinx book: the extension `reported`, in its parts.

`results` collects what chapters publish and claim, and puts `{stat}` and `{claim}` into
words; `register` lists all of it on a page, in cards and as data; `verification` shows
what R found; `downloads` puts tables and figures beside the pages as CSV, and
`statement` says on every page what its data are; `stand_in` marks text that is true of
simulated data only; `closing` ends the build with what does not hold. What they have to
know of the book is told by `reported.project.Project`.
"""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

PARTS = (
    *("results", "register", "verification", "downloads", "statement", "stand_in"),
    "closing",
)
STATIC = Path(__file__).with_name("static")


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up every part, and the scripts and style of cards, register and code."""
    for part in PARTS:
        app.setup_extension(f"reported.sphinx.{part}")
    app.connect("builder-inited", _add_static)
    app.add_css_file("results.css")
    for script in ("results.js", "code.js"):
        app.add_js_file(script)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}


def _add_static(app: Sphinx) -> None:
    app.config.html_static_path.insert(0, str(STATIC))
