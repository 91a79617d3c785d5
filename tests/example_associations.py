"""Records of correlations and of tipping points."""

from results import (
    Correlation,
    Correlations,
    DataUsed,
    Option,
    TippingCell,
    TippingPoint,
)

USED = DataUsed(
    source="simulated/cohort",
    variables=("abstinent", "setting"),
    filter="seen_again is yes",
    rows=48,
    function="analysis.x.y",
    options=(Option(name="conf_level", value=0.95), Option(name="seed", value=1)),
)


LEVEL = {"conf_low": 0.2, "conf_high": 0.6, "conf_level": 0.95}


PAIR = Correlation(
    first="mood",
    second="age",
    first_label="Mood",
    second_label="Age",
    n=70,
    estimate=-0.251,
    conf_low=-0.46,
    conf_high=-0.02,
    conf_level=0.95,
    statistic_name="t",
    statistic=-2.14,
    dof=68,
    p_value=0.036,
    p_adjusted=None,
)


CORRELATIONS = Correlations(
    method="Pearson correlations",
    n=70,
    n_missing=2,
    correction="none",
    pairs=(PAIR,),
    data=USED,
)


TIPPING = TippingPoint(
    method="Tipping point",
    outcome="Abstinent",
    first="Inpatient",
    second="Outpatient",
    n=48,
    n_observed=31,
    n_cells=2,
    n_remaining=1,
    alpha=0.05,
    cells=(
        TippingCell(first_count=0, second_count=0, estimate=0.3, p_value=0.04),
        TippingCell(first_count=0, second_count=1, estimate=0.2, p_value=0.1),
    ),
    data=USED,
)
