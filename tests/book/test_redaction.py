"""The page on taking names out of interviews, followed word by word."""

import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest
from example_planted import SIMULATED, passages

from thesis import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "redaction.md").read_text("utf-8")
#: What the page shows: the kind or file of each piece, and its text.
PIECES = re.findall(r"^```(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = {name: text for name, text in PIECES if name != "sh"}
COMMANDS = [line for name, text in PIECES if name == "sh" for line in text.splitlines()]


def run(command, home):
    """Run a command as a shell would, in which ~ is a home folder; return its code."""
    words = [word.replace("~", str(home)) for word in shlex.split(command)]
    with pytest.MonkeyPatch.context() as patch:
        while "=" in words[0]:
            patch.setenv(*words.pop(0).split("="))
        assert words.pop(0) == "thesis"
        return cli.main(words)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home folder as the page describes it, after its first commands."""
    home = tmp_path_factory.mktemp("home")
    study = home / "study"
    (study / "interviews").mkdir(parents=True)
    (study / "names.txt").write_text(FILES["names.txt"], "utf-8")
    (study / "interviews/I01.txt").write_text(FILES["I01.txt"], "utf-8")
    shutil.copytree(SIMULATED, study / "data")
    for command in COMMANDS[:-1]:
        assert run(command, home) == 0, command
    return home


def test_the_interview_of_the_page_is_redacted_as_it_shows(home):
    """Word by word; the original stays."""
    study = home / "study"
    redacted = (study / "redacted/I01.txt").read_text("utf-8")
    assert redacted == FILES["redacted/I01.txt"]
    assert (study / "interviews/I01.txt").read_text("utf-8") == FILES["I01.txt"]


def test_what_is_to_be_read_is_what_the_page_shows(home):
    """Among it the place, and the listed name in small letters."""
    table = pd.read_csv(home / "study/redacted/to-read.csv")
    there = set(table["word"] + "," + table["kind"])
    assert set(FILES["to-read.csv"].splitlines()) <= there


def test_the_data_folder_is_redacted_with_its_coding(home):
    """And was validated; none of these names stands in it."""
    study = home / "study"
    assert passages(study / "data-redacted") == passages(study / "data")


def test_the_last_command_finds_a_name_of_the_list(
    home, sound, tmp_path, monkeypatch, capsys
):
    """In a book that holds one, and says which line."""
    small = sound.copied_to(tmp_path / "thesis")
    small.edit("book/front/abstract.md", "# Abstract", "# Abstract\n\nO'Leary Kev")
    monkeypatch.setattr(cli, "ROOT", small.root)
    assert run(COMMANDS[-1], home) == 1
    told = "abstract.md:3: a name of the list stands here (line 4, as written)"
    assert told in " ".join(capsys.readouterr().out.split())


def test_the_page_is_one_page():
    """Of at most 800 words."""
    assert len(PAGE.split()) <= 800
