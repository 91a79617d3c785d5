"""Count what was coded under a theme, in all interviews and in each group of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from scipy import stats

from analysis.data.coding_frame import Node
from analysis.estimates.coverage import tail_of
from analysis.estimates.rows import code_text
from analysis.estimates.sample import Sample
from results import GroupCount, ThemeRow


@dataclass(frozen=True, slots=True)
class Group:
    """A group and its interviews."""

    key: str
    label: str
    interviews: frozenset[Any]
    n_participants: int


@dataclass(frozen=True, slots=True)
class Held:
    """How many interviews there are, their groups, and the coverage of intervals."""

    n: int
    groups: Sequence[Group]
    conf_level: float


def coded_passages(own: pd.DataFrame, interviews: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a checked coding, each with the participant who spoke."""
    people = interviews.set_index("interview")["participant"]
    return own.assign(participant=own["interview"].map(people))


def group_members(interviews: Sample, by: str) -> list[Group]:
    """Return the groups of the interviews, in their order."""
    inside = {
        key: interviews.frame[interviews.frame[by] == key]
        for key in interviews.codes(by)
    }
    return [
        Group(
            key=code_text(key),
            label=interviews.level(by, key),
            interviews=frozenset(rows["interview"]),
            n_participants=rows["participant"].nunique(),
        )
        for key, rows in inside.items()
    ]


def theme_row(passages: pd.DataFrame, node: Node, held: Held) -> ThemeRow:
    """Count the passages of one theme, sub-theme or code."""
    coded = passages[passages["code"].isin(node.codes)]
    return ThemeRow(
        theme=node.name,
        label=node.label,
        parent=node.parent,
        level=node.level,
        interviews=coded["interview"].nunique(),
        **_counted(coded, held.n, held.conf_level),
        by_group=by_group(coded, held),
    )


def by_group(coded: pd.DataFrame, held: Held) -> tuple[GroupCount, ...]:
    """Count passages in each group of interviews."""
    inside = [coded[coded["interview"].isin(group.interviews)] for group in held.groups]
    return tuple(
        GroupCount(
            group=group.key,
            label=group.label,
            count=rows["interview"].nunique(),
            n_participants=group.n_participants,
            **_counted(rows, len(group.interviews), held.conf_level),
        )
        for group, rows in zip(held.groups, inside, strict=True)
    )


def _counted(coded: pd.DataFrame, n: int, conf_level: float) -> dict[str, Any]:
    # What both counts hold: people and excerpts, and the share of n interviews.
    tail_of(conf_level)  # refuses a coverage that is none
    count = coded["interview"].nunique()
    low, high = _exact(count, n, conf_level) if n else (None, None)
    return {
        "n": n,
        "participants": coded["participant"].nunique(),
        "excerpts": coded["excerpt"].nunique(),
        "proportion": count / n if n else None,
        "conf_low": low,
        "conf_high": high,
        "conf_level": conf_level,
        "undefined": "" if n else "there is no interview",
    }


@cache
def _exact(count: int, n: int, conf_level: float) -> tuple[float, float]:
    # A table of themes asks for the same few again and again.
    exact = stats.binomtest(count, n).proportion_ci(conf_level, method="exact")
    return float(exact.low), float(exact.high)
