"""What is looked at in residuals agrees with statsmodels and scipy."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from example_samples import sampled
from scipy import stats

from analysis.models._residuals import constant_variance, parallel_slopes, rounding
from analysis.models.designs import design_of

FRAME = pd.DataFrame(
    {
        "entry": [12, 15, 11, 18, 13, 17, 19, 22, 18, 20, 14, 10, 19, 15, 16.0],
        "ward": [*"aaaaabbbbbccccc"],
    }
)
LATER = np.array([10, 14, 9, 15, 12, 11, 15, 19, 16, 13, 15, 9, 16, 14, 12.0])
DESIGN = design_of(sampled(FRAME), ["entry", "ward"], where="HELP")
OLS = sm.OLS(LATER, DESIGN.matrix).fit()


def test_constant_variance_is_tested_by_the_squared_residuals():
    """By n R squared, studentised; none where all squares are the same."""
    statistic = 15 * sm.OLS(OLS.resid**2, DESIGN.matrix).fit().rsquared
    found = constant_variance(DESIGN.matrix, OLS.resid)
    assert (found.statistic, found.p_value) == pytest.approx(
        (statistic, stats.chi2.sf(statistic, 3))
    )
    assert found.dof == 3
    alike = constant_variance(DESIGN.matrix, np.resize([0.5, -0.5], 15))
    assert (alike.statistic, alike.dof, alike.p_value) == (None, None, None)
    assert alike.undefined == "all squared residuals are the same"


@pytest.mark.parametrize("far", [0, 1e6])
def test_parallel_slopes_are_tested_as_in_statsmodels(far):
    """By F of the model that has a slope for each ward."""
    slopes = DESIGN.matrix[:, 2:] * DESIGN.matrix[:, [1]]
    wider = sm.OLS(LATER, np.column_stack([DESIGN.matrix, slopes])).fit()
    f, p, dof = wider.compare_f_test(OLS)
    frame = FRAME.assign(entry=FRAME["entry"] + far)
    design = design_of(sampled(frame), ["entry", "ward"], where="HELP")
    found = parallel_slopes(design, LATER, OLS.resid, "entry", "ward")
    assert (found.statistic, found.p_value) == pytest.approx((f, p))
    assert (found.dof, found.dof_resid) == (dof, 9) == (2, 9)


def test_a_ward_whose_entry_is_the_same_has_no_slope():
    """It takes no part; with no other slope there is no test."""
    frame = FRAME.assign(entry=FRAME["entry"].where(FRAME["ward"] != "c", 15.0))
    design = design_of(sampled(frame), ["entry", "ward"], where="HELP")
    left = sm.OLS(LATER, design.matrix).fit().resid
    found = parallel_slopes(design, LATER, left, "entry", "ward")
    assert (found.dof, found.dof_resid) == (1, 10)
    frame["entry"] = frame["entry"].where(FRAME["ward"] == "a", 15.0)
    design = design_of(sampled(frame), ["entry", "ward"], where="HELP")
    left = sm.OLS(LATER, design.matrix).fit().resid
    found = parallel_slopes(design, LATER, left, "entry", "ward")
    assert (found.statistic, found.p_value) == (None, None)
    assert found.undefined == "too few values within groups for a slope of each"


@pytest.mark.parametrize("far", [0, 1e3, 1e9])
def test_rounding_tells_a_perfect_fit_from_another(far):
    """What a straight line leaves is less; what one with an error leaves is more."""
    x = np.column_stack([np.ones(15), np.arange(15.0) - 7])
    line = far + 0.1 * x[:, 1]
    left = sm.OLS(line, x).fit(method="qr").resid
    assert left @ left <= rounding(line)
    line[3] += 1e-4
    left = sm.OLS(line, x).fit(method="qr").resid
    assert left @ left > rounding(line)
