"""What a result says of its data, and the decorator that notes what was asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from analysis.estimates.rows import code_text
from analysis.estimates.sample import Sample, need_sample
from results import DataUsed, Option

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def data_used(
    sample: Sample, names: Sequence[str], **options: str | float | bool
) -> DataUsed:
    """Describe the rows of a sample on which none of the named variables is missing.

    `options` are what the numbers depend on besides the parameters that `recorded`
    writes down.
    """
    rows = int(sample.frame[list(names)].notna().all(axis=1).sum())
    return DataUsed(
        source=sample.source,
        variables=tuple(names),
        filter=sample.filter,
        rows=rows,
        options=tuple(Option(name=name, value=v) for name, v in options.items()),
    )


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
        Of a function that returns a result, or a list or mapping of results. Those of
        its parameters that are samples come first, and may be nothing else: TypeError.
    """

    def decorate(function: Callable[Asked, Found]) -> Callable[Asked, Found]:
        signature = inspect.signature(function)
        parameters = signature.parameters.values()
        samples = [one.name for one in parameters if one.annotation == "Sample"]

        @wraps(function)
        def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
            given = {**dict(zip(samples, args, strict=False)), **kwargs}
            for name in given.keys() & set(samples):
                need_sample(given[name], name)
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
