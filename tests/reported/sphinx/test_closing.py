"""What a build says last of its claims and of text about other data."""

import pytest
from example_domain import claim, domain

from reported.sphinx.closing import closing_lines


def claims(fail=0, undecided=0, hold=1):
    """Return a domain with so many claims of each kind, on two pages."""
    made = domain()
    kinds = [("fails", False, "")] * fail + [("open", False, "no group")] * undecided
    kinds += [("holds", True, "")] * hold
    pages = {"b": {}, "a": {}}
    for i, (word, holds, why) in enumerate(kinds):
        one = claim(f"{word}-{i}", []) | {"holds": holds, "undecided": why}
        pages["ab"[i % 2]][one["id"]] = one
    made.data["claims"] = pages
    return made


@pytest.mark.parametrize(
    ("hold", "said"),
    [(0, []), (1, ["1 claim, which holds"]), (187, ["187 claims, all hold"])],
)
def test_where_all_is_well_one_line_says_so(hold, said):
    """None of a book without claims."""
    assert closing_lines(claims(hold=hold), 0, "back/register") == said


def test_claims_that_fail_or_are_open_are_named_with_their_pages():
    """By page; ten at most of each kind, and how many more; all are on one page."""
    lines = closing_lines(claims(fail=12, undecided=1), 0, "back/register")
    assert lines == [
        "14 claims",
        "  12 not supported by these data:",
        *[f"    fails-{i} (a)" for i in (0, 2, 4, 6, 8, 10)],
        *[f"    fails-{i} (b)" for i in (1, 3, 5, 7)],
        "    and 2 more",
        "  1 cannot be judged with these data:",
        "    open-12 (a)",
        "  all claims stand with their conditions on the page back/register",
    ]
    ten = closing_lines(claims(fail=10), 0, "")
    assert len(ten) == 12
    assert "more" not in ten[-1]


def test_sentences_about_simulated_data_are_counted():
    """Where the data are others; see the test of the small book."""
    assert closing_lines(claims(), 2, "") == [
        "1 claim, which holds",
        "  2 sentences speak of simulated data outside of {stand-in}, which these are "
        "not; the check of the book lists where",
    ]
    (_, one) = closing_lines(claims(hold=0), 1, "")
    assert one.startswith("  1 sentence speaks of")
