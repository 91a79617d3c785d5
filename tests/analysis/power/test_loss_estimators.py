"""What is computed for many studies at once agrees with R, study by study."""

import numpy as np
import pandas as pd
import pytest
from example_samples import sampled

from analysis.attrition.weighting import weighted_proportions
from analysis.power._loss_estimators import (
    complete_cases,
    inverse_chances,
    weighted_cases,
)

Z = 1.959963984540054


# One study of two groups of five; in R
#   x <- c(-1.2, .3, .8, -.4, 1.5, .2, -.7, 1.1, 2, -1.6); g <- rep(1:2, each = 5)
#   s <- c(1,0,1,1,0, 1,1,0,1,0); y <- c(1,0,1,0,1, 0,1,1,1,0)
X = np.array([[[-1.2, 0.3, 0.8, -0.4, 1.5], [0.2, -0.7, 1.1, 2.0, -1.6]]])


SEEN = np.array([[[1, 0, 1, 1, 0], [1, 1, 0, 1, 0]]], dtype=bool)


OUTCOME = np.array([[[1, 0, 1, 0, 1], [0, 1, 1, 1, 0]]], dtype=bool)


# R: 1 / fitted(glm(s ~ 0 + factor(g) + x, binomial, epsilon = 1e-12))
def test_weights_agree_with_r():
    """Everybody's, seen or not."""
    weights, solved = inverse_chances(X, SEEN)
    assert solved.tolist() == [True]
    assert weights.ravel() == pytest.approx(
        [
            *(1.52562754624, 1.67626345694, 1.73552118815, 1.60123595648),
            *(1.82730597861, 1.66363072673, 1.57051071318, 1.77194999373),
            *(1.89794936975, 1.49045720872),
        ],
        rel=1e-6,
    )


def test_weights_where_a_group_was_seen_whole_are_one():
    """And where no finite slope is the best, there are none."""
    whole = SEEN.copy()
    whole[0, 0] = True
    apart = np.array([[[1, 1, 0, 1, 0], [1, 1, 1, 0, 1]]], dtype=bool)
    both = np.concatenate([whole, apart])
    weights, solved = inverse_chances(np.concatenate([X, X]), both)
    assert solved.tolist() == [True, False]
    assert weights[0, 0] == pytest.approx([1.0] * 5, abs=1e-5)


# R: p <- weighted.mean(y, w); e <- sqrt(n * var(w * (y - p) / sum(w))) of those seen;
#    plogis(qlogis(p) + c(-1, 1) * qt(.975, n - 1) * e / (p * (1 - p))), n of 3;
#    d + c(-1, 1) * qt(.975, 4) * sqrt(e1^2 + e2^2)
def test_weighted_proportions_agree_with_r():
    """Estimate and limits of each group, and the difference with its own."""
    weights, _ = inverse_chances(X, SEEN)
    groups, apart = weighted_cases(OUTCOME, SEEN, weights, 0.025)
    assert np.ravel(groups) == pytest.approx(
        [
            *(0.670689166268, 0.675837628672),
            *(0.003181773341029, 0.003240279234968),
            *(0.999231066732323, 0.999252678041340),
        ],
        rel=1e-6,
    )
    middle = 0.670689166268 - 0.675837628672
    assert np.ravel(apart) == pytest.approx(
        [middle, -1.302146096271, 1.291849171462], rel=1e-5
    )


def test_what_is_judged_is_what_weighted_proportions_compute():
    """Groups of four and three seen, with their own degrees of freedom."""
    seen = SEEN.copy()
    seen[0, 0, 1] = True
    weights, _ = inverse_chances(X, seen)
    groups, apart = weighted_cases(OUTCOME, seen, weights, 0.05)
    frame = pd.DataFrame({"x": X.ravel(), "ward": list("aaaaabbbbb")})
    frame["done"] = np.where(OUTCOME.ravel(), "yes", "no")
    found = weighted_proportions(
        sampled(frame.assign(done=frame["done"].where(seen.ravel()))),
        outcome="done",
        level="yes",
        group="ward",
        predictors=["x"],
        conf_level=0.9,
    )
    for i, group in enumerate(found.groups):
        assert (group.proportion, group.conf_low, group.conf_high) == pytest.approx(
            [part[0, i] for part in groups], rel=1e-6
        )
    pair = found.contrasts[0]
    assert pair.dof == 5
    assert (pair.estimate, pair.conf_low, pair.conf_high) == pytest.approx(
        [part[0] for part in apart], rel=1e-6
    )


# R: prop.test(2, 3, correct = FALSE)$conf.int, prop.test(3, 5, correct = FALSE); d -
#    sqrt((p1 - low1)^2 + (high2 - p2)^2), d + sqrt((high1 - p1)^2 + (p2 - low2)^2)
def test_complete_cases_agree_with_r():
    """Wilson's interval and Newcombe's."""
    seen = SEEN.copy()
    seen[0, 1] = True
    groups, apart = complete_cases(OUTCOME, seen, Z)
    assert np.ravel(groups) == pytest.approx(
        [
            *(2 / 3, 0.6),
            *(0.207659600802, 0.230724281276),
            *(0.938508055280, 0.8823792257674),
        ]
    )
    assert np.ravel(apart) == pytest.approx([1 / 15, -0.4722447487428, 0.5252103363451])


def test_a_proportion_of_nothing_or_all_has_no_weighted_interval():
    """Nor has the difference; Wilson's limit is the proportion itself."""
    none = np.zeros_like(OUTCOME)
    none[0, 1] = OUTCOME[0, 1]
    groups, apart = weighted_cases(none, SEEN, np.ones(X.shape), 0.025)
    assert groups[0][0, 0] == 0
    assert np.isnan([groups[1][0, 0], groups[2][0, 0], apart[1][0], apart[2][0]]).all()
    assert not np.isnan(groups[1][0, 1])
    assert complete_cases(none, SEEN, Z)[0][1][0, 0] == 0
    assert complete_cases(~none, SEEN, Z)[0][2][0, 0] == 1
