"""The command: its exit codes, and what it prints."""

import json

from example_build import HTML, LOOKED_AT

from thesis import cli
from thesis.checking import CHECKS


def test_the_command_has_exit_codes_and_json(small, monkeypatch, capsys):
    """0 when all is well, 1 on any fault, 2 when nothing is built."""
    monkeypatch.setattr(cli, "ROOT", small.root)
    assert cli.main(["check"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert len(table) == len(CHECKS) + 1
    assert table[0].split() == ["Check", "Looked", "at", "Verdict"]
    assert all(line.endswith(" ok") for line in table[1:])
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
    }
    (small.root / HTML / "statistics.json").unlink()
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.endswith("run `thesis build`\n")
