"""How far a significant result of a small study can be trusted, by simulation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import stats

from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values
from analysis.power._design_measures import design_used, mean_measure, share_measure
from results import Cell, DesignAnalysis, Option


@recorded("sizes", "effects", "replications", "alpha", "seed")
def error_rates(
    *,
    sizes: Sequence[tuple[int, int]] = ((24, 24), (16, 15)),
    effects: Sequence[float] = (0.2, 0.5, 0.8),
    replications: int = 10_000,
    alpha: float = 0.05,
    seed: int = 1,
) -> DesignAnalysis:
    """Power of Welch's t test, and what its significant results are worth.

    Studies are simulated: normal values with a standard deviation of 1 in two groups
    whose true means differ by the effect.

    Parameters
    ----------
    sizes : sequence of (int, int)
        People in the first and second group, two or more.
    effects : sequence of float
        True differences of the means in standard deviations, above 0.
    replications : int
        Simulated studies in each cell.
    alpha : float
        A result is significant if p is below it, between 0 and 1.
    seed : int
        Each cell draws from a stream of its own; the same seed gives the same numbers.

    Returns
    -------
    DesignAnalysis
        One cell for each size and effect, with three measures and the Monte Carlo
        error of each:

        - `power`: share of the studies that are significant
        - `wrong_sign` (type S): share of the significant ones with the wrong sign
        - `exaggeration` (type M): mean of |estimate| / true difference among them

        The last two are None where no study was significant.

    Raises
    ------
    ValueError
        If there is no size or no effect, or a size, an effect, `replications` or
        `alpha` is out of its range.

    References
    ----------
    R 4.2.2: t.test on samples of rnorm. The measures are those of Gelman and Carlin
    (2014), Beyond power calculations.
    """
    people = [n for pair in sizes for n in pair]
    if not people or not len(effects) or min(people) < 2 or min(effects) <= 0:
        raise ValueError(
            f"sizes and effects: not groups of 2 or more and effects above 0, got "
            f"{list(sizes)} and {list(effects)}"
        )
    if replications < 1 or not 0 < alpha < 1:
        raise ValueError(
            "replications and alpha: not 1 or more and between 0 and 1, got "
            f"{replications} and {alpha}"
        )
    drawn = draws(sizes=sizes, effects=effects, replications=replications, seed=seed)
    return DesignAnalysis(
        method="Simulation of Welch's t test",
        label="Power, and errors of sign and size in significant results",
        n_replications=replications,
        cells=tuple(_cell(*studies, alpha) for studies in drawn),
        data=design_used(
            sizes="; ".join(f"{first}, {second}" for first, second in sizes)
        ),
    )


def draws(
    *,
    sizes: Sequence[tuple[int, int]],
    effects: Sequence[float],
    replications: int,
    seed: int,
) -> Iterator[tuple[tuple[int, int], float, Values, Values]]:
    """Yield the studies that `error_rates` simulates in each of its cells.

    Parameters
    ----------
    sizes, effects, replications, seed
        As for `error_rates`.

    Yields
    ------
    (tuple of int, float, array, array)
        Sizes and true difference of the cell, and the values of both groups, in
        standard deviations; shapes (replications, first size) and (replications,
        second size).
    """
    asked = [(pair, effect) for pair in sizes for effect in effects]
    streams = np.random.SeedSequence(seed).spawn(len(asked))
    for (pair, effect), stream in zip(asked, streams, strict=True):
        rng = np.random.default_rng(stream)
        first = rng.normal(effect, 1, (replications, pair[0]))
        yield pair, effect, first, rng.normal(0, 1, (replications, pair[1]))


def _cell(
    sizes: tuple[int, int], effect: float, first: Values, second: Values, alpha: float
) -> Cell:
    test = stats.ttest_ind(first, second, axis=1, equal_var=False)
    estimates = first.mean(axis=1) - second.mean(axis=1)
    significant = estimates[test.pvalue < alpha]
    return Cell(
        name=f"n-{sizes[0]}-{sizes[1]}-d-{effect:g}".replace(".", "_"),
        label=f"True difference {effect:g}, n = {sizes[0]} and {sizes[1]}",
        conditions=(
            Option(name="first", value=sizes[0]),
            Option(name="second", value=sizes[1]),
            Option(name="effect", value=effect),
        ),
        measures=(
            share_measure("power", "Power", test.pvalue < alpha),
            share_measure("wrong_sign", "Type S error", significant < 0),
            mean_measure("exaggeration", "Type M error", np.abs(significant) / effect),
        ),
    )
