"""Find the numbers of a page's prose, in digits and in words, clause by clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reported.checks._clauses import YEAR, Clause, Token
from reported.checks.number_words import (
    COUNTED,
    FRACTIONS,
    LARGE,
    NUMBERS,
    TIMES,
    UNITS,
    value_of,
    words_of,
)

#: Words that may stand between a number and what it counts are all but these.
NOT_BETWEEN = words_of(
    "a an the this these those that and or but nor of in on at to for from by with "
    "without into over under between among about after before during than as is are "
    "was were be been being has have had do does did will would can could may might "
    "must should not no who whom whose which what when where while if it he she they "
    "we i you there here one per said says say also only more less fewer each every "
    "his her their its our so then across against within beside behind through "
    "towards toward upon out up off down along because although since until"
)
#: Such a word is an adjective, though it ends in s like a noun that is counted.
ADJECTIVE = re.compile(r".*(?:ss|ous|us|is|'s)")
MOST_BETWEEN = 3
PER_CENT = frozenset(("%", "percent", "percentage"))
NEARLY = words_of(
    "about nearly almost over under some roughly only than least most exactly just "
    "around up"
)
AFTER_HALF = words_of("of the as a an all their his these those our had were was")
#: What a number of people did: nine were pushed; "the two were" names them again.
DID = words_of("were had said left stayed felt reported spoke answered completed died")
#: What may follow "a third" or "a fifth" where it is a part and not a place in a row.
AFTER_PART = words_of(
    "of were was had have has are is did do said say saw left stayed in at who that "
    "to more less as the"
)
AFTER_TWICE = words_of("as the that those what his her their its of")
DETERMINERS = words_of("the all these those them his her their our every each")
MONTHS = words_of(
    "january february march april may june july august september october november "
    "december"
)
BEFORE_YEAR = MONTHS + words_of(
    "in since from to until till between and of by after before during early late "
    "spring summer autumn winter year / – --"
)
LINE = re.compile(r"^.*$", re.MULTILINE)
NUMBERED_ROW = re.compile(r"\|\s*(\d+)([a-z]?)\s*\|")
REFERENCES = words_of(
    "chapter chapters table tables figure figures section sections appendix equation "
    "page pages"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A number as it stands in prose, with what it counts."""

    start: int
    end: int  # of the number with its noun, "of" or "per cent"
    number_end: int  # of the number alone
    text: str
    value: Fraction | None  # None where it cannot be read, such as 2.1.3
    kind: str  # a percentage, a number, a number in words


def numbers_of(prose: str, clause: Clause) -> Iterator[Stated]:
    """Find the numbers that a clause states.

    In digits every number counts, but for a year after *in*, *since* and the like, the
    number of a chapter, table or figure, and digits within a name such as SOCRATES-8D.
    In words a number counts that stands before people, answers, points, days, years or
    another thing of `COUNTED`, with up to three words between; before *of*, *out of*,
    *in* and a number, *per cent*, *times as* or *-fold*, or what people did (nine were,
    nine said); a part such as two thirds or a quarter; and any number above twelve.
    *One* counts before a measure, and before people only after *only* or *of the*.

    Parameters
    ----------
    prose : str
        As `reported.checks._running_text.prose` gives it.
    clause : Clause
        One of its clauses.
    """
    tokens = clause.tokens
    index = 0
    while index < len(tokens):
        stop = _number_stop(tokens, index)
        if stop == index:
            index += 1
            continue
        end = _counted_end(tokens, index, stop)
        digits = tokens[index].kind == "digits"
        if end is None and digits and not _structural(tokens, index):
            end = stop
        if end is not None:
            yield _stated(prose, tokens, index, stop, end)
        index = stop


def row_numbers(prose: str) -> frozenset[int]:
    """Return where the first cells of tables count their rows: 1, 2, 3a, 3b, 4.

    A first cell with a number that does not follow that of the row above is a number
    like any other.
    """
    found: set[int] = set()
    last = 0
    for line in LINE.finditer(prose):
        row = NUMBERED_ROW.match(line[0])
        if row is None:
            last = last if line[0].startswith("|") else 0
            continue
        if int(row[1]) == last + 1 or (row[2] and int(row[1]) == last):
            last = int(row[1])
            found.add(line.start() + row.start(1))
    return frozenset(found)


def _number_stop(tokens: Sequence[Token], index: int) -> int:
    """Return where a number that begins here ends; `index` itself if none begins."""
    token = tokens[index]
    if token.kind == "digits":
        return index + 1
    words = NUMBERS | frozenset(FRACTIONS)
    if token.word in ("a", "an"):
        following = _word(tokens, index + 1)
        named = following in LARGE or following in FRACTIONS
        stop = index + 2 if named else index
    elif token.word in TIMES or token.word in ("half", "quarter", "quarters"):
        return index + 1
    elif _all_in(token, NUMBERS) or _is_compound(token):
        stop = index + 1
    else:
        return index
    while stop > index and stop < len(tokens):
        joined = _word(tokens, stop) == "and" and _word(tokens, stop - 1) in LARGE
        more = stop + 1 if joined else stop
        if more >= len(tokens) or not _all_in(tokens[more], words):
            break
        stop = more + 1
    return stop


def _all_in(token: Token, words: frozenset[str]) -> bool:
    parts = token.word.split("-")
    return token.kind == "word" and all(part in words for part in parts)


def _is_compound(token: Token) -> bool:
    """Whether a word is a number joined to what it counts: nine-day, two-thirds."""
    first, *rest = token.word.split("-")
    if first.removesuffix("fold") in NUMBERS and first.endswith("fold"):
        return True
    counted = bool(rest) and (rest[-1] in COUNTED or rest[0] in COUNTED)
    return first in NUMBERS and (counted or (bool(rest) and rest[-1] in FRACTIONS))


def _counted_end(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    """Return where what a number counts ends; None if it counts nothing here."""
    words = [token.word for token in tokens[index:stop]]
    following = _word(tokens, stop)
    if following in PER_CENT:
        return stop + 1
    if following == "per" and _word(tokens, stop + 1) == "cent":
        return stop + 2
    if stop == index + 1 and _is_compound(tokens[index]):
        return stop
    if words[0] in TIMES:
        return stop if following in AFTER_TWICE else None
    if words[-1] in FRACTIONS:
        return _part_end(tokens, index, stop)
    if words == ["one"]:
        return _one_end(tokens, index)
    end = _of_end(tokens, stop) or _noun_end(tokens, stop)
    if end or tokens[index].kind == "digits":
        return end
    large = (value_of(" ".join(words)) or 0) > 12
    did = following in DID and (not index or tokens[index - 1].word not in DETERMINERS)
    return stop if large or did else None


def _part_end(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    last, following = _word(tokens, stop - 1), _word(tokens, stop)
    alone = stop == index + 1
    if last == "half" and alone:
        before = tokens[index - 1].word if index else ""
        counts = following in AFTER_HALF + AFTER_PART or before in NEARLY
    elif last in ("quarter", "quarters") and alone:
        counts = following == "of"
    elif last in ("half", "quarter") or last.endswith("s"):
        counts = True
    else:  # a third: a part, or one more
        counts = not following or following in AFTER_PART
    return (_of_end(tokens, stop) or stop) if counts else None


def _one_end(tokens: Sequence[Token], index: int) -> int | None:
    """Return where what *one* counts ends; None if it is an article or a pronoun."""
    before = tokens[index - 1].word if index else ""
    if _word(tokens, index + 1) in UNITS:
        return index + 2
    if before in NEARLY and (end := _noun_end(tokens, index + 1)):
        return end
    end = _of_end(tokens, index + 1)
    if end is None or _word(tokens, index + 1) == "in":
        return end
    of_several = _number_stop(tokens, end - 1) >= end
    people = _word(tokens, end - 1) in COUNTED and _word(tokens, end - 2) != "of"
    return end if of_several or people else None


def _of_end(tokens: Sequence[Token], stop: int) -> int | None:
    """Return where "of the men", "out of twelve" or "in ten" ends."""
    if _word(tokens, stop) == "in":
        after = stop + 2 if _word(tokens, stop + 1) == "every" else stop + 1
        if after >= len(tokens) or YEAR.fullmatch(tokens[after].text):
            return None
        return after + 1 if _number_stop(tokens, after) > after else None
    at = stop + 1 if _word(tokens, stop) == "out" else stop
    if _word(tokens, at) != "of":
        return None
    at += 1
    while _word(tokens, at) in DETERMINERS:
        at += 1
    return min(at + 1, len(tokens))


def _noun_end(tokens: Sequence[Token], stop: int) -> int | None:
    for at in range(stop, min(stop + MOST_BETWEEN + 1, len(tokens))):
        token = tokens[at]
        if token.kind != "word":
            return None
        if token.word in COUNTED or token.word.split("-")[0] in COUNTED:
            return at + 1
        ends = token.word.endswith("s") and not ADJECTIVE.fullmatch(token.word)
        if token.word in NOT_BETWEEN or ends:
            return None
    return None


def _structural(tokens: Sequence[Token], index: int) -> bool:
    """Whether digits name a year, or a chapter, table or figure."""
    before = tokens[index - 1].word if index else ""
    if before in REFERENCES:
        return True
    if YEAR.fullmatch(tokens[index].text):
        return before in BEFORE_YEAR
    joined = index > 1 and before in ("/", "–", "--")
    return joined and bool(YEAR.fullmatch(tokens[index - 2].text))


def _stated(
    prose: str, tokens: Sequence[Token], index: int, stop: int, end: int
) -> Stated:
    start, last = tokens[index].start, tokens[end - 1].end
    if "per cent" in prose[start:last] or any(
        token.word in PER_CENT for token in tokens[index:end]
    ):
        kind = "a percentage"
    else:
        digits = tokens[index].kind == "digits"
        kind = "a number" if digits else "a number in words"
    return Stated(
        start=start,
        end=last,
        number_end=tokens[stop - 1].end,
        text=" ".join(prose[start:last].split()),
        value=value_of(_first(tokens, index, stop)),
        kind=kind,
    )


def _first(tokens: Sequence[Token], index: int, stop: int) -> str:
    """Return the words of a number; of nine-day only the nine."""
    if stop == index + 1 and _is_compound(tokens[index]):
        parts = tokens[index].word.split("-")
        known = NUMBERS | frozenset(FRACTIONS)
        return " ".join(part for part in parts if part in known)
    return " ".join(token.text for token in tokens[index:stop])


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].word if 0 <= index < len(tokens) else ""
