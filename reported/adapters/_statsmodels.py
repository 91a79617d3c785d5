"""Fitted models of statsmodels, and its tables of analysis of variance."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np

from reported.adapters._making import a_row, a_test, effect, finite, no_data
from reported.adapters._terms import a_model, a_term
from reported.checks.consistency import p_value
from results import DataError, HypothesisTest, Model, Option, Term, TermTest

NAME = "statsmodels"
#: Class of a model to its method, and to the ratio whose logarithm a coefficient is.
MODELS = {
    "OLS": ("Linear regression", ""),
    "WLS": ("Weighted linear regression", ""),
    "Logit": ("Logistic regression", "odds_ratio"),
    "Probit": ("Probit regression", ""),
    "Poisson": ("Poisson regression", "rate_ratio"),
    "GLM Binomial Logit": ("Logistic regression", "odds_ratio"),
    "GLM Poisson Log": ("Poisson regression", "rate_ratio"),
    "GLM Gaussian Identity": ("Linear regression", ""),
    "MixedLM": ("Linear mixed model", ""),
    "PHReg": ("Cox proportional hazards model", "hazard_ratio"),
}
ACCEPTED = (
    *("OLS(...).fit()", "WLS", "Logit", "Probit", "Poisson", "GLM", "MixedLM"),
    *("PHReg", "anova_lm"),
)


def recognised(found: Any) -> HypothesisTest | Model | None:
    """Take a fitted model, or a table of `anova_lm`; None for anything else."""
    if type(found).__name__ == "DataFrame":
        return _anova(found)
    model = getattr(found, "model", None)
    if model is None or not type(found).__module__.startswith(NAME):
        return None
    kind = _kind(model)
    return _model(found, model, kind) if kind in MODELS else None


def _kind(model: Any) -> str:
    kind = type(model).__name__
    if kind != "GLM":
        return kind
    family = model.family
    return f"GLM {type(family).__name__} {type(family.link).__name__}"


def _model(found: Any, model: Any, kind: str) -> Model:
    _refuse(found, model, kind)
    method, ratio = MODELS[kind]
    errors = getattr(found, "cov_type", None) or "nonrobust"
    told = {"formula": getattr(model, "formula", None), "model": kind, "errors": errors}
    options = tuple(Option(name=k, value=str(v)) for k, v in told.items() if v)
    made = a_model(
        method,
        _terms(found, kind, list(model.exog_names), ratio),
        replace(no_data(f"{NAME}.{kind.partition(' ')[0]}"), options=options),
        n=getattr(found, "nobs", None) or len(model.endog),
        n_events=_events(model, kind),
        tests=_tests(found, kind),
        fit={
            "adjusted_r_squared": getattr(found, "rsquared_adj", None),
            "log_likelihood": getattr(found, "llf", None),
            "aic": getattr(found, "aic", None),
        },
    )
    return replace(made, outcome=str(model.endog_names))


def _terms(found: Any, kind: str, names: list[str], ratio: str) -> list[Term]:
    rank = getattr(found.model, "rank", None)
    if rank is not None and rank < len(names):
        raise DataError(
            f"{kind}: some of {len(names)} terms follow from the others, got {names}, "
            f"of which {rank:g} are independent; leave terms out, or categories that "
            "have no rows (frame[column].cat.remove_unused_categories())"
        )
    by_t = bool(getattr(found, "use_t", False))
    dof = _residual(found) if by_t else None
    columns = (found.params, found.bse, found.tvalues, found.pvalues)
    numbers = zip(*map(list, columns), strict=True)
    limits = getattr(found.conf_int(), "values", found.conf_int())
    # those of a mixed model have its variances after them
    return [
        a_term(name, "t" if by_t else "z", own, ends, dof=dof, ratio=ratio)
        for name, own, ends in zip(names, numbers, limits, strict=False)
    ]


def _residual(found: Any) -> float:
    """Return residual degrees of freedom; with clustered errors they are fewer."""
    return float(getattr(found, "df_resid_inference", None) or found.df_resid)


def _refuse(found: Any, model: Any, kind: str) -> None:
    """Refuse a fit of which the record could not say how it was made."""
    outcome, frame = model.endog_names, getattr(model.data, "frame", None)
    known = {} if frame is None else dict(frame.dtypes)
    text = str(outcome) in known and known[outcome].kind not in "iuf"
    given = {
        "an outcome that is no number": not isinstance(outcome, str) or text,
        "an offset or exposure": any(
            _differ(getattr(model, name, None), 0) for name in ("offset", "exposure")
        ),
        "weights": any(
            _differ(getattr(model, name, None), 1)
            for name in ("freq_weights", "var_weights")
        ),
        "a penalty": not hasattr(found, "bse"),
        "constraints": getattr(found, "constraints", None) is not None,
        "a scale of its own": getattr(model, "scaletype", None) is not None,
    }
    if wrong := [what for what, there in given.items() if there]:
        raise DataError(
            f"publish: {kind} with {' and '.join(wrong)} is not taken, since nothing "
            "could recompute it; code an outcome as 0 and 1, or fit it without"
        )


def _differ(values: Any, plain: int) -> bool:
    return values is not None and bool((np.asarray(values, dtype=float) != plain).any())


def _events(model: Any, kind: str) -> int | None:
    if kind == "PHReg":
        return int(model.status.sum())
    return int(model.endog.sum()) if "Logi" in kind or kind == "Probit" else None


def _tests(found: Any, kind: str) -> list[TermTest]:
    """Take the joint test of all terms, if the model holds one."""
    dof = finite(getattr(found, "df_model", None))
    name, p, resid, size = "χ²", None, None, None
    if hasattr(found, "fvalue"):
        name, statistic, p, resid = "F", found.fvalue, found.f_pvalue, _residual(found)
        size = effect("r_squared", found.rsquared)
    elif hasattr(found, "llr"):
        statistic, p = found.llr, found.llr_pvalue
        size = effect("mcfadden_r_squared", found.prsquared)
    elif hasattr(found, "null_deviance") and "Gaussian" not in kind:
        statistic = found.null_deviance - found.deviance
        p = p_value(name, statistic, [dof or 0])
    if not dof or p is None or finite(p) is None:
        return []
    test = TermTest(
        name="model",
        label="All terms",
        statistic_name=name,
        statistic=float(statistic),
        dof=dof,
        dof_resid=finite(resid),
        p_value=float(p),
        effect=size,
    )
    return [test]


def _anova(table: Any) -> HypothesisTest | None:
    """Take a table of `anova_lm` of one model: a row for each term, then residuals."""
    columns = {re.sub(r"\W|_", "", str(name).lower()): name for name in table.columns}
    if not columns.keys() >= {"sumsq", "df", "f", "prf"} or "Residual" not in table.T:
        return None
    resid = table.loc["Residual", columns["df"]]
    tests = tuple(
        a_row(
            str(term).replace(" ", ""),
            str(term).replace(":", " × "),
            "F",
            statistic=row[columns["f"]],
            dof=row[columns["df"]],
            dof_resid=resid,
            p_value=row[columns["prf"]],
        )
        for term, row in table.iterrows()
        if term != "Residual"
    )
    return a_test(f"{NAME}.anova_lm", "Analysis of variance", "F", tests=tests)
