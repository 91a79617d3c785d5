"""Numbers of prisons and the police are found, and what only resembles one is not."""

import pytest
from example_names import NONE, redacted

from disclosure._custody_numbers import find_custody_numbers
from disclosure.redaction import redact

PRISON = (
    "A1234BC",
    "a1234bc",
    "A1234bc",
    "a1234BC",
    "A 1234 BC",
    "A1234 BC",
    "A-1234-BC",
    "AB1234",
    "HV 5678",
)


@pytest.mark.parametrize("number", PRISON)
def test_prison_numbers_are_found_old_and_new(number):
    """In capitals or run together, with blanks or hyphens in them."""
    assert redacted(f"I was {number}, in Kent") == "I was [prison number], in Kent"


@pytest.mark.parametrize("number", ["ab1234", "AB 2009", "a 2009 bc", "Hv 5678"])
def test_in_other_writing_it_has_to_be_called_a_number(number):
    """Shortly before it."""
    assert redacted(f"my prison number is {number}.").endswith("is [prison number].")
    assert redact(f"so {number}.", NONE).replacements == ()


@pytest.mark.parametrize(
    "called",
    ["prison number is ", "Prisoner No. ", "inmate's id was ", '"prison_number": "'],
)
def test_figures_alone_have_to_be_called_so(called):
    """Right before them."""
    assert redacted(f"my {called}123456.") == f"my {called}[prison number]."


#: The letter is that of the remainder by 23: 99 0123456 leaves 21, which is X, and
#: 20 0000009 leaves 13, N.
POLICE = (
    "99/123456X",
    "1999/0123456X",
    "02/123456k",
    "20/9N",
    "2002/0123456 K",
    "123456/99A",
    "SF39/1234X",
    "sf 39/12345x",
)


@pytest.mark.parametrize("number", POLICE)
def test_numbers_of_the_police_are_found(number):
    """Of the national computer and of the records office; a short one by its letter."""
    assert redacted(f"PNC {number}.") == "PNC [police number]."


@pytest.mark.parametrize(
    "text",
    [
        "in 2009 AD, A 2009 UK survey, IN 2009, TV 2000, OR 1234",
        "AB12345, ABC1234, A12345B, A123BC, A1234B, A1234BCD, A1234BC5",
        "a 1234 bc, ab1234, Ab1234, A1234.5, ISO 8601, CD005031.pub4",
        "prison numbers rose to 85000, prison number 85,000, in prison 1234 days",
        "20/9M, 1/2, 12/24 men, 20/9, 24/7x, 1234/5678, pages 12/13A",
        "W163-W194, 10.1002/14651858.CD003409.pub4, 978-1-906246-04-4",
    ],
)
def test_what_only_resembles_such_a_number_stays(text):
    """Years, works, pages and measures."""
    assert redact(text, NONE).replacements == ()


def test_a_commit_that_is_published_is_no_prison_number():
    """In a transcript it would be one."""
    for text, numbers in (("at a1234bc", 0), ("prison number a1234bc", 1)):
        assert len(list(find_custody_numbers(text, published=True))) == numbers
        assert len(list(find_custody_numbers(text, published=False))) == 1
    assert list(find_custody_numbers("z1234xy", published=True))
