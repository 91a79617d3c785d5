"""Harvard citations and one References chapter, on top of sphinxcontrib-bibtex.

Three things that sphinxcontrib-bibtex leaves open are settled here: the form of
citations and references (see `thesis_harvard`), a reference list without labels that
stays on its own page, and citations that are never stale.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pybtex.plugin
import thesis_harvard as harvard
from docutils import nodes
from pybtex.database import Entry
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.template import node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinxcontrib.bibtex.nodes import raw_latex
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from thesis_harvard import cited_names, mark_years, reference, sort_key

logger = logging.getLogger(__name__)
#: What a link of the list of references may lead to.
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)

# ---- the two styles ------------------------------------------------------------------


class HarvardStyle(pybtex.plugin.Plugin):
    """The reference list: alphabetical, without labels."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the works in the order of the list."""
        return sorted(entries, key=sort_key)

    def format_labels(self, entries: Iterable[Entry]) -> list[str]:
        """Return the keys: nobody sees them, but they must differ."""
        return [entry.key for entry in entries]

    def format_entry(
        self, label: str, entry: Entry, bib_data: object = None
    ) -> FormattedEntry:
        """Return one work of the list."""
        return FormattedEntry(entry.key, reference(entry), label)


@node
def names_in_text(children: object, data: dict[str, Any], full: bool) -> Text:
    """Insert the names of the work that is being cited."""
    return cited_names(data["entry"], full=full)


@dataclass
class HarvardPersons(PersonStyle):
    """Name authors or editors in a citation."""

    def author_or_editor_or_title(self, full: bool) -> Any:
        """Return the template for the names."""
        return names_in_text(full=full)


def in_brackets() -> BracketStyle:
    """Separate works inside brackets: (Wild, 2002; Black, 2021)."""
    return BracketStyle(left="(", right=")", sep="; ")


def in_sentence() -> BracketStyle:
    """Separate works in a sentence: Wild (2002), Black (2021) and Woods (2005)."""
    last = " and "
    return BracketStyle(left="(", right=")", sep=", ", sep2=last, last_sep=last)


@dataclass
class HarvardReferenceStyle(AuthorYearReferenceStyle):
    """Citations by author and year, in round brackets."""

    bracket_textual: BracketStyle = field(default_factory=in_sentence)
    bracket_parenthetical: BracketStyle = field(default_factory=in_brackets)
    bracket_author: BracketStyle = field(default_factory=in_sentence)
    bracket_label: BracketStyle = field(default_factory=in_brackets)
    bracket_year: BracketStyle = field(default_factory=in_brackets)
    person: PersonStyle = field(default_factory=HarvardPersons)


# ---- Sphinx --------------------------------------------------------------------------


class ReferenceList(SphinxPostTransform):
    """Turn bibtex's citations into plain paragraphs that stay where they stand.

    It runs after bibtex has filled the list (5) and before Sphinx moves every citation
    to the end of the PDF (750), which would leave the References chapter empty.
    """

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Replace each list of citations."""
        for box in list(self.document.findall(nodes.container)):
            if box.children and all(isinstance(c, nodes.citation) for c in box):
                if self.app.builder.format == "latex":
                    works = [listed(work, target(work)) for work in box]
                    begin = latex(r"\begin{thesisreferences}")
                    box.replace_self([begin, *works, latex(r"\end{thesisreferences}")])
                else:
                    works = [listed(work) for work in box]
                    box.replace_self(
                        nodes.container("", *works, classes=["references"])
                    )


class CitationsInCaptions(SphinxPostTransform):
    """Keep LaTeX whole where it repeats a caption or a heading in its lists."""

    default_priority = 11  # citations are resolved at 10
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Protect the links in captions; leave out those in headings."""
        for heading in self.document.findall(is_heading):
            for raw in list(heading.findall(raw_latex)):
                if isinstance(heading.parent, nodes.section):
                    raw.parent.remove(raw)  # the PDF's bookmarks hold plain text
                elif raw.rawsource.startswith(r"\hyperlink"):
                    raw.rawsource = rf"\protect{raw.rawsource}"


def is_heading(part: nodes.Node) -> bool:
    """Say whether LaTeX will repeat this part in a list or a running head."""
    return isinstance(part, (nodes.caption, nodes.title))


def listed(citation: nodes.Element, *before: nodes.Node) -> nodes.paragraph:
    """Return the paragraph of one work, without its label."""
    paragraph: nodes.paragraph = citation.children[-1]
    paragraph["ids"] = citation["ids"]
    paragraph.insert(0, before)
    return paragraph


def latex(code: str) -> nodes.raw:
    """Return a node that only the PDF shows."""
    return nodes.raw("", code, format="latex")


def target(citation: nodes.Element) -> nodes.raw:
    """Return the anchor that bibtex's links to a work point at, a line above it."""
    anchor = f"cite.{citation['docname']}:{citation['ids'][0]}"
    raised = r"\raisebox{\baselineskip}[0pt][0pt]"
    return latex(rf"{raised}{{\hypertarget{{{anchor}}}{{}}}}")


def mark_bibliography(app: Sphinx) -> None:
    """Give the works their years with letters, once bibtex has read them.

    An address that is no address of the web is a fault: a browser might run it.
    """
    domain: Any = app.env.get_domain("cite")
    works = domain.bibdata.data.entries
    mark_years(works.values())
    for key, url in other_addresses(works):
        logger.warning(
            "%s: its address begins with neither https:// nor http://, so that no link "
            "can lead there, got %r; correct `url`, or take it out",
            key,
            url,
            location=_place(app, key),
            type="bibtex",
            subtype="address",
        )


def other_addresses(works: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Yield the key and the address of every work to which no link could lead."""
    for key, work in works.items():
        url = work.fields.get("url", "")
        if url and not ADDRESS.fullmatch(url):
            yield key, url


def _place(app: Sphinx, key: str) -> str:
    """Return the bibliography and the line in which a work stands."""
    for name in app.config.bibtex_bibfiles:
        file = Path(app.confdir, name)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if re.match(rf"\s*@\w+\s*\{{\s*{re.escape(key)}\s*,", line):
                return f"{file.name}:{number}"
    return ", ".join(app.config.bibtex_bibfiles)


def fingerprints(env: BuildEnvironment) -> dict[str, str]:
    """Return, for each page, a digest of the citations and references it shows.

    A page with an unknown key has none.
    """
    domain: Any = env.get_domain("cite")
    shown = {
        work.key: f"{cited_names(work.entry)} {work.entry.fields['year']} "
        f"{work.formatted_entry.text!r} {work.bibliography_key} {work.citation_id}"
        for work in domain.citations
    }
    pages_show = defaultdict(list)
    for work in domain.citations:
        pages_show[work.bibliography_key.docname].append(shown[work.key])
    for cited in domain.citation_refs:
        pages_show[cited.docname] += [shown.get(to.key, "") for to in cited.targets]
    styles = [Path(file).read_text("utf-8") for file in (__file__, harvard.__file__)]
    return {
        page: hashlib.sha256("\n".join([*styles, *texts]).encode()).hexdigest()
        for page, texts in pages_show.items()
        if all(texts)
    }


def memory(app: Sphinx) -> Path:
    """Return the file that keeps what the last complete build showed."""
    return Path(app.doctreedir) / f"citations-{app.builder.name}.json"


def changed_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, because a work they show has changed.

    Bibtex rewrites only the page that was edited. A page with an unknown key is
    returned every time, so that the warning about it comes with every build.
    """
    path = memory(app)
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    now = fingerprints(env)
    domain: Any = env.get_domain("cite")
    pages = {cited.docname for cited in domain.citation_refs}
    pages |= {key.docname for key in domain.bibliographies}
    return sorted(p for p in pages if now.get(p) is None or now[p] != before.get(p))


def remember(app: Sphinx, exception: Exception | None) -> None:
    """Keep what this build showed; after a failure the next one writes it again."""
    if exception is None:
        text = json.dumps(fingerprints(app.env), indent=1, sort_keys=True)
        memory(app).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the two styles called harvard, the reference list and the checks."""
    app.setup_extension("sphinxcontrib.bibtex")
    group = "pybtex.style.formatting"
    pybtex.plugin.register_plugin(group, "harvard", HarvardStyle, force=True)
    group = "sphinxcontrib.bibtex.style.referencing"
    register_plugin(group, "harvard", HarvardReferenceStyle, force=True)
    app.add_post_transform(ReferenceList)
    app.add_post_transform(CitationsInCaptions)
    app.connect("builder-inited", mark_bibliography, priority=600)  # after bibtex
    app.connect("env-updated", changed_pages, priority=600)
    app.connect("build-finished", remember)
    return {"version": "1.0", "parallel_read_safe": True, "parallel_write_safe": True}
