"""What a result says of its data, and the decorator that notes what was asked."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from analysis.estimates.filters import conditions
from analysis.estimates.rows import code_text
from analysis.estimates.sample import Sample, joint_label, need_sample
from results import Change, DataUsed, NotComputable, NotComputed, Option
from results.parts import ABSENT

#: Parameters that say what a result is about, and those that name columns of groups.
ABOUT = (
    "outcome",
    "outcome_entry",
    "before",
    "after",
    "time",
    "scale",
    "label",
    "unit",
)
GROUPS = ("group", "predictors")

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


def known_levels(sample: Sample, name: str) -> dict[str, str]:
    """Label of each level, also of a category of which a filter has kept nobody.

    A filter on the column itself has left them out on purpose.
    """
    chosen = [one.name for one in conditions(sample.filter, where=sample.source)]
    if _category(sample, name) and name not in chosen:
        sample = replace(sample, frame=sample.unfiltered)
    return sample.levels(name)


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
        Where the data do not allow what was asked, `NotComputable`, the function
        returns a `NotComputed` of the same name, data and options. Where they allow
        it, but not for some of the groups, the option "absent" names these.
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
            try:
                result: Any = function(*args, **kwargs)
            except NotComputable as error:
                result = error
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            if isinstance(result, NotComputable):
                kind = inspect.formatannotation(signature.return_annotation)
                result = _not_computed(result, kind, bound.arguments)
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
    if not isinstance(result, NotComputed | Change):
        own |= _absent(result, given)
    asked = {
        n: own[n] if n in own else _written(n, given[n])
        for n in names
        if n in own or n in given
    }
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


def _not_computed(
    error: NotComputable, kind: str, given: Mapping[str, Any]
) -> NotComputed:
    """Make the record of what could not be computed, in the words of the message."""
    sample = next(one for one in given.values() if isinstance(one, Sample))
    said = {name: given[name] for name in ABOUT if isinstance(given.get(name), str)}
    columns = [
        name
        for name in dict.fromkeys(_words(given.values()))
        if name in sample.frame.columns
    ]
    about = [sample.label(name) for name in list(said.values())[:2]]
    # A message opens with whose data these are, and ends with what their author can do.
    reasons = [str(fault).partition(": ")[2] for fault in error.faults]
    return NotComputed(
        kind=re.findall(r"\w+", kind)[-1],
        outcome=joint_label(about[0], about[-1]) if about else "",
        data=data_used(sample, columns),
        undefined="; ".join(one.rpartition("; ")[0] or one for one in reasons),
    )


def _words(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _words(value)


def _absent(result: Any, given: Mapping[str, Any]) -> dict[str, str]:
    """Name the levels of groups that a filter or missing values left without rows."""
    parts = [part for name in ("groups", "means") for part in getattr(result, name, ())]
    found = [
        code
        for name in _words(given.get(parameter) for parameter in GROUPS)
        for sample in given.values()
        if isinstance(sample, Sample) and name in sample.frame
        if _category(sample, name)
        for code in _without_rows(sample, name, result.data.variables)
        if code not in [part.group for part in parts]
    ]
    return {ABSENT: ", ".join(found)} if found else {}


def _category(sample: Sample, name: str) -> bool:
    return isinstance(sample.unfiltered[name].dtype, pd.CategoricalDtype)


def _without_rows(sample: Sample, name: str, variables: Sequence[str]) -> list[str]:
    there = [one for one in dict.fromkeys((name, *variables)) if one in sample.frame]
    rows = sample.frame[sample.frame[there].notna().all(axis=1)]
    used = replace(sample, frame=rows).codes(name)
    return [k for k in known_levels(sample, name) if k not in map(code_text, used)]
