"""Names that must not be published, as a list kept outside of the project has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure.folding import folded_text
from disclosure.identifiers import KINDS, find_identifiers
from results import DataError, Fault

NAME = "[name]"  # what stands in the place of a name that has no mark of its own
ALLOW = "allow:"
LETTER = r"[^\W\d_]"
MARK = re.compile(r"\[[^\[\]\n]+\]")
LOST = "\ufffd"  # stands in the place of what could not be decoded
SHORT = 3  # capitals alone are initials up to here
#: Between two words of a name that stand in cells, in quotation marks or brackets, or
#: are run together (SiânGwernog), as where a blank had no width.
CELLS = (
    r"[\"'*]*(?:\s*(?:[,;|/:]\s*|<[^<>]{0,80}>\s*)+|(?<=[\"'*])\s+|\s+(?=[\"'*])"
    r"|_|\s*\(|(?<=[a-z])(?=[A-Z]))[\"'*]*"
)
COMMENT = re.compile(r"(?:^|\s)#.*")
SEPARATOR = re.compile(r"\t+|\s*->\s*")
FORM = "one name a line, then a tab or -> and a mark in square brackets if wanted"

#: Titles that may have a point behind them.
TITLES = frozenset({"capt", "hon", "insp", "miss", "mrs", "prof", "rev", "sgt", "supt"})


@dataclass(frozen=True)
class Name:
    """One name of the list."""

    text: str  # as written
    mark: str  # what stands in its place in a redacted text
    line: int  # of the list, as a person counts

    @cached_property
    def letters(self) -> str:
        """Return its letters alone, in small letters: every form of it has these."""
        return letters_of(self.text)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds it in folded text: whole, as written or in capitals."""
        end = r"(?!\d)" if self.text[-1:].isdigit() else f"(?!{LETTER})"
        forms = "|".join(map(_written, dict.fromkeys([self.text, *_lost(self.text)])))
        return re.compile(rf"(?<!{LETTER})(?:{forms}){end}")


@dataclass(frozen=True)
class NameList:
    """Everything that a list says."""

    names: tuple[Name, ...]
    allowed: tuple[str, ...] = ()  # may be published all the same; never when redacting

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Return everything that may stand in the place of a redacted text."""
        own = (name.mark for name in self.names)
        return tuple(dict.fromkeys([NAME, *map(mark_of, KINDS), *own]))


def mark_of(kind: str) -> str:
    """Return what stands in the place of an identifier of a kind."""
    return f"[{kind}]"


def read_names(path: Path) -> NameList:
    """Read a list of names.

    Parameters
    ----------
    path : Path
        Text in UTF-8; see `parse_names` for its form.

    Returns
    -------
    NameList

    Raises
    ------
    DataError
        If it cannot be read or `parse_names` refuses it; all faults at once. Messages
        give the line and never the name.
    """
    if not path.is_file():
        rule = "there is no such list of names"
        raise DataError(Fault(file=str(path), rule=rule, hint="give another path"))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule = f"is not UTF-8 text, from byte {error.start} on"
        raise DataError(
            Fault(file=path.name, rule=rule, hint="save it as UTF-8")
        ) from error
    return parse_names(text, file=path.name)


def parse_names(text: str, *, file: str) -> NameList:
    r"""Read the lines of a list of names.

    Parameters
    ----------
    text : str
        One name a line as it is spelt, with its capitals. After a tab or ``->`` may
        follow the mark that takes its place, in square brackets. A line ``allow: x``
        lets `x` stand in what is published, also where it holds a name. What follows
        ``#`` at the start of a line or after a blank is a comment.
    file : str
        How messages call the list.

    Returns
    -------
    NameList
        In the order of the lines; a name that is listed twice counts once.

    Raises
    ------
    DataError
        If a name has fewer than two letters, no capital or nothing else, if a mark is
        not in square brackets or would itself be redacted, if one name has two marks,
        or if the list is empty; all faults at once.

    Examples
    --------
    >>> names = parse_names("Siân Jones -> [mother]\nallow: Jones (2016)", file="list")
    >>> [(name.text, name.mark) for name in names.names], names.allowed
    ([('Siân Jones', '[mother]')], ('Jones (2016)',))
    """
    listed: list[Name] = []
    allowed: list[str] = []
    faults: list[Fault] = []
    for number, whole in enumerate(text.splitlines(), 1):
        line = COMMENT.sub("", whole).strip()
        if not line:
            continue
        if line.casefold().startswith(ALLOW):
            allowed.append(line[len(ALLOW) :].strip())
            rules = [] if letters_of(allowed[-1], digits=True) else ["allows nothing"]
        else:
            listed.append(_name(line, number))
            rules = list(_broken(listed[-1]))
        faults += [Fault(file=file, row=number, rule=r, hint=FORM) for r in rules]
    first: dict[tuple[str, ...], Name] = {}
    for name in listed:
        before = first.setdefault(words_of(name.text), name)
        if before.mark != name.mark:
            rule = f"the name of line {before.line} has another mark here"
            hint = "leave one of the two lines out"
            faults.append(Fault(file=file, row=name.line, rule=rule, hint=hint))
    names = NameList(tuple(first.values()), tuple(allowed))
    faults += [
        Fault(file=file, row=row, rule=rule, hint=hint)
        for row, rule, hint in _marked_names(names)
    ]
    if not listed and not allowed:
        faults.append(Fault(file=file, rule="holds no name", hint=FORM))
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0))
    return names


def _name(line: str, number: int) -> Name:
    parts = SEPARATOR.split(line, maxsplit=1)
    mark = parts[1].strip() if len(parts) > 1 else NAME
    return Name(parts[0].strip(), mark, number)


def _broken(name: Name) -> Iterator[str]:
    letters = [c for c in folded_text(name.text) if c.isalpha()]
    if len(letters) < 2:
        yield f"a name needs two letters or more, this one has {len(letters)}"
    elif name.text.islower():
        yield "a name without a capital would find ordinary words; write it as spelt"
    elif name.text.isupper() and len(letters) > SHORT:
        yield "a name all in capitals finds no other form of it; write it as spelt"
    if not MARK.fullmatch(name.mark):
        yield "the mark is not in square brackets, so no reader would see it for one"


def _marked_names(names: NameList) -> Iterator[tuple[int, str, str]]:
    """Find marks that would be redacted: a text redacted twice would change."""
    for name in names.names:
        if not words_of(name.text):
            continue
        if any(name.pattern.search(folded_text(mark)) for mark in names.marks):
            hint = "write the mark with other words, or a longer form of the name"
            yield name.line, "the name stands in a mark of the list", hint
        if any(find_identifiers(folded_text(name.mark))):
            hint = "write the mark with other words"
            yield name.line, "the mark itself looks like a number or a date", hint


def letters_of(text: str, *, digits: bool = False) -> str:
    """Return the letters of a text one after the other, folded and in small letters.

    Examples
    --------
    >>> letters_of("Siân O’Brien-Price")
    'sianobrienprice'
    """
    kept = r"[\W_]+" if digits else r"[\W\d_]+"
    return re.sub(kept, "", folded_text(text)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name; blanks, hyphens and points divide them.

    Before a comma stands the last of them.

    Examples
    --------
    >>> words_of("J. Anne-Marie O’Brien"), words_of("O’Brien, Siân")
    (('J', 'Anne', 'Marie', "O'Brien"), ('Sian', "O'Brien"))
    """
    last, _, first = folded_text(text).partition(",")
    words = (word.strip("'\"") for word in re.split(r"[\s.,-]+", f"{first} {last}"))
    return tuple(word for word in words if word)


def _lost(text: str) -> Iterator[str]:
    """Yield a name as it stands where its accented letters could not be decoded."""
    whole = unicodedata.normalize("NFC", text)
    if sum(c.isascii() and c.isalpha() for c in whole) < 2:
        return  # hardly a letter would be left of it
    for sign in (LOST, LOST * 2):  # of one byte, and of two
        yield "".join(c if c.isascii() or not c.isalpha() else sign for c in whole)


def _written(text: str) -> str:
    """Return the pattern of a name in the order of its words, or the last one first."""
    words = words_of(text)
    plain = _in_row(words)
    if len(words) == 1:
        return plain
    return rf"{plain}|{_word(words[-1])}(?:\s+|{CELLS}){_in_row(words[:-1])}"


def _in_row(words: tuple[str, ...]) -> str:
    gaps = [
        rf"(?:{'[.]?' if _pointed(w) else ''}\s+|\s*-\s*|[.]|{CELLS})"
        for w in words[:-1]
    ]
    return "".join(map("".join, zip(map(_word, words), [*gaps, ""], strict=True)))


def _pointed(word: str) -> bool:
    # An initial or a short title has a point behind it that ends no sentence.
    return len(word) <= 2 or word.lower() in TITLES


def _word(word: str) -> str:
    forms = dict.fromkeys((word, word.upper()))
    return "(?:" + "|".join(re.escape(f).replace("'", "'?") for f in forms) + ")"
