"""Say on every page whose data it was made from.

The data folder declares itself in its ``dataset.yaml``; `reported` puts that statement
at the head of every web page, and here it stands in the foot of every printed one. A
page that is made from other data, such as the appendix on HELP, shows its own.
"""

import os
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import texescape

# For every chapter: matrices here are small, and other threads would only wait.
ONE_CORE = "OPENBLAS_NUM_THREADS"


def use_this_project(app: Sphinx, config: Config) -> None:
    """Make chapters import this project's packages, and read what its data are."""
    root = Path(app.confdir).resolve().parent
    os.environ.setdefault(ONE_CORE, "1")
    known = os.environ.get("PYTHONPATH", "")
    if known.split(os.pathsep)[0] != str(root):
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(root), known]))
    declared = _declaration(root)
    config.reported_data_kind = declared.kind
    config.reported_statement = declared.statement


def _declaration(root: Path) -> Any:
    """Read what the data say of themselves; end the build where they may not be used.

    Of confidential data that git would commit nothing else is read. What is raised is
    no Exception, since Jupyter Book shows each of those with two tracebacks.
    """
    from analysis.data.loading import data_folder, read_declaration
    from results import DataError
    from thesis.confidential import refuse_committable_data

    try:
        refuse_committable_data(root)
        return read_declaration(data_folder(root))
    except DataError as error:
        sys.exit(f"\nThe book was not built:\n{error}\n")


class OwnStatement(SphinxPostTransform):
    """Put a page's own statement in the place of the book's, on paper."""

    default_priority = 765
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Change the foot at the page's beginning, and back at its end."""
        from reported.sphinx.statement import OWN

        for page in list(self.document.findall(addnodes.start_of_file)):
            own = self.env.metadata[page["docname"]].get(OWN)
            if own:
                at = page.parent.index(page)
                page.parent.insert(at + 1, _foot(self.config.reported_statement))
                page.parent.insert(at, _foot(own))


def _foot(statement: str) -> nodes.raw:
    words = texescape.escape(statement, "xelatex")
    command = rf"\clearpage\renewcommand\thesisdatastatement{{{words}}}"
    return nodes.raw("", f"\n{command}\n", format="latex")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the handlers.

    Extensions that come later are those of this project too, also in a copy of it.
    """
    sys.path.insert(0, str(Path(app.confdir).resolve().parent))
    app.connect("config-inited", use_this_project, priority=100)
    app.add_post_transform(OwnStatement)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
