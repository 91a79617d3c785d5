"""Results of the study in use, of many kinds, each held against R.

    python tests/verified_examples.py NAME ...

prints, by name, what R finds wrong with each: `thesis verify` without a book. The tests
of `tests/test_verifying_mutations.py` run this on copies of the project with a fault.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import analysis as an
from analysis.comparison.associations import correlations
from analysis.data.coding_frame import coded_excerpts, interviewed, load_coding_frame
from analysis.scales.internal_consistency import reliability
from analysis.themes.pairs import co_occurrence
from reported.recomputing.agreement import agreement
from reported.recomputing.running import recompute
from results.record_json import to_json
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[1]
STUDY = an.load_study()
PEOPLE = an.cohort(STUDY)
SOURCE = {"source": f"{STUDY.kind}/cohort"}
BY_SETTING = {"group": "setting", "labels": STUDY.group_labels, **SOURCE}
SEEN = {"filter": "seen_again is yes"}
LABELS = {"setting": STUDY.group_labels}
SETTING = {"setting": "Setting"}
ABSTINENT = {"outcome": "abstinent", "level": "yes"}
MOOD = {"outcome": "mood_entry", "unit": "points"}
WAVES = {"before": "mood_entry", "after": "mood_followup", "unit": "points"}
BOTH = {"outcome_entry": "mood_entry", "outcome_followup": "mood_followup"}
BOTH |= {"person": "participant", "unit": "points"}
ADJUSTED = {"outcome": "mood_followup", "baseline": "mood_entry", "unit": "points"}
STAY = {"time": "treatment_days", "event": "completed", "level": "no", "unit": "days"}
UNTIL = {"until": 183}
SCORES = {"mood_entry": "Mood", "ambivalence_entry": "Ambivalence", "age": "Age"}
AGE = {"age": "Age"}
CODED = {"coding_frame": load_coding_frame(STUDY.folder)}
CODED |= {"source": f"{STUDY.kind}/coding"}


def coding() -> tuple[Any, Any]:
    """Return the excerpts and the interviews."""
    excerpts = coded_excerpts(STUDY, load_coding_frame(STUDY.folder))
    return excerpts, interviewed(STUDY)


MADE: dict[str, Callable[[], Any]] = {
    "describe": lambda: an.describe(
        PEOPLE, outcome="mood_followup", unit="points", **SOURCE
    ),
    "proportion": lambda: an.proportion(
        PEOPLE, **ABSTINENT, label="abstinent", **SOURCE, **SEEN
    ),
    "anova": lambda: an.welch_anova(PEOPLE, **MOOD, **BY_SETTING),
    "ranks": lambda: an.kruskal_wallis(PEOPLE, **MOOD, **BY_SETTING),
    "t": lambda: an.welch_t(
        PEOPLE,
        **MOOD,
        **{**BY_SETTING, "filter": "setting is prison or outpatient"},
    ),
    "counts": lambda: an.exact_counts(PEOPLE, **ABSTINENT, **BY_SETTING, **SEEN),
    "mcnemar": lambda: an.mcnemar(
        PEOPLE, before="abstinent_entry", after="abstinent", level="yes", **SOURCE
    ),
    "change": lambda: an.change_by_group(PEOPLE, **WAVES, **BY_SETTING)["inpatient"],
    "correlations": lambda: correlations(PEOPLE, variables=SCORES, **SOURCE),
    "ancova": lambda: an.ancova(PEOPLE, **ADJUSTED, **BY_SETTING, **SEEN),
    "mixed": lambda: an.mixed_model(PEOPLE, **BOTH, **BY_SETTING),
    "firth": lambda: an.firth_logistic(
        PEOPLE, **ABSTINENT, predictors=SETTING | AGE, labels=LABELS, **SOURCE, **SEEN
    ),
    "cox": lambda: an.cox_model(
        PEOPLE, **STAY, predictors=SETTING | AGE, labels=LABELS, **SOURCE
    ),
    "survival": lambda: an.kaplan_meier(PEOPLE, **STAY, **UNTIL, **BY_SETTING),
    "bounds": lambda: an.attrition_bounds(PEOPLE, **ABSTINENT, **BY_SETTING),
    "weighted": lambda: an.weighted_proportions(
        PEOPLE, **ABSTINENT, predictors=AGE, **BY_SETTING
    ),
    "smallest": lambda: an.smallest_effects(
        per_group=24, followed_up=(17, 16, 15), proportions=(0.5,)
    ),
    "reliability": lambda: reliability(
        STUDY.table("responses"),
        key=an.load_instrument("cesd"),
        scale="mood",
        source=f"{STUDY.kind}/responses",
        filter="wave is entry",
    ),
    "themes": lambda: an.theme_table(
        *coding(), coder="A", by="setting", labels=STUDY.group_labels, **CODED
    ),
    "together": lambda: co_occurrence(*coding(), coder="A", **CODED),
}


def wrong(names: list[str]) -> dict[str, list[str]]:
    """Return what R finds wrong with the results of these names."""
    made = {name: json.loads(json.dumps(to_json(MADE[name]()))) for name in names}
    answers = recompute(ROOT, made, ThesisProject(STUDY))["results"]
    return {
        name: agreement(record, answers[name]["values"]).wrong
        if "values" in answers[name]
        else [answers[name]["error"]]
        for name, record in made.items()
    }


if __name__ == "__main__":
    print(json.dumps(wrong(sys.argv[1:])))
