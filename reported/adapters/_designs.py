"""Tests of which the sample is named: groups, pairs, two variables, two categories.

What the library left out and the rows tell is added: how many there are, degrees of
freedom, groups. What its numbers tell of the rows has to be so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isclose
from typing import Any

from scipy import stats

from reported.adapters._asked import NEAR, Asked
from reported.adapters._making import LESS, effect
from reported.adapters._naming import Sample, rows_used
from reported.checks.consistency import p_value
from results import DataError, Effect, HypothesisTest


def named_test(
    found: HypothesisTest, sample: Sample, outcome: str, by: str
) -> HypothesisTest:
    """Say from which rows a test was computed.

    Raises
    ------
    DataError
        If it cannot have been; the message has both numbers.
    """
    rows_used(sample, [n for n in (outcome, by) if n], found.data)  # are they there?
    if not outcome:
        raise DataError(f"{sample.source}: outcome= names the column that was tested")
    known = replace(
        found,
        outcome=sample.label(outcome),
        by=sample.label(by) if by else "",
        alternative=found.alternative or "two-sided",
    )
    held = bool(found.alternative)
    design = DESIGNS.get(found.data.function.rpartition(".")[2], _rows)
    return design(Asked(known, sample, outcome, by, held))


#: Tests of several rows of one person, which rows alone do not tell apart.
REPEATED = ("cochran", "friedman", "friedmanchisquare", "rm_anova")


def _rows(asked: Asked) -> HypothesisTest:
    labels = asked.sample.levels(asked.by) if asked.by and asked.found.tests else {}
    tests = tuple(
        replace(one, label=LESS.join(labels.get(k, k) for k in one.label.split(LESS)))
        for one in asked.found.tests
    )
    made = asked.placed(asked.names, tests=tests)
    if made.data.function.rpartition(".")[2] in REPEATED:
        return replace(made, n=None, n_missing=None)
    return made


# --- t tests ----------------------------------------------------------------------


def _t(asked: Asked) -> HypothesisTest:
    found, by = asked.found, asked.by
    level = found.effects[0].conf_level
    told = {"conf_level": level, "alternative": found.alternative}
    if by and len(asked.sample.codes(by)) == 2:
        return _t_of_groups(asked, told)
    what, name, method = ("ttest_1samp", "mean", "One-sample t test")
    told |= {"design": "one", "mu": _mu(found)}
    if by:
        what, name, method = ("ttest_rel", "mean_difference", "Paired t test")
        told |= {"design": "paired", "mu": 0.0}
    sizes = _called(found, name)
    made = asked.placed(asked.names, what, told=told, method=method, effects=sizes)
    asked.need("degrees of freedom", found.dof, (made.n or 0) - 1)
    return made


def _called(found: HypothesisTest, name: str) -> tuple[Effect, ...]:
    """Name the estimate, now that it is known what was estimated."""
    return (replace(found.effects[0], name=name), *found.effects[1:])


def _mu(found: HypothesisTest) -> float:
    """Return the mean that one was tested against; pingouin does not hold it: 0."""
    mean = found.effects[0]
    limit = mean.conf_high if mean.conf_low is None else mean.conf_low
    if (
        mean.estimate is None
        or limit is None
        or found.statistic is None
        or not found.dof
    ):
        return 0.0
    tail = (1 - mean.conf_level) / (2 if found.alternative == "two-sided" else 1)
    error = abs(mean.estimate - limit) / stats.t.isf(tail, found.dof)
    return float(round(mean.estimate - found.statistic * error, 9))


def _t_of_groups(asked: Asked, told: dict[str, Any]) -> HypothesisTest:
    found, groups = asked.found, asked.groups()
    most, dof = sum(group.n for group in groups) - 2, found.dof
    equal = dof == most
    if dof is not None and (dof > most or float(dof).is_integer()):
        asked.need("degrees of freedom", dof, most)
    first, second = (group.mean or 0.0 for group in groups)
    turned = (found.statistic or 0.0) * (first - second) < 0
    gap, said = abs(first - second), found.effects[0].estimate
    if said is not None and not isclose(abs(said), gap, rel_tol=1e-6, abs_tol=1e-9):
        asked.need("as its difference", abs(said), gap)
    told |= {"design": "groups", "equal_var": equal, "first": groups[turned].group}
    return asked.placed(
        [asked.by, asked.outcome],
        "ttest_ind",
        told=told,
        method="Student t test" if equal else "Welch t test",
        effects=_called(found, "mean_difference"),
        groups=groups,
    )


# --- other tests of groups --------------------------------------------------------


def _of_groups(asked: Asked) -> HypothesisTest:
    found, groups = asked.found, asked.groups()
    dof, resid = len(groups) - 1, found.dof_resid
    if found.statistic_name == "F" and "welch" not in found.data.function:
        resid = sum(group.n for group in groups) - len(groups)
        asked.need("residual degrees of freedom", found.dof_resid, resid)
    asked.need("degrees of freedom", found.dof, dof)
    if found.dof is None and found.statistic is not None:
        _need_p(asked, [dof] if resid is None else [dof, resid])
    names = [asked.by, asked.outcome]
    return asked.placed(names, dof=float(dof), dof_resid=resid, groups=groups)


def _need_p(asked: Asked, dof: list[float]) -> None:
    """Refuse degrees of freedom, taken from the rows, from which p does not follow."""
    found = asked.found
    there = p_value(found.statistic_name, found.statistic or 0.0, dof)
    if not isclose(there, found.p_value or 0.0, rel_tol=1e-6, abs_tol=1e-12):
        raise DataError(
            f"{asked.where}: p = {found.p_value:.6g} does not follow from "
            f"{found.statistic_name} and these groups, which give {there:.6g}; name "
            "the rows that it was computed from (of groups whose variances may differ, "
            "publish pingouin.welch_anova)"
        )


def _of_ranks(asked: Asked) -> HypothesisTest:
    """Take a Mann-Whitney test: U counts for the group that the caller put first."""
    groups, by = asked.groups(), asked.by
    asked.need("groups", 2, len(groups))
    known = asked.sample.frame[[by, asked.outcome]].dropna()
    ranks = known[asked.outcome].rank()[known[by] == asked.sample.codes(by)[0]]
    u = ranks.sum() - len(ranks) * (len(ranks) + 1) / 2
    turned = u != asked.found.statistic
    if turned:
        asked.need("as its U", asked.found.statistic, groups[0].n * groups[1].n - u)
    first, second = (
        known.loc[known[by] == code, asked.outcome]
        for code in asked.sample.codes(by)[:: -1 if turned else 1]
    )
    asked = asked.recomputed(stats.mannwhitneyu, first, second, exact=True)
    told = {"first": groups[int(turned)].group}
    told["alternative"] = asked.found.alternative
    return asked.placed([by, asked.outcome], told=told, groups=groups)


# --- pairs of values, and categories ----------------------------------------------


PAIRED = {"pearson": stats.pearsonr, "spearman": stats.spearmanr}
PAIRED |= {"kendall": stats.kendalltau}


def _of_pairs(asked: Asked, function: str = "") -> HypothesisTest:
    kind = asked.found.method.split()[0].lower()
    known = asked.sample.frame[asked.names].dropna()
    if kind in PAIRED and len(asked.names) == 2:
        asked.need("rows", asked.found.n, len(known))
        pair = known[asked.by], known[asked.outcome]
        asked = asked.recomputed(PAIRED[kind], *pair, exact=kind == "kendall")
    found = asked.found
    told: dict[str, Any] = {"alternative": found.alternative}
    if function != "wilcoxon":
        told["method"] = kind
        told["conf_level"] = found.conf_level
    made = asked.placed(asked.names, function, told=told)
    with_dof = found.statistic_name in ("r", "rs")
    return replace(made, dof=float(made.data.rows - 2)) if with_dof else made


def _counts(asked: Asked) -> Any:
    sample, names = asked.sample, [asked.by, asked.outcome]
    known = sample.frame[names].dropna()
    counts = known.groupby(names, observed=True).size().unstack(fill_value=0)
    rows = [code for code in sample.codes(asked.by) if code in counts.index]
    columns = [code for code in sample.codes(asked.outcome) if code in counts.columns]
    return counts.loc[rows, columns].to_numpy()


def _of_counts(asked: Asked) -> HypothesisTest:
    counts, statistic = _counts(asked), asked.found.statistic or 0.0
    dof = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    asked.need("degrees of freedom", asked.found.dof, dof)
    plain = stats.chi2_contingency(counts, correction=False).statistic
    # which only the number itself tells
    yates = dof == 1 and not isclose(plain, statistic, rel_tol=NEAR)
    there = stats.chi2_contingency(counts, correction=yates).statistic
    if not isclose(there, statistic, rel_tol=NEAR, abs_tol=NEAR):
        asked.need("as its χ²", statistic, there)
    return asked.placed([asked.by, asked.outcome], told={"continuity": yates})


def _associated(asked: Asked) -> HypothesisTest:
    """Tell from the data which of its tests a `SignificanceResult` of scipy is of."""
    found, pair = asked.found, asked.sample.frame[asked.names].dropna()
    if all(getattr(pair[name].dtype, "kind", "O") in "iuf" for name in pair):
        for kind, name, function in RANKED if asked.by else ():
            there = pair[asked.outcome].corr(pair[asked.by], method=kind.lower())
            if isclose(there, found.statistic or 0.0, rel_tol=NEAR, abs_tol=NEAR):
                method = f"{kind} rank correlation"
                known = replace(found, method=method, statistic_name=name)
                try:
                    return _of_pairs(replace(asked, found=known), function)
                except DataError:
                    continue  # the other one, where both have this coefficient
    if asked.by and (counts := _counts(asked)).shape == (2, 2):
        return _fisher(asked, counts)
    raise DataError(
        f"{asked.where}: not Spearman's, Kendall's or Fisher's test of "
        f"{' and '.join(asked.names)}, got the statistic {found.statistic}; name the "
        "rows, outcome= and by= that it was computed from (one that is not defined "
        "tells no test: publish pingouin.corr)"
    )


def _fisher(asked: Asked, counts: Any) -> HypothesisTest:
    ((a, b), (c, d)), ratio = counts, asked.found.statistic
    turned = ratio is not None and not isclose(ratio * b * c, a * d, rel_tol=NEAR)
    if turned:
        asked.need("as its odds ratio", ratio, b * c / (a * d) if a * d else 0)
    asked = asked.recomputed(stats.fisher_exact, counts[::-1] if turned else counts)
    if asked.found.alternative != "two-sided":
        raise DataError(
            f"{asked.where}: a one-sided Fisher's test is not taken; test both sides"
        )
    return asked.placed(
        [asked.by, asked.outcome],
        "fisher_exact",
        told={"turned": turned},
        method="Fisher's exact test",
        statistic=None,
        undefined="",
        effects=(effect("odds_ratio", ratio),),
    )


RANKED = (("Spearman", "rs", "spearmanr"), ("Kendall", "τ", "kendalltau"))
#: Function, without its library, to how its rows are laid out.
DESIGNS: dict[str, Callable[[Asked], HypothesisTest]] = {
    "SignificanceResult": _associated,
    **dict.fromkeys(("anova", "f_oneway", "kruskal", "welch_anova"), _of_groups),
    **dict.fromkeys(("chi2_contingency", "chi2_independence"), _of_counts),
    **dict.fromkeys(("corr", "pearsonr"), _of_pairs),
    **dict.fromkeys(("mannwhitneyu", "mwu"), _of_ranks),
    "ttest": _t,
    "wilcoxon": lambda asked: _of_pairs(asked, "wilcoxon"),
}
