"""A small cohort that the tests of models share: gaps, ties, a level without rows."""

# In R:
#   d <- data.frame(
#     who = sprintf("S%02d", 1:24),
#     entry = c(12,15,11,18,NA,14,13,16, 17,19,22,18,20,25,21,18,
#               14,10,19,15,16,NA,13,17),
#     later = c(10,14,NA,15,12,14,NA,13, 11,15,19,16,NA,18,17,12,
#               15,9,NA,16,14,12,13,18),
#     g = factor(rep(c("prison","inpatient","outpatient"), each = 8),
#                levels = c("prison","inpatient","outpatient")),
#     age = c(21,34,28,45,30,38,25,NA, 41,29,36,33,50,27,44,31,
#             26,39,35,48,23,30,37,42),
#     crack = rep(c("no","yes","yes","no","no","yes"), 4),
#     done = c("no","no","yes","no","no","yes","no","no", "yes","yes","yes","no","yes",
#              "yes","yes",NA, "no","no","yes","yes","no","yes","no","yes"))

from dataclasses import fields, is_dataclass

import pandas as pd
from example_samples import sampled as plain

from analysis.estimates.sample import Described

SETTINGS = ["prison", "inpatient", "outpatient", "probation"]
LABELS = {"prison": "Prison", "inpatient": "Inpatient", "outpatient": "Outpatient"}

ENTRY = [12, 15, 11, 18, None, 14, 13, 16, 17, 19, 22, 18, 20, 25, 21, 18]
ENTRY += [14, 10, 19, 15, 16, None, 13, 17]
LATER = [10, 14, None, 15, 12, 14, None, 13, 11, 15, 19, 16, None, 18, 17, 12]
LATER += [15, 9, None, 16, 14, 12, 13, 18]
AGE = [21, 34, 28, 45, 30, 38, 25, None, 41, 29, 36, 33, 50, 27, 44, 31]
AGE += [26, 39, 35, 48, 23, 30, 37, 42]
DONE = ["no", "no", "yes", "no", "no", "yes", "no", "no", "yes", "yes", "yes", "no"]
DONE += ["yes", "yes", "yes", None, "no", "no", "yes", "yes", "no", "yes", "no", "yes"]

COHORT = pd.DataFrame(
    {
        "who": [f"S{i:02d}" for i in range(1, 25)],
        "entry": pd.Series(ENTRY, dtype="float64"),
        "later": pd.Series(LATER, dtype="float64"),
        "setting": pd.Categorical(
            [name for name in SETTINGS[:3] for _ in range(8)], categories=SETTINGS
        ),
        "age": pd.Series(AGE, dtype="float64"),
        "crack": ["no", "yes", "yes", "no", "no", "yes"] * 4,
        "done": pd.Categorical(DONE, categories=["no", "yes"]),
    }
)

WORDS = {"setting": Described(label="Setting", levels=LABELS), "age": "Age"}
WORDS |= {"crack": "Crack cocaine"}


def sampled(frame, filter="all rows", **words):
    """Return a sample of the cohort."""
    return plain(frame, filter, **WORDS | words)


GIVEN = {"conf_level", "data"}


def numbers(part):
    """Every number of a record in the order of its fields, without what was given."""
    if is_dataclass(part):
        names = [field.name for field in fields(part) if field.name not in GIVEN]
        return [n for name in names for n in numbers(getattr(part, name))]
    if isinstance(part, tuple):
        return [n for one in part for n in numbers(one)]
    return [float(part)] if isinstance(part, int | float) else []
