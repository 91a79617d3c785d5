"""Ask whether further variables improve a prediction, each offered by itself.

Nothing is selected: every candidate that was declared is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scipy import stats

from analysis.estimates.adjusted_p import holm_adjusted
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.rows import column, column_names
from analysis.estimates.sample import Sample
from analysis.models._predictions import Prediction, predict
from analysis.models.designs import complete
from results import Addition, Fault, Improvement, NotComputable


@recorded("level")
def improvement(
    sample: Sample,
    *,
    outcome: str,
    level: object,
    base: Sequence[str],
    candidates: Sequence[str],
) -> Improvement:
    """Offer each candidate by itself to a model by Firth's penalised likelihood.

    Parameters
    ----------
    sample : Sample
        One row for a participant; NaN where a value is missing.
    outcome, level : str and object
        Column of categories, and the one that counts as the event.
    base, candidates : sequence of str
        Columns: what the model has, which may be nothing, and what is offered to it.
        Numbers and categories as for `firth_logistic`.

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
    >>> import pandas as pd
    >>> frame = pd.DataFrame(
    ...     {"age": [20, 30, 40, 50, 60, 70.0], "left": list("nnynyy")}
    ... )
    >>> sample = Sample(frame, source="HELP")
    >>> found = improvement(
    ...     sample, outcome="left", level="y", base=[], candidates=["age"]
    ... )
    >>> round(found.additions[0].statistic, 2)
    2.12
    """
    base = column_names(base, parameter="base")
    candidates = column_names(candidates, parameter="candidates")
    names = (outcome, *base, *candidates)
    if not candidates or len(set(names)) < len(names):
        raise ValueError(
            "candidates: at least one, and no column twice, "
            f"got {list(candidates)} beside {[outcome, *base]}"
        )
    where = f"{sample.source}, {outcome} by {', '.join(base) or 'nothing'}"
    for name in names:
        column(sample.frame, name, where=where)
    rows = complete(sample, (outcome, *base), where=where)
    data = data_used(sample, names, base=len(base))
    return Improvement(
        method="Penalised likelihood ratio tests of single additions",
        outcome=sample.event(outcome, level),
        base=", ".join(map(sample.label, base)) or "nothing",
        n=len(rows),
        correction="Holm",
        additions=_additions(sample, outcome, level, base, candidates, where),
        data=replace(data, rows=len(rows)),
    )


def _additions(
    sample: Sample,
    outcome: str,
    level: object,
    base: tuple[str, ...],
    candidates: Sequence[str],
    where: str,
) -> tuple[Addition, ...]:
    # Every candidate, or all that is wrong with any.
    additions: list[Addition] = []
    wrong: list[Fault] = []
    for name in candidates:
        opening = f"{where}, with {name}"
        try:
            model = predict(sample, outcome, level, (*base, name), where=opening)
            additions.append(_offered(model, name, sample.label(name)))
        except NotComputable as error:
            wrong += error.faults
    if wrong:
        raise NotComputable(wrong)
    adjusted = holm_adjusted([addition.p_value for addition in additions])
    return tuple(
        replace(addition, p_adjusted=p)
        for addition, p in zip(additions, adjusted, strict=True)
    )


def _offered(model: Prediction, name: str, label: str) -> Addition:
    # One candidate, before the p values are adjusted.
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
