"""Read numbers that are written in words, and know what a number counts."""

import re
from fractions import Fraction


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a list that stands in one text."""
    return tuple(text.split())


ONES = {
    word: number
    for number, word in enumerate(
        words_of(
            "zero one two three four five six seven eight nine ten eleven twelve "
            "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        )
    )
} | {"nought": 0}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        words_of("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
LARGE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6}
LARGE |= {f"{word}s": number for word, number in LARGE.items()}
PARTS = {
    word: Fraction(1, number)
    for number, word in enumerate(
        words_of("half third quarter fifth sixth seventh eighth ninth tenth"), start=2
    )
} | {"twelfth": Fraction(1, 12), "hundredth": Fraction(1, 100)}
NUMBERS = frozenset(ONES) | frozenset(TENS) | frozenset(LARGE)
#: Names of parts as they follow a number: a quarter, two thirds.
FRACTIONS = PARTS | {
    "halves" if word == "half" else f"{word}s": part for word, part in PARTS.items()
}
TIMES = {"twice": 2, "thrice": 3, "double": 2, "triple": 3}

PEOPLE = """
man men woman women boy boys girl girls person persons people participant participants
patient patients prisoner prisoners inmate inmates inpatient inpatients outpatient
outpatients in-patient in-patients out-patient out-patients interviewee interviewees
respondent respondents client clients adult adults individual individuals subject
subjects user users drinker drinkers offender offenders detainee detainees volunteer
volunteers recruit recruits completer completers member members staff worker workers
partner partners coder coders
"""
MEASURES = """
answer answers response responses point points day days night nights week weeks
fortnight fortnights month months year years decade decades hour hours minute minutes
percent percentage time times fold interview interviews transcript transcripts
conviction convictions sentence sentences arrest arrests episode episodes passage
passages excerpt excerpts turn turns coding codings lapse lapses relapse relapses death
deaths score scores rating ratings unit units
"""
#: What *one* counts before; before other things it is an article.
UNITS = words_of("point day night week month year decade hour minute percentage")
#: What a number in words may stand before to count as a number.
COUNTED = frozenset(words_of(f"{PEOPLE} {MEASURES}"))


def value_of(words: str) -> Fraction | None:
    """Return the number that digits or words say; None if they say none.

    Parameters
    ----------
    words : str
        Such as ``1,200``, ``.5``, ``thirty-seven``, ``a dozen``, ``two thirds`` or
        ``one hundred and five``; capitals do not matter.

    Examples
    --------
    >>> [str(value_of(words)) for words in ("Thirty-seven", "two thirds", "few")]
    ['37', '2/3', 'None']
    """
    plain = words.casefold().replace("−", "-")
    if re.fullmatch(r"[-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)", plain):
        return Fraction(plain.replace(",", ""))
    total, current, seen = Fraction(0), Fraction(0), False
    for word in re.split(r"[\s-]+", plain):
        if word in ("a", "an", "and"):
            continue
        if word in TIMES and not seen:
            current = Fraction(TIMES[word])
        elif word in ONES or word in TENS:
            current += ONES.get(word, TENS.get(word, 0))
        elif word in LARGE:
            current = (current or Fraction(1)) * LARGE[word]
            if LARGE[word] >= 1000:
                total, current = total + current, Fraction(0)
        elif word in FRACTIONS:
            current = (current or Fraction(1)) * FRACTIONS[word]
        else:
            return None
        seen = True
    return total + current if seen else None
