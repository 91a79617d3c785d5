"""Whether the words of a drawing can be read."""

from itertools import combinations


def boxes(figure):
    """Return the text of the axes by where it is drawn, in points of the screen."""
    figure.canvas.draw()
    return {text: text.get_window_extent() for text in figure.axes[0].texts}


def legible(figure):
    """Say whether all text is at least 7 points, on the page, and apart."""
    inside = figure.bbox.padded(0.5)
    drawn = boxes(figure)
    for text, box in drawn.items():
        assert text.get_size() >= 7
        assert inside.contains(box.x0, box.y0), text.get_text()
        assert inside.contains(box.x1, box.y1), text.get_text()
    for one, other in combinations(drawn.values(), 2):
        assert not one.overlaps(other)
    return True
