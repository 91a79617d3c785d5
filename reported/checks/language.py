"""Check the language of the built thesis: spelling, repeats, words, abbreviations."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from pybtex.database import parse_file
from pybtex.richtext import Text

from reported.built import BIBLIOGRAPHY, BLOCKS, Built, Page
from reported.checks._running_text import running_text
from reported.checks.word_counts import chapters
from reported.findings import Check, Finding, counted
from results.strict_yaml import Entry, read_yaml

WORD_LIST = Path("thesis/word_list.yaml")
ABBREVIATIONS = "book/front/abbreviations.md"
DICTIONARY = "en_GB"
#: Pages that hold no sentences of the author's, or that only R fills.
NOT_READ = {"search", "genindex", "back/references", "back/verification"}
#: Pages whose tables hold names of variables and of packages.
LISTS = {"back/codebook", "back/software"}
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
    """A wording that the thesis does not use."""

    pattern: str  # regular expression, for whole words, whatever the capitals
    instead: str
    except_in: list[str]  # texts in which it may stand, such as a proper name


class WordList(Entry):
    """What the checks of language need to know of this thesis."""

    spelled: list[str]  # words and names that the dictionary lacks
    repeated: list[str]  # repeats that are meant
    not_abbreviations: list[str]  # capitals that are names
    avoided: list[Avoided]


def read_word_list(root: Path) -> WordList:
    """Read the word list of a project.

    Raises
    ------
    DataError
        If the file is not there or has another shape.
    """
    hint = "it needs spelled, repeated, not_abbreviations and avoided"
    return read_yaml(root / WORD_LIST, WordList, hint=hint)


def spelling(built: Built) -> Check:
    """Find words that neither the dictionary nor the word list has, and idle entries.

    The dictionary is Hunspell's for British English; without it the check is not run.
    Names of the authors of cited works need no entry, nor do listed abbreviations.
    """
    name = "words are spelled as in British English"
    if not shutil.which("hunspell"):
        why = "Hunspell is missing; install the packages of apt-test.txt"
        return Check(name=name, looked_at="nothing", findings=(), not_run=why)
    where = _first_places(built)
    known = set(read_word_list(built.root).spelled)
    listed = " ".join(_listed(built.sources.get(ABBREVIATIONS, "")))
    spelled = _authors(built.root / BIBLIOGRAPHY) | set(WORD.findall(listed))
    unknown = [word for word in _unknown_words(where) if word not in spelled]
    findings = [
        Finding(
            place=_place(built, where[word], word),
            rule="the dictionary does not know this word",
            value=word,
            hint=f"correct it, or add it under spelled: in {WORD_LIST}",
        )
        for word in unknown
        if word not in known
    ]
    findings += _idle(known - set(unknown), "spelled")
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
        for word in WORD.findall(_spelled_text(page).replace("’", "'")):
            where.setdefault(word.removesuffix("'s"), page.name)
    return where


def _read(built: Built) -> list[Page]:
    return [page for name, page in built.pages.items() if name not in NOT_READ]


def _spelled_text(page: Page) -> str:
    copy = BeautifulSoup(str(page.article), "html.parser")
    lists = ", tbody" if page.name in LISTS else ""
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
        text=True,
        check=False,
    )
    if done.returncode or "Can't open" in done.stderr:
        raise RuntimeError(f"hunspell -d {DICTIONARY}: {done.stderr.strip()}")
    return list(dict.fromkeys(done.stdout.split()))


def doubled(built: Built) -> Check:
    """Find words that stand twice in a row."""
    meant = {words.casefold() for words in read_word_list(built.root).repeated}
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
                        hint=f"take one out, or add it under repeated: in {WORD_LIST}",
                    )
                )
    findings += _idle(meant - used, "repeated")
    return Check(
        name="no word stands twice in a row",
        looked_at=counted(len(_read(built)), "page"),
        findings=tuple(findings),
    )


def chosen_words(built: Built) -> Check:
    """Find wordings that the thesis does not use, such as labels for people."""
    avoided = read_word_list(built.root).avoided
    findings: list[Finding] = []
    for name, text in built.sources.items():
        for number, line in enumerate(running_text(text).splitlines(), 1):
            for rule in avoided:
                findings += _avoided_in(f"{name}:{number}", line, rule)
    return Check(
        name="wordings are those of the house",
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
            rule="this wording is not used in the thesis",
            value=found[0],
            hint=f"write {rule.instead}",
        )


def abbreviations(built: Built) -> Check:
    """Check that abbreviations are listed, and written out where they first stand."""
    listed = _listed(built.sources.get(ABBREVIATIONS, ""))
    names = set(read_word_list(built.root).not_abbreviations)
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
                findings.append(_abbreviation(place, short, "is not in the list", LIST))
            elif line[found.start() - 1 : found.start()] != "(":
                findings.append(_abbreviation(place, short, NOT_WRITTEN_OUT, WRITE_OUT))
    return Check(
        name="abbreviations are listed and written out at first use",
        looked_at=f"{counted(len(met), 'abbreviation')} in the chapters, "
        f"{len(listed)} listed",
        findings=tuple(findings),
    )


LIST = f"add it to {ABBREVIATIONS}, or to not_abbreviations in {WORD_LIST}"
NOT_WRITTEN_OUT = "stands here first and is not in brackets after its long form"
WRITE_OUT = "write the long form, with the abbreviation in brackets"


def _abbreviation(place: str, short: str, rule: str, hint: str) -> Finding:
    return Finding(place=place, rule=f"{short} {rule}", hint=hint)


def _listed(page: str) -> set[str]:
    """Return the abbreviations of the page's tables."""
    return {found[1] for found in LISTED.finditer(page)}


def _lines_of_chapters(built: Built) -> Iterator[tuple[str, str]]:
    for page in chapters(built.root / "book"):
        name = f"book/{page}.md"
        lines = running_text(built.sources.get(name, "")).splitlines()
        for number, line in enumerate(lines, 1):
            yield f"{name}:{number}", line


def _place(built: Built, page: str, words: str) -> str:
    """Return the line of the source in which words stand, or else the built page."""
    name = f"book/{page}.md"
    plain = built.sources.get(name, "").replace("’", "'")
    for number, line in enumerate(plain.splitlines(), 1):
        if re.search(rf"\b{re.escape(words)}\b", line):
            return f"{name}:{number}"
    return f"{page}.html"


def _idle(words: set[str], key: str) -> Iterator[Finding]:
    for word in sorted(words):
        yield Finding(
            place=f"{WORD_LIST}: {key}",
            rule="no page needs this entry any more",
            value=word,
            hint="take it out",
        )
