"""What few people stand behind is counted where the data are a study's own."""

import json

import pytest
from example_build import ENTRY, SmallBuild, bare

from results import Count, DataUsed
from results.record_json import to_json
from thesis.places import built_thesis
from thesis.small_groups import small_groups


def built(kind="study", source="study/cohort", count=4):
    """Return a book with one count of people, shown in two tables and in prose."""
    used = DataUsed(source=source, variables=("sex",), filter="all rows", rows=72)
    result = Count(label="women", count=count, data=used)
    uses = [
        {"page": ENTRY, "reference": "women.count", "words": str(count), **where}
        for where in ({"table": "tab-sex"}, {"table": "tab-all"}, {})
    ]
    told = {"id": "women", "chapter": ENTRY, "line": 3, "shown": uses}
    told["record"] = json.loads(json.dumps(to_json(result)))
    return bare(thesis={"data": {"kind": kind}}, results=[told])


@pytest.mark.parametrize("count", [1, 4])
def test_a_group_of_one_to_four_is_a_note_and_no_fault(count):
    """By its result, with the cells of tables that show it."""
    found = small_groups(built(count=count))
    said = "1 group of one to four, 2 cells of tables"
    assert found.looked_at == f"1 result of a study's own data: {said}"
    assert [str(note) for note in found.notes] == [
        f"book/{ENTRY}.md:3: women: {said}; think who could be known by it before you "
        "publish"
    ]
    assert found.findings == ()


@pytest.mark.parametrize("count", [0, 5, 72])
def test_larger_groups_and_empty_ones_are_not_counted(count):
    """Nobody stands behind a zero."""
    found = small_groups(built(count=count))
    assert found.looked_at.endswith("data: no group of one to four")
    assert found.notes == ()


def test_simulated_and_public_data_are_not_counted():
    """Nobody told them in confidence; what was looked at is said."""
    found = small_groups(built(kind="simulated"))
    assert found.looked_at == "nothing, since the data are not a study's own"
    assert found.notes == ()
    assert small_groups(built(source="HELP/cohort")).looked_at.startswith("0 results")


def test_smallest_and_largest_values_are_those_of_one_person(small: SmallBuild):
    """Three groups of seven, a summary before and one after, 7 of 21 with low mood."""
    small.statistics["thesis"]["data"]["kind"] = "study"
    small.save()
    found = small_groups(built_thesis(small.root))
    assert found.looked_at == (
        "3 results of a study's own data: 5 summaries with an extreme"
    )
    assert [note.rule for note in found.notes] == [
        "entry-mood: 3 summaries with an extreme",
        "entry-mood-change: 2 summaries with an extreme",
    ]
