"""Figures of survival show what was computed, and nothing else."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from example_survival import ASKED, FRAME, sampled

from analysis.estimates.sample import Described
from analysis.models.survival import kaplan_meier
from reported.figures._plot import LINES, PALETTE
from reported.figures.survival import kaplan_meier_curves


@pytest.fixture
def plot():
    """Draw one figure of three groups."""
    yield kaplan_meier_curves(kaplan_meier(sampled(FRAME), **ASKED), note="Simulated.")
    plt.close("all")


@pytest.fixture
def figure(plot):
    """Return the drawing alone."""
    return plot.figure


def test_every_curve_is_the_one_that_was_computed(figure):
    """Steps from 100% at 0 to the group's last time; ticks where censored."""
    axes = figure.axes[0]
    groups = kaplan_meier(sampled(FRAME), **ASKED).groups
    curves = [line for line in axes.lines if line.get_label().startswith(tuple("ABC"))]
    assert [line.get_label() for line in curves] == [
        "A (event in 4 of 7)",
        "B (event in 5 of 6)",
        "C (event in 5 of 8)",
    ]
    for i, (line, group) in enumerate(zip(curves, groups, strict=True)):
        assert list(line.get_xdata()) == [0, *(s.time for s in group.steps)]
        assert list(line.get_ydata()) == [1, *(s.survival for s in group.steps)]
        assert (line.get_color(), line.get_linestyle()) == (PALETTE[i], LINES[i])
        assert line.get_drawstyle() == "steps-post"
    ticks = [line for line in axes.lines if line.get_marker() == "|"]
    assert [list(line.get_xdata()) for line in ticks] == [
        [s.time for s in group.steps if s.censored] for group in groups
    ]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in dots] == [
        (s.time, s.survival) for group in groups for s in group.steps if s.events
    ]
    limits = [line.get_ydata() for line in axes.lines if line.get_linewidth() == 0.5]
    lowest = [1, *(step.conf_low for step in groups[0].steps)]
    assert np.array_equal(limits[0], lowest)


def test_numbers_at_risk_stand_below_the_axis(figure):
    """At 0 and every thirty days, in the order of the groups, under the same axis."""
    axes, table = figure.axes
    assert table.get_xlim() == axes.get_xlim() == (0, 40)
    texts = [(t.get_position(), t.get_text()) for t in table.texts]
    assert texts == [
        ((0, -0.9), "Still at risk"),
        ((0, 0), "7"),
        ((30, 0), "1"),
        ((0, 1), "6"),
        ((30, 1), "0"),
        ((0, 2), "8"),
        ((30, 2), "2"),
    ]
    assert [t.get_text() for t in table.get_yticklabels()] == ["A", "B", "C"]
    assert axes.get_xlabel() == "Time (days)"
    assert axes.get_ylabel() == "Without the event:\nLeft"
    note = "Band: 95% interval; tick: censored. Simulated."
    assert figure.get_supxlabel() == note


def test_who_is_at_risk_at_a_time_is_still_there_then():
    """Just before the time: also who has the event at it."""
    group = kaplan_meier(sampled(FRAME), **ASKED).groups[0]
    assert [group.at_risk(t) for t in (0, 5, 6, 20, 31, 32)] == [7, 7, 6, 3, 1, 0]


def test_another_unit_has_round_times():
    """Times of months or of years are not thirty apart."""
    months = Described(label="days", unit="months")
    found = kaplan_meier(sampled(FRAME, days=months), **ASKED)
    drawn = kaplan_meier_curves(found, note="").figure
    at = sorted({t.get_position()[0] for t in drawn.axes[1].texts})
    assert at == [0, 5, 10, 15, 20, 25, 30, 35, 40]
    plt.close(drawn)


def test_the_curves_keep_every_step(plot):
    """With those at risk, and the interval."""
    groups = kaplan_meier(sampled(FRAME), **ASKED).groups
    steps = [(group.label, step) for group in groups for step in group.steps]
    table = plot.drawn
    assert list(table["group"]) == [label for label, _ in steps]
    assert list(table["at risk"]) == [step.at_risk for _, step in steps]
    assert list(table["without the event"]) == [step.survival for _, step in steps]
