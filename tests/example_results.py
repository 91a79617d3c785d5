"""Made-up results that several tests share, one of every kind."""

from dataclasses import replace

from results import (
    Change,
    Comparison,
    Contrast,
    Count,
    CountComparison,
    DataUsed,
    Description,
    Effect,
    GroupCount,
    GroupProportion,
    GroupSummary,
    Proportion,
    ProportionDifference,
    ThemeRow,
    ThemeTable,
)

USED = DataUsed(
    source="simulated/entry", variables=("setting", "mood"), filter="all rows", rows=19
)


def group(code, label, n, mean, sd):
    """Make one group's summary, with quartiles around its mean."""
    return GroupSummary(
        group=code,
        label=label,
        n=n,
        n_missing=1,
        mean=mean,
        sd=sd,
        median=mean - 0.5,
        q1=mean - 1.25,
        q3=mean + 1.25,
        minimum=mean - 3,
        maximum=mean + 4.5,
    )


def effect(name, estimate, low, high):
    """Make an effect size with a 95% interval."""
    return Effect(
        name=name, estimate=estimate, conf_low=low, conf_high=high, conf_level=0.95
    )


PAIR = Contrast(
    first="prison",
    second="inpatient",
    estimate=-6.1667,
    std_error=1.37,
    statistic=-4.4916,
    dof=11.2356,
    p_value=0.0009,
    p_adjusted=0.0023,
    conf_low=-9.8633,
    conf_high=-2.4701,
    conf_level=0.95,
    effect=effect("hedges_g", -2.2518, -3.5584, -0.8941),
    correction="Games-Howell",
    interval_correction="Games-Howell",
)


WELCH = Comparison(
    method="Welch analysis of variance",
    outcome="Mood",
    unit="points",
    n=14,
    n_missing=2,
    statistic_name="F",
    statistic=5.1234,
    dof=2.0,
    dof_resid=43.6071,
    p_value=0.0102,
    effect=effect("omega_squared", 0.1512, 0.0104, 0.3105),
    alternative="two-sided",
    correction="Games-Howell",
    groups=(
        group("prison", "Prison", 6, 14.0, 2.4833),
        group("inpatient", "Inpatient", 8, 20.0, 2.6186),
    ),
    contrasts=(PAIR,),
    data=USED,
)


RANKS = replace(
    WELCH,
    method="Kruskal-Wallis test",
    outcome="Days in treatment",
    unit="days",
    statistic_name="H",
    statistic=10.46,
    dof_resid=None,
    p_value=0.0004,
    effect=effect("rank_epsilon_squared", 0.5811, 0.3666, 0.8172),
    correction="none",
    contrasts=(),
)


WELCH_T = replace(
    WELCH,
    method="Welch t test",
    statistic_name="t",
    statistic=-1.857,
    dof=17.776,
    dof_resid=None,
    p_value=0.0794,
    effect=effect("hedges_g", -0.7966, -1.6906, 0.1012),
    correction="none",
    contrasts=(),
)


CHANGE = Change(
    method="Paired t test",
    outcome="Heroin use",
    unit="days",
    n=8,
    n_missing=2,
    before=group("prison", "Prison", 8, 26.75, 4.432),
    after=group("prison", "Prison", 8, 14.75, 10.4847),
    estimate=-12.0,
    std_error=3.9776,
    statistic_name="t",
    statistic=-3.0169,
    dof=7.0,
    p_value=0.01947,
    conf_low=-21.4056,
    conf_high=-2.5944,
    conf_level=0.95,
    effect=effect("hedges_g_z", -0.9474, -1.712, -0.143),
    alternative="two-sided",
    data=USED,
)


SHARES = tuple(
    GroupProportion(
        group=code,
        label=label,
        count=count,
        n=24,
        n_missing=0,
        proportion=count / 24,
        conf_low=0.551,
        conf_high=0.88,
        conf_level=0.95,
    )
    for code, label, count in [("prison", "Prison", 18), ("inpatient", "Inpatient", 11)]
)


EXACT = CountComparison(
    method="Fisher-Freeman-Halton exact test",
    outcome="Completed | ended",
    level="Completed",
    n=48,
    n_missing=0,
    p_value=0.03134,
    effect=effect("cramers_v", 0.3448, 0.0691, 0.5599),
    groups=SHARES,
    data=USED,
)


PROPORTION = Proportion(
    label="completed",
    count=31,
    n=48,
    n_missing=2,
    proportion=31 / 48,
    conf_low=0.5044,
    conf_high=0.7657,
    conf_level=0.95,
    method="Wilson interval",
    data=USED,
)


COUNT = Count(label="men", count=72, data=USED)


DESCRIPTION = Description(
    outcome="Age", unit="years", summary=group("all", "All", 72, 33.333, 6.1), data=USED
)


PRISON = GroupCount(
    group="prison",
    label="Prison",
    count=2,
    n=4,
    participants=2,
    n_participants=4,
    excerpts=5,
    proportion=0.5,
    conf_low=0.0676,
    conf_high=0.9324,
    conf_level=0.95,
)


THEMES = ThemeTable(
    method="Excerpts coded by A; an interview counts once for a theme, a passage once",
    groups=(PRISON,),
    rows=tuple(
        ThemeRow(
            theme=theme,
            label=label,
            parent=parent,
            level="code" if parent else "theme",
            interviews=2,
            n=4,
            participants=2,
            excerpts=5,
            proportion=0.5,
            conf_low=0.0676,
            conf_high=0.9324,
            conf_level=0.95,
            by_group=(PRISON,),
        )
        for theme, label, parent in [
            ("formal", "Formal", ""),
            ("court", "Court", "formal"),
        ]
    ),
    n_interviews=4,
    n_participants=4,
    n_excerpts=5,
    data=USED,
)


ALL = [
    WELCH,
    RANKS,
    WELCH_T,
    CHANGE,
    EXACT,
    PROPORTION,
    COUNT,
    DESCRIPTION,
    THEMES,
]


SENTENCES = [
    (WELCH, "*F*(2, 43.61) = 5.12, *p* = .010, ω² = .15, 95% CI [.01, .31]"),
    (RANKS, "*H*(2) = 10.46, *p* < .001, ε² = .58, 95% CI [.37, .82]"),
    (WELCH_T, "*t*(17.78) = −1.86, *p* = .079, *g* = −0.80, 95% CI [−1.69, 0.10]"),
    (
        PAIR,
        "difference = −6.17, Games-Howell-adjusted 95% CI [−9.86, −2.47], "
        "*t*(11.24) = −4.49, Games-Howell-adjusted *p* = .002, *g* = −2.25, unadjusted "
        "95% CI [−3.56, −0.89]",
    ),
    (
        CHANGE,
        "mean change = −12.00 days, 95% CI [−21.41, −2.59], *t*(7) = −3.02, "
        "*p* = .019, *g*z = −0.95, 95% CI [−1.71, −0.14]",
    ),
    (
        EXACT,
        "exact *p* = .031, *V* = .34, 95% CI [.07, .56]",
    ),
    (PROPORTION, "31 of 48 (65%), 95% CI [50%, 77%]"),
    (SHARES[1], "11 of 24 (46%)"),
    (replace(SHARES[1], count=15), "15 of 24 (63%)"),  # 62.5
    (replace(SHARES[1], count=57, n=200), "57 of 200 (29%)"),  # 28.5
    (COUNT, "72"),
    (DESCRIPTION, "*M* = 33.33, *SD* = 6.10, *n* = 72"),
    (THEMES, "1 theme, 5 excerpts in 4 interviews"),
    (THEMES.rows[0], "2 of 4 (50%), 95% CI [7%, 93%], 5 excerpts"),
    (THEMES.groups[0], "2 of 4 (50%)"),
    (WELCH.effect, "ω² = .15, 95% CI [.01, .31]"),
]


FIELDS = [
    (WELCH, "groups.prison.mean", "14.00"),
    (WELCH, "groups.prison.sd", "2.48"),
    (WELCH, "groups.prison.minimum", "11"),
    (WELCH, "groups.prison.maximum", "18.50"),
    (WELCH, "groups.prison.n_missing", "1"),
    (WELCH, "groups.inpatient", "*M* = 20.00, *SD* = 2.62, *n* = 8"),
    (WELCH, "n", "14"),
    (WELCH, "n_missing", "2"),
    (WELCH, "statistic", "5.12"),
    (WELCH, "dof", "2"),
    (WELCH, "dof_resid", "43.61"),
    (WELCH, "p_value", ".010"),
    (RANKS, "p_value", "< .001"),
    (WELCH, "effect", "ω² = .15, 95% CI [.01, .31]"),
    (WELCH, "effect.estimate", ".15"),
    (WELCH, "effect.conf_level", "95%"),
    (WELCH, "omega_squared", ".15"),
    (WELCH, "omega_squared.conf_high", ".31"),
    (WELCH_T, "hedges_g", "−0.80"),
    (WELCH, "contrasts.prison-inpatient.p_adjusted", ".002"),
    (WELCH, "contrasts.prison-inpatient.conf_low", "−9.86"),
    (WELCH, "contrasts.prison-inpatient.hedges_g", "−2.25"),
    (WELCH, "contrasts.prison-inpatient", SENTENCES[3][1]),
    (WELCH, "outcome", "Mood"),
    (WELCH, "data.rows", "19"),
    (WELCH, "data.variables", "setting, mood"),
    (CHANGE, "before.mean", "26.75"),
    (CHANGE, "estimate", "−12.00"),
    (PROPORTION, "proportion", "65%"),
    (PROPORTION, "conf_low", "50%"),
    (PROPORTION, "count", "31"),
    (EXACT, "groups.prison", "18 of 24 (75%)"),
    (EXACT, "groups.prison.proportion", "75%"),
    (EXACT, "groups.prison.conf_high", "88%"),
    (EXACT, "cramers_v", ".34"),
    (COUNT, "count", "72"),
    (DESCRIPTION, "summary.mean", "33.33"),
    (THEMES, "rows.formal.interviews", "2"),
    (THEMES, "rows.formal.by_group.prison.n", "4"),
    (THEMES, "n_excerpts", "5"),
]

LESS = ProportionDifference(
    first="prison",
    second="inpatient",
    estimate=0.2917,
    conf_low=-0.0049,
    conf_high=0.5249,
    conf_level=0.95,
    p_value=0.0734,
    p_adjusted=0.1468,
    correction="Holm",
    interval_correction="Bonferroni",
    effect=effect("standardised_difference", 0.6234, 0.0442, 1.2026),
)
