"""The qualitative strand in words: one is one, and many are many."""

from dataclasses import replace

import pytest
from example_results import THEMES, USED, effect

from reported.words.sentences import apa
from results import (
    AgreementRow,
    CodePair,
    CoderAgreement,
    CoOccurrence,
    Quotation,
    Quotations,
    Saturation,
)

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
SATURATION = Saturation(
    method="New codes",
    n_interviews=12,
    n_codes=1,
    n_frame_codes=30,
    n_orders=1000,
    conf_level=0.95,
    base_size=4,
    run_length=2,
    threshold=0.05,
    stopped_at=None,
    share_stopped=0.2,
    steps=(),
    data=USED,
)
PAIR = CodePair(
    first="formal",
    second="court",
    first_label="Formal",
    second_label="Court",
    both=5,
    either=8,
    jaccard=0.625,
    overlaps=3,
)
TOGETHER = CoOccurrence(method="Pairs", n_interviews=12, pairs=(PAIR,) * 3, data=USED)
EXCERPT = Quotation(
    name="formal-1",
    theme="formal",
    label="Formal",
    code="court",
    code_label="Court",
    why="typical",
    interview="I01",
    pseudonym="Adam",
    group="prison",
    group_label="Prison",
    start=0,
    end=9,
    text="I had to.",
)
CHOSEN = Quotations(
    method="Typical", n_interviews=12, n_excerpts=40, quotations=(EXCERPT,), data=USED
)
SENTENCES = [
    (ROW, "94% agreement, κ = .87, 95% CI [.71, .94], α = −.01, 95% CI [−.20, .94]"),
    (replace(ROW, agreement=None), ""),
    (CODERS, "2 themes, 1,200 turns in 1 interview"),
    (SATURATION, "1 code of 30 in 12 interviews"),
    (replace(SATURATION, n_codes=29), "29 codes of 30 in 12 interviews"),
    (PAIR, "5 of 8 (63%) interviews"),
    (TOGETHER, "3 pairs"),
    (CHOSEN, "1 excerpt"),
    (EXCERPT, "Adam, Prison"),
    (replace(THEMES, n_excerpts=1), "1 theme, 1 excerpt in 4 interviews"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_themes_coders_and_excerpts_are_put_into_words(result, expected):
    """As a reader sees them."""
    assert apa(result) == expected
