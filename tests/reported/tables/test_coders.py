"""Tables of agreement: exact cells and notes, and what they refuse."""

from dataclasses import replace

import pytest
from example_coders import CODING, FRAME, INTERVIEWS, TRANSCRIPTS

from analysis.themes.coders import coder_agreement
from reported.tables.coders import agreement_table

ASKED = {
    "first": "A",
    "second": "B",
    "coding_frame": FRAME,
    "source": "simulated/coding",
    "n_resamples": 200_000,  # limits that do not depend on the draws
}
TURN, DOCUMENT = (
    coder_agreement(CODING, INTERVIEWS, TRANSCRIPTS, unit=unit, **ASKED)
    for unit in ("turn", "document")
)


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


def test_agreement_table_shows_every_theme_with_its_reasons():
    """The unit, what the intervals are, and why there is a dash."""
    assert lines(agreement_table([TURN], caption="C", name="t", note="More.")) == [
        "| Theme | Prevalence | Agreement | κ [95% CI] | PABAK | α [95% CI] |",
        "| Pressure | 46.2\\% | 69\\% | .40 [−.09, .83] | .38 | .40 [−.07, .84] |",
        "| Own wish | 26.9\\% | 92\\% | .81 [.31, 1.00] | .85 | .81 [.27, 1.00] |",
        "| Money | 7.7\\% | 85\\% | .00 [–] | .69 | −.04 [–] |",
        "| Sleep | 0.0\\% | 100\\% | – | 1.00 | – |",
        "*Note.* Coders A and B, 6 interviews. Units: 13 turns of the participants. "
        "Prevalence is the mean of the two coders' shares of units, agreement the "
        "share of units that both coded, or both did not code. κ is Cohen's kappa. "
        "PABAK is kappa adjusted for prevalence and bias. α is Krippendorff's alpha. "
        "95% percentile intervals, from 200,000 resamples of whole interviews, since "
        "the units of one depend on each other. – not defined for Money: it is "
        "undefined in 9\\% of resamples of the interviews, more than 5\\%; for Sleep: "
        "neither coder found it in any unit. More.",
    ]


def test_several_units_stand_together_theme_by_theme():
    """Each row says its unit, and the note counts them all."""
    found = lines(agreement_table([TURN, DOCUMENT], caption="C", name="t"))
    assert [line.split(" | ")[0] for line in found[:-1]] == [
        "| Theme and unit",
        *(
            f"| {theme}, by {unit}"
            for theme in ("Pressure", "Own wish", "Money", "Sleep")
            for unit in ("turn", "document")
        ),
    ]
    assert found[4] == (
        "| Own wish, by document | 58.3\\% | 83\\% | .67 [.00, 1.00] | .67 "
        "| .69 [−.10, 1.00] |"
    )
    assert "Units: 13 turns of the participants, 6 interviews. " in found[-1]
    assert (
        "– not defined for Pressure, by document: it is undefined in 33\\% of "
        "resamples of the interviews, more than 5\\%; for Money, by turn, Money, by "
        "document: it is"
    ) in found[-1]


OTHERS = replace(TURN, first="C")
ALIKE = "the same coders, themes, interviews and coverage"


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ([], "t: there is nothing to show; give at least one result"),
        (
            [TURN, OTHERS],
            f"t: one table shows {ALIKE}, got 2 different; make a table for each",
        ),
        (
            [TURN, DOCUMENT, TURN],
            "t: each result has a unit of its own in a table, got ['turn', 'document', "
            "'turn']; leave out what is there twice",
        ),
    ],
)
def test_results_that_differ_are_refused(results, message):
    """Nothing, other coders, one unit twice."""
    with pytest.raises(ValueError, match=r"^t: ") as refused:
        agreement_table(results, caption="C", name="t")
    assert str(refused.value) == message
