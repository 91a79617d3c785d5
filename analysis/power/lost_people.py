"""Simulated studies in which people are lost by a stated mechanism.

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

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from scipy import optimize, special

from analysis.estimates.rows import Flags, Values

#: Why people are lost, with the words for it; the first group is named.
MECHANISMS = {
    "random": "At random",
    "observed": "By the entry variable",
    "outcome": "By the outcome",
    "differential": "By the outcome, not in {first}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How people are drawn in every cell."""

    abstinent: tuple[float, ...]
    per_group: int
    followed_up: tuple[int, ...]
    outcome_odds_ratio: float
    replications: int

    @property
    def slope(self) -> float:
        """Log odds of the outcome for each standard deviation of x."""
        return -log(self.outcome_odds_ratio)


def cells_asked(
    strengths: Sequence[float], seed: int
) -> list[tuple[str, float, np.random.SeedSequence]]:
    """Mechanism, strength and stream of random numbers of each cell."""
    asked = [("random", 1.0)]
    asked += [(name, s) for name in MECHANISMS if name != "random" for s in strengths]
    streams = np.random.SeedSequence(seed).spawn(len(asked))
    return [(*one, stream) for one, stream in zip(asked, streams, strict=True)]


def studies(
    people: People, mechanism: str, strength: float, stream: np.random.SeedSequence
) -> tuple[Values, Flags, Flags]:
    """Draw x, outcome and seen; shape (replications, groups, per_group)."""
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
