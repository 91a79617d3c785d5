"""Bounds and tipping points agree with R, and say what nothing is known of."""

# Known answers: R 4.2.2 with the data of example_lost.py as d

from inspect import unwrap
from math import nextafter

import pytest
from example_groups import near
from example_lost import ASKED, FRAME, LABELS, sampled, wards
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attrition import bounds
from analysis.attrition.bounds import attrition_bounds, tipping_point
from analysis.estimates import exact_tests
from results import DataError

FOUND = attrition_bounds(sampled(FRAME), **ASKED)


# R: d <- d[!is.na(d$ward), ]; table(d$ward); table(d$ward, d$seen)
def test_bounds_of_every_group_agree_with_r():
    """Counts, and the proportions if nobody, or everybody, of those lost had it."""
    assert [
        (g.group, g.label, g.n, g.n_observed, g.count, g.lowest, g.observed, g.highest)
        for g in FOUND.groups
    ] == [
        ("a", LABELS["a"], 8, 6, 4, 4 / 8, 4 / 6, 6 / 8),
        ("b", LABELS["b"], 8, 6, 2, 2 / 8, 2 / 6, 4 / 8),
        ("c", LABELS["c"], 8, 6, 3, 3 / 8, 3 / 6, 5 / 8),
    ]
    assert (FOUND.n, FOUND.n_observed) == (24, 18)


# R: h <- c(4, 2, 3); ex <- function(h, n) fisher.test(cbind(h, n - h))$p.value
#    p <- apply(expand.grid(0:2, 0:2, 0:2), 1, function(m) ex(h + m, rep(8, 3)))
#    min(p), ex(h, rep(6, 3)), max(p)
def test_the_exact_test_of_every_filling_agrees_with_r():
    """Smallest, observed and largest p."""
    assert (FOUND.p_lowest, FOUND.p_observed, FOUND.p_highest) == near(
        0.191256717438, 0.835458658988, 1.0
    )


def test_bounds_say_what_they_rest_on():
    """Everybody with a group is used; there is nothing else to choose."""
    assert FOUND.method == "Worst and best case of those lost"
    assert (FOUND.outcome, FOUND.undefined) == ("Seen", "")
    data = FOUND.data
    assert (data.source, data.filter, data.rows) == ("simulated/entry", "all rows", 24)
    assert data.variables == ("seen", "ward")
    assert data.function == "attrition_bounds"
    assert [(option.name, option.value) for option in data.options] == [
        ("level", "yes")
    ]


def test_bounds_without_anybody_lost_are_the_observed_numbers():
    """Then there is one filling."""
    found = attrition_bounds(sampled(wards(a="yyyn", b="nnny")), **ASKED)
    assert found.p_lowest == found.p_observed == found.p_highest
    # R: fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value
    assert found.p_observed == pytest.approx(0.485714285714)
    assert [(g.lowest, g.observed, g.highest) for g in found.groups] == [
        (0.75, 0.75, 0.75),
        (0.25, 0.25, 0.25),
    ]


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (
            wards(a="yn.", b=".."),
            "in a group nobody was observed, so those observed are not compared",
        ),
        (
            wards(a="yy.", b="y.."),
            "all those observed have the same outcome, so they are not compared",
        ),
        (
            wards(a="nn.", b="n.."),
            "all those observed have the same outcome, so they are not compared",
        ),
    ],
)
def test_those_observed_may_not_be_comparable(frame, reason):
    """Their p value is undefined, with the reason; the bounds are there."""
    found = attrition_bounds(sampled(frame), **ASKED)
    assert (found.p_observed, found.undefined) == (None, reason)
    assert found.p_highest == pytest.approx(1.0)
    if not found.groups[1].n_observed:
        assert found.groups[1].observed is None
        assert (found.groups[1].lowest, found.groups[1].highest) == (0.0, 1.0)


# R: ex(c(4 + i, 2 + j), c(8, 8)) for i in 0:2, j in 0:2
def test_tipping_points_agree_with_r():
    """Every cell's difference and p; none is below alpha."""
    found = tipping_point(sampled(FRAME), first="a", second="b", **ASKED)
    assert [(c.first_count, c.second_count) for c in found.cells] == [
        (i, j) for i in range(3) for j in range(3)
    ]
    assert [c.estimate for c in found.cells] == pytest.approx(
        [0.25, 0.125, 0, 0.375, 0.25, 0.125, 0.5, 0.375, 0.25]
    )
    assert tuple(c.p_value for c in found.cells) == near(
        *(0.608391608392, 1, 1, 0.314685314685, 0.61926961927, 1),
        *(0.131934731935, 0.314685314685, 0.608391608392),
    )
    assert (found.n, found.n_observed, found.n_cells) == (16, 12, 9)
    assert (found.n_remaining, found.alpha, found.undefined) == (0, 0.05, "")
    assert (found.first, found.second) == ("Ward A", "Ward B")
    assert found.method == "Tipping points of Fisher's exact test"
    assert found.outcome == "Seen"


def test_a_tipping_point_names_its_two_groups_in_the_filter():
    """The third group is not among the rows used."""
    sample = sampled(FRAME, "work is no or yes")
    data = tipping_point(sample, first="a", second="b", alpha=0.1, **ASKED).data
    assert data.filter == "work is no or yes and ward is a or b"
    assert (data.rows, data.variables) == (16, ("seen", "ward"))
    assert data.function == "tipping_point"
    assert {option.name: option.value for option in data.options} == {
        "level": "yes",
        "first": "a",
        "second": "b",
        "alpha": 0.1,
    }
    plain = tipping_point(sampled(FRAME), first="a", second="b", **ASKED).data
    assert plain.filter == "ward is a or b"


def test_groups_may_be_numbers_of_which_one_is_missing():
    """The codes are given as they are, or as they are written."""
    frame = FRAME.assign(ward=FRAME["ward"].map({"a": 1.0, "b": 2.0, "c": 3.0}))
    sample = sampled(frame, ward={1: "Ward A", 2: "Ward B"})
    words = tipping_point(sampled(FRAME), first="a", second="b", **ASKED)
    for first, second in ((1, 2), (1.0, 2.0), ("1", "2")):
        found = tipping_point(sample, first=first, second=second, **ASKED)
        assert found.cells == words.cells
        assert (found.first, found.second) == ("Ward A", "Ward B")
        assert found.data.filter == "ward is 1 or 2"
    groups = attrition_bounds(sample, **ASKED).groups
    assert [(g.group, g.label) for g in groups] == [
        ("1", "Ward A"),
        ("2", "Ward B"),
        ("3", "3"),
    ]


TEN = wards(a="yyyyyyyyyn.", b="ynnnnnnnnn..")


# R: ex(c(9 + i, 1 + j), c(11, 12)) for i in 0:1, j in 0:2
@pytest.mark.parametrize(("alpha", "remaining"), [(0.05, 6), (0.005, 5), (0.0005, 1)])
def test_cells_in_which_the_difference_remains_are_counted(alpha, remaining):
    """P below alpha, and the sign of the observed difference."""
    found = tipping_point(sampled(TEN), first="a", second="b", alpha=alpha, **ASKED)
    assert tuple(c.p_value for c in found.cells) == near(
        *(0.000644193604215, 0.00332894995703, 0.0122781377997),
        *(0.000107242333652, 0.000644193604215, 0.00275945618522),
    )
    assert found.n_remaining == remaining
    turned = tipping_point(sampled(TEN), first="b", second="a", alpha=alpha, **ASKED)
    assert turned.n_remaining == remaining
    assert turned.cells[1].estimate == pytest.approx(-0.825757575758)
    assert (turned.first, turned.second) == ("Ward B", "Ward A")


def test_a_cell_with_a_p_of_exactly_alpha_does_not_remain():
    """It has to be below."""
    cells = tipping_point(sampled(TEN), first="a", second="b", **ASKED).cells
    alpha = cells[1].p_value
    found = tipping_point(sampled(TEN), first="a", second="b", alpha=alpha, **ASKED)
    assert found.n_remaining == 4
    above = nextafter(alpha, 1)
    found = tipping_point(sampled(TEN), first="a", second="b", alpha=above, **ASKED)
    assert found.n_remaining == 5


def test_a_difference_the_other_way_does_not_remain():
    """Those observed differ one way, most of those lost could differ the other way."""
    found = tipping_point(
        sampled(wards(a="y.........", b="n.........")), first="a", second="b", **ASKED
    )
    other = [c for c in found.cells if c.p_value < 0.05 and c.estimate < 0]
    kept = [c for c in found.cells if c.p_value < 0.05 and c.estimate > 0]
    assert other
    assert found.n_remaining == len(kept)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (
            wards(a="yn..........", b="yynn........"),
            "the observed proportions are equal: there is no difference to keep",
        ),
        (
            wards(a="yyyyyyyyyy", b=".........."),
            "in a group nobody was observed, so there is no difference to keep",
        ),
    ],
)
def test_without_an_observed_difference_nothing_can_remain(frame, reason):
    """Although some cells have a p below alpha."""
    found = tipping_point(sampled(frame), first="a", second="b", **ASKED)
    assert any(c.p_value < 0.05 for c in found.cells)
    assert (found.n_remaining, found.undefined) == (0, reason)


WHERE = "simulated/entry, seen by ward: "


def test_bounds_that_cannot_be_made_say_why(monkeypatch):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        unwrap(attrition_bounds)(sampled(wards(a="yn.")), **ASKED)
    assert str(caught.value) == (
        WHERE + "at least 2 groups are needed, got ['a']; report the proportion instead"
    )
    monkeypatch.setattr(bounds, "MOST_FILLINGS", 26)
    with pytest.raises(DataError) as caught:
        unwrap(attrition_bounds)(sampled(FRAME), **ASKED)
    assert str(caught.value) == (
        WHERE + "more than 26 ways to fill the gaps, got 27; "
        "leave groups out with a filter"
    )
    monkeypatch.setattr(exact_tests, "MOST_TABLES", 3)
    with pytest.raises(DataError, match=r"^simulated/entry, seen by ward: more than 3"):
        unwrap(attrition_bounds)(
            sampled(wards(a="yynn" * 3, b="yyny" * 3, c="yyny." * 3)), **ASKED
        )


def test_tipping_points_that_cannot_be_found_say_why():
    """The whole message."""
    frame = wards(a="yn.", b="ny.")
    frame["ward"] = frame["ward"].astype("category").cat.add_categories(["z"])
    with pytest.raises(DataError) as caught:
        tipping_point(sampled(frame), first="a", second="z", **ASKED)
    assert str(caught.value) == (
        WHERE + "no row of this group, got ['z']; choose other groups or other rows"
    )
    with pytest.raises(ValueError, match=r"^second: the same group as first, got 'a'$"):
        tipping_point(sampled(FRAME), first="a", second="a", **ASKED)
    for alpha in (0, 1, 5):
        said = rf"^alpha: outside 0-1, got {alpha}; use 0\.05$"
        with pytest.raises(ValueError, match=said):
            tipping_point(sampled(FRAME), first="a", second="b", alpha=alpha, **ASKED)


OUTCOMES = st.text("yn.", min_size=1, max_size=7)


@settings(deadline=None)
@given(first=OUTCOMES, second=OUTCOMES)
def test_bounds_enclose_what_was_observed(first, second):
    """Whatever is known, and in either order of the groups and of the outcomes."""
    found = attrition_bounds(sampled(wards(a=first, b=second)), **ASKED)
    for group in found.groups:
        observed = group.lowest if group.observed is None else group.observed
        assert 0 <= group.lowest <= observed <= group.highest <= 1
    assert 0 < found.p_lowest <= found.p_highest <= 1
    turned = attrition_bounds(
        sampled(wards(a=second, b=first)), **{**ASKED, "level": "no"}
    )
    assert (turned.p_lowest, turned.p_highest) == (found.p_lowest, found.p_highest)
    cells = tipping_point(
        sampled(wards(a=first, b=second)), first="a", second="b", **ASKED
    )
    p_values = [cell.p_value for cell in cells.cells]
    assert (min(p_values), max(p_values)) == (found.p_lowest, found.p_highest)
