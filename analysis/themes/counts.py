"""Count themes: in how many interviews, and how many excerpts.

An interview counts once for a theme, however many of its excerpts were coded with it,
and a participant once, however many interviews he gave. A theme's excerpts are those of
all codes below it, a passage with two of them counting once. Excerpts are those of one
named coder, so that two coders' work is never added up.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.data.coding_frame import Frame, frame_nodes
from analysis.estimates.recorded import recorded
from analysis.estimates.sample import Described, Sample, need_sample
from analysis.themes._coding import checked_coding, coding_used, named_node, nodes_at
from analysis.themes._group_counts import (
    Held,
    by_group,
    coded_passages,
    group_members,
    theme_row,
)
from results import ThemeTable

#: Columns that a coding must have.
CODING = ("interview", "coder", "code", "excerpt")
#: What a table of themes rests on; a code's theme is looked up in the coding frame.
RESTS_ON = ("interview", "coder", "theme", "code", "excerpt")
METHOD = "Excerpts coded by {}; an interview counts once for a theme, a passage once"
#: Whether a theme was coded in an interview.
SPOKE = {"yes": "Coded", "no": "Not coded"}
#: Columns that the list of interviews must have.
INTERVIEWS = ("interview", "participant")


@recorded("coder", "conf_level")
def theme_table(
    coding: Sample,
    interviews: Sample,
    *,
    coder: str,
    by: str,
    coding_frame: Frame,
    conf_level: float = 0.95,
) -> ThemeTable:
    """Count each theme, sub-theme and code, by group of interviews.

    Parameters
    ----------
    coding : Sample
        Columns interview, coder, code, excerpt; one row for each time that a coder
        gave an excerpt a code. No value may be missing. A code's theme is that of the
        coding frame.
    interviews : Sample
        Columns interview, participant and `by`; one row for an interview.
    coder : str
        Whose coding is counted.
    by : str
        Column of `interviews` with the group.
    coding_frame : sequence of mappings
        Themes in order: {theme, label, themes: [...], codes: [{code, label}, ...]}.
        All of them get a row, also those that nobody spoke of.
    conf_level : float
        Coverage of the intervals, between 0 and 1.

    Returns
    -------
    ThemeTable
        Each theme's row is followed by those of what stands under it. Shares are of
        interviews, with the exact interval of Clopper and Pearson; without
        interviews they are undefined.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all,
        the coder coded nothing, an excerpt has one code twice, or a code is not in the
        coding frame; all such faults at once.
    """
    checked = checked_coding(
        coding,
        interviews,
        (coder,),
        coding_frame,
        columns=CODING,
        about=(*INTERVIEWS, by),
        may_be_none=True,
    ).sound()
    own = checked.rows
    passages = coded_passages(own, interviews.frame)
    held = Held(len(interviews), group_members(interviews, by), conf_level)
    return ThemeTable(
        method=METHOD.format(coder),
        groups=by_group(passages, held),
        rows=tuple(theme_row(passages, n, held) for n in frame_nodes(coding_frame)),
        n_interviews=len(interviews),
        n_participants=int(interviews.frame["participant"].nunique()),
        n_excerpts=int(own["excerpt"].nunique()),
        data=coding_used(coding, interviews, (*RESTS_ON, by), len(own)),
    )


def spoke_of(
    coding: Sample, interviews: Sample, *, theme: str, coder: str, coding_frame: Frame
) -> Sample:
    """Say of each interview whether a theme was coded in it at all.

    Parameters
    ----------
    coding, interviews, coder, coding_frame
        As for `theme_table`; no column for groups is needed.
    theme : str
        A theme at the top of the frame.

    Returns
    -------
    Sample
        The interviews with a categorical column more, named as the theme, that is
        "yes" (Coded) or "no" (Not coded); the row of `exact_counts` or `proportion` is
        then an interview.

    Raises
    ------
    DataError
        If there is no such theme, and as `theme_table`.
    """
    need_sample(coding, "coding")
    need_sample(interviews, "interviews")
    node = named_node(nodes_at(coding_frame, "theme"), theme, coding.source)
    own = checked_coding(
        coding, interviews, (coder,), coding_frame, columns=CODING, about=INTERVIEWS
    ).sound()
    under = own.rows["code"].isin(node.codes)
    frame = interviews.frame
    spoke = frame["interview"].isin(own.rows.loc[under, "interview"])
    answers = pd.Categorical(np.where(spoke, "yes", "no"), categories=list(SPOKE))
    said = Described(label=f"{node.label} coded", levels=SPOKE)
    frame = frame.assign(**{theme: answers})
    words = {**interviews.variables, theme: said}
    return replace(interviews, frame=frame, variables=words)
