"""Two builds whose numbers differ, and what moved between them."""

import json

from example_build import MOOD, statistics

from reported.differences.comparing import Differences, compare
from thesis.revisions import read_edition

OLD = statistics()
HIGHER = {**MOOD, "inpatient": [value + 7 for value in MOOD["inpatient"]]}
NEW = statistics(HIGHER)


def saved(folder, found, name="statistics.json"):
    """Write statistics into a folder and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return path


def differences(folder, old, new) -> Differences:
    """Compare two contents of statistics.json."""
    first = saved(folder, old, "old.json")
    second = saved(folder, new, "new.json")
    return compare(read_edition(folder, str(first)), read_edition(folder, str(second)))
