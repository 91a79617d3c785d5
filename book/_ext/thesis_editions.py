"""The files that a reader can take away: the PDF, the results, the data.

The directive ``{editions}`` lists them on a page of the web book. The data go with the
pages only when they are simulated; a study's own never do. The link to the PDF shows
only when `thesis build` has put beside these pages the PDF that was made with them.
"""

import io
import json
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from thesis_gate import BookFault

from reported.commits import clean, git

DATA = "simulated-data.zip"
STYLE = "edition.css"  # in _static; empty where a PDF belongs to the pages
NAMED = "edition.js"  # names the edition on every page, so that no page has to
HIDDEN = ".edition-pdf { display: none; }\n"
UNPUBLISHED = (
    "not published with the data, for it is hidden, a link or in another folder; put "
    "the file itself in its place"
)
MADE = (2020, 1, 1, 0, 0, 0)  # of every file, so that the same data are the same bytes


class Editions(SphinxDirective):
    """A list of links to the files."""

    def run(self) -> list[nodes.Node]:
        """Return the list; paper has no need of it."""
        from analysis.data.loading import data_folder, read_declaration

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


def _link_style(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Name the style without a hash of it, which the PDF decides after the pages."""
    context["metatags"] = (
        f'{context.get("metatags", "")}\n<link rel="stylesheet" '
        f'href="{context["pathto"](f"_static/{STYLE}", 1)}">'
    )


def _write(app: Sphinx, error: Exception | None) -> None:
    """Put the data beside the pages; say that no PDF belongs to them yet."""
    if error is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    (out / "_static" / STYLE).write_text(HIDDEN, "utf-8")
    (out / NAMED).write_text(naming(edition(Path(app.confdir).parent)), "utf-8")
    for name in ("thesis.pdf", DATA):
        (out / name).unlink(missing_ok=True)
    from analysis.data.loading import data_folder, read_declaration

    folder = data_folder()
    if read_declaration(folder).kind == "simulated":
        codebook = Path(app.confdir).parent / "data" / "codebook.yaml"
        (out / DATA).write_bytes(packed(folder, codebook))


def edition(root: Path) -> str:
    """Name the edition of a project: its version, its commit and the commit's date."""
    settings = root / "pyproject.toml"
    version = ""
    if settings.is_file():
        version = tomllib.loads(settings.read_text("utf-8"))["project"]["version"]
    named = f"Version {version}" if version else "Version not known"
    own = git(root, "rev-parse", "--show-toplevel") == str(root.resolve())
    said = git(root, "show", "--no-patch", "--format=%h %cs", "HEAD") if own else None
    if said is None:
        return f"{named}, commit not known"
    commit, day = said.split()
    on = date.fromisoformat(day)
    changed = "" if clean(root) else ", with changes that were not committed"
    day = format_date(on, "d MMMM y", locale="en_GB")
    return f"{named}, commit {commit} of {day}{changed}"


def naming(words: str) -> str:
    """Return a script that names the edition where a page has room for it."""
    return (
        f"const edition = {json.dumps(words, ensure_ascii=False)};\n"
        'for (const place of document.querySelectorAll("[data-edition]")) {\n'
        "  place.textContent = edition;\n"
        "}\n"
    )


def packed(folder: Path, codebook: Path) -> bytes:
    """Return the named files of a folder of data, and their codebook, as one ZIP file.

    Raises
    ------
    BookFault
        If a named file may not be published, see `published`.
    """
    files = published(folder, codebook)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, MADE), path.read_bytes(), 8)
        archive.writestr(zipfile.ZipInfo(codebook.name, MADE), codebook.read_bytes(), 8)
    return held.getvalue()


def published(folder: Path, codebook: Path) -> list[Path]:
    """Return the files of a data folder that may be given away, in order.

    Those are its declaration, its coding frame, the tables that the codebook names and
    the transcripts of the interviews in them, where they are there. Whatever else lies
    in the folder is left out.

    Raises
    ------
    BookFault
        If one of them is hidden, lies outside of the folder, or is or lies behind a
        link; or the interviews cannot be read.
    """
    from analysis.data.codebook import load_codebook
    from analysis.data.loading import read_table
    from analysis.data.transcripts import FOLDER

    tables = load_codebook(codebook).tables
    names = ["dataset.yaml", "coding_frame.yaml", *(t.file for t in tables.values())]
    if "interviews" in tables:
        table = tables["interviews"]
        read, faults = read_table(folder / table.file, table)
        if read is None or "interview" not in read.frame:
            raise BookFault("\n".join(map(str, faults)))
        interviews = read.frame["interview"].dropna()
        names += [f"{FOLDER}/{interview}.txt" for interview in interviews]
    files = sorted({folder / name for name in names if (folder / name).is_file()})
    for path in files:
        below = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in below.parts)
        if hidden or path.resolve() != folder.resolve() / below:
            raise BookFault(f"{below}: {UNPUBLISHED}")
    return files


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, the files and the style that shows or hides the PDF."""
    app.add_directive("editions", Editions)
    app.connect("html-page-context", _link_style)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
