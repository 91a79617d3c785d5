"""The form of citations and references, in the manner of "Cite Them Right"."""

import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.template import FieldIsMissing

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
