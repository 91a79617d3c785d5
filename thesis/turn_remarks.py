"""What to look at in the turns of the interviews, though it is no fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis.data.loading import Study
from analysis.data.speakers import Turn, turns, unnamed_labels_in
from analysis.data.transcripts import FOLDER, PLACED

SETTINGS = "speakers in dataset.yaml"


def turn_remarks(study: Study) -> list[str]:
    """Say which passages lie outside of turns, and which labels may be none.

    Parameters
    ----------
    study : Study
        A loaded data folder.

    Returns
    -------
    list of str
        Transcript by transcript, how many coded passages share no character with a turn
        of the participant. What was taken for a label by its form, and stands in no
        other place; or, where labels were named, what stands like one more than once
        and is none. Empty if there is nothing to say.
    """
    if not study.transcripts:
        return []
    speakers = study.transcripts.speakers
    held = [
        (str(row.interview), study.transcripts[str(row.interview)], str(row.pseudonym))
        for row in study.tables["interviews"].itertuples()
    ]
    labels = {n: unnamed_labels_in(text, who, speakers) for n, text, who in held}
    times = sum(labels.values(), Counter())
    coding = study.tables.get("coding", pd.DataFrame(columns=list(PLACED)))
    remarks = []
    for name, text, who in held:
        places = coding.loc[coding["interview"] == name, ["start", "end"]]
        remarks += [
            f"{FOLDER}/{name}.txt: {one}"
            for one in (
                *_outside(places.drop_duplicates(), turns(text, who, speakers)),
                *_labels(labels[name], times, named=speakers.others is not None),
            )
        ]
    return remarks


def _outside(passages: pd.DataFrame, spoken: tuple[Turn, ...]) -> Iterator[str]:
    outside = [
        (int(start), int(end))
        for start, end in passages.itertuples(index=False)
        if not any(start < turn.end and end > turn.start for turn in spoken)
    ]
    if outside:
        many = "passage lies" if len(passages) == 1 else "passages lie"
        first = " to ".join(map(str, min(outside)))
        yield (
            f"{len(outside)} of {len(passages)} coded {many} outside of the "
            "participant's turns and are left out of agreement, the first from "
            f"{first}; if these are his words, correct the labels, or {SETTINGS}"
        )


def _labels(here: Counter[str], times: Counter[str], *, named: bool) -> Iterator[str]:
    once = [label for label in here if times[label] == 1]
    more = [f"{label} ({here[label]})" for label in here if times[label] > 1]
    if once and not named:
        yield (
            f"taken for labels of other speakers, though they stand nowhere else: "
            f"{', '.join(once)}; if one is none, name all labels under {SETTINGS}"
        )
    if more and named:
        yield (
            f"not named under {SETTINGS}, so that the turn before goes on, but "
            f"standing like labels: {', '.join(more)}; if one is a label, name it "
            "under others"
        )
