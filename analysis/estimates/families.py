"""Tests that were declared to belong together, adjusted for how many they are."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.estimates.adjusted_p import holm_adjusted
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.sample import Sample
from results import (
    DataError,
    Family,
    FamilyMember,
    Fault,
    NotComputable,
    NotComputed,
    Record,
)
from results.parts import ABSENT


@recorded()
def holm(
    sample: Sample,
    results: Mapping[str, Record],
    *,
    label: str,
    labels: Mapping[str, str] | None = None,
) -> Family:
    """Adjust the p values of a family of tests by Holm's method.

    Parameters
    ----------
    sample : Sample
        The rows that the tests were chosen from.
    results : mapping of str to record
        Id of each published result to the result, which has a p value, in the order of
        declaration; all of the family, whatever was found.
    label : str
        What the tests have in common.
    labels : mapping of str to str, optional
        Id to words; a member without is called by its outcome, or else by its id.

    Returns
    -------
    Family
        One member for each test, with its p value before and after adjustment.
        `data.variables` is empty and `data.rows` counts the rows of the sample: how
        many of them each test used stands in its own result. What could not be
        computed is no member; the option "absent" names it.

    Raises
    ------
    DataError
        If a result has no p value; all of them are named.
    ValueError
        If there is no result, or a label belongs to none.

    References
    ----------
    R, p.adjust(method = "holm").
    """
    if not results:
        raise ValueError("results: at least one is needed, got none")
    stray = sorted(set(labels or ()) - set(results))
    if stray:
        raise ValueError(f"labels: of no member, got {stray}; name a published result")
    out = [name for name, one in results.items() if isinstance(one, NotComputed)]
    results = {name: one for name, one in results.items() if name not in out}
    if not results:
        raise NotComputable(f"{sample.source}, {label}: no test could be computed")
    p_values = {name: getattr(one, "p_value", None) for name, one in results.items()}
    if lacking := [name for name, p_value in p_values.items() if p_value is None]:
        rule = f"{sample.source}, {label}: no p value to adjust"
        hint = "leave it out and say so, or name a result that has one"
        raise DataError(Fault(variable=name, rule=rule, hint=hint) for name in lacking)
    raw = [float(p_value) for p_value in p_values.values() if p_value is not None]
    words = {name: getattr(result, "outcome", name) for name, result in results.items()}
    words |= labels or {}
    return Family(
        method="Holm's method",
        label=label,
        members=tuple(
            FamilyMember(
                name=name, label=str(words[name]), p_value=before, p_adjusted=after
            )
            for name, before, after in zip(
                results, raw, holm_adjusted(raw), strict=True
            )
        ),
        data=data_used(sample, (), **({ABSENT: ", ".join(out)} if out else {})),
    )
