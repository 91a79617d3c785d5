"""Tests and p values as they were printed: found in a text, with all their digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: How many degrees of freedom each statistic has.
DEGREES = {"F": 2, "H": 1, "r": 1, "rs": 1, "t": 1, "z": 0, "χ²": 1}

NUMBER = r"\d*\.?\d+"
#: Methods that adjust p values for their number, as they are named before a p.
METHODS = (
    r"Benjamini\s*[-–]\s*Hochberg|Bonferroni|Dunnett|Games\s*[-–]\s*Howell|Hochberg|"
    r"Holm|Scheffé|Šidák|Tukey"
)
ADJUSTED = rf"(?:(?P<correction>{METHODS})\s*[-–]?\s*)?adjusted\s*(?:exact\s*)?"
SIGN_AND_P = rf"p\s*(?P<sign>[=<>])\s*(?P<p>{NUMBER})"
#: A test in APA form. Spaces may be missing, as in the text of a PDF.
TEST = re.compile(
    rf"(?:(?P<name>rs|[FHrt]|χ[²2])\s*\(\s*(?P<dof>{NUMBER})"
    rf"(?:\s*,\s*(?:N\s*=\s*\d+|(?P<dof_resid>{NUMBER})))?\s*\)"
    r"|(?<![A-Za-z])(?P<z>z))"
    rf"\s*=\s*(?P<statistic>[−-]?\s*{NUMBER})\s*[,;]"
    rf"\s*(?:{ADJUSTED})?{SIGN_AND_P}"
)
#: A p value, with what may stand before it; never the end of another word.
P_VALUE = re.compile(
    rf"(?:{ADJUSTED}|(?P<exact>(?:one-sided\s*)?exact|one-sided)\s*"
    rf"|(?<!\w)(?P<ranked>[UVWτ])\s*=\s*[−-]?{NUMBER}\s*,\s*|(?<!\w)){SIGN_AND_P}",
    re.IGNORECASE,
)
#: Statistics of ordered values, whose p cannot be found again without these.
RANKED = {
    "U": "Mann-Whitney",
    "V": "signed ranks",
    "W": "Shapiro-Wilk or Wilcoxon",
    "τ": "Kendall",
}
#: The ends of the scale; no other p value is printed with such a sign.
ENDS = (("<", ".001"), (">", ".999"))
#: The year of a cited work, which closes a bracket or opens one.
YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\)|\((?:19|20)\d\d[a-z]?\b")
SENTENCE_END = re.compile(r"[.!?][)\]’”]*\s+(?=[A-Z‘“(])|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTest:
    """A test as it was printed: every number with the decimals that a reader sees."""

    text: str  # the whole of it
    start: int  # where it starts in the text that was searched
    end: int
    name: str
    dof: tuple[str, ...]
    statistic: str
    sign: str  # of p: =, < or >
    p: str
    correction: str = ""  # the method that is named as having adjusted p


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedP:
    """A p value as it was printed, and what it stands with."""

    text: str  # with what stands before it and says what it is
    start: int  # where `text` starts in the text that was searched
    kind: str  # test, adjusted, exact test, one of RANKED, limit, cited or alone
    correction: str  # the method that adjusted it; "" if none is named


def reported_tests(text: str) -> Iterator[ReportedTest]:
    """Find every test in APA form, such as ``F(2, 45.98) = 0.09, p = .916``.

    Parameters
    ----------
    text : str
        Without markup. Spaces may be missing or be line ends, as in text from a PDF.

    Yields
    ------
    ReportedTest
        In the order of the text. A test that lacks its degrees of freedom or its p
        value is not one, nor one whose p is called adjusted but not by what.

    Examples
    --------
    >>> [test.p for test in reported_tests("t(17.78)=−1.86,p=.079; z = 0.10, p > .999")]
    ['.079', '.999']
    >>> [t.correction for t in reported_tests("t(44) = 2.81, Holm-adjusted p = .022")]
    ['Holm']
    """
    for found in TEST.finditer(text):
        name = found["z"] or found["name"].replace("χ2", "χ²")
        dof = tuple(number for number in found.group("dof", "dof_resid") if number)
        unnamed = "adjusted" in found[0] and not found["correction"]
        if len(dof) == DEGREES[name] and not unnamed:
            yield ReportedTest(
                text=" ".join(found[0].split()),
                start=found.start(),
                end=found.end(),
                name=name,
                dof=dof,
                statistic=re.sub(r"\s", "", found["statistic"]).replace("−", "-"),
                sign=found["sign"],
                p=found["p"],
                correction=_method(found["correction"]),
            )


def reported_p(text: str) -> Iterator[ReportedP]:
    """Find every p value that is printed with its letter, and say what it is.

    Parameters
    ----------
    text : str
        As for `reported_tests`.

    Yields
    ------
    ReportedP
        In the order of the text. `kind` is ``test`` for the p of a test in APA form
        that is not adjusted; ``adjusted`` with or without a statistic; ``exact test``,
        ``one-sided test`` and those of `RANKED`, which have no distribution to look p
        up in; ``limit`` for a bound such as ``p < .05``, which no result is printed
        with; ``cited`` where the sentence names the year of a work; and else ``alone``.

    Examples
    --------
    >>> text = "exact p = .028; t(20) = 2.09, p = .050; Holm-adjusted p = .12; p = .3"
    >>> [found.kind for found in reported_p(text)]
    ['exact test', 'test', 'adjusted', 'alone']
    """
    tests = {test.end for test in reported_tests(text)}
    for found in P_VALUE.finditer(text):
        adjusted = "adjusted" in found[0].casefold()
        if found["sign"] != "=" and (found["sign"], found["p"]) not in ENDS:
            kind = "limit"
        elif adjusted:
            kind = "adjusted"
        elif found["exact"]:
            one = found["exact"].casefold() == "one-sided"
            kind = "one-sided test" if one else "exact test"
        elif found["ranked"]:
            kind = RANKED[found["ranked"]]
        elif found.end() in tests:
            kind = "test"
        else:
            cited = names_a_work(text, found.start(), found.end())
            kind = "cited" if cited else "alone"
        yield ReportedP(
            text=" ".join(found[0].split()),
            start=found.start(),
            kind=kind,
            correction=_method(found["correction"]),
        )


def _method(printed: str | None) -> str:
    # A PDF breaks lines after a hyphen.
    return re.sub(r"\s*[-–]\s*", "-", printed or "")


def names_a_work(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a place names the year of a cited work.

    Examples
    --------
    >>> names_a_work("Others had p = .03 (Jones, 2021).", 11, 18)
    True
    """
    ends = [0, *(end.end() for end in SENTENCE_END.finditer(text)), len(text)]
    first = max(place for place in ends if place <= start)
    last = min(place for place in ends if place >= end)
    return bool(YEAR.search(text, first, last))
