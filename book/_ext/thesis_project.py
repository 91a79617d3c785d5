"""Tell `reported`, when it asks, which data this thesis is built from."""

from typing import Any

from sphinx.application import Sphinx

from reported.sphinx.domain import PROJECT


def _project(_app: Sphinx) -> Any:
    from analysis.data.loading import load_study
    from thesis.project import ThesisProject

    return ThesisProject(load_study())


def setup(app: Sphinx) -> dict[str, Any]:
    """Answer the event that `reported.sphinx.results` makes known."""
    app.setup_extension("reported.sphinx.results")
    app.connect(PROJECT, _project)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
