"""What checks found, as a table, as lines and as JSON."""

from reported.findings import Check, Finding, as_json, listing


def test_a_listing_puts_every_fault_under_its_check():
    """The table first; a long value is cut in its line only."""
    finding = Finding(place="a.md:3", rule="is wrong", value="x" * 101, hint="mend it")
    checks = [
        Check(name="one", looked_at="1 page", findings=()),
        Check(name="another", looked_at="20 pages", findings=(finding,)),
    ]
    assert listing(checks).splitlines() == [
        "Check    Looked at  Verdict",
        "one      1 page     ok",
        "another  20 pages   FAILED (1)",
        "",
        "another:",
        f"  a.md:3: is wrong, got '{'x' * 99}…'; mend it",
    ]
    assert as_json(checks)["checks"][1]["findings"][0]["value"] == "x" * 101
