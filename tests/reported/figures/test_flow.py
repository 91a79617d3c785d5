"""The flow of participants keeps who was recruited and who was seen again."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from example_samples import sampled

from analysis import proportion
from reported.figures.flow import participant_flow

NOTE = "Simulated."
MEN = pd.DataFrame(
    {
        "setting": pd.Categorical(["prison"] * 3 + ["inpatient"] * 2),
        "seen": pd.Categorical(["yes", "yes", "no", "yes", "no"]),
    }
)
LABELS = {"prison": "Prison", "inpatient": "Inpatient"}


@pytest.fixture(autouse=True)
def _close():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def seen(frame, filter="all rows"):
    """Return the proportion seen again."""
    return proportion(sampled(frame, filter), outcome="seen", level="yes")


def settings(frame=MEN):
    """Return the proportion of each setting, with its label."""
    return [
        (label, seen(frame, f"setting is {code}")) for code, label in LABELS.items()
    ]


def test_a_flow_keeps_who_was_recruited_and_seen_in_each_setting():
    """Also the setting that recruited nobody."""
    plot = participant_flow(seen(MEN), settings(), ["Probation"], note=NOTE)
    assert plot.drawn.columns.tolist() == [
        "setting",
        "recruited",
        "seen again at six months",
    ]
    assert plot.drawn.to_numpy().tolist() == [
        ["Prison", 3, 2],
        ["Inpatient", 2, 1],
        ["Probation", 0, 0],
    ]
    words = [text.get_text() for text in plot.figure.axes[0].texts if text.get_text()]
    assert words == [
        "Recruited at treatment entry: 5",
        "Prison\n3 recruited",
        "2 seen again\n1 not",
        "Inpatient\n2 recruited",
        "1 seen again\n1 not",
        "Probation\nplanned, none",
        "Seen again at six months: 3 of 5",
    ]


def test_settings_that_are_not_everybody_are_refused():
    """One setting left out, and people of whom it is not known."""
    with pytest.raises(ValueError, match=r"^participant_flow") as caught:
        participant_flow(seen(MEN), settings()[:1], [], note=NOTE)
    assert str(caught.value) == (
        "participant_flow: n of everybody is 5 and of the settings together 3; pass "
        "the proportion seen again of everybody and of each setting, which is known "
        "of all"
    )
    unknown = MEN.assign(seen=MEN["seen"].where(MEN.index != 1))
    with pytest.raises(ValueError, match="n_missing of everybody is 1 and of the"):
        participant_flow(seen(unknown), settings(unknown), [], note=NOTE)
