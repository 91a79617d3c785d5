"""What checks found, as a list, as lines and as JSON; progress on a terminal."""

import os
import sys

from reported import findings
from reported.findings import Check, Finding, as_json, tell

FAULT = Finding(place="a.md:3", rule="is wrong", value="x" * 101, hint="mend it")
CHECKS = (
    Check(name="one", word="first", looked_at="1 page", findings=()),
    Check(name="another", word="other", looked_at="20 pages", findings=(FAULT,)),
    Check(name="last", word="z", looked_at="nothing", findings=(), not_run="no list"),
)
WORDS = ("first", "other", "z")


def test_every_fault_stands_under_its_check(capsys):
    """The list first; a long value is cut in its line only."""
    assert tell(WORDS, iter(CHECKS)) == CHECKS
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "ok          first  one: 1 page",
        "FAILED (1)  other  another: 20 pages",
        "NOT RUN     z      last: no list",
        "",
        "another:",
        f"  a.md:3: is wrong, got '{'x' * 99}…'; mend it",
    ]
    assert told.err == ""
    assert as_json(CHECKS)["checks"][1]["findings"][0]["value"] == "x" * 101


def test_what_is_told_in_another_way_is_not_printed(capsys):
    """As where JSON is asked for."""
    assert tell(WORDS, iter(CHECKS), quiet=True) == CHECKS
    assert capsys.readouterr().out == ""


def test_a_line_is_told_as_soon_as_its_check_has_ended(capsys):
    """So that somebody who waits sees that it goes on."""
    seen = []

    def running():
        for check in CHECKS:
            seen.append(capsys.readouterr().out)
            yield check

    tell(WORDS, running())
    assert [len(lines.splitlines()) for lines in seen] == [0, 1, 1]


def test_on_a_terminal_lines_are_as_wide_as_it_and_progress_is_told(
    capsys, monkeypatch
):
    """What goes on below stands below; words are not broken."""
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    size = os.terminal_size((54, 24))
    monkeypatch.setattr(findings, "get_terminal_size", lambda: size)
    long = Check(
        name="printed tests",
        word="tests",
        looked_at="270 in cards, 3 in PDF",
        findings=(),
    )
    fault = Finding(place="chapters/07-outcomes.md:3", rule="this p has no test beside")
    tell(
        ["tests", "b"], iter([long, Check(name="b", looked_at="1", findings=(fault,))])
    )
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "ok          tests  printed tests: 270 in cards, 3 in",
        "                   PDF",
        "FAILED (1)         b: 1",
        "",
        "b:",
        "  chapters/07-outcomes.md:3: this p has no test beside",
    ]
    assert told.err.split("\r\x1b[K") == [
        "",
        "Checking: 1 of 2, tests",
        "",
        "Checking: 2 of 2, b",
        "",
    ]
