"""Tables of results: exact cells, notes and heads."""

from dataclasses import replace

import pytest
from example_results import CHANGE, EXACT, RANKS, WELCH, WELCH_T

from reported.tables.groups import change_table, count_table, group_table
from reported.words.phrases import EFFECTS, MEANINGS


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


def test_every_effect_size_has_a_symbol_and_a_meaning():
    """A table can always explain what it shows."""
    assert set(EFFECTS) == set(MEANINGS)


def test_group_table_shows_means_test_p_and_effect():
    """Exact cells; decimals agree within each column."""
    other = replace(WELCH, outcome="Hope", n_missing=0, dof_resid=40.0)
    table = group_table([WELCH, other], caption="C", name="entry-tab-a", note="More.")
    assert lines(table) == [
        "| Outcome | Prison, *M* (*SD*) | Inpatient, *M* (*SD*) | *F* (*df*1, *df*2) "
        "| *p* | ω² [95% CI] |",
        "| Mood | 14.00 (2.48) | 20.00 (2.62) | 5.12 (2, 43.61) | .010 "
        "| .15 [.01, .31] |",
        "| Hope | 14.00 (2.48) | 20.00 (2.62) | 5.12 (2, 40.00) | .010 "
        "| .15 [.01, .31] |",
        "*Note.* All values in points. *n*: Prison 6, Inpatient 8. ω² is omega "
        "squared. Missing values: Mood 2. *p* is not adjusted for the number of rows. "
        "More.",
    ]


def test_group_table_gives_each_row_its_unit_when_units_differ():
    """Then there is no unit to name once."""
    ages = replace(WELCH, outcome="Age", unit="years")
    bare = replace(WELCH, outcome="Hope", unit="")
    found = lines(group_table([WELCH, ages, bare], caption="C", name="t"))
    assert [row.split(" | ")[0] for row in found[1:4]] == [
        "| Mood (points)",
        "| Age (years)",
        "| Hope",
    ]
    assert found[4].startswith("*Note.* *n*: Prison 6, Inpatient 8.")


def test_a_table_without_units_names_none():
    """Neither in the rows nor in the note."""
    table = group_table([replace(WELCH, unit="")], caption="C", name="t")
    assert "| Mood | 14.00" in table
    assert "All values" not in table


def test_a_shared_unit_is_escaped_in_the_note():
    """A unit is text, not markup."""
    table = group_table([replace(WELCH, unit="% of *days*")], caption="C", name="t")
    assert r"*Note.* All values in \% of \*days\*." in table


def test_group_table_of_two_groups_shows_t():
    """One number of degrees of freedom."""
    head, row, _ = lines(group_table([WELCH_T], caption="C", name="t"))
    assert "| *t* (*df*) | *p* | *g* [95% CI] |" in head
    assert "| −1.86 (17.78) | .079 | −0.80 [−1.69, 0.10] |" in row


def test_group_table_of_ranks_shows_medians_and_quartiles():
    """What the test compares is what the table shows."""
    fewer = tuple(replace(g, n=g.n - 1) for g in RANKS.groups)
    second = replace(RANKS, groups=fewer, n_missing=0, outcome="Visits", unit="")
    table = group_table([RANKS, second], caption="C", name="t")
    assert lines(table) == [
        "| Outcome | Prison *Mdn* [*Q*1, *Q*3] | Inpatient *Mdn* [*Q*1, *Q*3] "
        "| *H* (*df*) | *p* | ε² [95% CI] |",
        "| Days in treatment (days) | 13.5 [12.8, 15.3] | 19.5 [18.8, 21.3] "
        "| 10.46 (2) | \\< .001 | .58 [.37, .82] |",
        "| Visits | 13.5 [12.8, 15.3] | 19.5 [18.8, 21.3] "
        "| 10.46 (2) | \\< .001 | .58 [.37, .82] |",
        "*Note.* *n*: Prison 5 to 6, Inpatient 7 to 8. *Mdn* is the median, *Q*1 and "
        "*Q*3 are the quartiles. ε² is epsilon squared of the ranks. Missing "
        "values: Days in treatment 2. *p* is not adjusted for the number "
        "of rows.",
    ]


@pytest.mark.parametrize("results", [[], [WELCH, RANKS]])
def test_group_table_refuses_to_mix_methods(results):
    """One head for all rows."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        group_table(results, caption="C", name="t")
    assert str(caught.value) == (
        "t: one table shows one method and the same groups, got "
        f"{len(results)} different; make a table for each"
    )


def test_change_table_names_rows_by_group_when_there_is_one_outcome():
    """The outcome then stands in the note."""
    assert lines(change_table([CHANGE], caption="C", name="t")) == [
        "| Group | *n* | Before, *M* (*SD*) | After, *M* (*SD*) | Change [95% CI] "
        "| *p* | *g*z [95% CI] |",
        "| Prison | 8 | 26.75 (4.43) | 14.75 (10.48) | −12.00 [−21.41, −2.59] | .019 "
        "| −0.95 [−1.71, −0.14] |",
        "*Note.* Heroin use (days). *g*z is the mean change divided by the standard "
        "deviation of the changes, corrected for small samples. "
        "Missing pairs: Prison 2.",
    ]


def test_change_table_names_rows_by_outcome_too_when_outcomes_differ():
    """A row of everybody is named by its outcome; an undefined effect is a dash."""
    none = replace(
        CHANGE.effect, estimate=None, conf_low=None, conf_high=None, undefined="few"
    )
    everybody = replace(
        CHANGE,
        outcome="Mood",
        unit="",
        n_missing=0,
        effect=none,
        before=replace(CHANGE.before, group="all", label="All"),
    )
    found = lines(change_table([CHANGE, everybody], caption="C", name="t"))
    assert found[0].startswith("| Outcome and group |")
    assert found[1].startswith("| Heroin use (days): Prison | 8 |")
    assert found[2].startswith("| Mood | 8 |")
    assert found[2].endswith("| .019 | – |")
    assert found[3].endswith(
        "Missing pairs: Heroin use (days): Prison 2. *p* is not adjusted for the "
        "number of rows. – not defined for Mood: few."
    )
    assert "All values" not in found[3]


def test_change_table_names_a_unit_that_all_rows_share_once():
    """In the note, before the effect size."""
    mood = replace(CHANGE, outcome="Days of low mood", n_missing=0)
    found = lines(change_table([CHANGE, mood], caption="C", name="t"))
    assert found[1].startswith("| Heroin use: Prison | 8 |")
    assert found[2].startswith("| Days of low mood: Prison | 8 |")
    assert found[3].startswith("*Note.* All values in days. *g*z is the mean change ")
    assert found[3].endswith(
        "Missing pairs: Heroin use: Prison 2. *p* is not adjusted for the number of "
        "rows."
    )


def test_change_table_tells_one_outcome_in_two_units_apart():
    """Rows named by their group alone would read as the same thing twice."""
    hours = replace(CHANGE, unit="hours", n_missing=0)
    found = lines(change_table([CHANGE, hours], caption="C", name="t"))
    assert found[1].startswith("| Heroin use (days): Prison | 8 |")
    assert found[2].startswith("| Heroin use (hours): Prison | 8 |")


def test_change_table_refuses_nothing():
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        change_table([], caption="C", name="t")
    assert str(caught.value) == "t: there is no change to show; give at least one"


def test_count_table_shows_counts_with_percentages():
    """Labels are escaped, the method is named in the note."""
    bare = replace(EXACT.effect, conf_low=None, conf_high=None, undefined="no width")
    second = replace(EXACT, outcome="Seen", effect=bare, n_missing=3)
    assert lines(count_table([EXACT, second], caption="C", name="t")) == [
        "| Outcome | Prison | Inpatient | Exact *p* | *V* [95% CI] |",
        r"| Completed \| ended | 18 of 24 (75\%) | 11 of 24 (46\%) | .031 "
        "| .34 [.07, .56] |",
        r"| Seen | 18 of 24 (75\%) | 11 of 24 (46\%) | .031 | .34 [–] |",
        "*Note.* Fisher–Freeman–Halton exact test. *V* is Cramér's V. "
        "Missing values: Seen 3. *p* is not adjusted for the number of rows. – not "
        "defined for Seen: no width.",
    ]


def test_count_table_names_the_test_of_tables_of_every_size():
    """That of two by two tables by itself, and both beside one another."""
    small = replace(EXACT, method="Fisher's exact test")
    note = lines(count_table([small], caption="C", name="t"))[-1]
    assert note == (
        "*Note.* Fisher's exact test. *V* is Cramér's V. No values are missing."
    )
    for both in ([small, EXACT], [EXACT, small]):
        note = lines(count_table(both, caption="C", name="t"))[-1]
        assert note == (
            "*Note.* Fisher's exact test or its extension to larger tables "
            "(Fisher–Freeman–Halton). *V* is Cramér's V. No values are missing. *p* is "
            "not adjusted for the number of rows."
        )
    other = replace(EXACT, method="χ² test")
    with pytest.raises(ValueError, match=r"^t: one table shows one method"):
        count_table([small, other], caption="C", name="t")
