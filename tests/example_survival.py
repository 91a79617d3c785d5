"""People who leave, with ties, censoring and missing values."""

import pandas as pd

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


PLAIN = {
    "time": "days",
    "event": "left",
    "level": "yes",
    "group": "ward",
    "until": 40,
    "source": "simulated/cohort",
}


ASKED = {
    **PLAIN,
    "labels": {"a": "A", "b": "B", "c": "C"},
    "outcome_label": "Left",
    "unit": "days",
}
