"""Tables of scales, correlations and families: exact cells and notes."""

from dataclasses import replace

import pytest
from example_results import USED, effect

from reported.tables.associations import family_table, pair_table, reliability_table
from results import (
    Correlation,
    Correlations,
    Family,
    FamilyMember,
    ItemStatistics,
    Reliability,
)


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


def item(number, reverse_keyed, item_rest):
    """Make the numbers of one item."""
    return ItemStatistics(
        item=f"mood_{number}",
        label=f"Item {number}",
        reverse_keyed=reverse_keyed,
        mean=2.345,
        sd=1.005,
        item_rest=item_rest,
        alpha_without=0.7149,
        loading=1.023,
    )


SCALE = Reliability(
    method="Cronbach's alpha and omega total",
    outcome="Mood",
    n=70,
    n_missing=2,
    n_items=3,
    alpha=effect("alpha", 0.8123, 0.7301, 0.8799),
    omega_total=effect("omega_total", 0.8211, 0.7512, 0.891),
    items=(item(1, False, 0.512), item(2, True, -0.12), item(3, False, 0.634)),
    data=USED,
)
ALIKE = "everybody answered an item alike"
NONE = replace(
    effect("alpha", None, None, None), estimate=None, conf_low=None, undefined=ALIKE
)
EMPTY = replace(
    SCALE,
    outcome="Hope",
    n_missing=0,
    alpha=replace(SCALE.alpha, estimate=-1.5, conf_low=-2.25, conf_high=None),
    omega_total=replace(NONE, name="omega_total"),
    items=(replace(SCALE.items[0], item_rest=None, undefined="no *r*: alike"),),
)


def pair(first, second, estimate, n=70, undefined=""):
    """Make one correlation."""
    none = estimate is None
    return Correlation(
        first=first.lower(),
        second=second.lower(),
        first_label=first,
        second_label=second,
        n=n,
        estimate=estimate,
        conf_low=None if none else estimate - 0.2,
        conf_high=None if none else estimate + 0.1,
        conf_level=0.95,
        statistic_name="t",
        statistic=None if none else 2.345,
        dof=None if none else n - 2.0,
        p_value=None if none else 0.0219,
        p_adjusted=None if none else 0.0438,
        undefined=undefined,
    )


MATRIX = Correlations(
    method="Pearson correlation with Fisher's interval",
    n=70,
    n_missing=3,
    correction="Holm",
    pairs=(
        pair("Mood", "Hope", 0.4321),
        pair("Mood", "Age", -0.289, n=68),
        pair("Hope", "Age", None, n=68, undefined="every value of Age is the same"),
    ),
    data=USED,
)


def test_reliability_table_shows_every_scale():
    """Alpha and omega with intervals, the ends of the item-rest correlations."""
    assert lines(reliability_table([SCALE, EMPTY], caption="C", name="t")) == [
        "| Scale | Items | *n* | α [95% CI] | ωt [95% CI] | Lowest *r* | Highest *r* |",
        "| Mood | 3 | 70 | .81 [.73, .88] | .82 [.75, .89] | −.12 | .63 |",
        "| Hope | 3 | 70 | −1.50 [−2.25, –] | – | – | – |",
        "*Note.* α is Cronbach's alpha. ωt is McDonald's omega of one factor. "
        "*r* is the correlation of an item with the sum of the other items of its "
        "scale. Rows left out for missing values: Mood 2. – not defined for Hope, "
        r"omega total: everybody answered an item alike; for Hope, Item 1: no \*r\*: "
        "alike.",
    ]


@pytest.mark.parametrize(
    ("scales", "message"),
    [
        ([], "t: there is nothing to show; give at least one result"),
        (
            [SCALE, replace(SCALE, alpha=replace(SCALE.alpha, conf_level=0.9))],
            "t: one table shows one method and one coverage of the intervals, got 2 "
            "different; make a table for each",
        ),
    ],
)
def test_reliability_table_refuses(scales, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        reliability_table(scales, caption="C", name="t")
    assert str(caught.value) == message


def test_pair_table_shows_interval_and_test():
    """With the adjusted p value."""
    assert lines(pair_table(MATRIX, caption="C", name="t")) == [
        "| Variables | *n* | *r* [95% CI] | *t* (*df*) | *p* | Adjusted *p* |",
        "| Mood and Hope | 70 | .43 [.23, .53] | 2.35 (68) | .022 | .044 |",
        "| Mood and Age | 68 | −.29 [−.49, −.19] | 2.35 (66) | .022 | .044 |",
        "| Hope and Age | 68 | – | – | – | – |",
        "*Note.* Pearson correlation with Fisher's interval. *p* adjusted for the "
        "number of pairs (Holm); intervals are not. *n* from 68 to 70: each pair has "
        "all rows with both values; any value is missing in 3. – not defined for "
        "Hope and Age: every value of Age is the same.",
    ]


def test_pair_table_without_adjustment_has_no_column_for_it():
    """And says so."""
    one = replace(MATRIX, pairs=MATRIX.pairs[:1], correction="none", n_missing=0)
    head, row, note = lines(pair_table(one, caption="C", name="t"))
    assert head == "| Variables | *n* | *r* [95% CI] | *t* (*df*) | *p* |"
    assert row == "| Mood and Hope | 70 | .43 [.23, .53] | 2.35 (68) | .022 |"
    assert note == (
        "*Note.* Pearson correlation with Fisher's interval. Neither *p* nor intervals "
        "are adjusted for the number of pairs. *n* = 70. No row was left out for "
        "missing values."
    )


def test_family_table_shows_every_test():
    """In the order of declaration, before and after adjustment."""
    family = Family(
        method="Holm's method",
        label="Outcomes at entry",
        members=(
            FamilyMember(name="a", label="Mood_x", p_value=0.0004, p_adjusted=0.0012),
            FamilyMember(name="b", label="Hope", p_value=0.3, p_adjusted=0.3),
        ),
        data=USED,
    )
    assert lines(family_table(family, caption="C", name="t")) == [
        "| Test | *p* | Adjusted *p* |",
        r"| Mood\_x | \< .001 | .001 |",
        "| Hope | .300 | .300 |",
        "*Note.* Outcomes at entry: Holm's method, for 2 tests.",
    ]
    with pytest.raises(ValueError, match=r"^t:"):
        family_table(replace(family, members=()), caption="C", name="t")


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ((), "there is nothing to show; give at least one result"),
        (
            (MATRIX.pairs[0], replace(MATRIX.pairs[1], conf_level=0.9)),
            "one table shows one coverage, got 2 different; make a table for each",
        ),
    ],
)
def test_pair_table_refuses(pairs, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        pair_table(replace(MATRIX, pairs=pairs), caption="C", name="t")
    assert str(caught.value) == f"t: {message}"
