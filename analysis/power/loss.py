"""What losing people does to proportions, if the reason for the loss were known.

Studies are simulated, people are lost by a stated mechanism, and those left are
analysed as a study would: as complete cases, and weighted by an entry variable.

Everybody has an entry variable x (such as ambivalence), standard normal in every group,
and log odds of the outcome (abstinence) that fall by log(`outcome_odds_ratio`) for each
standard deviation of x. The log odds of being seen again depend, by the log of the
strength, on

- random: nothing
- observed: x; the odds fall by the strength for each standard deviation
- outcome: the outcome; the odds of those who have it are higher by the strength
- differential: the outcome, but not in the first group, where all are found alike

and are such that the numbers followed up are expected in every group, and the true
proportions are those stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import joblib
import numpy as np
from scipy import optimize, special, stats

from analysis.estimates.noncentrality import tail_of
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values
from analysis.power._design_measures import (
    design_used,
    listed,
    mean_measure,
    share_measure,
)
from analysis.power._loss_estimators import (
    Estimates,
    Flags,
    complete_cases,
    inverse_chances,
    weighted_cases,
)
from results import Cell, DesignAnalysis, Measure, Option

#: Why people are lost, with the words for it; the first group is named.
MECHANISMS = {
    "random": "At random",
    "observed": "By the entry variable",
    "outcome": "By the outcome",
    "differential": "By the outcome, not in {first}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """How people are drawn in every cell."""

    abstinent: tuple[float, ...]
    per_group: int
    followed_up: tuple[int, ...]
    slope: float  # of the outcome on x, log odds
    replications: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Design:
    """What is the same in every cell."""

    groups: tuple[str, ...]
    words: tuple[str, ...]
    people: _People
    conf_level: float


@recorded()
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

    The module says how studies are simulated. Cells are computed by joblib, so that
    ``joblib.parallel_config("dask")`` carries them to a cluster, with the same numbers.

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
        x; the intervals are those of `weighting.weighted_proportions`. An estimate of
        0 or 1, and the difference from it, has none, which counts as not holding the
        true value.

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
        groups=tuple(abstinent),
        words=tuple((labels or {}).get(code, code) for code in abstinent),
        people=_People(
            abstinent=tuple(abstinent.values()),
            per_group=per_group,
            followed_up=tuple(followed_up),
            slope=-log(outcome_odds_ratio),
            replications=replications,
        ),
        conf_level=conf_level,
    )
    cells = joblib.Parallel(n_jobs=None)(
        joblib.delayed(_cell)(design, *one) for one in _asked(strengths, seed)
    )
    return DesignAnalysis(
        method="Simulation of attrition",
        label="Bias and coverage when people are lost",
        n_replications=replications,
        cells=tuple(cells),
        data=design_used(
            groups=listed(design.groups),
            abstinent=listed(design.people.abstinent),
            per_group=per_group,
            followed_up=listed(followed_up),
            strengths=listed(strengths),
            outcome_odds_ratio=outcome_odds_ratio,
            replications=replications,
            conf_level=conf_level,
            seed=seed,
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
    if not np.isfinite([*strengths, outcome_odds_ratio]).all():
        raise ValueError(
            "strengths and outcome_odds_ratio: not finite, got "
            f"{[*strengths, outcome_odds_ratio]}; 1 is no dependence"
        )
    if len({f"{s:g}" for s in strengths}) < len(strengths):
        raise ValueError(
            f"strengths: the same one twice, got {list(strengths)}; give each once"
        )
    if min([*strengths, outcome_odds_ratio]) <= 0:
        raise ValueError(
            "strengths and outcome_odds_ratio: not above 0, got "
            f"{[*strengths, outcome_odds_ratio]}; 1 is no dependence"
        )


def _asked(
    strengths: Sequence[float], seed: int
) -> list[tuple[str, float, np.random.SeedSequence]]:
    # Mechanism, strength and stream of each cell.
    asked = [("random", 1.0)]
    asked += [(name, s) for name in MECHANISMS if name != "random" for s in strengths]
    streams = np.random.SeedSequence(seed).spawn(len(asked))
    return [(*one, stream) for one, stream in zip(asked, streams, strict=True)]


def draws(
    *,
    abstinent: Sequence[float],
    per_group: int,
    followed_up: Sequence[int],
    strengths: Sequence[float],
    outcome_odds_ratio: float,
    replications: int,
    seed: int,
) -> Iterator[tuple[Values, Flags, Flags]]:
    """Yield the studies that `attrition_bias` simulates in each of its cells.

    Parameters
    ----------
    abstinent : sequence of float
        True proportions of the groups, in their order.
    per_group, followed_up, strengths, outcome_odds_ratio, replications, seed
        As for `attrition_bias`.

    Yields
    ------
    (array, array of bool, array of bool), shapes (replications, n_groups, per_group)
        The entry variable, the outcome, and who was seen again.
    """
    people = _People(
        abstinent=tuple(abstinent),
        per_group=per_group,
        followed_up=tuple(followed_up),
        slope=-log(outcome_odds_ratio),
        replications=replications,
    )
    for one in _asked(strengths, seed):
        yield _studies(people, *one)


def _cell(
    design: _Design, mechanism: str, strength: float, stream: np.random.SeedSequence
) -> Cell:
    x, outcome, seen = _studies(design.people, mechanism, strength, stream)
    weights, usable = inverse_chances(x, seen)
    usable &= np.all(np.any(seen, axis=2), axis=1)
    outcome, seen, weights = outcome[usable], seen[usable], weights[usable]
    tail = tail_of(design.conf_level)
    z = float(stats.norm.isf(tail))
    measures = [share_measure("left_out", "Studies left out", ~usable)]
    for name, word, found in (
        ("complete", "complete cases", complete_cases(outcome, seen, z)),
        ("weighted", "weighted", weighted_cases(outcome, seen, weights, tail)),
    ):
        measures += _judged(design, name, word, found)
    given = "" if mechanism == "random" else f"-{strength:g}".replace(".", "_")
    words = MECHANISMS[mechanism].format(first=design.words[0])
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


def _studies(
    people: _People, mechanism: str, strength: float, stream: np.random.SeedSequence
) -> tuple[Values, Flags, Flags]:
    # x, outcome and seen of everybody; shape (replications, groups, per_group).
    rng = np.random.default_rng(stream)
    shape = (people.replications, len(people.abstinent), people.per_group)
    x = rng.standard_normal(shape)
    chances, draws = rng.random(shape), rng.random(shape)
    outcome = np.empty(shape, dtype=bool)
    seen = np.empty(shape, dtype=bool)
    nodes, masses = _normal_nodes()
    for g, true in enumerate(people.abstinent):
        start = _intercept(people.slope * nodes, masses, true)
        outcome[:, g] = chances[:, g] < special.expit(start + people.slope * x[:, g])
        by_x = -log(strength) if mechanism == "observed" else 0.0
        findable = mechanism == "differential" and g == 0
        matters = mechanism in ("outcome", "differential") and not findable
        by_outcome = log(strength) if matters else 0.0
        has = special.expit(start + people.slope * nodes)
        share = people.followed_up[g] / people.per_group
        start = _intercept(
            np.concatenate([by_x * nodes + by_outcome, by_x * nodes]),
            np.concatenate([masses * has, masses * (1 - has)]),
            share,
        )
        odds = start + by_x * x[:, g] + by_outcome * outcome[:, g]
        seen[:, g] = draws[:, g] < special.expit(odds)
    return x, outcome, seen


def _normal_nodes() -> tuple[Values, Values]:
    # Points and masses that integrate a smooth function over a standard normal x.
    nodes, masses = np.polynomial.hermite_e.hermegauss(101)
    return nodes, masses / masses.sum()


def _intercept(odds: Values, masses: Values, share: float) -> float:
    # Log odds to add to all for the mean probability to be the share.
    return float(
        optimize.brentq(
            lambda start: float(masses @ special.expit(start + odds)) - share, -50, 50
        )
    )


def _judged(
    design: _Design, name: str, word: str, found: tuple[Estimates, ...]
) -> list[Measure]:
    true = np.array(design.people.abstinent)
    ends = f"{design.groups[0]}-{design.groups[-1]}"
    one, other = design.words[0], design.words[-1]
    parts = [
        (code, label, tuple(numbers[:, g] for numbers in found[0]), true[g])
        for g, (code, label) in enumerate(zip(design.groups, design.words, strict=True))
    ]
    parts += [(ends, f"{one} - {other}", found[1], true[0] - true[-1])]
    measures = []
    for code, label, (estimate, low, high), truth in parts:
        words = f"{label}, {word}"
        holds = (low <= truth) & (truth <= high)
        measures += [
            mean_measure(f"{name}_bias_{code}", f"Bias: {words}", estimate - truth),
            share_measure(f"{name}_coverage_{code}", f"Coverage: {words}", holds),
        ]
    return measures
