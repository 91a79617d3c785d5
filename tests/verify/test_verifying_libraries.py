"""Results of pingouin, statsmodels and scipy, each recomputed in R from its data."""

import json
from pathlib import Path

import numpy as np
import pingouin as pg
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from example_questions import needs_r
from scipy import stats
from statsmodels.stats.anova import anova_lm

from analysis import cohort, help_cohort, load_help, load_help_extract, load_study
from reported.adapters import adapted
from reported.recomputing.agreement import agreement
from reported.recomputing.running import recompute
from results.record_json import to_json
from thesis.project import ThesisProject

# of pandas, to pingouin
pytestmark = [
    pytest.mark.slow,
    needs_r,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Low count on:UserWarning"),
]

ROOT = Path(__file__).parents[2]
STUDY = load_study()
PEOPLE = cohort(STUDY)
HELP = help_cohort(load_help(), load_help_extract())
TWO = PEOPLE.where("setting is prison or outpatient")
ALL, PUBLIC = PEOPLE.frame, HELP.frame
AFTER, BEFORE = ALL["mood_followup"], ALL["mood_entry"]
PAIRS = ALL[["mood_followup", "mood_entry"]].dropna()
GROUPS = [
    part.dropna() for _, part in ALL.groupby("setting", observed=True)["mood_followup"]
]
PRISON, _, OUTPATIENT = GROUPS
YES = TWO.frame.groupby(["setting", "abstinent"], observed=True).size().unstack()
BY_SETTING = {"outcome": "mood_followup", "by": "setting"}
COUNTED = {"outcome": "abstinent", "by": "setting"}
CHANGE = {"outcome": "mood_followup", "by": "mood_entry"}
ALONE = {"outcome": "mood_followup"}
ONE = {"data": ALL, "dv": "mood_followup", "between": "setting"}
assert np.log(1) == 0  # formulas find the name here
BINOMIAL, POISSON = sm.families.Binomial(), sm.families.Poisson()
LOGIT = "I((mood_entry > 25) * 1) ~ age + substance"
KNOWN = PUBLIC.dropna(subset=["age"])

MADE = {
    "ttest_ind": (lambda: stats.ttest_ind(PRISON, OUTPATIENT), TWO, BY_SETTING),
    "Welch": (
        lambda: stats.ttest_ind(OUTPATIENT, PRISON, equal_var=False), TWO, BY_SETTING),
    "one-sided": (
        lambda: stats.ttest_ind(PRISON, OUTPATIENT, alternative="less"),
        TWO, BY_SETTING),
    "ttest_rel": (
        lambda: stats.ttest_rel(*PAIRS.to_numpy().T), PEOPLE, CHANGE),
    "ttest_1samp": (lambda: stats.ttest_1samp(AFTER.dropna(), 16), PEOPLE, ALONE),
    "mannwhitneyu": (lambda: stats.mannwhitneyu(PRISON, OUTPATIENT), TWO, BY_SETTING),
    "wilcoxon": (lambda: stats.wilcoxon(*PAIRS.to_numpy().T), PEOPLE, CHANGE),
    "pearsonr": (lambda: stats.pearsonr(*PAIRS.to_numpy().T), PEOPLE, CHANGE),
    "spearmanr": (lambda: stats.spearmanr(*PAIRS.to_numpy().T), PEOPLE, CHANGE),
    "kendalltau": (lambda: stats.kendalltau(*PAIRS.to_numpy().T), PEOPLE, CHANGE),
    "kruskal": (lambda: stats.kruskal(*GROUPS), PEOPLE, BY_SETTING),
    "f_oneway": (lambda: stats.f_oneway(*GROUPS), PEOPLE, BY_SETTING),
    "chi2": (lambda: stats.chi2_contingency(YES), TWO, COUNTED),
    "chi2, plain": (
        lambda: stats.chi2_contingency(YES, correction=False), TWO, COUNTED),
    "fisher_exact": (lambda: stats.fisher_exact(YES[["yes", "no"]]), TWO, COUNTED),
    "shapiro": (lambda: stats.shapiro(AFTER.dropna()), PEOPLE, ALONE),
    "pingouin.ttest": (lambda: pg.ttest(PRISON, OUTPATIENT), TWO, BY_SETTING),
    "pingouin, Welch": (
        lambda: pg.ttest(OUTPATIENT, PRISON, correction=True, alternative="greater"),
        TWO, BY_SETTING),
    "pingouin, paired": (
        lambda: pg.ttest(AFTER, BEFORE, paired=True), PEOPLE, CHANGE),
    "pingouin, one": (lambda: pg.ttest(AFTER.dropna(), 0), PEOPLE, ALONE),
    "anova": (lambda: pg.anova(**ONE), PEOPLE, BY_SETTING),
    "welch_anova": (lambda: pg.welch_anova(**ONE), PEOPLE, BY_SETTING),
    "pingouin.kruskal": (lambda: pg.kruskal(**ONE), PEOPLE, BY_SETTING),
    "mwu": (
        lambda: pg.mwu(PRISON, OUTPATIENT, alternative="less"), TWO, BY_SETTING),
    "pingouin.wilcoxon": (lambda: pg.wilcoxon(AFTER, BEFORE), PEOPLE, CHANGE),
    "corr": (
        lambda: pg.corr(AFTER, BEFORE), PEOPLE, CHANGE),
    "corr, ranks": (
        lambda: pg.corr(AFTER, BEFORE, method="spearman", alternative="less"),
        PEOPLE, CHANGE),
    "corr, order": (
        lambda: pg.corr(AFTER, BEFORE, method="kendall"), PEOPLE, CHANGE),
    "chi2_independence": (
        lambda: pg.chi2_independence(ALL[["setting", "abstinent"]].dropna().astype(str),
                                     "setting", "abstinent"), PEOPLE, COUNTED),
    "linear_regression": (
        lambda: pg.linear_regression(ALL[["mood_entry", "age"]], AFTER, remove_na=True),
        PEOPLE, ALONE),
    "ols": (
        lambda: smf.ols("mood_followup ~ mood_entry + sex + jail", PUBLIC).fit(),
        HELP, {}),
    "ols, products": (
        lambda: smf.ols("mood_followup ~ mood_entry * C(sex) + np.log(age)",
                        PUBLIC).fit(), HELP, {}),
    "ols, Treatment": (
        lambda: smf.ols('mood_followup ~ C(substance, Treatment("cocaine"))',
                        PUBLIC).fit(), HELP, {}),
    "logit": (lambda: smf.logit(LOGIT, KNOWN).fit(disp=0), HELP, {}),
    "glm": (lambda: smf.glm(LOGIT, KNOWN, family=BINOMIAL).fit(), HELP, {}),
    "glm, Poisson": (
        lambda: smf.glm("heroin_days_followup ~ heroin_days_entry + age", ALL,
                        family=POISSON).fit(), PEOPLE, {}),
    "poisson": (
        lambda: smf.poisson("heroin_days_followup ~ age", ALL).fit(disp=0),
        PEOPLE, {}),
    "glm, linear": (lambda: smf.glm("mood_followup ~ age", ALL).fit(), PEOPLE, {}),
}  # fmt: skip
#: Those to which R has no answer.
WITHOUT = {
    "binomtest": (lambda: stats.binomtest(23, 48), PEOPLE, {"outcome": "abstinent"}),
    "pairs": (
        lambda: pg.pairwise_gameshowell(**ONE), PEOPLE, BY_SETTING),
    "terms": (
        lambda: anova_lm(smf.ols("mood_followup ~ age", ALL).fit()), PEOPLE, ALONE),
    "HC3": (
        lambda: smf.ols("mood_followup ~ age", ALL).fit(cov_type="HC3"), PEOPLE, {}),
}  # fmt: skip


@pytest.fixture(scope="module")
def records():
    """Return the record of each, as JSON."""
    return {
        name: json.loads(json.dumps(to_json(adapted(make(), of=of, **columns))))
        for name, (make, of, columns) in {**MADE, **WITHOUT}.items()
    }


@pytest.fixture(scope="module")
def answers(records):
    """Return R's answers."""
    return recompute(ROOT, records, ThesisProject(STUDY))["results"]


@pytest.mark.parametrize("name", MADE)
def test_r_agrees_on_every_number(records, answers, name):
    """From the raw tables on, with missing values; each in more than the p value."""
    found = agreement(records[name], answers[name].get("values"))
    assert found.wrong == answers[name].get("error", [])
    assert found.verdict == "agrees"
    assert found.compared > 4


@pytest.mark.parametrize("name", WITHOUT)
def test_r_says_to_what_it_has_no_answer(records, answers, name):
    """Which is neither agreement nor a fault."""
    found = agreement(records[name], answers[name]["values"])
    assert (found.verdict, found.wrong) == ("skipped", [])


SPOILT = {
    "ttest_ind": ("effects", 0, "conf_low"),
    "wilcoxon": ("p_value",),
    "spearmanr": ("statistic",),
    "welch_anova": ("dof_resid",),
    "chi2": ("statistic",),
    "fisher_exact": ("effects", 0, "estimate"),
    "ols, products": ("terms", 4, "std_error"),
    "logit": ("terms", 1, "effect", "conf_high"),
    "glm, Poisson": ("tests", 0, "statistic"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_r_disagrees_with_another_number(records, answers, name):
    """In the fourth digit, and says where."""
    record = json.loads(json.dumps(records[name]))
    *way, last = SPOILT[name]
    part = record
    for step in way:
        part = part[step]
    part[last] *= 1.0005
    (wrong,) = agreement(record, answers[name]["values"]).wrong
    assert f"{last}: " in wrong
