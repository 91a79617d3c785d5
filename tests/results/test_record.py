"""Every record stays as it was made, and has no number that cannot be shown."""

from dataclasses import FrozenInstanceError

import pytest

from results import Count, DataUsed, Effect

USED = DataUsed(source="simulated", variables=("mood",), filter="all rows", rows=3)


def test_a_record_cannot_be_changed_after_it_was_made():
    """A published result stays what it was."""
    with pytest.raises(FrozenInstanceError):
        Count(label="people", count=3, data=USED).count = 4


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_record_refuses_a_number_that_is_not_finite(value):
    """NaN never reaches a sentence."""
    with pytest.raises(ValueError, match=r"^Effect\.estimate") as caught:
        Effect(
            name="hedges_g",
            estimate=value,
            conf_low=0.0,
            conf_high=1.0,
            conf_level=0.95,
        )
    assert str(caught.value) == (
        f"Effect.estimate: not a finite number, got {value}; "
        "use None and say why in `undefined`"
    )
