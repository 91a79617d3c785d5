"""The command `thesis`: build the book, check and simulate its data."""

import argparse
import sys
from pathlib import Path

from analysis.errors import DataError
from thesis.building import BuildError, build

ROOT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; faults are printed, not raised."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except (BuildError, DataError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1


def _build(chosen: argparse.Namespace) -> int:
    html = chosen.html or not chosen.pdf
    pdf = chosen.pdf or not chosen.html
    return build(ROOT, html=html, pdf=pdf)


def _validate(_: argparse.Namespace) -> int:
    from analysis.loading import load_study

    study = load_study()
    rows = sum(len(table) for table in study.tables.values())
    print(
        f"{study.folder}: {len(study.tables)} tables, {rows} rows, no faults "
        f"({study.statement})"
    )
    return 0


def _simulate(_: argparse.Namespace) -> int:
    from analysis.simulation import OUTPUT, write_simulated

    written = write_simulated()
    print(f"{OUTPUT}: {len(written)} files written")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="thesis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    builds = commands.add_parser("build", help="build the thesis (HTML and PDF)")
    builds.add_argument("--html", action="store_true", help="only the HTML")
    builds.add_argument("--pdf", action="store_true", help="only the PDF")
    builds.set_defaults(run=_build)
    data = commands.add_parser("data", help="check or simulate data")
    tasks = data.add_subparsers(required=True, metavar="task")
    validate = tasks.add_parser(
        "validate", help="check the data folder in use against the codebook"
    )
    validate.set_defaults(run=_validate)
    simulate = tasks.add_parser(
        "simulate", help="write data/simulated anew from its design"
    )
    simulate.set_defaults(run=_simulate)
    return parser


if __name__ == "__main__":
    sys.exit(main())
