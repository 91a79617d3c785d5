"""The front matter of a page, whoever wrote it: an author, JupyterLab or Jupytext.

They lay it out each in their own way, and some leave out that a page is a notebook. All
of it is written anew for MyST-NB as it is read, on as many lines as it had, with the
fingerprint that tells the cache of notebooks when a chapter has to run again.
"""

import json
from typing import Any

import nbformat
import thesis_failures
import yaml
from sphinx.application import Sphinx

from reported.sources import FRONT_MATTER, cells

SAVE = "save it as MyST Markdown (md:myst)"
HEADLESS = (
    "cells run on a page that says it is a notebook; begin it with the lines ---, "
    "file_format: mystnb, kernelspec: {name: python3, display_name: Python 3} and ---"
)


def _mark_kernel(app: Sphinx, docname: str, source: list[str]) -> None:
    """Write the fingerprint into a notebook's kernelspec; every line stays its line."""
    text = source[0]
    head = FRONT_MATTER.match(text)
    try:
        keys = yaml.safe_load(head["keys"] if head else "") or {}
        form, marked = _form(keys), _marked(keys, app.thesis_fingerprint)
    except (yaml.YAMLError, AttributeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "it has to be keys and their values"
        fault = f"the front matter cannot be read as YAML: {said}"
        place = (docname, mark.line + 2 if mark else 1)
        source[0] = thesis_failures.give_up(app, place, text, fault)
        return
    if head and form == "myst" and (unfit := _unfit_options(text)):
        line, fault = unfit
        source[0] = thesis_failures.give_up(app, (docname, line), text, fault)
    elif head and form == "myst":
        below = "\n" * (head[0].count("\n") - 3)
        source[0] = f"---\n{marked}{below}\n---\n{text[head.end() :]}"
        app.env.__dict__.setdefault("thesis_notebooks", set()).add(docname)
    elif form:
        fault = f"Jupytext saved this page as {form!r}, in which no cell runs; {SAVE}"
        source[0] = thesis_failures.give_up(app, (docname, 1), text, fault)
    elif first := next(cells(text), None):
        line = text.count("\n", 0, first.start) + 1
        source[0] = thesis_failures.give_up(app, (docname, line), text, HEADLESS)


def _form(keys: dict[str, Any]) -> str:
    """Return how a notebook is written, "" of a page that is none."""
    jupytext = keys.get("jupytext") or (keys.get("jupyter") or {}).get("jupytext") or {}
    form: str = (jupytext.get("text_representation") or {}).get("format_name", "")
    if keys.get("file_format") == "mystnb" or "kernelspec" in keys:
        return form or "myst"
    return form


def _unfit_options(text: str) -> tuple[int, str] | None:
    """Return the line of the first cell with options that no notebook has, and why."""
    for cell in cells(text):
        try:
            nbformat.v4.new_code_cell(cell.code, metadata=cell.options())
        except nbformat.ValidationError as error:
            option = ".".join(map(str, error.absolute_path)) or "metadata"
            fault = (
                f"the options of the cell that starts here cannot be used: "
                f"{option.removeprefix('metadata.')} is {error.instance!r}; tags are a "
                "list of words, each once, as in :tags: [hide-input]"
            )
            return cell.line, fault
    return None


def _marked(keys: dict[str, Any], fingerprint: str) -> str:
    """Return the front matter of a notebook on one line; JSON is YAML too.

    Of the kernel only the name is kept: what else programs say of it runs nothing. A
    chapter that runs in Python runs in that of the book, by whatever name an author's
    JupyterLab calls its own.
    """
    said = keys.get("kernelspec") or {}
    python = said.get("language") == "python"
    name = "python3" if python else said.get("name", "python3")
    kernel = {"name": name, "display_name": name, "fingerprint": fingerprint}
    keys = keys | {"file_format": "mystnb", "kernelspec": kernel}
    keys.pop("jupytext", None)
    return json.dumps(keys, ensure_ascii=False, default=str)


def setup(app: Sphinx) -> dict[str, Any]:
    """Read the front matter before anything else of a page."""
    app.setup_extension("thesis_failures")
    app.connect("source-read", _mark_kernel)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
