"""The command `thesis`: build, check, verify, compare the book; check its data."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from results import DataError
from thesis.building import build
from thesis.confidential import refuse_committable_data
from thesis.endings import ended, never_fail_to_print

ROOT = Path(__file__).parent.parent
PROJECT = ("thesis/cli.py", "book/_config.yml")  # files that tell a project's folder
MISSING_R = 3  # exit code: nothing was recomputed, for want of R or a package of it
UNNAMED = 4  # exit code: no fault, but results whose data nobody named


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; faults are printed, not raised."""
    never_fail_to_print()
    chosen = _parser().parse_args(arguments)
    return ended(lambda: _run(chosen))


def _run(chosen: argparse.Namespace) -> int | None:
    refuse_other_project(Path.cwd())
    code: int | None = chosen.run(chosen)
    return code


def refuse_other_project(folder: Path) -> None:
    """Refuse to work on this project from within another one, such as a copy of it.

    Parameters
    ----------
    folder : Path
        Where the command was started; a folder that lies in no project is fine.

    Raises
    ------
    DataError
        If it lies in another project, whose code and data would not be used.
    """
    own = Path(__file__).resolve().parents[1]
    here = folder.resolve()
    around = (here, *here.parents)
    found = next(
        (at for at in around if all((at / name).is_file() for name in PROJECT)), own
    )
    if found != own:
        raise DataError(
            f"{found}: this is another project than that of the command, which would "
            f"read code and data of {own}; run `make data` here once, which sets this "
            f"folder up, then {found}/.venv/bin/thesis"
        )


def _build(chosen: argparse.Namespace) -> int:
    html = chosen.html or not chosen.pdf
    pdf = chosen.pdf or chosen.examiner or not chosen.html
    return build(ROOT, html=html, pdf=pdf, examiner=chosen.examiner)


def _check(chosen: argparse.Namespace) -> int:
    from reported.checks.running import chosen as asked_for
    from reported.findings import as_json, tell
    from thesis.checking import CHECKS, check

    words = tuple(asked_for(CHECKS, chosen.only))
    refuse_committable_data(ROOT)
    checks = check(ROOT, only=words, page=chosen.chapter)
    found = tell(words, checks, all_notes=chosen.notes, quiet=chosen.json)
    if chosen.json:
        print(_json(as_json(found)))
    return int(any(one.findings for one in found))


def _verify(chosen: argparse.Namespace) -> int:
    from analysis.data.loading import load_study
    from reported.recomputing.running import MissingRError, RecomputingError
    from reported.recomputing.verifying import as_text, unnamed, verify
    from thesis.project import ThesisProject

    try:
        report, recomputed = verify(ROOT, ThesisProject(load_study()), again=chosen.all)
    except (MissingRError, RecomputingError) as error:
        print(f"\n{error}", file=sys.stderr)
        return MISSING_R if isinstance(error, MissingRError) else 1
    print(_json(report) if chosen.json else as_text(report, recomputed=recomputed))
    return (UNNAMED if unnamed(report) else 0) if report["ok"] else 1


def _diff(chosen: argparse.Namespace) -> None:
    from reported.differences.comparing import as_json, as_text, compare
    from reported.differences.corrections import as_page
    from thesis.revisions import read_edition

    old, new = (read_edition(ROOT, name) for name in (chosen.old, chosen.new))
    found = compare(old, new)
    if chosen.html:
        chosen.html.write_text(as_page(found), "utf-8")
        print(f"Page: {chosen.html}", file=sys.stderr)
    print(_json(as_json(found)) if chosen.json else as_text(found))


def _words(_: argparse.Namespace) -> None:
    from reported.checks.word_counts import as_text, lengths

    print(as_text(lengths(ROOT / "book")))


def _json(found: object) -> str:
    utf8 = str(sys.stdout.encoding).lower().replace("-", "") == "utf8"
    return json.dumps(found, indent=2, ensure_ascii=not utf8)


def _validate(_: argparse.Namespace) -> None:
    from thesis.validating import validated

    print(*validated(ROOT), sep="\n")


def _simulate(_: argparse.Namespace) -> None:
    from simulation.study import OUTPUT, write_simulated

    written = write_simulated()
    print(f"{OUTPUT}: {len(written)} files written")


def _redact(chosen: argparse.Namespace) -> None:
    from thesis.redacting import redact_folder

    print(redact_folder(ROOT, chosen.folder, chosen.output, chosen.names))


def _import(chosen: argparse.Namespace) -> None:
    from thesis.coding import import_into

    _report(chosen.output, import_into(ROOT, chosen.settings, chosen.output))


def _export(chosen: argparse.Namespace) -> None:
    from thesis.coding import export_coding

    _report(chosen.output, export_coding(ROOT, chosen.output))


def _report(folder: Path, lines: list[str]) -> None:
    print(f"{folder}:", *lines, sep="\n  ")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    words: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words)
    parser.set_defaults(run=run)
    return parser


def _flag(parser: argparse.ArgumentParser, name: str, words: str) -> None:
    parser.add_argument(name, action="store_true", help=words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="thesis", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    words = "build the thesis (HTML and PDF)"
    builds = _command(commands, "build", _build, words)
    _flag(builds, "--html", "only the HTML")
    _flag(builds, "--pdf", "only the PDF")
    words = "also a copy of the PDF to write on: double spaced, lines numbered"
    _flag(builds, "--examiner", words)
    words = "check the built thesis: numbers, text, links, citations and names"
    checks = _command(commands, "check", _check, words)
    _flag(checks, "--json", "print JSON")
    _flag(checks, "--notes", "list all notes, not the first few")
    words = "only these checks, by the words that the list shows"
    checks.add_argument("--only", nargs="+", default=[], metavar="CHECK", help=words)
    words = "only faults of one page, by the beginning of its name: 07"
    checks.add_argument("--chapter", default="", metavar="PAGE", help=words)
    words = "recompute every result of the built thesis in R"
    verifies = _command(commands, "verify", _verify, words)
    _flag(verifies, "--all", "also where nothing has changed")
    _flag(verifies, "--json", "print JSON")
    words = "compare the reported results of two builds or git revisions"
    diff = _command(commands, "diff", _diff, words)
    diff.add_argument("old", help="file, folder or git revision to compare with")
    diff.add_argument("new", nargs="?", help="the same; this build if not given")
    _flag(diff, "--json", "print JSON")
    diff.add_argument("--html", type=Path, metavar="FILE", help="also write a page")
    _command(commands, "words", _words, "count the words of every chapter")
    _add_data(commands)
    return parser


def _add_data(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command for data, and its tasks."""
    data = commands.add_parser("data", help="check, redact, import or export data")
    tasks = data.add_subparsers(required=True, metavar="task")
    words = "check the data folder in use against the codebook"
    _command(tasks, "validate", _validate, words)
    words = "write data/simulated anew from its design"
    _command(tasks, "simulate", _simulate, words)
    words = "copy a data folder, or transcripts, without names, numbers and dates"
    redact = _command(tasks, "redact", _redact, words)
    redact.add_argument(
        "folder", type=Path, help="a data folder, or transcripts as .txt"
    )
    words = "list of names, kept outside of the project; else THESIS_NAMES"
    redact.add_argument("--names", type=Path, metavar="FILE", help=words)
    words = "bring in interviews that were coded in a coding program"
    imports = _command(tasks, "import", _import, words)
    imports.add_argument("settings", type=Path, help="YAML file: which files, whose")
    for task in (redact, imports):
        task.add_argument(
            "--output", type=Path, metavar="FOLDER", required=True, help="a new folder"
        )
    words = "write the coded interviews in use for a coding program"
    exports = _command(tasks, "export", _export, words)
    words = "a new folder for .qdpx and .qdc"
    exports.add_argument("output", type=Path, metavar="FOLDER", help=words)


if __name__ == "__main__":
    sys.exit(main())
