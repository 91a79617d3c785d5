"""Made-up models, survival and paired counts, as tables show them."""

from dataclasses import replace

from example_results import PAIR, USED, effect

from results import (
    Addition,
    Assumption,
    EstimatedMean,
    FitStatistic,
    Improvement,
    Model,
    PairedCounts,
    Survival,
    SurvivalGroup,
    Term,
    TermTest,
)


def term(name, label, estimate, dof=45.0):
    """Make a coefficient."""
    return Term(
        name=name,
        label=label,
        estimate=estimate,
        std_error=0.5123,
        statistic_name="t" if dof else "z",
        statistic=2.345,
        dof=dof,
        p_value=0.0234,
        conf_low=estimate - 1,
        conf_high=estimate + 1.006,
        conf_level=0.95,
    )


def mean(code, label, estimate):
    """Make an estimated mean."""
    return EstimatedMean(
        group=code,
        label=label,
        estimate=estimate,
        std_error=0.7,
        conf_low=estimate - 1.4,
        conf_high=estimate + 1.4,
        conf_level=0.95,
    )


def looked_at(name, method, symbol, statistic, dof=None, dof_resid=None, undefined=""):
    """Make an assumption."""
    return Assumption(
        name=name,
        method=method,
        statistic_name=symbol,
        statistic=statistic,
        dof=dof,
        dof_resid=dof_resid,
        p_value=None if undefined else 0.0312,
        undefined=undefined,
    )


SHAPIRO = Assumption(
    name="normal residuals",
    method="Shapiro-Wilk test",
    statistic_name="W",
    statistic=0.9812,
    dof=None,
    dof_resid=None,
    p_value=0.4123,
)

FORSYTHE = looked_at("equal variances", "Brown-Forsythe test", "F", 2.345, 2.0, 45.0)

JOINT = TermTest(
    name="setting",
    label="Setting",
    statistic_name="F",
    statistic=5.1234,
    dof=2.0,
    dof_resid=45.0,
    p_value=0.0098,
    effect=effect("partial_omega_squared", 0.1512, 0.0104, 0.3105),
)

LINEAR = Model(
    method="Analysis of covariance",
    outcome="Mood",
    unit="points",
    n=49,
    n_missing=3,
    n_events=None,
    n_people=None,
    terms=(term("intercept", "Intercept", 1.01), term("age", "Age - 40", -0.25)),
    tests=(JOINT,),
    means=(mean("prison", "Prison", 14.1), mean("inpatient", "Inpatient", 20.2667)),
    contrasts=(
        replace(
            PAIR,
            dof=45.0,
            correction="Holm",
            interval_correction="Bonferroni",
            effect=effect("adjusted_hedges_g", -0.8, -1.4, -0.2),
        ),
    ),
    fit=(FitStatistic(name="r_squared", label="R²", value=0.5249),),
    assumptions=(SHAPIRO,),
    data=USED,
)

ODDS = replace(
    LINEAR,
    method="Logistic regression by maximum likelihood",
    outcome="Completed",
    unit="",
    n_missing=0,
    n_events=21,
    terms=(
        term("intercept", "Intercept", -1.5, dof=None),
        replace(
            term("age", "Age", 0.7, dof=None),
            effect=effect("odds_ratio", 2.0138, 0.7408, 5.474),
        ),
    ),
    tests=(
        replace(JOINT, statistic_name="χ²", dof_resid=None, effect=None),
        replace(JOINT, name="age", label="Age", statistic_name="z", statistic=2.345),
    ),
    means=(),
    contrasts=(),
    assumptions=(),
)

EXTRA = Improvement(
    method="Penalised likelihood ratio tests",
    outcome="Completed",
    base="Age, Setting",
    n=68,
    correction="Holm",
    additions=tuple(
        Addition(
            name=name,
            label=name.title(),
            n=n,
            n_events=31,
            statistic_name="χ²",
            statistic=3.456,
            dof=1.0,
            p_value=0.0634,
            p_adjusted=0.1268,
        )
        for name, n in [("mood", 66), ("hope", 68)]
    ),
    data=USED,
)

PRISON = SurvivalGroup(
    group="prison",
    label="Prison",
    n=24,
    n_missing=0,
    n_events=14,
    median=81.0,
    median_low=40.5,
    median_high=None,
    restricted_mean=101.456,
    restricted_mean_se=12.0,
    restricted_mean_low=77.944,
    restricted_mean_high=124.968,
    conf_level=0.95,
    steps=(),
    undefined="no upper limit of the median",
)

INPATIENT = replace(
    PRISON,
    group="inpatient",
    label="Inpatient",
    n_events=0,
    median=None,
    median_low=None,
    restricted_mean=168.0,
    restricted_mean_low=None,
    restricted_mean_high=None,
    undefined="nobody had the event before 168",
)

SURVIVAL = Survival(
    method="Kaplan-Meier estimate and log-rank test",
    outcome="Left the programme",
    unit="days",
    n=48,
    n_missing=2,
    n_events=14,
    statistic_name="χ²",
    statistic=7.654,
    dof=1.0,
    p_value=0.0057,
    groups=(PRISON, INPATIENT),
    contrasts=(
        replace(
            PAIR,
            statistic_name="z",
            dof=None,
            effect=None,
            correction="Holm",
            interval_correction="Bonferroni",
        ),
    ),
    correction="Holm",
    data=USED,
    undefined="no contrasts with Outpatient",
    restricted_to=168.0,
)

PAIRED = PairedCounts(
    method="McNemar exact test",
    outcome="Used heroin",
    n=48,
    n_missing=2,
    both=10,
    before_only=15,
    after_only=5,
    neither=18,
    before=25 / 48,
    after=15 / 48,
    estimate=-10 / 48,
    conf_low=-0.371,
    conf_high=-0.0249,
    conf_level=0.95,
    p_value=0.0414,
    effect=effect("odds_ratio", 0.3333, 0.0949, 0.9649),
    data=USED,
)
