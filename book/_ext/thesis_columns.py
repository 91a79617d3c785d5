"""How a line of the printed page is shared among the columns of a table."""

from collections.abc import Iterator, Sequence
from itertools import product

# Tables are measured in widths of one digit of their type.
COLUMN_GAP = 2.2  # lost between two columns
NARROW = frozenset(" .,;:!'()[]|ijlftrI-\u2013\u2019")
WIDE = frozenset("mwMW%")


def text_width(text: str) -> float:
    """Return the width of a text on the page, in widths of one digit."""
    return sum(map(_sign_width, text))


def _sign_width(sign: str) -> float:
    if sign in NARROW:
        return 0.6
    if sign in WIDE:
        return 1.7
    if sign.isupper():
        return 1.4
    return 1.0 if sign.isdigit() else 1.05


def column_widths(
    cells: Sequence[int], words: Sequence[int], line: int
) -> tuple[int, ...]:
    """Share a line among columns; only columns wider than a common cap wrap.

    Parameters
    ----------
    cells, words : sequence of int, length n_columns
        Width of the longest cell and of the longest word of each column, in digits.
    line : int
        Digits that fit on the line.

    Returns
    -------
    tuple of int, length n_columns
        Width of each column, in digits. Their sum exceeds `line` only if the
        longest words together do.
    """
    for cap in range(line, 0, -1):
        widths = tuple(
            min(cell, max(word, cap)) for cell, word in zip(cells, words, strict=True)
        )
        if sum(widths) <= line:
            return widths
    return tuple(words)


def shared_widths(
    needs: Sequence[int], words: Sequence[int], line: int
) -> tuple[int, ...]:
    """Share a line among columns by how much text each has to hold.

    Parameters
    ----------
    needs, words : sequence of int, length n_columns
        Width of all cells of each column together, and of its longest word, in digits.
    line : int
        Digits that fit on the line.

    Returns
    -------
    tuple of int, length n_columns
        Width of each column, in digits, not less than its longest word.
    """
    spare = max(0, line - sum(words))
    return tuple(
        word + spare * need // max(1, sum(needs))
        for word, need in zip(words, needs, strict=True)
    )


def column_spec(
    widths: Sequence[int], sides: Sequence[str], gap: float = COLUMN_GAP
) -> str:
    """Return the LaTeX description of columns that fill the line and may wrap.

    Parameters
    ----------
    widths : sequence of int, length n_columns
        Width of each column, in digits.
    sides : sequence of str, length n_columns
        "l", "c" or "r" for each column: how it is aligned.
    gap : float
        What is lost between two columns, in digits.
    """
    shares = [round(10 * (width + gap)) for width in widths]
    commands = {"l": r"\raggedright", "c": r"\centering", "r": r"\raggedleft"}
    return "".join(
        rf">{{{commands[side]}\arraybackslash}}\X{{{share}}}{{{sum(shares)}}}"
        for share, side in zip(shares, sides, strict=True)
    )


def choices(
    cells: Sequence[int], words: Sequence[int], sides: Sequence[str], line: int
) -> Iterator[tuple[int, ...]]:
    """Yield widths with each column of numbers either whole or parted.

    Text has the rest of the line; the first choice leaves the most numbers whole.
    """
    ways = [
        (cell, word) if side == "r" and word < cell else (word,)
        for cell, word, side in zip(cells, words, sides, strict=True)
    ]
    fitting = [least for least in product(*ways) if sum(least) <= line]
    for least in sorted(fitting, key=sum, reverse=True) or [tuple(words)]:
        most = [
            own if side == "r" else cell
            for own, cell, side in zip(least, cells, sides, strict=True)
        ]
        yield column_widths(most, least, line)
