"""The numbers of tables and of the register are those of the records."""

from types import SimpleNamespace

from example_build import SmallBuild
from example_tables import SMALL, changed, said, tabulate

from reported.checks._table_records import decimals, registered
from reported.checks.tables import tables
from reported.web_tables import WebTable
from thesis.places import built_thesis


def test_a_number_that_no_record_has_is_found_although_all_media_agree(tmp_path):
    """A mean that was typed, or is older than its record."""
    rows = changed(SMALL, 1, 2, "28.41 (4.38)")
    small = SmallBuild(tmp_path)
    tabulate(small, web=rows, files=rows, paper=rows)
    built = built_thesis(tmp_path)
    assert said(built) == [
        "chapters/06-entry.html: Table 6.1 (entry-tab-mood), row 1 'Prison': no result "
        "of the page has all numbers of this row, got '28.41'; print what the result "
        "holds, and publish it"
    ]
    assert tables(built).looked_at.endswith(
        "14 numbers with decimals in the records of their page"
    )
    small.result("entry-mood")["record"]["groups"][0]["mean"] = 28.4149
    small.save()
    assert said(built_thesis(tmp_path)) == []


def test_the_numbers_of_a_row_stand_in_one_record_together(tmp_path):
    """The mean of another group, or a number of another result, is not this row's."""
    for words in ("28.29 (4.38)", "27.24 (4.38)"):
        small = SmallBuild(tmp_path)
        rows = changed(SMALL, 1, 2, words)
        tabulate(small, web=rows, files=rows, paper=rows)
        found = said(built_thesis(tmp_path))
        assert len(found) == (words == "27.24 (4.38)"), found


def test_decimals_are_taken_with_their_signs_and_bounds():
    """Limits, shares without a nought and bounds of p; no whole numbers, no dates."""
    row = ("3 of 7", "−0.14 [−5.75, .47]", "< .001", "> .999", "1,204", "–", "")
    assert decimals(row) == {"−0.14", "−5.75", ".47", "< .001", "> .999"}


def test_the_register_says_what_the_statistics_say():
    """Every result and claim of one is in the other, with the same cells."""
    method = "Welch analysis of variance"
    cells = ("entry-mood", "Mood", "F(2, 12) = 1.63", method)
    result = dict(
        zip(("id", "description", "reported", "method"), cells, strict=True), n=21
    )
    rests = ["entry-mood", "entry-low"]
    claim = {"id": "mood-falls", "condition": "it falls", "rests_on": rests}
    claim["holds"] = False
    built = SimpleNamespace(results=[result], claims=[claim])
    first = register("results", (*cells, "21", "Chapter 6"))
    verdict = "not supported by these data"
    words = ("mood-falls", "it falls", verdict, "entry-mood, entry-low", "Abstract")
    second = register("claims", words)
    assert list(registered(built, [first, second])) == []
    result["n"], claim["holds"] = 22, True
    claim["id"] = "mood-rises"
    assert [str(finding) for finding in registered(built, [first, second])] == [
        "back/register.html: Table G.1 (app-register-tab-results), entry-mood: the "
        "statistics say 'entry-mood | Mood | F(2, 12) = 1.63 | Welch analysis of "
        "variance | 22', got 'entry-mood | Mood | F(2, 12) = 1.63 | Welch analysis of "
        "variance | 21'; build the book again",
        "back/register.html: Table G.1 (app-register-tab-claims), mood-rises: the "
        "statistics say 'mood-rises | it falls | holds | entry-mood, entry-low', got "
        "'nothing'; build the book again",
        "back/register.html: Table G.1 (app-register-tab-claims), mood-falls: the "
        "statistics say 'nothing', got 'mood-falls | it falls | not supported by "
        "these data | entry-mood, entry-low'; build the book again",
    ]


def register(kind, row):
    """Return a table of the register with one row."""
    return WebTable(
        page="back/register",
        name=f"app-register-tab-{kind}",
        number="Table G.1",
        caption="",
        rows=(("Id", *row[1:]), row),
        n_heads=1,
        note="",
        file="",
    )
