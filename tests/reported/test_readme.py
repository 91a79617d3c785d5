"""What the README of `reported` shows a stranger works, and is complete."""

import re
from dataclasses import fields
from pathlib import Path

import reported
from reported import publishing
from reported.checks.running import checks_of_any_book
from reported.project import Book

README = (Path(reported.__file__).parent / "README.md").read_text("utf-8")


def test_its_first_result_is_published_and_claimed(monkeypatch):
    """The lines run as they stand, and the claim that they make holds."""
    left = {}
    monkeypatch.setattr(
        publishing,
        "_hand_over",
        lambda name, kind, content: left.update({name: content}),
    )
    section = README.split("## Publishing a result")[1].partition("\n## ")[0]
    lines = [line[4:] for line in section.splitlines() if line.startswith("    ")]
    assert lines[-1].startswith("claim(")
    exec("\n".join(lines), {})
    assert left["flowers-enough"]["holds"] is True


def test_it_names_every_list_that_a_check_goes_by():
    """Those of the table, and the pages and tables that checks leave out."""
    listed = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    left_out = {"unread", "lists", "quoted"}  # told in the docstring
    assert listed | left_out | {"folder"} == {field.name for field in fields(Book)}
    assert len(checks_of_any_book()) == 22
    (asked,) = re.findall(r"--only (.+) --page", README)
    assert set(asked.split()) < set(checks_of_any_book())
