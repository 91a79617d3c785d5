"""Check a book that was built: ``python -m reported check FOLDER``."""

import argparse
import sys
from pathlib import Path

from reported.checks.running import check
from reported.findings import NothingBuiltError, listing
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
    chosen = parser.parse_args(arguments)
    try:
        found = check(chosen.folder)
    except (DataError, NothingBuiltError) as error:
        print(error, file=sys.stderr)
        return 2
    print(listing(found, all_notes=chosen.notes))
    return int(any(one.findings for one in found))


if __name__ == "__main__":
    sys.exit(main())
