"""The command: its exit codes, and what it prints."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from example_build import HTML, LOOKED_AT, SmallBuild
from example_changes import NEW, saved

from results import DataError
from thesis import cli
from thesis.checking import CHECKS
from thesis.cli import refuse_other_project

ROOT = Path(__file__).parents[2]


def test_the_command_has_exit_codes_and_json(small, monkeypatch, capsys):
    """0 when all is well, 1 on any fault, 2 when nothing is built."""
    monkeypatch.setattr(cli, "ROOT", small.root)
    assert cli.main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [tuple(line.split()[:2]) for line in lines] == [("ok", w) for w in CHECKS]
    small.edit("book/chapters/06-entry.md", "Its change", "Mood: p = .03.\nIts change")
    assert cli.main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["ok"], len(told["checks"])) == (1, False, len(CHECKS))
    (failed,) = (c for c in told["checks"] if not c["ok"])
    assert failed == {
        "name": "no statistic is typed in prose",
        "looked_at": LOOKED_AT.replace("9 clauses, 0 numbers", "11 clauses, 1 number"),
        "ok": False,
        "not_run": "",
        "findings": [
            {
                "place": "book/chapters/06-entry.md:6",
                "rule": "a statistic is typed",
                "value": "p = .03",
                "hint": "show it with {stat}, cite its source in this clause, or see "
                "thesis/typed_numbers.yaml",
            }
        ],
        "notes": [],
        "word": "typed-numbers",
    }
    asked = ["check", "--chapter", "abstract", "--only", "ids", "typed-numbers"]
    assert cli.main(asked) == 0
    numbers, ids = capsys.readouterr().out.splitlines()
    assert "typed-numbers" in numbers
    assert numbers.endswith("; 1 fault elsewhere")
    assert "ids are unique" in ids
    assert cli.main(["check", "--only", "tables", "id"]) == 1
    assert "no check is called id; there are: whole, " in capsys.readouterr().err
    (small.root / HTML / "statistics.json").unlink()
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.endswith("build the book again\n")


def test_the_command_prints_writes_and_has_exit_codes(tmp_path, monkeypatch, capsys):
    """0 whatever differs, 2 when a build cannot be read."""
    build = SmallBuild(tmp_path)
    monkeypatch.setattr(cli, "ROOT", build.root)
    then = saved(tmp_path / "then", NEW)
    page = tmp_path / "changes.html"
    assert cli.main(["diff", str(then), "--html", str(page)]) == 0
    told = capsys.readouterr()
    assert "entry-mood (groups.inpatient.mean): 35.29 → 28.29" in told.out
    assert told.err == f"Page: {page}\n"
    assert "<td>35.29</td><td>28.29</td>" in page.read_text("utf-8")
    assert cli.main(["diff", str(then), str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"]["name"] == str(tmp_path)
    assert cli.main(["diff", "no-such-thing"]) == 2
    assert "no-such-thing: neither a file or folder" in capsys.readouterr().err


def another_project(folder: Path) -> Path:
    """Write what tells a project's folder."""
    for name in ("thesis/cli.py", "book/_config.yml"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("", "utf-8")
    return folder


@pytest.mark.parametrize("below", [".", "book", "data/private/mine"])
def test_a_command_started_inside_another_project_refuses(tmp_path, below):
    """It would read code and data of its own folder, and not of the one it is in."""
    here = another_project(tmp_path / "copy") / below
    here.mkdir(parents=True, exist_ok=True)
    with pytest.raises(DataError) as error:
        refuse_other_project(here)
    assert str(error.value).startswith(f"{tmp_path}/copy: this is another project")
    assert f"code and data of {ROOT}; run `make data` here once" in str(error.value)


def test_a_command_started_elsewhere_is_that_of_its_own_folder(tmp_path):
    """In its own project, below it, or in a folder of no project at all."""
    for here in (ROOT, ROOT / "book" / "chapters", tmp_path):
        refuse_other_project(here)


EVERY_COMMAND = """
import sys
from thesis.cli import main

codes = [main(words.split()) for words in ("data validate", "build", "check", "words")]
print(codes)
sys.exit(main())
"""


def test_the_command_itself_says_so(tmp_path):
    """One sentence and exit code 1, whatever was asked for."""
    here = another_project(tmp_path / "copy")
    done = subprocess.run(
        [sys.executable, "-c", EVERY_COMMAND, "words"],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "[1, 1, 1, 1]\n"
    assert done.returncode == 1
    assert done.stderr.count("this is another project") == 5
    assert "Traceback" not in done.stderr
