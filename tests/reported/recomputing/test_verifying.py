"""Every result recomputed in R: the comparison, the report, and what is missing."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from example_lacking import CONSTANT
from example_questions import needs_r, study_and_records
from scipy import stats

from analysis import (
    cohort,
    count,
    describe,
)
from analysis.estimates.filters import condition
from analysis.estimates.rows import selected
from reported.adapters import adapted
from reported.findings import NothingBuiltError
from reported.recomputing import verifying
from reported.recomputing.agreement import agreement
from reported.recomputing.running import MissingRError, RecomputingError, recompute
from results import DataError
from results.record_json import to_json
from thesis import cli
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[3]
STATISTICS = "book/_build/html/statistics.json"


@pytest.fixture(scope="module")
def questions():
    """Return the study and records of every kind that the harness itself answers."""
    return study_and_records()


@pytest.fixture(scope="module")
def answers(questions):
    """Return R's answers to them, and to a function that no method knows."""
    study, records = questions
    asked = dict(records)
    asked["stranger"] = json.loads(json.dumps(records["people"]))
    asked["stranger"]["data"]["function"] = "nothing"
    asked["elsewhere"] = json.loads(json.dumps(records["people"]))
    asked["elsewhere"]["data"]["source"] = "study/cohort"
    asked["unknown"] = json.loads(json.dumps(records["mood"]))
    asked["unknown"]["data"]["variables"] = ["mood_tomorrow"]
    return recompute(ROOT, asked, ThesisProject(study))


@pytest.mark.slow
@needs_r
def test_r_agrees_on_every_number_of_counts_themes_and_totals(questions, answers):
    """From the raw tables on, with filters, missing values and two coders."""
    for name, record in questions[1].items():
        found = agreement(record, answers["results"][name]["values"])
        assert (name, found.wrong) == (name, [])
        assert found.verdict == "agrees"
        # exact limits of a share are quantiles, which two programs approach
        assert found.largest < (1e-9 if name in ("themes", "second") else 1e-12)
    themes = agreement(questions[1]["themes"], answers["results"]["themes"]["values"])
    assert themes.compared > 200


@pytest.mark.slow
@needs_r
def test_r_passes_over_rows_of_empty_cells_as_python_does(tmp_path):
    """Without anything, with blanks alone, and none of those that hold something."""
    text = 'a,b\n1, x\n,\n2,y\n" ",\n\u00a0,\n\n,z\n,\n'
    (tmp_path / "table.csv").write_text(text, "utf-8")
    script = 'source("verify/data.R"); cat(paste0(do.call(paste0, cells_of(commandArgs('
    script += 'TRUE)[1])), "|"), sep = "")'
    ran = subprocess.run(
        ["Rscript", "-e", script, str(tmp_path / "table.csv")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert ran.stdout == "1 x|2y|z|"


@pytest.mark.slow
@needs_r
def test_r_reads_a_filter_as_python_does():
    """Numbers of eight figures, fractions, and codes that are words."""
    script = """
source("verify/data.R")
d <- data.frame(
  day = c(20240101, 20240102, NA, 1 / 3, 1e5), ward = c("1", "b", NA, "c", "1"),
  site = c("A and B", "yes or no", "Hope is here", "\\"Inn\\"", "")
)
for (filter in readLines("stdin", encoding = "UTF-8")) {
  cat(rownames(selected(d, filter)), "\\n")
}"""
    filters = {
        "day is 20240102": "2",
        "day is 0.3333333333333333 or 100000": "4 5",
        "ward is 1 or b": "1 2 5",
        "ward is 1 and day is 20240101": "1",
        "all rows": "1 2 3 4 5",
        'site is "A and B"': "1",
        'site is "A and B" or "yes or no" and ward is b or 1': "1 2",
        "site is Hope is here": "3",
        'site is "Hope is here"': "3",
        condition("site", '"Inn"', ""): "4 5",
    }
    ran = subprocess.run(
        ["Rscript", "-e", script],
        cwd=ROOT,
        input="\n".join(filters),
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(zip(filters, map(str.strip, ran.stdout.splitlines()), strict=True)) == (
        filters
    )
    frame = pd.DataFrame(
        {
            "day": [20240101, 20240102, None, 1 / 3, 1e5],
            "ward": ["1", "b", None, "c", "1"],
            "site": ["A and B", "yes or no", "Hope is here", '"Inn"', ""],
        },
        index=[1, 2, 3, 4, 5],
    )
    for words, rows in filters.items():
        kept = selected(frame, words, where="simulated").index
        assert (words, " ".join(map(str, kept))) == (words, rows)
    for wrong in ('site is "A and B', "site is A and B", 'site is "A" and"'):
        with pytest.raises(DataError, match="filter not understood"):
            selected(frame, wrong, where="simulated")
        refused = subprocess.run(
            ["Rscript", "-e", script],
            cwd=ROOT,
            input=wrong,
            capture_output=True,
            text=True,
            check=False,
        )
        assert refused.returncode == 1
        assert "filter not understood" in refused.stderr


@pytest.mark.slow
@needs_r
def test_a_result_that_r_cannot_answer_is_a_gap_with_its_reason(answers):
    """No method, no such data, no such column; none of them stops the rest."""
    assert answers["results"]["stranger"] == {"error": "no method for nothing"}
    assert answers["results"]["elsewhere"] == {"error": "there is no data study/cohort"}
    assert "error" in answers["results"]["unknown"]


class Project:
    """A built thesis of two results, and a stand-in for R."""

    def __init__(self, root, study, monkeypatch):
        self.root, self.study, self.runs = root, study, 0
        self.asked = []
        people = cohort(study)
        self.results = {
            "people": count(people, label="men"),
            "mood": describe(people, outcome="mood_entry"),
        }
        self.answers = {
            "r": "R version 4.2.2",
            "packages": {"jsonlite": "1.8.4"},
            "software": [["r-cran-jsonlite", "1.8.4+ds-1", "passing on"]],
            "faults": [],
            "results": {
                "people": {"values": {"count": "72", "data": {"rows": "72"}}},
                "mood": {"values": self.as_r("mood")},
            },
            "derived": {"cohort": {"columns": {"age": ["31", None]}}},
        }
        tables = {"cohort": {"age": [31.0, None]}}
        shutil.copyfile(ROOT / "apt-verify.txt", root / "apt-verify.txt")
        monkeypatch.setattr(verifying, "recompute", self.recompute)
        monkeypatch.setattr(ThesisProject, "derived_tables", lambda self: tables)
        monkeypatch.setattr(cli, "ROOT", root)
        self.build()

    def as_r(self, name):
        """Return a record as R would answer: every number as text."""

        def text(part):
            if isinstance(part, dict):
                return {key: text(below) for key, below in part.items()}
            return repr(part) if isinstance(part, int | float) else part

        return text(to_json(self.results[name]))

    def build(self, fingerprint=None):
        """Write statistics.json."""
        data = {
            "kind": "simulated",
            "fingerprint": fingerprint or self.study.fingerprint,
        }
        found = {
            "thesis": {"data": data},
            "claims": [],
            "results": [
                {"id": name, "record": to_json(result)}
                for name, result in self.results.items()
            ],
        }
        path = self.root / STATISTICS
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found), "utf-8")

    def recompute(self, root, records, study):
        """Answer as R would."""
        self.runs += 1
        self.asked = list(records)
        return self.answers

    def report(self):
        """Return the report that was kept."""
        return json.loads(
            (self.root / "build" / "verification.json").read_text("utf-8")
        )


@pytest.fixture
def project(tmp_path, monkeypatch, questions):
    """Return a built thesis in a folder of its own."""
    return Project(tmp_path, questions[0], monkeypatch)


def test_the_command_prints_a_line_for_each_result_and_the_totals(project, capsys):
    """In full."""
    assert cli.main(["verify"]) == 0
    assert capsys.readouterr().out == (
        "Result  Number        Ours     R        Difference  Verdict\n"
        "people  count         72       72       0.0e+00     agrees (2 numbers)\n"
        "mood    summary.mean  25.7361  25.7361  0.0e+00     agrees (10 numbers)\n"
        "\n"
        "cohort.age: 2 values agree\n"
        "\n"
        "2 results: 2 agree with R, 0 in disagreement, 0 not recomputed\n"
        "12 numbers compared, to 1e-06 if not said otherwise, and 3 words and phrases\n"
        "1 derived column: 1 agree, 0 do not\n"
        "0 skipped\n"
    )


def test_what_is_compared_otherwise_is_told_by_number_and_by_kind(project, capsys):
    """With its tolerance; numbers that chance moved too far are a disagreement."""
    mood = project.answers["results"]["mood"]
    kind = {"value": mood["values"]["summary"]["sd"], "kind": "studentized range"}
    mood["values"]["summary"]["sd"] = kind
    look = {"number": "mean", "expected": "0", "error": "0.5", "kind": "draws"}
    mood["looks"] = [look | {"found": "1"}]
    assert cli.main(["verify"]) == 0
    said = capsys.readouterr().out
    assert "agrees (10 numbers), 1 by chance within 2.0 standard errors\n" in said
    assert "1 number of the kind studentized range: to 1e-05, at most 0 apart\n" in said
    assert "1 number of the kind draws: to 5 standard errors, at most 2 apart\n" in said
    sd, mean = project.report()["results"][1]["otherwise"]
    assert (sd["number"], sd["tolerance"]) == ("summary.sd", 1e-5)
    assert mean == {
        "number": "mean",
        "ours": 1.0,
        "theirs": 0.0,
        "kind": "draws",
        "tolerance": 2.5,
        "apart": 1.0,
    }
    kinds = [part["kind"] for part in project.report()["tolerances"]]
    assert kinds == ["studentized range", "draws"]
    mood["looks"] = [look | {"found": "3"}]
    assert cli.main(["verify", "--all"]) == 1
    assert "  mean: 3 here, 0 in R, 6.0 Monte Carlo errors apart\n" in (
        capsys.readouterr().out
    )


def test_what_could_not_be_computed_is_not_asked_of_r(project, capsys):
    """It is skipped, and said to be."""
    project.results["lost"] = CONSTANT
    project.build()
    assert cli.main(["verify"]) == 0
    assert (
        "1 skipped\n  lost: not computed with these data\n" in capsys.readouterr().out
    )
    assert project.report()["results"][-1]["verdict"] == "skipped"


def test_nothing_is_recomputed_twice_unless_asked(project, capsys):
    """Until a result, or anything the report rests on, is another."""
    assert [cli.main(["verify"]), cli.main(["verify"])] == [0, 0]
    assert project.runs == 1
    assert capsys.readouterr().out.endswith(
        "Nothing has changed since 2 results agreed with R; "
        "with --all they are recomputed all the same.\n"
    )
    assert cli.main(["verify", "--all"]) == 0
    assert project.runs == 2
    method = project.root / "verify" / "models" / "new.R"
    method.parent.mkdir(parents=True)
    method.write_text("# another way\n", "utf-8")
    cli.main(["verify"])
    assert project.runs == 3
    project.results["people"] = replace(project.results["people"], count=71)
    project.build()
    assert cli.main(["verify"]) == 1
    assert cli.main(["verify"]) == 1  # a disagreement is looked at again each time
    assert project.runs == 5


def test_a_disagreement_fails_and_says_where(project, capsys):
    """Id, function, field, both numbers."""
    project.answers["results"]["mood"]["values"]["summary"]["sd"] = "9"
    assert cli.main(["verify"]) == 1
    said = capsys.readouterr().out
    sd = f"{project.results['mood'].summary.sd:.8g}"
    assert f"\nmood (describe): disagrees\n  summary.sd: {sd} here, 9 in R\n" in said
    assert "1 agree with R, 1 in disagreement, 0 not recomputed" in said
    row = project.report()["results"][1]
    assert row["hash"] == verifying.record_hash(to_json(project.results["mood"]))
    assert (row["id"], row["verdict"]) == ("mood", "disagrees")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda a: a["results"].update(people={"error": "no method for x"}),
            "people (count): not recomputed\n  no method for x\n",
        ),
        (
            lambda a: a["results"].pop("people"),
            "people (count): not recomputed\n  R gave no answer\n",
        ),
        (lambda a: a["faults"].append("verify/models/x.R: bad"), "\nverify/models/x"),
        (
            lambda a: a["derived"]["cohort"]["columns"].update(age=["32", None]),
            "cohort.age: 2 values: disagrees\n  row 1: 31 here, 32 in R\n",
        ),
        (
            lambda a: a["derived"]["cohort"]["columns"].update(age=[None, "1"]),
            "  row 1: 31 here, missing in R\n  row 2: missing here, 1 in R\n",
        ),
        (
            lambda a: a["derived"]["cohort"]["columns"].update(age=["31"]),
            "cohort.age: 2 values: disagrees\n  2 rows here, 1 in R\n",
        ),
        (
            lambda a: a["derived"]["cohort"]["columns"].pop("age"),
            "cohort.age: 2 values: not recomputed\n  R does not derive it\n",
        ),
        (
            lambda a: a["derived"].update(cohort={"error": "no file"}),
            "cohort.age: 2 values: not recomputed\n  no file\n",
        ),
    ],
)
def test_every_gap_fails(project, capsys, spoil, said):
    """A result, a file of methods, a derived column."""
    spoil(project.answers)
    assert cli.main(["verify"]) == 1
    assert said in capsys.readouterr().out
    assert project.report()["ok"] is False


def test_what_is_skipped_does_not_fail_but_is_listed(project, capsys):
    """With its reason, and as JSON too."""
    project.answers["results"]["mood"] = {"values": {"skip": "R has no such thing"}}
    assert cli.main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == project.report()
    report = project.report()
    assert report["results"][1]["verdict"] == "skipped"
    assert verifying.totals(report)[3:] == ["1 skipped", "  mood: R has no such thing"]


def test_a_result_whose_data_nobody_named_is_listed_and_nothing_else(project, capsys):
    """It neither agrees nor disagrees; the exit code says that not all was held."""
    project.results["alike"] = adapted(stats.kruskal([1, 2, 4], [3, 5]))
    project.build()
    assert cli.main(["verify"]) == 4
    said = capsys.readouterr().out
    assert (
        "3 results: 2 agree with R, 0 in disagreement, 0 not recomputed\n"
        "not recomputed: no data named: 1; publish them with of=\n  alike\n"
    ) in said
    assert "alike   p_value       0.248213" in said
    report = project.report()
    assert (report["ok"], report["results"][2]["verdict"]) == (True, "no data named")
    assert "alike" not in project.asked
    assert cli.main(["verify"]) == 4
    assert capsys.readouterr().out == (
        "Nothing has changed since 2 results agreed with R; "
        "with --all they are recomputed all the same.\n"
        "not recomputed: no data named: 1; publish them with of=\n  alike\n"
    )
    project.answers["results"]["mood"]["values"]["summary"]["sd"] = "9"
    assert cli.main(["verify", "--all"]) == 1


def test_nothing_built_or_built_from_other_data_is_not_a_disagreement(
    project, monkeypatch, capsys
):
    """Exit code 2, and what to do."""
    project.build(fingerprint="other")
    assert cli.main(["verify"]) == 2
    assert "built from other data than those in" in capsys.readouterr().err
    (project.root / STATISTICS).unlink()
    assert cli.main(["verify"]) == 2
    assert "there is no such file; build the book again" in capsys.readouterr().err
    with pytest.raises(NothingBuiltError):
        verifying.verify(project.root, ThesisProject(project.study))


def test_missing_r_and_a_failing_r_have_exit_codes_of_their_own(project, monkeypatch):
    """Three for want of R, one for a failure; the last report stays."""
    assert cli.main(["verify"]) == 0
    before = project.report()
    for error, code in ((MissingRError("none"), 3), (RecomputingError("ended"), 1)):

        def fail(*_, error=error):
            raise error

        monkeypatch.setattr(verifying, "recompute", fail)
        assert cli.main(["verify", "--all"]) == code
        assert project.report() == before


def test_a_report_of_another_form_counts_as_none(project):
    """As does a file that is not JSON."""
    for text in ("{", "[]", '{"version": 1}'):
        path = project.root / "build" / "verification.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        assert verifying.read_report(project.root) is None


def test_sphinx_is_not_needed_to_verify():
    """The command works from the built statistics alone."""
    code = "import sys, reported.recomputing.verifying; print('sphinx' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
