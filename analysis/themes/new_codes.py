"""Saturation: whether further interviews still bring new codes, and when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from analysis.data.coding_frame import Node
from analysis.estimates.coverage import tail_of
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Flags, Values, Whole
from analysis.estimates.sample import Sample
from analysis.themes._coding import Coding, checked_coding, coding_used, nodes_at
from results import DataUsed, Saturation, SaturationStep

#: Columns that a coding must have.
CODING = ("interview", "coder", "code")


class Rule(NamedTuple):
    """When further interviews are said to bring nothing new; see `saturation`."""

    base_size: int
    run_length: int
    threshold: float


@recorded("coder", "level", "order_by", *Rule._fields, "n_orders", "seed", "conf_level")
def saturation(
    coding: Sample,
    interviews: Sample,
    *,
    coder: str,
    coding_frame: Sequence[Mapping[str, Any]],
    order_by: str = "",
    level: str = "code",
    base_size: int = 4,
    run_length: int = 2,
    threshold: float = 0.05,
    n_orders: int = 1000,
    seed: int = 1,
    conf_level: float = 0.95,
) -> Saturation:
    """Count the codes that each further interview adds, and apply a stopping rule.

    Parameters
    ----------
    coding : Sample
        Columns interview, coder and code: one row for each time that a coder gave a
        passage a code. No value may be missing.
    interviews : Sample
        Column interview, one row for each, in the order in which they were held; an
        interview without any code counts.
    coder : str
        Whose coding is looked at.
    coding_frame : sequence of mappings
        As `analysis.data.coding_frame.load_coding_frame` returns it.
    order_by : str
        Column of `interviews` by which they are put in order first, such as the date;
        of those that have the same value, the one listed first stays first.
    level : str
        "code", or "theme" for the themes at the top of the frame, each of which is
        there where any code below it is. What is said of codes then holds of themes.
    base_size, run_length, threshold : int, int, float
        The stopping rule: it is met at the end of the first `run_length` interviews in
        a row, of those after the first `base_size`, whose new codes are at most
        `threshold` times the codes of the first `base_size`. Runs overlap: each begins
        one interview after the one before. It is never met if these have no code.
    n_orders : int
        Random orders of the interviews, for the bands and for `share_stopped`.
    seed : int
        The same seed gives the same orders.
    conf_level : float
        Coverage of the bands over random orders, between 0 and 1.

    Returns
    -------
    Saturation
        Means over all orders are exact; bands are whole numbers of codes. stopped_at
        is None, with the reason, if the rule is never met in the order observed.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all, the
        coder is unknown or coded nothing, or a code is not in the frame; all at once.
    ValueError
        If an option is not legal.

    References
    ----------
    Guest, G. et al. (2020) for the stopping rule [guest2020saturation]. The mean number
    of codes in k of n interviews is exact: R, sum(1 - dhyper(0, m, n - m, k)) over
    codes that m interviews have.
    """
    rule = Rule(base_size, run_length, threshold)
    _check_options(rule, n_orders)
    tail_of(conf_level)  # refuses a coverage that is none
    nodes = nodes_at(coding_frame, level)
    checked = checked_coding(
        coding,
        interviews,
        (coder,),
        coding_frame,
        columns=CODING,
        about=("interview", order_by) if order_by else ("interview",),
    ).sound()
    there, rows = _there(checked, nodes, order_by), len(checked.rows)
    orders = draws(len(there), n_orders, seed)
    new = np.concatenate([_new(there[None, order]) for order in orders])
    used = coding_used(coding, interviews, CODING, rows)
    return _saturation(there, new, rule, conf_level, used)


def _saturation(
    there: Flags, new: Whole, rule: Rule, conf_level: float, data: DataUsed
) -> Saturation:
    # From which codes each interview has, and which are new in each random order.
    observed = _new(there[None])
    stopped_at = _stopped_at(observed, rule)[0]
    return Saturation(
        method="New codes by interview, over all orders and as observed; stopping rule "
        "of Guest, Namey and Chen",
        n_interviews=len(there),
        n_codes=int(there.any(axis=0).sum()),
        n_frame_codes=there.shape[1],
        n_orders=len(new),
        conf_level=conf_level,
        **rule._asdict(),
        stopped_at=int(stopped_at) or None,
        share_stopped=float((_stopped_at(new, rule) > 0).mean()),
        steps=_steps(there, new, observed[0], tail_of(conf_level)),
        data=data,
        undefined="" if stopped_at else _never(observed[0], rule),
    )


def _check_options(rule: Rule, n_orders: int) -> None:
    for name, value in (rule._asdict() | {"n_orders": n_orders}).items():
        if name != "threshold" and value < 1:
            raise ValueError(f"{name}: less than 1, got {value}; give at least one")
    if not 0 <= rule.threshold < 1:
        raise ValueError(f"threshold: outside 0-1, got {rule.threshold}; use 0.05")


def _there(checked: Coding, nodes: Sequence[Node], order_by: str) -> Flags:
    # Which codes each interview has, shape (n_interviews, n_codes), in order.
    interviews = checked.interviews
    if order_by:
        interviews = interviews.sort_values(order_by, kind="stable")
    codes = checked.rows.groupby("interview", observed=True)["code"].agg(set)
    return np.array(
        [
            [not node.codes.isdisjoint(codes.get(name, ())) for node in nodes]
            for name in interviews["interview"]
        ]
    )


def _new(orders: Flags) -> Whole:
    # Codes that no earlier interview had, shape (n_orders, n_interviews).
    seen = np.logical_or.accumulate(orders, axis=1)
    new: Whole = np.diff(seen.sum(axis=2), axis=1, prepend=0)
    return new


def draws(n_interviews: int, n_orders: int, seed: int) -> Iterator[Whole]:
    """Yield the random orders of `saturation`, one at a time to save memory.

    Parameters
    ----------
    n_interviews, n_orders, seed : int
        As for `saturation`.

    Yields
    ------
    array, shape (n_interviews,)
        Places from 0 in the order in which the interviews were held.
    """
    rng = np.random.default_rng(seed)
    for _ in range(n_orders):
        yield rng.permutation(n_interviews)


def _stopped_at(new: Whole, rule: Rule) -> Whole:
    # Interviews held when the rule is first met in each order; 0 if it never is.
    base_size, run_length, threshold = rule
    n = new.shape[1]
    totals = np.cumsum(new, axis=1)
    if n < base_size + run_length:
        return np.zeros(len(new), dtype=np.int64)
    base = totals[:, [base_size - 1]]
    ends = np.arange(base_size + run_length, n + 1)
    run = totals[:, ends - 1] - totals[:, ends - run_length - 1]
    # a hair more, so that 1 of 20 is 5% for a computer too
    met = (base > 0) & (run <= threshold * base * (1 + 1e-12))
    stopped: Whole = np.where(met.any(axis=1), ends[met.argmax(axis=1)], 0)
    return stopped


def _never(new: Whole, rule: Rule) -> str:
    # Why the rule is not met in the observed order.
    base_size, run_length, _ = rule
    if len(new) < base_size + run_length:
        return (
            f"the stopping rule needs {base_size + run_length} interviews, and there "
            f"are {len(new)}"
        )
    if not new[:base_size].sum():
        return f"the first {base_size} interviews have no code to compare others with"
    return f"the stopping rule is not met by the last of {len(new)} interviews"


def _mean_totals(there: Flags) -> Values:
    # Mean number of codes in 0, 1, ... n interviews over all orders. A code that m of
    # n have is in none of k with probability C(n - m, k) / C(n, k).
    n = len(there)
    held = there.sum(axis=0)
    drawn = np.arange(n)[:, None]
    still = np.maximum(n - held - drawn, 0) / (n - drawn)
    missed = np.cumprod(still, axis=0)
    totals: Values = np.concatenate([[0.0], (1 - missed).sum(axis=1)])
    return totals


def _steps(
    there: Flags, new: Whole, observed: Whole, tail: float
) -> tuple[SaturationStep, ...]:
    means = _mean_totals(there)
    # of the values that occur, since codes come whole
    new_low, new_high, low, high = (
        np.quantile(counts, p, axis=0, method="inverted_cdf")
        for counts in (new, np.cumsum(new, axis=1))
        for p in (tail, 1 - tail)
    )
    totals = np.cumsum(observed)
    return tuple(
        SaturationStep(
            interviews=i + 1,
            new_mean=float(means[i + 1] - means[i]),
            new_low=float(new_low[i]),
            new_high=float(new_high[i]),
            total_mean=float(means[i + 1]),
            total_low=float(low[i]),
            total_high=float(high[i]),
            observed_new=int(observed[i]),
            observed_total=int(totals[i]),
        )
        for i in range(len(there))
    )
