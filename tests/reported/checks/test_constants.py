"""Constants of the design are found by their wording."""

from reported.checks.constants import places_of


def test_a_wording_matches_across_lines_and_in_any_capitals():
    """As a whole: no part of a longer number or word."""
    found = list(
        places_of("at {} months", "At\nsix months; at 16 months; at 6 monthss")
    )
    assert [stand.values for stand in found] == [(6,), (16,)]
    assert not list(places_of("{} men", "many men, wo7 men"))
