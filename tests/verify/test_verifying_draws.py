"""What rests on chance, recomputed in R from the same draws: small faults are seen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from example_questions import needs_r
from small_books import PACKAGES

ROOT = Path(__file__).parents[2]

#: Publishes small results and verifies them with the code that lies beside it.
PUBLISH = """
import json
import sys
from pathlib import Path

from analysis import (
    coded_excerpts, cohort, firth_logistic, imputed_proportions, interviewed,
    load_coding_frame, load_study,
)
from analysis.power.loss import attrition_bias
from analysis.themes.coders import coder_agreement
from analysis.power.design_errors import error_rates
from results.record_json import to_json
from analysis.themes.new_codes import saturation
from reported.recomputing.verifying import verify
from thesis.project import ThesisProject

study = load_study()
people = cohort(study)
seen = {"outcome": "abstinent", "level": "yes"}
frame = load_coding_frame(study.folder)
held = (coded_excerpts(study, frame), interviewed(study))
coded = {"coding_frame": frame}
EXAMPLES = {
    "errors": lambda: error_rates(
        sizes=[(12, 5)], effects=[0.8], replications=2000, seed=3
    ),
    "attrition": lambda: attrition_bias(
        abstinent={"prison": 0.6, "inpatient": 0.25}, labels=study.group_labels,
        followed_up=(17, 15), strengths=[2], replications=400,
    ),
    "imputed": lambda: imputed_proportions(
        people, group="setting", imputations=20,
        predictors=["ambivalence_entry", "completed"], seed=5, **seen,
    ),
    "c": lambda: firth_logistic(
        people.where("seen_again is yes"), predictors=["setting"], **seen,
    ),
    "coders": lambda: coder_agreement(
        *held, study.transcripts, first="A", second="B", unit="turn",
        n_resamples=1000, **coded,
    ),
    "saturation": lambda: saturation(*held, coder="A", n_orders=400, **coded),
}
root = Path.cwd()
results = [{"id": name, "record": to_json(EXAMPLES[name]())} for name in sys.argv[1:]]
data = {"kind": study.kind, "fingerprint": study.fingerprint}
path = root / "book" / "_build" / "html" / "statistics.json"
path.parent.mkdir(parents=True, exist_ok=True)
found = {"thesis": {"data": data}, "claims": [], "results": results}
path.write_text(json.dumps(found), "utf-8")
report, _ = verify(root, ThesisProject(study), again=True)
print(json.dumps({row["id"]: row for row in report["results"]}))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of all code and data that `thesis verify` needs."""
    folder = tmp_path_factory.mktemp("draws")
    for name in (*PACKAGES, "verify", "data"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copyfile(ROOT / "apt-verify.txt", folder / "apt-verify.txt")
    (folder / "publish.py").write_text(PUBLISH, "utf-8")
    return folder


def verified(folder, *names):
    """Publish and verify examples with the code of a folder; return their rows."""
    done = subprocess.run(
        [sys.executable, "publish.py", *names],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


EVERYTHING = ("errors", "attrition", "imputed", "c", "coders", "saturation")


@pytest.mark.long
@needs_r
def test_r_computes_the_same_numbers_from_the_same_draws(project):
    """To a thousand-millionth, with nothing left that R simulates by itself."""
    rows = verified(project, *EVERYTHING)
    for name in EVERYTHING:
        row = rows[name]
        assert (name, row["reasons"], row["verdict"]) == (name, [], "agrees")
        assert row["difference"] < 1e-9
        assert row["simulated"] == 0
        assert {part["kind"] for part in row["otherwise"]} <= {"draws", "exact value"}
        assert row["otherwise"]
    exact = [p for p in rows["errors"]["otherwise"] if p["kind"] == "exact value"]
    assert [part["number"] for part in exact] == [
        f"cells[0].measures[{i}].value" for i in range(3)
    ]


MUTATIONS = {
    "Rubin's m for m - 1": (
        "attrition/_pooling.py",
        "estimates.var(ddof=1)",
        "estimates.var()",
        "imputed",
        "std_error",
    ),
    "Student for Welch": (
        "power/design_errors.py",
        "equal_var=False",
        "equal_var=True",
        "errors",
        "cells[0].measures[0].value",
    ),
    "Wilson at .965 for .95": (
        "power/loss.py",
        "z = float(stats.norm.isf(tail))",
        "z = float(stats.norm.isf(0.0175))",
        "attrition",
        "measures[2].value",
    ),
    "percentile limits at .035": (
        "models/c_statistic.py",
        "np.quantile(resampled, [tail, 1 - tail])",
        "np.quantile(resampled, [0.035, 0.965])",
        "c",
        "fit[5].value",
    ),
    "percentile limits of coders at .035": (
        "themes/resampled_interviews.py",
        "[~np.isnan(values)], [tail, 1 - tail])",
        "[~np.isnan(values)], [0.035, 0.965])",
        "coders",
        "kappa.conf_low",
    ),
    "ties counted as 1 in resamples": (
        "models/c_statistic.py",
        "_shares(with_event[first], without[second])",
        "(with_event[first][:, :, None] >= without[second][:, None, :]).mean((1, 2))",
        "c",
        "fit[5].value",
    ),
    "a band of other percentiles": (
        "themes/new_codes.py",
        "for p in (tail, 1 - tail)",
        "for p in (2 * tail, 1 - 2 * tail)",
        "saturation",
        "new_high",
    ),
    "weights that are half as far from 1": (
        "power/_loss_estimators.py",
        "return 1 + np.exp(-odds), solved",
        "return 1 + np.exp(-odds) / 2, solved",
        "attrition",
        "measures[7].value",
    ),
    "values that vary too much": (
        "power/design_errors.py",
        "rng.normal(0, 1, (",
        "rng.normal(0, 1.05, (",
        "errors",
        "second group: variance",
    ),
    "people lost for another reason": (
        "power/lost_people.py",
        'mechanism == "differential" and g == 0',
        'mechanism == "differential" and g == 1',
        "attrition",
        "seen by outcome",
    ),
    "resamples without replacement": (
        "models/c_statistic.py",
        "first = rng.integers(with_event, size=(size, with_event))",
        "first = np.tile(np.arange(with_event), (size, 1))",
        "c",
        "different ones in a resample",
    ),
    "imputation at even chances": (
        "attrition/_chained_equations.py",
        "<= chances,",
        "<= 0.5,",
        "imputed",
        "share in group 3",
    ),
}


@pytest.mark.long
@needs_r
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_small_fault_is_seen(project, name):
    """In the result that it touches, at the number where it shows first."""
    file, right, wrong, example, place = MUTATIONS[name]
    path = project / "analysis" / file
    text = path.read_text("utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), "utf-8")
    try:
        row = verified(project, example)[example]
    finally:
        path.write_text(text, "utf-8")
    assert row["verdict"] == "disagrees"
    assert place in " ".join(row["reasons"])
