"""The decorator of all functions that return a result: it notes what was asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from analysis.estimates.rows import code_text
from results import Option

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def recorded(
    *options: str,
) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """Let a function put its name, and what it was called with, into its results.

    Parameters
    ----------
    *options : str
        On what the numbers depend, in the order of the record: parameters, or what the
        function itself writes under such a name, which is kept; what it writes besides
        comes last. A level is written as `code_text` has it, several values one after
        another, and None as "".

    Returns
    -------
    decorator
        Of a function that returns a result, or a list or mapping of results.
    """

    def decorate(function: Callable[Asked, Found]) -> Callable[Asked, Found]:
        signature = inspect.signature(function)

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
            result = function(*args, **kwargs)
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            filled: Found = _filled(result, function.__name__, options, bound.arguments)
            return filled

        return asked

    return decorate


def _filled(
    result: Any, function: str, names: Sequence[str], given: Mapping[str, Any]
) -> Any:
    if isinstance(result, list):
        return [_filled(one, function, names, given) for one in result]
    if isinstance(result, Mapping):
        return {k: _filled(one, function, names, given) for k, one in result.items()}
    own = {option.name: option.value for option in result.data.options}
    asked = {n: own[n] if n in own else _written(n, given[n]) for n in names}
    options = tuple(Option(name=n, value=v) for n, v in (asked | own).items())
    return replace(
        result, data=replace(result.data, function=function, options=options)
    )


def _written(name: str, value: Any) -> str | float | bool:
    if name == "level":
        return code_text(value)
    if value is None:
        return ""
    if isinstance(value, str | bool | int | float):
        return value
    return ", ".join(f"{one}" for one in value)
