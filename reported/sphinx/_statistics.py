"""The register as data: ``statistics.json`` and ``statistics.csv`` beside the pages."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from reported.commits import clean, git
from reported.number_columns import safe
from reported.project import Project
from reported.sphinx._entries import entries
from reported.sphinx.domain import of_book, project_of
from reported.words.paths import every_number
from results import NO_DATA
from results.record_json import from_json

SCHEMA = Path(__file__).with_name("statistics.schema.json")
#: Every number of every result, for the search of the register.
PARTS = "register-parts.js"
INDEX = "index.html"
COLUMNS = ("id", "chapter", "description", "method", "n", "reported", "data_kind")


def add_parts(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Let the page of the register load the numbers of its entries."""
    if pagename == of_book(app.env).data["register"] and "body" in context:
        here = app.builder.get_relative_uri(pagename, "index").removesuffix(INDEX)
        context["body"] += f'<script src="{here}{PARTS}"></script>'


def write_statistics(app: Sphinx, error: Exception | None) -> None:
    """Put the register as data, and the schema of it, beside the pages."""
    if error is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    project = project_of(app)
    found = _statistics(app, project)
    folder = Path(app.outdir)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    (folder / "statistics.json").write_text(text, "utf-8")
    (folder / "statistics.csv").write_text(_as_csv(found, project), "utf-8")
    (folder / PARTS).write_text(_as_script(found), "utf-8")
    shutil.copyfile(SCHEMA, folder / SCHEMA.name)


def _as_script(found: dict[str, Any]) -> str:
    """Return every number of every result, as a script that a page can load.

    A page that is opened from a disk may not read a file of data.
    """
    parts = {
        entry["id"]: [
            [part.path, part.words, part.printed, part.exact]
            for part in every_number(from_json(entry["record"]))
        ]
        for entry in found["results"]
    }
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"window.registerParts = {text};\n"


def _statistics(app: Sphinx, project: Project) -> dict[str, Any]:
    """Return the register as an object for JSON; see ``statistics.schema.json``."""
    found = entries(app.env)
    root = Path(app.confdir).parent
    results = []
    for entry in found["results"]:
        _, version = _origin(project, entry)
        provenance = entry["provenance"] | {"data": version}
        kept = {k: v for k, v in entry.items() if k != "marked"}
        results.append(kept | {"provenance": provenance})
    return {
        "$schema": SCHEMA.name,
        "version": 1,
        "thesis": {
            "title": app.config.html_title,
            "commit": git(root, "rev-parse", "HEAD"),
            "clean": clean(root),
            "data": {
                "kind": project.kind,
                "statement": app.config.reported_statement,
                "fingerprint": project.fingerprint,
            },
        },
        "results": results,
        "claims": found["claims"],
    }


def _origin(project: Project, entry: dict[str, Any]) -> tuple[str, str]:
    source = entry["record"]["data"]["source"]
    return (source, source) if source == NO_DATA else project.origin(source)


def _as_csv(found: dict[str, Any], project: Project) -> str:
    """Return the results as CSV: what is reported, and the main numbers in full."""
    numbers = ("estimate", "statistic", "dof", "dof_resid", "p_value")
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *numbers], lineterminator="\n")
    writer.writeheader()
    for entry in found["results"]:
        row = {name: entry.get(name, "") for name in COLUMNS}
        row["data_kind"], _ = _origin(project, entry)
        row = {name: safe(str(value)) for name, value in row.items()}
        row |= {name: entry["record"].get(name, "") for name in numbers}
        writer.writerow(row)
    return out.getvalue()
