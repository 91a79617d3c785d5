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

import statsmodels.formula.api as smf
from scipy.stats import ttest_ind

import analysis as an
from analysis.comparison.associations import correlations
from analysis.data.coding_frame import load_coding_frame
from analysis.scales.internal_consistency import reliability
from analysis.themes.coded_tables import coded_excerpts, interviewed
from analysis.themes.pairs import co_occurrence
from reported.adapters import adapted
from reported.recomputing.agreement import agreement
from reported.recomputing.running import recompute
from results.record_json import to_json
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[1]
STUDY = an.load_study()
PEOPLE = an.cohort(STUDY)
RESPONSES = an.Sample(STUDY.table("responses"), source=f"{STUDY.kind}/responses")
TWO = PEOPLE.where("setting is prison or outpatient")
PRISON, OUTPATIENT = (
    TWO.frame.loc[TWO.frame["setting"] == key, "age"]
    for key in ("prison", "outpatient")
)
SEEN = PEOPLE.where("seen_again is yes")
BY_SETTING = {"group": "setting"}
ABSTINENT = {"outcome": "abstinent", "level": "yes"}
MOOD = {"outcome": "mood_entry"}
WAVES = {"before": "mood_entry", "after": "mood_followup"}
BOTH = {"outcome_entry": "mood_entry", "outcome_followup": "mood_followup"}
BOTH |= {"person": "participant"}
ADJUSTED = {"outcome": "mood_followup", "baseline": "mood_entry"}
STAY = {"time": "treatment_days", "event": "completed", "level": "no"}
UNTIL = {"until": 183}
SCORES = ["mood_entry", "ambivalence_entry", "age"]
PREDICTORS = ["age", "completed"]
CODED = {"coding_frame": load_coding_frame(STUDY.folder)}


def coding() -> tuple[Any, Any]:
    """Return the excerpts and the interviews."""
    excerpts = coded_excerpts(STUDY, load_coding_frame(STUDY.folder))
    return excerpts, interviewed(STUDY)


MADE: dict[str, Callable[[], Any]] = {
    "describe": lambda: an.describe(PEOPLE, outcome="mood_followup"),
    "proportion": lambda: an.proportion(SEEN, **ABSTINENT, label="abstinent"),
    "anova": lambda: an.welch_anova(PEOPLE, **MOOD, **BY_SETTING),
    "ranks": lambda: an.kruskal_wallis(PEOPLE, **MOOD, **BY_SETTING),
    "t": lambda: an.welch_t(
        PEOPLE.where("setting is prison or outpatient"), **MOOD, **BY_SETTING
    ),
    "counts": lambda: an.exact_counts(SEEN, **ABSTINENT, **BY_SETTING),
    "mcnemar": lambda: an.mcnemar(
        PEOPLE, before="abstinent_entry", after="abstinent", level="yes"
    ),
    "change": lambda: an.change_by_group(PEOPLE, **WAVES, **BY_SETTING)["inpatient"],
    "signed": lambda: an.signed_ranks(PEOPLE, **WAVES),
    "correlations": lambda: correlations(PEOPLE, variables=SCORES),
    "ancova": lambda: an.ancova(SEEN, **ADJUSTED, **BY_SETTING),
    "mixed": lambda: an.mixed_model(PEOPLE, **BOTH, **BY_SETTING),
    "firth": lambda: an.firth_logistic(
        SEEN, **ABSTINENT, predictors=["setting", "age"]
    ),
    "cox": lambda: an.cox_model(PEOPLE, **STAY, predictors=["setting", "age"]),
    "survival": lambda: an.kaplan_meier(PEOPLE, **STAY, **UNTIL, **BY_SETTING),
    "bounds": lambda: an.attrition_bounds(PEOPLE, **ABSTINENT, **BY_SETTING),
    "weighted": lambda: an.weighted_proportions(
        PEOPLE, **ABSTINENT, predictors=PREDICTORS, **BY_SETTING
    ),
    "smallest": lambda: an.smallest_effects(
        per_group=24, followed_up=(17, 16, 15), proportions=(0.5,)
    ),
    "reliability": lambda: reliability(
        RESPONSES.where("wave is entry"),
        key=an.load_instrument("cesd"),
        scale="mood",
    ),
    "library t": lambda: adapted(
        ttest_ind(OUTPATIENT, PRISON, equal_var=False),
        of=TWO,
        outcome="age",
        by="setting",
    ),
    "library model": lambda: adapted(
        smf.ols("age ~ heroin_days_entry + completed", PEOPLE.frame).fit(), of=PEOPLE
    ),
    "themes": lambda: an.theme_table(*coding(), coder="A", by="setting", **CODED),
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
