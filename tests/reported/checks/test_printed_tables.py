"""A table on paper is followed sign by sign, from its caption to its last cell."""

from reported.checks._printed_tables import ends, followed, paper_of
from reported.web_tables import WebTable

TABLE = WebTable(
    page="chapters/06-entry",
    name="entry-tab-mood",
    number="Table 6.1",
    caption="Mood by setting",
    rows=(("Setting", "M"), ("Self-help group", "3.01"), ("Prison", "12")),
    n_heads=1,
    note="",
    file="",
)
PRINTED = "Before\nTable 6.1: Mood by set-\nting\nSetting M\nSelf-\nhelp group 3.01"


def on(*pages):
    """Return where the table begins, and what came of following it."""
    paper = paper_of(pages)
    _, (begun,) = ends(paper, TABLE)
    return followed(paper, TABLE, begun)


def test_a_table_is_there_whole_though_its_words_are_broken():
    """A hyphen at the end of a line may be one of the word's own, or none."""
    found = on(f"{PRINTED}\nPrison 12\nBehind")
    assert found.deviations == ()
    assert found.text.words(found.end, found.end + 9) == "Behind"


def test_a_deviation_is_named_with_its_page_and_cells():
    """Behind it the table is followed on, also overleaf below its repeated heads."""
    parted = "continues on next page", "Table 6.1 – continued from previous page"
    first = f"{PRINTED.replace('3.01', '3.10')}\n{parted[0]}"
    found = on(first, f"{parted[1]}\nSetting M\nPrison 12\nBehind")
    (wrong,) = found.deviations
    assert (wrong.page, wrong.seen) == (1, "3.10")
    assert [(cell.row, cell.column, cell.words) for cell in wrong.cells] == [
        (1, 1, "3.01")
    ]
    assert found.text.page(found.end) == 2


def test_a_number_that_goes_on_is_another_number():
    """A cell ends where white space is: 12 is not the beginning of 123."""
    (wrong,) = on(f"{PRINTED}\nPrison 123").deviations
    assert [cell.words for cell in wrong.cells] == ["12"]
