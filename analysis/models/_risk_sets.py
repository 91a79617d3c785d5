"""What a Cox model's partial likelihood says, from everybody at risk at each event.

Tied events are treated by Efron's method: of d people who have the event at one time,
each in turn is one of all at risk, less the share of the d who went before.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import optimize

from analysis.estimates.rows import Values
from analysis.models._survival_curves import curve_of

#: Predicted hazards are compared for ties to so many decimals of their logarithm.
FIGURES = 9

#: Standard deviations by which a predictor must tell events apart to do so at all.
GAP = 1e-4

#: A test whose information is this small a share of its largest has none.
SINGULAR = 1e-10


def runaway(matrix: Values, times: Values, happened: Values) -> Values | None:
    """Find a combination of predictors whose hazard ratio has no bound.

    It is one that is at its largest, among all at risk, in whoever has the event, at
    every event; then the likelihood rises for ever with its coefficient.

    Parameters
    ----------
    matrix : array, shape (n_rows, n_terms)
        Standardised predictors; no combination of them is constant among those at
        risk of the first event.
    times, happened : array, shape (n_rows,)
        Times, and 1 for an event, else 0.

    Returns
    -------
    array of shape (n_terms,) or None
        The weights of the combination, at most 1 in size; None if there is none.
    """
    at = np.unique(times[happened == 1])
    last = np.searchsorted(at, times, side="right") - 1  # the last event at risk of
    inside = last >= 0
    rows, last, hit = matrix[inside], last[inside], happened[inside] == 1
    n_terms, n_times = matrix.shape[1], len(at)
    highest = np.eye(n_times)  # the largest value of the combination in each risk set
    falling = np.hstack([np.zeros((n_times - 1, n_terms)), np.diff(highest, axis=0)])
    within = np.hstack([rows, -highest[last]])
    limits = np.vstack([falling, within, -within[hit]])
    gain = np.zeros(n_terms)
    for k in range(n_times):
        risk = rows[last >= k]
        cases = rows[hit & (last == k)]
        gain += len(risk) * cases.sum(axis=0) - len(cases) * risk.sum(axis=0)
    programme = optimize.linprog(
        np.concatenate([-gain, np.zeros(n_times)]),
        A_ub=limits,
        b_ub=np.zeros(len(limits)),
        bounds=[(-1, 1)] * n_terms + [(None, None)] * n_times,
        options={"primal_feasibility_tolerance": 1e-10},
    )
    if programme.status != 0 or -programme.fun < GAP:
        return None
    weights: Values = programme.x[:n_terms]
    return weights


def _time_scale(times: Values, happened: Values) -> Values:
    """Return 1 less the Kaplan-Meier curve of everybody just before each row's time."""
    curve = curve_of(times, happened)
    before = np.concatenate([[1.0], curve.survival])
    scale: Values = 1 - before[np.searchsorted(curve.times, times)]
    return scale


def proportionality(
    matrix: Values, times: Values, happened: Values, coefficients: Values
) -> tuple[Values, Values, Values, Values]:
    """Score and information of coefficients that change with the time scale.

    The model has its coefficients, and beside each another that is multiplied by
    the time scale about its mean over the events; these are tested at 0.

    Parameters
    ----------
    matrix : array, shape (n_rows, n_terms)
        Predictors.
    times, happened : array, shape (n_rows,)
        Times, and 1 for an event, else 0.
    coefficients : array, shape (n_terms,)
        Estimates of the model with proportional hazards.

    Returns
    -------
    tuple of arrays
        Score of the changing coefficients, shape (n_terms,); information of the
        constant ones, of constant with changing, and of the changing ones, each of
        shape (n_terms, n_terms).

    References
    ----------
    R, survival 3.5, cox.zph(transform = "km").
    """
    n_terms = matrix.shape[1]
    scale = _time_scale(times, happened)
    scale = scale - scale[happened == 1].mean()
    score = np.zeros(n_terms)
    plain, mixed, changing = (np.zeros((n_terms, n_terms)) for _ in range(3))
    for at, observed, mean, spread in _risk_sets(matrix, times, happened, coefficients):
        g = scale[times == at][0]
        score += g * (observed - mean)
        plain += spread
        mixed += g * spread
        changing += g**2 * spread
    return score, plain, mixed, changing


def _risk_sets(
    matrix: Values, times: Values, happened: Values, coefficients: Values
) -> Iterator[tuple[float, Values, Values, Values]]:
    # At each event time: sums over its events of the predictors, of their mean among
    # those at risk, and of their covariance there.
    logs = matrix @ coefficients
    for at in np.unique(times[happened == 1]):
        risk = times >= at
        # Of those not at risk any longer some may have had hazards beyond all others.
        hazard = np.exp(np.minimum(logs - logs[risk].max(), 0))
        case = (times == at) & (happened == 1)
        means = np.zeros(matrix.shape[1])
        spread = np.zeros((matrix.shape[1], matrix.shape[1]))
        count = int(case.sum())
        for gone in range(count):
            weights = np.where(case, hazard * (1 - gone / count), hazard)[risk]
            weights = weights / weights.sum()
            mean = weights @ matrix[risk]
            centred = matrix[risk] - mean
            means += mean
            spread += (weights[:, None] * centred).T @ centred
        yield float(at), matrix[case].sum(axis=0), means, spread


def score_test(
    parts: tuple[Values, Values, Values, Values], columns: list[int]
) -> float | None:
    """χ² that some coefficients do not change; None if the data cannot tell."""
    score, plain, mixed, changing = parts
    across = mixed[:, columns]
    inside = changing[np.ix_(columns, columns)]
    left = inside - across.T @ np.linalg.solve(plain, across)
    size = np.sqrt(np.diag(plain)[columns])
    if np.linalg.eigvalsh(left / np.outer(size, size)).min() < SINGULAR:
        return None
    return float(score[columns] @ np.linalg.solve(left, score[columns]))


def concordance(logs: Values, times: Values, happened: Values) -> float | None:
    """Harrell's C: how often, of two people, the one with more hazard goes first.

    Of all pairs in which it is known who had the event first: the earlier event of
    two, or an event at or before the time at which the other was censored. Equal
    hazards count half, and two events at one time do not count.

    Returns
    -------
    float or None
        Between 0 and 1; None if there is no such pair.

    References
    ----------
    R, survival 3.5, concordance.
    """
    logs = np.round(logs, FIGURES)
    right = pairs = 0.0
    for i in np.flatnonzero(happened == 1):
        later = (times > times[i]) | ((times == times[i]) & (happened == 0))
        right += (logs[i] > logs[later]).sum() + (logs[i] == logs[later]).sum() / 2
        pairs += later.sum()
    return float(right / pairs) if pairs else None
