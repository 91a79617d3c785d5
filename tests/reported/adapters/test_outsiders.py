"""What outsiders handed over: taken for what it is, or refused with the reason."""

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
import statsmodels.formula.api as smf
from scipy import stats
from statsmodels.genmod.families import Binomial

from analysis import Sample
from reported.adapters import adapted
from results import DataError

RNG = np.random.default_rng(18)
FRAME = pd.DataFrame(
    {
        "y": RNG.normal(size=60),
        "z": RNG.normal(size=60),
        "g": ["a", "b"] * 30,
        "h": ["u", "v", "w"] * 20,
        "yn": ["yes", "no", "no"] * 20,
        "bit": [0, 1, 1] * 20,
    }
)
PEOPLE = Sample(FRAME, source="simulated/entry")
A, B = (FRAME.loc[FRAME["g"] == one, "y"] for one in "ab")
BY = {"of": PEOPLE, "outcome": "y", "by": "g"}


def test_a_correlation_of_one_is_two_sided():
    """Its interval has both limits at the end of the scale."""
    assert (
        adapted(stats.pearsonr([1, 2, 3, 4], [2, 4, 6, 8])).alternative == "two-sided"
    )


def test_the_mean_tested_against_is_known_where_t_is_nought():
    """It is not nought itself."""
    rows = pd.DataFrame({"y": [1.0, 2, 3]})
    found = adapted(
        stats.ttest_1samp(rows["y"], 2.0), of=Sample(rows, source="s"), outcome="y"
    )
    told = {option.name: option.value for option in found.data.options}
    assert told["mu"] == 2.0


def test_clustered_errors_have_fewer_degrees_of_freedom():
    """Those that p was computed with."""
    groups = {"groups": FRAME["h"].astype("category").cat.codes}
    fit = smf.ols("y ~ z", FRAME).fit(cov_type="cluster", cov_kwds=groups, use_t=True)
    (_, slope) = adapted(fit).terms
    assert slope.dof == 2


def _glm(formula, **options):
    return lambda: smf.glm(formula, FRAME, family=Binomial(), **options).fit()


REFUSED = {
    "Friedman's test as F": (
        lambda: pg.friedman(
            FRAME.assign(p=np.repeat(range(20), 3)), "y", "h", "p", method="f"
        ),
        "no result that is known",
    ),
    "pairs of two factors": (
        lambda: pg.pairwise_tests(FRAME, dv="y", between=["g", "h"]),
        "more than one factor",
    ),
    "two tables in one": (
        lambda: pd.concat([pg.ttest(A, B)] * 2),
        "ttest gives one row, got 2",
    ),
    "an outcome of words": (_glm("yn ~ z"), "an outcome that is no number"),
    "weights": (_glm("bit ~ z", freq_weights=np.full(60, 2)), "with weights"),
    "an offset": (_glm("bit ~ z", offset=np.ones(60)), "with an offset or exposure"),
    "a penalty": (
        lambda: smf.ols("y ~ z", FRAME).fit_regularized(),
        "no result that is known|with a penalty",
    ),
    "no intercept": (
        lambda: pg.linear_regression(FRAME[["z"]], FRAME["y"], add_intercept=False),
        "without an intercept",
    ),
    "a matrix": (
        lambda: stats.ttest_ind(np.ones((3, 2)) * [1, 2], np.eye(3)[:, :2]),
        "not as its library returns it",
    ),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", REFUSED)
def test_what_no_record_could_say_is_refused(name):
    """With a DataError that says what it is."""
    made, says = REFUSED[name]
    with pytest.raises(DataError, match=says):
        adapted(made())


OTHER_ROWS = {
    "U of another outcome": (lambda: stats.mannwhitneyu(A, B), {"outcome": "z"}),
    "r of another column": (
        lambda: stats.pearsonr(FRAME["y"], FRAME["z"]),
        {"outcome": "bit", "by": "z"},
    ),
    "t of another outcome": (lambda: stats.ttest_ind(A, B), {"outcome": "z"}),
    "text": (lambda: stats.kruskal(A, B), {"outcome": "yn"}),
}


@pytest.mark.parametrize("name", OTHER_ROWS)
def test_rows_that_a_result_does_not_rest_on_are_refused(name):
    """Though there are as many of them."""
    made, other = OTHER_ROWS[name]
    with pytest.raises(DataError):
        adapted(made(), **{**BY, **other})


def test_a_data_frame_is_no_sample():
    """The message says how to make one."""
    with pytest.raises(DataError, match="of= is a sample, got DataFrame"):
        adapted(stats.ttest_ind(A, B), of=FRAME, outcome="y", by="g")


@pytest.mark.filterwarnings("ignore")
def test_odds_that_have_no_end_are_no_number():
    """Complete separation."""
    rows = FRAME.assign(sure=[0.0, 1, 1] * 20)
    fit = smf.glm("bit ~ sure", rows, family=Binomial()).fit()
    (_, term) = adapted(fit).terms
    assert term.effect.conf_high is None


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("test", [pg.rm_anova, pg.friedman])
def test_rows_of_one_person_are_not_counted_as_people(test):
    """How many people there are, these rows do not tell."""
    rows = FRAME.assign(p=np.repeat(range(20), 3))
    of = {"of": Sample(rows, source="s"), "outcome": "y", "by": "h"}
    found = adapted(test(rows, dv="y", within="h", subject="p"), **of)
    assert (found.n, found.data.rows) == (None, 60)


@pytest.mark.filterwarnings("ignore")
def test_a_corrected_test_of_repeated_measures_has_the_corrected_p():
    """It follows from F by the degrees of freedom that are printed."""
    rows = FRAME.assign(p=np.repeat(range(20), 3))
    table = pg.rm_anova(rows, dv="y", within="h", subject="p", correction=True)
    found = adapted(table)
    assert found.method.endswith("Greenhouse-Geisser-corrected")
    assert found.p_value == pytest.approx(
        stats.f.sf(found.statistic, found.dof, found.dof_resid), abs=1e-6
    )
    assert found.dof < 2
