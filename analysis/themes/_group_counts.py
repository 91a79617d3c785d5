"""Count what was coded under a theme, in all interviews and in each group of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
from scipy import stats

from analysis.data.coding_frame import Node
from analysis.estimates.coverage import tail_of
from analysis.estimates.rows import code_text
from analysis.estimates.sample import Sample
from results import GroupCount, ThemeRow


class Passage(NamedTuple):
    """An excerpt with one of its codes."""

    interview: Any
    participant: Any
    code: Any
    excerpt: Any


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


def coded_passages(own: pd.DataFrame, interviews: pd.DataFrame) -> list[Passage]:
    """Return the rows of a checked coding, each with the participant who spoke.

    Tuples are counted many times faster than the rows of a data frame are.
    """
    people = dict(zip(interviews["interview"], interviews["participant"], strict=True))
    return [
        Passage(interview, people[interview], code, excerpt)
        for interview, code, excerpt in zip(
            own["interview"], own["code"], own["excerpt"], strict=True
        )
    ]


def group_members(interviews: Sample, by: str) -> list[Group]:
    """Return the groups of the interviews, in their order."""
    groups = []
    for key in interviews.codes(by):
        inside = interviews.frame[interviews.frame[by] == key]
        groups.append(
            Group(
                key=code_text(key),
                label=interviews.level(by, key),
                interviews=frozenset(inside["interview"]),
                n_participants=int(inside["participant"].nunique()),
            )
        )
    return groups


def theme_row(passages: Sequence[Passage], node: Node, held: Held) -> ThemeRow:
    """Count the passages of one theme, sub-theme or code."""
    coded = [one for one in passages if one.code in node.codes]
    interviews = len({one.interview for one in coded})
    return ThemeRow(
        theme=node.name,
        label=node.label,
        parent=node.parent,
        level=node.level,
        interviews=interviews,
        n=held.n,
        participants=len({one.participant for one in coded}),
        excerpts=len({one.excerpt for one in coded}),
        **_share(interviews, held.n, held.conf_level),
        by_group=by_group(coded, held),
    )


def by_group(coded: Sequence[Passage], held: Held) -> tuple[GroupCount, ...]:
    """Count passages in each group of interviews."""
    counts = []
    for group in held.groups:
        inside = [one for one in coded if one.interview in group.interviews]
        count, n = len({one.interview for one in inside}), len(group.interviews)
        counts.append(
            GroupCount(
                group=group.key,
                label=group.label,
                count=count,
                n=n,
                participants=len({one.participant for one in inside}),
                n_participants=group.n_participants,
                excerpts=len({one.excerpt for one in inside}),
                **_share(count, n, held.conf_level),
            )
        )
    return tuple(counts)


def _share(count: int, n: int, conf_level: float) -> dict[str, Any]:
    tail_of(conf_level)  # refuses a coverage that is none
    if n == 0:
        undefined = "there is no interview"
        none = dict.fromkeys(("proportion", "conf_low", "conf_high"))
        return {**none, "conf_level": conf_level, "undefined": undefined}
    low, high = _exact(count, n, conf_level)
    return {
        "proportion": count / n,
        "conf_low": low,
        "conf_high": high,
        "conf_level": conf_level,
    }


@cache
def _exact(count: int, n: int, conf_level: float) -> tuple[float, float]:
    # A table of themes asks for the same few again and again.
    exact = stats.binomtest(count, n).proportion_ci(conf_level, method="exact")
    return float(exact.low), float(exact.high)
