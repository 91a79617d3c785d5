"""Check a book that was built: ``python -m reported check FOLDER``."""

import argparse
import sys
from pathlib import Path

from reported.checks.running import check, checks_of_any_book, chosen
from reported.findings import NothingBuiltError, tell
from results import DataError


def main(arguments: list[str] | None = None) -> int:
    """Print what the checks find; return 1 if anything is amiss, 2 without a book."""
    parser = argparse.ArgumentParser(prog="python -m reported", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    checks = commands.add_parser("check", help="check every reported number")
    checks.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path(),
        help="the folder of the book, that of _config.yml; else the one you are in",
    )
    checks.add_argument("--notes", action="store_true", help="list all notes")
    words = "only these checks, by the words that the list shows"
    checks.add_argument("--only", nargs="+", default=[], metavar="CHECK", help=words)
    words = "only faults of this page, by the beginning of its name"
    checks.add_argument("--page", default="", help=words)
    asked = parser.parse_args(arguments)
    try:
        words_of = chosen(checks_of_any_book(), asked.only)
        ran = check(asked.folder, only=asked.only, page=asked.page)
        found = tell(tuple(words_of), ran, all_notes=asked.notes)
    except (DataError, NothingBuiltError) as error:
        print(error, file=sys.stderr)
        return 2
    return int(any(one.findings for one in found))


if __name__ == "__main__":
    sys.exit(main())
