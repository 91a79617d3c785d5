"""Agreement of two coders: units, coefficients, intervals, and what is refused."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from example_coders import (
    CODING,
    FRAME,
    INTERVIEWS,
    TRANSCRIPTS,
    agree,
    alpha_of,
    kappa_of,
    ratings,
)
from example_samples import coding_of, interviews_of

from analysis.themes._units import UNITS
from analysis.themes.agreement_coefficients import COEFFICIENTS
from analysis.themes.coders import coder_agreement
from results import AgreementRow, Effect, Option

NINE = "it is undefined in 9% of resamples of the interviews, more than 5%"
NOWHERE = "neither coder found it in any unit"
EVERYWHERE = "both coders found it in every unit"
ALIKE = "the coders agree on every unit, and so they do in every resample"


def effect(name, estimate, low, high, undefined=""):
    """Make an effect, its numbers to six decimals."""
    return Effect(
        name=name,
        estimate=None if estimate is None else pytest.approx(estimate, abs=5e-7),
        conf_low=None if low is None else pytest.approx(low, abs=5e-7),
        conf_high=None if high is None else pytest.approx(high, abs=5e-7),
        conf_level=0.95,
        undefined=undefined,
    )


# R 4.2.2: all 6^6 ways to draw six interviews; quantile(v, c(.025, .975), type = 1)
LIMITS = {
    ("pressure", "kappa"): (-4 / 45, 5 / 6),
    ("pressure", "pabak"): (-1 / 15, 5 / 6),
    ("pressure", "alpha"): (-2 / 27, 120 / 143),
    ("wish", "kappa"): (4 / 13, 1),
    ("wish", "pabak"): (1 / 2, 1),
    ("wish", "alpha"): (0.2736842, 1),
    ("money", "pabak"): (1 / 3, 1),
}


# Counts by hand from the transcripts. R 4.2.2, psych 2.2.9: cohen.kappa(matrix(c(
# neither, first_only, second_only, both), 2))$kappa is 0.3953488, 0.8059701, 0. Alpha:
# 1 - (2n - 1) * apart / (zeros * ones), n = 13; for pressure 1 - 25 * 4 / (14 * 12).
def test_every_number_of_agreement_by_turn():
    """Passages that overlap, span turns, or lie in the interviewer's words."""
    found = agree(n_resamples=200_000)
    rows = [
        ("pressure", "Pressure", 4, 1, 3, 5, 12 / 26, 9 / 13),
        ("wish", "Own wish", 3, 1, 0, 9, 7 / 26, 12 / 13),
        ("money", "Money", 0, 2, 0, 11, 2 / 26, 11 / 13),
        ("sleep", "Sleep", 0, 0, 0, 13, 0.0, 1.0),
    ]
    effects = [
        (
            effect("cohens_kappa", 0.3953488, *LIMITS["pressure", "kappa"]),
            effect("pabak", 5 / 13, *LIMITS["pressure", "pabak"]),
            effect("krippendorff_alpha", 1 - 100 / 168, *LIMITS["pressure", "alpha"]),
        ),
        (
            effect("cohens_kappa", 0.8059701, *LIMITS["wish", "kappa"]),
            effect("pabak", 11 / 13, *LIMITS["wish", "pabak"]),
            effect("krippendorff_alpha", 1 - 25 / 133, *LIMITS["wish", "alpha"]),
        ),
        (
            effect("cohens_kappa", 0, None, None, NINE),
            effect("pabak", 9 / 13, *LIMITS["money", "pabak"]),
            effect("krippendorff_alpha", 1 - 50 / 48, None, None, NINE),
        ),
        (
            effect("cohens_kappa", None, None, None, NOWHERE),
            effect("pabak", 1, None, None, ALIKE),
            effect("krippendorff_alpha", None, None, None, NOWHERE),
        ),
    ]
    assert found.rows == tuple(
        AgreementRow(
            theme=theme,
            label=label,
            parent="",
            n_units=13,
            both=both,
            first_only=first,
            second_only=second,
            neither=neither,
            prevalence=pytest.approx(prevalence),
            agreement=pytest.approx(agreement),
            kappa=kappa,
            pabak=pabak,
            alpha=alpha,
        )
        for (theme, label, both, first, second, neither, prevalence, agreement), (
            kappa,
            pabak,
            alpha,
        ) in zip(rows, effects, strict=True)
    )
    assert (found.n_interviews, found.n_units, found.n_resamples) == (6, 13, 200_000)
    assert (found.unit, found.first, found.second) == ("turn", "A", "B")
    assert found.method == (
        "Agreement of two coders by turn; percentile intervals from 200,000 resamples "
        "of whole interviews; 1 passage outside the participants' turns left out"
    )


def test_the_data_used_say_how_to_repeat_the_numbers():
    """Rows that reach into a turn, and every option but the frame."""
    data = agree(level="code", conf_level=0.9, n_resamples=100, seed=7).data
    assert (data.source, data.filter, data.rows) == ("simulated/coding", "all rows", 25)
    assert data.variables == ("interview", "coder", "code", "start", "end")
    assert data.function == "coder_agreement"
    assert data.options == (
        Option(name="first", value="A"),
        Option(name="second", value="B"),
        Option(name="unit", value="turn"),
        Option(name="level", value="code"),
        Option(name="conf_level", value=0.9),
        Option(name="n_resamples", value=100),
        Option(name="seed", value=7),
    )


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("level", ["theme", "code"])
def test_counts_and_coefficients_are_those_of_each_unit_by_itself(unit, level):
    """Unit by unit in plain sets; kappa by statsmodels, alpha of the ratings."""
    found = agree(unit=unit, level=level, n_resamples=100)
    names = ["asked", "worried", "court", "wanted", "debts", "awake"]
    themes = ["pressure", "wish", "money", "sleep"]
    assert [row.theme for row in found.rows] == (themes if level == "theme" else names)
    for row in found.rows:
        first, second = (np.array(part) for part in ratings(row.theme, unit))
        table = [
            [int(((first == i) & (second == j)).sum()) for j in (0, 1)] for i in (0, 1)
        ]
        got = [[row.neither, row.second_only], [row.first_only, row.both]]
        assert (got, row.n_units) == (table, len(first))
        assert row.prevalence == pytest.approx((first.mean() + second.mean()) / 2)
        assert row.agreement == pytest.approx((first == second).mean())
        assert row.pabak.estimate == pytest.approx(2 * (first == second).mean() - 1)
        alpha = alpha_of(first, second)
        assert row.alpha.estimate == (alpha if alpha is None else pytest.approx(alpha))
        if row.theme in ("sleep", "awake"):
            assert (row.kappa.estimate, row.kappa.undefined) == (None, NOWHERE)
        else:
            kappa = kappa_of(table)
            assert row.kappa.estimate == pytest.approx(kappa, abs=1e-12)


def test_a_code_names_the_theme_above_it():
    """Codes of a sub-theme stand before those of its theme."""
    found = agree(level="code", n_resamples=100)
    assert [(row.label, row.parent) for row in found.rows][:3] == [
        ("Asked", "family"),
        ("Worried", "family"),
        ("Court", "pressure"),
    ]


def test_where_both_coders_find_a_theme_everywhere_there_is_no_kappa():
    """One value only leaves nothing on which they could have disagreed."""
    everywhere = pd.DataFrame(
        [(i, c, "court", 0, len(t)) for i, t in TRANSCRIPTS.items() for c in "AB"],
        columns=CODING.columns,
    )
    row = agree(everywhere, unit="character").rows[0]
    assert (row.both, row.neither, row.agreement) == (361, 0, 1.0)
    assert row.kappa == effect("cohens_kappa", None, None, None, EVERYWHERE)
    assert row.alpha == effect("krippendorff_alpha", None, None, None, EVERYWHERE)


def test_one_interview_has_no_interval():
    """There is nothing to draw from."""
    found = agree(filter="interview is I01", unit="character")
    reason = "a single interview cannot be resampled"
    row = found.rows[0]
    for one in (row.kappa, row.pabak, row.alpha):
        assert (one.conf_low, one.conf_high, one.undefined) == (None, None, reason)
    assert found.n_interviews == 1


def test_a_filter_leaves_out_interviews_and_what_was_coded_in_them():
    """As if they had never been listed."""
    kept = INTERVIEWS["setting"] == "prison"
    inside = CODING["interview"].isin(INTERVIEWS.loc[kept, "interview"])
    filtered = agree(filter="setting is prison")
    assert filtered.rows == agree(CODING[inside], INTERVIEWS[kept]).rows
    assert (filtered.n_interviews, filtered.data.rows) == (3, 14)


# --- intervals --------------------------------------------------------------------


def by_document(pattern):
    """Make a coding of as many interviews, by what the two coders found in each."""
    names = [f"I{i}" for i in range(len(pattern))]
    interviews = pd.DataFrame({"interview": names, "pseudonym": "Sam"})
    rows = [
        (name, coder, code, 5, 8)
        for name, found in zip(names, pattern, strict=True)
        for coder in "AB"
        for code in ("court", "debts")
        if code == "debts" or coder in found
    ]
    coding = pd.DataFrame(rows, columns=CODING.columns)
    return coding, interviews, dict.fromkeys(names, "Sam: yes.")


def test_limits_are_percentiles_over_all_ways_to_draw_interviews():
    """Five interviews can be drawn in 3,125 ways, all of which are gone through."""
    pattern = ["AB", "AB", "A", "", "B"]
    row = agree(*by_document(pattern), unit="document", n_resamples=50_000).rows[0]
    cells = np.array(
        [[1, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0] * 3 + [1], [0, 0, 1, 0]]
    )
    drawn = cells[list(product(range(5), repeat=5))].sum(axis=1).astype(float)
    for got in (row.kappa, row.pabak, row.alpha):
        values = COEFFICIENTS[got.name](drawn)
        values = values[~np.isnan(values)]
        limits = np.quantile(values, [0.025, 0.975], method="inverted_cdf")
        assert (got.conf_low, got.conf_high) == pytest.approx(tuple(limits))


@pytest.mark.parametrize(
    ("pattern", "lost"),
    [
        (["AB", "", ""], "33%"),  # nowhere in 8 of 27 ways to draw, and everywhere in 1
        (["A", "", ""], "30%"),  # 8 of 27
        (["AB", "AB", ""], "33%"),
        (["A", "B", ""], ""),  # 1 of 27
    ],
)
def test_limits_need_resamples_in_which_the_theme_varies(pattern, lost):
    """At most 5% may be without a coefficient, however the draws fall."""
    row = agree(*by_document(pattern), unit="document").rows[0]
    for one in (row.kappa, row.alpha):
        said = f"it is undefined in {lost} of resamples of the interviews, more than 5%"
        assert one.undefined == (said if lost else "")
        assert (one.conf_low is None) == bool(lost)
    alike = row.first_only + row.second_only == 0
    assert row.pabak.undefined == (ALIKE if alike else "")
    assert (row.pabak.conf_low is None) == alike


def test_the_same_seed_gives_the_same_limits():
    """And another seed others."""
    assert agree(unit="character") == agree(unit="character")
    first, second = (
        agree(unit="character", seed=s).rows[0].kappa.conf_low for s in (1, 2)
    )
    assert first != second
    assert first == pytest.approx(second, abs=0.02)


# --- properties -------------------------------------------------------------------


def test_swapping_the_coders_swaps_their_counts():
    """And leaves the coefficients."""
    found, other = agree(), agree(first="B", second="A")
    for row, swapped in zip(found.rows, other.rows, strict=True):
        counts = (swapped.both, swapped.second_only, swapped.first_only)
        assert (row.both, row.first_only, row.second_only) == counts
        assert (row.kappa, row.pabak, row.alpha) == (
            swapped.kappa,
            swapped.pabak,
            swapped.alpha,
        )


def test_the_order_of_rows_and_their_types_do_not_matter():
    """Categories and whole numbers that could be missing, as a loaded table has."""
    kinds = {"coder": "category", "interview": "category", "start": "Int64"}
    turned = CODING[::-1].astype(kinds)
    before = turned.copy()
    assert agree(turned) == agree()
    pd.testing.assert_frame_equal(turned, before)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"unit": "word"},
            "unit: not a unit, got 'word'; use one of ['character', 'turn', "
            "'document']",
        ),
        (
            {"level": "sub-theme"},
            "level: not a level of the frame, got 'sub-theme'; use theme or code",
        ),
        ({"second": "A"}, "first, second: one coder twice, got 'A'; name two"),
        ({"n_resamples": 99}, "n_resamples: fewer than 100, got 99; use 10000"),
        ({"conf_level": 95}, "conf_level: outside 0-1, got 95; use 0.95"),
    ],
)
def test_options_that_are_not_legal_are_refused(options, message):
    """Each with what to use."""
    with pytest.raises(ValueError, match=r"^.") as refused:
        agree(**options)
    assert str(refused.value) == message


def test_an_interview_that_one_coder_left_uncoded_is_told():
    """It counts as read, and a reader has to know."""
    gone = (CODING["coder"] == "B") & (CODING["interview"] == "I01")
    found = coder_agreement(
        coding_of(CODING[~gone]),
        interviews_of(INTERVIEWS),
        TRANSCRIPTS,
        first="A",
        second="B",
        unit="turn",
        coding_frame=FRAME,
    )
    assert "; B coded nothing in " in found.method
