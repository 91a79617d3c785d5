"""Everything that can be wrong with the file of a codebook is told, with its place."""

from pathlib import Path

import pytest
from example_folders import SOUND

from analysis.data.codebook import load_codebook
from results import DataError

BOOK = SOUND / "codebook.yaml"


SEE = "; see the head of data/codebook.yaml"


CORRECT = "; correct the codebook"


def spoilt(folder: Path, *changes: tuple[str, str]) -> str:
    """Return the message about the small codebook after changes to its text."""
    text = BOOK.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "data" / "codebook.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_codebook(path)
    return str(error.value)


def test_a_missing_codebook_is_reported(tmp_path):
    """A path that leads nowhere is a fault of the data, not of the program."""
    with pytest.raises(DataError) as error:
        load_codebook(tmp_path / "data" / "codebook.yaml")
    assert str(error.value) == f"data/codebook.yaml: is missing{SEE}"


SPOILT = {
    "unknown key": (
        [("    unit: days", "    units: days")],
        "tables.entry.variables[heroin_days].units: is not a key of this file, "
        f"got 'days'{SEE}",
    ),
    "missing key": (
        [("        label: Participant\n", "")],
        *(
            "tables.participants.variables[participant].label: is missing" + SEE,
            "tables.entry.variables[participant].label: is missing" + SEE,
            "tables.followup.variables[participant].label: is missing" + SEE,
        ),
    ),
    "code that YAML takes for a number": (
        [
            (
                'missing: {"-99": not answered, "-98"',
                'missing: {-99: not answered, "-98"',
            )
        ],
        "tables.entry.variables[heroin_days].missing[-99] (the code): must be text; "
        f"YAML took it for something else, so quote it, got '-99'{SEE}",
    ),
    "unknown type": (
        [("type: number", "type: numeric")],
        "tables.participants.variables[heroin_years].type: input should be 'id', "
        f"'integer', 'number', 'category', 'date' or 'text', got 'numeric'{SEE}",
    ),
    "key that stands twice": (
        [("levels: {prison: Prison,", "levels: {prison: Jail, prison: Prison,")],
        ": is not YAML in UTF-8: the key 'prison' stands twice, in line 29" + SEE,
    ),
    "range the wrong way round": (
        [("range: [0, 45]", "range: [45, 0]")],
        "tables.participants.variables[heroin_years].range: the lowest value comes "
        f"first, and the highest second{CORRECT}",
    ),
    "range of another type": (
        [("range: [0, 30]", "range: [0, 30.5]")],
        "tables.entry.variables[heroin_days].range: [0, 30.5] does not suit the type "
        f"integer{CORRECT}",
    ),
    "range of a word, beside codes of missing values": (
        [
            (
                "range: [0, 30]\n        missing: {",
                'range: ["0", 30]\n        missing: {',
            )
        ],
        "tables.entry.variables[heroin_days].range: ['0', 30] does not suit the type "
        f"integer{CORRECT}",
    ),
    "range without end": (
        [("range: [0, 45]", "range: [0, .inf]")],
        "tables.participants.variables[heroin_years].range: [0, inf] does not suit the "
        f"type number{CORRECT}",
    ),
    "range that is no number": (
        [("range: [0, 45]", "range: [.nan, 45]")],
        "tables.participants.variables[heroin_years].range: [nan, 45] does not suit "
        f"the type number{CORRECT}",
    ),
    "items without end": (
        [("items: 2", "items: 1000000000")],
        "tables.followup.variables[support_{item:02d}].items: input should be less "
        f"than or equal to 999, got '1000000000'{SEE}",
    ),
    "items written in another way": (
        [('label: "Support, item {item}"', 'label: "Support {item.x} {item!r:>9}"')],
        "tables.followup.variables[support_{item:02d}].label: 'Support {item.x} "
        "{item!r:>9}' must hold {item}, and no other braces" + CORRECT,
    ),
    "pattern that repeats without end": (
        [("type: text", "type: text\n        pattern: 'a{99999999999}'")],
        "tables.followup.variables[note].pattern: 'a{99999999999}' is not a regular "
        f"expression{CORRECT}",
    ),
    "category without levels": (
        [
            (
                "levels: {prison: Prison, outpatient: Outpatient programme, ",
                "# {",
            )
        ],
        "tables.participants.variables[setting].levels: is missing: a category needs "
        f"its levels{CORRECT}",
        "design.compared: 'prison' is not a level of participants.setting" + CORRECT,
        "design.compared: 'outpatient' is not a level of participants.setting"
        + CORRECT,
        "design.planned_not_recruited: 'probation' is not a level of "
        f"participants.setting{CORRECT}",
    ),
    "key without meaning": (
        [("type: text", "type: text\n        unit: words")],
        "tables.followup.variables[note].unit: has no meaning for this variable of "
        f"type text{CORRECT}",
    ),
    "missing code that is a legal value": (
        [('"-98": not asked', '"30": not asked')],
        "tables.entry.variables[heroin_days].missing: the code '30' is also a legal "
        f"value{CORRECT}",
    ),
    "number that is a text": (
        [("items: 2", 'items: "2"')],
        "tables.followup.variables[support_{item:02d}].items: must be a whole number, "
        f"got '2'{SEE}",
    ),
    "missing code that is an extra value": (
        [
            ("instrument: support", 'missing: {"7": not answered}'),
            (
                '        missing: {"-99": not answered}\n      - name: note',
                "      - name: note",
            ),
        ],
        "tables.followup.variables[support_{item:02d}].missing: the code '7' is also a "
        f"legal value{CORRECT}",
    ),
    "missing code that is a level": (
        [
            ("type: number", "type: category\n        levels: {few: Few, '-99': All}"),
            ("        unit: years\n        range: [0, 45]\n", ""),
        ],
        "tables.participants.variables[heroin_years].missing: the code '-99' is also a "
        f"legal value{CORRECT}",
    ),
    "extra value that is no number": (
        [('also: {"7": not sure}', "also: {x: not sure}")],
        "tables.followup.variables[support_{item:02d}].also: the code 'x' is not a "
        f"whole number{CORRECT}",
    ),
    "pattern that is no pattern": (
        [("type: text", "type: text\n        pattern: '['")],
        "tables.followup.variables[note].pattern: '[' is not a regular expression"
        + CORRECT,
    ),
    "series without a number in its names": (
        [('name: "support_{item:02d}"', "name: support")],
        "tables.followup.variables[support].name: 'support' must hold {item}, and no "
        f"other braces{CORRECT}",
    ),
    "reverse-keyed item beyond the series": (
        [("reverse_keyed: [2]", "reverse_keyed: [3]")],
        "tables.followup.variables[support_{item:02d}].reverse_keyed: there are 2 "
        f"items, so not item [3]{CORRECT}",
    ),
    "reverse-keyed variable without items": (
        [
            ("        items: 2\n", ""),
            ("support_{item:02d}", "support"),
            (", item {item}", ""),
        ],
        "tables.followup.variables[support].reverse_keyed: belongs only to a series "
        f"with items{CORRECT}",
    ),
    "name that stands twice": (
        [("- name: note", "- name: heroin_days")],
        f"tables.followup.variables: 'heroin_days' stands 2 times{CORRECT}",
    ),
    "name with a capital": (
        [("- name: note", "- name: Note")],
        "tables.followup.variables: 'Note' is not a name of small letters, digits and _"
        + CORRECT,
    ),
    "table name with a capital": (
        [("  followup:", "  Followup:")],
        "tables.Followup: 'Followup' is not a name of small letters, digits and _"
        + CORRECT,
    ),
    "file in another folder": (
        [("file: entry.csv", "file: ../entry.csv")],
        "tables.entry.file: '../entry.csv' is not the plain name of a file" + CORRECT,
    ),
    "file with a name too long for a system": (
        [("file: entry.csv", f"file: {'e' * 101}")],
        "tables.entry.file: is longer than 100 letters" + CORRECT,
    ),
    "file of two tables": (
        [("file: followup.csv", "file: entry.csv")],
        "tables.entry.file: 'entry.csv' belongs to more than one table" + CORRECT,
        "tables.followup.file: 'entry.csv' belongs to more than one table" + CORRECT,
    ),
    "unknown key column": (
        [("key: [participant]", "key: [person]")],
        "tables.participants.key: 'person' is not a variable of this table" + CORRECT,
    ),
    "key column that may be missing": (
        [("key: [participant]", "key: [heroin_years]")],
        "tables.participants.key: 'heroin_years' may be missing, so it cannot be a key"
        + CORRECT,
    ),
    "key column that may be absent": (
        [("key: [participant]", "key: [data_kind]")],
        "tables.participants.key: 'data_kind' may be missing, so it cannot be a key"
        + CORRECT,
    ),
    "reference from and to nowhere": (
        [("{participant: entry.participant}", "{person: entry.person}")],
        "tables.followup.references: 'person' is not a variable of this table"
        + CORRECT,
        "tables.followup.references.person: there is no variable 'entry.person'"
        + CORRECT,
    ),
    "earliest date that is no date": (
        [
            (
                "not_before: participants.date_of_birth",
                "not_before: participants.setting",
            )
        ],
        "tables.entry.variables[entry_date].not_before: there is no date "
        f"'participants.setting'{CORRECT}",
    ),
    "group that is no category": (
        [("group: participants.setting", "group: participants.heroin_years")],
        f"design.group: there is no category 'participants.heroin_years'{CORRECT}",
    ),
    "group both compared and not recruited": (
        [("[probation]", "[prison]")],
        f"design: 'prison' is both compared and not recruited{CORRECT}",
    ),
    "several faults": (
        [("range: [0, 45]", "range: [45, 0]"), ("[probation]", "[parole]")],
        "tables.participants.variables[heroin_years].range: the lowest value comes "
        f"first, and the highest second{CORRECT}",
        "design.planned_not_recruited: 'parole' is not a level of participants.setting"
        + CORRECT,
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_codebook_that_contradicts_itself_is_refused_with_every_place(tmp_path, case):
    """Each fault names its place in the file, and all come in one error."""
    changes, *faults = SPOILT[case]
    lines = [
        f"data/codebook.yaml{'' if fault.startswith(':') else ', '}{fault}"
        for fault in faults
    ]
    assert spoilt(tmp_path, *changes) == "\n".join(lines)


def test_an_earliest_date_needs_the_participant_in_both_tables(tmp_path):
    """Dates of two tables are compared participant by participant."""
    message = spoilt(
        tmp_path,
        (
            "- &participant\n        name: participant",
            "- &participant\n        name: man",
        ),
        ("key: [participant]", "key: [man]"),
    )
    assert (
        "data/codebook.yaml, tables.entry.variables[entry_date].not_before: "
        f"needs the column participant in both tables{CORRECT}"
    ) in message.splitlines()


def test_derived_variables_are_held_to_the_same_rules(tmp_path):
    """Though no file has them."""
    derived = (
        "derived:\n"
        "  cohort:\n"
        "    - {name: age, label: Age, type: integer, range: [90, 18], unit: years}\n"
        "    - {name: age, label: Age, type: text, unit: years}\n"
        '    - {name: "q_{item}", label: Question, type: integer, items: 2}\n'
    )
    assert spoilt(tmp_path, ("tables:\n", derived + "tables:\n")).splitlines() == [
        f"data/codebook.yaml, derived.cohort{fault}{CORRECT}"
        for fault in (
            ": 'age' stands 2 times",
            "[age].range: the lowest value comes first, and the highest second",
            "[age].unit: has no meaning for this variable of type text",
            "[q_{item}].label: 'Question' must hold {item}, and no other braces",
        )
    ]
