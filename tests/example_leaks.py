"""An invented list of names, and a small thesis that is searched for them."""

from thesis.name_checks import names
from thesis.places import built_thesis

LIST = """\
Siân Gwernog
Will
Heledd
O'Dreen
allow: help@example.org
allow: Will (2016)
"""


def with_list(sound, folder, monkeypatch):
    """Return a small thesis in a folder, with a list of names beside it in use."""
    path = folder / "people.txt"
    path.write_text(LIST, "utf-8")
    monkeypatch.setenv("THESIS_NAMES", str(path))
    return sound.copied_to(folder / "thesis")


def list_path(small):
    """Return where the list of the fixture is."""
    return small.root.parent / "people.txt"


def lines(root):
    """Return what the check finds, without what to do about it."""
    findings = names(built_thesis(root)).findings
    return [str(finding).partition("; take it out")[0] for finding in findings]
