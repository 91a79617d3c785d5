"""A list of what may be typed is refused where it has a fault."""

import pytest
from example_typed import listed

from results import DataError

FAULTY = {
    "- {phrase: a, text: b}": "exceptions[0].reason: is missing",
    "- {file: a, phrase: a b c, reason: d}": "exceptions[0].file: is not a key",
    "- {phrase: 37 men, reason: a}": "has 2 words; name a phrase of 3 to 12 words",
    f"- {{phrase: '{'a ' * 13}', reason: a}}": "has 13 words; name a phrase of 3 to 12",
    "- {phrase: a b c, reason: ' '}": "exceptions[0].reason: is empty; say why",
    "- {phrase: a b c, reason: d}\n- {phrase: A b  c, reason: d}": "stands twice",
    "\n".join(f"- {{phrase: a b c{n}, reason: d}}" for n in range(61)): "more than 60",
}


@pytest.mark.parametrize("entries", FAULTY)
def test_a_faulty_exception_is_refused(tmp_path, entries):
    """No reason, too short, too long, twice, for a file, or too many."""
    with pytest.raises(DataError) as caught:
        listed(tmp_path, f"constants: []\nexceptions:\n{entries}\n")
    assert FAULTY[entries] in str(caught.value)


FAULTY_CONSTANTS = {
    "{words: ['{} men'], data: [study.women]}": "is no fact that is read; one of",
    "{words: [the men], data: [study.men]}": "has 0 places {} for 1 value",
    "{words: ['{}'], data: [study.men]}": "names nothing beside the number",
    "{words: ['{} a', '{} a'], data: [study.men]}": "stands twice; take one out",
}


@pytest.mark.parametrize("entry", FAULTY_CONSTANTS)
def test_a_faulty_constant_is_refused(tmp_path, entry):
    """No such fact, no place for the number, no noun, twice."""
    with pytest.raises(DataError) as caught:
        listed(tmp_path, f"constants:\n- {entry}\nexceptions: []\n")
    assert FAULTY_CONSTANTS[entry] in str(caught.value)
