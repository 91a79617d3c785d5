"""Alpha, omega and item statistics agree with R, and say what is undefined."""

# Known answers: R 4.2.2, psych 2.2.9, lavaan 0.6-14, with
#   x <- na.omit(data.frame(a = A, b = 6 - B, c = C, d = D))

from inspect import unwrap

import pandas as pd
import pytest
from example_groups import near
from example_samples import sampled as plain
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.scales.internal_consistency import reliability
from analysis.scales.scoring import Instrument, Scale
from results import DataError

A = [4, 2, 5, 3, 1, 4, 3, 5, 2, 4, 1, 3, None, 4]
B = [2, 4, 1, 3, 4, 1, 3, 2, 5, 2, 4, 2, 1, 3]
C = [5, 2, 4, 3, 2, 5, 2, 4, 3, 3, 1, 4, 2, None]
D = [3, 3, 4, 2, 1, 5, 4, 4, 1, 4, 2, 5, 3, 2]

FOUR = {"ease_01": A, "ease_02": B, "ease_03": C, "ease_04": D}


def key_of(items, reverse_keyed=(), scored_zero=()):
    """Return a key with one scale of all items, from 1 to 5 points."""
    whole = Scale(
        name="ease",
        label="Ease",
        items=list(range(1, items + 1)),
        rule="mean",
        range=[1, 5],
        reverse_keyed=list(reverse_keyed),
        minimum_answered=1,
    )
    return Instrument(
        name="ease",
        title="Ease",
        status="declared",
        source=[],
        items=items,
        response_range=[1, 5],
        scored_zero=list(scored_zero),
        scales=[whole],
        licence="CC0",
        notes="",
    )


KEY = key_of(4, reverse_keyed=[2])

ASKED = {
    "scale": "ease",
}


def sampled(frame, filter="all rows"):
    """Return a sample of answers."""
    return plain(frame, filter, source="simulated/responses")


def found_of(columns, key=None, **asked):
    """Reliability of a few columns."""
    frame = pd.DataFrame(columns, dtype="float64")
    return reliability(
        sampled(frame), key=key or key_of(len(columns)), **ASKED, **asked
    )


# R: p <- psych::alpha(x); psych::alpha.ci(p$total$raw_alpha, 12, 4, p.val = .05)
def test_alpha_agrees_with_r():
    """Estimate and interval, of the complete answers only."""
    found = found_of(FOUR, KEY)
    alpha = found.alpha
    assert (alpha.estimate, alpha.conf_low, alpha.conf_high) == near(
        0.9190853122252, 0.8048123384863, 0.9738758642831
    )
    assert (alpha.name, alpha.conf_level, alpha.undefined) == ("alpha", 0.95, "")
    assert (found.n, found.n_missing, found.n_items) == (12, 2, 4)
    assert (found.outcome, found.undefined) == ("Ease", "")
    assert found.method == (
        "Cronbach's alpha with Feldt's interval; McDonald's omega total of one factor "
        "by maximum likelihood, with an interval by the delta method"
    )


# R: fit <- cfa("f =~ l1*a + ...; a ~~ e1*a ...; omega := (l1+...)^2 / ((l1+...)^2 +
#    e1+...)", x, std.lv = TRUE, optim.method = "GN", optim.gn.tol.x = 1e-12);
#    parameterEstimates(fit, level = .95)
def test_omega_agrees_with_r():
    """Estimate and interval at two levels, for the likelihood of n rows."""
    for level, low, high in (
        (0.95, 0.85084821266733, 0.99484996745746),
        (0.50, 0.89807115832938, 0.94762702179541),
    ):
        omega = found_of(FOUR, KEY, conf_level=level).omega_total
        assert (omega.estimate, omega.conf_low, omega.conf_high) == near(
            0.92284909006239, low, high
        )
        assert (omega.name, omega.conf_level) == ("omega_total", level)
        assert omega.undefined == ""


# R: psych::alpha(x)$item.stats, $alpha.drop; standardizedSolution(fit)$est.std
@pytest.mark.parametrize(
    ("i", "numbers"),
    [
        (0, (3.083333333333, 1.378954368902, 0.8610939432730, 0.8782243551290)),
        (1, (3.25, 1.288057028664, 0.9218685520777, 0.8586635127144)),
        (2, (3.166666666667, 1.267304464626, 0.7405211610434, 0.9187898089172)),
        (3, (3.166666666667, 1.403458930534, 0.7442084075353, 0.9200680272109)),
    ],
)
def test_item_statistics_agree_with_r(i, numbers):
    """Mean, SD, item-rest correlation, alpha without the item, and loading."""
    item = found_of(FOUR, KEY).items[i]
    assert (item.mean, item.sd, item.item_rest, item.alpha_without) == near(*numbers)
    loadings = (0.8687562719212, 0.9897951443138, 0.7625345337885, 0.8329542119961)
    assert item.loading == pytest.approx(loadings[i], rel=1e-6)
    assert (item.item, item.label) == (f"ease_{i + 1:02d}", f"Item {i + 1}")
    assert (item.reverse_keyed, item.undefined) == (i == 1, "")


# R: psych::alpha(x[1:2]); psych::alpha.ci(..., 12, 2, p.val = .05)
def test_two_items_have_alpha_and_no_factor():
    """Omega, loadings and alpha without an item say why they are undefined."""
    # rows 13 and 14 lack another item in x, so they are left out here
    answers = {"ease_01": A[:12], "ease_02": B[:12]}
    found = found_of(answers, key_of(2, reverse_keyed=[2]))
    alpha, omega = found.alpha, found.omega_total
    assert (alpha.estimate, alpha.conf_low, alpha.conf_high) == near(
        0.9220183486239, 0.7291152116126, 0.9775508326342
    )
    assert (omega.estimate, omega.conf_low, omega.conf_high) == (None, None, None)
    assert omega.undefined == "two items do not determine a factor"
    for item in found.items:
        assert item.item_rest == pytest.approx(0.8573085189316)
        assert (item.alpha_without, item.loading) == (None, None)
        assert item.undefined == (
            "no alpha without the item: fewer than two items are left; "
            "no loading: two items do not determine a factor"
        )


def test_one_item_has_neither():
    """Its mean and SD remain."""
    found = found_of({"ease_01": A})
    assert (found.n, found.n_missing, found.n_items) == (13, 1, 1)
    assert found.alpha.undefined == "one item alone has no internal consistency"
    assert found.omega_total.undefined == "one item alone says nothing about a factor"
    assert (found.alpha.estimate, found.omega_total.estimate) == (None, None)
    (item,) = found.items
    assert item.mean == pytest.approx(41 / 13)
    assert (item.item_rest, item.alpha_without, item.loading) == (None, None, None)
    assert item.undefined == (
        "no item-rest correlation: there is no other item; "
        "no alpha without the item: fewer than two items are left; "
        "no loading: one item alone says nothing about a factor"
    )


# R: x$e <- 3; psych::alpha(x[c("a", "b", "c", "d")]) is alpha without the constant
def test_a_constant_item_leaves_no_coefficient():
    """Neither alpha nor omega; what the other items have of their own remains."""
    found = found_of({**FOUR, "ease_05": [3] * 14}, key_of(5, reverse_keyed=[2]))
    for effect in (found.alpha, found.omega_total):
        assert (effect.estimate, effect.conf_low, effect.conf_high) == (None,) * 3
        assert effect.undefined == "everybody answered an item alike"
    first, constant = found.items[0], found.items[4]
    assert first.item_rest == pytest.approx(0.8610939432730)
    assert (constant.sd, constant.item_rest) == (0.0, None)
    assert constant.alpha_without == pytest.approx(0.9190853122252)
    assert first.undefined == (
        "no alpha without the item: everybody answered an item alike; "
        "no loading: everybody answered an item alike"
    )
    assert constant.undefined == (
        "no item-rest correlation: everybody answered it alike; "
        "no loading: everybody answered an item alike"
    )


UNDEFINED = [
    (
        {"a": [1, 2, 3, 4, 5], "b": [5, 4, 3, 2, 1]},
        "everybody has the same total",
        "two items do not determine a factor",
    ),
    (
        {"a": [1, 2, 3, 4], "b": [1, 2, 4, 3], "c": [2, 1, 3, 4], "d": [1, 3, 2, 4]},
        "",
        "some items can be computed from the others, or too few people answered",
    ),
    (
        {"a": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5], "c": [1, 2, 3, 4, 5]},
        "the items agree without exception, so there is no interval",
        "some items can be computed from the others, or too few people answered",
    ),
    # lavaan 0.6-14 finds an own variance below 0
    (
        {
            "a": [1, 2, 3, 4, 5, 1, 5, 3],
            "b": [1, 3, 3, 4, 4, 2, 5, 2],
            "c": [3, 4, 1, 5, 2, 2, 1, 4],
        },
        "",
        "the best factor would leave an item no variance of its own (Heywood case)",
    ),
]


@pytest.mark.parametrize(("columns", "alpha", "omega"), UNDEFINED)
def test_what_is_undefined_says_why(columns, alpha, omega):
    """Each reason, in words."""
    frame = pd.DataFrame(columns, dtype="float64")
    found = reliability(
        sampled(frame), key=key_of(len(columns)), columns=list(columns), **ASKED
    )
    assert (found.alpha.undefined, found.omega_total.undefined) == (alpha, omega)
    assert found.omega_total.estimate is None
    assert (found.alpha.conf_low is None) == bool(alpha)


PEAKS = {
    "ease_01": [3, 3, 3, 1, 2, 5, 5, 5, 1, 3, 3, 1, 4, 1, 2, 1, 1, 2, 4, 2],
    "ease_02": [1, 1, 1, 3, 3, 5, 4, 5, 2, 2, 4, 1, 4, 2, 3, 5, 2, 3, 2, 2],
    "ease_03": [1, 1, 1, 1, 1, 4, 5, 5, 1, 5, 3, 2, 3, 1, 3, 5, 4, 1, 5, 5],
    "ease_04": [5, 1, 4, 5, 5, 4, 1, 1, 1, 4, 2, 5, 1, 1, 1, 2, 1, 4, 1, 1],
    "ease_05": [3, 4, 5, 1, 3, 1, 3, 2, 5, 1, 2, 3, 4, 5, 4, 3, 4, 2, 4, 3],
    "ease_06": [5, 3, 5, 2, 3, 1, 1, 5, 2, 2, 2, 4, 2, 5, 4, 4, 1, 3, 5, 3],
}


# R: factanal(x, 1, control = list(nstart = 50)), then cfa() from there as above. From
#    one start alone our search ends on a lower peak, where item 5 is the factor
def test_of_several_peaks_the_highest_is_found():
    """With loadings of both signs; the lower limit of omega is cut at 0."""
    found = found_of(PEAKS)
    assert [item.loading for item in found.items] == near(
        0.5400555615437,
        0.7852473707817,
        0.6607836536212,
        -0.2032834044237,
        -0.5124634683713,
        -0.3621550548965,
    )
    omega = found.omega_total
    assert (omega.estimate, omega.conf_low, omega.conf_high) == near(
        0.1800732695361, 0.0, 0.5204337772540
    )


def test_an_answer_that_scores_nothing_counts_as_answered():
    """Don't know is 0 points, also of a reversed item, and not missing."""
    found = found_of(
        {"ease_01": [1, 2, 5], "ease_02": [7, 4, 1]},
        key_of(2, reverse_keyed=[2], scored_zero=[7]),
    )
    assert (found.n, found.n_missing) == (3, 0)
    assert found.items[1].mean == pytest.approx((0 + 2 + 5) / 3)


def test_the_record_says_what_was_asked():
    """Columns in the key's order, the options, and rows after the filter."""
    frame = pd.DataFrame(FOUR, dtype="float64").assign(wave=["entry"] * 13 + ["later"])
    found = reliability(sampled(frame, "wave is entry"), key=KEY, **ASKED)
    assert (found.n, found.n_missing, found.data.rows) == (12, 1, 12)
    assert found.data.variables == tuple(FOUR)
    assert found.data.function == "reliability"
    assert {o.name: o.value for o in found.data.options} == {
        "instrument": "ease",
        "scale": "ease",
        "conf_level": 0.95,
    }
    assert (found.data.source, found.data.filter) == (
        "simulated/responses",
        "wave is entry",
    )


FAULTS = [
    (
        {"ease_01": [1, 2], "ease_02": [None, 3]},
        "simulated/responses, ease of ease: at least 2 rows with every item answered "
        "are needed, got 1; choose other rows",
    ),
    (
        {"ease_01": [1, 2], "ease_02": [6, 3]},
        "ease: 1 responses outside 1-5, got [6.0] at ['0/ease_02']; "
        "check the response range in data/codebook.yaml",
    ),
    (
        {"ease_01": [1, 2], "other": [1, 2]},
        "ease: 1 of 2 item columns are missing, ['ease_02']; check the column names",
    ),
    (
        {"ease_01": ["x", "y"], "ease_02": ["z", "z"]},
        "simulated/responses, ease of ease: ease_01 is not numeric, got str; compare "
        "its categories with exact_counts\n"
        "simulated/responses, ease of ease: ease_02 is not numeric, got str; compare "
        "its categories with exact_counts",
    ),
]


@pytest.mark.parametrize(("columns", "message"), FAULTS)
def test_what_cannot_be_computed_says_why(columns, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        unwrap(reliability)(sampled(pd.DataFrame(columns)), key=key_of(2), **ASKED)
    assert str(caught.value) == message


def test_a_scale_that_the_key_has_not_is_refused():
    """The names that there are."""
    with pytest.raises(ValueError, match="none called 'speed'; use one of") as caught:
        reliability(sampled(pd.DataFrame(FOUR)), key=KEY, scale="speed")
    assert str(caught.value) == (
        "scale: ease has none called 'speed'; use one of ['ease']"
    )


def test_an_item_is_not_counted_twice():
    """It would agree with itself."""
    columns = ["ease_01", "ease_01", "ease_03", "ease_03"]
    with pytest.raises(ValueError, match=r"^simulated/responses, ease of") as caught:
        reliability(sampled(pd.DataFrame(FOUR)), key=KEY, columns=columns, **ASKED)
    assert str(caught.value) == (
        "simulated/responses, ease of ease: columns given for two items, got "
        "['ease_01', 'ease_03']; name one column for each item"
    )


ANSWERS = st.lists(
    st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=6, max_size=20
)


@settings(max_examples=15, deadline=None)
@given(answers=ANSWERS, order=st.permutations(range(4)))
def test_the_order_of_items_and_rows_never_matters(answers, order):
    """Also rows with a gap count for nothing but n_missing; no input is changed."""
    frame = pd.DataFrame(answers, columns=list(FOUR), dtype="float64")
    gap = pd.DataFrame([[1, None, 2, 3]], columns=list(FOUR), dtype="float64")
    longer = pd.concat([gap, frame[::-1]], ignore_index=True)
    before = longer.copy(deep=True)
    one = reliability(sampled(frame), key=key_of(4), **ASKED)
    columns = [list(FOUR)[i] for i in order]
    other = reliability(sampled(longer), key=key_of(4), columns=columns, **ASKED)
    pd.testing.assert_frame_equal(longer, before)
    assert (other.n, other.n_missing) == (one.n, 1)
    assert one.alpha.undefined == other.alpha.undefined
    if one.alpha.estimate is not None:
        assert other.alpha.estimate == pytest.approx(one.alpha.estimate)
        assert one.alpha.estimate <= 1
    omega = other.omega_total
    assert (omega.estimate is None) == bool(omega.undefined)
    if omega.estimate is not None:
        assert 0 <= omega.conf_low <= omega.estimate <= omega.conf_high <= 1


@settings(max_examples=15, deadline=None)
@given(answers=ANSWERS)
def test_turning_all_items_round_changes_only_the_means(answers):
    """A scale is as consistent when every item is keyed the other way."""
    frame = pd.DataFrame(answers, columns=list(FOUR), dtype="float64")
    one = reliability(sampled(frame), key=key_of(4), **ASKED)
    other = reliability(
        sampled(frame), key=key_of(4, reverse_keyed=[1, 2, 3, 4]), **ASKED
    )
    assert one.alpha.undefined == other.alpha.undefined
    for left, right in zip(one.items, other.items, strict=True):
        assert left.mean + right.mean == pytest.approx(6)
        assert left.sd == pytest.approx(right.sd)
    if one.alpha.estimate is not None:
        assert other.alpha.estimate == pytest.approx(one.alpha.estimate)
        assert other.alpha.conf_low == pytest.approx(one.alpha.conf_low)
