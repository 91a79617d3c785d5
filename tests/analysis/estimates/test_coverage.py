"""What an interval leaves out is the same at both ends, and its coverage is a share."""

import pytest

from analysis.estimates.coverage import tail_of


def test_both_ends_and_the_coverage_make_one():
    """As the quantile of .975 goes with 95 per cent."""
    for conf_level in (0.5, 0.9, 0.95, 0.999):
        assert 2 * tail_of(conf_level) + conf_level == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("conf_level", [0, 1, 95])
def test_a_level_of_confidence_outside_0_to_1_is_refused(conf_level):
    """95 is not 0.95."""
    with pytest.raises(ValueError, match=r"^conf_level") as caught:
        tail_of(conf_level)
    assert str(caught.value) == f"conf_level: outside 0-1, got {conf_level}; use 0.95"
