"""Tables of pingouin in exact words, with their data."""

import pingouin as pg
import pytest
from example_libraries import (
    BY_GROUP,
    CARS,
    GROUPS,
    OF_COUNTS,
    PLANTS,
    SLEEP,
    TWICE,
    TWO,
    sample,
)

from reported.adapters import adapted
from reported.adapters._pingouin import recognised
from reported.words.sentences import apa, plain
from results import DataError

# of pandas, to pingouin
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

CTRL, TRT1, TRT2 = GROUPS.values()
AFTER, BEFORE = SLEEP["after"], SLEEP["before"]
LONG = (
    SLEEP.dropna()
    .assign(third=[1, 2, 4, 1, 2, 5, 3, 2, 2])
    .rename_axis("person")
    .reset_index()
    .melt(id_vars="person", var_name="time", value_name="extra")
)
ONE = {"dv": "weight", "between": "group", "data": PLANTS}
SENTENCES = {
    "ttest": (lambda: pg.ttest(CTRL, TRT1, correction=False), TWO, BY_GROUP),
    "ttest, Welch": (lambda: pg.ttest(CTRL, TRT1, correction=True), TWO, BY_GROUP),
    "ttest, one-sided": (
        lambda: pg.ttest(CTRL, TRT1, correction=True, alternative="less"),
        TWO,
        BY_GROUP,
    ),
    "ttest, paired": (lambda: pg.ttest(AFTER, BEFORE, paired=True), SLEEP, TWICE),
    "ttest, one sample": (
        lambda: pg.ttest(CTRL, 0),
        TWO[TWO.group == "ctrl"],
        {"outcome": "weight"},
    ),
    "anova": (lambda: pg.anova(**ONE), PLANTS, BY_GROUP),
    "welch_anova": (lambda: pg.welch_anova(**ONE), PLANTS, BY_GROUP),
    "kruskal": (lambda: pg.kruskal(**ONE), PLANTS, BY_GROUP),
    "mwu": (lambda: pg.mwu(CTRL, TRT1), TWO, BY_GROUP),
    "wilcoxon": (lambda: pg.wilcoxon(AFTER, BEFORE), SLEEP, TWICE),
    "corr": (lambda: pg.corr(AFTER, BEFORE), SLEEP, TWICE),
    "corr, Spearman": (lambda: pg.corr(AFTER, BEFORE, method="spearman"), SLEEP, TWICE),
    "corr, Kendall": (lambda: pg.corr(AFTER, BEFORE, method="kendall"), SLEEP, TWICE),
    "chi2_independence": (
        lambda: pg.chi2_independence(CARS, "vs", "am"),
        CARS,
        OF_COUNTS,
    ),
    "pairwise_gameshowell": (lambda: pg.pairwise_gameshowell(**ONE), PLANTS, BY_GROUP),
    "pairwise_tukey": (lambda: pg.pairwise_tukey(**ONE), PLANTS, BY_GROUP),
    "pairwise_tests": (
        lambda: pg.pairwise_tests(**ONE, padjust="holm"),
        PLANTS,
        BY_GROUP,
    ),
    "pairwise_tests, ranks": (
        lambda: pg.pairwise_tests(**ONE, parametric=False),
        PLANTS,
        BY_GROUP,
    ),
    "anova, two factors": (
        lambda: pg.anova(CARS, dv="mpg", between=["am", "vs"]),
        None,
        {},
    ),
    "ancova": (lambda: pg.ancova(CARS, dv="mpg", between="am", covar="wt"), None, {}),
    "rm_anova": (
        lambda: pg.rm_anova(LONG, dv="extra", within="time", subject="person"),
        None,
        {},
    ),
    "friedman": (
        lambda: pg.friedman(LONG, dv="extra", within="time", subject="person"),
        None,
        {},
    ),
    "cochran": (
        lambda: pg.cochran(
            LONG.assign(more=1 * (LONG["extra"] > 1.5)),
            dv="more",
            within="time",
            subject="person",
        ),
        None,
        {},
    ),
    "linear_regression": (
        lambda: pg.linear_regression(CARS[["wt"]], CARS["mpg"]),
        CARS,
        {"outcome": "mpg"},
    ),
    "logistic_regression": (
        lambda: pg.logistic_regression(CARS[["wt"]], CARS["am"]),
        CARS,
        {"outcome": "am"},
    ),
}

# R 4.2, on these data: t.test, oneway.test, kruskal.test, wilcox.test, cor.test,
# chisq.test; rstatix::games_howell_test; TukeyHSD; p.adjust; car::Anova(type = 2);
# aov with Error(); friedman.test; lm; glm. CLES, rrb and d by their definitions.
EXPECTED = {
    "ttest": "*t*(16) = 1.56, *p* = .139, 95% CI [−0.18, 1.15], *d* = 0.73",
    "ttest, Welch": ("*t*(15.68) = 1.56, *p* = .139, 95% CI [−0.18, 1.15], *d* = 0.73"),
    "ttest, one-sided": "*t*(15.68) = 1.56, one-sided *p* = .931, *d* = 0.73",
    "ttest, paired": "*t*(8) = 3.72, *p* = .006, 95% CI [0.61, 2.61], *d* = 0.87",
    "ttest, one sample": "*t*(8) = 24.43, *p* < .001, 95% CI [4.54, 5.49], *d* = 8.14",
    "anova": "*F*(2, 25) = 6.70, *p* = .005, η²p = .35",
    "welch_anova": "*F*(2, 15.41) = 6.85, *p* = .007, η²p = .35",
    "kruskal": "*H*(2) = 10.14, *p* = .006",
    "mwu": "*U* = 58.50, *p* = .122, *r*rb = .44, CLES = .72",
    "wilcoxon": "*W* = 0, *p* = .008, *r*rb = 1.00, CLES = .75",
    "corr": "*r*(7) = .76, *p* = .018, 95% CI [.19, .95]",
    "corr, Spearman": "*rs*(7) = .77, *p* = .016, 95% CI [.21, .95]",
    "corr, Kendall": "*τ* = .61, *p* = .025, 95% CI [−.09, .91]",
    "chi2_independence": "*χ²*(1) = 0.35, *p* = .556, *V* = .10",
    "pairwise_gameshowell": (
        "ctrl less trt1, *t*(15.68) = 1.56, Games-Howell-adjusted *p* = .292, "
        "*g* = 0.70; ctrl less trt2, *t*(14.40) = −2.05, Games-Howell-adjusted "
        "*p* = .135, *g* = −0.92; trt1 less trt2, *t*(13.13) = −3.63, Games-"
        "Howell-adjusted *p* = .008, *g* = −1.63"
    ),
    "pairwise_tukey": (
        "ctrl less trt1, *t* = 1.74, Tukey-adjusted *p* = .209, *g* = 0.70; "
        "ctrl less trt2, *t* = −1.87, Tukey-adjusted *p* = .169, *g* = −0.92; "
        "trt1 less trt2, *t* = −3.66, Tukey-adjusted *p* = .003, *g* = −1.63"
    ),
    "pairwise_tests": (
        "ctrl less trt1, *t*(16) = 1.56, Holm-adjusted *p* = .139, *g* = 0.70; "
        "ctrl less trt2, *t*(14.40) = −2.05, Holm-adjusted *p* = .117, *g* = "
        "−0.92; trt1 less trt2, *t*(13.13) = −3.63, Holm-adjusted *p* = .009, "
        "*g* = −1.63"
    ),
    "pairwise_tests, ranks": (
        "ctrl less trt1, *U* = 58.50, *p* = .122, *g* = 0.70; ctrl less trt2, "
        "*U* = 23, *p* = .079, *g* = −0.92; trt1 less trt2, *U* = 8, *p* = "
        ".003, *g* = −1.63"
    ),
    "anova, two factors": (
        "am, *F*(1, 28) = 22.90, *p* < .001, η²p = .45; vs, *F*(1, 28) = 30.48,"
        " *p* < .001, η²p = .52; am × vs, *F*(1, 28) = 1.33, *p* = .259, η²p = "
        ".05"
    ),
    "ancova": (
        "am, *F*(1, 29) = 0.00, *p* = .988, η²p = .00; wt, *F*(1, 29) = 46.12, "
        "*p* < .001, η²p = .61"
    ),
    "rm_anova": "*F*(2, 16) = 5.18, *p* = .018, η²G = .17",
    "friedman": "*χ²*(2) = 8.88, *p* = .012",
    "cochran": "*χ²*(2) = 5.20, *p* = .074",
    "linear_regression": (
        "*b* = −5.34, 95% CI [−6.49, −4.20], *t*(30) = −9.56, *p* < .001"
    ),
    "logistic_regression": "OR = 0.018, 95% CI [0.0011, 0.30], *z* = −2.80, *p* = .005",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_is_put_into_words(name):
    """Alike with its data and without."""
    make, frame, columns = SENTENCES[name]
    found = make()
    assert apa(adapted(found)) == EXPECTED[name]
    if frame is not None:
        assert apa(adapted(found, of=sample(frame), **columns)) == EXPECTED[name]


def test_columns_are_known_under_the_names_of_older_versions():
    """With a hyphen, a sign for per cent, brackets."""
    found = SENTENCES["ttest"][0]()
    older = {"p_val": "p-val", "CI95": "CI95%", "cohen_d": "cohen-d"}
    assert adapted(found.rename(columns=older)) == adapted(found)
    found = SENTENCES["logistic_regression"][0]()
    older = {"CI2.5": "CI[2.5%]", "CI97.5": "CI[97.5%]"}
    assert recognised(found.rename(columns=older)).terms == recognised(found).terms


def test_a_table_is_recognised_by_its_columns_alone():
    """One that is not is no result, and the message lists what is."""
    assert recognised(PLANTS) is None
    with pytest.raises(DataError) as error:
        adapted(PLANTS)
    assert str(error.value).startswith(
        "publish: no result that is known, got a table with the columns ['rownames', "
        "'weight', 'group']; compute a result from its rows, by a function of the "
        "analysis, or show it by show(tables.table(...)). What is taken: a record of "
        "results, or what one of these returned: pingouin: ttest, anova, welch_anova, "
    )
    assert "statsmodels: OLS(...).fit(), " in str(error.value)
    assert "scipy.stats: ttest_ind, " in str(error.value)
    partial = pg.partial_corr(CARS, x="mpg", y="wt", covar="hp")
    assert recognised(partial) is None


def test_a_model_without_an_outcome_says_so():
    """Pingouin's tables do not hold it; an author can name it without data."""
    table = SENTENCES["logistic_regression"][0]()
    assert adapted(table).outcome == "An outcome that was not named"
    assert adapted(table, outcome="Manual").outcome == "Manual"
    assert (adapted(table).n, adapted(table).n_missing) == (None, None)


def test_an_adjusted_p_names_its_method_and_keeps_the_other():
    """Under the key of the pair."""
    found = adapted(SENTENCES["pairwise_tests"][0]())
    assert plain(found, "ctrl-trt2.p_value") == ".059"
    assert plain(found, "ctrl-trt2.p_adjusted") == ".117"
    assert plain(found, "ctrl-trt2.pooled_hedges_g") == "−0.92"
    assert {one.correction for one in found.tests} == {"Holm"}
