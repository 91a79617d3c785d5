"""Records of every kind that R is asked of, and whether R is here."""

import json
import os
import shutil
from functools import cache

import pandas as pd
import pytest

from analysis import (
    coded_excerpts,
    cohort,
    count,
    describe,
    help_totals,
    interviewed,
    load_coding_frame,
    load_help,
    load_study,
    theme_table,
)
from results.record_json import to_json

needs_r = pytest.mark.skipif(
    shutil.which("Rscript") is None and not os.environ.get("CI"),
    reason="R is not installed here; CI installs it, and there this must run",
)


@cache
def study_and_records():
    """Return the study and records of every kind that the harness itself answers."""
    study = load_study()
    people, frame, source = cohort(study), load_coding_frame(study.folder), study.kind
    coding, interviews = coded_excerpts(study, frame), interviewed(study)
    spoken = {"by": "setting", "source": f"{source}/coding", "coding_frame": frame}
    spoken["labels"] = study.group_labels
    seen = {"source": f"{source}/cohort", "filter": "seen_again is yes"}
    two = {"filter": "setting is prison or outpatient and wave is entry"}
    responses = study.table("responses").merge(people, on="participant")
    men = {"source": "simulated/cohort", "filter": "heroin_days_entry is 30"}
    records = {
        "people": count(people, label="men", source=f"{source}/cohort"),
        "answers": count(responses, label="x", source=f"{source}/responses", **two),
        "thirty": count(people, label="men", **men),
        "nothing": count(pd.DataFrame(), label="none", source="design"),
        "mood": describe(people, outcome="mood_followup", unit="points", **seen),
        "themes": theme_table(coding, interviews, coder="A", **spoken),
        "second": theme_table(
            coding, interviews, coder="B", filter="setting is prison", **spoken
        ),
        **{f"help-{n}": total for n, total in enumerate(help_totals(load_help()))},
    }
    return study, {k: json.loads(json.dumps(to_json(v))) for k, v in records.items()}
