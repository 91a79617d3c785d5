"""Dates are found as people write and say them, and what only resembles one is not."""

from datetime import date
from itertools import product

import pytest
from example_names import NONE, redacted
from hypothesis import given
from hypothesis import strategies as st

from disclosure._written_dates import find_dates
from disclosure.redaction import redact

FOUND = [
    ("on 12/03/2009, 12.3.09, 1-2-09, 3/30/2009", "on [date], [date], [date], [date]"),
    ("2009-03-12 and 2009/3/12", "[date] and [date]"),
    ("12 March 2009. 12th of March, 12 Mar 09.", "[date]. [date], [date]."),
    ("March 12th, March 12, 2009, March the 12th", "[date], [date], [date]"),
    ("the twenty-first of June 2009 or second of may", "the [date] or [date]"),
    ("in May 2009, on 12-14 March", "in [date], on [date]"),
    ("on the 12th-14th of May", "on the [date]"),
    ("on 12 March. Then", "on [date]. Then"),
    ("Sept. 3rd ’08 and 3 september", "[date] and [date]"),
    ("the twelfth of March two thousand and nine", "the [date]"),
    ("March two thousand and nine, May twenty oh nine", "[date], [date]"),
    ("on the 3rd of june nineteen ninety-eight.", "on the [date]."),
    (
        "twelve March two thousand, march the second, two thousand nine",
        "[date], [date]",
    ),
    (
        "March twenty-one nineteen eighty, one may two thousand and ten",
        "[date], [date]",
    ),
    ("In March nineteen ninety eight I", "In [date] I"),
    ("12 march 2009, 12-Mar-2009, june 3, 2009", "[date], [date], [date]"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dates_are_found_by_their_form(text, expected):
    """Each gives way to its mark; what stands around it stays."""
    assert redacted(text) == expected


PASSED = [
    "13/13/2009, 32/1/09, 0/1/09, 2009-13-32, section 1.2.3, 1.2.3.04",
    "they march 12 miles, the second may be, he may 12 times, all 12 may go",
    "in 2009, on Monday, 3 of 12, 12 Marchers, may first",
    "in two thousand and nine, since nineteen ninety-eight, by twenty twenty",
    "may one ask, two may, they march twelve miles, one of May's, nine of March's",
    "12 3 2009 and 12/03-2009",
]


@pytest.mark.parametrize("text", PASSED)
def test_what_only_resembles_a_date_stays(text):
    """Near misses of every form."""
    assert redact(text, NONE).replacements == ()
    assert redacted(text) == text


ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
#: How a day may be written, with its month by name or by number.
WAYS = (
    "{day} {name} {year}",
    "{day}{th} of {name} {year}",
    "{day}{th} {small}",
    "{name} {day}, {year}",
    "{name} the {day}{th}",
    "{day}-{short}-{year}",
    "{day} {short} '{two:02}",
    "{day}/{month}/{year}",
    "{day:02}.{month:02}.{two:02}",
    "{month}-{day}-{year}",
    "{year}-{month:02}-{day:02}",
)


@given(
    day=st.dates(date(1900, 1, 1), date(2029, 12, 31)),
    way=st.sampled_from(WAYS),
    before=st.sampled_from(["", "on ", "(", "it was\n"]),
    after=st.sampled_from(["", ".", ", then", ")", "\nand"]),
)
def test_every_day_is_found_in_every_way_of_writing_it(day, way, before, after):
    """From its first character to its last, and nothing beyond it."""
    written = way.format(
        day=day.day,
        th=ENDINGS.get(day.day, "th"),
        month=day.month,
        name=f"{day:%B}",
        small=f"{day:%B}".lower(),
        short=f"{day:%b}",
        year=day.year,
        two=day.year % 100,
    )
    places = list(find_dates(before + written + after))
    whole = (len(before), len(before) + len(written))
    assert whole in places
    assert all(whole[0] <= start < end <= whole[1] for start, end in places)


@pytest.mark.parametrize("form", ["{}/{}/2009", "{}.{}.09", "2009-{}-{}"])
def test_numbers_are_a_date_where_they_can_be_a_day_and_a_month(form):
    """In whichever order."""
    for pair in product(range(36), repeat=2):
        text = form.format(*pair)
        legal = any(1 <= m <= 12 and 1 <= d <= 31 for m, d in (pair, pair[::-1]))
        assert list(find_dates(text)) == ([(0, len(text))] if legal else [])
