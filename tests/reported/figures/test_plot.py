"""Links of every figure lead to the numbers that it draws, and to nobody."""

import re
from io import StringIO

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from example_associations import CORRELATIONS, TIPPING
from example_coders import CODING, INTERVIEWS
from example_coders import FRAME as CODING_FRAME
from example_groups import ASKED, FRAME
from example_groups import sampled as moods
from example_lacking import CONSTANT
from example_samples import coding_of, interviews_of, sampled
from example_survival import ASKED as FOLLOWED
from example_survival import FRAME as TIMES
from example_survival import sampled as followed
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis import (
    attrition_bias,
    co_occurrence,
    kaplan_meier,
    paired_change,
    power_of_means,
    proportion,
    saturation,
    smallest_effects,
    theme_table,
    welch_anova,
)
from reported import figures
from reported.figures._plot import ink, interval, noted, point, stands_for
from reported.parts import Part, published
from results import Effect
from results.parts import place

NOTE = "Simulated."
CODED = {"coder": "A", "coding_frame": CODING_FRAME}
EXCERPTS = CODING.assign(excerpt=[f"E{i}" for i in range(len(CODING))])
PAIRS = pd.DataFrame(
    {
        "before": [9.0, 4.0, None, 7.0],
        "after": [5.0, 4.0, 1.0, 8.0],
        "at": "prison",
        "seen": pd.Categorical(["yes", "yes", "no", "yes"]),
    }
)
RESULTS = {
    "entry-mood": welch_anova(moods(FRAME), **ASKED),
    "outcomes-use": paired_change(
        sampled(PAIRS, before="Use", after="Use"), before="before", after="after"
    ),
    "people-seen": proportion(sampled(PAIRS), outcome="seen", level="yes"),
    "themes": theme_table(
        coding_of(EXCERPTS), interviews_of(INTERVIEWS), by="setting", **CODED
    ),
    "together": co_occurrence(coding_of(EXCERPTS), interviews_of(INTERVIEWS), **CODED),
    "saturation": saturation(
        coding_of(CODING), interviews_of(INTERVIEWS), base_size=2, **CODED
    ),
    "leaving": kaplan_meier(followed(TIMES), **FOLLOWED),
    "correlations": CORRELATIONS,
    "tipping": TIPPING,
    "smallest": smallest_effects(),
    "lost": attrition_bias(
        abstinent={"a": 0.3, "b": 0.6}, followed_up=(16, 15), replications=20
    ),
}
#: Of each figure: how it is drawn of results by their names, and its number of links.
FIGURES = {
    "strip_by_group": (
        lambda of: figures.strip_by_group(
            FRAME, of("entry-mood"), "mood", "setting", note=NOTE
        ),
        9,
    ),
    "change_lines": (
        lambda of: figures.change_lines(
            PAIRS,
            {"prison": of("outcomes-use")},
            "before",
            "after",
            "at",
            times=("Entry", "Later"),
            note=NOTE,
        ),
        2,
    ),
    "participant_flow": (
        lambda of: figures.participant_flow(
            of("people-seen"), [("Prison", of("people-seen"))], ["Probation"], note=NOTE
        ),
        4,
    ),
    "theme_bars": (lambda of: figures.theme_bars(of("themes"), note=NOTE), 8),
    "frame_tree": (lambda of: figures.frame_tree(of("themes"), note=NOTE), 11),
    "co_occurrence_map": (
        lambda of: figures.co_occurrence_map(of("together"), note=NOTE),
        6,
    ),
    "saturation_curve": (
        lambda of: figures.saturation_curve(of("saturation"), note=NOTE),
        13,
    ),
    "kaplan_meier_curves": (
        lambda of: figures.kaplan_meier_curves(of("leaving"), note=NOTE),
        13,
    ),
    "forest": (
        lambda of: figures.forest(
            [
                ("One", published(of("entry-mood"))["prison-inpatient"]),
                ("Two", published(of("correlations"))["mood-age"]),
            ],
            axis="Effect",
            note=NOTE,
        ),
        6,
    ),
    "correlation_heatmap": (
        lambda of: figures.correlation_heatmap(of("correlations"), note=NOTE),
        1,
    ),
    "tipping_grid": (lambda of: figures.tipping_grid(of("tipping"), note=NOTE), 2),
    "power_curve": (
        lambda of: figures.power_curve(of("smallest"), power_of_means, note=NOTE),
        4,
    ),
    "bias_plot": (lambda of: figures.bias_plot(of("lost"), note=NOTE), 42),
}

#: The axis along which points and lines stand for their numbers.
ALONG = {
    "strip_by_group": "y",
    "change_lines": "y",
    "theme_bars": "x",
    "saturation_curve": "y",
    "kaplan_meier_curves": "y",
    "forest": "x",
    "power_curve": "x",
    "bias_plot": "x",
}


@pytest.fixture(autouse=True)
def _styled():
    plt.switch_backend("agg")
    with plt.rc_context():
        yield
    plt.close("all")


def drawn(name):
    """Return a figure of published results."""
    return FIGURES[name][0](lambda result: Part(result, RESULTS[result]))


def test_every_figure_has_the_look_of_the_book():
    """Whatever was set before it was begun."""
    first = svg(drawn("strip_by_group"))
    plt.rcParams.update({"font.size": 20, "axes.spines.top": True})
    plt.rcParams["svg.fonttype"] = "path"
    assert svg(drawn("strip_by_group")) == first
    assert "<text" in first


def svg(plot):
    """Return a figure as the web gets it."""
    out = StringIO()
    plot.figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def value(target):
    """Return the number to which a link leads."""
    result, _, path = target.partition(".")
    return place(RESULTS[result], path).value


def said(plot, box):
    """Return the numbers in the words that a box holds, as they are printed."""
    (words,) = (
        text.get_text()
        for text in plot.figure.findobj(Text)
        if box is text.get_bbox_patch() or inside(text, box)
    )
    numbers = re.findall(r"[-\N{MINUS SIGN}]?[\d.]+", words)
    return [float(number.replace("\N{MINUS SIGN}", "-")) for number in numbers]


def inside(text, box):
    """Tell whether words stand within a cell."""
    if not isinstance(box, Rectangle):
        return False
    x, y = text.get_position()
    across, along = x - box.get_x(), y - box.get_y()
    within = 0 < across < box.get_width() and 0 < along < box.get_height()
    return within and text.axes is box.axes


def where(plot, artist, along):
    """Return the number at which an artist is drawn, or those it has in words."""
    if isinstance(artist, Line2D):  # of an interval its end
        return [getattr(artist, f"get_{along}data")()[-1]]
    if isinstance(artist, Rectangle) and artist.get_width() == 0.7:  # a bar
        return [artist.get_height()]
    return said(plot, artist)


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "tipping_grid"])
def test_each_link_leads_to_the_number_that_is_drawn_there(name):
    """Its value is where the artist is, or is printed in it."""
    plot = drawn(name)
    assert len(plot.marks) == FIGURES[name][1]
    for target, artist in plot.marks:
        assert artist.get_url() == f"stat:{target}"
        given = value(target) * (100 if name == "bias_plot" else 1)  # in points
        rounded = 0.0051 if name == "correlation_heatmap" else 1e-9
        along = "x" if target == "saturation.stopped_at" else ALONG.get(name)
        found = where(plot, artist, along)
        assert any(abs(at - given) <= rounded for at in found), (target, given, found)


def test_a_cell_of_what_might_be_leads_to_its_p():
    """The first count from the left, the second from the bottom."""
    plot = drawn("tipping_grid")
    assert {target: artist.get_xy() for target, artist in plot.marks} == {
        "tipping.cells.0-0.p_value": (0, 0),
        "tipping.cells.0-1.p_value": (0, 1),
    }
    assert not plot.figure.axes[0].yaxis_inverted()


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_has_one_link_for_each_mark_and_no_other(name):
    """So that neither dots of people nor curves are links, nor any mark twice."""
    plot = drawn(name)
    links = re.findall(r'<a xlink:href="([^"]*)"', svg(plot))
    assert sorted(links) == sorted(f"stat:{target}" for target, _ in plot.marks)
    assert list(plot.numbers) == list(dict.fromkeys(t for t, _ in plot.marks))


@pytest.mark.parametrize("name", FIGURES)
def test_results_that_are_not_published_are_drawn_without_links(name):
    """Bare records of results are taken as well, and draw the same otherwise."""
    plot = FIGURES[name][0](RESULTS.__getitem__)
    assert (plot.marks, plot.numbers) == ((), ())
    assert "<a " not in svg(plot)
    pd.testing.assert_frame_equal(plot.drawn, drawn(name).drawn)


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_figure_is_the_same_file(name):
    """Byte for byte, whatever is drawn at random before."""
    first = svg(drawn(name))
    pd.Series(range(9)).sample(5)
    assert svg(drawn(name)) == first


@pytest.mark.parametrize("name", ["strip_by_group", "change_lines"])
def test_what_belongs_to_a_person_is_no_link(name):
    """Neither a dot nor a line of change, whatever the data are."""
    plot = drawn(name)
    linked = [artist for _, artist in plot.marks]
    for axes in plot.figure.axes:
        people = [*axes.collections, *(line for line in axes.lines if _thin(line))]
        assert people
        assert all(artist.get_url() is None for artist in people)
        assert not set(people).intersection(linked)


def _thin(line):
    return line.get_alpha() == 0.35


def test_a_missing_number_and_one_without_an_id_give_no_link():
    """An effect without a value is not drawn; its row stands empty."""
    lost = Effect(
        name="hedges_g", estimate=None, conf_low=None, conf_high=None, conf_level=0.95
    )
    plot = figures.forest([("Lost", Part("entry-lost", lost))], axis="g", note=NOTE)
    assert plot.marks == ()
    assert plot.drawn.iloc[0].isna().tolist() == [False, True, True, True]
    assert [len(line.get_xdata()) for line in plot.figure.axes[0].lines] == [2]


def test_words_are_linked_by_a_box_that_is_one_link_for_all_lines():
    """A box that is there already is taken."""
    figure, axes = plt.subplots()
    number = Part("people-seen", RESULTS["people-seen"]).count
    plain, boxed = axes.text(0, 0, "three\nof four"), axes.text(0, 1, "3", bbox={})
    for text in (plain, boxed):
        stands_for(text, number)
        assert text.get_bbox_patch().get_url() == "stat:people-seen.count"
        assert text.get_url() is None
    plot = noted(figure, NOTE, pd.DataFrame())
    assert plot.numbers == ("people-seen.count",)
    assert len(plot.marks) == svg(plot).count("<a ") == 2


def test_an_interval_is_two_halves_that_meet_at_its_estimate():
    """Along either axis; a half without a limit is left out."""
    _, axes = plt.subplots()
    found = Part("entry-mood", RESULTS["entry-mood"])["prison-inpatient"]
    limits = (found.conf_low, found.conf_high)
    interval(axes, found.estimate, limits, 7)
    interval(axes, found.estimate, limits, 7, upright=True)
    middle, ends = found.estimate.value, [limit.value for limit in limits]
    along = [[middle, end] for end in ends]
    assert [list(line.get_xdata()) for line in axes.lines] == [*along, [7, 7], [7, 7]]
    assert [list(line.get_ydata()) for line in axes.lines] == [[7, 7], [7, 7], *along]
    none = Part(
        "x",
        Effect(name="g", estimate=1.0, conf_low=None, conf_high=None, conf_level=0.95),
    )
    interval(axes, none.estimate, (none.conf_low, none.conf_high), 7)
    interval(axes, none.conf_low, limits, 7)
    assert len(axes.lines) == 4


def test_a_point_is_an_artist_of_its_own():
    """Which matplotlib needs for a link of its own."""
    _, axes = plt.subplots()
    mean = Part("entry-mood", RESULTS["entry-mood"]).groups["prison"].mean
    point(axes, 1, mean.value, "s", mean, color="red")
    (line,) = axes.lines
    assert (line.get_marker(), line.get_color()) == ("s", "red")
    assert line.get_url() == "stat:entry-mood.groups.prison.mean"


def test_what_a_figure_keeps_cannot_be_changed_from_outside():
    """A copy is handed out."""
    plot = drawn("forest")
    mine = plot.drawn
    mine["Effect"] = 0
    assert 0 not in plot.drawn["Effect"].tolist()


def test_every_figure_of_the_package_is_tried_here():
    """None can be added without its links being looked at."""
    assert set(FIGURES) == set(figures.__all__) - {"Plot"}


@pytest.mark.parametrize("shade", [(1.0, 1.0, 1.0), (0.04, 0.33, 0.58, 1.0)])
def test_ink_has_more_contrast_than_the_other_colour_would(shade):
    """White paper takes black, dark blue takes white."""
    assert ink(shade) == ("black" if shade[0] == 1 else "white")


@pytest.mark.parametrize(
    "draw", [figures.tipping_grid, figures.kaplan_meier_curves, figures.theme_bars]
)
def test_a_figure_of_what_was_not_computed_says_so(draw):
    """In words, in its note and in its table; nothing is drawn."""
    found = draw(Part("mood", CONSTANT), note="Simulated data")
    (axes,) = found.figure.axes
    assert [text.get_text() for text in axes.texts] == ["Mood: not computed"]
    assert found.figure.get_supxlabel() == f"{CONSTANT.undefined}. Simulated data"
    assert found.drawn.values.tolist() == [["Mood", CONSTANT.undefined]]
    assert found.numbers == ()


def test_a_forest_says_which_row_it_leaves_empty_and_why():
    """Each reason once."""
    lost = Part("mood", CONSTANT)
    rows = [(name, lost["prison-inpatient"].effect) for name in ("Mood", "Hope")]
    found = figures.forest(rows, axis="g", note="Simulated data")
    assert found.figure.get_supxlabel() == (
        f"Mood, Hope: {CONSTANT.undefined}. Simulated data"
    )
    assert found.numbers == ()
