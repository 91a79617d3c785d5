"""Tables on paper: what the PDF has of each, sign by sign.

TeX writes a table cell by cell, row by row, and pypdf reads in the order of writing, so
that the text of a table stands together below its caption even where two cells of a row
both wrap. A table is therefore followed sign by sign from its caption to its last cell,
and has to be there whole.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reported.web_tables import Row, WebTable

#: A hyphen at the end of a line: the word's own, or made where the line ends.
SOFT = "\N{SOFT HYPHEN}"
BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n(?=[^\W\d_])")
UNSEEN = str.maketrans(dict.fromkeys("\u200b\ufeff\N{SOFT HYPHEN}"))
#: What LaTeX says where a table goes on overleaf.
NEXT, PREVIOUS = "continuesonnextpage", "–continuedfrompreviouspage"
#: Cells, and signs in them, by which the place is found again behind a deviation.
CELLS, ANCHOR = 3, 8
#: Signs that a deviation may take; behind a longer one a table is not followed on.
MOST = 1000


@dataclass(frozen=True)
class Paper:
    """Printed text without its white space, but with the places where it was."""

    signs: str
    gaps: bytes  # of each sign: whether white space was before it
    pages: "array[int]"  # of each sign: the page on which it stands, from 1

    def agreed(self, at: int, text: str) -> tuple[int, int]:
        """Return how many signs of a text stand at a place, and where these end.

        Parameters
        ----------
        at : int
            Place of the first sign.
        text : str
            As `signs_of` gives it. A hyphen at the end of a printed line may be one
            of its own, or none.
        """
        signs = self.signs
        if signs.startswith(text, at):
            return len(text), at + len(text)
        for number, sign in enumerate(text):
            if signs[at : at + 1] == SOFT and sign != "-":
                at += 1
            printed = signs[at : at + 1]
            if printed != sign and not (printed == SOFT and sign == "-"):
                return number, at
            at += 1
        return len(text), at

    def cell(self, at: int, text: str) -> int | None:
        """Return where a text ends that begins at a place and is a whole cell or line.

        None if another is there.
        """
        number, end = self.agreed(at, text)
        whole = end >= len(self.signs) or self.gaps[end]
        return end if number == len(text) and whole else None

    def words(self, start: int, stop: int) -> str:
        """Return what is printed between two places, with blanks."""
        stop = min(stop, len(self.signs))
        parts = (" " * self.gaps[n] + self.signs[n] for n in range(start, stop))
        return "".join(parts).replace(SOFT, "-").strip()

    def page(self, at: int) -> int:
        """Return the page of a place."""
        return self.pages[min(at, len(self.pages) - 1)] if self.pages else 0

    def page_end(self, at: int) -> int:
        """Return the place behind the last sign of the page of a place."""
        page = self.page(at)
        while at < len(self.pages) and self.pages[at] == page:
            at += 1
        return at

    def cut(self, spans: Sequence[tuple[int, int]]) -> "Paper":
        """Return what is between pairs of places, joined."""
        pages = array("H")
        for start, stop in spans:
            pages += self.pages[start:stop]
        signs = "".join(self.signs[start:stop] for start, stop in spans)
        gaps = b"".join(b"\1" + self.gaps[a + 1 : b] for a, b in spans if b > a)
        return Paper(signs=signs, gaps=gaps, pages=pages)


def paper_of(printed: Sequence[str]) -> Paper:
    """Take the white space out of the pages of a PDF."""
    signs: list[str] = []
    gaps, pages = bytearray(), array("H")
    for number, text in enumerate(printed, start=1):
        plain = unicodedata.normalize("NFKC", text).translate(UNSEEN)
        for word in BROKEN.sub(f"{SOFT}\n", plain).split():
            signs.append(word)
            gaps += b"\1" + bytes(len(word) - 1)
            pages.extend([number] * len(word))
    return Paper(signs="".join(signs), gaps=bytes(gaps), pages=pages)


def signs_of(text: str) -> str:
    """Return a text as paper has it, without white space.

    Examples
    --------
    >>> signs_of("ω² = .08 [.00, .24]")
    'ω2=.08[.00,.24]'
    """
    plain = unicodedata.normalize("NFKC", text).translate(UNSEEN)
    return "".join(plain.split())


@dataclass(frozen=True)
class Cell:
    """One cell of a table and what it has to be."""

    row: int
    column: int
    words: str
    signs: str


@dataclass(frozen=True)
class Deviation:
    """Something on paper that is not as the web has it."""

    page: int
    cells: tuple[Cell, ...]  # that should be there; none where there is too much
    seen: str


@dataclass(frozen=True)
class Followed:
    """What came of following a table on paper."""

    deviations: tuple[Deviation, ...]  # none if every sign is there and no other
    text: Paper  # from behind its caption; what parts it overleaf is taken out
    end: int  # place in the text behind the last cell; -1 if that was not found
    last: int  # place in the text where its last page begins


def ends(paper: Paper, table: WebTable) -> tuple[list[int], list[int]]:
    """Return where a table begins on paper: behind its number, behind its caption.

    Without a number it begins behind nothing: where its heads and first row stand.
    """
    if not table.number:
        first = [cell.signs for cell in _cells(table.rows[: table.n_heads + 1])]
        starts = _found(paper, "".join(first)) if first else []
        return starts, starts
    label, caption = signs_of(f"{table.number}:"), signs_of(table.caption)
    numbers = [at + len(label) for at in _found(paper, label) if paper.gaps[at]]
    begun = [end for at in numbers if (end := paper.cell(at, caption)) is not None]
    return numbers, begun


def followed(paper: Paper, table: WebTable, at: int) -> Followed:
    """Follow a table on paper from behind its caption.

    Parameters
    ----------
    paper : Paper
        The whole PDF.
    table : WebTable
        As it is to be printed; see `as_printed`.
    at : int
        Place behind the caption.
    """
    found: list[Deviation] = []
    spans: list[tuple[int, int]] = []
    heads = list(_cells(table.rows[: table.n_heads]))
    for start, stop in _parts(paper, table, at):
        again = 0
        if spans:  # the heads are repeated
            wrong, again = _walk(paper.cut([(start, stop)]), heads)
            found += wrong
            if again < 0:
                again = sum(len(cell.signs) for cell in heads)
        spans.append((start + again, stop))
    text = paper.cut(spans)
    wrong, end = _walk(text, list(_cells(table.rows)))
    last = len(text.signs) - (spans[-1][1] - spans[-1][0])
    return Followed((*found, *wrong), text=text, end=end, last=last)


def _parts(paper: Paper, table: WebTable, at: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a table stand that goes on overleaf."""
    again = signs_of(table.number) + PREVIOUS
    while table.number:
        after = paper.signs.find(again, at)
        stop = paper.signs.rfind(NEXT, at, after) if after >= 0 else -1
        if stop < 0:
            break
        yield at, stop
        at = after + len(again)
    yield at, len(paper.signs)


def _cells(rows: Sequence[Row]) -> Iterator[Cell]:
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            if signs := signs_of(word):
                yield Cell(row=row, column=column, words=word, signs=signs)


def _found(paper: Paper, text: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(text), paper.signs)]


def _walk(paper: Paper, cells: Sequence[Cell]) -> tuple[list[Deviation], int]:
    """Follow cells from the beginning of a text; return where the last one ends."""
    found: list[Deviation] = []
    at = number = 0
    while number < len(cells):
        end = paper.cell(at, cells[number].signs)
        if end is not None:
            at, number = end, number + 1
            continue
        until, resumed = _resume(paper, at, cells, number)
        wrong = tuple(cells[number:until])
        stop = at + len(wrong[0].signs) if resumed < 0 and wrong else resumed
        found.append(Deviation(paper.page(at), wrong, paper.words(at, stop)))
        if resumed < 0:
            return found, -1
        at, number = resumed, until
    return found, at


def _resume(
    paper: Paper, at: int, cells: Sequence[Cell], number: int
) -> tuple[int, int]:
    """Find the cell and the place from which a table is again as expected.

    Of all such the one that leaves out least, of what is expected and of what is
    printed. If there is none: the number of all cells and -1.
    """
    found, least, missed = (len(cells), -1), MOST, 0
    for until in range(number, len(cells)):
        anchor = _anchor(cells, until)
        for place in range(at, min(at + least - missed, len(paper.signs))):
            if paper.gaps[place] and _stands(paper, place, anchor):
                found, least = (until, place), missed + place - at
                break
        missed += len(cells[until].signs)
        if missed >= least:
            break
    return found


def _anchor(cells: Sequence[Cell], start: int) -> list[str]:
    """Return the next cells, so many that no other place is taken for theirs."""
    signs: list[str] = []
    for cell in cells[start:]:
        signs.append(cell.signs)
        if len(signs) >= CELLS and sum(map(len, signs)) >= ANCHOR:
            break
    return signs


def _stands(paper: Paper, at: int, cells: Sequence[str]) -> bool:
    for cell in cells:
        end = paper.cell(at, cell)
        if end is None:
            return False
        at = end
    return True
