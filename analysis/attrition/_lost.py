"""People of whom some were lost before the outcome was known: who, and how many.

What the analyses of lost participants share: `analysis.attrition.weighting`,
`analysis.attrition.imputation` and `analysis.attrition.bounds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.estimates.float_limits import all_alike
from analysis.estimates.grouped import refuse_groups
from analysis.estimates.proportions import need_level
from analysis.estimates.recorded import data_used
from analysis.estimates.rows import (
    Values,
    code_text,
    column,
    column_names,
    is_numeric,
    numeric,
)
from analysis.estimates.sample import Sample
from analysis.models.designs import Design, as_category, design_of
from results import DataUsed, Fault, FitStatistic, NotComputable


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Everybody whose group is known, with the outcome as far as it is known."""

    outcome: str  # column
    group: str  # column
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    member: Values  # index of the group, shape (n_people,)
    success: Values  # 1 if the outcome has the level, 0 if not, NaN if not known
    sample: Sample  # their rows
    n_missing: int  # rows without a group
    where: str  # opening of an error message

    def predictor_design(
        self, predictors: Sequence[str], *, with_group: bool = False
    ) -> Design:
        """Build the design of predictors, which may be missing.

        Parameters
        ----------
        predictors : sequence of str
            Columns.
        with_group : bool
            Whether the groups come first among the predictors.

        Returns
        -------
        Design
            NaN where a predictor is missing.

        Raises
        ------
        DataError
            If a column is not there, or has the same value in everybody; all at once.
        """
        faults = []
        for name in predictors:
            values = column(self.sample.frame, name, where=self.where)
            seen = self.sample.frame[values.notna()]
            if values.nunique() < 2 or (
                is_numeric(values) and all_alike(numeric(seen, name, where=self.where))
            ):
                only = [str(value) for value in values.dropna().unique()[:1]]
                rule = f"{self.where}: {name} does not vary, got {only}"
                faults.append(Fault(rule=rule, hint="leave it out of the predictors"))
        if faults:
            raise NotComputable(faults)
        return design_of(
            as_category(self.sample, self.group),
            (*([self.group] if with_group else []), *predictors),
            where=self.where,
            against=False,
        )

    def described(
        self, predictors: Iterable[str] = (), **options: str | float | bool
    ) -> DataUsed:
        """Describe the data; unlike elsewhere, rows without the outcome are used."""
        names = (self.outcome, self.group, *predictors)
        return replace(data_used(self.sample, names, **options), rows=len(self.sample))

    def need_lost(self) -> None:
        """Refuse a group of whom nobody was observed, and a study that lost nobody.

        Raises
        ------
        DataError
            For either.
        """
        observed = ~np.isnan(self.success)
        there = set(self.member[observed])
        refuse_groups(
            [key for i, key in enumerate(self.keys) if i not in there],
            f"{self.where}: no outcome was observed",
            "leave the group out with a filter",
        )
        if observed.all():
            raise NotComputable(
                f"{self.where}: nobody was lost, got {len(observed)} outcomes of "
                f"{len(observed)} people; report the proportions as observed"
            )

    def missing_rows(self) -> FitStatistic:
        """How many rows were left out, since the group or a predictor is missing."""
        return FitStatistic(
            name="n_missing", label="Rows left out", value=float(self.n_missing)
        )


def followed(sample: Sample, outcome: str, level: object, group: str) -> Followed:
    """Find who is in which group, and of whom the outcome is known.

    Parameters
    ----------
    sample : Sample
        NaN in the outcome of those not observed. Rows without a group are left out
        and counted.
    outcome, level, group : str, object and str
        Column of categories, the one whose proportion is wanted, and column of group
        codes.

    Returns
    -------
    Followed
        Groups in order; also groups in which nobody was observed.

    Raises
    ------
    DataError
        If a column is not there, no row has a group, or nobody can have `level`.
    ValueError
        If outcome and group are the same column.
    """
    if outcome == group:
        raise ValueError(
            f"group: the outcome itself, got {group!r}; use another column"
        )
    where = f"{sample.source}, {outcome} by {group}"
    codes = column(sample.frame, group, where=where)
    values = column(sample.frame, outcome, where=where)
    need_level(values, level, where=where)
    keys = sample.codes(group)
    if not keys:
        raise NotComputable(f"{where}: no row has a group; check the filter")
    inside = codes.notna().to_numpy()
    codes, values = codes[inside], values[inside]
    success = np.where(values.isna(), np.nan, (values == level).fillna(False))
    return Followed(
        outcome=outcome,
        group=group,
        keys=tuple(code_text(key) for key in keys),
        labels=tuple(sample.level(group, key) for key in keys),
        member=np.array([keys.index(code) for code in codes], dtype=np.float64),
        success=success.astype(np.float64),
        sample=replace(sample, frame=sample.frame[inside]),
        n_missing=int((~inside).sum()),
        where=where,
    )


def need_apart(outcome: str, group: str, predictors: Sequence[str]) -> tuple[str, ...]:
    """Return the predictors; outcome and group are none: they have places of their own.

    Raises
    ------
    ValueError
        That names them, or what stands twice.
    """
    names = column_names(predictors, parameter="predictors")
    among = [name for name in names if name in (outcome, group)]
    if among:
        raise ValueError(
            f"predictors: outcome or group among them, got {among}; leave them out"
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"predictors: named twice, got {twice}; name each once")
    return names
