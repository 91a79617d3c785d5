"""How far coders agree: words, exact cells and notes."""

from dataclasses import replace

import pytest
from example_coders import CODING, FRAME, INTERVIEWS, THREE, TRANSCRIPTS
from example_results import USED, effect
from example_samples import coding_of, interviews_of
from example_table_results import lines

from analysis.themes.coders import coder_agreement
from analysis.themes.several_coders import agreement_by_unit
from reported.kinds.coders import agreement_table
from reported.words.sentences import apa
from results import AgreementRow, CoderAgreement

ROW = AgreementRow(
    theme="formal",
    label="Formal",
    parent="",
    n_units=1200,
    both=700,
    first_only=50,
    second_only=25,
    neither=425,
    prevalence=0.61,
    agreement=1125 / 1200,
    kappa=effect("cohens_kappa", 0.8689, 0.71, 0.94),
    pabak=effect("pabak", 0.875, 0.8, 0.9),
    alpha=effect("krippendorff_alpha", -0.0123, -0.2, 0.94),
)


CODERS = CoderAgreement(
    method="Two coders",
    unit="turn",
    first="A",
    second="B",
    n_interviews=1,
    n_units=1200,
    n_resamples=2000,
    rows=(ROW, ROW),
    data=USED,
)


SENTENCES = [
    (ROW, "94% agreement, κ = .87, 95% CI [.71, .94], α = −.01, 95% CI [−.20, .94]"),
    (replace(ROW, agreement=None), ""),
    (CODERS, "2 themes, 1,200 turns in 1 interview"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_a_result_is_put_into_words(result, expected):
    """As a reader sees it."""
    assert apa(result) == expected


ASKED = {
    "first": "A",
    "second": "B",
    "coding_frame": FRAME,
    "n_resamples": 200_000,  # limits that do not depend on the draws
}


TURN, DOCUMENT = (
    coder_agreement(
        coding_of(CODING), interviews_of(INTERVIEWS), TRANSCRIPTS, unit=unit, **ASKED
    )
    for unit in ("turn", "document")
)


def test_agreement_table_shows_every_theme_with_its_reasons():
    """The unit, what the intervals are, and why there is a dash."""
    assert lines(agreement_table([TURN], caption="C", name="t", note="More.")) == [
        "| Theme | Prevalence | Agreed | κ [95% CI] | PABAK | α [95% CI] |",
        "| Pressure | 46.2\\% | 69\\% | .40~[−.09, .83] | .38 | .40~[−.07, .84] |",
        "| Own wish | 26.9\\% | 92\\% | .81~[.31, 1.00] | .85 | .81~[.27, 1.00] |",
        "| Money | 7.7\\% | 85\\% | .00~[–] | .69 | −.04~[–] |",
        "| Sleep | 0.0\\% | 100\\% | – | 1.00 | – |",
        "*Note.* Coders A and B, 6 interviews. Units: 13 turns of the participants. "
        "Prevalence is the mean of the two coders' shares of units; agreed is the "
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
        "| Own wish, by document | 58.3\\% | 83\\% | .67~[.00, 1.00] | .67 "
        "| .69~[−.10, 1.00] |"
    )
    assert "Units: 13 turns of the participants, 6 interviews. " in found[-1]
    assert (
        "– not defined for Pressure, by document: it is undefined in 33\\% of "
        "resamples of the interviews, more than 5\\%; for Money, by turn, Money, by "
        "document: it is"
    ) in found[-1]


def test_several_coders_stand_above_their_pairs():
    """What is of two only is empty in the row of all; the note counts each."""
    three = agreement_by_unit(
        coding_of(THREE),
        interviews_of(INTERVIEWS),
        TRANSCRIPTS,
        coders=("A", "B", "C"),
        units=("turn",),
        coding_frame=FRAME,
    )
    found = lines(agreement_table(three, caption="C", name="t"))
    assert found[0].startswith("| Theme and coders | Prevalence | Agreed | κ [95% CI]")
    assert [line.split(" | ")[0] for line in found[1:5]] == [
        "| Pressure, all 3 coders",
        "| Pressure, A and B",
        "| Pressure, A and C",
        "| Pressure, B and C",
    ]
    whole = three["turn"].rows[0]
    assert found[1].split(" | ")[2:5] == ["", "", ""]
    assert f"{whole.alpha.estimate:.2f}"[1:] in found[1].split(" | ")[5]
    assert found[-1].startswith(
        "*Note.* All 3 coders, 6 interviews with 13 turns of the participants; A and "
        "B, 6 interviews with 13 turns of the participants; A and C, 4 interviews with "
        "8 turns of the participants; B and C, 4 interviews with 8 turns of the "
        "participants. Prevalence is the mean of the coders' shares of units; agreed is"
    )
    assert apa(three["turn"]) == "3 coders, 4 themes, 13 turns in 6 interviews"
    assert apa(whole).startswith("α = ")
    alone = agreement_table([three["turn"]], caption="C", name="t")
    assert lines(alone)[0] == "| Theme | Prevalence | α [95% CI] |"
    assert lines(alone)[-1].startswith(
        "*Note.* Coders A, B and C, 6 interviews. Units:"
    )


OTHERS = replace(TURN, first="Siân")
ELSEWHERE = replace(TURN, rows=TURN.rows[:2])


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ([], "t: there is nothing to show; give at least one result"),
        (
            [TURN, ELSEWHERE],
            "t: one table shows the same themes and coverage, got 2 different; make a "
            "table for each",
        ),
        (
            [DOCUMENT, OTHERS],
            "t: one table shows several units of the same coders and interviews, or "
            "several coders by one unit, got ['document', 'turn'] of [('A', 'B'), "
            "('Siân', 'B')]; make a table for each",
        ),
        (
            [TURN, DOCUMENT, TURN],
            "t: each result has a unit or coders of its own in a table, got ['turn', "
            "'document', 'turn']; leave out what is there twice",
        ),
    ],
)
def test_results_that_differ_are_refused(results, message):
    """Nothing, other themes, other coders by another unit, one unit twice."""
    with pytest.raises(ValueError, match=r"^t: ") as refused:
        agreement_table(results, caption="C", name="t")
    assert str(refused.value) == message
