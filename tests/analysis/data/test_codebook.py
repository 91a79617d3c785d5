"""The codebook: all that the file says of tables, variables and groups is kept."""

from datetime import date

import pytest
from example_folders import SOUND

from analysis.data.codebook import Codebook, load_codebook


@pytest.fixture
def codebook() -> Codebook:
    """Load the small codebook."""
    return load_codebook(SOUND / "codebook.yaml")


def test_the_codebook_keeps_the_order_of_tables_and_variables(codebook):
    """Tables and variables come in the order of the file."""
    assert list(codebook.tables) == ["participants", "entry", "followup"]
    assert list(codebook.tables["entry"].variables) == [
        "participant",
        "data_kind",
        "entry_date",
        "heroin_days",
    ]
    assert (codebook.title, codebook.version) == ("A small study", 1)


def test_a_table_keeps_its_file_key_and_references(codebook):
    """Everything that stands in the file about a table is in its record."""
    table = codebook.table("entry")
    assert (table.name, table.file) == ("entry", "entry.csv")
    assert table.description == "The interview at treatment entry."
    assert table.key == ("participant",)
    assert dict(table.references) == {"participant": "participants.participant"}


def test_a_variable_keeps_all_that_the_codebook_says(codebook):
    """Every key of a variable is in its record."""
    days = codebook.variable("entry.heroin_days")
    assert (days.table, days.name, days.type) == ("entry", "heroin_days", "integer")
    assert (days.unit, days.range, days.wave) == ("days", (0, 30), "entry")
    assert dict(days.missing) == {"-99": "not answered", "-98": "not asked"}
    assert (days.sensitivity, days.optional, days.not_before) == ("none", False, None)
    assert (days.pattern, days.instrument, days.item) == (None, None, None)
    born = codebook.variable("participants.date_of_birth")
    assert born.range == (date(1930, 1, 1), date(2000, 1, 1))
    assert born.sensitivity == "direct"
    assert codebook.variable("entry.participant").pattern == "S[0-9]{3}"
    assert codebook.variable("entry.data_kind").optional
    entry_date = codebook.variable("entry.entry_date")
    assert entry_date.not_before == "participants.date_of_birth"


def test_a_series_becomes_one_variable_per_item(codebook):
    """Names and labels are numbered from 1, and reverse-keyed items are marked."""
    first, second = (codebook.variable(f"followup.support_0{i}") for i in (1, 2))
    assert (first.label, second.label) == ("Support, item 1", "Support, item 2")
    assert (first.item, second.item) == (1, 2)
    assert (first.reverse_keyed, second.reverse_keyed) == (False, True)
    assert first.instrument == second.instrument == "support"
    assert dict(first.also) == {"7": "not sure"}


def test_levels_keep_their_order_and_give_their_labels(codebook):
    """A level is found by its code."""
    setting = codebook.variable("participants.setting")
    assert list(setting.levels) == ["prison", "outpatient", "probation"]
    assert setting.levels["outpatient"] == "Outpatient programme"
    assert codebook.label("entry", "entry_date") == "Date of treatment entry"


def test_the_design_names_the_groups(codebook):
    """The design says which groups are compared and which recruited nobody."""
    assert codebook.design.group == "participants.setting"
    assert codebook.design.compared == ("prison", "outpatient")
    assert codebook.design.planned_not_recruited == ("probation",)


def test_a_codebook_cannot_be_changed(codebook):
    """The mappings inside the records are read-only as well."""
    with pytest.raises(TypeError):
        codebook.tables["more"] = codebook.tables["entry"]
    with pytest.raises(TypeError):
        codebook.variable("entry.heroin_days").missing["-97"] = "lost"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda c: c.variable("entry.heroin_day"),
            "no variable in entry is called 'heroin_day'; did you mean 'heroin_days'?",
        ),
        (
            lambda c: c.label("exit", "x"),
            "no table is called 'exit'; known: participants, entry, followup",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_the_names_near_it(codebook, call, message):
    """Who mistypes a name reads what it could have been."""
    with pytest.raises(KeyError) as error:
        call(codebook)
    assert error.value.args == (message,)


def test_the_codebook_of_this_project_is_sound():
    """The codebook that the thesis uses can be loaded without naming it."""
    assert "participants" in load_codebook().tables
