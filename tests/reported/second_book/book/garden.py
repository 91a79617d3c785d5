"""Twenty invented plants, what was found of them, and what the book says of them."""

from hashlib import sha256
from math import sqrt
from pathlib import Path

import pandas as pd
from scipy import stats

from reported.project import Project
from results import Comparison, Contrast, Count, DataUsed, Effect, GroupSummary

FILE = Path(__file__).with_name("plants.csv")
LABELS = {"sun": "In the sun", "shade": "In the shade"}
NO_INTERVAL = {
    "conf_low": None,
    "conf_high": None,
    "conf_level": 0.95,
    "undefined": "no interval was computed",
}


class Garden(Project):
    """The settings of the book: what its data are."""

    kind = "invented"
    statement = "Twenty invented plants"
    fingerprint = sha256(FILE.read_bytes()).hexdigest()


def plants() -> pd.DataFrame:
    """Return a row for each plant; a height that was not measured is missing."""
    return pd.read_csv(FILE)


def used(
    rows: int, *variables: str, function: str, filter: str = "all rows"
) -> DataUsed:
    """Say from which rows and columns of the plants a result was computed, and how."""
    return DataUsed(
        source="plants",
        variables=variables,
        filter=filter,
        rows=rows,
        function=function,
    )


def counted(label: str, filter: str = "all rows") -> Count:
    """Count the plants that a filter keeps."""
    found = plants() if filter == "all rows" else plants().query(filter)
    data = used(len(found), "flowers", function="query", filter=filter)
    return Count(label=label, count=len(found), data=data)


def height_by_bed() -> Comparison:
    """Compare the heights of the two beds by Welch's t test."""
    heights = {bed: rows for bed, rows in plants().groupby("bed")["height_cm"]}
    groups = tuple(_summary(bed, heights[bed]) for bed in LABELS)
    sun, shade = (heights[bed].dropna() for bed in LABELS)
    test = stats.ttest_ind(sun, shade, equal_var=False)
    low, high = test.confidence_interval()
    difference = sun.mean() - shade.mean()
    effect = Effect(name="hedges_g", estimate=_hedges_g(sun, shade), **NO_INTERVAL)
    same = {"statistic": float(test.statistic), "dof": float(test.df)}
    same |= {"p_value": float(test.pvalue)}
    contrast = Contrast(
        first="sun",
        second="shade",
        estimate=float(difference),
        std_error=float(difference / test.statistic),
        p_adjusted=float(test.pvalue),
        conf_low=float(low),
        conf_high=float(high),
        conf_level=0.95,
        effect=effect,
        correction="none",
        interval_correction="none",
        **same,
    )
    return Comparison(
        method="Welch t test",
        outcome="Height",
        unit="cm",
        n=len(sun) + len(shade),
        n_missing=int(plants()["height_cm"].isna().sum()),
        statistic_name="t",
        dof_resid=None,
        effect=effect,
        alternative="two-sided",
        correction="none",
        groups=groups,
        contrasts=(contrast,),
        data=used(len(sun) + len(shade), "bed", "height_cm", function="ttest_ind"),
        **same,
    )


def _hedges_g(first: pd.Series, second: pd.Series) -> float:
    sizes = len(first), len(second)
    t = stats.ttest_ind(first, second).statistic
    cohens_d = t * sqrt(1 / sizes[0] + 1 / sizes[1])
    return float(cohens_d * (1 - 3 / (4 * (sum(sizes) - 2) - 1)))


def _summary(bed: str, values: pd.Series) -> GroupSummary:
    q1, median, q3 = values.quantile([0.25, 0.5, 0.75])
    return GroupSummary(
        group=bed,
        label=LABELS[bed],
        n=int(values.count()),
        n_missing=int(values.isna().sum()),
        mean=float(values.mean()),
        sd=float(values.std()),
        median=float(median),
        q1=float(q1),
        q3=float(q3),
        minimum=float(values.min()),
        maximum=float(values.max()),
    )
