"""A figure as an object, and what all figures share: colours, marks, links, a note.

What the data are stands below the axes of every figure, so that a picture that is
copied out still says so.

An artist that stands for a number of a published result is linked to it (`stands_for`),
and the page makes a link with a card of that. A point stands for an estimate. An
interval is drawn in two halves that meet at its estimate, and each half stands for the
limit at its end; a box of quartiles likewise, with halves that meet at the median. What
belongs to a single person, such as a dot or a line of change, is never linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from reported.asked import Asked
from reported.numbers import Number
from reported.publishing import STAT
from reported.words.lacks import NOT_COMPUTED
from results import NotComputed

PALETTE = ("#0b5394", "#b45f06", "#38761d", "#741b47")
MARKERS = ("o", "s", "^", "D")
LINES = ("-", "--", ":", "-.")
STYLE: Any = {
    "figure.figsize": (6.3, 3.6),  # inches; the text block of the printed page
    "figure.constrained_layout.use": True,
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "reported",  # the same figure gives the same file
}
#: Words that stand around a place.
CENTRED: Any = {"ha": "center", "va": "center"}
#: A box that is not seen, and holds what is written in it.
UNSEEN = {"boxstyle": "square,pad=0.15", "fc": "none", "ec": "none"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plot:
    """A figure, the table of what it draws, and the results that it draws."""

    figure: Figure
    kept: pd.DataFrame  # `drawn` hands out copies of it
    #: Id and path of each number of a published result, and the artist that stands for
    #: it, in the order of drawing.
    marks: tuple[tuple[str, Artist], ...]

    @property
    def drawn(self) -> pd.DataFrame:
        """Return the table of what the figure draws, for whoever wants the numbers.

        Returns
        -------
        DataFrame
            One row for each thing drawn, one column for each of its numbers and names,
            in the units of the axes and in full precision. Values of people are in the
            order of their size, which tells nothing of whose they are.
        """
        return self.kept.copy()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return id and path of every number that an artist stands for, each once."""
        return tuple(dict.fromkeys(target for target, _ in self.marks))


def begun(**options: Any) -> Figure:
    """Begin a figure that looks as all of a book do, also when it is written."""
    mpl.rcParams.update(STYLE)
    return plt.figure(**options)


def subplots(
    *shape: int, figsize: tuple[float, float] | None = None, **options: Any
) -> tuple[Figure, Any]:
    """Begin a figure with axes; parameters are those of ``pyplot.subplots``."""
    figure = begun(figsize=figsize)
    return figure, figure.subplots(*shape, **options)


def noted(
    figure: Figure, note: str, data: Any, heads: Sequence[str] | None = None
) -> Plot:
    """Print what the data are below the axes, and make the figure an object.

    Data and heads are those of a data frame of what the figure draws.
    """
    figure.supxlabel(note, fontsize=7, color="0.35", x=0.995, ha="right")
    kept = pd.DataFrame(data, columns=heads)
    return Plot(figure=figure, kept=kept, marks=tuple(_linked(figure)))


def _linked(figure: Figure) -> Iterator[tuple[str, Artist]]:
    for artist in figure.findobj():
        box = artist.get_bbox_patch() if isinstance(artist, Text) else None
        for part in (artist, box):
            address = "" if part is None else part.get_url() or ""
            if part is not None and address.startswith(STAT):
                yield address.removeprefix(STAT), part


def if_computed(draw: Callable[..., Plot]) -> Callable[..., Plot]:
    """Let a function draw the reason where its result could not be computed."""

    @wraps(draw)
    def drawn(*args: Any, note: str, **kwargs: Any) -> Plot:
        given = [one.result if isinstance(one, Asked) else one for one in args]
        for one in given:
            if isinstance(one, NotComputed):
                figure, axes = plt.subplots(figsize=(6.3, 1))
                axes.axis("off")
                text = f"{one.outcome}: {NOT_COMPUTED}"
                axes.text(0.5, 0.5, text, **CENTRED)
                heads = {NOT_COMPUTED: [one.outcome], "why": [one.undefined]}
                return noted(figure, f"{one.undefined}. {note}", heads)
        return draw(*args, note=note, **kwargs)

    return drawn


# --- links ------------------------------------------------------------------------


def stands_for(artist: Artist, number: Number) -> None:
    """Link an artist to the number that it stands for.

    Parameters
    ----------
    artist : Artist
        Words are linked by the box around them, so that they are one link in however
        many lines they stand.
    number : Number
        A missing number, and one of a result that is not published, gives no link.
    """
    if number.value is None or not number.target:
        return
    if isinstance(artist, Text):
        if artist.get_bbox_patch() is None:
            artist.set_bbox(UNSEEN)
        artist = artist.get_bbox_patch() or artist
    artist.set_url(STAT + number.target)


def point(
    axes: Axes, x: float, y: float, marker: str, number: Number, **style: Any
) -> None:
    """Draw the point that stands for a number; one artist can have one link."""
    (drawn,) = axes.plot([x], [y], marker, **style)
    stands_for(drawn, number)


def interval(
    axes: Axes,
    middle: Number,
    limits: tuple[Number, Number],
    at: float,
    *,
    upright: bool = False,
    **style: Any,
) -> None:
    """Draw an interval as two halves, each standing for the limit at its end.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    middle : Number
        Where the halves meet; without it nothing is drawn.
    limits : tuple of two Numbers
        A half whose limit is missing is left out.
    at : float
        Place on the other axis.
    upright : bool
        Whether the interval runs along the y axis.
    style : keyword arguments of `Axes.plot`
    """
    for limit in limits:
        if middle.value is None or limit.value is None:
            continue
        along, across = [middle.value, limit.value], [at, at]
        ends = (across, along) if upright else (along, across)
        (half,) = axes.plot(*ends, solid_capstyle="butt", **style)
        stands_for(half, limit)


def cell(axes: Axes, column: int, row: int, number: Number) -> None:
    """Lay over a cell of seaborn's heat map what stands for its number.

    seaborn draws all cells as one artist, which can have one link only.
    """
    cover = Rectangle((column, row), 1, 1, fc="none", ec="none", zorder=2)
    axes.add_patch(cover)
    stands_for(cover, number)


def ink(shade: tuple[float, ...]) -> str:
    """Return the colour of type, black or white, that has more contrast to a shade."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shade[:3]
    ]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return "black" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "white"


def axis_label(label: str, unit: str) -> str:
    """Return what an axis measures, and its unit if there is one."""
    return f"{label} ({unit})" if unit else label
