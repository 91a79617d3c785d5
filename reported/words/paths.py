"""A number in words: what it is, of what and of whom, and its value in full.

"Mean of self-efficacy for completing treatment, Prison, n = 24": the field, the outcome
of the result, the parts on the way, and how many it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from reported.kinds import kind_of
from reported.words.cards import description
from reported.words.phrases import EFFECT_NAMES
from reported.words.rounding import MINUS
from reported.words.sentences import shown
from results import NO_DATA, Effect, Record
from results.parts import Place, numbers, place

#: What a field is called, of records of any kind; without its hyphens where it is not
#: listed, and its kind has no words for it.
FIELDS = {
    "both": "Number with both",
    "conf_high": "Upper limit",
    "conf_level": "Coverage of the interval",
    "conf_low": "Lower limit",
    "dof": "Degrees of freedom",
    "dof_resid": "Residual degrees of freedom",
    "n": "Number with a value",
    "n_events": "Number of events",
    "n_interviews": "Number of interviews",
    "n_missing": "Number missing",
    "n_observed": "Number observed",
    "p_adjusted": "Adjusted p",
    "p_value": "p",
    "sd": "Standard deviation",
    "std_error": "Standard error",
}
#: Fields that count people or interviews, and are no property of the outcome.
COUNTED = (
    *("after_count", "before_count", "conf_level", "count", "dof", "dof_resid"),
    *("n", "n_missing", "n_not_observed", "n_observed", "n_total"),
)
#: Fields that limit an estimate.
LIMITS = ("conf_low", "conf_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A number as its card presents it."""

    path: str  # in full
    words: str  # what it is
    printed: str  # as a reader sees it, in Markdown
    exact: str  # in full; "" for words and for a part of several numbers
    rounded: str  # how `printed` came of it; "" likewise


def pressed(result: Record, path: str) -> Pressed:
    """Say all of what a path shows; errors are those of `plain`."""
    return _pressed(result, path, words_of)


def every_number(result: Record) -> Iterator[Pressed]:
    """Yield every number of a result; the words leave out the result itself."""
    for path, value in numbers(result):
        if value is not None:
            yield _pressed(result, path, short_words)


def _pressed(result: Record, path: str, words: Callable[[Place], str]) -> Pressed:
    printed, at, how = shown(result, path)
    return Pressed(
        path=at.path,
        words=words(at),
        printed=printed,
        exact="" if how is None else exact(at.value),
        rounded="" if how is None else how.words,
    )


def path_words(result: Record, path: str) -> str:
    """Say what a path leads to, without its value."""
    return words_of(place(result, path))


def words_of(at: Place) -> str:
    """Say what stands at a place: field, outcome, parts, and the number it rests on."""
    if not at.path:
        return description(at.owners[0])
    what, part = heading(at)
    counted = isinstance(at.value, Record) or at.field in ("n", "n_missing", "n_total")
    said = (what, part, "" if counted else _size(at))
    return ", ".join(words for words in said if words)


def heading(at: Place) -> tuple[str, str]:
    """Say what stands at a place, and of which part: ("Mean of age", "Prison")."""
    result = at.owners[0]
    of = _named(result)
    parts = _parts(at)
    if isinstance(at.value, Record):
        parts += _labels(at.value, at)
        return _upper(of or description(result)), ", ".join(parts)
    what, own = what_of(at), outcome(at)
    if own:
        what = f"{what} of {own}"
    # What is counted, or is of the result as a whole, stands behind a colon.
    elif of or not parts:
        what = f"{what}: {_lower(of or description(result))}"
    return what, ", ".join(parts)


def outcome(at: Place) -> str:
    """Say what the number at a place is of: "age"; "" of what counts people."""
    of = _named(at.owners[0])
    counts = at.field in COUNTED or of.startswith("of ")
    return "" if counts else _lower(of)


def short_words(at: Place) -> str:
    """Say what stands at a place of a result that is known."""
    return ", ".join([what_of(at), *_parts(at)])


def what_of(at: Place) -> str:
    """Say what a field is: "Mean", "Lower limit of Hedges' g"."""
    owner, field = at.owner, at.field
    kind = kind_of(owner)
    if field == "estimate" and isinstance(owner, Effect):
        return _upper(EFFECT_NAMES[owner.name].removeprefix("the "))
    if field == "estimate":
        return kind.estimate or "Estimate"
    if field in LIMITS and kind.estimate:
        return f"{FIELDS[field]} of the {_lower(kind.estimate)}"
    if field == "statistic":
        return f"Statistic {getattr(owner, 'statistic_name', '')}".strip()
    listed = kind.field_words.get(field) or FIELDS.get(field)
    what = listed or _upper(field.replace("_", " "))
    if isinstance(owner, Effect):
        return f"{what} of {EFFECT_NAMES[owner.name]}"
    return what


def exact(value: float) -> str:
    """Write a number in full, as a person reads it.

    Examples
    --------
    >>> exact(22.191666666666666), exact(-3), exact(2.0e-17)
    ('22.191666666666666', '−3', '2e−17')
    """
    return repr(value).removesuffix(".0").replace("-", MINUS)


def _named(result: Any) -> str:
    return str(getattr(result, "outcome", "") or getattr(result, "label", ""))


def _parts(at: Place) -> list[str]:
    said = [label for owner in at.owners[1:] for label in _labels(owner, at)]
    parts = kind_of(at.owners[0]).parts
    return said if parts is None else parts(at, said)


def _labels(part: Any, at: Place) -> Iterator[str]:
    """Yield what a part is called, if its kind has it called anything."""
    own = kind_of(part).label
    label = getattr(part, "label", "") or getattr(part, "name", "")
    said = str(label) if own is None else own(part, at.owners[0])
    if said is not None:
        yield said


def pair_words(part: Any, root: Any) -> str:
    """Name a contrast of two groups by their labels: "Prison less Inpatient"."""
    named = (*getattr(root, "groups", ()), *getattr(root, "means", ()))
    labels = {one.group: one.label for one in named}
    first, second = (labels.get(one, one) for one in (part.first, part.second))
    return f"{first} less {second}"


def _size(at: Place) -> str:
    """Say how many the nearest record on the way rests on."""
    for owner in reversed(at.owners):
        for name in ("n", "n_interviews"):
            if getattr(owner, name, None) is not None:
                return f"n = {getattr(owner, name):,}"
    data: Any = getattr(at.owners[0], "data", None)
    return "" if data.source == NO_DATA else f"n = {data.rows:,}"


def _lower(text: str) -> str:
    # An abbreviation keeps its capitals, and so does a name of several words.
    abbreviated = not (text[1:2].islower() or text[1:2] == " ")
    named = any(word[0].isupper() for word in text.split()[1:])
    return text if abbreviated or named else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
