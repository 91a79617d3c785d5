"""Conditions in words: what is compared, of which part, and how; those alike as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv
from typing import NamedTuple

#: What a comparison is called; the second number stands where the braces are.
COMPARED = {
    lt: "is below {}",
    le: "is {} or less",
    gt: "is above {}",
    ge: "is {} or more",
    eq: "is {}",
    ne: "is not {}",
}
#: The same of two quantities.
BESIDE = COMPARED | {
    le: "is not above {}",
    ge: "is not below {}",
    eq: "is the same as {}",
    ne: "is not the same as {}",
}
CALCULATED = {add: "plus", sub: "less", mul: "times", truediv: "divided by"}
#: More parts than these are counted and not listed.
MOST_LISTED = 12
#: What stands before the id of a result where several have the same number.
IN = "in "


class Said(NamedTuple):
    """A comparison in pieces, so that several can be said as one."""

    what: str = ""  # "Mean of age"; "" of a condition that cannot be taken apart
    part: str = ""  # "Prison"; "" of everybody
    how: str = ""  # "is below 40"; the word "is" leads, so that it can be denied
    where: str = ""  # ids of the results from which the number comes
    of: str = ""  # "age", with which `what` ends: what several numbers are of

    @property
    def stem(self) -> str:
        """Return what is compared, without what it is of: "Mean"."""
        return self.what.removesuffix(f" of {self.of}") if self.of else self.what


#: Of a condition that is said in whole.
WHOLE = Said()


def sentence(said: Said) -> str:
    """Say one comparison."""
    if said.part.startswith(IN):
        return f"{said.what} {said.part} {said.how}"
    part = f", {said.part}," if said.part else ""
    return f"{said.what}{part} {said.how}"


def denied(said: Said) -> Said:
    """Say the opposite of a comparison."""
    how = said.how.replace("is ", "is not ", 1).replace("is not not ", "is ", 1)
    return said._replace(how=how)


def together(said: Iterable[tuple[Said, str]], joint: str, each: str) -> str:
    """Say several conditions, those that differ in part or outcome alone as one.

    Parameters
    ----------
    said : iterable of (Said, str)
        Each in pieces and in words. Where the same is said of the same part of two
        results, their ids tell them apart.
    joint : str
        What stands between two of them.
    each : str
        What stands before a list of parts, such as "each of".

    Examples
    --------
    >>> said = [Said("Mean of age", part, "is below 40") for part in ("A", "B")]
    >>> together([(one, sentence(one)) for one in said], "; and ", "each of")
    'Mean of age is below 40 (each of: A, B)'
    >>> said = [Said(f"Mean of {of}", "A", "is below 40", of=of) for of in ("x", "y")]
    >>> together([(one, sentence(one)) for one in said], "; and ", "each of")
    'Mean, A, is below 40 (each of: x, y)'
    """
    alike: dict[tuple[str, str], list[Said]] = {}
    for one in _told_apart(list(said)):
        alike.setdefault((one.what, one.how), []).append(one)
    of_all: dict[tuple[str, ...], list[Said]] = {}
    for same in alike.values():
        first, parts = same[0], _parts(same)
        own = () if first.of else (first.of, first.what)
        of_all.setdefault((first.stem, first.how, *parts, *own), []).extend(same)
    found = [_as_one(same, each) for same in of_all.values()]
    return joint.join([*found[:1], *map(lower, found[1:])])


def _told_apart(found: Sequence[tuple[Said, str]]) -> list[Said]:
    """Name the result where the same number of two results is spoken of."""
    whole = [one if one.what else Said(words, where=one.where) for one, words in found]
    places: dict[tuple[str, str], set[str]] = {}
    for one in whole:
        places.setdefault((one.what, one.part), set()).add(one.where)
    unclear = {what for (what, _), where in places.items() if len(where) > 1}
    return [_placed(one) if one.what in unclear else one for one in whole]


def _placed(said: Said) -> Said:
    if not said.how:
        return said._replace(how=f"({IN}{said.where})")
    return said._replace(part=f"{said.part} {IN}{said.where}".lstrip())


def _parts(same: Iterable[Said]) -> list[str]:
    return list(dict.fromkeys(one.part or "all" for one in same))


def _as_one(same: Sequence[Said], each: str) -> str:
    outcomes, parts = list(dict.fromkeys(one.of for one in same)), _parts(same)
    lists = [f"{each}: {listed(outcomes, 'outcomes')}"] if len(outcomes) > 1 else []
    said = same[0]._replace(what=same[0].stem) if lists else same[0]
    if len(parts) > 1:
        if all(part.startswith(IN) for part in parts):
            each, parts = f"{IN}{each}", [part.removeprefix(IN) for part in parts]
        lists.append(f"{each}: {listed(parts)}")
        said = said._replace(part="")
    words = sentence(said).rstrip()
    return f"{words} ({'; '.join(lists)})" if lists else words


def listed(parts: Sequence[str], what: str = "parts") -> str:
    """Name parts, or say how many there are."""
    if len(parts) > MOST_LISTED:
        return f"{len(parts)} {what}"
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def beside(one: Said, other: Said) -> str:
    """Name a number beside another, and not again what both are.

    Examples
    --------
    >>> beside(Said("Mean of x", "A", of="x"), Said("Mean of y", "A", of="y"))
    'that of y'
    >>> beside(Said("Mean of x", "A", of="x"), Said("Median of x", "A", of="x"))
    'median'
    """
    if one.what == other.what and one.part == other.part:
        return f"that in {other.where}"
    if one.what == other.what and one.part and other.part:
        return f"that of {other.part}"
    if one.part == other.part and other.of:
        if one.of == other.of:
            return lower(other.stem)
        if one.of and one.stem == other.stem:
            return f"that of {other.of}"
    return lower(_named((other.what, other.part)))


def calculation(
    how: str, one: tuple[str, str] | str, other: tuple[str, str] | str
) -> tuple[str, str]:
    """Say a calculation, what both numbers have in common once.

    Parameters
    ----------
    how : str
        Such as "less".
    one, other : (str, str) or str
        What a number is and of which part; a plain number in words.

    Returns
    -------
    (str, str)
        The same of what comes of it.

    Examples
    --------
    >>> calculation("less", ("Mean of age", "A"), ("Mean of age", "B"))
    ('Mean of age', 'A less B')
    >>> calculation("less", ("Upper limit of age", "A"), ("Lower limit of age", "A"))
    ('Upper limit less lower limit of age', 'A')
    >>> calculation("divided by", ("1 less mean of age", "A"), "2")
    ('(1 less mean of age) divided by 2', 'A')
    """
    if isinstance(one, str):
        what, part = other if isinstance(other, tuple) else (other, "")
        return f"{one} {how} {lower(_bracketed(what, how))}", part
    if isinstance(other, str):
        return f"{_bracketed(one[0], how)} {how} {other}", one[1]
    (what, part), (second, another) = one, other
    if what == second and part and another and part != another:
        return what, f"{part} {how} {another}"
    if part == another:
        own = what.removesuffix(_shared_end(what, second))
        return f"{own} {how} {lower(second)}", part
    return f"{_named(one)} {how} {lower(_named(other))}", ""


def _bracketed(what: str, how: str) -> str:
    """Put a sum or a difference into brackets that is calculated with again."""
    summed = any(f" {word} " in what for word in ("plus", "less"))
    return f"({lower(what)})" if summed and how in ("times", "divided by") else what


def _shared_end(one: str, other: str) -> str:
    """Return what both are said to be of, with "of"; "" if they differ in that."""
    words = one.split(" of ")
    ends = (f" of {' of '.join(words[i:])}" for i in range(1, len(words)))
    return next((end for end in ends if other.endswith(end)), "")


def _named(heading: tuple[str, str]) -> str:
    return ", ".join(part for part in heading if part)


def lower(text: str) -> str:
    """Begin with a small letter, unless with an abbreviation or a person's name."""
    word = text.partition(" ")[0]
    kept = "'" in word or not word[1:2].islower()
    return text if kept else text[:1].lower() + text[1:]
