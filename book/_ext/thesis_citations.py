"""Harvard citations and one References chapter, on top of sphinxcontrib-bibtex.

Three things that sphinxcontrib-bibtex leaves open are settled here: the form of
citations and references (the manner of "Cite Them Right"), a reference list without
labels that stays on its own page, and citations that are never stale.
"""

import hashlib
import json
import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pybtex.plugin
from docutils import nodes
from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.template import FieldIsMissing, node
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.nodes import raw_latex
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

NO_DATE = "no date"
NAMED_IN_TEXT = 3  # a citation names at most three authors
IN_A_BOOK = ("incollection", "inproceedings")
UNDECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


# ---- fields --------------------------------------------------------------------------


def plain(latex: str) -> str:
    """Return a field as plain text, with typographic quotation marks and dashes."""
    return str(Text.from_latex(latex)).replace("`", "‘").replace("'", "’")


def words(entry: Entry, *names: str) -> str:
    """Return the first of the named fields that the entry has, or an empty string."""
    return next((plain(entry.fields[n]) for n in names if n in entry.fields), "")


def quoted(title: str) -> str:
    """Put a title in single quotation marks, and quotations inside it in double."""
    return "‘" + re.sub(r"‘([^‘]*?)’(?!\w)", r"“\1”", title) + "’"


def sentences(*parts: Text | str) -> Text:
    """Join the parts that are not empty, each closed by a full stop."""
    return Text(" ").join([Text(part).add_period() for part in parts if part])


# ---- people --------------------------------------------------------------------------


def family_name(person: Person) -> str:
    """Return the family name with its particle, or the name of an organisation."""
    return plain(" ".join(person.prelast_names + person.last_names))


def initials(person: Person) -> str:
    """Return the initials of the given names: Jean-Paul M. becomes J.-P.M."""
    given = plain(" ".join(person.first_names + person.middle_names))
    parts = re.findall(r"-|[^\W_]+", given)
    return "".join(part if part == "-" else part[0] + "." for part in parts)


def listed_name(person: Person) -> str:
    """Return a name as the reference list gives it: Perron, B.E."""
    parts = [family_name(person), initials(person), *map(plain, person.lineage_names)]
    return ", ".join(part for part in parts if part)


def joined(names: list[str], *, et_al: bool) -> Text:
    """Join names as "A", "A and B" or "A, B and C"; or close them with "et al."."""
    if et_al:
        return Text(", ".join(names), " ", Tag("em", "et al."))
    return Text(" and ".join(filter(None, [", ".join(names[:-1]), names[-1]])))


def people(entry: Entry, *roles: str) -> tuple[list[Person], bool]:
    """Return who fills the first role that is filled, and whether others follow."""
    persons: list[Person] = next(
        (entry.persons[r] for r in roles if entry.persons.get(r)), []
    )
    known = [person for person in persons if str(person) != "others"]
    return known, len(known) < len(persons)


def cited_names(entry: Entry, *, full: bool = False) -> Text:
    """Return the names in a citation; more than three are cut to the first."""
    persons, others = people(entry, "author", "editor")
    names = [family_name(person) for person in persons] or [entry.key]
    if others or (len(names) > NAMED_IN_TEXT and not full):
        return joined(names if full else names[:1], et_al=True)
    return joined(names, et_al=False)


def listed_names(entry: Entry, role: str) -> Text:
    """Return everybody in a role as the reference list gives them."""
    persons, others = people(entry, role)
    if not persons:
        raise FieldIsMissing(role, entry)
    names = joined([listed_name(person) for person in persons], et_al=others)
    if role == "author":
        return names
    return Text(names, " (eds)" if others or len(persons) > 1 else " (ed.)")


# ---- order and years -----------------------------------------------------------------


def folded(text: str) -> str:
    """Return text without case, accents and punctuation, for sorting."""
    base = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    return re.sub(r"[^\w\s]", "", re.sub(r"[-–—]", " ", base))


def sort_key(entry: Entry) -> tuple[Any, ...]:
    """Order works by the names shown, then year, then title."""
    persons, _ = people(entry, "author", "editor")
    names = tuple((folded(family_name(p)), folded(initials(p))) for p in persons)
    return names, entry.fields.get("year", NO_DATE), folded(words(entry, "title"))


def mark_years(entries: Iterable[Entry]) -> None:
    """Add a, b, ... to the years of works whose citations would read the same.

    The letters depend on the whole bibliography file, not on what is cited, so citing
    one more work never renames another. Marking twice changes nothing.
    """
    alike: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.fields.get("year", "n.d.") == "n.d.":
            entry.fields["year"] = NO_DATE
        alike[f"{cited_names(entry)} {entry.fields['year']}"].append(entry)
    for group in alike.values():
        for i, entry in enumerate(sorted(group, key=sort_key) if group[1:] else []):
            gap = " " if entry.fields["year"] == NO_DATE else ""
            entry.fields["year"] += gap + string.ascii_lowercase[i]


# ---- one reference -------------------------------------------------------------------


def title(entry: Entry) -> Tag:
    """Return the title of a whole work, in italics."""
    return Tag("em", words(entry, "title"))


def published(entry: Entry) -> str:
    """Return "London: Home Office (Research Series, 12)", or what there is of it."""
    house = words(entry, "publisher", "institution", "organization", "howpublished")
    series = words(entry, "series")
    if series and "number" in entry.fields:
        series += f", {words(entry, 'number')}"
    place = ": ".join(filter(None, [words(entry, "address"), house]))
    return " ".join(filter(None, [place, f"({series})" if series else ""]))


def pages(entry: Entry) -> str:
    """Return "pp. 1–9"; a lone page or article number stands without a mark."""
    numbers = words(entry, "pages")
    return f"pp. {numbers}" if "–" in numbers else numbers


def article(entry: Entry) -> Text:
    """Return title, journal, volume(issue) and pages."""
    issue = f"({words(entry, 'number')})" if "number" in entry.fields else ""
    journal = Tag("em", words(entry, "journal"))
    volume = words(entry, "volume") + issue
    parts = [quoted(words(entry, "title")), journal, volume, pages(entry)]
    return sentences(Text(", ").join([part for part in parts if part]))


def chapter(entry: Entry) -> Text:
    """Return a chapter or a paper, in the book or the proceedings that hold it."""
    by = Text(listed_names(entry, "editor"), " ") if "editor" in entry.persons else ""
    held = Text(by, Tag("em", words(entry, "booktitle")))
    if published(entry):
        held = Text(held.add_period(), " ", published(entry))
    ending = f", {pages(entry)}" if pages(entry) else ""
    return sentences(Text(quoted(words(entry, "title")), ", in ", held, ending))


def thesis(entry: Entry) -> Text:
    """Return a thesis: title, degree and university."""
    degree = "PhD thesis" if entry.type == "phdthesis" else "Master’s thesis"
    number = f" ({words(entry, 'number')})" if "number" in entry.fields else ""
    degree = (words(entry, "type") or degree) + number
    return sentences(title(entry), degree, words(entry, "school"))


def whole_work(entry: Entry) -> Text:
    """Return a book, report, manual or web page: title, edition, kind, source, note."""
    edition = f"{words(entry, 'edition')} edn" if "edition" in entry.fields else ""
    number = "" if "series" in entry.fields else words(entry, "number")
    kind = words(entry, "type")
    if kind == "Report" and not number:
        kind = ""  # says nothing that the title and the publisher do not
    kind = f"{kind} {number}".strip()
    return sentences(
        title(entry), edition, kind, published(entry), words(entry, "note")
    )


BODIES = {
    "article": article,
    "incollection": chapter,
    "inproceedings": chapter,
    "phdthesis": thesis,
    "mastersthesis": thesis,
}


def link(entry: Entry) -> Text:
    """Return the digital object identifier or, without one, the web address."""
    doi, url = entry.fields.get("doi", ""), entry.fields.get("url", "")
    if doi:
        address = quote(doi, safe="/:;()._-")
        return Text(HRef(f"https://doi.org/{address}", f"doi:{doi}"))
    seen = words(entry, "urldate")
    accessed = f" (Accessed: {seen})." if seen else ""
    return Text("Available at: ", HRef(url, url), accessed) if url else Text()


def reference(entry: Entry) -> Text:
    """Return one work as the reference list shows it, in Harvard form.

    Raises FieldIsMissing, which the build reports, if a work has no title or nobody
    answers for it; an organisation is an author in braces.
    """
    if "title" not in entry.fields:
        raise FieldIsMissing("title", entry)
    edited = entry.type not in IN_A_BOOK and not entry.persons.get("author")
    role = "editor" if edited and entry.persons.get("editor") else "author"
    year = entry.fields.get("year", NO_DATE)
    body = BODIES.get(entry.type, whole_work)(entry)
    head = Text(listed_names(entry, role), f" ({year}) ", body)
    return Text(" ").join([part for part in (head, link(entry)) if part])


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
    """Give the works their years with letters, once bibtex has read them."""
    domain: Any = app.env.get_domain("cite")
    mark_years(domain.bibdata.data.entries.values())


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
    style = Path(__file__).read_text(encoding="utf-8")
    return {
        page: hashlib.sha256("\n".join([style, *texts]).encode()).hexdigest()
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
