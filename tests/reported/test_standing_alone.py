"""Nothing in `reported` is of this thesis."""

import re
from pathlib import Path

import reported

FOLDER = Path(reported.__file__).parent
KINDS = {".py", ".js", ".css", ".json", ".md"}
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in KINDS)
#: Names of its study, pages, files, packages and commands.
OURS = re.compile(
    r"\b(?:the|this|of a|built) thesis\b|\bthesis (?:build|check|verify|diff)\b"
    r"|(?<!hypo)thesis[_./]|vnd\.thesis|\banalysis\.\w|(?-i:\bHELP\b)|`make \w"
    r"|heroin|coercion|methadone"
    r"|(?:chapters|front|back)/|references\.bib|simulated-data|\b_ext\b",
    re.IGNORECASE,
)


def test_no_file_names_anything_of_this_thesis():
    """Neither in code nor in what is said of it."""
    found = [
        f"{path.relative_to(FOLDER)}:{number}: {line.strip()}"
        for path in FILES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if OURS.search(line)
    ]
    assert len(FILES) > 90
    assert found == []
