"""Correlations agree with R, pair by pair, and say what is undefined."""

# Known answers: R 4.2.2, with the columns below as e

import numpy as np
import pandas as pd
import pytest
from example_groups import near
from example_samples import sampled as plain
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.associations import correlations
from results import DataError

FRAME = pd.DataFrame(
    {
        "age": [21, 34, 29, 45, 52, 38, None, 27, 41, 30],
        "days": [30, 12, 25, 8, 8, 15, 20, None, 10, 28],
        "mood": [14, 20, 14, 31, 28, 20, 17, 22, 35, 14],
    },
    dtype="float64",
)
LABELS = {"age": "Age", "days": "Days", "mood": "Mood"}
SOURCE = "simulated/cohort"
WORDS = {
    "variables": [*LABELS],
}


def sampled(frame, filter="all rows", **words):
    """Return a sample with its labels."""
    return plain(frame, filter, **LABELS | words)


PAIRS = [("age", "days"), ("age", "mood"), ("days", "mood")]


def numbers(pair):
    """Return every number of a pair."""
    return (
        pair.n,
        pair.dof,
        pair.estimate,
        pair.conf_low,
        pair.conf_high,
        pair.statistic,
        pair.p_value,
        pair.p_adjusted,
    )


# R: cor.test(x, y, conf.level = .9); t and p as printed; p.adjust(p, "holm").
#    Spearman: cor.test(x, y, method = "spearman", exact = FALSE), t from r as in its
#    source, psych::fisherz2r(psych::fisherz(r) +- qnorm(.95) * sqrt((1+r^2/2)/(n-3)))
KNOWN = {
    "pearson": [
        (
            8,
            6,
            -0.898769146388,
            -0.975809162704,
            -0.623174156648,
            -5.02147434104,
            0.00240053822734,
            0.00683851715322,
        ),
        (
            9,
            7,
            0.769014591712,
            0.333181706339,
            0.934073345077,
            3.18291924403,
            0.0154278478692,
            0.0154278478692,
        ),
        (
            9,
            7,
            -0.870203583667,
            -0.964408958791,
            -0.579964363628,
            -4.67298184931,
            0.00227950571774,
            0.00683851715322,
        ),
    ],
    "spearman": [
        (
            8,
            6,
            -0.946124746911,
            -0.990614234546,
            -0.720373986331,
            -7.15721441584,
            0.00037531187379,
            0.00112593562137,
        ),
        (
            9,
            7,
            0.723568051145,
            0.159424492123,
            0.931471131555,
            2.77344825247,
            0.0275569271959,
            0.0275569271959,
        ),
        (
            9,
            7,
            -0.92321181668,
            -0.984067741527,
            -0.668718755867,
            -6.35608386337,
            0.000382993369464,
            0.00112593562137,
        ),
    ],
}


@pytest.mark.parametrize("method", list(KNOWN))
def test_every_pair_agrees_with_r(method):
    """n, r with its interval, t, p and p adjusted; gaps and ties among the values."""
    found = correlations(
        sampled(FRAME), **WORDS, method=method, correction="holm", conf_level=0.9
    )
    assert [(pair.first, pair.second) for pair in found.pairs] == PAIRS
    for pair, known in zip(found.pairs, KNOWN[method], strict=True):
        assert numbers(pair) == near(*known)
        assert (pair.conf_level, pair.statistic_name) == (0.9, "t")
        assert pair.undefined == ""
        assert (pair.first_label, pair.second_label) == (
            LABELS[pair.first],
            LABELS[pair.second],
        )
    assert (found.n, found.n_missing, found.data.rows) == (9, 2, 8)
    assert found.correction == "Holm"
    assert found.data.variables == ("age", "days", "mood")
    assert found.data.function == "correlations"
    assert {o.name: o.value for o in found.data.options} == {
        "method": method,
        "correction": "holm",
        "conf_level": 0.9,
    }


def test_the_method_is_named_with_its_interval():
    """In words."""
    found = [correlations(sampled(FRAME), **WORDS, method=m).method for m in KNOWN]
    assert found == [
        "Pearson correlation with Fisher's interval",
        "Spearman rank correlation with the interval of Bonett and Wright",
    ]


def test_without_correction_p_stays_as_it_is():
    """And the record says none."""
    found = correlations(sampled(FRAME), **WORDS)
    assert found.correction == "none"
    assert [p.p_adjusted for p in found.pairs] == [p.p_value for p in found.pairs]


def test_two_sets_are_paired_with_each_other_only():
    """No pair inside a set; all columns are named, and p adjusted for these pairs."""
    found = correlations(
        sampled(FRAME),
        variables=["mood"],
        against=["age", "days"],
        correction="holm",
    )
    assert [(p.first, p.second) for p in found.pairs] == [
        ("mood", "age"),
        ("mood", "days"),
    ]
    assert found.data.variables == ("mood", "age", "days")
    assert [p.p_adjusted for p in found.pairs] == pytest.approx(
        [0.0154278478692, 2 * 0.00227950571774], rel=1e-6
    )


def test_a_filter_chooses_the_rows():
    """Only they count, also as missing."""
    frame = FRAME.assign(sex=["m"] * 8 + ["f"] * 2)
    found = correlations(sampled(frame, "sex is m"), **WORDS)
    assert (found.n, found.n_missing, found.data.rows) == (7, 2, 6)
    assert found.data.filter == "sex is m"


UNDEFINED = [
    ([1, 2, 3, None], [1, 3, 2, 5], 3, "3 rows have both values, 4 are needed"),
    ([1, None, None, None], [1, 3, 2, 5], 1, "1 row has both values, 4 are needed"),
    ([None] * 4, [1, 3, 2, 5], 0, "0 rows have both values, 4 are needed"),
    ([2, 2, 2, 2], [1, 3, 2, 5], 4, "every value of A is the same"),
    ([1, 3, 2, 5], [0.1 + 0.2, 0.3, 0.3, 0.3], 4, "every value of B is the same"),
]


@pytest.mark.parametrize("method", list(KNOWN))
@pytest.mark.parametrize(("a", "b", "n", "reason"), UNDEFINED)
def test_a_pair_without_correlation_says_why(method, a, b, n, reason):
    """And every number of it is None."""
    frame = pd.DataFrame({"a": a, "b": b}, dtype="float64")
    words = {
        "variables": ["a", "b"],
    }
    (pair,) = correlations(
        sampled(frame, a="A", b="B"), **words, method=method, correction="holm"
    ).pairs
    assert numbers(pair) == (n, *[None] * 7)
    assert pair.undefined == reason


@pytest.mark.parametrize("method", list(KNOWN))
@pytest.mark.parametrize("sign", [1, -1])
def test_a_perfect_correlation_has_no_test(method, sign):
    """Its estimate remains, and it is no part of the adjustment."""
    frame = FRAME.assign(same=sign * FRAME["mood"] / 3)
    words = {
        "variables": [*LABELS, "same"],
    }
    found = correlations(sampled(frame), **words, method=method, correction="holm")
    pair = found.pairs[-1]
    assert (pair.first, pair.second) == ("mood", "same")
    assert numbers(pair) == (10, None, float(sign), *[None] * 5)
    assert pair.undefined == (
        "the correlation is perfect, so there is no test and no interval"
    )
    assert found.pairs[0].p_adjusted > found.pairs[0].p_value
    assert max(p.p_adjusted / p.p_value for p in found.pairs[:-1]) <= 5


def test_columns_that_are_not_there_or_not_numbers_are_all_named():
    """One line for each."""
    frame = FRAME.assign(days="many")
    with pytest.raises(DataError) as caught:
        correlations(sampled(frame), variables=[*LABELS, "height"])
    where = "simulated/cohort, age, days, mood, height: "
    assert str(caught.value) == (
        f"{where}days is not numeric, got str; "
        "compare its categories with exact_counts\n"
        f"{where}no such variable, got 'height'; "
        "the columns are ['age', 'days', 'mood']"
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"variables": ["age"]},
            "variables: at least 2 are needed, got ['age']",
        ),
        (
            {"against": ["age"]},
            "variables: named twice, got ['age']; name each once",
        ),
        (
            {"method": "kendall"},
            "method: got 'kendall'; use one of ['pearson', 'spearman']",
        ),
        (
            {"correction": "tukey"},
            "correction: got 'tukey'; use one of ['none', 'holm']",
        ),
        ({"conf_level": 95}, "conf_level: outside 0-1, got 95; use 0.95"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, message):
    """The whole message."""
    with pytest.raises(ValueError, match=":") as caught:
        correlations(sampled(FRAME), **{**WORDS, **asked})
    assert str(caught.value) == message


COLUMN = st.lists(st.integers(0, 30), min_size=6, max_size=6).filter(
    lambda values: len(set(values)) > 1
)


@settings(max_examples=20, deadline=None)
@given(a=COLUMN, b=COLUMN, method=st.sampled_from(list(KNOWN)))
def test_a_correlation_is_symmetric_and_free_of_units(a, b, method):
    """Turning one variable round changes the sign; a missing row changes nothing."""
    frame = pd.DataFrame({"a": a, "b": b}, dtype="float64")
    other = pd.DataFrame({"a": [*(-2.0 * np.array(a)), np.nan], "b": [*b, 1.0]})
    before = other.copy(deep=True)
    words, swapped = ["a", "b"], ["b", "a"]
    (one,) = correlations(sampled(frame), variables=words, method=method).pairs
    found = correlations(sampled(other), variables=swapped, method=method)
    (two,) = found.pairs
    pd.testing.assert_frame_equal(other, before)
    assert (found.n, found.n_missing) == (6, 1)
    assert -1 <= one.estimate <= 1
    assert two.estimate == pytest.approx(-one.estimate, abs=1e-12)
    assert one.undefined == two.undefined
    if not one.undefined:
        assert one.conf_low < one.estimate < one.conf_high
        assert two.p_value == pytest.approx(one.p_value)
        assert two.conf_low == pytest.approx(-one.conf_high)
