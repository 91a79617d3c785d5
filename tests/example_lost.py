"""A few people of whom some were lost, which several tests share."""

# In R:
#   d <- data.frame(
#     seen = c("yes","no","yes",NA,"no","yes",NA,"yes", "no","no","yes",NA,"no",NA,
#              "no","yes", "yes","no",NA,"yes","no","yes","no",NA, "yes"),
#     ward = c(rep(c("a","b","c"), each = 8), NA),
#     age = c(31,25,40,22,36,28,NA,45, 30,27,38,24,33,41,26,35, 29,44,23,37,32,26,39,34,
#             30),
#     work = c("no","yes","yes","no","no","yes","no","yes", "no","yes","yes","no","yes",
#              "yes","no","no", "yes","no","yes","yes","no",NA,"no","no", "no"))

import pandas as pd
from example_samples import sampled as plain

from analysis.estimates.sample import Described

LABELS = {"a": "Ward A", "b": "Ward B", "c": "Ward C"}

CODES = {"y": "yes", "n": "no", ".": None}

FRAME = pd.DataFrame(
    {
        "seen": [CODES[c] for c in "yny.ny.ynny.n.nyyn.yny" + "n.y"],
        "ward": [*("aaaaaaaabbbbbbbbcccccccc"), None],
        "age": [
            *(31, 25, 40, 22, 36, 28, None, 45),
            *(30, 27, 38, 24, 33, 41, 26, 35),
            *(29, 44, 23, 37, 32, 26, 39, 34),
            30,
        ],
        "work": pd.Categorical(
            [CODES[c] for c in "nyynnynynyynyynnynyyn.nnn"], categories=["yes", "no"]
        ),
    }
)


ASKED = {
    "outcome": "seen",
    "level": "yes",
    "group": "ward",
}

PREDICTORS = ["age", "work"]

WORDS = {"seen": "Seen", "ward": Described(label="Ward", levels=LABELS)}
WORDS |= {"age": "Age", "work": "Work"}


def sampled(frame, filter="all rows", **words):
    """Return a sample of people of whom some were lost."""
    return plain(frame, filter, source="simulated/entry", **WORDS | words)


def wards(**outcomes):
    """Outcomes of each ward as a word of y, n and a full stop where it is missing."""
    rows = [(CODES[c], ward) for ward, word in outcomes.items() for c in word]
    frame = pd.DataFrame(rows, columns=["seen", "ward"])
    frame["seen"] = pd.Categorical(frame["seen"], categories=["yes", "no"])
    return frame.assign(age=[20.0 + (7 * i) % 11 for i in range(len(rows))])
