"""Terms and models of libraries, in the names and records of this book."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from reported.adapters._making import NOT_A_NUMBER, effect, finite
from results import DataError, DataUsed, Effect, FitStatistic, Model, Term, TermTest

INTERCEPT = "intercept"
#: A level of a category, as formulas name its term: "g[T.b]", "C(g)[T.b]".
LEVEL = re.compile(r"(?:C\()?(\w+)[^\[]*\[T\.(.*)\]")
FIT = {
    "adjusted_r_squared": "Adjusted R²",
    "aic": "AIC",
    "bic": "BIC",
    "log_likelihood": "log-likelihood",
    "r_squared": "R²",
}


def term_name(given: str) -> str:
    """Name a term as this book does: "g-b" of the level b of g.

    Examples
    --------
    >>> term_name("Intercept"), term_name("x:C(g)[T.b]")
    ('intercept', 'x:g-b')
    """
    if given in ("Intercept", "const"):
        return INTERCEPT
    return ":".join(
        f"{column}-{level}" if level else column for column, level in parts_of(given)
    )


def parts_of(given: str) -> Iterator[tuple[str, str]]:
    """Yield the variables of a term, each with its level if it is a category."""
    for part in given.replace("np.", "").split(":"):
        level = LEVEL.fullmatch(part)
        yield (level[1], level[2].removesuffix(".0")) if level else (part, "")


def label_of(
    given: str,
    label: Callable[[str], str] = str,
    level: Callable[[str, str], str] = lambda _column, code: code,
) -> str:
    """Say what a term is, by the labels of variables and of their levels."""
    if term_name(given) == INTERCEPT:
        return "Intercept"
    return " × ".join(
        f"{label(column)}: {level(column, code)}" if code else label(column)
        for column, code in parts_of(given)
    )


def a_term(
    given: str,
    statistic_name: str,
    numbers: Sequence[Any],
    limits: Sequence[Any],
    *,
    dof: float | None = None,
    ratio: str = "",
) -> Term:
    """Take a coefficient: estimate, standard error, statistic, p, and its limits.

    Parameters
    ----------
    ratio : str
        The effect size of which it is the logarithm; an intercept has none.

    Raises
    ------
    DataError
        If the library could not compute it.
    """
    estimate, std_error, statistic, p_value = map(finite, numbers)
    if estimate is None:
        raise DataError(f"{given}: the model has no coefficient of it; leave it out")
    low, high = map(finite, limits)
    name = term_name(given)
    there = None not in (std_error, statistic, p_value, low, high)
    return Term(
        name=name,
        label=label_of(given),
        estimate=estimate,
        std_error=std_error,
        statistic_name=statistic_name,
        statistic=statistic,
        dof=dof,
        p_value=p_value,
        conf_low=low,
        conf_high=high,
        conf_level=0.95,
        effect=_exp(ratio, estimate, low, high) if name != INTERCEPT else None,
        undefined="" if there else NOT_A_NUMBER,
    )


def _exp(ratio: str, *numbers: float | None) -> Effect | None:
    if not ratio:
        return None
    middle, *limits = (None if n is None else math.exp(n) for n in numbers)
    return effect(ratio, middle, limits)


def a_model(
    method: str,
    terms: Sequence[Term],
    data: DataUsed,
    *,
    n: Any,
    fit: Mapping[str, Any],
    tests: Sequence[TermTest] = (),
    n_events: int | None = None,
) -> Model:
    """Take a fitted model; of `fit`, by the names of `FIT`, what is there is kept."""
    known = {name: finite(value) for name, value in fit.items()}
    return Model(
        method=method,
        outcome="",
        unit="",
        n=None if n is None else int(n),
        n_missing=None,
        n_events=n_events,
        n_people=None,
        terms=tuple(terms),
        tests=tuple(tests),
        means=(),
        contrasts=(),
        fit=tuple(
            FitStatistic(name=name, label=FIT[name], value=value)
            for name, value in known.items()
            if value is not None
        ),
        assumptions=(),
        data=data,
    )
