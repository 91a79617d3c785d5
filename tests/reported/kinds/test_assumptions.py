"""What was looked at beside tests: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_model_results import FORSYTHE, looked_at
from example_results import CHANGE, WELCH
from example_table_results import lines

from reported.kinds.assumptions import assumption_table
from reported.words.sentences import apa


def test_an_assumption_is_put_into_words():
    """With the name of its test."""
    assert apa(words.MODEL.assumptions[0]) == (
        "Shapiro-Wilk test, *W* = 0.97, *p* = .200"
    )


NORMAL = looked_at("normal residuals", "Shapiro-Wilk test", "W", 0.9612)


def test_assumption_table_shows_what_was_looked_at():
    """A result without one has an empty cell; an undefined one a dash."""
    mood = replace(WELCH, assumptions=(NORMAL, FORSYTHE))
    normal = replace(NORMAL, name="normal changes")
    change = replace(CHANGE, assumptions=(normal,))
    few = looked_at(
        "equal variances", "Brown-Forsythe test", "F", None, undefined="too few"
    )
    hope = replace(WELCH, outcome="Hope", assumptions=(NORMAL, few))
    everybody = replace(change, before=replace(CHANGE.before, group="all"))
    found = [mood, change, everybody, hope]
    assert lines(assumption_table(found, caption="C", name="t", note="More.")) == [
        "| Outcome | *W* | *p* of *W* | *F* (*df*1, *df*2) | *p* of *F* |",
        "| Mood | 0.96 | .031 | 2.35 (2, 45) | .031 |",
        "| Heroin use: Prison | 0.96 | .031 |  |  |",
        "| Heroin use | 0.96 | .031 |  |  |",
        "| Hope | 0.96 | .031 | – | – |",
        "*Note.* *W*: Shapiro-Wilk test, normal residuals or normal changes; *F*: "
        "Brown-Forsythe test, equal variances. None of them decided which test is "
        "reported. – not defined for Hope, equal variances: too few. More.",
    ]


@pytest.mark.parametrize("found", [[], [WELCH]])
def test_assumption_table_refuses_nothing(found):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        assumption_table(found, caption="C", name="t")
    assert str(caught.value) == (
        "t: no assumption was looked at; there is nothing to show"
    )
