"""R is run over all results; what it lacks and how it failed is said."""

import json
import os
import shutil
from pathlib import Path

import pytest
from example_questions import needs_r, study_and_records

from reported.recomputing import running
from reported.recomputing.running import (
    MissingRError,
    RecomputingError,
    read_answers,
    recompute,
    writable,
)
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def questions():
    """Return the study and records of every kind that the harness itself answers."""
    return study_and_records()


@pytest.mark.slow
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


@pytest.mark.slow
@needs_r
def test_missing_packages_and_a_broken_script_are_told_apart(tmp_path, questions):
    """The first says how to install; the second gives R's last words."""
    shutil.copytree(ROOT / "verify", tmp_path / "verify")
    listed = "r-base-core  # R\nr-cran-jsonlite\nr-cran-nosuchthing\n"
    (tmp_path / "apt-verify.txt").write_text(listed, "utf-8")
    with pytest.raises(MissingRError) as missing:
        recompute(tmp_path, {}, ThesisProject(questions[0]))
    assert str(missing.value) == (
        "R lacks the packages nosuchthing, so nothing was recomputed; install it:\n"
        "sudo apt-get install -y --no-install-recommends r-cran-nosuchthing"
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
    assert words.startswith("R is not installed, so nothing was recomputed; install it")
    assert "--no-install-recommends r-base-core r-cran-jsonlite r-cran-" in words


def test_answers_that_are_none_are_refused_with_all_that_is_wrong(tmp_path):
    """Cut off, or with something else in the place of an answer."""
    path = tmp_path / "out.json"
    path.write_text('{"r": "4.2', "utf-8")
    with pytest.raises(RecomputingError, match=r"^R's answers cannot be used: Unterm"):
        read_answers(path)
    look = {"number": "mean", "kind": "guess", "found": "1", "error": "1"}
    found = {
        "r": "4.2.2",
        "packages": {"survival": 3},
        "faults": [],
        "results": {"a": {"values": {"n": "3"}, "looks": [look]}, "b": 3},
        "derived": {"cohort": {"columns": {"age": ["31", 4]}}},
    }
    path.write_text(json.dumps(found), "utf-8")
    with pytest.raises(RecomputingError) as caught:
        read_answers(path)
    hint = "; recompute again"
    assert str(caught.value).splitlines() == [
        "R's answers cannot be used: out.json, packages.survival: must be text, got "
        f"'3'{hint}",
        "out.json, results.a.looks[0].kind: input should be 'draws', 'exact value' or "
        f"'simulated', got 'guess'{hint}",
        f"out.json, results.a.looks[0].expected: is missing{hint}",
        "out.json, results.b: must be a mapping of keys to values, got '3'" + hint,
        f"out.json, derived.cohort.columns.age[1]: must be text, got '4'{hint}",
    ]


LIST = """# What R needs.
r-base-core | r-base  # the language
r-cran-mice           # imputation
r-cran-nowhere
"""
#: Answers as Debian's program does: nothing for what is not installed.
DPKG = "#!/bin/sh\nprintf 'r-base-core 4.2.2-1\\nr-cran-mice 3.15.0-1\\n'\n"


@pytest.mark.parametrize(
    ("debian", "versions"),
    [(True, ["4.2.2-1", "3.15.0-1", "1.0"]), (False, ["R 4.2.2", "3.15.0", "1.0"])],
)
def test_the_report_names_what_recomputed(tmp_path, monkeypatch, debian, versions):
    """By Debian's versions where it is Debian, else by those that R gives."""
    (tmp_path / "list.txt").write_text(LIST, "utf-8")
    if debian:
        (tmp_path / "dpkg-query").write_text(DPKG, "utf-8")
        (tmp_path / "dpkg-query").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    listed = running._listed(tmp_path / "list.txt")
    found = {"r": "R 4.2.2", "packages": {"mice": "3.15.0", "nowhere": "1.0"}}
    names, uses = [*listed], ["the language", "imputation", ""]
    assert names == ["r-base-core", "r-cran-mice", "r-cran-nowhere"]
    assert list(running._software(found, listed)) == [
        list(row) for row in zip(names, versions, uses, strict=True)
    ]


def test_a_report_that_cannot_be_written_is_refused_before_r_runs(
    tmp_path, monkeypatch
):
    """R takes minutes."""
    path = tmp_path / "build" / "report.json"
    assert writable(path) == path
    assert path.parent.is_dir()
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(PermissionError) as refused:
        writable(path)
    assert refused.value.filename == path.parent
