"""The passage that is typical of some rows of a theme; `chosen_excerpts` says how.

The rows have what `chosen_excerpts` adds: `place` of the interview, `rank` of the code.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

#: What makes a passage one, and what decides between passages that are alike.
PASSAGE = ["interview", "start", "end"]
TIES = ["place", "start", "end"]


def typical(coded: pd.DataFrame, also: pd.DataFrame) -> Any:
    """Return the typical one of some rows of a theme; see `chosen_excerpts`."""
    spread = coded.groupby("rank")["interview"].nunique()
    rows = coded[coded["rank"] == spread.idxmax()]  # the first of several, by rank
    agreed = [_agreed(row, also) for row in rows.itertuples()]
    if any(agreed):
        rows = rows[agreed]
    passages = coded.drop_duplicates(PASSAGE)
    median = (passages["end"] - passages["start"]).median()
    apart = (rows["end"] - rows["start"] - median).abs()
    rows = rows.assign(apart=apart).sort_values(["apart", *TIES], kind="stable")
    return next(rows.itertuples())


def _agreed(row: Any, also: pd.DataFrame) -> bool:
    """Say whether at least half of a passage has the theme by the second coder."""
    near = also[also["interview"] == row.interview].sort_values("start")
    covered, reached = 0, row.start
    for start, end in zip(near["start"], near["end"], strict=True):
        start, end = max(start, reached), min(end, row.end)
        covered, reached = covered + max(0, end - start), max(reached, end)
    return bool(2 * covered >= row.end - row.start)
