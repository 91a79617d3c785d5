"""Follow everybody over both waves, also those who were seen once only.

Rows, groups and missing values are treated as `analysis.estimates.grouped` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt

import numpy as np

from analysis.estimates.assumptions import normality
from analysis.estimates.grouped import in_group
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import Values, column, numeric
from analysis.estimates.sample import Sample, joint_label
from analysis.models._restricted_likelihood import RemlFit, reml
from analysis.models._waves import Waves, long_waves, need_persons, need_values, sums_of
from analysis.models.designs import INTERCEPT
from analysis.models.means import Estimates, chi_square_test, numbers_of_fit
from results import Assumption, FitStatistic, Model, Term, TermTest

#: Said where the variance between persons is estimated as 0.
SAME_PERSONS = (
    "persons were not found to differ beyond their residuals: the estimate of their SD "
    "is 0, on the boundary of what is possible"
)


@recorded("conf_level")
def mixed_model(
    sample: Sample,
    *,
    outcome_entry: str,
    outcome_followup: str,
    group: str,
    person: str,
    conf_level: float = 0.95,
) -> Model:
    """Linear mixed model of both waves, with an intercept of its own for each person.

    Parameters
    ----------
    sample : Sample
        One row for a person; NaN where a value is missing.
    outcome_entry, outcome_followup : str
        Columns of numbers: the two waves, in the same unit.
    group, person : str
        Columns of group codes and of persons; coefficients compare each group with
        the first, and follow-up with entry.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    Model
        By restricted maximum likelihood (REML), from everybody with a group and at
        least one value: `n` counts values, `n_people` persons, and `n_missing` the
        values of either wave that are missing or whose group is. Terms: z tests.
        Tests: joint Wald χ² of a change in any group (`wave`) and of a change that
        differs between groups (`wave:` and the group's column). Means: every group's
        change, follow-up - entry. Contrasts: all pairs of those changes, with p values
        adjusted by Holm's method and intervals by Bonferroni's. Fit: SD of persons and
        residual SD, their intraclass correlation, the restricted log likelihood.
        Assumptions: normal residuals and persons' intercepts. `data.variables` are
        entry, follow-up, group, person; `data.rows` counts the persons used.

    Raises
    ------
    DataError
        If a column is not there or not numeric, a person has two rows or no name,
        there is one group only, nobody has both values, a group has no value at one
        wave or fewer than 3 persons with any, or values do not vary within persons.

    Notes
    -----
    Tests and intervals use the normal and χ² distributions, without degrees of freedom
    for the residuals. They are approximate, and liberal in small samples: where nothing
    differed between three groups, about .06 of simulated tests at .05 were significant
    with 24 persons in each group, and .09 to .10 with 5.

    References
    ----------
    R: lme4::lmer(y ~ wave * group + (1 | person), REML = TRUE), whose likelihood is
    maximised here over the ratio of the two variances, to the last figure.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {
    ...         "who": list("abcdef"),
    ...         "ward": list("xxxyyy"),
    ...         "one": [5, 7, 6, 8, 9, 4.0],
    ...         "two": [3, 6, None, 7, 5, 3.0],
    ...     }
    ... )
    >>> found = mixed_model(
    ...     Sample(frame, source="simulated"),
    ...     outcome_entry="one",
    ...     outcome_followup="two",
    ...     group="ward",
    ...     person="who",
    ... )
    >>> found.n, found.n_people, [round(mean.estimate, 2) for mean in found.means]
    (11, 6, [-1.5, -2.0])
    """
    where = f"{sample.source}, {outcome_entry} and {outcome_followup} by {group}"
    names = (outcome_entry, outcome_followup, group, person)
    values, groups = _read(sample, names, where)
    fitted, estimates = _fitted(values, where)
    changes = estimates.weighted(_changes(len(groups)))
    words = {key: f"{label}, follow-up - entry" for key, label in groups.items()}
    # Unlike elsewhere, a row with one wave missing is used too.
    data = replace(data_used(sample, names), rows=len(values.counts))
    return Model(
        method="Linear mixed model with an intercept for each person",
        outcome=joint_label(*map(sample.label, names[:2])),
        unit=sample.unit(outcome_entry),
        n=len(values.y),
        n_missing=2 * len(sample) - len(values.y),
        n_events=None,
        n_people=len(values.counts),
        terms=_terms(estimates, groups, group, sample.label(group), conf_level),
        tests=_tests(estimates, len(groups), group, sample.label(group)),
        means=changes.means(words, conf_level),
        contrasts=changes.pairwise(groups, conf_level),
        fit=_fit_statistics(fitted),
        assumptions=_assumptions(values, fitted),
        data=data,
        undefined="" if fitted.ratio > 0 else SAME_PERSONS,
    )


def _read(
    sample: Sample, names: tuple[str, str, str, str], where: str
) -> tuple[Waves, dict[str, str]]:
    # Both waves of everybody with a group, and the groups with their labels.
    *outcomes, group, person = names
    waves = [numeric(sample.frame, name, where=where) for name in outcomes]
    need_persons(sample.frame, person, where)
    codes = column(sample.frame, group, where=where)
    members = [in_group(codes, key) for key in sample.codes(group)]
    values, groups = long_waves(waves, members), sample.levels(group)
    need_values(values, list(groups), group, where)
    return values, groups


def _fitted(values: Waves, where: str) -> tuple[RemlFit, Estimates]:
    # Around the mean: far from 0, no figures of a difference would be left.
    mean = float(values.y.mean())
    fitted = reml(replace(values, y=values.y - mean), where)
    raised = fitted.estimates + mean * np.eye(len(fitted.estimates))[0]
    return fitted, Estimates(values=raised, covariance=fitted.covariance)


def _changes(n_groups: int) -> Values:
    # Weights of the coefficients, each row of which adds up to a group's change.
    weights = np.zeros((n_groups, 2 * n_groups))
    weights[:, 1] = 1
    for i in range(1, n_groups):
        weights[i, n_groups + i] = 1
    return weights


def _terms(
    estimates: Estimates,
    groups: Mapping[str, str],
    group: str,
    word: str,
    conf_level: float,
) -> tuple[Term, ...]:
    first, *later = groups.values()
    against = [f"{word}: {label}, against {first}" for label in later]
    levels = [f"{group}-{key}" for key in list(groups)[1:]]
    names = [INTERCEPT, "wave", *levels, *(f"wave:{level}" for level in levels)]
    labels = [
        f"{first} at entry",
        f"Follow-up, against entry, in {first}",
        *(f"{text}, at entry" for text in against),
        *(f"{text}, in the change" for text in against),
    ]
    return estimates.terms(names, labels, conf_level)


def _tests(
    estimates: Estimates, n_groups: int, group: str, word: str
) -> tuple[TermTest, TermTest]:
    changes = _changes(n_groups)
    differ = estimates.weighted(changes[1:] - changes[0])
    return (
        _joint("wave", f"Change in any {word}", estimates.weighted(changes)),
        _joint(f"wave:{group}", f"Change differs by {word}", differ),
    )


def _joint(name: str, label: str, sums: Estimates) -> TermTest:
    # Wald test that all these sums of coefficients are 0.
    values = sums.values
    statistic = float(values @ np.linalg.solve(sums.covariance, values))
    return chi_square_test(name, label, statistic, len(values))


def _fit_statistics(fitted: RemlFit) -> tuple[FitStatistic, ...]:
    numbers: dict[str, tuple[str, float | None]] = {
        "sd_person": ("SD of persons", sqrt(fitted.ratio * fitted.variance)),
        "sd_residual": ("Residual SD", sqrt(fitted.variance)),
        "icc": ("Intraclass correlation", fitted.ratio / (1 + fitted.ratio)),
        "log_likelihood": ("Log likelihood, restricted", fitted.log_likelihood),
    }
    return numbers_of_fit(numbers)


def _assumptions(values: Waves, fitted: RemlFit) -> tuple[Assumption, ...]:
    sums = sums_of(values, fitted.residuals[:, None])[:, 0]
    persons = fitted.ratio / (1 + fitted.ratio * values.counts) * sums
    return (
        normality(fitted.residuals - persons[values.person], "normal residuals"),
        normality(persons, "normal intercepts of persons"),
    )
