"""A name that is not there is answered by those that are near."""

import pytest

from results.near_names import did_you_mean


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("mod", ["mood", "age"], "did you mean 'mood'?"),
        ("abcd", ["abce", "abcf", "abce"], "did you mean 'abcf' or 'abce'?"),
        ("abc", [f"abc{n}" for n in range(5)], "did you mean 'abc4' or 'abc3' or"),
        (7, [77, "mood"], "did you mean '77'?"),
        ("mood", ["age"], ""),
        ("mood", [], ""),
    ],
)
def test_up_to_three_names_are_near(name, known, said):
    """Each once, whatever the names are; nothing where none is."""
    found = did_you_mean(name, known)
    assert found.startswith(said)
    assert bool(found) == bool(said)
    assert found.count("'") <= 6
