"""Further variables of a model: words, exact cells and notes."""

from dataclasses import replace

import example_words as words
import pytest
from example_model_results import EXTRA
from example_table_results import lines

from reported.kinds.improvements import improvement_table
from reported.words.sentences import apa

SENTENCES = [
    (words.IMPROVEMENT, "0 of 1 further variables improved it"),
    (words.IMPROVEMENT.additions[0], "*χ²*(1) = 1.50, Holm-adjusted *p* = .900"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


def test_improvement_table_shows_every_variable_offered():
    """With the rows that it has."""
    assert lines(improvement_table(EXTRA, caption="C", name="t")) == [
        "| Variable | *n* | Events | *χ²* (*df*) | *p* | Adjusted *p* |",
        "| Mood | 66 | 31 | 3.46 (1) | .063 | .127 |",
        "| Hope | 68 | 31 | 3.46 (1) | .063 | .127 |",
        "*Note.* Penalised likelihood ratio tests; outcome: Completed. Each variable "
        "is added by itself to a model of Age, Setting, *n* = 68; both models are "
        "fitted to the rows that have it. *p* adjusted for 2 variables (Holm).",
    ]
    plain = replace(EXTRA, correction="none", undefined="few")
    head, row, _, note = lines(improvement_table(plain, caption="C", name="t"))
    assert head == "| Variable | *n* | Events | *χ²* (*df*) | *p* |"
    assert row == "| Mood | 66 | 31 | 3.46 (1) | .063 |"
    assert note.endswith(
        "rows that have it. – not defined for Penalised likelihood ratio tests: few."
    )
