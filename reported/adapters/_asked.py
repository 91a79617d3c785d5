"""A test of a library, and the rows that it is said to be of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import isclose
from typing import Any

from reported.adapters._naming import Sample, need_same, rows_used
from results import DataError, GroupSummary, HypothesisTest

ALTERNATIVES = ("two-sided", "less", "greater")
METHODS = ("auto", "asymptotic", "exact")
#: As near as one number computed twice is.
NEAR = 1e-8


@dataclass(frozen=True, slots=True)
class Asked:
    """A test, and what is said of its rows."""

    found: HypothesisTest
    sample: Sample
    outcome: str
    by: str
    held: bool  # whether the library says which alternative it was

    @property
    def names(self) -> list[str]:
        """The columns that were named."""
        return [name for name in (self.outcome, self.by) if name]

    @property
    def where(self) -> str:
        """The rows, to begin a message with."""
        return f"{self.sample.source}, {self.sample.filter}"

    def need(self, what: str, said: float | None, there: float) -> None:
        """Refuse rows on which the test does not rest."""
        need_same(self.sample, what, said, there)

    def recomputed(self, test: Any, *arrays: Any, exact: bool = False) -> Asked:
        """Find the alternative by which scipy's test of these rows has this p.

        Parameters
        ----------
        exact : bool
            Whether the test can be exact or not, which its result does not hold.

        Raises
        ------
        DataError
            If none has, so that the rows, or options that nobody told, are others.
        """
        if self.found.p_value is None:
            return self  # the record says that it is not defined
        sides = (self.found.alternative,) if self.held else ALTERNATIVES
        ways = [{"method": way} for way in METHODS] if exact else [{}]
        for side, way in product(sides, ways):
            there = test(*arrays, alternative=side, **way).pvalue
            if isclose(there, self.found.p_value, rel_tol=1e-6, abs_tol=1e-12):
                return replace(self, found=replace(self.found, alternative=side))
        raise DataError(
            f"{self.where}: p = {self.found.p_value:.6g} is not that of these "
            "rows; name the rows, outcome= and by= that it was computed from (a test "
            "with other options than the library's own looks like one of other rows)"
        )

    def placed(
        self, names: list[str], function: str = "", *, told: Any = (), **fields: Any
    ) -> HypothesisTest:
        """Put the rows, how many there are, and what R is told into the record."""
        data = rows_used(self.sample, names, self.found.data, **dict(told))
        self.need("rows", self.found.n, data.rows)
        if function and data.function.startswith("scipy"):
            data = replace(data, function=f"scipy.stats.{function}")
        missing = len(self.sample.frame) - data.rows
        fields |= {"n": data.rows, "n_missing": missing, "data": data}
        return replace(self.found, **fields)

    def groups(self) -> tuple[GroupSummary, ...]:
        """Summarise the outcome in every group."""
        frame, keys = self.sample.frame, self.sample.codes(self.by)
        return tuple(
            _summary(code, label, frame.loc[frame[self.by] == key, self.outcome])
            for key, (code, label) in zip(
                keys, self.sample.levels(self.by).items(), strict=True
            )
        )


def _summary(code: str, label: str, values: Any) -> GroupSummary:
    known = values.dropna()
    numbers = known.describe() if len(known) else {}
    parts = {"mean": "mean", "median": "50%", "q1": "25%", "q3": "75%"}
    parts |= {"minimum": "min", "maximum": "max", "sd": "std"}
    found: dict[str, Any] = {
        name: float(numbers[key]) if len(known) > (name == "sd") else None
        for name, key in parts.items()
    }
    found |= {"n": len(known), "n_missing": len(values) - len(known)}
    why = "" if len(known) > 1 else "too few values"
    return GroupSummary(group=code, label=label, undefined=why, **found)
