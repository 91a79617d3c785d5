"""What cannot be computed with a study's data, said before any chapter is run."""

from collections.abc import Iterator

import pandas as pd

from analysis.data.loading import Study
from analysis.scales.participants import cohort

MOST_NAMED = 6  # variables, in one sentence

#: What is so of some variables, and what does not go with them.
NOBODY = "nobody has a value of", "cannot be described, compared or followed in them"
ALONE = "only one person has a value of", "has no spread, interval or test in them"
ALIKE = "everybody has the same value of", "has no test or effect size in them"
ALL_ALIKE = ALIKE[0], "no comparison, correlation, reliability or model holds them"
ALL_NOBODY = NOBODY[0], "nothing can be computed of them"

Gap = tuple[str, str, str]  # group or "", what is so, and what follows


def not_computable(study: Study) -> list[str]:
    """Say what the data of a study do not allow, for each group that it compares.

    Parameters
    ----------
    study : Study
        A data folder without faults.

    Returns
    -------
    list of str
        A sentence each, in the order of the groups: variables of the cohort, scores
        and what is derived among them, that nobody, or one person alone, has a value
        of, or that are the same of everybody; and groups of which nobody was
        interviewed. Of categories it is no matter if those of one group are alike.
    """
    people = cohort(study).frame
    group = study.codebook.design.group.partition(".")[2]
    passed_over = {group, "data_kind", *_started_from(study)}
    gaps: dict[Gap, list[str]] = {}
    for name, values in people.items():
        if _is_measured(values) and name not in passed_over:
            for gap in _gaps(values, people[group], study.group_labels):
                gaps.setdefault(gap, []).append(str(name))
    order = ["", *study.group_labels.values()]
    told = sorted(gaps, key=lambda gap: order.index(gap[0]))
    return [*(_sentence(gap, gaps[gap]) for gap in told), *_not_interviewed(study)]


def _started_from(study: Study) -> Iterator[str]:
    """Name what is derived at entry as yes or no, and held against itself later.

    It may well be the same of all: nobody who enters is abstinent yet.
    """
    for name, variable in study.codebook.derived.get("cohort", {}).items():
        if variable.type == "category" and name.endswith("_entry"):
            yield name


def _is_measured(values: pd.Series) -> bool:
    numeric = pd.api.types.is_numeric_dtype(values)
    return bool(numeric or isinstance(values.dtype, pd.CategoricalDtype))


def _gaps(
    values: pd.Series, groups: pd.Series, labels: dict[str, str]
) -> Iterator[Gap]:
    """Yield what is so of one variable: of all, or else of a group."""
    if values.nunique() < 2:
        yield "", *(ALL_ALIKE if values.nunique() else ALL_NOBODY)
        return
    for code, label in labels.items():
        given = values[groups == code].dropna()
        if given.empty:
            yield label, *NOBODY
        elif len(given) == 1:
            yield label, *ALONE
        elif given.nunique() == 1 and pd.api.types.is_numeric_dtype(values):
            yield label, *ALIKE


def _sentence(gap: Gap, names: list[str]) -> str:
    group, what, follows = gap
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    if not group:
        return f"{what.capitalize()} {shown}: {follows}."
    return f"{group}: {what} {shown}: the group {follows}."


def _not_interviewed(study: Study) -> Iterator[str]:
    table, _, group = study.codebook.design.group.partition(".")
    interviews = study.tables.get("interviews")
    if interviews is None or "participant" not in interviews:
        return
    people = study.tables[table]
    asked = people["participant"].isin(interviews["participant"])
    for code, label in study.group_labels.items():
        if not (asked & (people[group] == code)).any():
            yield f"{label}: nobody was interviewed: the group has no themes."
