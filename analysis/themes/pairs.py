"""Co-occurrence: which themes, or codes, occur in one interview, or in one passage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal, get_args

import numpy as np
import pandas as pd

from analysis.data.coding_frame import Frame, Node
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Whole
from analysis.estimates.sample import Sample
from analysis.themes._coding import checked_coding, coding_used, nodes_at
from results import CodePair, CoOccurrence

Level = Literal["theme", "sub-theme", "code"]

#: Columns that are used.
CODING = ("interview", "coder", "code", "excerpt", "start", "end")
INTERVIEWS = ("interview",)


@recorded("coder", "level")
def co_occurrence(
    coding: Sample,
    interviews: Sample,
    *,
    coder: str,
    coding_frame: Frame,
    level: Level = "theme",
) -> CoOccurrence:
    """Count for every pair of themes how often the two occur together.

    Parameters
    ----------
    coding : Sample
        Columns interview, coder, code, excerpt, start and end; one row for each time
        that a coder gave an excerpt a code. Positions are characters from the
        beginning of the transcript; the end is the position after the last. No value
        may be missing.
    interviews : Sample
        Column interview; one row for an interview, also for one without any excerpt.
    coder : str
        Whose coding is looked at.
    coding_frame : sequence of mappings
        The themes in order; see `analysis.data.coding_frame.load_coding_frame`.
    level : {"theme", "sub-theme", "code"}
        What is paired. A theme has every excerpt of the codes below it.

    Returns
    -------
    CoOccurrence
        Every pair, each first before its second in the order of the frame. The
        similarity is Jaccard's: interviews that have both, of those that have either;
        it is None where nobody spoke of either. Overlaps are pairs of rows, one of
        each, of the same interview that share at least one character; a passage with
        two codes overlaps itself.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all,
        the coder coded nothing, an excerpt has one code twice, a code is not in the
        frame, or a position is not one; all such faults at once.
    ValueError
        If there is no such level.
    """
    units = nodes_at(coding_frame, level, get_args(Level))
    checked = checked_coding(
        coding, interviews, (coder,), coding_frame, columns=CODING, about=INTERVIEWS
    ).sound()
    own = checked.rows
    few = f"the coding frame has {len(units)} at the level of {level}: no pair"
    return CoOccurrence(
        method=(
            f"Excerpts coded by {coder}; Jaccard similarity of the sets of interviews"
        ),
        n_interviews=len(interviews),
        pairs=_pairs(own, units),
        data=coding_used(coding, interviews, CODING, len(own)),
        undefined=few if len(units) < 2 else "",
    )


def _pairs(own: pd.DataFrame, units: Sequence[Node]) -> tuple[CodePair, ...]:
    overlaps = np.zeros((len(units), len(units)), dtype=np.int64)
    for _, rows in own.groupby("interview", observed=True):
        overlaps += _overlaps(rows, units)
    spoken = [set(own.loc[own["code"].isin(u.codes), "interview"]) for u in units]
    pairs = []
    for i, j in combinations(range(len(units)), 2):
        both, either = len(spoken[i] & spoken[j]), len(spoken[i] | spoken[j])
        pairs.append(
            CodePair(
                first=units[i].name,
                second=units[j].name,
                first_label=units[i].label,
                second_label=units[j].label,
                both=both,
                either=either,
                jaccard=both / either if either else None,
                overlaps=int(overlaps[i, j]),
                undefined="" if either else "nobody spoke of either",
            )
        )
    return tuple(pairs)


def _overlaps(rows: pd.DataFrame, units: Sequence[Node]) -> Whole:
    """Count the pairs of rows of one interview that overlap, for each two units."""
    start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
    share = (start[:, None] < end) & (start < end[:, None])
    under = np.array([rows["code"].isin(unit.codes) for unit in units], dtype=np.int64)
    overlapping: Whole = under.reshape(len(units), len(rows)) @ share @ under.T
    return overlapping
