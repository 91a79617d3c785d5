"""Regressions of chained equations agree with R, and so do the values drawn."""

import numpy as np
import pytest
from example_groups import near
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attrition._chained_equations import (
    Variable,
    artificial_rows,
    completed,
    logistic_fit,
)

X = np.array([[0, 1, 1, 0, 1, 0, 1], [2, 5, 1, 4, 3, 9, 3]], dtype=np.float64).T[None]


# R: x <- cbind(a = c(0, 1, 1, 0, 1, 0, 1), b = c(2, 5, 1, 4, 3, 9, 3))
#    y <- c(1, 0, 0, 1, 0, NA, NA)
#    A <- mice:::augment(factor(y), !is.na(y), x, is.na(y))
def test_artificial_rows_agree_with_r():
    """Predictors, outcomes and weights."""
    rows, outcomes, weight = artificial_rows(X)
    a, b = 0.571428571429, 3.85714285714
    assert rows[0] == pytest.approx(
        np.array(
            [
                [0.838689813341, b],
                [0.304167329516, b],
                [0.838689813341, b],
                [0.304167329516, b],
                [a, 5.16189607227],
                [a, 2.55238964202],
                [a, 5.16189607227],
                [a, 2.55238964202],
            ]
        )
    )
    assert outcomes.tolist() == [0, 0, 1, 1, 0, 0, 1, 1]
    assert weight == 0.375


def test_artificial_rows_stay_within_the_range():
    """A rare 1 has a mean from which half a standard deviation leads below 0."""
    rows, _, weight = artificial_rows(np.array([0.0] * 9 + [1.0])[None, :, None])
    # mean 0.1, standard deviation sqrt(0.1)
    assert rows[0, :, 0] == pytest.approx([0.1 + 0.1**0.5 / 2, 0] * 2)
    assert weight == 0.5
    nothing, outcomes, weight = artificial_rows(np.empty((1, 5, 0)))
    assert (nothing.shape, len(outcomes), weight) == ((1, 0, 0), 0, 0.0)


# R: f <- glm.fit(cbind(1, as.matrix(A$x))[A$ry, ], (A$y == "1")[A$ry], weights =
#    A$w[A$ry], family = quasibinomial(), control = list(epsilon = 1e-20, maxit = 50))
#    coef(f); summary.glm(f)$cov.unscaled; without these rows b has no finite estimate
def test_a_model_with_artificial_rows_agrees_with_r():
    """Estimates and covariance, although one predictor tells the outcome."""
    rows, outcomes, weight = artificial_rows(X)
    x = np.concatenate([X[:, :5], rows], axis=1)
    x = np.concatenate([np.ones((1, 13, 1)), x], axis=2)
    y = np.concatenate([[1, 0, 0, 1, 0], outcomes])
    weights = np.array([1] * 5 + [weight] * 8)
    estimate, covariance = logistic_fit(x, y, weights, "example")
    assert tuple(estimate[0]) == near(2.873119450318, -5.808390825355, 0.071982216302)
    assert covariance[0].ravel() == pytest.approx(
        [
            *(16.31374452668, -8.1281758021431, -2.8352631580094),
            *(-8.12817580214, 13.4532522273182, 0.0298342296189),
            *(-2.83526315801, 0.0298342296189, 0.7765366749634),
        ],
        rel=1e-5,
    )


# R: y <- c(3, 5, 4, 8, 7, 9, 12, 10, NA, NA); x <- c(1:8, 2, 9)
#    g <- c(0, 1, 0, 1, 1, 0, 0, 1, 1, 0)
#    s <- (y - mean(y, na.rm = TRUE)) / sqrt(mean((y - mean(y, na.rm = TRUE))^2,
#         na.rm = TRUE)); m <- lm(s ~ x + g)
#    p <- predict(m, data.frame(x = c(2, 9), g = c(1, 0)), se.fit = TRUE)
#    p$fit; sqrt((p$se.fit^2 + p$residual.scale^2) * 5 / 3), since what is drawn has a
#    t distribution with 5 degrees of freedom
def test_numbers_are_drawn_as_r_predicts_them():
    """Mean and standard deviation of what is imputed for two people."""
    y = np.array([3, 5, 4, 8, 7, 9, 12, 10, np.nan, np.nan])
    x = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 2, 9])
    group = np.array([0.0, 1, 0, 1, 1, 0, 0, 1, 1, 0])
    drawn = completed(
        [
            Variable(name="y", values=y, binary=False),
            Variable(name="x", values=x, binary=False),
        ],
        group[:, None],
        imputations=40_000,
        iterations=1,
        seed=1,
        where="example",
    )
    assert drawn[:, 8:].mean(axis=0) == pytest.approx(
        [-1.02035223900, 1.82502026488], abs=0.015
    )
    assert drawn[:, 8:].std(axis=0) == pytest.approx(
        [0.764123112398, 0.855123729619], rel=0.03
    )
    assert (drawn[:, :8] == drawn[0, :8]).all()


@settings(max_examples=10, deadline=None)
@given(
    known=st.lists(st.booleans(), max_size=9),
    lost=st.integers(1, 5),
    seed=st.integers(0, 99),
)
def test_what_was_observed_stays_and_what_is_drawn_is_0_or_1(known, lost, seed):
    """In every data set, and the same for the same seed."""
    y = np.array([0.0, 1, 1, 0, 1, 0, *known, *[np.nan] * lost])
    x = np.where(np.arange(len(y)) % 3 == 0, np.nan, np.arange(len(y)) % 7)
    variables = [
        Variable(name="y", values=y, binary=True),
        Variable(name="x", values=x, binary=False),
    ]
    asked = {"imputations": 4, "iterations": 2, "seed": seed, "where": "example"}
    drawn = completed(variables, np.empty((len(y), 0)), **asked)
    assert drawn.shape == (4, len(y))
    assert (drawn[:, : len(y) - lost] == y[: len(y) - lost]).all()
    assert np.isin(drawn, (0, 1)).all()
    again = completed(variables, np.empty((len(y), 0)), **asked)
    assert (again == drawn).all()
