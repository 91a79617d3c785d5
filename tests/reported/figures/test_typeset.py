"""Words in figures are measured, so that none runs over its place."""

from collections import Counter
from itertools import pairwise

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reported.figures._typeset import WIDTH, page, width_of, wrapped, write

WORDS = ("a", "pressure", "of", "self-help", "Gemeinschaft", "W", "$x_1$")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.floats(0.3, 3))
def test_a_line_is_as_long_as_it_may_be_and_no_longer(words, width):
    """Nothing is lost; a word that is wider than its place breaks, and no other."""
    lines = wrapped(" ".join(words), width, 9)
    assert "".join(lines).replace(" ", "") == "".join(words)
    whole = [word for word in words if width_of(word, 9) <= width]
    assert not Counter(whole) - Counter(" ".join(lines).split(" "))
    for line in lines:
        assert width_of(line, 9) <= width
    for line, after in pairwise(lines):
        assert width_of(f"{line} {after.split(' ')[0]}", 9) > width


def test_a_page_is_measured_in_inches_as_its_words_are():
    """What is written is as wide as it was measured, to a hundredth of an inch."""
    figure, axes = page(2.0, 10.0)
    assert figure.get_size_inches().tolist() == [WIDTH, pytest.approx(2.45)]
    write(axes, (0, 5), ["Self-help of the $men"], 11, bold=True)
    figure.set_dpi(2000)  # so that no letter is moved to a whole dot
    figure.canvas.draw()
    box = axes.texts[0].get_window_extent().transformed(axes.transData.inverted())
    measured = width_of("Self-help of the $men", 11, bold=True)
    assert box.x1 - box.x0 == pytest.approx(measured, abs=0.01)
    assert measured > width_of("Self-help of the $men", 11)
    plt.close(figure)
