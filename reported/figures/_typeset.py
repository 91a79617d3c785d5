"""Figures of words: a page in inches, and lines of type that are measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from reported.figures._plot import begun

WIDTH, TALLEST = 6.3, 8.5  # inches; the text block of the printed page
SIZES = (8.0, 7.5, 7.0)  # points; the first that fits is used
BELOW = 0.45  # inches for the note
POINTS = 72  # to an inch
LINE = 1.3  # height of a line, in the size of its type
NATURAL = 1.2  # the same, as it is drawn where nothing is said
AIR = 0.06  # inches around a line that joins two names


def page(high: float, units: float) -> tuple[Figure, Axes]:
    """Return a figure with axes in inches from the left, and in units from the top."""
    total = high + BELOW
    figure = begun(figsize=(WIDTH, total))
    # An engine that does nothing: without any, a second drawing would arrange the axes.
    figure.set_layout_engine(PlaceHolderLayoutEngine(True, True))
    axes = figure.add_axes((0, BELOW / total, 1, high / total))
    axes.set_axis_off()
    axes.set_xlim(-AIR, WIDTH - AIR)
    axes.set_ylim(units, 0)
    return figure, axes


def write(
    axes: Axes,
    place: tuple[float, float],
    lines: Sequence[str],
    size: float,
    *,
    bold: bool = False,
) -> Text:
    """Write lines of text from a place to the right, around its height."""
    return axes.text(
        *place,
        "\n".join(lines),
        size=size,
        weight="bold" if bold else "normal",
        va="center",
        parse_math=False,
        linespacing=LINE / NATURAL,
    )


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break text into lines of at most so many inches; longer words break anywhere."""
    lines = [""]
    for word in _pieces(text, width, size, bold=bold):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, bold=bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _pieces(text: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    for word in text.split(" "):
        left = word
        while width_of(left, size, bold=bold) > width and len(left) > 1:
            fits = range(len(left) - 1, 1, -1)
            cut = (n for n in fits if width_of(left[:n], size, bold=bold) <= width)
            at = next(cut, 1)
            yield left[:at]
            left = left[at:]
        yield left


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text, in inches."""
    font = FontProperties(size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / POINTS
