"""Models of which the sample is named: their formula says which columns they use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reported.adapters._naming import Sample, need_same, rows_used
from reported.adapters._terms import INTERCEPT
from results import DataError, Model, Term


def named_model(found: Model, sample: Sample, outcome: str) -> Model:
    """Say from which rows a model was fitted.

    Raises
    ------
    DataError
        If it has no formula and no outcome is named, or rests on other rows.
    """
    asked = {option.name: str(option.value) for option in found.data.options}
    formula, options = asked.get("formula", ""), {}
    if not formula and found.data.function.startswith("pingouin") and outcome:
        names = [term.name for term in found.terms if term.name != INTERCEPT]
        formula = options["formula"] = f"{outcome} ~ {' + '.join(names)}"
    if not formula:
        raise DataError(
            f"{sample.source}: a model without a formula does not say which columns it "
            "uses; fit it by formula (of pingouin's, name outcome=), or leave out of="
        )
    there = set(map(str, sample.frame.columns))
    left = formula.partition("~")[0].strip()
    words = dict.fromkeys(re.findall(r"[A-Za-z_]\w*", formula))
    variables = [word for word in words if word in there]
    order = _order(sample, found.terms)
    if order:
        options["order"] = order
    used = rows_used(sample, variables, found.data, **options)
    need_same(sample, "rows", found.n, used.rows)
    return replace(
        found,
        outcome=sample.label(left) if left in there else left,
        unit=sample.unit(left) if left in there else "",
        n=used.rows,
        n_missing=len(sample.frame) - used.rows,
        terms=tuple(_labelled(term, sample) for term in found.terms),
        data=used,
    )


def _order(sample: Sample, terms: Sequence[Term]) -> str:
    """Write the levels of each category, the one that has no term first."""
    own: dict[str, dict[str, None]] = {}
    for term in terms:
        for column, level in _parts(term):
            if level and column in sample.frame.columns:
                own.setdefault(column, {})[level] = None
    orders = []
    for column, levels in own.items():
        reference = [code for code in sample.levels(column) if code not in levels]
        orders.append(f"{column}: {', '.join([*reference, *levels])}")
    return "; ".join(orders)


def _labelled(term: Term, sample: Sample) -> Term:
    parts = _parts(term)
    if term.name == INTERCEPT or not {column for column, _ in parts} <= {*sample.frame}:
        return term  # such as log(x)
    labels = [
        f"{sample.label(column)}: {sample.levels(column).get(level, level)}"
        if level
        else sample.label(column)
        for column, level in parts
    ]
    return replace(term, label=" × ".join(labels))


def _parts(term: Term) -> list[tuple[str, str]]:
    parts = [part.partition("-") for part in term.name.split(":")]
    return [(column, level) for column, _, level in parts]
