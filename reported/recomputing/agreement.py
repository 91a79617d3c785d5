"""Whether two answers to one question agree: ours and R's, in numbers and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reported.findings import counted
from reported.recomputing._answers import Number, is_kind, number_of
from reported.recomputing.closeness import ORDINARY, TOLERANCES, difference, scale_of
from reported.recomputing.questions import GIVEN

#: Words that are an author's own, and reasons for what is undefined: not compared.
FREE = frozenset({"record", "undefined", "outcome", "by", "base"})
#: Words that are compared where R has them, as an author may choose some of them.
CHOSEN = frozenset({"label", "level", "first_label", "second_label"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """A number that was not held against R's by the ordinary tolerance."""

    number: str
    ours: float
    theirs: float
    kind: str  # one of `TOLERANCES`
    tolerance: float  # as for its kind: relative, or the difference allowed by chance
    apart: float  # in the same measure


@dataclass(slots=True)
class Agreement:
    """What comparing one result with R's came to."""

    compared: int = 0
    words: int = 0  # texts compared
    simulated: int = 0  # of those compared
    largest: float = 0.0  # relative difference, of those not simulated
    most_errors: float = 0.0  # of what rests on chance, in standard errors
    otherwise: list[Otherwise] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # reasons

    @property
    def verdict(self) -> str:
        """Return agrees, disagrees, or skipped if nothing could be compared."""
        if self.wrong:
            return "disagrees"
        return "agrees" if self.compared else "skipped"


def agreement(
    ours: Mapping[str, Any], theirs: Any, looks: Sequence[Mapping[str, Any]] = ()
) -> Agreement:
    """Compare every number and every word of a record with R's answer.

    Parameters
    ----------
    ours : mapping
        The record as JSON. Numbers that were chosen (see
        `reported.recomputing.questions.GIVEN`), what was asked
        (`reported.recomputing.questions.question`) and words in `FREE` are not
        compared.
    theirs : dict
        R's answer in the same shape: numbers as text, missing ones None or absent; a
        simulated number as {value, error}, one with a tolerance of its own as {value,
        kind}, what cannot be recomputed as {skip: reason}, a text of which R knows some
        parts as {says: parts}.
    looks : sequence of dict
        What R found of the draws of the result: number (its name), found, expected,
        error and kind.

    Returns
    -------
    Agreement
        `wrong` holds a line for each number or word that R lacks, has beside a None of
        ours, or has otherwise. Words, such as keys and labels of groups, method,
        correction and unit, agree when they are the same. Whole numbers agree when
        they are equal, others when `difference` is at most what `TOLERANCES` says of
        their kind, what rests on chance within five standard errors.

    Examples
    --------
    >>> agreement({"n": 3, "mean": 2.0}, {"n": "3", "mean": "2.00001"}).wrong
    ['mean: 2 here, 2.00001 in R']
    """
    found = Agreement()
    if is_kind(theirs, "skip"):
        found.skipped.append(str(theirs["skip"]))
        return found
    _compare(found, "", dict(ours), theirs)
    for look in looks:
        drawn, expected = number_of(look["found"]), number_of(look["expected"])
        error = number_of(look["error"])
        if drawn is None or expected is None:
            found.wrong.append(f"{look['number']}: R cannot judge the draws")
        else:
            _by_chance(found, look["number"], drawn, expected, error, look["kind"])
    return found


def _compare(found: Agreement, path: str, ours: Any, theirs: Any) -> None:
    """Compare a part of a record, and all that is in it."""
    if is_kind(theirs, "skip"):
        found.skipped.append(f"{path}: {theirs['skip']}")
    elif isinstance(ours, list):
        listed = list(theirs.values()) if isinstance(theirs, dict) else theirs or []
        if not isinstance(listed, list) or len(listed) != len(ours):
            got = len(listed) if isinstance(listed, list) else 1
            found.wrong.append(f"{path}: {counted(len(ours), 'part')} here, {got} in R")
            return
        for number, (part, other) in enumerate(zip(ours, listed, strict=True)):
            _compare(found, f"{path}[{number}]", part, other)
    elif isinstance(ours, dict):
        for name, part in ours.items():
            below = f"{path}.{name}" if path else name
            other = theirs.get(name) if isinstance(theirs, dict) else None
            if below == "data":  # what was asked, but for the rows
                _compare(found, below, {"rows": part.get("rows")}, other)
            elif name == "conditions":  # how a cell was asked
                continue
            elif isinstance(part, dict | list):
                _compare(found, below, part, other)
            elif isinstance(part, str):
                _compare_words(found, below, ours, other)
            elif _is_number(name, part):
                _compare_numbers(found, below, part, other, scale_of(name, ours))


def _compare_words(
    found: Agreement, path: str, ours: Mapping[str, Any], theirs: Any
) -> None:
    """Compare one text of a part of a record; theirs may be some of its words."""
    name = path.rpartition(".")[2]
    must = name not in CHOSEN or (name == "label" and _is_labelled(ours))
    if name in FREE or (theirs is None and (not must or not ours[name])):
        return
    found.words += 1
    if theirs is None:
        found.wrong.append(f"{path}: {ours[name]!r} here, R does not say it")
    elif isinstance(theirs, dict) and set(theirs) == {"says"}:
        parts = [str(part) for part in theirs["says"]]
        said, at = ours[name], 0
        for part in parts:
            place = said.find(part, at)
            if place < 0:
                told = " ... ".join(parts)
                found.wrong.append(f"{path}: {said!r} here, {told!r} in R")
                return
            at = place + len(part)
    elif ours[name] != theirs:
        found.wrong.append(f"{path}: {ours[name]!r} here, {theirs!r} in R")


def _is_labelled(part: Mapping[str, Any]) -> bool:
    """Say whether R must know a label: of a group, a theme, or a level in a model."""
    level = part.get("record") == "Term" and "-" in part["name"]
    return level or "group" in part or "theme" in part


def _compare_numbers(
    found: Agreement, path: str, ours: Number, theirs: Any, scale: float
) -> None:
    if is_kind(theirs, "skip"):
        found.skipped.append(f"{path}: {theirs['skip']}")
        return
    value = number_of(theirs)
    if ours is None or value is None:
        if ours is not None:
            found.wrong.append(f"{path}: {ours:.8g} here, undefined in R")
        elif value is not None:
            found.wrong.append(f"{path}: undefined here, {value:.8g} in R")
        return
    found.compared += 1
    if is_kind(theirs, "error"):
        found.simulated += 1
        error = number_of(theirs["error"])
        _by_chance(found, path, ours, value, error, "simulated")
    elif isinstance(ours, int):
        if ours != value:
            found.largest = max(found.largest, difference(ours, value))
            found.wrong.append(f"{path}: {ours} here, {value:.8g} in R")
    else:
        kind = str(theirs["kind"]) if is_kind(theirs, "kind") else ORDINARY
        _by_kind(found, path, ours, value, kind, difference(ours, value, scale))


def _by_kind(
    found: Agreement, path: str, ours: float, theirs: float, kind: str, apart: float
) -> None:
    """Hold a relative difference against what is allowed to numbers of a kind."""
    if kind not in TOLERANCES:
        found.wrong.append(
            f"{path}: R says that it is {kind}, and there is no tolerance of that kind"
        )
        return
    tolerance = TOLERANCES[kind][0]
    found.largest = max(found.largest, apart)
    if kind != ORDINARY:
        found.otherwise.append(
            Otherwise(
                number=path,
                ours=ours,
                theirs=theirs,
                kind=kind,
                tolerance=tolerance,
                apart=apart,
            )
        )
    if not apart <= tolerance:
        found.wrong.append(f"{path}: {ours:.8g} here, {theirs:.8g} in R")


def _by_chance(
    found: Agreement,
    path: str,
    ours: float,
    theirs: float,
    error: float | None,
    kind: str,
) -> None:
    """Compare a number that differs by chance; the error is that of the difference."""
    most = TOLERANCES[kind][0]
    found.otherwise.append(
        Otherwise(
            number=path,
            ours=ours,
            theirs=theirs,
            kind=kind,
            tolerance=most * (error or 0.0),
            apart=abs(ours - theirs),
        )
    )
    if not error or error < 0:
        if ours == theirs:  # nothing varied, so nothing may differ
            return
        found.wrong.append(f"{path}: {ours:.8g} here, {theirs:.8g} in R without error")
        return
    errors = abs(ours - theirs) / error
    found.most_errors = max(found.most_errors, errors)
    if errors > most:
        found.wrong.append(
            f"{path}: {ours:.8g} here, {theirs:.8g} in R, {errors:.1f} Monte Carlo "
            "errors apart"
        )


def _is_number(name: str, value: Any) -> bool:
    """Say whether a field is a number that was found, or would be if it were known."""
    if name in GIVEN or isinstance(value, bool):
        return False
    return value is None or isinstance(value, int | float)
