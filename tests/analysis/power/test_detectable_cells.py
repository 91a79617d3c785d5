"""The smallest effects have the power asked for, by other computations of power."""

from math import sqrt

import numpy as np
import pytest
from scipy import integrate, stats
from statsmodels.stats.power import FTestAnovaPower, TTestIndPower, TTestPower

from analysis.power._detectable_cells import (
    anova_cell,
    correlation_cell,
    design_cell,
    means_cell,
    paired_cell,
    proportions_cell,
)
from analysis.power.exact_power import power_of_proportions
from results import Measure, Option


def values(cell):
    """Values of the measures of a cell by name."""
    return {measure.name: measure.value for measure in cell.measures}


def test_detectable_means_have_the_power_that_statsmodels_gives():
    """Two groups of unlike sizes, and changes within one."""
    d = values(means_cell((19, 11), 0.05, 0.8))["cohen_d"]
    asked = {"nobs1": 19, "alpha": 0.05, "ratio": 11 / 19}
    assert TTestIndPower().power(d, **asked) == pytest.approx(0.8, abs=1e-9)
    d = values(paired_cell(13, 0.1, 0.9))["d_z"]
    assert TTestPower().power(d, nobs=13, alpha=0.1) == pytest.approx(0.9, abs=1e-9)


def test_a_detectable_spread_of_means_has_the_power_that_statsmodels_gives():
    """And the share of the variance that goes with it."""
    found = values(anova_cell((9, 9, 9, 9), 0.05, 0.8))
    power = FTestAnovaPower().power(found["f"], nobs=36, alpha=0.05, k_groups=4)
    assert power == pytest.approx(0.8, abs=1e-9)
    odds = found["omega_squared"] / (1 - found["omega_squared"])
    assert odds == pytest.approx(found["f"] ** 2)


def test_a_detectable_correlation_has_its_power_by_the_spread_of_the_predictor():
    """Given the sum of squares of one variable, t of the slope is noncentral."""
    n, alpha = 20, 0.05
    r = values(correlation_cell(n, alpha, 0.8))["r"]
    critical = stats.t.isf(alpha / 2, n - 2)

    def weighted(squares):
        away = r / sqrt(1 - r**2) * sqrt(squares)
        power = stats.nct.sf(critical, n - 2, away) + stats.nct.cdf(
            -critical, n - 2, away
        )
        return power * stats.chi2.pdf(squares, n - 1)

    power = integrate.quad(weighted, 0.5, 90, limit=200)[0]
    assert power == pytest.approx(0.8, abs=1e-6)


def test_no_nearer_proportion_is_detected():
    """Power is short of it all the way from the base, and is there at the end."""
    cell = proportions_cell(0.3, (14, 12), 0.05, 0.8)
    found = values(cell)
    assert found["increase"] == pytest.approx(found["higher"] - 0.3)
    for share in np.linspace(0.3, found["higher"] - 1e-6, 40):
        assert power_of_proportions(0.3, share, (14, 12), alpha=0.05) < 0.8
    power = power_of_proportions(0.3, found["higher"], (14, 12), alpha=0.05)
    assert power == pytest.approx(0.8, abs=1e-9)
    assert (found["lower"], found["decrease"]) == (None, None)
    assert [measure.undefined for measure in cell.measures] == [
        "",
        "",
        "even 0 would be detected less often",
        "even 0 would be detected less often",
    ]


def test_a_cell_is_named_by_what_it_is_about():
    """The kind, the true value in percent without a full stop, and the sizes."""
    measure = Measure(name="m", label="M", value=1.0)
    cell = design_cell("means", "Two means", [24, 7], "Student's t test", [measure])
    assert (cell.name, cell.label) == ("means-24-7", "Two means (n = 24, 7)")
    assert cell.measures == (measure,)
    cell = design_cell("one", "One", [9], "Wilson's interval", [measure], 0.125)
    assert (cell.name, cell.label) == ("one-12_5-9", "One of 0.125 (n = 9)")
    assert cell.conditions == (
        Option(name="method", value="Wilson's interval"),
        Option(name="n", value="9"),
        Option(name="true_value", value=0.125),
    )
