"""The files that a reader can take away: the PDF, the results, the data.

The directive ``{editions}`` lists them on a page of the web book. The data go with the
pages only when they are simulated; a study's own never do. The link to the PDF shows
only when `thesis build` has put beside these pages the PDF that was made with them.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

DATA = "simulated-data.zip"
STYLE = "edition.css"  # in _static; empty where a PDF belongs to the pages
HIDDEN = ".edition-pdf { display: none; }\n"
MADE = (2020, 1, 1, 0, 0, 0)  # of every file, so that the same data are the same bytes


class Editions(SphinxDirective):
    """A list of links to the files."""

    def run(self) -> list[nodes.Node]:
        """Return the list; paper has no need of it."""
        from analysis.loading import data_folder, read_declaration

        simulated = read_declaration(data_folder()).kind == "simulated"
        items = [
            ("thesis.pdf", "The thesis as PDF", "edition-pdf"),
            ("statistics.csv", "Results as CSV", ""),
            ("statistics.json", "Results as JSON", ""),
            ("statistics.schema.json", "Its schema", ""),
        ]
        if simulated:
            items.append((DATA, "Simulated data (ZIP)", ""))
        lines = "".join(
            f'<li class="{kind}"><a href="{name}" download>{words}</a></li>\n'
            for name, words, kind in items
        )
        if not simulated:
            lines += "<li>The data of the study are confidential and not here.</li>\n"
        return [nodes.raw("", f'<ul class="editions">\n{lines}</ul>', format="html")]


def _write(app: Sphinx, error: Exception | None) -> None:
    """Put the data beside the pages; say that no PDF belongs to them yet."""
    if error is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    (out / "_static" / STYLE).write_text(HIDDEN, "utf-8")
    for name in ("thesis.pdf", DATA):
        (out / name).unlink(missing_ok=True)
    from analysis.loading import data_folder, read_declaration

    folder = data_folder()
    if read_declaration(folder).kind == "simulated":
        codebook = Path(app.confdir).parent / "data" / "codebook.yaml"
        (out / DATA).write_bytes(packed(folder, codebook))


def packed(folder: Path, codebook: Path) -> bytes:
    """Return a folder of data, and the codebook beside it, as one ZIP file."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, MADE), path.read_bytes(), 8)
        archive.writestr(zipfile.ZipInfo(codebook.name, MADE), codebook.read_bytes(), 8)
    return held.getvalue()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, the files and the style that shows or hides the PDF."""
    app.add_directive("editions", Editions)
    app.add_css_file(STYLE)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
