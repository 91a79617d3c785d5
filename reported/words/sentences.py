"""Put results into words: a sentence part for a record, a printed number for a field.

Words follow the 7th edition of the APA manual and are MyST Markdown, with no other
markup than italics. Everything here works on a record that was rebuilt from JSON as on
the record that was first computed.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from reported.kinds import kind_of
from reported.words.fields import ENDINGS, Rounding, asked, rounding
from reported.words.lacks import NOT_COMPUTED, Lack, expected, why_lacking
from results import Record, Result
from results.parts import Place, key_of, names_of, no_field, place


def apa(result: Record) -> str:
    """Put a result, or a part of one, into words in APA form.

    Parameters
    ----------
    result : record of `results`
        In full precision.

    Returns
    -------
    str
        Markdown, such as ``*t*(17.78) = −1.86, *p* = .079, *g* = −0.80, 95% CI
        [−1.69, 0.10]``. An effect that is undefined, or its interval, is left out. Of a
        whole result without a number it says why.

    Raises
    ------
    TypeError
        If this kind of record has no sentence.
    """
    words = kind_of(result).words
    if words is None:
        raise TypeError(
            f"{type(result).__name__} has no sentence; use one of its fields, "
            f"{', '.join(names_of(result))}"
        )
    whole = result.undefined if isinstance(result, Result) else ""
    return words(result) or (f"{NOT_COMPUTED}: {whole}" if whole else "")


def _has_words(here: Any) -> bool:
    return isinstance(here, Record) and kind_of(here).words is not None


def plain(result: Record, path: str) -> str:
    """Print one field of a result.

    Parameters
    ----------
    result : record of `results`
        In full precision.
    path : str
        Fields joined by points. A group is named by its code, a contrast by two codes
        joined by a hyphen, a theme by its id, and an effect also by its own name:
        ``groups.prison.mean``, ``contrasts.prison-inpatient.p_value``,
        ``omega_squared``; see `results.parts`. A path that ends at a part gives that
        part in APA form. ``.words`` behind a whole number writes it out; ``.tenths``,
        ``.hundredths`` and ``.thousandths`` behind a number give it, or the percentage
        that it is printed as, one, two or three decimals.

    Returns
    -------
    str
        Two decimals; counts, and degrees of freedom, minimum and maximum where they are
        whole, as whole numbers; proportions as percentages; p values to three decimals.

    Raises
    ------
    KeyError
        If there is no such field; the message names those there are.
    ValueError
        If the field has no value and could have none; the message says why. One that
        the data do not allow is "not computed".
    """
    return shown(result, path)[0]


def shown(result: Record, path: str) -> tuple[str, Place, Rounding | None]:
    """Print one field as `plain` does; say besides where it is, and how it is rounded.

    Returns
    -------
    tuple of (str, Place, Rounding or None)
        None for words, and for a part in APA form.
    """
    stem, _, ending = path.rpartition(".")
    if ending not in ENDINGS:
        stem, ending = path, ""
    try:
        at = place(result, stem)
    except KeyError:
        if not why_lacking(result, stem):
            raise
        reduce(Lack.step, stem.split("."), expected(result))
        return NOT_COMPUTED, place(result, ""), None
    here = at.value
    if here in (None, "", ()) or (_has_words(here) and not apa(here)):
        if _undefined(at):
            return NOT_COMPUTED, at, None
        raise ValueError(_why_none(at, path))
    if isinstance(here, tuple | Record):
        return _part(at, path), at, None
    if isinstance(here, str) and not ending:
        return here, at, None
    try:
        how = asked(at, ending) if ending else rounding(at)
        return how.printed(here), at, how
    except ValueError as error:
        if not ending:
            raise
        raise ValueError(f"{path}: {error}; leave out '.{ending}'") from error


def _part(at: Place, path: str) -> str:
    here = at.value
    if isinstance(here, tuple):
        if here and all(isinstance(part, str) for part in here):
            return ", ".join(here)
        raise KeyError(no_field(path, at.field, [key_of(part) for part in here]))
    if not _has_words(here):
        raise KeyError(no_field(path, at.field, names_of(here)))
    # A contrast does not know itself what it is a difference of.
    of_shares = kind_of(here).words_of_shares
    if of_shares is not None and kind_of(at.owners[0]).of_shares:
        return of_shares(here)
    return apa(here)


def _why_none(at: Place, path: str) -> str:
    return f"{path}: there is no value to show, {reason(at)}; refer to another field"


def reason(at: Place) -> str:
    """Say why there is no value at a place."""
    method = getattr(at.owner, "method", type(at.owner).__name__)
    return _undefined(at) or f"{method} does not give one"


def _undefined(at: Place) -> str:
    owned = [getattr(one, "undefined", "") for one in (at.value, at.owner)]
    if getattr(at.owner, "n_observed", None) == 0:
        owned.append("no value was observed")
    return next(filter(None, owned), "")
