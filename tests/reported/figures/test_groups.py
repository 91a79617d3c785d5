"""Figures show every observation, and keep the numbers that they draw."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from example_associations import CORRELATIONS, TIPPING
from example_coders import CODING, INTERVIEWS
from example_coders import FRAME as CODING_FRAME
from example_groups import ASKED, FRAME, INPATIENT, OUTPATIENT, PRISON
from example_survival import ASKED as FOLLOWED
from example_survival import FRAME as TIMES

from analysis.comparison.change import paired_change
from analysis.comparison.groups import welch_anova
from analysis.models.survival import kaplan_meier
from analysis.power.detectable import smallest_effects
from analysis.power.loss import attrition_bias
from analysis.themes.counts import theme_table
from analysis.themes.new_codes import saturation
from analysis.themes.pairs import co_occurrence
from reported.figures import groups as figures
from reported.figures.designs import bias_plot, power_curve
from reported.figures.effects import correlation_heatmap, forest, tipping_grid
from reported.figures.groups import drawn
from reported.figures.saturation import saturation_curve
from reported.figures.survival import kaplan_meier_curves
from reported.figures.themes import co_occurrence_map, frame_tree
from results import DataError

NOTE = "Simulated."
CODED = {"coder": "A", "coding_frame": CODING_FRAME, "source": "simulated/coding"}
PAIRS = pd.DataFrame(
    {"before": [9.0, 4.0, None, 7.0], "after": [5.0, 4.0, 1.0, 8.0], "at": "prison"}
)


@pytest.fixture(autouse=True)
def _close():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def rows(figure) -> list[list[object]]:
    """Return head and rows of what a figure keeps."""
    table = drawn(figure)
    return [list(table.columns), *table.to_numpy().tolist()]


def compared():
    """Return the comparison of the small groups."""
    return welch_anova(FRAME, **ASKED)


def test_a_strip_plot_shows_every_value_and_keeps_them_by_size():
    """In no order of people; those without a value are left out, as in the test."""
    figure = figures.strip_by_group(FRAME, compared(), "mood", "setting", note=NOTE)
    groups = {"Prison": PRISON, "Inpatient": INPATIENT, "Outpatient": OUTPATIENT}
    values = {name: [v for v in g if v is not None] for name, g in groups.items()}
    points = [line for line in figure.axes[0].lines if line.get_markersize() == 4]
    assert [list(line.get_ydata()) for line in points] == list(values.values())
    assert rows(figure)[1:] == [
        [name, value] for name, group in values.items() for value in sorted(group)
    ]
    assert rows(figure)[0] == ["group", figure.axes[0].get_ylabel()]


def test_a_strip_plot_of_other_data_is_refused():
    """A group that the comparison has and the data have not."""
    some = FRAME[FRAME["setting"] != "prison"]
    with pytest.raises(DataError) as error:
        figures.strip_by_group(some, compared(), "mood", "setting", note=NOTE)
    assert str(error.value) == (
        "mood: no value in group 'prison'; pass the data that were compared"
    )


def test_lines_of_change_join_the_two_values_of_everybody():
    """Who was seen once is left out; the black line is the mean of each time."""
    asked = {"unit": "days", "outcome_label": "Use", "source": "simulated"}
    change = paired_change(PAIRS, before="before", after="after", **asked)
    times = ("Entry", "Six months")
    figure = figures.change_lines(
        PAIRS, {"prison": change}, "before", "after", "at", times=times, note=NOTE
    )
    *people, mean = figure.axes[0].lines
    drawn_pairs = [list(line.get_ydata()) for line in people]
    assert drawn_pairs == [[9, 5], [4, 4], [7, 8]]
    assert list(mean.get_ydata()) == pytest.approx([20 / 3, 17 / 3])
    head, *body = rows(figure)
    assert head == ["group", "Use (days), Entry", "Use (days), Six months"]
    assert body == [[change.before.label, *pair] for pair in sorted(drawn_pairs)]


def test_a_flow_keeps_who_was_recruited_and_seen_in_each_setting():
    """Also the setting that recruited nobody."""
    figure = figures.participant_flow([("Prison", 24, 17)], ["Probation"], note=NOTE)
    assert rows(figure) == [
        ["setting", "recruited", "seen again at six months"],
        ["Prison", 24, 17],
        ["Probation", 0, 0],
    ]


def test_figures_of_themes_keep_their_counts():
    """The bars by group, the tree by part of the frame, the map by pair."""
    excerpts = CODING.assign(excerpt=[f"E{i}" for i in range(len(CODING))])
    table = theme_table(excerpts, INTERVIEWS, by="setting", **CODED)
    themes = [row for row in table.rows if row.level == "theme"]
    bars = rows(figures.theme_bars(table, note=NOTE))[1:]
    assert bars == [
        [row.label, group.label, count.count, group.n]
        for row in themes
        for group, count in zip(table.groups, row.by_group, strict=True)
    ]
    tree = rows(frame_tree(CODING_FRAME, table, note=NOTE))[1:]
    assert [[row[1], row[4]] for row in tree] == [
        [row.theme, row.interviews] for row in table.rows
    ]
    together = co_occurrence(excerpts, INTERVIEWS, **CODED)
    assert rows(co_occurrence_map(together, note=NOTE))[1:] == [
        [pair.first_label, pair.second_label, pair.both] for pair in together.pairs
    ]


def test_a_saturation_curve_keeps_its_steps():
    """One row for each further interview, with the names of the record."""
    found = saturation(CODING, INTERVIEWS, base_size=2, **CODED)
    table = drawn(saturation_curve(found, note=NOTE))
    assert list(table["interviews"]) == [1, 2, 3, 4, 5, 6]
    assert list(table["observed_new"]) == [s.observed_new for s in found.steps]
    assert list(table["total_high"]) == [s.total_high for s in found.steps]


def test_figures_of_effects_keep_estimates_and_intervals():
    """A forest, a map of correlations, a grid of what might be."""
    effects = [("Mood", -0.3, -0.8, 0.2)]
    assert rows(forest(effects, axis="g", note=NOTE)) == [
        ["what", "g", "interval, low", "interval, high"],
        ["Mood", -0.3, -0.8, 0.2],
    ]
    (pair,) = CORRELATIONS.pairs
    assert rows(correlation_heatmap(CORRELATIONS, note=NOTE))[1:] == [
        [pair.first_label, pair.second_label, pair.estimate, pair.n]
    ]
    assert rows(tipping_grid(TIPPING, note=NOTE)) == [
        [
            "Inpatient, not seen but with the outcome",
            "Outpatient, not seen but with the outcome",
            "difference, Inpatient less Outpatient",
            "p",
            "the difference remains",
        ],
        [0, 0, 0.3, 0.04, True],
        [0, 1, 0.2, 0.1, False],
    ]


def test_survival_curves_keep_every_step():
    """With those at risk, and the interval."""
    found = kaplan_meier(TIMES, **FOLLOWED)
    table = drawn(kaplan_meier_curves(found, note=NOTE))
    steps = [(group.label, step) for group in found.groups for step in group.steps]
    assert list(table["group"]) == [label for label, _ in steps]
    assert list(table["at risk"]) == [step.at_risk for _, step in steps]
    assert list(table["without the event"]) == [step.survival for _, step in steps]


def test_figures_of_designs_keep_power_and_bias():
    """Power where it is drawn, bias as a proportion."""
    figure = power_curve(smallest_effects(), note=NOTE)
    table = drawn(figure)
    first = table[(table.iloc[:, 0] == 24) & (table.iloc[:, 1] == 24)]
    line = next(line for line in figure.axes[0].lines if len(line.get_xdata()) > 2)
    assert list(first["power"]) == list(line.get_ydata())
    lost = attrition_bias(
        abstinent={"a": 0.3, "b": 0.6}, followed_up=(16, 15), replications=20
    )
    kept = drawn(bias_plot(lost, note=NOTE))
    assert len(kept) == 6 * len(lost.cells)  # two groups and a pair, by two estimators
    cell = lost.cells[0]
    measure = next(m for m in cell.measures if m.name == "complete_bias_a")
    assert kept.iloc[0].tolist() == [
        cell.label,
        measure.label,
        measure.value,
        measure.monte_carlo_error,
    ]


def test_a_figure_that_keeps_nothing_is_refused():
    """As one that was drawn by hand."""
    with pytest.raises(DataError) as error:
        drawn(plt.figure())
    assert str(error.value) == (
        "figure: it keeps no table of what it draws; return it through "
        "reported.figures.groups.noted"
    )


def test_what_a_figure_keeps_cannot_be_changed_from_outside():
    """A copy is handed out."""
    figure = forest([("Mood", -0.3, -0.8, 0.2)], axis="g", note=NOTE)
    mine = drawn(figure)
    mine["g"] = 0
    assert drawn(figure)["g"].tolist() == [-0.3]
