"""Tables of results of which some could not be computed."""

from dataclasses import replace

import pytest
from example_lacking import ABSENT_GROUP, CONSTANT
from example_results import WELCH

from reported import tables
from reported.markdown import escaped
from reported.parts import Part

SAYS = {"caption": "Scores", "name": "entry-tab"}
WHY = escaped("every value is the same, got [4]")
OTHER = replace(CONSTANT, outcome="Hope")


@pytest.mark.parametrize("lost", [CONSTANT, Part("entry-lost", CONSTANT)])
def test_a_result_that_was_not_computed_keeps_its_row(lost):
    """In its place, with dashes, and its reason stands in the note."""
    found = tables.group_table([lost, WELCH, OTHER], **SAYS)
    alone = tables.group_table([WELCH], **SAYS)
    assert [row[0][0] for row in found.rows] == ["Mood", WELCH.outcome, "Hope"]
    assert str(alone).splitlines()[5] in str(found).splitlines()
    assert set(found.rows[0][1:]) == {(None,)}
    assert found.head == alone.head
    assert found.note == f"{alone.note} – not defined for Mood, Hope: {WHY}."


def test_a_table_of_nothing_else_says_so():
    """It has a row for each all the same."""
    found = tables.group_table([CONSTANT, OTHER], **SAYS)
    assert found.rows == ((("Mood",), (None,)), (("Hope",), (None,)))
    assert str(found).count(WHY) == 1


def test_a_single_result_is_taken_too():
    """Whatever kind of table it is."""
    found = tables.model_table(Part("entry-model", CONSTANT), **SAYS)
    assert found.rows == ((("Mood",), (None,)),)


def test_results_with_names_of_their_own_are_called_by_them():
    """In pairs or by a mapping."""
    found = tables.adjusted_table([("Weighted", CONSTANT)], **SAYS)
    assert found.rows == ((("Weighted",), (None,)),)
    assert found.note == f"– not defined for Weighted: {WHY}."


def test_the_note_names_groups_without_rows():
    """Once, however many rows lack them."""
    found = tables.group_table([ABSENT_GROUP, replace(ABSENT_GROUP)], **SAYS)
    assert found.note.count("Nothing could be computed for outpatient.") == 1


def test_a_table_made_by_hand_says_why_it_has_a_dash():
    """The words around a number that was not computed go with it."""
    lost = Part("entry-lost", CONSTANT)
    rows = [["Mood", lost.p, [lost.statistic, " (", lost.dof, ")"]]]
    found = tables.table(["Score", "p", "F"], rows, note="By setting.", **SAYS)
    assert found.rows == ((("Mood",), (None,), (None,)),)
    assert found.note == f"By setting. – not defined for Mood: {WHY}."
