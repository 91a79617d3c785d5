"""Look at what a linear model takes for granted of its residuals.

Nothing here decides which test is reported.
"""

from __future__ import annotations

import numpy as np
from scipy import stats
from statsmodels.stats.diagnostic import het_breuschpagan

from analysis.estimates.assumptions import assumption
from analysis.estimates.rows import Values
from analysis.models.designs import Design
from results import Assumption

#: Squares below this share of all are rounding, not variance.
NOTHING = 1e-20

#: Share of a number that may be lost when it is written and read again.
FIGURES = 4 * float(np.finfo(np.float64).eps)


def rounding(y: Values) -> float:
    """Sum of squares that a fit without error leaves, as numbers are rounded.

    Examples
    --------
    >>> y = 1e9 + np.array([0.05, 0.1, 0.02])
    >>> bool(rounding(y) < ((y - y.mean()) ** 2).sum() < 1e-20 * (y @ y))
    True
    """
    around = y - y.mean()
    far = len(y) * (FIGURES * float(np.abs(y).max())) ** 2
    return max(NOTHING * float(around @ around), far)


def constant_variance(matrix: Values, residuals: Values) -> Assumption:
    """Breusch-Pagan test of residuals, studentised as by Koenker.

    n R² of the squared residuals on the design.
    """
    squared = residuals**2
    centred = squared - squared.mean()
    vary = centred @ centred > NOTHING * (squared @ squared)
    dof, test = matrix.shape[1] - 1, None
    if vary:
        test = het_breuschpagan(residuals, matrix)[:2]
    return assumption(
        "constant variance",
        "Breusch-Pagan test, studentised",
        "χ²",
        test,
        dof=(dof,) if vary else (),
        undefined="" if vary else "all squared residuals are the same",
    )


def parallel_slopes(
    design: Design, y: Values, residuals: Values, baseline: str, group: str
) -> Assumption:
    """F test of the interaction of group and baseline.

    A group whose entry scores are all the same has no slope and takes no part.
    """
    entry = design.matrix[:, design.parts[baseline][0]]
    dummies = design.matrix[:, design.parts[group]]
    wider = np.column_stack([design.matrix, dummies * (entry - entry.mean())[:, None]])
    lengths = np.linalg.norm(wider, axis=0)
    scaled = wider / np.where(lengths > 0, lengths, 1)
    coefficients, _, rank, _ = np.linalg.lstsq(scaled, y, rcond=NOTHING**0.5)
    dof, dof_resid = int(rank) - design.matrix.shape[1], len(y) - int(rank)
    left = y - scaled @ coefficients
    squares = float(left @ left)
    few = dof < 1 or dof_resid < 1 or squares <= NOTHING * float(y @ y)
    test = None
    if not few:
        f = (float(residuals @ residuals) - squares) / dof / (squares / dof_resid)
        test = f, stats.f.sf(f, dof, dof_resid)
    return assumption(
        "parallel slopes",
        "F test of the interaction",
        "F",
        test,
        dof=() if few else (dof, dof_resid),
        undefined="too few values within groups for a slope of each" if few else "",
    )
