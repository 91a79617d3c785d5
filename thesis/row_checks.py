"""Check that every result accounts for its rows: used, missing, and in which group.

What is held to what follows from the fields that a record has, not from its kind: one
with `n`, `n_missing` and `data` is looked at whatever it is called. Where it names the
groups, each with an `n`, these stand first among its variables; where `n_events` counts
times until an event, last.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis.data.help_data import load_help
from analysis.data.loading import Study, load_study
from analysis.estimates.rows import code_text, selected
from analysis.estimates.sample import Sample
from analysis.scales.participants import cohort
from analysis.themes.coded_tables import interviewed
from reported.built import Built
from reported.findings import Check, Finding, counted
from results import NO_DATA, DataError
from thesis.exporting import COMPARED

Record = dict[str, Any]

#: Kinds that rest on no rows of a table, and why.
NOT_HELD = {
    "DesignAnalysis": "simulated or computed from a design: there are no rows",
    "Family": "its rows are those of its members, which are looked at one by one",
    "NotComputed": "there is no number that could rest on rows",
}

#: Functions whose rows are not the complete ones of their variables, and why.
OTHERWISE = {
    "mixed_model": "a person with one of two values is used",
    "help_totals": "a total is shipped where items are missing",
}

#: What is wrong with a record: where in it, what, and the numbers.
Miscount = tuple[str, str, str]


def rows_accounted(built: Built) -> Check:
    """Check every result against itself and against the rows that its filter keeps."""
    tables = _Tables(built.statistics["thesis"]["data"].get("fingerprint", ""))
    findings = []
    looked_at = in_data = 0
    for entry in built.results:
        record = entry["record"]
        if record["record"] in NOT_HELD or record["data"]["source"] == NO_DATA:
            continue
        try:
            kept = tables.kept(record)
        except DataError as error:
            findings.append(
                Finding(
                    place=built.place_of(entry),
                    rule=f"{entry['id']}: the rows of its filter cannot be found",
                    value=str(error),
                    hint="run `thesis build`",
                )
            )
            continue
        looked_at += 1
        in_data += kept is not None
        findings += [
            Finding(
                place=built.place_of(entry),
                rule=f"{entry['id']}{path}: {rule}",
                value=numbers,
                hint="a row was lost or counted twice; look at the function",
            )
            for path, rule, numbers in miscounts(record, kept)
        ]
    left = len(built.results) - looked_at
    return Check(
        name="every result accounts for its rows",
        looked_at=f"{counted(looked_at, 'result')}, {in_data} of them in the data; "
        f"{left} without rows of their own",
        findings=tuple(findings),
    )


class _Tables:
    """The tables in use, if they are those of which the book was built."""

    def __init__(self, fingerprint: str) -> None:
        study = _study()
        known = study is not None and study.fingerprint == fingerprint
        self._study = study if known else None
        self._made: dict[str, pd.DataFrame] = {}
        self._selected: dict[tuple[str, str], pd.DataFrame] = {}

    def kept(self, record: Record) -> pd.DataFrame | None:
        """Return the rows that a record's filter keeps; None if they are not known."""
        if self._study is None:
            return None
        source, words = record["data"]["source"], record["data"]["filter"]
        if _of_interviews(record):
            source = f"{source.partition('/')[0]}/held"
        if source not in self._made:
            self._made[source] = table_of(source, self._study)
        if (source, words) not in self._selected:
            rows = selected(self._made[source], words, where=source)
            self._selected[source, words] = rows
        return self._selected[source, words]


@cache
def _study() -> Study | None:
    try:
        return load_study()
    except DataError:  # which `thesis data validate` tells in full
        return None


def table_of(source: str, study: Study) -> pd.DataFrame:
    """Return the table that a record's `source` names, with its derived columns.

    Raises
    ------
    DataError
        If there is no such table in the data in use.
    """
    kind, _, name = source.partition("/")
    made = _MADE.get(source if kind == "HELP" else name)
    if made is not None and kind in (study.kind, "HELP"):
        return made(study).frame
    if kind != study.kind or name not in study.codebook.tables:
        raise DataError(f"{source}: there is no such table in the data in use")
    return study.table(name)


def _responses(study: Study) -> Sample:
    answers = Sample(study.table("responses"), source=f"{study.kind}/responses")
    return answers.joined(cohort(study), on="participant")


def _held(study: Study) -> Sample:
    return interviewed(study).joined(cohort(study), on="participant")


_MADE: Mapping[str, Callable[[Study], Sample]] = {
    **COMPARED,
    "responses": _responses,
    "held": _held,
    "HELP/waves": lambda _study: Sample(load_help(), source="HELP/waves"),
}


def miscounts(record: Record, kept: pd.DataFrame | None) -> Iterator[Miscount]:
    """Yield where a record does not account for its rows.

    Parameters
    ----------
    record : dict
        A record as JSON.
    kept : DataFrame or None
        The rows that its filter keeps, found in the data and not in the record; of a
        table of themes, the interviews. None if the data are not at hand.

    Yields
    ------
    (str, str, str)
        The place in the record, what is wrong, and the numbers.
    """
    yield from _in_itself(record)
    yield from _in_groups(record)
    if kept is not None:
        yield from _in_data(record, kept)
        yield from _groups_in_data(record, kept)


def _unequal(path: str, rule: str, one: object, other: object) -> Iterator[Miscount]:
    if one != other:
        yield path, rule, f"{one} and {other}"


def _of_interviews(record: Record) -> bool:
    """Tell whether its filter names interviews.

    Excerpts can be many to one, so that their number follows from none of interviews.
    """
    return "n_interviews" in record


def _own_pairs(record: Record) -> list[Record]:
    """Return the pairs of variables that have an n of their own."""
    return [pair for pair in record.get("pairs") or [] if "n" in pair]


def _used(record: Record) -> tuple[int | None, int | None]:
    """Return how many a record says it used, and how many were missing, if it does."""
    if _of_interviews(record):
        return record["n_interviews"], 0
    if _own_pairs(record):  # n is of one of them, the rows are of all variables
        return record["data"]["rows"], record["n_missing"]
    if "summary" in record:
        return record["summary"]["n"], record["summary"]["n_missing"]
    if "n" not in record and "count" in record:
        return record["count"], 0
    return record.get("n"), record.get("n_missing")


def _in_itself(record: Record) -> Iterator[Miscount]:
    # n and the rows used are two names of one number.
    people = record.get("n_people")
    used = _used(record)[0] if people is None else people
    if used is not None and not _of_interviews(record):
        rows = record["data"]["rows"]
        yield from _unequal(".n", "the rows used are not n", rows, used)
    for time in ("before", "after"):
        if isinstance(record.get(time), dict):
            rule = "the pairs have another n than their times"
            yield from _unequal(f".{time}.n", rule, record[time]["n"], record["n"])


def _in_groups(record: Record) -> Iterator[Miscount]:
    groups = record.get("groups") or []
    if not groups or "n" not in groups[0]:
        return
    total = sum(group["n"] for group in groups)
    whole = record.get("n", record.get("n_interviews"))
    yield from _unequal(".groups", "n of the groups do not add up to n", total, whole)
    if "n_missing" in groups[0]:
        missing = sum(group["n_missing"] for group in groups)
        if missing > record["n_missing"]:
            rule = "more are missing in the groups than in all"
            yield ".groups", rule, f"{missing} and {record['n_missing']}"
    if "n_observed" in groups[0]:
        seen = sum(group["n_observed"] for group in groups)
        rule = "those observed in the groups do not add up"
        yield from _unequal(".groups", rule, seen, record["n_observed"])


def _in_data(record: Record, kept: pd.DataFrame) -> Iterator[Miscount]:
    n, missing = _used(record)
    rule = "n and n_missing do not add up to the rows that the filter keeps"
    if _of_interviews(record):
        rule = "the interviews are not those that the filter keeps"
    waves = 2 if record.get("n_people") is not None else 1  # rows of two interviews
    if n is not None and missing is not None:
        yield from _unequal(".n", rule, n + missing, waves * len(kept))
    elif n is not None and n > len(kept):
        yield ".n", "more rows than the filter keeps", f"{n} and {len(kept)}"
    yield from _complete_rows(record, kept)


def _complete_rows(record: Record, kept: pd.DataFrame) -> Iterator[Miscount]:
    # Those used are complete in the variables that they are used for.
    names = record["data"]["variables"]
    rule = "n is not how many rows are complete in its variables"
    pairs = _own_pairs(record)
    exact = "n" in record and "n_missing" in record and not pairs
    if exact and record["data"]["function"] not in OTHERWISE:
        yield from _unequal(".n", rule, record["n"], _complete(kept, names))
    # an outcome by group, without a model whose predictors can be missing too
    if "n_observed" in record and "fit" not in record:
        yield from _unequal(".n", rule, record["n"], _complete(kept, names[1:]))
        yield from _unequal(
            ".n_observed", rule, record["n_observed"], _complete(kept, names)
        )
    for pair in pairs:
        two = [pair["first"], pair["second"]]
        yield from _unequal(
            f".pairs.{'-'.join(two)}", rule, pair["n"], _complete(kept, two)
        )


def _complete(kept: pd.DataFrame, names: Sequence[str]) -> int:
    return int(kept[list(names)].notna().all(axis=1).sum())


def _groups_in_data(record: Record, kept: pd.DataFrame) -> Iterator[Miscount]:
    # Everybody with the code of a group is used in it or missing in it.
    groups = record.get("groups") or []
    if not groups or "n_missing" not in groups[0]:
        return
    names = record["data"]["variables"]
    column = names[-1] if "n_events" in record else names[0]
    sizes = kept[column].map(code_text, na_action="ignore").value_counts()
    for group in groups:
        yield from _unequal(
            f".groups.{group['group']}",
            "n and n_missing do not add up to the rows of the group",
            group["n"] + group["n_missing"],
            int(sizes.get(group["group"], 0)),
        )
