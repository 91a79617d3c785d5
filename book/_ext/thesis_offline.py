"""Leave out what would make a page run code elsewhere.

Jupyter Book loads an extension that offers to run cells on a public server. Nothing
here uses it, and its scripts would stand on every page, which is read offline too.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def _without_thebe(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Drop the scripts and the inline settings of thebe from a page."""
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if "thebe" not in f"{script}{getattr(script, 'attributes', '')}".lower()
    ]
    context["css_files"] = [
        style for style in context.get("css_files", []) if "thebe" not in f"{style}"
    ]


def _without_settings(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    """Drop the settings of thebe from the text of a page."""
    for raw in list(doctree.findall(nodes.raw)):
        if "thebe-config" in raw.astext():
            raw.parent.remove(raw)


def setup(app: Sphinx) -> dict[str, Any]:
    """Look at each page after every other extension has."""
    app.connect("doctree-resolved", _without_settings, priority=950)
    app.connect("html-page-context", _without_thebe, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
