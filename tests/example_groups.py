"""Small groups of participants that several tests share."""

# In R:
#   d <- data.frame(y = c(12,15,11,18,NA,14,13, 17,19,22,18,20,25,NA,21,18,
#                         14,10,19,15,16),
#                   g = factor(rep(c("prison","inpatient","outpatient"), c(7,9,5)),
#                              levels = c("prison","inpatient","outpatient")))

import pandas as pd
import pytest
from example_samples import sampled as plain

from analysis.estimates.sample import Described

SETTINGS = ["prison", "inpatient", "outpatient", "probation"]


LABELS = {"prison": "Prison", "inpatient": "Inpatient", "outpatient": "Outpatient"}


PRISON = [12, 15, 11, 18, None, 14, 13]


INPATIENT = [17, 19, 22, 18, 20, 25, None, 21, 18]


OUTPATIENT = [14, 10, 19, 15, 16]


FRAME = pd.DataFrame(
    {
        "mood": pd.Series([*PRISON, *INPATIENT, *OUTPATIENT], dtype="float64"),
        "setting": pd.Categorical(
            ["prison"] * 7 + ["inpatient"] * 9 + ["outpatient"] * 5, categories=SETTINGS
        ),
    }
)


ASKED = {
    "outcome": "mood",
    "group": "setting",
}


WORDS = {"mood": Described(label="Mood", unit="points"), "setting": LABELS}


def sampled(frame, filter="all rows", **words):
    """Return a sample of interviews at entry."""
    return plain(frame, filter, source="simulated/entry", **WORDS | words)


TABLES = {
    "rows": ([[18, 6], [20, 4], [11, 13]], 0.0159706920695),
    "square": ([[5, 3, 0], [2, 6, 4], [1, 2, 7]], 0.0151378741171),
    "two": ([[3, 0], [1, 5]], 0.047619047619),
    "rare": ([[8, 0], [9, 1], [5, 2]], 0.341304347826),
}


def near(*values):
    """Agree with R to six figures."""
    return pytest.approx(values, rel=1e-6)


def frame_of(**groups):
    """One row for a value, with the group's name beside it."""
    rows = [(value, name) for name, values in groups.items() for value in values]
    return pd.DataFrame(rows, columns=["mood", "setting"])


def completed(*groups):
    """One row for a person: yes, no or nothing known, in each setting."""
    rows = [
        (setting, answer)
        for setting, (yes, no, unknown) in zip(SETTINGS, groups, strict=False)
        for answer in ["yes"] * yes + ["no"] * no + [None] * unknown
    ]
    return pd.DataFrame(rows, columns=["setting", "completed"])
