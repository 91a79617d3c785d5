"""The page on what R found is read again with a new report, and with new results."""

from example_domain import change, domain, environment

from reported.recomputing.verifying import record_hash
from reported.sphinx import verification


def test_the_page_is_outdated_by_another_report_alone():
    """Also by one that is gone; a page that is not there is never read."""
    made = domain()
    made.data["verification"] = "entry"
    env = environment(made)
    pages = (set(), set(), set())

    def outdated(report):
        made.report = report
        return verification._outdated(None, env, *pages)

    assert outdated({"ok": True}) == ["entry"]
    assert outdated({"ok": True}) == []
    assert outdated({"ok": False}) == ["entry"]
    assert outdated(None) == ["entry"]
    env.found_docs = {"abstract", "entry"}
    made.data["recomputed_with"] = "abstract"
    assert outdated({"ok": True}) == ["abstract", "entry"]
    made.data["recomputed_with"] = None
    made.data["verification"] = "removed"
    assert outdated({"ok": True}) == []


def test_the_page_is_written_again_when_a_result_is_no_longer_vouched_for():
    """The report is the same, but not of this result."""
    made = domain()
    made.data["verification"] = "entry"
    env = environment(made)
    record = made.data["results"]["entry"]["entry-mood"]["result"]
    row = {"id": "entry-mood", "hash": record_hash(record), "verdict": "agrees"}
    made.report = {"results": [row]}
    assert verification._changed_page(None, env) == ["entry"]
    assert verification._changed_page(None, env) == []
    change(made, n_missing=9)
    assert verification._changed_page(None, env) == ["entry"]
    assert verification._changed_page(None, env) == []
