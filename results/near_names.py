"""Say which name may be meant by one that is not there."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a question that names up to three that are near, or "" if none is.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been.

    Examples
    --------
    >>> did_you_mean("seting", ["age", "setting"])
    "did you mean 'setting'?"
    >>> did_you_mean("ward", ["age", "setting"])
    ''
    """
    near = get_close_matches(str(name), [*dict.fromkeys(map(str, known))], n=3)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else ""
