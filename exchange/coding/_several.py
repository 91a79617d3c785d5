"""What is said of several things at once: how many there are, and the first five."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from results import DataError, Fault


def remarks_of(things: Iterable[object], words: str) -> list[str]:
    """Say how many things there are and which come first; nothing where there are none.

    Examples
    --------
    >>> remarks_of(["Law", "Home"], "codes have no description")
    ["2 codes have no description, got ['Law', 'Home']."]
    >>> remarks_of([], "codes have no description")
    []
    """
    found = list(things)
    return [f"{len(found)} {words}, got {found[:5]}."] if found else []


def faults_of(
    things: Iterable[object],
    rule: str,
    hint: str,
    *,
    file: str = "",
    variable: str = "",
) -> list[Fault]:
    """Report what breaks one rule as one fault; none where nothing does.

    Examples
    --------
    >>> print(*faults_of(["I1"], "texts are empty", "add them", file="a.qdpx"))
    a.qdpx: 1 texts are empty, got ['I1']; add them
    """
    return [
        Fault(file=file, variable=variable, rule=remark.removesuffix("."), hint=hint)
        for remark in remarks_of(things, rule)
    ]


def refuse(faults: Iterable[Fault]) -> None:
    """Raise all faults at once, if there are any.

    Raises
    ------
    DataError
        With every one of them.

    Examples
    --------
    >>> refuse([])
    """
    found = list(faults)
    if found:
        raise DataError(found)


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that stand more than once, by the alphabet.

    Examples
    --------
    >>> repeated(["Law", "Home", "Law"])
    ['Law']
    """
    return sorted(name for name, times in Counter(names).items() if times > 1)


def composed(name: str) -> str:
    r"""Return a name as most systems write it; a Mac keeps accents as signs apart.

    Examples
    --------
    >>> len("Sia\u0302n"), len(composed("Sia\u0302n"))
    (5, 4)
    """
    return unicodedata.normalize("NFC", name)
