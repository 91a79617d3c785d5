"""Recompute every published result in R, and keep a report of what came of it."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reported.findings import AGAIN, NothingBuiltError, aligned, counted
from reported.project import Project, Tables
from reported.recomputing._answers import headline
from reported.recomputing._shapes import KeptReport
from reported.recomputing.agreement import Agreement, agreement
from reported.recomputing.closeness import BY_CHANCE, ORDINARY, TOLERANCES, tolerances
from reported.recomputing.derived import derived_rows
from reported.recomputing.running import PACKAGES, recompute, writable
from reported.statistics_file import read_statistics
from results import NO_DATA, NotComputed
from results.strict_json import load_json
from results.strict_yaml import of_shape

#: Verdict on a library's result whose data nobody named: neither agreement nor not.
UNNAMED = "no data named"
REPORT = Path("build/verification.json")
#: The record of what could not be computed: R is not asked for it.
NOT_ASKED = NotComputed.__name__
#: Version of the report's form.
VERSION = 2

Report = dict[str, Any]


def verify(root: Path, project: Project, *, again: bool = False) -> tuple[Report, bool]:
    """Recompute the results of a built book in R, and write the report.

    Parameters
    ----------
    root : Path
        The project's folder.
    project : Project
        The data in use.
    again : bool
        Recompute even if nothing has changed since a report without a fault.

    Returns
    -------
    dict
        The report, as it stands in ``build/verification.json``.
    bool
        Whether anything was recomputed; False if the last report still holds.

    Raises
    ------
    NothingBuiltError
        If there are no statistics, or they were built from other data.
    PermissionError
        If the report could not be written.
    MissingRError, RecomputingError
        As `reported.recomputing.running.recompute`.
    """
    shown = project.book.statistics.as_posix()
    statistics = read_statistics(root / project.book.statistics, shown)
    if statistics["thesis"].get("data", {}).get("fingerprint") != project.fingerprint:
        raise NothingBuiltError(
            f"{shown}: built from other data than those in {project.folder}; {AGAIN}"
        )
    records = {entry["id"]: entry["record"] for entry in statistics["results"]}
    tables = project.derived_tables()
    inputs = _inputs(root, {"results": records, "derived": tables}, project)
    last = read_report(root)
    if not again and last and last["ok"] and last["inputs"] == inputs:
        return last, False
    asked = {
        name: record
        for name, record in records.items()
        if record["data"]["source"] != NO_DATA and record["record"] != NOT_ASKED
    }
    path = writable(root / REPORT)
    answers = recompute(root, asked, project)
    report = report_of(inputs, records, answers, tables)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    new.replace(path)
    return report, True


def read_report(root: Path) -> Report | None:
    """Return the last report; None if there is none of this form."""
    try:
        found: Report = load_json(root / REPORT)
        of_shape(found, KeptReport, file=REPORT.name, hint="")
    except (OSError, ValueError):
        return None
    return found


def record_hash(record: Any) -> str:
    """Return the sha256 of a record as canonical JSON."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _inputs(root: Path, asked: dict[str, Any], project: Project) -> str:
    """Return one hash over everything that the report depends on."""
    total = hashlib.sha256(f"{project.fingerprint} {record_hash(asked)}".encode())
    for path in [root / PACKAGES, *project.watched(root)]:
        if path.is_file():
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def report_of(
    inputs: str, records: dict[str, Any], answers: dict[str, Any], tables: Tables
) -> Report:
    """Hold every result and derived column against R's answers.

    Parameters
    ----------
    inputs : str
        The hash over everything that the report depends on.
    records : dict
        The record of every result, by its id, as JSON.
    answers : dict
        As `reported.recomputing.running.recompute` returns them.
    tables : mapping
        The derived tables, as the project has them.

    Returns
    -------
    dict
        The report, as it stands in ``build/verification.json``.
    """
    results = [
        _result(name, record, answers["results"].get(name) or {})
        for name, record in records.items()
    ]
    derived = [
        row
        for name, columns in tables.items()
        for row in derived_rows(name, columns, answers["derived"].get(name) or {})
    ]
    faults = list(answers["faults"])
    ok = not faults and all(
        row["verdict"] in ("agrees", "skipped", UNNAMED) for row in [*results, *derived]
    )
    return {
        "version": VERSION,
        "inputs": inputs,
        "ok": ok,
        "r": {"version": answers["r"]}
        | {n: answers[n] for n in ("packages", "software")},
        "tolerances": tolerances(results),
        "faults": faults,
        "results": results,
        "derived": derived,
    }


def _result(name: str, record: dict[str, Any], answer: dict[str, Any]) -> Report:
    """Return the row of one result."""
    if record["record"] == NOT_ASKED:
        answer = {"values": {"skip": "not computed with these data"}}
    if "values" in answer:
        looks = answer.get("looks") or ()
        found, verdict = agreement(record, answer["values"], looks), ""
    elif record["data"]["source"] == NO_DATA:
        found, verdict = Agreement(), UNNAMED
    else:
        found, verdict = Agreement(), "not recomputed"
        found.wrong.append(answer.get("error") or "R gave no answer")
    number, ours, theirs = headline(record, answer.get("values"))
    return {
        "id": name,
        "hash": record_hash(record),
        "function": record["data"]["function"],
        "number": number,
        "ours": ours,
        "theirs": theirs,
        "difference": found.largest,
        "errors": found.most_errors,
        "compared": found.compared,
        "words": found.words,
        "simulated": found.simulated,
        "otherwise": [asdict(one) for one in found.otherwise],
        "verdict": verdict or found.verdict,
        "reasons": found.wrong,
        "skipped": found.skipped,
    }


def as_text(report: Report, *, recomputed: bool) -> str:
    """Write the report: a line per result and per derived column, then the totals."""
    if not recomputed:
        total = counted(len(report["results"]) - len(unnamed(report)), "result")
        lines = [
            f"Nothing has changed since {total} agreed with R; "
            "with --all they are recomputed all the same.",
            *_unnamed_lines(report),
        ]
        return "\n".join(lines)
    head = ("Result", "Number", "Ours", "R", "Difference", "Verdict")
    rows = [head, *(_line(row) for row in report["results"])]
    lines = [*aligned(rows), ""]
    for row in report["derived"]:
        agrees = row["verdict"] == "agrees"
        ends = "values agree" if agrees else f"values: {row['verdict']}"
        lines.append(f"{row['column']}: {row['values']:,} {ends}")
        lines += [f"  {reason}" for reason in row["reasons"]]
    for row in report["results"]:
        if row["reasons"]:
            lines += ["", f"{row['id']} ({row['function']}): {row['verdict']}"]
            lines += [f"  {reason}" for reason in row["reasons"]]
    lines += [f"\n{fault}" for fault in report["faults"]]
    return "\n".join([*lines, "", *totals(report)])


def unnamed(report: Report) -> list[str]:
    """Return the ids of results that were not recomputed, as nobody named their data.

    A report with any of them is without a fault, and does not say that all agree.
    """
    return [row["id"] for row in report["results"] if row["verdict"] == UNNAMED]


def _unnamed_lines(report: Report) -> list[str]:
    ids = unnamed(report)
    if not ids:
        return []
    return [f"{NO_DATA}: {len(ids)}; publish them with of=", *(f"  {i}" for i in ids)]


def _line(row: Report) -> tuple[str, ...]:
    verdict = f"{row['verdict']} ({counted(row['compared'], 'number')})"
    by_chance = [part for part in row["otherwise"] if part["kind"] in BY_CHANCE]
    if by_chance:
        verdict += (
            f", {len(by_chance)} by chance within {row['errors']:.1f} standard errors"
        )
    apart = f"{row['difference']:.1e}" if row["compared"] > row["simulated"] else "-"
    ours, theirs = _six(row["ours"]), _six(row["theirs"])
    return row["id"], row["number"], ours, theirs, apart, verdict


def _six(number: float | None) -> str:
    return "-" if number is None else f"{number:.6g}"


def totals(report: Report) -> list[str]:
    """Say how many results agreed, disagreed, were left out, and why."""
    results, derived = report["results"], report["derived"]
    agree = [row for row in results if row["verdict"] == "agrees"]
    off = [row for row in results if row["verdict"] == "disagrees"]
    gaps = [row for row in results if row["verdict"] == "not recomputed"]
    numbers = sum(row["compared"] for row in results)
    words = sum(row["words"] for row in results)
    bad = [row for row in derived if row["verdict"] != "agrees"]
    limit = TOLERANCES[ORDINARY][0]
    lines = [
        f"{counted(len(results), 'result')}: {len(agree)} agree with R, {len(off)} "
        f"in disagreement, {len(gaps)} not recomputed",
        *_unnamed_lines(report),
        f"{counted(numbers, 'number')} compared, to {limit:g} if not said otherwise, "
        f"and {counted(words, 'word or phrase', 'words and phrases')}",
        f"{counted(len(derived), 'derived column')}: {len(derived) - len(bad)} agree, "
        f"{len(bad)} do not",
    ]
    for part in report["tolerances"]:
        unit = " standard errors" if part["by_chance"] else ""
        lines += [
            f"{counted(part['numbers'], 'number')} of the kind {part['kind']}: to "
            f"{part['tolerance']:g}{unit}, at most {part['farthest']:.2g} apart",
            f"  {part['why']}",
        ]
    reasons = [reason for row in results for reason in row["skipped"]]
    lines.append(f"{len(reasons)} skipped")
    lines += [
        f"  {row['id']}: {reason}" for row in results for reason in row["skipped"]
    ]
    return lines
