"""Every result recomputed in R: the comparison, the report, and what is missing."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

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
from analysis.estimates.filters import condition
from analysis.estimates.rows import selected
from reported.findings import NothingBuiltError
from reported.recomputing import verifying
from reported.recomputing._answers import headline
from reported.recomputing.agreement import agreement
from reported.recomputing.closeness import difference
from reported.recomputing.questions import question
from reported.recomputing.running import MissingRError, RecomputingError, recompute
from results import DataError
from results.record_json import to_json
from thesis import cli, exporting
from thesis.exporting import derived_tables, export
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[3]
STATISTICS = "book/_build/html/statistics.json"
GROUP = {"record": "GroupSummary", "n": 3, "mean": 2.0, "sd": 1.0, "undefined": ""}
SAME = {"n": "3", "mean": "2", "sd": "1"}
SEED = {"record": "Option", "name": "seed", "value": 1}
DATA = {"record": "DataUsed", "rows": 4, "variables": ["age"], "options": [SEED]}
SMALL = ["p_value: 1e-05 here, 1.00002e-05 in R"]
TINY = ["mean: 0 here, 1e-12 in R"]
HALF = [
    "groups[1].mean: 2 here, undefined in R",
    "groups[1].sd: 1 here, undefined in R",
]
ALPHA = ["alpha.estimate: 0.8 here, 0.9 in R"]
FAR = ["estimate: 1 here, 1.6 in R, 6.0 Monte Carlo errors apart"]
BELOW = ["estimate: 1 here, 0.49 in R, 5.1 Monte Carlo errors apart"]
SURE = ["estimate: 1 here, 1.1 in R without error"]

needs_r = pytest.mark.skipif(
    shutil.which("Rscript") is None and not os.environ.get("CI"),
    reason="R is not installed here; CI installs it, and there this must run",
)


# --- comparing --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "wrong"),
    [
        ({"n": 3}, {"n": "3"}, []),
        ({"n": 3}, {"n": "3.0000001"}, ["n: 3 here, 3.0000001 in R"]),
        ({"p_value": 0.5}, {"p_value": "0.5000004"}, []),
        ({"p_value": 0.5}, {"p_value": "0.50001"}, ["p_value: 0.5 here, 0.50001 in R"]),
        ({"mean": 5.0}, {"mean": "5.00001"}, ["mean: 5 here, 5.00001 in R"]),
        ({"p_value": 1e-17}, {"p_value": "3e-13"}, []),
        ({"p_value": 1e-4}, {"p_value": "2e-4"}, ["p_value: 0.0001 here, 0.0002 in R"]),
        ({"p_value": 1e-5}, {"p_value": "1.00002e-5"}, SMALL),
        ({"mean": 0.0, "sd": 1e-6}, {"mean": "1e-12", "sd": "1e-6"}, TINY),
        ({"mean": 0.0, "sd": 1e4}, {"mean": "9e-9", "sd": "1e4"}, []),
        ({"mean": 2.0}, {}, ["mean: 2 here, undefined in R"]),
        ({"mean": 2.0}, {"mean": None}, ["mean: 2 here, undefined in R"]),
        ({"mean": 2.0}, {"mean": "Inf"}, ["mean: 2 here, undefined in R"]),
        ({"sd": None}, {"sd": "1"}, ["sd: undefined here, 1 in R"]),
        ({"sd": None}, {}, []),
        ({"groups": [GROUP]}, {}, ["groups: 1 part here, 0 in R"]),
        ({"groups": [GROUP, GROUP]}, {"groups": {"a": SAME, "b": {"n": "3"}}}, HALF),
        ({"conf_level": 0.95, "alpha": 0.05, "n_replications": 9}, {}, []),
        ({"alpha": {"estimate": 0.8}}, {"alpha": {"estimate": "0.9"}}, ALPHA),
        ({"data": DATA}, {"data": {"rows": "5"}}, ["data.rows: 4 here, 5 in R"]),
        ({"cells": [{"conditions": [SEED], "n": 2}]}, {"cells": [{"n": "2"}]}, []),
        ({"estimate": 1.0}, {"estimate": {"value": "1.49", "error": "0.1"}}, []),
        ({"estimate": 1.0}, {"estimate": {"value": "0.49", "error": "0.1"}}, BELOW),
        ({"estimate": 1.0}, {"estimate": {"value": "1.6", "error": "0.1"}}, FAR),
        ({"estimate": 1.0}, {"estimate": {"value": "1.1", "error": "0"}}, SURE),
        ({"estimate": 0.0}, {"estimate": {"value": "0", "error": "0"}}, []),
    ],
)
def test_numbers_agree_or_are_named_with_their_place(ours, theirs, wrong):
    """Exact, nearly exact, simulated and undefined numbers."""
    assert agreement(ours, theirs).wrong == wrong


WORDS = {"method": "Welch t test", "label": "Prison", "outcome": "Mood", "group": "p"}


@pytest.mark.parametrize(
    ("theirs", "wrong"),
    [
        ({}, []),
        ({"outcome": "Sleep"}, []),
        ({"method": "t test"}, ["method: 'Welch t test' here, 't test' in R"]),
        ({"method": None}, ["method: 'Welch t test' here, R does not say it"]),
        ({"label": "Clinic"}, ["label: 'Prison' here, 'Clinic' in R"]),
        ({"label": None}, ["label: 'Prison' here, R does not say it"]),
        ({"label": {"says": ["Pri", "son"]}}, []),
        (
            {"label": {"says": ["on", "Pri"]}},
            ["label: 'Prison' here, 'on ... Pri' in R"],
        ),
    ],
)
def test_words_agree_or_are_named_with_their_place(theirs, wrong):
    """What an author may word is not compared; what a group is called is."""
    found = agreement(WORDS, {**WORDS, **theirs})
    assert (found.wrong, found.words) == (wrong, 3)


def test_a_label_is_needed_of_groups_themes_and_levels_alone():
    """What is said of a number in a model is the author's."""
    term = {"record": "Term", "name": "age", "label": "Years"}
    assert agreement(term, {"name": "age"}).wrong == []
    level = {**term, "name": "setting-prison"}
    assert agreement(level, {"name": "setting-prison"}).wrong == [
        "label: 'Years' here, R does not say it"
    ]


def test_difference_is_relative_but_for_very_small_numbers():
    """At the limit the verdict changes, in both directions."""
    assert difference(2.0, 2.000001) == pytest.approx(5e-7)
    assert difference(0.0, 1e-12) == pytest.approx(1e-6)
    assert difference(0.0, 1e-12, scale=100.0) == pytest.approx(1e-8)


def test_what_is_skipped_is_counted_with_its_reason():
    """A whole result, one part, one number."""
    assert agreement({"n": 3}, {"skip": "no such test"}).skipped == ["no such test"]
    assert agreement({"n": 3}, {"skip": "no such test"}).verdict == "skipped"
    found = agreement(
        {"n": 3, "p_value": 0.5, "groups": [GROUP]},
        {"n": "3", "p_value": {"skip": "a"}, "groups": [{"skip": "b"}]},
    )
    assert found.skipped == ["p_value: a", "groups[0]: b"]
    assert (found.verdict, found.compared) == ("agrees", 1)


def test_a_result_is_represented_by_its_p_or_else_by_what_it_estimates():
    """The same field of both answers."""
    ours = {"n": 3, "p_value": 0.5, "estimate": 2.0}
    assert headline(ours, {"p_value": "0.5"}) == ("p_value", 0.5, 0.5)
    assert headline({"n": 3}, {}) == ("n", 3, None)
    simulated = {"estimate": {"value": "2.5", "error": "1"}}
    assert headline({"estimate": 2.0}, simulated) == ("estimate", 2.0, 2.5)
    assert headline({"label": "none"}, None) == ("", None, None)
    alpha = {"n": 3, "alpha": {"record": "Effect", "estimate": 0.8}}
    assert headline(alpha, {}) == ("alpha.estimate", 0.8, None)
    assert headline({"alpha": 0.05, "n": 3}, {})[:2] == ("n", 3)


# --- what R is told ---------------------------------------------------------------


def numbers(part, name=""):
    """Yield every number of a question with its field, but those of options."""
    if isinstance(part, dict):
        if part.get("record") != "Option":
            for key, below in part.items():
                yield from numbers(below, key)
    elif isinstance(part, list):
        for below in part:
            yield from numbers(below, name)
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield name, part


def test_no_number_that_was_found_is_told_to_r(questions):
    """Nor any word: only what was asked is left, and who is in a family."""
    _, records = questions
    for record in records.values():
        assert set(dict(numbers(question(record)))) == set()
        assert set(question(record)) == {"record", "data"}
        assert set(question(record)["data"]) == {
            *("record", "source", "variables", "filter", "function", "options")
        }
    themes = question(records["themes"])
    assert themes["data"]["options"][0]["value"] == "A"
    member = {"name": "entry-age", "label": "Age", "p_value": 0.5}
    family = {"record": "Family", "method": "Holm", "data": {}, "members": [member]}
    assert question(family)["members"] == [{"name": "entry-age"}]


def test_confidential_tables_are_not_copied(tmp_path):
    """R reads the study's tables where they are; draws are of results that have any."""
    export(tmp_path, {}, load_study(), ["jsonlite"])
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        *("register.json", "study.json", "codebook.json", "instruments.json"),
        *("coding_frame.json", "packages.txt", "help.csv", "help_extract.csv"),
        *("draws.json", "draws"),
    }
    assert list((tmp_path / "draws").iterdir()) == []


def test_r_is_given_no_file_in_which_a_word_stands_twice(tmp_path, monkeypatch):
    """R would score by the second list of items, as we would have done."""
    keys = tmp_path / "keys"
    shutil.copytree(exporting.KEYS, keys)
    with (keys / "sds.yaml").open("a", encoding="utf-8") as file:
        file.write("items: 4\n")
    monkeypatch.setattr(exporting, "KEYS", keys)
    with pytest.raises(DataError, match=r"keys/sds.yaml: .* 'items' stands twice"):
        export(tmp_path, {}, load_study(), ["jsonlite"])


# --- R ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def questions():
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


@needs_r
def test_r_derives_every_column_as_python_does(questions, answers):
    """Ages, scores, themes and the HELP study, value by value."""
    tables = derived_tables(questions[0])
    assert set(tables) == {"cohort", "interviews", "HELP/cohort"}
    for name, columns in tables.items():
        rows = list(verifying.derived_rows(name, columns, answers["derived"][name]))
        assert [row for row in rows if row["verdict"] != "agrees"] == []
        assert len(rows) == len(columns)


@needs_r
def test_r_counts_birthdays_as_python_does(tmp_path):
    """On the day, the day before, and for those born on 29 February."""
    folder = tmp_path / "simulated"
    shutil.copytree(load_study().folder, folder)
    days = [  # of birth, of entry, of the follow-up
        ("1984-05-10", "2007-05-10", "2007-11-10"),
        ("1984-05-10", "2007-05-09", "2007-11-10"),
        ("1984-05-10", "2007-05-11", "2007-11-10"),
        ("1984-02-29", "2007-02-28", "2007-08-28"),
        ("1984-02-29", "2007-03-01", "2007-08-28"),
        ("1984-02-29", "2008-02-29", "2008-08-28"),
        ("1984-03-01", "2008-02-29", "2008-08-28"),
    ]
    people = pd.read_csv(folder / "participants.csv", dtype=str)["participant"]
    for file, name, i in (
        ("participants.csv", "date_of_birth", 0),
        ("entry.csv", "entry_date", 1),
        ("followup.csv", "followup_date", 2),
    ):
        table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
        new = dict(zip(people, (row[i] for row in days), strict=False))
        table[name] = table["participant"].map(new).fillna(table[name])
        table.to_csv(folder / file, index=False, lineterminator="\n")
    study = load_study(folder)
    ages = cohort(study)["age"].head(7)
    assert ages.tolist() == [23, 22, 23, 22, 23, 24, 23]
    column = {"age": derived_tables(study)["cohort"]["age"]}
    theirs = recompute(ROOT, {}, ThesisProject(study))["derived"]["cohort"]
    (row,) = verifying.derived_rows("cohort", column, theirs)
    assert (row["verdict"], row["column"]) == ("agrees", "cohort.age")


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


@needs_r
def test_a_result_that_r_cannot_answer_is_a_gap_with_its_reason(answers):
    """No method, no such data, no such column; none of them stops the rest."""
    assert answers["results"]["stranger"] == {"error": "no method for nothing"}
    assert answers["results"]["elsewhere"] == {"error": "there is no data study/cohort"}
    assert "error" in answers["results"]["unknown"]


@needs_r
def test_a_method_file_with_a_fault_is_named_and_the_others_are_used(
    tmp_path, questions
):
    """Methods ask for options, for other results and for chance; a file may be bad."""
    shutil.copytree(ROOT / "verify", tmp_path / "verify")
    shutil.copyfile(ROOT / "apt-verify.txt", tmp_path / "apt-verify.txt")
    for path in (tmp_path / "verify").glob("*/*.R"):
        path.unlink()
    methods = {
        "bad.R": "method(",
        "one.R": """
helper <- function() 1
method("one", function(record, frame) {
  look_at_mean("x", c(1, 3, 2, 2), 2.5, 2)
  list(n = helper(), mean = 1 / 3, sd = NA, p_value = mc(0.5, 0.01),
       median = near(2, "rough"), groups = list(list(n = 2L)), words = "kept",
       effect = skip("no function"))
})""",
        "two.R": """
helper <- function() 2
method("two", function(record, frame) {
  look("y", 1, 2, 3)
  list(n = helper(), estimate = recomputed("a")$n + option(record, "seed"))
})
method("three", function(record, frame) skip("not in R"))
method("four", function(record, frame) option(record, "seed"))
method("five", function(record, frame) stop("no luck"))
method("six", function(record, frame) drawn(parts_of(record)[[1]], "x"))""",
    }
    for name, text in methods.items():
        (tmp_path / "verify" / "models" / name).write_text(text, "utf-8")
    study, known = questions
    asked = {}
    functions = ["one", "two", "three", "four", "five", "six"]
    for name, function in zip("abcdef", functions, strict=True):
        asked[name] = json.loads(json.dumps(known["people"]))
        asked[name]["data"]["function"] = function
    seed = {"record": "Option", "name": "seed", "value": 5}
    asked["b"]["data"]["options"] = [seed]
    found = recompute(tmp_path, asked, ThesisProject(study))
    assert len(found["faults"]) == 1
    assert found["faults"][0].startswith("verify/models/bad.R: ")
    assert found["results"] == {
        "a": {
            "values": {
                "n": "1",
                "mean": "0.33333333333333331",
                "sd": None,
                "p_value": {"value": "0.5", "error": "0.01"},
                "median": {"value": "2", "kind": "rough"},
                "groups": [{"n": "2"}],
                "words": "kept",
                "effect": {"skip": "no function"},
                "data": {"rows": "72"},
            },
            "looks": [look("x", "2", "2.5", "1")],
        },
        "b": {
            "values": {"n": "2", "estimate": "6", "data": {"rows": "72"}},
            "looks": [look("y", "1", "2", "3")],
        },
        "c": {"values": {"skip": "not in R"}},
        "d": {"error": "the record has no option seed"},
        "e": {"error": "no luck"},
        "f": {"error": "there are no draws of this result"},
    }


def look(number, found, expected, error):
    """Return what R says of some draws."""
    numbers = {"found": found, "expected": expected, "error": error}
    return {"number": number, **numbers, "kind": "draws"}


@needs_r
def test_missing_packages_and_a_broken_script_are_told_apart(tmp_path, questions):
    """The first says how to install; the second gives R's last words."""
    shutil.copytree(ROOT / "verify", tmp_path / "verify")
    listed = "r-base-core  # R\nr-cran-jsonlite\nr-cran-nosuchthing\n"
    (tmp_path / "apt-verify.txt").write_text(listed, "utf-8")
    with pytest.raises(MissingRError) as missing:
        recompute(tmp_path, {}, ThesisProject(questions[0]))
    assert str(missing.value) == (
        "R lacks the packages nosuchthing, so nothing was recomputed; `make verify` "
        "installs it where that is allowed, or:\nsudo apt-get install -y "
        "--no-install-recommends r-cran-nosuchthing"
    )
    (tmp_path / "apt-verify.txt").write_text("r-cran-jsonlite\n", "utf-8")
    (tmp_path / "verify" / "data.R").write_text("stop('no data')\n", "utf-8")
    with pytest.raises(RecomputingError) as ended:
        recompute(tmp_path, {}, ThesisProject(questions[0]))
    assert str(ended.value).startswith("R ended before it had answered:\n  ")
    assert "no data" in str(ended.value)


def test_without_r_the_message_says_how_to_install_it(monkeypatch, questions):
    """All packages at once."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MissingRError) as missing:
        recompute(ROOT, {}, ThesisProject(questions[0]))
    words = str(missing.value)
    assert words.startswith("R is not installed, so nothing was recomputed; `make ver")
    assert "--no-install-recommends r-base-core r-cran-jsonlite r-cran-" in words


# --- the command ------------------------------------------------------------------


class Project:
    """A built thesis of two results, and a stand-in for R."""

    def __init__(self, root, study, monkeypatch):
        self.root, self.study, self.runs = root, study, 0
        people = cohort(study)
        self.results = {
            "people": count(people, label="men", source="simulated/cohort"),
            "mood": describe(people, outcome="mood_entry", source="simulated/cohort"),
        }
        self.answers = {
            "r": "R version 4.2.2",
            "packages": {"jsonlite": "1.8.4"},
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


def test_nothing_is_recomputed_twice_unless_asked(project, capsys):
    """Until a result, or anything the report rests on, is another."""
    assert [cli.main(["verify"]), cli.main(["verify"])] == [0, 0]
    assert project.runs == 1
    assert capsys.readouterr().out.endswith(
        "Nothing has changed since 2 results agreed with R; "
        "`thesis verify --all` recomputes them all the same.\n"
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


#: A file of every kind that an answer of R's, or what it is held against, rests on.
RESTS_ON = (
    "verify/recompute.R",
    "verify/models/cox_model.R",
    "analysis/models/cox.py",
    "analysis/scales/instruments/cesd.yaml",
    "reported/recomputing/agreement.py",
    "thesis/typed_numbers.yaml",
    "apt-verify.txt",
    "data/coding_frame.yaml",
)


@pytest.mark.parametrize("name", RESTS_ON)
def test_every_file_that_the_report_rests_on_counts(tmp_path, name):
    """One letter of it, and whether it is there."""
    for each in RESTS_ON:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("a", "utf-8")
    data = SimpleNamespace(fingerprint="1", folder=tmp_path / "data")
    study = ThesisProject(data)
    found = [verifying._inputs(tmp_path, {}, study)]
    (tmp_path / name).write_text("b", "utf-8")
    found.append(verifying._inputs(tmp_path, {}, study))
    (tmp_path / name).unlink()
    found.append(verifying._inputs(tmp_path, {}, study))
    assert len(set(found)) == 3


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


def test_nothing_built_or_built_from_other_data_is_not_a_disagreement(
    project, monkeypatch, capsys
):
    """Exit code 2, and what to do."""
    project.build(fingerprint="other")
    assert cli.main(["verify"]) == 2
    assert "built from other data than those in" in capsys.readouterr().err
    (project.root / STATISTICS).unlink()
    assert cli.main(["verify"]) == 2
    assert "there is no such file; run `thesis build`" in capsys.readouterr().err
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
