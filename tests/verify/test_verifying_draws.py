"""What rests on chance, recomputed in R from the same draws: small faults are seen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from small_books import PACKAGES

from analysis import cohort, load_study
from analysis.attrition.imputation import imputed_proportions
from analysis.power.design_errors import draws, error_rates
from reported.recomputing.agreement import agreement
from reported.recomputing.closeness import TOLERANCES, tolerances
from results.record_json import to_json
from thesis.drawing import draws_of, write_draws

ROOT = Path(__file__).parents[2]

needs_r = pytest.mark.skipif(
    shutil.which("Rscript") is None and not os.environ.get("CI"),
    reason="R is not installed here; CI installs it, and there this must run",
)

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
people, source = cohort(study), f"{study.kind}/cohort"
seen = {"outcome": "abstinent", "level": "yes", "source": source}
frame = load_coding_frame(study.folder)
held = (coded_excerpts(study, frame), interviewed(study))
coded = {"coding_frame": frame, "source": f"{study.kind}/coding"}
EXAMPLES = {
    "errors": lambda: error_rates(
        sizes=[(12, 5)], effects=[0.8], replications=2000, seed=3
    ),
    "attrition": lambda: attrition_bias(
        abstinent={"prison": 0.6, "inpatient": 0.25}, labels=study.group_labels,
        followed_up=(17, 15), strengths=[2], replications=400,
    ),
    "imputed": lambda: imputed_proportions(
        people, group="setting", labels=study.group_labels, imputations=20,
        predictors={"ambivalence_entry": "A", "completed": "C"}, seed=5, **seen,
    ),
    "c": lambda: firth_logistic(
        people, filter="seen_again is yes", predictors={"setting": "S"},
        labels={"setting": study.group_labels}, **seen,
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


# --- what R is given --------------------------------------------------------------


def test_draws_are_those_of_the_published_result_and_plainly_written(tmp_path):
    """Shares can be counted from the file, without anything of this project."""
    asked = {"sizes": [(6, 4)], "effects": [1.0, 2.0], "replications": 50, "seed": 8}
    record = json.loads(json.dumps(to_json(error_rates(**asked))))
    write_draws(tmp_path, {"rates": record}, dict)
    told = json.loads((tmp_path / "draws.json").read_text("utf-8"))
    assert told["rates"][1]["second"] == {
        "file": "0003.bin",
        "type": "f8",
        "shape": [50, 4],
    }
    (_, (first, second)) = draws(**asked)
    read = np.fromfile(tmp_path / "draws" / "0003.bin", "<f8").reshape(50, 4)
    assert (read == second).all()
    assert (np.fromfile(tmp_path / "draws" / "0002.bin", "<f8") == first.ravel()).all()


def test_what_is_known_of_people_does_not_leave_with_the_draws():
    """Imputed are those lost, and nobody else; and R is told where they fail."""
    study = load_study()
    people = cohort(study)
    found = imputed_proportions(
        people,
        outcome="abstinent",
        level="yes",
        group="setting",
        predictors={"age": "Age"},
        seed=1,
        source="simulated/cohort",
        labels=study.group_labels,
        imputations=7,
        iterations=1,
    )
    record = json.loads(json.dumps(to_json(found)))
    ((part),) = draws_of(record, lambda source: people)
    assert part["imputed"].shape == (7, found.n - found.n_observed)
    shares = [group.proportion for group in found.groups]
    lost = people["abstinent"].isna()
    for group, share in zip(found.groups, shares, strict=True):
        here = people["setting"] == group.group
        known = (people["abstinent"][here] == "yes").sum()
        drawn = part["imputed"][:, (people["setting"][lost] == group.group).to_numpy()]
        assert (known + drawn.sum() / 7) / group.n == pytest.approx(share, rel=1e-12)


def test_draws_that_cannot_be_made_again_are_a_gap_with_a_reason(tmp_path):
    """One result without its table does not stop the others."""
    record = {
        "data": {
            "function": "imputed_proportions",
            "options": [],
            "variables": ["abstinent", "setting"],
            "source": "nowhere/cohort",
        }
    }

    def tables(source):
        raise ValueError(f"there is no {source}")

    other = {"data": {"function": "count"}}
    write_draws(tmp_path, {"lost": record, "count": other}, tables)
    told = json.loads((tmp_path / "draws.json").read_text("utf-8"))
    assert told == {"lost": {"error": "there is no nowhere/cohort"}}


# --- comparing --------------------------------------------------------------------


def test_a_tolerance_is_that_of_the_kind_of_a_number():
    """R's studentized range is allowed more than others; ten times that is too much."""
    close = {"value": "0.500003", "kind": "studentized range"}
    found = agreement({"p_value": 0.5}, {"p_value": close})
    assert (found.wrong, found.compared, found.simulated) == ([], 1, 0)
    assert [(one.number, one.kind, one.tolerance) for one in found.otherwise] == [
        ("p_value", "studentized range", 1e-5)
    ]
    assert agreement({"p_value": 0.5}, {"p_value": "0.500003"}).wrong
    far = {"value": "0.50003", "kind": "studentized range"}
    assert agreement({"p_value": 0.5}, {"p_value": far}).wrong == [
        "p_value: 0.5 here, 0.50003 in R"
    ]
    other = {"value": "0.5", "kind": "rough"}
    assert agreement({"p_value": 0.5}, {"p_value": other}).wrong == [
        "p_value: R says that it is rough, and there is no tolerance of that kind"
    ]


@pytest.mark.parametrize(
    ("found", "error", "wrong"),
    [
        ("0.14", "0.01", []),
        (
            "0.16",
            "0.01",
            ["mean: 0.16 here, 0.1 in R, 6.0 Monte Carlo errors apart"],
        ),
        ("0.1", "0", []),
        ("0.2", "0", ["mean: 0.2 here, 0.1 in R without error"]),
        (None, "0.01", ["mean: R cannot judge the draws"]),
    ],
)
def test_draws_are_judged_by_what_chance_allows(found, error, wrong):
    """Five standard errors; exactly, where nothing can vary."""
    look = {"number": "mean", "found": found, "expected": "0.1", "error": error}
    judged = agreement({"n": 1}, {"n": "1"}, [look | {"kind": "draws"}])
    assert (judged.wrong, judged.compared) == (wrong, 1)


def test_tolerances_are_told_by_kind():
    """With how many numbers have each, and how far the farthest is."""
    part = {"number": "p", "ours": 1.0, "theirs": 1.0}
    rows = [
        {
            "otherwise": [
                part | {"kind": "draws", "tolerance": 0.5, "apart": 0.2},
                part | {"kind": "draws", "tolerance": 5.0, "apart": 1.0},
                part | {"kind": "draws", "tolerance": 0.0, "apart": 0.0},
                part | {"kind": "studentized range", "tolerance": 1e-5, "apart": 2e-7},
            ]
        },
        {},
    ]
    ranges, drawn = tolerances(rows)
    assert (ranges["kind"], ranges["numbers"], ranges["by_chance"]) == (
        "studentized range",
        1,
        False,
    )
    assert ranges["farthest"] == pytest.approx(2e-7)
    assert (drawn["numbers"], drawn["tolerance"], drawn["by_chance"]) == (3, 5.0, True)
    assert drawn["farthest"] == pytest.approx(2.0)
    assert drawn["why"] == TOLERANCES["draws"][1]
    assert tolerances([]) == []


# --- R ----------------------------------------------------------------------------

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
        "themes/coders.py",
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
        "power/_lost_people.py",
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
