"""What is published is shown, ids are unique, and claims hold or are named."""

import re

from example_build import ABSTRACT, bare, faults

from reported.checks.register import unused


def test_check_finds_what_is_published_and_never_shown(small):
    """A result, and a claim."""
    small.result("entry-low")["shown"] = []
    small.statistics["claims"][0]["shown"] = []
    small.save()
    assert faults(small.root)["no unused result"] == [
        "book/chapters/06-entry.md:9: result entry-low is published and shown nowhere; "
        "refer to it with {stat}, or do not publish it",
        "book/chapters/06-entry.md:6: claim mood-falls is published and shown nowhere; "
        "refer to it with {claim}, or do not publish it",
    ]


def test_check_takes_what_a_sentence_rests_on_for_a_use(small):
    """No number of it need be printed."""
    small.statistics["claims"][0]["rests_on"].append("entry-low")
    small.result("entry-low")["shown"] = []
    small.save()
    assert "no unused result" not in faults(small.root)


def test_check_asks_for_no_use_of_what_could_not_be_computed(small):
    """There is no number of it that could be shown."""
    small.result("entry-low")["shown"] = []
    small.result("entry-low")["record"]["record"] = "NotComputed"
    assert unused(bare(**small.statistics)).findings == ()


def test_check_takes_a_table_for_a_use(small):
    """A result need not stand in the text as well."""
    small.edit(
        f"book/_build/html/{ABSTRACT}.html",
        '<a class="stat" data-stat="entry-low"',
        '<table id="entry-tab"><tr><td><a class="stat" data-stat="entry-low"',
    )
    small.result("entry-low")["shown"][0]["table"] = "entry-tab"
    small.save()
    found = faults(small.root)
    assert "no unused result" not in found
    assert "the register says where each number is used" not in found


def test_check_says_why_a_claim_cannot_be_judged(small):
    """And which numbers one that fails looks at."""
    claim = small.statistics["claims"][0]
    claim.update(holds=False, undecided="p of mood: one group only")
    small.save()
    (line,) = faults(small.root)["claims hold"]
    assert line == (
        "book/chapters/06-entry.md:6: claim mood-falls cannot be judged, because p of "
        "mood: one group only; it needs that the mean change in mood is below zero; "
        "rewrite the sentence on front/abstract"
    )
    claim.update(undecided="", numbers=["entry-mood-change.conf_high", "entry-mood.no"])
    small.save()
    (line,) = faults(small.root)["claims hold"]
    assert re.search(r"\(entry-mood-change.conf_high: −\d.92; entry-mood.no: F\(", line)


def test_check_finds_claims_that_do_not_hold(small):
    """With the condition, what it rests on as reported, and the page to rewrite."""
    claim = small.statistics["claims"][0]
    claim.update(holds=False, rests_on=["entry-low", "entry-anger"])
    small.save()
    assert faults(small.root) == {
        "claims hold": [
            "book/chapters/06-entry.md:6: claim mood-falls rests on a result that is "
            "not published, got 'entry-anger'; correct the id",
            "book/chapters/06-entry.md:6: claim mood-falls does not hold: it needs "
            "that the mean change in mood is below zero (entry-low: 8 of 21 (38%), 95% "
            "CI [21%, 59%]; entry-anger: not published); rewrite the sentence on "
            "front/abstract",
        ]
    }


def test_check_finds_a_claim_that_does_not_hold_and_stands_nowhere(small):
    """It is made all the same, and counts."""
    small.statistics["claims"][0].update(holds=False, shown=[])
    small.save()
    (told,) = faults(small.root)["claims hold"]
    assert told.startswith(
        "book/chapters/06-entry.md:6: claim mood-falls does not hold"
    )
    assert told.endswith("; rewrite the sentence on no page")


def test_check_finds_an_id_published_twice(small):
    """Both places are named."""
    again = {**small.result("entry-low"), "chapter": "chapters/07-outcomes", "line": 3}
    small.statistics["results"].append(again)
    small.save()
    assert faults(small.root) == {
        "ids are unique": [
            "book/chapters/07-outcomes.md:3: result entry-low is published here and at "
            "book/chapters/06-entry.md:9; rename one of them"
        ]
    }
