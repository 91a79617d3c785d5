"""The smallest effects that a test detects, one cell for a test and its sizes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import tanh

import numpy as np
from scipy import optimize

from analysis.power.exact_power import (
    power_of_anova,
    power_of_correlation,
    power_of_means,
    power_of_paired,
    power_of_proportions,
)
from results import Cell, Measure, Option

#: Steps between a proportion and 0 or 1 in which a detectable one is looked for.
STEPS = 200


def _solved(power_at: Callable[[float], float], power: float) -> float:
    # The positive number at which a rising power is what was asked for.
    high = 1.0
    while power_at(high) < power:
        high *= 2
    return float(
        optimize.brentq(lambda x: power_at(x) - power, 0, high, xtol=1e-13, rtol=1e-13)
    )


def design_cell(
    kind: str,
    label: str,
    sizes: Sequence[int],
    test: str,
    measures: Sequence[Measure],
    truth: float | None = None,
) -> Cell:
    """One cell; its name holds the kind, the true value in percent and the sizes."""
    said = () if truth is None else (Option(name="true_value", value=truth),)
    numbers = [f"{n}" for n in sizes]
    base = "" if truth is None else f" of {truth:g}"
    about = [] if truth is None else [f"{100 * truth:g}".replace(".", "_")]
    return Cell(
        name="-".join([kind, *about, *numbers]),
        label=f"{label}{base} (n = {', '.join(numbers)})",
        conditions=(
            Option(name="method", value=test),
            Option(name="n", value=", ".join(numbers)),
            *said,
        ),
        measures=tuple(measures),
    )


def means_cell(sizes: tuple[int, int], alpha: float, power: float) -> Cell:
    """Difference of two means."""
    d = _solved(lambda x: power_of_means(x, *sizes, alpha=alpha), power)
    measure = Measure(
        name="cohen_d", label="Difference in standard deviations", value=d
    )
    return design_cell("means", "Two means", sizes, "Student's t test", [measure])


def anova_cell(sizes: tuple[int, ...], alpha: float, power: float) -> Cell:
    """Spread of the means of several groups."""
    f = _solved(lambda x: power_of_anova(x, sizes, alpha=alpha), power)
    share = f**2 / (1 + f**2)
    measures = [
        Measure(name="f", label="Spread of means in standard deviations", value=f),
        Measure(name="omega_squared", label="Share of the variance", value=share),
    ]
    return design_cell(
        "anova", "Means of all groups", sizes, "Analysis of variance", measures
    )


def paired_cell(n: int, alpha: float, power: float) -> Cell:
    """Mean change in one group."""
    d = _solved(lambda x: power_of_paired(x, n, alpha=alpha), power)
    label = "Mean change in standard deviations of the change"
    measure = Measure(name="d_z", label=label, value=d)
    return design_cell("paired", "Change in one group", [n], "Paired t test", [measure])


def correlation_cell(n: int, alpha: float, power: float) -> Cell:
    """Correlation in one group."""
    z = _solved(lambda x: power_of_correlation(tanh(x), n, alpha=alpha), power)
    measure = Measure(name="r", label="Correlation", value=tanh(z))
    return design_cell("correlation", "A correlation", [n], "t test", [measure])


def proportions_cell(
    base: float, sizes: tuple[int, int], alpha: float, power: float
) -> Cell:
    """Nearest proportions of the second group; None where there is none."""

    def missing(second: float) -> float:
        return power_of_proportions(base, second, sizes, alpha=alpha) - power

    measures = []
    for end, name, distance in ((1, "higher", "increase"), (0, "lower", "decrease")):
        steps = np.linspace(base, end, STEPS + 1)
        enough = next((i for i, p in enumerate(steps) if missing(p) >= 0), 0)
        size, why = None, f"even {end} would be detected less often"
        if enough:
            inside = steps[enough - 1], steps[enough]
            size = float(optimize.brentq(missing, *inside, xtol=1e-13, rtol=1e-13))
            why = ""
        apart = None if size is None else abs(size - base)
        word = name.capitalize()
        measures += [
            Measure(name=name, label=f"{word} proportion", value=size, undefined=why),
            Measure(name=distance, label=f"{word} by", value=apart, undefined=why),
        ]
    test = "Fisher's exact test"
    return design_cell(
        "proportions", "Two proportions, one", sizes, test, measures, base
    )
