"""What is built is read once, and two renderings of a text are made equal."""

import pytest
from example_build import ENTRY, HTML

from reported.built import squeezed
from reported.findings import NothingBuiltError
from thesis.checking import check
from thesis.places import built_thesis


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such file; build the book again"),
        ("{", "not JSON, Expecting property name"),
        ("[]", "not the statistics of a book, it lacks `thesis`, `results` or"),
    ],
)
def test_check_says_when_nothing_is_built(small, content, message):
    """No statistics, or none that can be read."""
    path = small.root / HTML / "statistics.json"
    path.unlink()
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(NothingBuiltError) as caught:
        check(small.root)
    assert str(caught.value).startswith(f"{HTML}/statistics.json: {message}")


def test_words_in_figures_are_no_words_of_the_page(small):
    """They are read with the figure, as those of a picture are."""
    drawing = '<p>Before<svg aria-label="A"><text>24 of 48</text></svg> after</p>'
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{drawing}</article>")
    page = built_thesis(small.root).pages[ENTRY]
    assert page.text.endswith("Before after")
    assert page.article.select_one("svg text").get_text() == "24 of 48"


def test_squeezed_makes_two_renderings_of_a_text_equal():
    """Ligatures, lost spaces and hyphens of a PDF do not count; a sign does."""
    assert squeezed("self-eﬃcacy, ω² = −.50") == squeezed("selfefficacy,\nω2=−.50")
    assert squeezed("−0.50") != squeezed("0.50")
