"""Keys, references, dates and groups are held against the codebook."""

from datetime import date, timedelta

import pytest
from example_folders import CODEBOOK, csv_bytes, study_like
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data._cells import read_cells
from analysis.data._rules import TableRead, broken_rules, wrong_kind
from analysis.data._values import table_values
from analysis.data.codebook import load_codebook
from analysis.data.loading import (
    validate,
)


def test_a_key_of_several_columns_is_checked_and_kept_as_a_whole(tmp_path):
    """Rows may share a part of the key."""
    folder = study_like("duplicate_participant", tmp_path)
    book = folder / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    old = "treatment entry.\n    key: [participant]"
    assert old in text
    new = old.replace("[participant]", "[participant, entry_date]")
    book.write_text(text.replace(old, new), encoding="utf-8")
    assert not validate(folder, load_codebook(book))
    path = folder / "entry.csv"
    path.write_text(path.read_text().replace("2009-01-13", "2009-01-10"))
    assert [str(fault) for fault in validate(folder, load_codebook(book))] == [
        "entry.csv, row 6, participant: the same as row 3, got 'S002, 2009-01-10' at "
        "S002; each participant and entry_date stands once; keep the right row"
    ]


def test_a_missing_value_refers_to_nothing(tmp_path):
    """A reference is checked where there is a value."""
    folder = study_like("sound_study", tmp_path)
    book = folder / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    old, new = "{participant: entry.participant}", "{note: entry.participant}"
    book.write_text(text.replace(old, new), encoding="utf-8")
    faults = validate(folder, load_codebook(book))
    assert [(fault.row, fault.variable) for fault in faults] == [(2, "note")]


def test_a_group_is_not_called_empty_while_rows_cannot_be_read(tmp_path):
    """One fault does not make others appear that are not there."""
    folder = study_like("sound_study", tmp_path)
    path = folder / "participants.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("outpatient", "outpatient,x"), encoding="utf-8")
    faults = validate(folder, CODEBOOK)
    assert [(fault.file, fault.row) for fault in faults] == [
        ("participants.csv", 4),
        ("participants.csv", 5),
    ]


@pytest.mark.parametrize("texts", ["Outpatient", "outpatient "])
def test_a_group_is_not_called_empty_while_its_code_is_misspelt(tmp_path, texts):
    """The cells are the fault, and may be those of the group."""
    folder = study_like("sound_study", tmp_path)
    path = folder / "participants.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("outpatient", texts), encoding="utf-8")
    rules = {fault.rule for fault in validate(folder, CODEBOOK)}
    assert rules == {"not one of prison, outpatient, probation"}


def read_rows(name, rows):
    """Return a table of the sound study with these rows, as loading reads it."""
    table = CODEBOOK.table(name)
    cells, faults = read_cells(csv_bytes([list(table.variables), *rows]), table)
    frame, more = table_values(cells, table)
    assert not [*faults, *more]
    return TableRead(table=table, cells=cells, frame=frame, sha256="")


def day(number):
    """Return a day as it is written; -99 where it is not known."""
    return "-99" if number is None else f"{date(1990, 1, 1) + timedelta(number)}"


GROUPS = ("prison", "outpatient", "probation")
IDS = st.sampled_from(["S001", "S002", "S003", "S004"])
PEOPLE = st.tuples(IDS, st.sampled_from(GROUPS), st.none() | st.integers(0, 3))
ENTRIES = st.tuples(IDS, st.integers(0, 3))


@settings(deadline=None)
@given(
    st.lists(PEOPLE, min_size=1, max_size=6), st.lists(ENTRIES, min_size=1, max_size=6)
)
def test_every_broken_rule_is_told_with_its_row(people, entries):
    """And nothing else, whatever else is wrong beside it."""
    tables = {
        "participants": read_rows(
            "participants",
            [[who, "simulated", group, day(born), "1"] for who, group, born in people],
        ),
        "entry": read_rows(
            "entry", [[who, "simulated", day(came), "0"] for who, came in entries]
        ),
    }
    empty = [group for group in GROUPS[:2] if group not in [p[1] for p in people]]
    rule = "nobody is in the group {}, which the design compares"
    expected = [("participants", None, rule.format(group)) for group in empty]
    first, born_of = {}, {}
    for row, (who, group, born) in enumerate(people, start=2):
        if who in first:
            expected.append(("participants", row, f"the same as row {first[who]}"))
        if group == "probation":
            rule = "the design says that this group recruited nobody"
            expected.append(("participants", row, rule))
        first.setdefault(who, row)
        born_of.setdefault(who, born)
    seen = {}
    for row, (who, came) in enumerate(entries, start=2):
        if who in seen:
            expected.append(("entry", row, f"the same as row {seen[who]}"))
        seen.setdefault(who, row)
        born = born_of.get(who)
        if who not in born_of:
            expected.append(("entry", row, "has no row in participants.csv"))
        if born is not None and came < born:
            rule = f"before the date of birth, {day(born)}"
            expected.append(("entry", row, rule))
    found = [
        (fault.file.removesuffix(".csv"), fault.row, fault.rule)
        for fault in broken_rules(tables, CODEBOOK)
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("kind", "rows"), [("simulated", [3]), ("study", [2, 4])])
def test_rows_of_another_kind_than_the_folder_are_told(kind, rows):
    """In either direction, with the person."""
    kinds = ["simulated", "study", "simulated"]
    read = read_rows(
        "entry", [[f"S00{i}", one, day(1), "0"] for i, one in enumerate(kinds)]
    )
    found = list(wrong_kind(read, kind))
    assert [fault.row for fault in found] == rows
    assert {fault.rule for fault in found} == {f"the folder says its kind is {kind}"}
    assert [fault.participant for fault in found] == [f"S00{row - 2}" for row in rows]
