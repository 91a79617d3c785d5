"""Saturation: means over all orders, bands, the stopping rule, and what is refused."""

from itertools import permutations
from math import comb

import numpy as np
import pandas as pd
import pytest
from example_coders import CODING, FRAME, INTERVIEWS
from example_samples import coding_of, interviews_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.themes.new_codes import saturation
from results import DataError, Option, SaturationStep

ASKED = {
    "coder": "A",
    "coding_frame": FRAME,
}


def saturated(coding=CODING, interviews=INTERVIEWS, filter="all rows", **options):
    """Look at the small study, or another, as the first coder saw it."""
    samples = coding_of(coding), interviews_of(interviews, filter)
    return saturation(*samples, **(ASKED | options))


def study(*interviews):
    """Make a study from the codes of each interview, a letter a code."""
    names = [f"I{i}" for i in range(len(interviews))]
    codes = sorted(set("".join(interviews)) | {"z"})
    rows = [
        (name, "A", c)
        for name, found in zip(names, interviews, strict=True)
        for c in found
    ]
    return {
        "coding": pd.DataFrame(rows, columns=["interview", "coder", "code"]),
        "interviews": pd.DataFrame({"interview": names}),
        "coding_frame": [{"theme": "all", "codes": [{"code": c} for c in codes]}],
    }


# By hand from the coding of A. court is in 2 of 6 interviews, asked in 4, debts in 2,
# wanted in 4, worried in 1; a code that m of 6 have is in some of k with probability
# 1 - C(6 - m, k) / C(6, k). Bands: quantile(x, c(.1, .9), type = 1) of the counts in
# all 720 orders, gone through in R 4.2.2.
def test_every_number_of_saturation():
    """Means to the last figure, bands as in all orders, codes in the order listed."""
    held = (2, 4, 2, 4, 1)
    means = [
        sum(1 - comb(6 - m, k) / comb(6, k) for m in held) if k else 0.0
        for k in range(7)
    ]
    new = [(1, 3), (0, 2), (0, 2), (0, 1), (0, 1), (0, 1)]
    total = [(1, 3), (2, 4), (3, 5), (4, 5), (4, 5), (5, 5)]
    observed = [3, 1, 0, 0, 0, 1]
    found = saturated(base_size=2, run_length=2, n_orders=5_000, conf_level=0.8)
    assert found.steps == tuple(
        SaturationStep(
            interviews=k,
            new_mean=pytest.approx(means[k] - means[k - 1], abs=1e-12),
            new_low=new[k - 1][0],
            new_high=new[k - 1][1],
            total_mean=pytest.approx(means[k], abs=1e-12),
            total_low=total[k - 1][0],
            total_high=total[k - 1][1],
            observed_new=observed[k - 1],
            observed_total=sum(observed[:k]),
        )
        for k in range(1, 7)
    )
    assert (found.n_interviews, found.n_codes, found.n_frame_codes) == (6, 5, 6)
    assert (found.n_orders, found.conf_level) == (5_000, 0.8)
    assert (found.base_size, found.run_length, found.threshold) == (2, 2, 0.05)
    assert (found.stopped_at, found.undefined) == (4, "")
    assert found.method == (
        "New codes by interview, over all orders and as observed; stopping rule of "
        "Guest, Namey and Chen"
    )


def test_the_data_used_say_how_to_repeat_the_numbers():
    """The rows of the one coder, and every option but the frame."""
    data = saturated(filter="setting is prison", order_by="interview_date").data
    assert data.source == "simulated/coding"
    assert (data.filter, data.rows) == ("setting is prison", 8)
    assert data.variables == ("interview", "coder", "code")
    assert data.function == "saturation"
    assert data.options == (
        Option(name="coder", value="A"),
        Option(name="level", value="code"),
        Option(name="order_by", value="interview_date"),
        Option(name="base_size", value=4),
        Option(name="run_length", value=2),
        Option(name="threshold", value=0.05),
        Option(name="n_orders", value=1000),
        Option(name="seed", value=1),
        Option(name="conf_level", value=0.95),
    )


def test_interviews_are_put_in_the_order_asked_for():
    """By date; of the two of one day the one listed first stays first."""
    found = saturated(order_by="interview_date")  # I06, I03, I01, I04, I05, I02
    assert [step.observed_new for step in found.steps] == [3, 1, 1, 0, 0, 0]
    listed = saturated()
    assert [step.observed_new for step in listed.steps] == [3, 1, 0, 0, 0, 1]
    for one, other in zip(found.steps, listed.steps, strict=True):
        assert one.total_mean == pytest.approx(other.total_mean)


def test_a_theme_is_there_where_any_code_below_it_is():
    """Four themes, one of which nobody coded."""
    found = saturated(level="theme")
    assert (found.n_codes, found.n_frame_codes) == (3, 4)
    assert [step.observed_total for step in found.steps] == [2, 3, 3, 3, 3, 3]


# --- the stopping rule ------------------------------------------------------------


MANY = "".join(chr(ord("A") + i) for i in range(80))
SINGLE = {"base_size": 1, "run_length": 1}


@pytest.mark.parametrize(
    ("interviews", "options", "stopped_at"),
    [
        # base 4 interviews with abcd; run 5-6 adds 1 of 4, run 6-7 adds 0
        (["ab", "c", "d", "a", "e", "a", "b"], {}, 7),
        (["ab", "c", "d", "a", "e", "a", "b"], {"threshold": 0.25}, 6),
        (["ab", "c", "d", "a", "e", "a", "b"], {"threshold": 0.24}, 7),
        (["ab", "c", "d", "a", "e", "a", "b"], {"run_length": 3}, None),
        (["ab", "c", "d", "a", "e", "a", "b"], {"run_length": 1}, 6),
        (["ab", "c", "d", "a", "", "a", "b"], {}, 6),
        # the base stays what it was: the run 3-4 adds 1 to 2, not 1 to 3
        (["ab", "", "c", "d", ""], {"base_size": 2, "threshold": 0.4}, None),
        (["ab", "", "c", "d", ""], {"base_size": 2, "threshold": 0.5}, 5),
        # one of 20 is 5%
        (["abcdefghijklmnopqrst", "u", ""], {"base_size": 1}, 3),
        (["abcdefghijklmnopqrs", "u", ""], {"base_size": 1}, None),
        # 29 of 50 are 58%, though 0.58 * 50 is not quite 29 for a computer
        ([MANY[:50], MANY[50:79]], {**SINGLE, "threshold": 0.58}, 2),
        ([MANY[:50], MANY[50:80]], {**SINGLE, "threshold": 0.58}, None),
    ],
)
def test_the_rule_is_met_at_the_end_of_the_first_run_that_meets_it(
    interviews, options, stopped_at
):
    """Runs overlap, and the base is that of the first interviews throughout."""
    found = saturated(**study(*interviews), **options)
    assert found.stopped_at == stopped_at
    said = f"the stopping rule is not met by the last of {len(interviews)} interviews"
    assert found.undefined == ("" if stopped_at else said)


def test_the_rule_needs_interviews_and_codes():
    """Else it is not met, and the reason is given."""
    few = saturated(**study("a", "b", "c"))
    assert (few.stopped_at, few.share_stopped) == (None, 0.0)
    assert few.undefined == "the stopping rule needs 6 interviews, and there are 3"
    silent = saturated(**study("", "", "a", "", ""), base_size=2, run_length=1)
    assert silent.stopped_at is None
    assert silent.undefined == (
        "the first 2 interviews have no code to compare others with"
    )
    # of the two that give the base one must be the third: 2 of 5 orders
    assert silent.share_stopped == pytest.approx(0.4, abs=0.06)


def test_the_share_of_orders_that_stop_is_that_of_all_orders():
    """Gone through one by one, as a person would."""
    interviews = ["ab", "a", "c", "", "bd"]

    def stops(order):
        base = set("".join(order[:2]))
        seen, news = set(base), []
        for codes in order[2:]:
            news.append(len(set(codes) - seen))
            seen |= set(codes)
        return bool(base) and 0 in news

    expected = np.mean([stops(order) for order in permutations(interviews)])
    options = {"base_size": 2, "run_length": 1, "n_orders": 5_000}
    found = saturated(**study(*interviews), **options)
    assert 0.2 < expected < 0.95
    assert found.share_stopped == pytest.approx(expected, abs=0.03)


# --- properties -------------------------------------------------------------------

INTERVIEW = st.text(alphabet="abcdef", max_size=4)


@settings(deadline=None)
@given(interviews=st.lists(INTERVIEW, min_size=1, max_size=7).filter("".join))
def test_every_order_ends_with_all_codes(interviews):
    """Means fall from step to step and add up; bands and orders end at all codes."""
    found = saturated(**study(*interviews), n_orders=50)
    codes = len(set("".join(interviews)))
    steps = found.steps
    assert found.n_codes == codes
    last = (steps[-1].total_low, steps[-1].total_high, steps[-1].observed_total)
    assert last == (codes, codes, codes)
    assert steps[-1].total_mean == pytest.approx(codes)
    means = [step.new_mean for step in steps]
    assert means == pytest.approx(sorted(means, reverse=True), abs=1e-9)
    assert steps[0].total_mean == pytest.approx(
        np.mean([len(set(i)) for i in interviews])
    )
    for step in steps:
        assert 0 <= step.new_low <= step.new_high
        assert step.total_low <= step.total_high <= codes


def test_means_over_random_orders_come_near_the_exact_means():
    """The random orders are those over which the means are taken."""
    orders = saturated(conf_level=0.0001, n_orders=5000).steps  # limits at the median
    exact = saturated().steps
    for one, other in zip(orders, exact, strict=True):
        assert one.total_mean == other.total_mean
        assert abs(one.total_low - other.total_mean) < 1


def test_bands_are_numbers_of_codes_that_occur():
    """Never a fraction between two, however few the orders are."""
    for step in saturated(n_orders=4, conf_level=0.5).steps:
        band = (step.new_low, step.new_high, step.total_low, step.total_high)
        assert all(limit.is_integer() for limit in band)


def test_inputs_are_not_changed_and_the_seed_decides():
    """Twice the same, in whatever order the rows stand and with whatever types."""
    before, listed = CODING.copy(), INTERVIEWS.copy()
    kinds = {"coder": "category", "interview": "category"}
    assert saturated(CODING[::-1].astype(kinds)) == saturated()
    assert saturated(seed=1).share_stopped != saturated(seed=2).share_stopped
    pd.testing.assert_frame_equal(CODING, before)
    pd.testing.assert_frame_equal(INTERVIEWS, listed)


# --- what is refused --------------------------------------------------------------


def test_every_fault_is_told_at_once():
    """Interviews, coder and code."""
    strange = CODING.assign(code=CODING["code"].replace("debts", "debt"))
    with pytest.raises(DataError) as refused:
        saturated(strange, INTERVIEWS.iloc[[0, 0, 1, 3, 4, 5]])
    assert str(refused.value).splitlines() == [
        "simulated/coding, interviews: 1 interview is listed more than once, got "
        "['I01']; keep one row for an interview",
        "simulated/coding, coding: 1 interview is not listed, got ['I03']; add them "
        "to the list of interviews",
        "simulated/coding, coding: 1 code is not in the coding frame, got ['debt']; "
        "correct the coding, or add them to the frame",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"coder": "C"},
            "simulated/coding, coding: this coder coded nothing, got 'C'; use one of "
            "['A', 'B']",
        ),
        (
            {"order_by": "held"},
            "simulated/coding, interviews: 1 column is not there, got ['held']; the "
            "columns needed are ['interview', 'held']",
        ),
        ({"base_size": 0}, "base_size: less than 1, got 0; give at least one"),
        ({"run_length": 0}, "run_length: less than 1, got 0; give at least one"),
        ({"n_orders": 0}, "n_orders: less than 1, got 0; give at least one"),
        ({"threshold": 5}, "threshold: outside 0-1, got 5; use 0.05"),
        ({"conf_level": 0}, "conf_level: outside 0-1, got 0; use 0.95"),
        (
            {"level": "word"},
            "level: not a level of the frame, got 'word'; use theme or code",
        ),
    ],
)
def test_what_is_asked_must_be_legal(options, message):
    """Each with what to use."""
    with pytest.raises(ValueError, match=r"^.") as refused:
        saturated(**options)
    assert str(refused.value) == message
