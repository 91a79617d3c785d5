"""Check the language of a built book: spelling, repeats, words, abbreviations."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from pybtex.database import parse_file
from pybtex.richtext import Text

from reported.built import BLOCKS, Built, Page
from reported.checks._running_text import running_text
from reported.checks.word_counts import chapters
from reported.findings import Check, Finding, counted, no_list
from results.strict_yaml import Entry, read_yaml

DICTIONARY = "en_GB"
#: Pages that hold no sentences, and are of every book.
MADE = {"search", "genindex"}
#: What is not spelled as words are: code, ids, results, works that are cited.
NOT_SPELLED = (
    'code, pre, sub, sup, svg, .math, .stat, a[href*="#ref-"], a[href*="#stat-"]'
)
WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:'[^\W\d_]+)*(?!\w)")
REPEAT = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
#: Two or more capitals, with what is joined to them by a hyphen: CES-D, SOCRATES-8D.
CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*[A-Z](?:-[A-Z0-9]+)*(?![\w-])")
LISTED = re.compile(r"^\|\s*([^|]+?)\s*\|\s*[^|]+\|\s*$", re.MULTILINE)


class Avoided(Entry):
    """A wording that the book does not use."""

    pattern: str  # regular expression, for whole words, whatever the capitals
    instead: str
    except_in: list[str]  # texts in which it may stand, such as a proper name


class WordList(Entry):
    """What the checks of language need to know of a book."""

    spelled: list[str]  # words and names that the dictionary lacks
    repeated: list[str]  # repeats that are meant
    not_abbreviations: list[str]  # capitals that are names
    avoided: list[Avoided]


def read_word_list(built: Built) -> WordList:
    """Read the word list of a book; a book that names none has an empty one.

    Raises
    ------
    DataError
        If the file is not there or has another shape.
    """
    if not built.book.word_list:
        return WordList(spelled=[], repeated=[], not_abbreviations=[], avoided=[])
    hint = "it needs spelled, repeated, not_abbreviations and avoided"
    return read_yaml(built.root / built.book.word_list, WordList, hint=hint)


def spelling(built: Built) -> Check:
    """Find words that neither the dictionary nor the word list has, and idle entries.

    The dictionary is Hunspell's for British English; without it the check is not run.
    Names of the authors of cited works need no entry, nor do listed abbreviations.
    """
    name = "words are spelled as in British English"
    if not built.book.word_list:
        return no_list(name, "word_list")
    if not shutil.which("hunspell"):
        why = "Hunspell is missing; install the packages of apt-test.txt"
        return Check(name=name, looked_at="nothing", findings=(), not_run=why)
    where = _first_places(built)
    known = set(read_word_list(built).spelled)
    spelled = set(WORD.findall(" ".join(_listed(built))))
    if built.book.bibliography:
        spelled |= _authors(built.root / built.book.bibliography)
    unknown = [word for word in _unknown_words(where) if word not in spelled]
    findings = [
        Finding(
            place=_place(built, where[word], word),
            rule="the dictionary does not know this word",
            value=word,
            hint=f"correct it, or {_add(built, 'spelled')}",
        )
        for word in unknown
        if word not in known
    ]
    findings += _idle(built, known - set(unknown), "spelled")
    looked_at = counted(len(where), "different word")
    return Check(name=name, looked_at=looked_at, findings=tuple(findings))


def _authors(bibliography: Path) -> set[str]:
    """Return the words of the names of authors and editors."""
    people = [
        person
        for work in parse_file(str(bibliography)).entries.values()
        for role in work.persons.values()
        for person in role
    ]
    names = " ".join(str(person) for person in people)
    return set(WORD.findall(str(Text.from_latex(names))))


def _first_places(built: Built) -> dict[str, str]:
    where: dict[str, str] = {}
    for page in _read(built):
        for word in WORD.findall(_spelled_text(built, page).replace("’", "'")):
            where.setdefault(word.removesuffix("'s"), page.name)
    return where


def _read(built: Built) -> list[Page]:
    left_out = MADE | built.book.unread
    return [page for name, page in built.pages.items() if name not in left_out]


def _spelled_text(built: Built, page: Page) -> str:
    copy = BeautifulSoup(str(page.article), "html.parser")
    lists = ", tbody" if page.name in built.book.lists else ""
    for tag in copy.select(NOT_SPELLED + lists):
        tag.decompose()
    for block in copy.select(BLOCKS):
        block.insert_before(" ")
    return copy.get_text()


def _unknown_words(words: Iterable[str]) -> list[str]:
    """Return the words that the dictionary lacks, in their order."""
    done = subprocess.run(
        ["hunspell", "-d", DICTIONARY, "-i", "utf-8", "-l"],
        input="\n".join(words),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode or "Can't open" in done.stderr:
        raise RuntimeError(f"hunspell -d {DICTIONARY}: {done.stderr.strip()}")
    return list(dict.fromkeys(done.stdout.split()))


def doubled(built: Built) -> Check:
    """Find words that stand twice in a row."""
    meant = {words.casefold() for words in read_word_list(built).repeated}
    findings, used = [], set()
    for page in _read(built):
        for line in page.text.splitlines():
            for found in REPEAT.finditer(line):
                words = found[0].casefold()
                if words in meant:
                    used.add(words)
                    continue
                around = line[max(0, found.start() - 30) : found.end() + 30]
                findings.append(
                    Finding(
                        place=_place(built, page.name, found[0]),
                        rule=f"{found[1]} stands twice in a row",
                        value=around,
                        hint=f"take one out, or {_add(built, 'repeated')}",
                    )
                )
    findings += _idle(built, meant - used, "repeated")
    return Check(
        name="no word stands twice in a row",
        looked_at=counted(len(_read(built)), "page"),
        findings=tuple(findings),
    )


def chosen_words(built: Built) -> Check:
    """Find wordings that the book does not use, such as labels for people."""
    name = "wordings are those of the house"
    if not built.book.word_list:
        return no_list(name, "word_list")
    avoided = read_word_list(built).avoided
    findings: list[Finding] = []
    for source, text in built.sources.items():
        for number, line in enumerate(running_text(text).splitlines(), 1):
            for rule in avoided:
                findings += _avoided_in(f"{source}:{number}", line, rule)
    return Check(
        name=name,
        looked_at=f"{counted(len(built.sources), 'page')}, "
        f"{counted(len(avoided), 'wording')} to avoid",
        findings=tuple(findings),
    )


def _avoided_in(place: str, line: str, rule: Avoided) -> Iterator[Finding]:
    for allowed in rule.except_in:
        line = line.replace(allowed, "")
    for found in re.finditer(rf"\b(?:{rule.pattern})\b", line, re.IGNORECASE):
        yield Finding(
            place=place,
            rule="this wording is not used in the book",
            value=found[0],
            hint=f"write {rule.instead}",
        )


def abbreviations(built: Built) -> Check:
    """Check that abbreviations are listed, and written out where they first stand."""
    name = "abbreviations are listed and written out at first use"
    if not built.book.abbreviations:
        return no_list(name, "abbreviations")
    listed = _listed(built)
    names = set(read_word_list(built).not_abbreviations)
    lines = list(_lines_of_chapters(built))
    met: set[str] = set()
    findings = []
    for place, line in lines:
        for found in CAPITALS.finditer(line):
            short = found[0]
            if short in names or short in met:
                continue
            met.add(short)
            if short not in listed:
                hint = f"add it to {built.source(built.book.abbreviations)}, or "
                hint += f"to not_abbreviations in {built.book.word_list}"
                findings.append(_abbreviation(place, short, NOT_LISTED, hint))
            elif line[found.start() - 1 : found.start()] != "(":
                findings.append(_abbreviation(place, short, NOT_WRITTEN_OUT, WRITE_OUT))
    return Check(
        name=name,
        looked_at=f"{counted(len(met), 'abbreviation')} in the chapters, "
        f"{len(listed)} listed",
        findings=tuple(findings),
    )


NOT_LISTED = "is not in the list"
NOT_WRITTEN_OUT = "stands here first and is not in brackets after its long form"
WRITE_OUT = "write the long form, with the abbreviation in brackets"


def _abbreviation(place: str, short: str, rule: str, hint: str) -> Finding:
    return Finding(place=place, rule=f"{short} {rule}", hint=hint)


def _listed(built: Built) -> set[str]:
    """Return the abbreviations of the page that lists them."""
    page = built.sources.get(built.source(built.book.abbreviations), "")
    return {found[1] for found in LISTED.finditer(page)}


def _lines_of_chapters(built: Built) -> Iterator[tuple[str, str]]:
    for page in chapters(built.root / built.book.folder):
        name = built.source(page)
        lines = running_text(built.sources.get(name, "")).splitlines()
        for number, line in enumerate(lines, 1):
            yield f"{name}:{number}", line


def _place(built: Built, page: str, words: str) -> str:
    """Return the line of the source in which words stand, or else the built page."""
    name = built.source(page)
    plain = built.sources.get(name, "").replace("’", "'")
    for number, line in enumerate(plain.splitlines(), 1):
        if re.search(rf"\b{re.escape(words)}\b", line):
            return f"{name}:{number}"
    return f"{page}.html"


def _add(built: Built, key: str) -> str:
    return f"add it under {key}: in {built.book.word_list or 'a word list of the book'}"


def _idle(built: Built, words: set[str], key: str) -> Iterator[Finding]:
    for word in sorted(words):
        yield Finding(
            place=f"{built.book.word_list}: {key}",
            rule="no page needs this entry any more",
            value=word,
            hint="take it out",
        )
