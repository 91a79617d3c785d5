"""A table and its file hold the same cells, and every row says what the data are."""

from dataclasses import replace

import pytest
from example_build import ENTRY
from example_results import WELCH
from example_tables import LONG, PEOPLE_ROWS, SMALL, said, with_tables

from reported.checks._filed_tables import filed
from reported.web_tables import WebTable
from results.parts import place


def place_in(results):
    """Return how a target is followed in some results, by their ids."""

    def follow(target):
        name, _, path = target.partition(".")
        return place(results[name], path)

    return follow


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return a small thesis with two tables, built once and never changed."""
    return with_tables(tmp_path_factory.mktemp("sound"))


def test_every_row_of_a_file_says_what_the_data_are(sound):
    """As its page does, whose front matter may have a statement of its own."""
    text = sound.numbers[SMALL]
    files = {SMALL: text.replace("12,Simulated data", "12,Real people"), LONG: text}
    lines = said(replace(sound, numbers={**sound.numbers, SMALL: files[SMALL]}))
    assert lines == [
        "data/entry-tab-mood.csv: Table 6.1 of chapters/06-entry.html, row 2, column "
        "'data': the web page says 'Simulated data', got 'Real people'; build "
        "the book again"
    ]
    real = replace(
        sound,
        numbers={
            name: text.replace("Simulated data", "Real people")
            for name, text in sound.numbers.items()
        },
        printed=tuple(
            text.replace("Simulated data", "Real people") for text in sound.printed
        ),
    )
    assert len(said(real)) > len(PEOPLE_ROWS)
    real.__dict__["sources"] = {
        f"book/{ENTRY}.md": "# Entry\n\n```{data-statement} Real people\n```\n"
    }
    assert said(real) == []


def test_rows_are_compared_whatever_is_lost_or_added_between_them():
    """One lost, one added, one that is short, and one cell that differs."""
    table = WebTable(
        page="chapters/06-entry",
        name="entry-tab-mood",
        number="Table 6.1",
        caption="",
        rows=(("Setting", "M"), ("Prison", "−3"), ("Clinic", "5"), ("Home", "7")),
        n_heads=1,
        note="",
        file="",
    )
    start = "data/entry-tab-mood.csv: Table 6.1 of chapters/06-entry.html, "
    end = "; build the book again"
    sound = "Setting,M,data\nPrison,-3,So\nClinic,5,So\nHome,7,So\n"
    assert list(filed(table, sound, "So", place_in({}))) == []
    for old, new, told in (
        ("Clinic,5,So\n", "", "row 2 is not there, got 'Clinic | 5'"),
        (
            "Home",
            "Ward,6,So\nHome",
            "the web page has no such row, got 'Ward | 6 | So'",
        ),
        ("Home,7,So", "Home,7", "row 3 has 2 cells and not 3, got 'Home | 7'"),
        (
            "Prison,-3",
            "Prison,3",
            "row 1 'Prison', column 2 'M': the web page says '-3', got '3'",
        ),
        ("7,So", "7,No", "row 3, column 'data': the web page says 'So', got 'No'"),
    ):
        (line,) = map(str, filed(table, sound.replace(old, new), "So", place_in({})))
        assert line == f"{start}{told}{end}"


@pytest.mark.parametrize(("column", "wrong"), [("mean", "14.0000001"), ("sd", "")])
def test_numbers_of_results_are_compared_in_full_with_the_records(column, wrong):
    """Beyond every printed decimal; the file has a column for each."""
    prison = {one.group: one for one in WELCH.groups}["prison"]
    targets = tuple((f"mood.groups.prison.{name}", "x") for name in ("mean", "sd"))
    table = WebTable(
        page="chapters/06-entry",
        name="entry-tab-mood",
        number="Table 6.1",
        caption="",
        rows=(("Setting", "M (SD)"), ("Prison", "14.00 (6.16)")),
        n_heads=1,
        note="",
        file="",
        links=(((), ()), ((), targets)),
    )
    full = {"mean": repr(prison.mean), "sd": repr(prison.sd)}
    head = "Setting,M (SD),M (SD): mean,M (SD): standard deviation,data\n"

    def file(**numbers):
        return f"{head}Prison,14.00 (6.16),{numbers['mean']},{numbers['sd']},So\n"

    follow = place_in({"mood": WELCH})
    assert list(filed(table, file(**full), "So", follow)) == []
    (line,) = map(str, filed(table, file(**full | {column: wrong}), "So", follow))
    what = {"mean": "mean", "sd": "standard deviation"}[column]
    assert line == (
        "data/entry-tab-mood.csv: Table 6.1 of chapters/06-entry.html, row 1 'Prison', "
        f"column 2 'M (SD)', {what}: the record has '{full[column]}', got "
        f"'{wrong or 'nothing'}'; build the book again"
    )
