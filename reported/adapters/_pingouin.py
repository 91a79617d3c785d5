"""Tables of pingouin: their columns say which function they come from.

Names of columns differ by version ("p-val", "p_val"), so that they are looked for by
their letters and digits alone, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from reported.adapters._making import (
    LESS,
    a_row,
    a_test,
    effect,
    finite,
    no_data,
    sided,
)
from reported.adapters._terms import a_model, a_term
from results import DataError, Effect, HypothesisTest, Model, NamedTest

NAME = "pingouin"
Row = dict[str, Any]

CORRELATIONS = {
    "pearson": ("Pearson correlation", "r"),
    "spearman": ("Spearman rank correlation", "rs"),
    "kendall": ("Kendall rank correlation", "τ"),
}
#: Column to effect size.
SIZES = {
    "cohend": "cohens_d",
    "np2": "partial_eta_squared",
    "ng2": "generalised_eta_squared",
    "rbc": "rank_biserial",
    "cles": "common_language",
    "cramer": "cramers_v",
    "hedges": "pooled_hedges_g",
}
CORRECTIONS = {"bonf": "Bonferroni", "holm": "Holm", "sidak": "Šidák"}
CORRECTIONS["fdr_bh"] = "Benjamini-Hochberg"


def recognised(found: Any) -> HypothesisTest | Model | None:
    """Take a table of pingouin; None for anything else."""
    if isinstance(found, tuple) and len(found) == 3:  # of chi2_independence
        found = found[2]
    if type(found).__name__ != "DataFrame":
        return None
    rows = [
        {re.sub(r"[^a-z0-9]", "", str(name).lower()): value for name, value in one}
        for one in (row.items() for row in found.to_dict("records"))
    ]
    for columns, made in MADE.items():
        if rows and rows[0].keys() >= set(columns.split()):
            taken: HypothesisTest | Model | None = made(rows, found)
            return taken
    return None


def _sizes(row: Row) -> tuple[Effect, ...]:
    return tuple(effect(size, row[name]) for name, size in SIZES.items() if name in row)


def _limits(row: Row) -> tuple[float, Any, Any]:
    """Return coverage and limits of the column CI95, or of another coverage."""
    name = next(name for name in row if re.fullmatch(r"ci\d\d", name))
    return (int(name[2:]) / 100, *row[name])


def _t(rows: list[Row], _table: Any) -> HypothesisTest:
    row = rows[0]
    level, low, high = _limits(row)
    # pingouin has the limits of the estimate, but not the estimate
    middle = effect("estimate", None, (low, high), level)
    made = _one(("ttest", "t test", "t", "t", "pval", "dof"), rows, _table)
    return replace(made, effects=(middle, *made.effects))


def _one(said: tuple[str, ...], rows: list[Row], _table: Any) -> HypothesisTest:
    """Take a table of one row; what is said of it is as in `SIMPLE`."""
    function, method, name, statistic, p_value, *dof = said
    if len(rows) > 1 and function != "chi2_independence":
        raise DataError(
            f"publish: {function} gives one row, got {len(rows)}; publish one at a time"
        )
    row = rows[0]
    parts: Row = dict(zip(("dof", "dof_resid"), map(row.get, dof), strict=False))
    parts |= {"statistic": row[statistic], "p_value": row[p_value]}
    parts |= {"alternative": row.get("alternative", ""), "effects": _sizes(row)}
    return a_test(f"{NAME}.{function}", method, name, **parts)


def _correlation(rows: list[Row], table: Any) -> HypothesisTest | None:
    method, name = CORRELATIONS.get(str(table.index[0]), ("", ""))
    if not method:
        return None
    row = rows[0]
    level, low, high = _limits(row)
    parts = {"statistic": row["r"], "p_value": row["pval"], "n": row["n"]}
    parts |= {"conf_low": low, "conf_high": high, "conf_level": level}
    parts |= {"dof": None if name == "τ" else row["n"] - 2}
    side = sided(low, high, -1.0)
    return a_test(f"{NAME}.corr", method, name, alternative=side, **parts)


def _anova(rows: list[Row], table: Any) -> HypothesisTest | None:
    row = rows[0]
    if "w" in row or not row.keys() & {"df", "df1", "ddof1"}:
        return None  # Friedman's test as F; or no table of pingouin
    if len(rows) > 1 or "ddof2" not in row:
        return _terms(rows, table)
    named = ("welch_anova", "Welch analysis of variance")
    if "eps" in row or "ng2" in row:
        named = ("rm_anova", "Repeated-measures analysis of variance")
    if finite(row.get("pggcorr")) is not None:  # not spherical
        named = ("rm_anova", f"{named[1]}, Greenhouse-Geisser-corrected")
        shrunk = {name: row[name] * row["eps"] for name in ("ddof1", "ddof2")}
        rows = [{**row, **shrunk, "punc": row["pggcorr"]}]
    elif named[0] == "welch_anova" and isinstance(
        row["ddof2"], int
    ):  # those of Welch are fractions
        named = ("anova", "Analysis of variance")
    return _one((*named, "F", "f", "punc", "ddof1", "ddof2"), rows, table)


def _terms(rows: list[Row], _table: Any) -> HypothesisTest:
    """Take a table with a row for each term; the last may hold the residual."""
    tested = [row for row in rows if finite(row["f"]) is not None]
    residual = None if tested == rows else rows[-1]["df"]
    tests = tuple(
        a_row(
            str(row["source"]).replace(" ", ""),
            str(row["source"]).replace("*", "×"),
            "F",
            statistic=row["f"],
            dof=row.get("df", row.get("df1", row.get("ddof1"))),
            dof_resid=row.get("df2", row.get("ddof2", residual)),
            p_value=row["punc"],
            effects=_sizes(row),
        )
        for row in tested
    )
    return a_test(f"{NAME}.anova table", "Analysis of variance", "F", tests=tests)


def _pair(row: Row, correction: str) -> NamedTest:
    """Take the test of one pair of groups."""
    name = next(one for one in ("t", "uval", "wval") if one in row)
    adjusted = row.get("pcorr", row.get("ptukey", row.get("pval")))
    return a_row(
        f"{row['a']}-{row['b']}",
        f"{row['a']}{LESS}{row['b']}",
        {"t": "t", "uval": "U", "wval": "W"}[name],
        statistic=row[name],
        dof=row.get("dof", row.get("df")),
        p_value=row.get("punc", adjusted if correction == "none" else None),
        p_adjusted=adjusted,
        correction=correction,
        effects=_sizes(row),
    )


def _pairs(
    method: str, correction: str, rows: list[Row], _table: Any
) -> HypothesisTest:
    """Take a table with a row for each pair of groups."""
    if len({str(row.get("contrast", "")) for row in rows}) > 1:
        raise DataError(
            "publish: tests of pairs of more than one factor stand in this table; "
            "publish one for each, table[table.Contrast == ...]"
        )
    asked = str(rows[0].get("padjust", "none"))
    by = correction or CORRECTIONS.get(asked, asked)
    tests = tuple(_pair(row, by) for row in rows)
    side = str(rows[0].get("alternative", ""))
    name = tests[0].statistic_name
    return a_test(f"{NAME}.pairwise", method, name, alternative=side, tests=tests)


def _regression(
    function: str, statistic: str, ratio: str, rows: list[Row], table: Any
) -> Model:
    if "Intercept" not in {str(row["names"]) for row in rows}:
        raise DataError(
            f"publish: {function} without an intercept is not taken; fit it by "
            "statsmodels, with its formula"
        )
    residuals = getattr(table, "residuals_", None)
    first, dof = rows[0], finite(getattr(table, "df_resid_", None))
    terms = [
        a_term(
            str(row["names"]),
            statistic,
            (row["coef"], row["se"], row[statistic], row["pval"]),
            (row["ci25"], row["ci975"]),
            dof=dof,
            ratio=ratio,
        )
        for row in rows
    ]
    return a_model(
        function.replace("_", " ").capitalize(),
        terms,
        no_data(f"{NAME}.{function}"),
        n=None if residuals is None else len(residuals),
        fit={"r_squared": first.get("r2"), "adjusted_r_squared": first.get("adjr2")},
    )


#: Tables of one row, by columns that only they have: function, method, statistic, and
#: the columns of statistic, p and degrees of freedom.
SIMPLE = {
    "h ddof1": ("kruskal", "Kruskal-Wallis test", "H", "h", "punc", "ddof1"),
    "w q ddof1": ("friedman", "Friedman test", "χ²", "q", "punc", "ddof1"),
    "source q dof": ("cochran", "Cochran Q test", "χ²", "q", "punc", "dof"),
    "uval rbc": ("mwu", "Mann-Whitney test", "U", "uval", "pval"),
    "wval rbc": ("wilcoxon", "Wilcoxon signed-rank test", "W", "wval", "pval"),
    "test chi2 cramer": (
        *("chi2_independence", "Chi-square test of independence"),
        *("χ²", "chi2", "pval", "dof"),
    ),
}
#: Columns to what takes a table that has all of them; the first that fits.
MADE: dict[str, Callable[[list[Row], Any], Any]] = {
    "t dof pval cohend alternative": _t,
    "a b diff se t df pval": partial(_pairs, "Games-Howell tests", "Games-Howell"),
    "a b diff se t ptukey": partial(_pairs, "Tukey tests", "Tukey"),
    "contrast a b punc": partial(_pairs, "Tests of pairs", ""),
    "source f punc": _anova,
    **{columns: partial(_one, said) for columns, said in SIMPLE.items()},
    "n r pval power": _correlation,
    "names coef se t r2": partial(_regression, "linear_regression", "t", ""),
    "names coef se z": partial(_regression, "logistic_regression", "z", "odds_ratio"),
}
ACCEPTED = (
    *("ttest", "anova", "welch_anova", "rm_anova", "mixed_anova", "ancova", "kruskal"),
    *("friedman", "cochran", "mwu", "wilcoxon", "corr", "chi2_independence"),
    *("pairwise_gameshowell", "pairwise_tukey", "pairwise_tests"),
    *("linear_regression", "logistic_regression"),
)
