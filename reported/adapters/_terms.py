"""Terms and models of libraries, in the names and records of this book."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reported.adapters._making import NOT_A_NUMBER, Parts, effect, finite
from results import DataError, DataUsed, Effect, FitStatistic, Model, Term, TermTest

INTERCEPT = "intercept"
#: A level of a category, as formulas name its term: "g[T.b]", "C(g)[T.b]".
LEVEL = re.compile(r"(?:C\()?(\w+)[^\[]*\[T\.(.*)\]")
#: A number as codes write it without a decimal.
WHOLE = re.compile(r"^(\d+)\.0$")
#: From here on no number is large enough for its exponential.
TOO_LARGE = 709.0
#: Numbers of a coefficient, in the order in which they are given to `a_term`.
NUMBERS = ("estimate", "std_error", "statistic", "p_value", "conf_low", "conf_high")
ENDS = ("estimate", "conf_low", "conf_high")
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
        yield (level[1], WHOLE.sub(r"\1", level[2])) if level else (part, "")


def label_of(given: str) -> str:
    """Say what a term is, by the names of variables and of their levels."""
    if term_name(given) == INTERCEPT:
        return "Intercept"
    return " × ".join(
        f"{column}: {level}" if level else column for column, level in parts_of(given)
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
    parts: Parts = dict(zip(NUMBERS, map(finite, (*numbers, *limits)), strict=True))
    if parts["estimate"] is None:
        raise DataError(f"{given}: the model has no coefficient of it; leave it out")
    name, ends = term_name(given), [parts[one] for one in ENDS]
    return Term(
        name=name,
        label=label_of(given),
        statistic_name=statistic_name,
        dof=dof,
        conf_level=0.95,
        effect=_exp(ratio, *ends) if name != INTERCEPT else None,
        undefined=NOT_A_NUMBER if None in parts.values() else "",
        **parts,
    )


def _exp(ratio: str, *numbers: float | None) -> Effect | None:
    if not ratio:
        return None
    middle, *limits = (
        None if n is None else math.exp(n) if n < TOO_LARGE else math.inf
        for n in numbers
    )
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
