"""What moved between two builds: in reported terms, by chapter, for three readers."""

import json
from copy import deepcopy
from dataclasses import replace

from example_build import MOOD, rebuilt, statistics
from example_changes import NEW, OLD, differences
from hypothesis import given, settings
from hypothesis import strategies as st

from reported.differences.comparing import as_json, as_text


def moves(found):
    """Return id, field, old and new of each move."""
    return [(move.id, move.what, move.old, move.new) for move in found]


def result(found, name):
    """Return the entry of a result."""
    return next(entry for entry in found["results"] if entry["id"] == name)


def test_compare_finds_nothing_between_a_build_and_itself(tmp_path):
    """No move of any kind."""
    found = differences(tmp_path, OLD, OLD)
    assert found.none
    assert found.unprinted == 0
    assert as_text(found).splitlines()[-1] == "No reported result differs."


def test_compare_gives_changed_values_in_reported_terms(tmp_path):
    """The whole result, what the prose shows of it, and the means of its groups."""
    found = differences(tmp_path, OLD, NEW)
    assert moves(found.changed) == [
        (
            "entry-low",
            "",
            "8 of 21 (38%), 95% CI [21%, 59%]",
            "11 of 21 (52%), 95% CI [32%, 72%]",
        ),
        (
            "entry-mood",
            "",
            result(OLD, "entry-mood")["reported"],
            result(NEW, "entry-mood")["reported"],
        ),
        ("entry-mood", "groups.inpatient.mean", "28.29", "35.29"),
        (
            "entry-mood-change",
            "",
            result(OLD, "entry-mood-change")["reported"],
            result(NEW, "entry-mood-change")["reported"],
        ),
        ("entry-mood-change", "before.mean", "27.24", "29.57"),
    ]
    assert found.unprinted == 0
    assert {(m.chapter, m.title) for m in found.changed} == {
        ("chapters/06-entry", "At treatment entry")
    }


def test_compare_looks_at_what_either_edition_showed(tmp_path):
    """A field that the old prose showed counts, though the new prose does not."""
    old, new = deepcopy(OLD), deepcopy(NEW)
    use = {"page": "front/abstract", "reference": "entry-mood.p_value", "words": ".237"}
    result(old, "entry-mood")["shown"].append(use)
    assert ("entry-mood", "p_value", ".237", "< .001") in moves(
        differences(tmp_path, old, new).changed
    )


def test_compare_finds_results_that_crossed_the_level(tmp_path):
    """In either direction, and contrasts under their groups."""
    contrasts = [
        "contrasts.prison-inpatient",
        "contrasts.inpatient-outpatient",
    ]
    there = differences(tmp_path, OLD, NEW).crossed
    back = differences(tmp_path, NEW, OLD).crossed
    assert [m.what for m in there] == ["p_value", *contrasts]
    assert [(m.old, m.new) for m in back] == [(m.new, m.old) for m in there]
    assert there[0].old == ".237"
    assert there[0].new == "< .001"


def test_compare_does_not_call_a_p_value_of_exactly_the_level_small(tmp_path):
    """Below .05 and not below it are the two sides."""
    old, new = deepcopy(OLD), deepcopy(OLD)
    record = result(old, "entry-mood-change")["record"]
    result(old, "entry-mood-change")["record"] = rebuilt(record, p_value=0.0499999)
    result(new, "entry-mood-change")["record"] = rebuilt(record, p_value=0.05)
    found = differences(tmp_path, old, new)
    assert moves(found.crossed) == [
        ("entry-mood-change", "p_value", "0.0499999", "0.05")
    ]
    assert found.unprinted == 1


def test_compare_finds_claims_that_flipped_or_were_redefined(tmp_path):
    """A claim that needs something else now is not the same claim."""
    new = deepcopy(OLD)
    new["claims"][0]["holds"] = False
    found = differences(tmp_path, OLD, new)
    condition = "the mean change in mood is below zero"
    assert moves(found.claims) == [
        ("mood-falls", condition, "supported", "not supported")
    ]
    assert moves(differences(tmp_path, new, OLD).claims) == [
        ("mood-falls", condition, "not supported", "supported")
    ]
    new = deepcopy(OLD)
    new["claims"][0]["condition"] = "the mean change is below -1"
    assert moves(differences(tmp_path, OLD, new).claims) == [
        ("mood-falls", "condition", condition, "the mean change is below -1")
    ]


def test_compare_finds_what_was_added_and_removed(tmp_path):
    """Results as reported, claims with their condition."""
    new = deepcopy(OLD)
    new["results"].pop(0)
    new["claims"].pop(0)
    removed = [
        ("entry-low", "result", "", "8 of 21 (38%), 95% CI [21%, 59%]"),
        ("mood-falls", "claim", "", "the mean change in mood is below zero: supported"),
    ]
    assert moves(differences(tmp_path, OLD, new).removed) == removed
    assert moves(differences(tmp_path, new, OLD).added) == removed


def test_compare_counts_what_no_reader_can_see(tmp_path):
    """A change beyond the printed decimals is not a changed value."""
    new = deepcopy(OLD)
    record = result(new, "entry-mood")["record"]
    result(new, "entry-mood")["record"] = rebuilt(
        record, statistic=record["statistic"] + 1e-9
    )
    found = differences(tmp_path, OLD, new)
    assert found.none
    assert found.unprinted == 1
    assert as_text(found).endswith("Beyond the printed decimals only: 1 result.")


def test_compare_reads_records_of_another_form_by_their_words(tmp_path):
    """An older build may have records that are not read any more."""
    old = deepcopy(OLD)
    for entry in old["results"]:
        entry["record"] = {"version": 0, "record": "Comparison"}
    found = moves(differences(tmp_path, old, OLD).changed)
    assert ("entry-mood", "groups.prison.mean", "28.14", "28.14") not in found
    assert ("entry-mood", "groups.inpatient.mean", "–", "28.29") in found


@settings(max_examples=8, deadline=None)
@given(st.dictionaries(st.sampled_from(list(MOOD)), st.integers(-3, 3)))
def test_compare_is_the_same_in_both_directions(tmp_path_factory, shifts):
    """Old and new change places; what was added is what was removed."""
    folder = tmp_path_factory.mktemp("both")
    shifted = {g: [v + shifts.get(g, 0) for v in values] for g, values in MOOD.items()}
    new = statistics(shifted)
    new["results"].pop()
    there, back = differences(folder, OLD, new), differences(folder, new, OLD)
    for one, other in (
        (there.changed, back.changed),
        (there.crossed, back.crossed),
        (there.claims, back.claims),
    ):
        turned = [replace(move, old=move.new, new=move.old) for move in other]
        assert sorted(one, key=repr) == sorted(turned, key=repr)
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.unprinted == back.unprinted


def test_as_text_groups_moves_by_chapter(tmp_path):
    """Both builds first, then each kind of move."""
    new = deepcopy(OLD)
    new["thesis"].update(commit="abc1234", clean=False)
    for entry in new["results"]:
        entry["title"] = "Outcomes" if entry["id"] == "entry-low" else entry["title"]
    new["results"][0]["reported"] = "9 of 21 (43%), 95% CI [24%, 63%]"
    new["results"][1]["n"] = 20
    found = differences(tmp_path, OLD, new)
    assert as_text(found).splitlines() == [
        f"old: {tmp_path}/old.json; commit not known; Simulated data",
        f"new: {tmp_path}/new.json; commit abc1234, with changes that were not "
        "committed; Simulated data",
        "",
        "Reported values that changed (2)",
        "  Outcomes",
        "    entry-low: 8 of 21 (38%), 95% CI [21%, 59%] → "
        "9 of 21 (43%), 95% CI [24%, 63%]",
        "  At treatment entry",
        "    entry-mood (n): 21 → 20",
    ]


def test_as_json_holds_every_move(tmp_path):
    """The same as the text, for programs."""
    told = json.loads(json.dumps(as_json(differences(tmp_path, OLD, NEW))))
    assert list(told) == [
        "version",
        "old",
        "new",
        "claims",
        "crossed",
        "changed",
        "added",
        "removed",
        "unprinted",
        "reworded",
    ]
    assert told["old"]["fingerprint"] == "f00d"
    assert told["changed"][2] == {
        "chapter": "chapters/06-entry",
        "title": "At treatment entry",
        "id": "entry-mood",
        "what": "groups.inpatient.mean",
        "old": "28.29",
        "new": "35.29",
    }


def test_compare_tells_other_words_from_other_numbers(tmp_path):
    """A label that nobody prints on its own is no number beyond the decimals."""
    old, new = deepcopy(OLD), deepcopy(OLD)
    record = result(new, "entry-mood-change")["record"]
    result(new, "entry-mood-change")["record"] = rebuilt(record, outcome="Low mood")
    found = differences(tmp_path, old, new)
    assert (found.unprinted, found.reworded) == (0, 1)
    assert as_text(found).endswith(
        "In labels or in how they were asked for only: 1 result."
    )
