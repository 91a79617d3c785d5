"""People who leave, with ties, censoring and missing values."""

import pandas as pd
from example_samples import sampled as plain

from analysis.estimates.sample import Described

TIMES = [5, 8, 8, 12, 20, 20, None, 31]
TIMES += [0, 3, 3, 9, 14, 25, 30]
TIMES += [6, 7, 15, 15, 22, 28, 31, 31]


LEFT = "yynyynyn" + "yyyyny-" + "nyynyyyn"


FRAME = pd.DataFrame(
    {
        "days": pd.Series(TIMES, dtype="float64"),
        "left": pd.Categorical(
            [{"y": "yes", "n": "no", "-": None}[c] for c in LEFT], ["no", "yes"]
        ),
        "ward": pd.Categorical(["a"] * 8 + ["b"] * 7 + ["c"] * 8, list("abcd")),
    }
)


ASKED = {
    "time": "days",
    "event": "left",
    "level": "yes",
    "group": "ward",
    "until": 40,
}


WORDS = {
    "days": Described(label="Days", unit="days"),
    "left": "Left",
    "ward": {"a": "A", "b": "B", "c": "C"},
}


def sampled(frame, filter="all rows", **words):
    """Return a sample of people in treatment."""
    return plain(frame, filter, **WORDS | words)
