"""What losing people does to proportions, if the reason for the loss were known.

Studies are simulated, people are lost by a stated mechanism, and those left are
analysed as a study would: as complete cases, and weighted by an entry variable.
How they are simulated, `analysis.power.lost_people` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import joblib
import numpy as np
from scipy import stats

from analysis.estimates.coverage import tail_of
from analysis.estimates.recorded import recorded
from analysis.power._design_measures import (
    design_used,
    listed,
    mean_measure,
    share_measure,
)
from analysis.power._loss_estimators import (
    Estimates,
    complete_cases,
    inverse_chances,
    weighted_cases,
)
from analysis.power.lost_people import MECHANISMS, People, cells_asked, studies
from results import Cell, DesignAnalysis, Measure, Option


@dataclass(frozen=True, slots=True, kw_only=True)
class _Design:
    """What is the same in every cell."""

    groups: dict[str, str]  # code and label
    people: People
    conf_level: float


@recorded(
    "groups",
    "abstinent",
    "per_group",
    "followed_up",
    "strengths",
    "outcome_odds_ratio",
    "replications",
    "conf_level",
    "seed",
)
def attrition_bias(
    *,
    abstinent: Mapping[str, float],
    labels: Mapping[str, str] | None = None,
    per_group: int = 24,
    followed_up: Sequence[int] = (17, 16, 15),
    strengths: Sequence[float] = (2, 4),
    outcome_odds_ratio: float = 2.0,
    replications: int = 5_000,
    conf_level: float = 0.95,
    seed: int = 1,
) -> DesignAnalysis:
    """Bias of proportions, and coverage of their intervals, when people are lost.

    `analysis.power.lost_people` says how studies are simulated. Cells are computed by
    joblib, so that ``joblib.parallel_config("dask")`` carries them to a cluster, with
    the same numbers.

    Parameters
    ----------
    abstinent : mapping of str to float
        Group code to true proportion, between 0 and 1; two groups or more.
    labels : mapping of str to str, optional
        Group code to label.
    per_group : int
        People in each group.
    followed_up : sequence of int
        People expected to be seen again in each group, between 0 and `per_group`.
    strengths : sequence of float
        Odds ratios of being seen again, above 0, to six figures different.
    outcome_odds_ratio : float
        Factor by which the odds of the outcome fall for each standard deviation of
        the entry variable, above 0.
    replications : int
        Simulated studies in each cell, 2 or more.
    conf_level : float
        Coverage that the intervals are meant to have, between 0 and 1.
    seed : int
        Each cell draws from a stream of its own; the same seed gives the same numbers.

    Returns
    -------
    DesignAnalysis
        One cell for ``random`` and for every other mechanism and strength. Measures,
        each with its Monte Carlo error, are named by estimator (complete or weighted),
        kind, and a group or the difference of the first group and the last, as in
        ``weighted_bias_prison-outpatient``:

        - bias: mean of estimate - true value, from -1 to 1
        - coverage: share of the intervals that hold the true value
        - `left_out`: share of the studies in which nobody of a group was seen, or the
          weights could not be computed; they enter no other measure

        Complete cases have Wilson's interval, and Newcombe's for the difference.
        Weights are 1 / probability of being seen, by logistic regression on group and
        x; the intervals are those of
        `analysis.attrition.weighting.weighted_proportions`. An estimate of 0 or 1, and
        the difference from it, has none, which counts as not holding the true value.

    Raises
    ------
    ValueError
        If a parameter is out of its range.

    References
    ----------
    R 4.2.2: uniroot and integrate for the intercepts; glm.fit for the weights;
    prop.test(correct = FALSE) for Wilson's interval.
    """
    _check(abstinent, followed_up, per_group, strengths, outcome_odds_ratio)
    tail_of(conf_level)  # refuses what is no level
    if replications < 2:
        raise ValueError(f"replications: fewer than 2, got {replications}; use 5000")
    design = _Design(
        groups={code: (labels or {}).get(code, code) for code in abstinent},
        people=People(
            abstinent=tuple(abstinent.values()),
            per_group=per_group,
            followed_up=tuple(followed_up),
            outcome_odds_ratio=outcome_odds_ratio,
            replications=replications,
        ),
        conf_level=conf_level,
    )
    cells = joblib.Parallel(n_jobs=None)(
        joblib.delayed(_cell)(design, *one) for one in cells_asked(strengths, seed)
    )
    return DesignAnalysis(
        method="Simulation of attrition",
        label="Bias and coverage when people are lost",
        n_replications=replications,
        cells=tuple(cells),
        data=design_used(
            groups=listed(list(abstinent)), abstinent=listed(design.people.abstinent)
        ),
    )


def _check(
    abstinent: Mapping[str, float],
    followed_up: Sequence[int],
    per_group: int,
    strengths: Sequence[float],
    outcome_odds_ratio: float,
) -> None:
    if len(abstinent) < 2 or len(followed_up) != len(abstinent):
        raise ValueError(
            "followed_up: not one number for each of two groups or more, got "
            f"{list(followed_up)} for {list(abstinent)}"
        )
    if not all(0 < p < 1 for p in abstinent.values()):
        raise ValueError(
            f"abstinent: outside 0 to 1, got {list(abstinent.values())}; "
            "use proportions"
        )
    if not all(0 < n < per_group for n in followed_up):
        raise ValueError(
            f"followed_up: not between 0 and {per_group}, got {list(followed_up)}"
        )
    odds = [*strengths, outcome_odds_ratio]
    finite = np.isfinite(odds).all()
    if not finite or min(odds) <= 0:
        fault = "not above 0" if finite else "not finite"
        raise ValueError(
            f"strengths and outcome_odds_ratio: {fault}, got {odds}; 1 is no dependence"
        )
    if len({f"{s:g}" for s in strengths}) < len(strengths):
        raise ValueError(
            f"strengths: the same one twice, got {list(strengths)}; give each once"
        )


def _cell(
    design: _Design, mechanism: str, strength: float, stream: np.random.SeedSequence
) -> Cell:
    x, outcome, seen = studies(design.people, mechanism, strength, stream)
    weights, usable = inverse_chances(x, seen)
    usable &= np.all(np.any(seen, axis=2), axis=1)
    outcome, seen, weights = outcome[usable], seen[usable], weights[usable]
    tail = tail_of(design.conf_level)
    z = float(stats.norm.isf(tail))
    measures = [share_measure("left_out", "Studies left out", ~usable)]
    for name, word, estimates in (
        ("complete", "complete cases", complete_cases(outcome, seen, z)),
        ("weighted", "weighted", weighted_cases(outcome, seen, weights, tail)),
    ):
        measures += _judged(design, name, word, estimates)
    given = "" if mechanism == "random" else f"-{strength:g}".replace(".", "_")
    words = MECHANISMS[mechanism].format(first=next(iter(design.groups.values())))
    odds = f", odds ratio {strength:g}" if given else ""
    return Cell(
        name=f"{mechanism}{given}",
        label=f"{words}{odds}",
        conditions=(
            Option(name="mechanism", value=mechanism),
            Option(name="odds_ratio", value=strength),
            *(
                Option(name=f"true_{code}", value=p)
                for code, p in zip(design.groups, design.people.abstinent, strict=True)
            ),
        ),
        measures=tuple(measures),
    )


def _judged(
    design: _Design, name: str, word: str, estimates: tuple[Estimates, ...]
) -> list[Measure]:
    true = np.array(design.people.abstinent)
    (first, one), *_, (last, other) = design.groups.items()
    parts = [
        (code, label, tuple(numbers[:, g] for numbers in estimates[0]), true[g])
        for g, (code, label) in enumerate(design.groups.items())
    ]
    apart = true[0] - true[-1]
    parts += [(f"{first}-{last}", f"{one} - {other}", estimates[1], apart)]
    measures = []
    for code, label, (estimate, low, high), truth in parts:
        words = f"{label}, {word}"
        holds = (low <= truth) & (truth <= high)
        measures += [
            mean_measure(f"{name}_bias_{code}", f"Bias: {words}", estimate - truth),
            share_measure(f"{name}_coverage_{code}", f"Coverage: {words}", holds),
        ]
    return measures
