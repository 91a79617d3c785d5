"""Agreement of two coders: units, coefficients, intervals, and what is refused."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from example_coders import CODING, FRAME, INTERVIEWS, TRANSCRIPTS, ratings
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.themes._units import UNITS, present, turns_of, within
from analysis.themes.agreement_coefficients import COEFFICIENTS, krippendorff_alpha
from analysis.themes.coders import coder_agreement
from results import AgreementRow, DataError, Effect, Option

ASKED = {
    "first": "A",
    "second": "B",
    "unit": "turn",
    "coding_frame": FRAME,
    "source": "simulated/coding",
}
NINE = "it is undefined in 9% of resamples of the interviews, more than 5%"
NOWHERE = "neither coder found it in any unit"
EVERYWHERE = "both coders found it in every unit"
ALIKE = "the coders agree on every unit, and so they do in every resample"


def agree(coding=CODING, interviews=INTERVIEWS, transcripts=TRANSCRIPTS, **options):
    """Compare the two coders, by turn unless asked otherwise."""
    return coder_agreement(coding, interviews, transcripts, **(ASKED | options))


def kappa_of(table):
    """Kappa by statsmodels, which divides by 0 for the error of an extreme table."""
    with np.errstate(all="ignore"):
        return cohens_kappa(np.array(table)).kappa


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
        alpha = krippendorff_alpha([first, second])
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

COUNTS = st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(any)


@settings(max_examples=200)
@given(counts=COUNTS)
def test_coefficients_of_counts_are_those_of_the_ratings(counts):
    """Whatever the counts: alpha of the general function, kappa of statsmodels."""
    both, first, second, neither = counts
    ones = [1] * both + [1] * first + [0] * second + [0] * neither
    others = [1] * both + [0] * first + [1] * second + [0] * neither
    alpha = COEFFICIENTS["krippendorff_alpha"](np.array(counts, dtype=float))
    general = krippendorff_alpha([ones, others])
    kappa = COEFFICIENTS["cohens_kappa"](np.array(counts, dtype=float))
    if general is None:
        assert np.isnan([alpha, kappa]).all()
        return
    assert alpha == pytest.approx(general, abs=1e-12)
    table = [[neither, second], [first, both]]
    assert kappa == pytest.approx(kappa_of(table), abs=1e-9)


@settings(max_examples=200)
@given(counts=COUNTS)
def test_coefficients_do_not_depend_on_which_coder_is_first(counts):
    """Nor alpha and kappa on which value is called present."""
    both, first, second, neither = map(float, counts)
    given_, swapped = [both, first, second, neither], [both, second, first, neither]
    turned = [neither, first, second, both]
    for coefficient in COEFFICIENTS.values():
        for other in (swapped, turned):
            assert coefficient(np.array(given_)) == pytest.approx(
                coefficient(np.array(other)), nan_ok=True, abs=1e-12
            )


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


# --- alpha in general -------------------------------------------------------------

# Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, section C: four
# observers, twelve units, nominal: .743.
OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def test_alpha_gives_krippendorffs_published_value():
    """Missing values, and a unit with a single one; words do as well as numbers."""
    assert {len(row) for row in OBSERVERS} == {12}
    words = [[None if v == "." else v for v in row] for row in OBSERVERS]
    numbers = np.array(
        [[np.nan if v is None else float(v) for v in row] for row in words]
    )
    # R 4.2.2, coincidences summed unit by unit: 0.743421052631579
    for given_ in (words, numbers, pd.DataFrame(words)):
        assert krippendorff_alpha(given_) == pytest.approx(0.743421052631579, abs=1e-14)


def test_alpha_is_undefined_where_nothing_could_have_differed():
    """One value only, no unit with two values, or no value."""
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert krippendorff_alpha([[1, None], [None, 2]]) is None
    assert krippendorff_alpha([[None, None], [None, None]]) is None
    assert krippendorff_alpha([[1, 2], [1, 2]]) == 1.0


def test_alpha_refuses_one_coder():
    """There is nobody to agree with."""
    with pytest.raises(DataError) as refused:
        krippendorff_alpha([[1, 2, 3]])
    assert str(refused.value) == (
        "ratings: agreement needs two coders, got 1; give each coder a row"
    )


# --- units ------------------------------------------------------------------------


def test_a_turn_is_a_line_of_the_participant_with_words():
    """Not a longer name, one within a line, or an empty line."""
    text = "Sam: one\nSamuel: two\nSam:three\nNo, Sam: four\nSam: \nSam: 😀é\u2028x"
    assert [text[a:b] for a, b in turns_of(text, "Sam")] == [
        "one",
        "three",
        "😀é\u2028x",
    ]
    assert turns_of("", "Sam").shape == (0, 2)


def test_a_passage_that_only_touches_a_turn_is_left_out():
    """The end is the position after the last character, of passages and of turns."""
    turns = np.array([[4, 6], [9, 12]])
    spans = np.array([[2, 4], [6, 9], [12, 14], [3, 5], [5, 7], [11, 13], [0, 20]])
    assert within(spans, turns).tolist() == [False] * 3 + [True] * 4


@given(
    passages=st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=6
    )
)
def test_larger_units_hold_what_smaller_ones_hold(passages):
    """A turn has what any of its characters has, a document what any turn has."""
    turns = np.array([[2, 7], [9, 10], [14, 22]])
    spans = np.array([[start, start + length] for start, length in passages])
    characters, by_turn, document = (present(spans, turns, unit=u) for u in UNITS)
    parts = np.split(characters, [5, 6])
    assert by_turn.tolist() == [part.any() for part in parts]
    assert document.tolist() == [by_turn.any()]


# --- what is refused --------------------------------------------------------------

LINES = {
    "unlisted": "simulated/coding, coding: 1 interview is not listed, got ['I06']; "
    "add them to the list of interviews",
    "twice": "simulated/coding, interviews: 1 interview is listed more than once, got "
    "['I02']; keep one row for an interview",
    "coder": "simulated/coding, coding: this coder coded nothing, got 'C'; use one of "
    "['A', 'B']",
    "code": "simulated/coding, coding: 1 code is not in the coding frame, got "
    "['typo']; correct the coding, or add them to the frame",
    "transcript": "simulated/coding, interviews: 1 have no transcript, got ['I03']; "
    "add it, or leave the interview out with a filter",
    "turn": "simulated/coding, transcripts: 1 have no turn of the pseudonym, got "
    "['Bram in I04']; write it before each turn, with a colon and a space",
    "position": "simulated/coding, coding: places of 4 passages cannot be, got ['I01 "
    "-1 to 4', 'I01 7 to 7', 'I02 3 to 4000', 'I02 1.5 to 3']; count whole characters "
    "from 0 to an end after the start and within the transcript, which must not be "
    "changed after coding",
}


def test_every_fault_is_told_at_once():
    """In the order of the tables."""
    more = pd.DataFrame(
        [
            ("I01", "A", "typo", 30, 31),
            ("I01", "A", "court", -1, 4),
            ("I01", "A", "court", 7, 7),
            ("I02", "A", "court", 3, 4000),
            ("I02", "A", "court", 1.5, 3),
        ],
        columns=CODING.columns,
    )
    with pytest.raises(DataError) as refused:
        agree(
            pd.concat([CODING, more]),
            INTERVIEWS.iloc[[0, 1, 1, 2, 3, 4]],
            {
                k: v.replace("Bram:", "Fred:")
                for k, v in TRANSCRIPTS.items()
                if k != "I03"
            },
            second="C",
        )
    order = ["twice", "unlisted", "coder", "code", "position", "transcript", "turn"]
    assert str(refused.value).splitlines() == [LINES[name] for name in order]


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        (
            {"coding": CODING.drop(columns=["start", "end"])},
            "simulated/coding, coding: 2 columns are not there, got ['start', 'end']; "
            "the columns needed are ['interview', 'coder', 'code', 'start', 'end']",
        ),
        (
            {
                "coding": CODING.assign(start=CODING["start"].where(CODING.index > 2)),
                "interviews": INTERVIEWS.drop(columns="pseudonym"),
            },
            "simulated/coding, interviews: 1 column is not there, got ['pseudonym']; "
            "the columns needed are ['interview', 'pseudonym']",
        ),
        (
            {"coding": CODING.astype({"start": "str"})},
            "simulated/coding, coding: start and end are not numbers, got ['str', "
            "'int64']; count characters from 0",
        ),
        (
            {
                "coding": CODING[CODING["coder"] == "A"].astype(
                    {"coder": pd.CategoricalDtype(["A", "B"])}
                )
            },
            "simulated/coding, coding: this coder coded nothing, got 'B'; use one of "
            "['A']",
        ),
        (
            {"interviews": INTERVIEWS[:0], "coding": CODING},
            "simulated/coding, coding: 6 interviews are not listed, got ['I01', "
            "'I02', 'I03', 'I04', 'I05']; add them to the list of interviews\n"
            "simulated/coding, interviews: there is none; check the filter, or list "
            "them\n"
            "simulated/coding, coding: this coder coded nothing in these interviews, "
            "got 'A'; check the filter, or leave the coder out\n"
            "simulated/coding, coding: this coder coded nothing in these interviews, "
            "got 'B'; check the filter, or leave the coder out",
        ),
    ],
)
def test_tables_that_cannot_be_read_are_refused(given_, message):
    """Columns, missing values, types, a coder without a row, no interview."""
    with pytest.raises(DataError) as refused:
        agree(**given_)
    assert str(refused.value) == message


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
        CODING[~gone],
        INTERVIEWS,
        TRANSCRIPTS,
        first="A",
        second="B",
        unit="turn",
        coding_frame=FRAME,
        source="simulated/coding",
    )
    assert "; B coded nothing in " in found.method
