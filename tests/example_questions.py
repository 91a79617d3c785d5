"""Records of every kind that R is asked of, and whether R is here."""

import json
import os
import shutil
from functools import cache

import pandas as pd
import pytest

from analysis import (
    Sample,
    co_occurrence,
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
    people, frame = cohort(study), load_coding_frame(study.folder)
    coding, interviews = coded_excerpts(study, frame), interviewed(study)
    spoken = {"by": "setting", "coding_frame": frame}
    responses = Sample(study.table("responses"), source=f"{study.kind}/responses")
    answers = responses.joined(people, on="participant")
    two = "setting is prison or outpatient and wave is entry"
    nobody = Sample(pd.DataFrame(), source="design")
    records = {
        "people": count(people, label="men"),
        "answers": count(answers.where(two), label="x"),
        "thirty": count(people.where("heroin_days_entry is 30"), label="men"),
        "nothing": count(nobody, label="none"),
        "mood": describe(people.where("seen_again is yes"), outcome="mood_followup"),
        "themes": theme_table(coding, interviews, coder="A", **spoken),
        "second": theme_table(
            coding, interviews.where("setting is prison"), coder="B", **spoken
        ),
        "together": co_occurrence(
            coding, interviews.where("setting is prison"), coder="A", coding_frame=frame
        ),
        **{f"help-{n}": total for n, total in enumerate(help_totals(load_help()))},
    }
    return study, {k: json.loads(json.dumps(to_json(v))) for k, v in records.items()}
