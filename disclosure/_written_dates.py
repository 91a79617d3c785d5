"""Dates as people write them and as a transcriber writes what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

YEAR = r"(?:1[89]|20)\d\d(?!\d)"
LONG = (
    "january|february|april|june|july|august|september|october|november|december|"
    "jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
#: Words of everyday English as well: in small letters they need an ordinal or a year.
WORDS = "March|MARCH|Mar|MAR|May|MAY"
#: The point of an abbreviation goes with it, the end of a sentence does not.
AFTER = r"(?![^\W\d_])(?:\.(?=[\s/-]?'?\d))?"
CAPITAL = rf"(?:(?i:{LONG})|{WORDS}){AFTER}"
ANY = rf"(?i:{LONG}|{WORDS}){AFTER}"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
TENTHS = (
    "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    "eighteenth|nineteenth|twentieth|thirtieth"
)
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
#: From one to ninety-nine.
TWO_FIGURES = rf"(?:(?:{TENS})(?:[\s-](?:{ONES}))?|{TEENS}|{ONES})"
#: A year as it is said: two thousand and nine, nineteen ninety-eight, twenty oh nine.
SAID = (
    rf"(?i:two[\s-]thousand(?:(?:\s+and)?[\s-]{TWO_FIGURES})?"
    rf"|(?:eighteen|nineteen|twenty)[\s-](?:hundred(?:\s+and\s+{TWO_FIGURES})?"
    rf"|(?:oh?|nought|zero)[\s-](?:{ONES})|(?:{TENS})(?:[\s-](?:{ONES}))?|{TEENS})"
    rf"|(?:{TENS})[\s-](?:{ONES}))(?!\w)"
)
COUNTED = rf"(?i:(?:twenty|thirty)(?:[\s-](?:{ONES}))?|{TEENS})(?!\w)"  # from ten on
COUNTED_LOW = rf"(?i:{ONES})(?!\w)"
SPOKEN = rf"(?i:(?:twenty|thirty)[\s-](?:{UNITS})|{UNITS}|{TENTHS})(?!\w)"
ORDINAL = rf"{DAY}\s?(?i:st|nd|rd|th)(?!\w)"
OF = r"(?:\s+(?:of\s+)?|[-/.])"
LATER = rf"(?:(?:\s*,\s*|\s+|[-/.])(?:{YEAR}|{SAID}|'?0\d(?!\d)|'\d\d(?!\d)))"
RANGE = rf"(?:{DAY}(?i:st|nd|rd|th)?\s?-\s?)?"
START = r"(?<!\w)(?<!\d[/.-])"

FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{START}{RANGE}{ORDINAL}{OF}{ANY}{LATER}?",  # 12th of March 2009
        rf"{START}{SPOKEN}{OF}{CAPITAL}{LATER}?",  # twelfth March
        rf"{START}{SPOKEN}\s+of\s+{ANY}{LATER}?",  # twelfth of march
        rf"{START}{SPOKEN}{OF}{ANY}{LATER}",  # twelfth march two thousand and nine
        rf"{START}{ANY}\s+(?:the\s+)?{SPOKEN}{LATER}",
        rf"{START}(?:{COUNTED}|{COUNTED_LOW})\s+(?:of\s+)?{ANY}{LATER}",
        rf"{START}{COUNTED}\s+(?:of\s+)?{CAPITAL}",  # twelve March
        rf"{START}{CAPITAL}\s+(?:the\s+)?{COUNTED}{LATER}?",  # March twelve
        rf"{START}{CAPITAL}\s+(?:the\s+)?{COUNTED_LOW}{LATER}",
        rf"{START}{RANGE}{DAY}{OF}{ANY}{LATER}",  # 12 march 2009
        rf"{START}{RANGE}{DAY}{OF}{CAPITAL}",  # 12 March
        rf"{START}{ANY}\s+(?:the\s+)?{ORDINAL}{LATER}?",  # March the 12th
        rf"{START}{CAPITAL}\s+(?:the\s+)?{SPOKEN}{LATER}?",  # March the twelfth
        rf"{START}{ANY}\s+{DAY}(?!\d)(?:\s*,\s*|\s+)(?:{YEAR}|{SAID})",
        rf"{START}{CAPITAL}\s+{DAY}(?![\d%])(?![.,]\d)",  # March 12
        rf"{START}{CAPITAL}(?:\s*,\s*|\s+(?:of\s+)?|[-/])"
        rf"(?:{YEAR}|{SAID}|'\d\d(?!\d))",
    )
)
NUMERIC = re.compile(
    r"(?<!\d)(?<!\d[/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?"
    r"(\d{4}|\d{2})(?!\d)(?![/.-]\d)"
)
ISO = re.compile(
    r"(?<!\d)(?<!\d[/.-])(?:1[89]|20)\d\d([/.-])(\d{1,2})\1(\d{1,2})"
    r"(?!\d)(?![/.-]\d)"
)


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Find dates: day and month, with or without a year, and month and year.

    Parameters
    ----------
    text : str
        Folded.

    Yields
    ------
    tuple of (int, int)
        Start and end, form by form; places may overlap. A year alone, a day of the
        week, an age and a feast day are no dates here. Where words allow two
        readings ("In May 12 people left") the date is taken.

    Examples
    --------
    >>> text = "on the 12th of March, in May 2008, on 1.2.09 and on 2009-03-12"
    >>> [text[start:end] for start, end in find_dates(text)]
    ['12th of March', 'May 2008', '1.2.09', '2009-03-12']
    """
    for form in FORMS:
        yield from (match.span() for match in form.finditer(text))
    for match in NUMERIC.finditer(text):
        if _is_day(int(match[1]), int(match[3])):
            yield match.span()
    for match in ISO.finditer(text):
        if _is_day(int(match[3]), int(match[2])):
            yield match.span()


def _is_day(first: int, second: int) -> bool:
    """Return whether two numbers are a day and a month, in whichever order."""
    low, high = sorted((first, second))
    return 1 <= low <= 12 and high <= 31
