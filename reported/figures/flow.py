"""Figure of who was recruited, and who was seen again."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from reported.figures._plot import CENTRED, Plot, noted, stands_for, subplots
from reported.numbers import Number
from reported.parts import Part, published
from results import Proportion


def participant_flow(
    everybody: Part | Proportion,
    settings: Sequence[tuple[str, Part | Proportion]],
    planned_only: Sequence[str],
    *,
    note: str,
) -> Plot:
    """Draw who was recruited and who was seen again, setting by setting.

    Parameters
    ----------
    everybody : Proportion
        Of all who were recruited: how many, and how many of them were seen again.
    settings : sequence of (label, Proportion)
        The same of each setting that recruited.
    planned_only : sequence of str
        Labels of settings that were planned and recruited nobody.
    note : str
        What the data are; printed below the drawing.

    Returns
    -------
    Plot
        A box with one number leads to that; one with two, to those seen again.

    Raises
    ------
    ValueError
        If the settings do not add up to everybody.
    """
    whole = published(everybody)
    parts = [(label, published(part)) for label, part in settings]
    _check(whole, [part for _, part in parts])
    figure, axes = subplots(figsize=(6.3, 3.2))
    axes.set_axis_off()
    columns = len(parts) + len(planned_only)
    axes.set_xlim(-0.6, columns - 0.4)
    axes.set_ylim(-0.45, 3.4)
    middle = (columns - 1) / 2
    _box(axes, middle, 3.0, f"Recruited at treatment entry: {whole.n.value}", whole.n)
    for x, (label, part) in enumerate(parts):
        n, seen = part.n.value, part.count.value
        _arrow(axes, (middle, 2.78), (x, 2.24))
        _box(axes, x, 2.0, f"{label}\n{n} recruited", part.n)
        _arrow(axes, (x, 1.72), (x, 1.28))
        _box(axes, x, 1.0, f"{seen} seen again\n{n - seen} not", part.count)
        _arrow(axes, (x, 0.72), (middle, 0.22))
    for x, label in enumerate(planned_only, start=len(parts)):
        _arrow(axes, (middle, 2.78), (x, 2.24))
        _box(axes, x, 2.0, f"{label}\nplanned, none")
    again = f"Seen again at six months: {whole.count.value} of {whole.n.value}"
    _box(axes, middle, 0.0, again, whole.count)
    data = [(label, part.n.value, part.count.value) for label, part in parts]
    data += [(label, 0, 0) for label in planned_only]
    heads = ["setting", "recruited", "seen again at six months"]
    return noted(figure, note, data, heads)


def _check(whole: Part, parts: Sequence[Part]) -> None:
    for what in ("n", "count", "n_missing"):
        of_all = getattr(whole, what).value
        of_parts = sum(getattr(part, what).value for part in parts)
        wanted = 0 if what == "n_missing" else of_all
        if (of_all, of_parts) != (wanted, wanted):
            raise ValueError(
                f"participant_flow: {what} of everybody is {of_all} and of the "
                f"settings together {of_parts}; pass the proportion seen again of "
                "everybody and of each setting, which is known of all"
            )


def _box(
    axes: Axes, x: float, y: float, text: str, number: Number | None = None
) -> None:
    frame = {"boxstyle": "round,pad=0.45", "fc": "white", "ec": "black", "lw": 0.8}
    box = axes.text(x, y, text, bbox=frame, **CENTRED)
    if number is not None:
        stands_for(box, number)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.annotate(
        "", end, start, arrowprops={"arrowstyle": "-|>", "lw": 0.8, "color": "0.4"}
    )
