"""Two waves of one outcome, value by value, and what must be there to compare them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.estimates.rows import Values, column
from analysis.models._residuals import rounding
from analysis.models.designs import refuse
from results import DataError, NotComputable
from results.faults import as_python

#: Persons that a group needs; tests of large samples say nothing with fewer.
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """Every observed value of every person, in one row each."""

    y: Values  # (n_values,), in the unit of the outcome
    matrix: Values  # (n_values, n_terms), the design of the fixed effects
    person: npt.NDArray[np.intp]  # (n_values,), which person, counted from 0
    counts: Values  # (n_persons,), values of each
    group: npt.NDArray[np.intp]  # (n_values,), which group, counted from 0


def long_waves(waves: list[Values], members: list[Any]) -> Waves:
    """Put two waves below one another, and leave out what was not observed.

    Parameters
    ----------
    waves : list of two arrays, shape (n_persons,)
        Entry and follow-up, NaN where missing.
    members : list of arrays, shape (n_persons,)
        For each group, who is in it.

    Returns
    -------
    Waves
        The design has an intercept, the wave, groups after the first, and the products
        of wave and group.
    """
    y = np.concatenate(waves)
    later = np.repeat([0.0, 1.0], len(waves[0]))
    dummies = [np.tile(member, 2).astype(np.float64) for member in members]
    used = ~np.isnan(y) & (np.sum(dummies, axis=0) > 0)
    group = sum((i * d for i, d in enumerate(dummies)), np.zeros(len(y)))
    columns = [np.ones(len(y)), later, *dummies[1:], *(later * d for d in dummies[1:])]
    people = np.tile(np.arange(len(waves[0])), 2)[used]
    _, person, counts = np.unique(people, return_inverse=True, return_counts=True)
    return Waves(
        y=y[used],
        matrix=np.column_stack(columns)[used],
        person=person,
        counts=counts.astype(np.float64),
        group=group[used].astype(np.intp),
    )


def need_persons(frame: pd.DataFrame, person: str, where: str) -> None:
    """Refuse a person without a name, or with two rows."""
    names = column(frame, person, where=where)
    twice = [as_python(n) for n in names[names.duplicated() & names.notna()].unique()]
    unnamed = int(names.isna().sum())
    repeated = f"{person} has two rows, got {twice[:5]}; put both waves into one row"
    missing = f"{person} is missing on {unnamed} rows; check the table"
    faults = ((repeated, twice), (missing, unnamed))
    refuse(where, [fault for fault, wrong in faults if wrong], DataError)


def need_values(values: Waves, codes: list[str], group: str, where: str) -> None:
    """Refuse waves on which the model cannot be estimated."""
    refuse(where, _lacking(values, codes, group))
    if values.counts.max() < 2:
        raise NotComputable(
            f"{where}: nobody has both values, got {len(values.counts)} persons with "
            "one each; compare the groups at each wave instead"
        )
    both = values.counts[values.person] == 2
    left = _within(values)[both]
    if left @ left <= rounding(values.y):
        raise NotComputable(
            f"{where}: everybody of a group changes by the same amount, so there is "
            "no variance within persons; describe the groups instead"
        )


def _lacking(values: Waves, codes: list[str], group: str) -> list[str]:
    # What is wrong with the groups: their number, a wave of one, its persons.
    wrong = []
    if len(codes) < 2:
        wrong.append(
            f"at least 2 groups are needed, got {codes}; "
            "choose other rows or another test"
        )
    for wave, name in enumerate(("entry", "follow-up")):
        there = values.group[values.matrix[:, 1] == wave]
        if empty := [key for i, key in enumerate(codes) if i not in there]:
            wrong.append(
                f"no value was observed at {name} in {empty}; "
                f"leave the {group} out with a filter"
            )
    persons = pd.Series(values.person).groupby(values.group).nunique()
    if few := [codes[i] for i, n in persons.items() if n < FEWEST]:
        wrong.append(
            f"fewer than {FEWEST} persons have a value in {few}, too few for tests of "
            f"large samples; leave the {group} out with a filter"
        )
    return wrong


def _within(values: Waves) -> Values:
    # Deviations from each person's mean, less what the design explains of them.
    def centred(numbers: Values) -> Values:
        means = sums_of(values, numbers) / values.counts[:, None]
        return numbers - means[values.person]

    y, matrix = centred(values.y[:, None]), centred(values.matrix)
    left: Values = (y - matrix @ np.linalg.lstsq(matrix, y, rcond=None)[0])[:, 0]
    return left


def sums_of(values: Waves, numbers: Values) -> Values:
    """Sum up the rows of each person; shape (n_persons, n_columns)."""
    sums = np.zeros((len(values.counts), numbers.shape[1]))
    np.add.at(sums, values.person, numbers)
    return sums
