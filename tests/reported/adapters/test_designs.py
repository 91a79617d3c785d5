"""Tests whose rows are named: what these add, and what cannot have come from them."""

import pingouin as pg
import pytest
from example_libraries import (
    BY_GROUP,
    CARS,
    COUNTS,
    GROUPS,
    KNOWN,
    PAIRS,
    PLANTS,
    SLEEP,
    TWICE,
    TWO,
    sample,
)
from scipy import stats

from analysis.estimates.descriptions import summary
from analysis.estimates.sample import Described, Sample
from reported.adapters import adapted
from results import DataError

# of pandas, to pingouin
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

CTRL, TRT1, TRT2 = GROUPS.values()
AFTER, BEFORE = PAIRS["after"], PAIRS["before"]


def options(found):
    """Return what R is told that was asked."""
    return {option.name: option.value for option in found.data.options}


def test_rows_groups_and_what_is_missing_come_from_the_sample():
    """With the labels of the sample, and summaries as the analysis makes them."""
    words = {
        "weight": Described(label="Dried weight"),
        "group": Described(label="Treatment", levels={"ctrl": "None", "trt1": "One"}),
    }
    of = Sample(PLANTS, source="R/plants", variables=words).where(
        "group is ctrl or trt1"
    )
    found = adapted(stats.ttest_ind(CTRL, TRT1), of=of, **BY_GROUP)
    assert (found.n, found.n_missing) == (18, 2)
    assert (found.outcome, found.by) == ("Dried weight", "Treatment")
    assert (found.data.source, found.data.filter) == (
        *("R/plants", "group is ctrl or trt1"),
    )
    assert (found.data.variables, found.data.rows) == (("group", "weight"), 18)
    assert found.data.function == "scipy.stats.ttest_ind"
    assert found.groups == (
        summary(CTRL.to_numpy(), group="ctrl", label="None", n_missing=1),
        summary(TRT1.to_numpy(), group="trt1", label="One", n_missing=1),
    )


@pytest.mark.parametrize(
    ("found", "first"),
    [
        (stats.ttest_ind(CTRL, TRT1, equal_var=False), "ctrl"),
        (stats.ttest_ind(TRT1, CTRL, equal_var=False), "trt1"),
        (stats.mannwhitneyu(CTRL, TRT1), "ctrl"),
        (stats.mannwhitneyu(TRT1, CTRL), "trt1"),
    ],
)
def test_which_group_the_caller_put_first_is_told_by_the_sign(found, first):
    """Or by the count of U; a table of R has its own order of groups."""
    assert options(adapted(found, of=sample(TWO), **BY_GROUP))["first"] == first


@pytest.mark.parametrize("sided", ["two-sided", "less", "greater"])
def test_the_mean_that_one_was_tested_against_is_found_again(sided):
    """From the interval, whichever limits it has."""
    found = stats.ttest_1samp(KNOWN["weight"], 4.8, alternative=sided)
    made = adapted(found, of=sample(PLANTS), outcome="weight")
    assert options(made) == {
        "design": "one",
        "mu": 4.8,
        "conf_level": 0.95,
        "alternative": sided,
    }
    assert made.effects[0].estimate == pytest.approx(KNOWN["weight"].mean())


def test_what_only_numbers_tell_is_found_in_the_rows():
    """Equal variances, a continuity correction, which way a table was turned."""
    of = sample(TWO)
    student = adapted(stats.ttest_ind(CTRL, TRT1), of=of, **BY_GROUP)
    assert (student.method, options(student)["equal_var"]) == ("Student t test", True)
    both = {"outcome": "am", "by": "vs", "of": sample(CARS)}
    for corrected in (True, False):
        chi2 = stats.chi2_contingency(COUNTS, correction=corrected)
        assert options(adapted(chi2, **both))["continuity"] is corrected
    for turned, counts in enumerate((COUNTS, COUNTS[[1, 0]])):
        fisher = adapted(stats.fisher_exact(counts), **both)
        assert options(fisher)["turned"] is bool(turned)
        assert fisher.effects[0].estimate == (0.5 if turned else 2.0)


def test_rows_without_a_table_of_their_own_are_counted():
    """Of tests of pairs, which have the labels of the groups."""
    table = pg.pairwise_gameshowell(PLANTS, dv="weight", between="group")
    words = {"group": Described(label="Treatment", levels={"ctrl": "None"})}
    of = Sample(PLANTS, source="R/plants", variables=words)
    found = adapted(table, of=of, **BY_GROUP)
    assert (found.n, found.n_missing) == (28, 2)
    assert [one.label for one in found.tests] == [
        *("None less trt1", "None less trt2", "trt1 less trt2"),
    ]


GROUPED = {"of": sample(PLANTS), **BY_GROUP}
WRONG = {
    "too few rows": (
        lambda: adapted(stats.ttest_ind(CTRL[1:], TRT1), of=sample(TWO), **BY_GROUP),
        "R/data, all rows: the result has 15 degrees of freedom, these rows give 16; "
        "name the rows, outcome= and by= that it was computed from",
    ),
    "too few pairs": (
        lambda: adapted(pg.corr(AFTER[1:], BEFORE[1:]), of=sample(SLEEP), **TWICE),
        "R/data, all rows: the result has 8 rows, these rows give 9; ",
    ),
    "too few changes": (
        lambda: adapted(
            stats.ttest_rel(AFTER[1:], BEFORE[1:]), of=sample(SLEEP), **TWICE
        ),
        "the result has 7 degrees of freedom, these rows give 8; ",
    ),
    "other groups": (
        lambda: adapted(pg.kruskal(TWO, dv="weight", between="group"), **GROUPED),
        "the result has 1 degrees of freedom, these rows give 2; ",
    ),
    "a group too many": (
        lambda: adapted(stats.mannwhitneyu(CTRL, TRT1), **GROUPED),
        "the result has 2 groups, these rows give 3; ",
    ),
    "unequal variances": (
        lambda: adapted(stats.f_oneway(CTRL, TRT1, TRT2, equal_var=False), **GROUPED),
        "R/data, all rows: p = 0.00742388 does not follow from F and these groups, "
        "which give 0.0042",
    ),
    "other values": (
        lambda: adapted(stats.spearmanr(AFTER, -BEFORE), of=sample(SLEEP), **TWICE),
        "not Spearman's, Kendall's or Fisher's test of after and before, got the "
        "statistic -0.7",
    ),
    "no such column": (
        lambda: adapted(stats.kruskal(CTRL, TRT1), of=sample(TWO), outcome="wait"),
        "R/data: no such column, got ['wait']; name one of rownames, weight, group",
    ),
    "no outcome": (
        lambda: adapted(stats.kruskal(CTRL, TRT1), of=sample(TWO)),
        "R/data: outcome= names the column that was tested",
    ),
    "another table": (
        lambda: adapted(
            stats.fisher_exact([[3, 4], [5, 9]]), of=sample(CARS), outcome="am", by="vs"
        ),
        "the result has 1.35 as its odds ratio, these rows give 0.5; ",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_rows_from_which_it_cannot_have_come_are_refused(name):
    """At once, with both numbers and what to do."""
    make, said = WRONG[name]
    with pytest.raises(DataError) as error:
        make()
    assert said in str(error.value)
