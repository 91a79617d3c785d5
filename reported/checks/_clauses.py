"""Cut the prose of a page into tokens and clauses; know which clauses cite a work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reported.checks._running_text import CITED_IN_BRACKETS, CITED_IN_TEXT, HIDDEN
from reported.checks.number_words import value_of, words_of

TOKEN = re.compile(
    rf"(?P<cited>{CITED_IN_TEXT}+|{CITED_IN_BRACKETS}+)|(?P<hidden>{HIDDEN}+)"
    r"|(?P<break>\n[^\S\n]*(?=\n)|\n\s*(?=[-+|#]\s))"
    r"|(?P<digits>(?:(?<![\w.)\]−-])[-−](?=[.\d]))?(?:\.\d+|\d+(?:,\d{3})*(?:\.\d+)*)"
    r"|[½⅓⅔¼¾⅕⅛])"
    r"|(?P<word>[A-Z]{2,}[A-Z\d]*(?:-[A-Z\d]+)*(?![\w-])"  # a name: SOCRATES-8D
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*)|(?P<mark>-{2,3}|[^\s\w]|_)"
)
#: Words that begin another clause after a comma, and those that need none.
AFTER_COMMA = words_of(
    "and but or nor yet so for while whereas although though because since as when "
    "where which who if unless until whether than then"
)
ALONE = words_of("but while whereas although though because unless")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
#: A clause with one of these speaks of this study, whatever it cites.
OWN = words_of("here simulated our ours")
CLOSING = frozenset("()[]{};:!?—|•…") | {"---"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a mark, a citation or something hidden, with its place."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Return the text in small letters."""
        return self.text.casefold()

    @property
    def cited_in_text(self) -> bool:
        """Whether this is a citation whose author stands in the sentence."""
        return self.text.startswith(CITED_IN_TEXT)


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens between two boundaries."""

    tokens: tuple[Token, ...]

    @property
    def cited(self) -> bool:
        """Whether a work is cited in it, and it does not speak of this study's own."""
        own = any(token.word in OWN for token in self.tokens)
        return not own and any(token.kind == "cited" for token in self.tokens)


def clauses_of(prose: str) -> Iterator[Clause]:
    """Cut prose into clauses.

    A clause ends

    - where a sentence, paragraph, heading, list item or table cell ends;
    - at a semicolon, a colon, a bracket that opens or closes, and a dash, but not that
      of 7–35;
    - after a citation in brackets, which supports what stands before it;
    - at the first comma after a citation whose author stands in the sentence, where no
      number but a year stands before it: "As others found, 37 said so" is two;
    - at a comma before a word that joins clauses (and, but, or, so, while, as, which
      ...), and at but, while, whereas, although, though, because also without one;
    - at the last comma before such a citation, so that "37 said so, a thing that others
      found" is two;
    - at *and* or *or* before such a citation, and before the first number of a clause.

    Any other comma, as in a list, ends nothing.

    Parameters
    ----------
    prose : str
        As `reported.checks._running_text.prose` gives it.
    """
    tokens = tuple(
        Token(found.lastgroup or "", found[0], found.start(), found.end())
        for found in TOKEN.finditer(prose)
    )
    clause: list[Token] = []
    for index, token in enumerate(tokens):
        if clause and _ends_before(tokens, index, index - len(clause)):
            yield Clause(tuple(clause))
            clause = []
        ends = _ends_at(prose, tokens, index)
        if token.text == ",":
            ends = ends or _cited_before(clause) or _cited_after(tokens, index)
        if not ends or token.kind == "cited":
            clause.append(token)
        if ends and clause:
            yield Clause(tuple(clause))
            clause = []
    if clause:
        yield Clause(tuple(clause))


def _ends_at(prose: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a clause ends at a mark, or after a citation in brackets."""
    token = tokens[index]
    if token.kind in ("break", "cited"):
        return not token.cited_in_text
    if token.text in CLOSING:
        return True
    if token.text == ",":
        return _word(tokens, index + 1) in AFTER_COMMA
    before, after = (
        prose[token.start - 1 : token.start],
        prose[token.end : token.end + 1],
    )
    if token.text == ".":
        return not after or after.isspace()
    if token.text in ("–", "--"):
        return not (before.isdigit() and after.isdigit())
    return token.text in "-−" and before.isspace() and after.isspace()


def _ends_before(tokens: Sequence[Token], index: int, start: int) -> bool:
    """Whether a clause ends before a word that joins, without a comma."""
    word = tokens[index].word
    if word in ALONE:
        return True
    if word not in ("and", "or") or index == 0 or index + 1 == len(tokens):
        return False
    if tokens[index + 1].cited_in_text:
        return tokens[index - 1].kind != "cited"
    numbered = any(_is_number(each) for each in tokens[start:index])
    return not numbered and _is_number(tokens[index + 1])


def _is_number(token: Token) -> bool:
    return token.kind == "digits" or value_of(token.word) is not None


def _cited_after(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma is the last before a citation in the text of its sentence."""
    for place, token in enumerate(tokens[index + 1 :], index + 1):
        if token.cited_in_text:  # after "and" it begins a clause of its own
            return tokens[place - 1].word not in ("and", "or")
        if token.kind == "break" or token.text in (",", ".", ";", ":"):
            return False
    return False


def _cited_before(clause: Sequence[Token]) -> bool:
    """Whether a comma follows a citation in the text, before any number."""
    if not any(each.cited_in_text for each in clause):
        return False
    numbers = (each.text for each in clause if each.kind == "digits")
    return all(YEAR.fullmatch(number) for number in numbers)


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].word if index < len(tokens) else ""
