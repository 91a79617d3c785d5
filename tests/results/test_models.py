"""Records of models stay as they were made, and know who was at risk."""

import pytest
from example_records import broken_promises, made, records_of
from hypothesis import given
from hypothesis import strategies as st

from results import TIE, SurvivalGroup, SurvivalStep, _models


@pytest.mark.parametrize("kind", records_of(_models))
def test_a_record_keeps_its_promises(kind):
    """Frozen, with names for all fields, no NaN, and the same again from JSON."""
    assert broken_promises(kind) == []


def course(times):
    """Return the course of a group of which each was observed up to a time."""
    steps = tuple(
        made(SurvivalStep, time=time, at_risk=sum(one >= time for one in times))
        for time in sorted(set(times))
    )
    return made(SurvivalGroup, n=len(times), steps=steps)


@given(
    st.lists(st.integers(0, 60).map(lambda day: day / 2), max_size=12),
    st.integers(-2, 62),
)
def test_those_at_risk_are_those_observed_up_to_then_or_longer(times, day):
    """Also between two times, before the first and after the last."""
    found = course(times).at_risk(day / 2)
    assert found == sum(time >= day / 2 for time in times)


@pytest.mark.parametrize("scale", [1.0, 365.25, 1e9])
def test_times_that_are_tied_are_one_time(scale):
    """What differs by rounding is the same, and a millionth of the time is not."""
    group = course([scale, scale, 2 * scale])
    assert group.at_risk(scale * (1 + TIE / 2)) == 3
    assert group.at_risk(scale * (1 - TIE / 2)) == 3
    assert group.at_risk(scale * (1 + 1e-6)) == 1
    thirds = course([0.1 + 0.2, 0.4])
    assert (thirds.at_risk(0.3), thirds.at_risk(0.3 + 1e-6)) == (2, 1)
    later = course([0.3, 0.4])
    assert later.at_risk(0.1 + 0.2) == 2
