"""Ask whether further variables improve a prediction, each offered by itself.

Nothing is selected: every candidate that was declared is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
from scipy import stats

from analysis.estimates.adjusted_p import holm_adjusted
from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import code_text, column, data_used, selected
from analysis.models._predictions import predict
from analysis.models.designs import Labels, complete
from results import Addition, DataError, Fault, Improvement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    # What is the same for every candidate.
    outcome: str
    level: object
    base: Mapping[str, str]
    labels: Labels | None
    where: str


@recorded("level")
def improvement(
    frame: pd.DataFrame,
    *,
    outcome: str,
    level: object,
    base: Mapping[str, str],
    candidates: Mapping[str, str],
    source: str,
    filter: str = ALL_ROWS,
    labels: Labels | None = None,
    outcome_label: str | None = None,
) -> Improvement:
    """Offer each candidate by itself to a model by Firth's penalised likelihood.

    Parameters
    ----------
    frame : DataFrame, shape (n_participants, n_variables)
        One row for a participant; NaN where a value is missing.
    outcome, level : str and object
        Column of categories, and the one that counts as the event.
    base, candidates : mapping of str to str
        Columns to labels: what the model has, which may be nothing, and what is
        offered to it. Numbers and categories as for `firth_logistic`.
    source, filter : str
        Kind of data and table; which rows, as `analysis.estimates.rows.selected` reads
        it.
    labels : mapping of str to mapping, optional
        Column to the labels of its levels.
    outcome_label : str, optional
        What the event is; the level itself if it is not given.

    Returns
    -------
    Improvement
        For every candidate the penalised likelihood ratio χ² of the model with it
        against the same model with its coefficients at 0, on the rows without a
        missing value in outcome, base and this candidate (`n`); p values are also
        adjusted for the number of candidates by Holm's method. `n` of the whole is
        the rows of the base model, and so is `data.rows`. `data.variables` are the
        outcome, the base (as many as the option `base` says), then the candidates.

    Raises
    ------
    DataError
        As `firth_logistic`, naming every candidate that is at fault.
    ValueError
        If there is no candidate, or a column is named twice.

    References
    ----------
    As of `analysis.models.logistic.firth_logistic`.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"age": [20, 30, 40, 50, 60, 70.0], "left": list("nnynyy")}
    ... )
    >>> found = improvement(
    ...     frame,
    ...     outcome="left",
    ...     level="y",
    ...     base={},
    ...     candidates={"age": "Age"},
    ...     source="HELP",
    ... )
    >>> round(found.additions[0].statistic, 2)
    2.12
    """
    names = (outcome, *base, *candidates)
    if not candidates or len(set(names)) < len(names):
        raise ValueError(
            "candidates: at least one, and no column twice, "
            f"got {list(candidates)} beside {[outcome, *base]}"
        )
    asked = _Asked(
        outcome=outcome,
        level=level,
        base=base,
        labels=labels,
        where=f"{source}, {outcome} by {', '.join(base) or 'nothing'}",
    )
    frame = selected(frame, filter, where=asked.where)
    for name in names:
        column(frame, name, where=asked.where)
    rows = complete(frame, (outcome, *base), where=asked.where)
    data = data_used(frame, names, source=source, filter=filter, base=len(base))
    return Improvement(
        method="Penalised likelihood ratio tests of single additions",
        outcome=outcome_label or code_text(level),
        base=", ".join(base.values()) or "nothing",
        n=len(rows),
        correction="Holm",
        additions=_additions(frame, candidates, asked),
        data=replace(data, rows=len(rows)),
    )


def _additions(
    frame: pd.DataFrame, candidates: Mapping[str, str], asked: _Asked
) -> tuple[Addition, ...]:
    # Every candidate, or all that is wrong with any.
    additions: list[Addition] = []
    wrong: list[Fault] = []
    for name, label in candidates.items():
        try:
            additions.append(_offered(frame, name, label, asked))
        except DataError as error:
            wrong += error.faults
    if wrong:
        raise DataError(wrong)
    adjusted = holm_adjusted([addition.p_value for addition in additions])
    return tuple(
        replace(addition, p_adjusted=p)
        for addition, p in zip(additions, adjusted, strict=True)
    )


def _offered(frame: pd.DataFrame, name: str, label: str, asked: _Asked) -> Addition:
    # One candidate, before the p values are adjusted.
    model = predict(
        frame,
        asked.outcome,
        asked.level,
        {**asked.base, name: label},
        asked.labels,
        where=f"{asked.where}, with {name}",
    )
    columns = model.design.parts[name]
    statistic = model.ratio(columns)
    p = float(stats.chi2.sf(statistic, len(columns)))
    return Addition(
        name=name,
        label=label,
        n=len(model.y),
        n_events=int(model.y.sum()),
        statistic_name="χ²",
        statistic=statistic,
        dof=len(columns),
        p_value=p,
        p_adjusted=p,
    )
