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
from reported.project import Project
from reported.sphinx._entries import entries
from reported.sphinx.domain import project_of

SCHEMA = Path(__file__).with_name("statistics.schema.json")
COLUMNS = ("id", "chapter", "description", "method", "n", "reported", "data_kind")


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
    shutil.copyfile(SCHEMA, folder / SCHEMA.name)


def _statistics(app: Sphinx, project: Project) -> dict[str, Any]:
    """Return the register as an object for JSON; see ``statistics.schema.json``."""
    found = entries(app.env)
    root = Path(app.confdir).parent
    results = []
    for entry in found["results"]:
        _, version = project.origin(entry["record"]["data"]["source"])
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
                "statement": project.statement,
                "fingerprint": project.fingerprint,
            },
        },
        "results": results,
        "claims": found["claims"],
    }


def _as_csv(found: dict[str, Any], project: Project) -> str:
    """Return the results as CSV: what is reported, and the main numbers in full."""
    numbers = ("estimate", "statistic", "dof", "dof_resid", "p_value")
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *numbers], lineterminator="\n")
    writer.writeheader()
    for entry in found["results"]:
        row = {name: entry.get(name, "") for name in COLUMNS}
        row["data_kind"], _ = project.origin(entry["record"]["data"]["source"])
        row |= {name: entry["record"].get(name, "") for name in numbers}
        writer.writerow(row)
    return out.getvalue()
