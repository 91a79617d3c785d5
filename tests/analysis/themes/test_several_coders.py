"""Agreement of more than two coders, of whom not everybody coded everything."""

import numpy as np
import pytest
from example_coders import CODING, FRAME, INTERVIEWS, THREE, TRANSCRIPTS, agree, ratings
from example_samples import coding_of, interviews_of

from analysis.themes._units import UNITS
from analysis.themes.several_coders import agreement_by_unit, krippendorff_alpha
from results import NotComputed

CODERS = ("A", "B", "C")


def compared(coding=THREE, coders=CODERS, **options):
    """Return alpha of some coders, by turn unless asked otherwise."""
    asked = {"unit": "turn", "coding_frame": FRAME, "n_resamples": 2000} | options
    samples = coding_of(coding), interviews_of(INTERVIEWS)
    return krippendorff_alpha(*samples, TRANSCRIPTS, coders=coders, **asked)


def by_hand(theme, unit):
    """Alpha over all ordered pairs of two coders' values of a unit, one by one."""
    first, second = ratings(theme, unit, coding=THREE)
    swapped = THREE.assign(coder=THREE["coder"].map({"C": "A", "A": "X", "B": "Y"}))
    third = ratings(theme, unit, coding=swapped)[0]
    read = set(THREE.loc[THREE["coder"] == "C", "interview"])
    sizes = {
        name: len(ratings(theme, unit, {name: TRANSCRIPTS[name]})[0])
        for name in TRANSCRIPTS
    }
    there = [name in read for name, size in sizes.items() for _ in range(size)]
    units = [
        [a, b, *([c] if seen else [])]
        for a, b, c, seen in zip(first, second, third, there, strict=True)
    ]
    coincidence = np.zeros((2, 2))
    for values in units:
        for i, one in enumerate(values):
            for j, other in enumerate(values):
                if i != j:
                    coincidence[one, other] += 1 / (len(values) - 1)
    times = coincidence.sum(axis=0)
    n = times.sum()
    expected = 2 * times[0] * times[1] / (n - 1)
    alpha = None if not expected else 1 - 2 * coincidence[0, 1] / expected
    return alpha, sum(map(len, units)), sum(map(sum, units))


@pytest.mark.parametrize("unit", UNITS)
def test_alpha_is_that_of_every_pair_of_values(unit):
    """Where C coded nothing she has no value."""
    found = compared(unit=unit)
    assert (found.n_interviews, found.n_compared) == (6, 6)
    assert found.coders == CODERS
    for row in found.rows:
        alpha, n_values, n_found = by_hand(row.theme, unit)
        assert (row.n_values, row.found) == (n_values, n_found)
        assert row.prevalence == pytest.approx(n_found / n_values)
        assert row.alpha.estimate == (None if alpha is None else pytest.approx(alpha))
    assert found.rows[3].alpha.undefined == "no coder found it in any unit"
    assert found.data.rows == 30
    assert found.method.endswith(
        "; 2 passages outside the participants' turns left out"
    )
    assert found.data.options[0].value == "A, B, C"


def test_of_two_coders_it_is_the_alpha_of_two():
    """With the same limits, when both coded every interview."""
    for row, pair in zip(
        compared(CODING, ("A", "B")).rows, agree(n_resamples=2000).rows, strict=True
    ):
        assert (row.alpha.estimate, row.prevalence) == (
            pair.alpha.estimate,
            pair.prevalence,
        )
        assert (row.alpha.conf_low, row.alpha.conf_high) == (
            pair.alpha.conf_low,
            pair.alpha.conf_high,
        )


def test_interviews_of_one_coder_cannot_be_compared():
    """They are neither counted nor drawn."""
    coding = THREE[(THREE["coder"] != "B") & (THREE["interview"] != "I05")]
    found = compared(coding, ("C", "A"))
    assert (found.n_interviews, found.n_compared, found.n_units) == (6, 4, 8)
    alone = compared(THREE[THREE["coder"].isin(["A"]) | (THREE["interview"] == "I01")])
    assert alone.n_compared == 1
    assert alone.rows[0].alpha.undefined == "a single interview cannot be resampled"


def test_what_no_two_coders_coded_is_not_computed():
    """One coder, or two without an interview in common."""
    kept = {"A": ["I01", "I02"], "C": ["I03", "I04"]}
    apart = THREE[
        [row.interview in kept.get(row.coder, ()) for row in THREE.itertuples()]
    ]
    found = compared(apart, ("A", "C"))
    assert isinstance(found, NotComputed)
    assert found.undefined == "no interview was coded by two coders"
    samples = coding_of(apart), interviews_of(INTERVIEWS), TRANSCRIPTS
    by_unit = agreement_by_unit(*samples, coders=("A", "C"), coding_frame=FRAME)
    assert [one.undefined for one in by_unit.values()] == [
        "A and C coded no interview in common"
    ] * 3
    alone = agreement_by_unit(*samples, coders=("A",), coding_frame=FRAME)
    assert list(alone) == list(UNITS)
    assert {one.undefined for one in alone.values()} == {"one coder"}
    assert {one.kind for one in alone.values()} == {"CoderAgreement"}


def test_pairs_are_compared_where_both_coded():
    """All coders first, then each pair by the numbers of its coders."""
    samples = coding_of(THREE), interviews_of(INTERVIEWS), TRANSCRIPTS
    found = agreement_by_unit(
        *samples, coders=CODERS, units=["turn"], coding_frame=FRAME
    )
    assert list(found) == ["turn", "turn-1-2", "turn-1-3", "turn-2-3"]
    assert found["turn"].rows == compared(n_resamples=10_000).rows
    assert found["turn-1-2"] == agree(THREE)
    assert found["turn-1-3"].data.filter == "interview is I01 or I03 or I04 or I06"
    assert (found["turn-2-3"].first, found["turn-2-3"].second) == ("B", "C")
    two = agreement_by_unit(
        *samples, coders=["A", "C"], units=["turn"], coding_frame=FRAME
    )
    assert two == {"turn": found["turn-1-3"]}


def test_coders_are_told_apart():
    """By their names, whatever they are."""
    names = THREE["coder"].map({"A": "Si\u00e2n", "B": "coder 1", "C": "Ann and Bo"})
    named = compared(THREE.assign(coder=names), ("Si\u00e2n", "coder 1", "Ann and Bo"))
    assert named.rows == compared().rows
    for coders in (("A",), ("A", "B", "A")):
        with pytest.raises(ValueError, match="coders: not two or more, got"):
            compared(coders=coders)
