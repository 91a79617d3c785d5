"""YAML files of a declared shape, read without guessing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from results import DataError, Fault

WORDS = {  # of pydantic, in ours
    "extra_forbidden": "is not a key of this file",
    "missing": "is missing",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "list_type": "must be a list, as in [A, B]",
    "tuple_type": "must be a list, as in [A, B]",
    "too_short": "must not be empty",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
}


#: A long file has some thousands; aliases of aliases would make any number of them.
MOST_PARTS = 1_000_000


class Entry(BaseModel):
    """What every part of the file has in common: exact types, no unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Shape = TypeVar("Shape", bound=BaseModel)


def read_yaml(path: Path, shape: type[Shape], *, hint: str) -> Shape:
    """Read a YAML file of a declared shape, strictly.

    Parameters
    ----------
    path : Path
        The file.
    shape : type of pydantic model
        What must be in it.
    hint : str
        What to do if it is not there, or not so.

    Returns
    -------
    pydantic model
        An instance of `shape`.

    Raises
    ------
    DataError
        If the file is missing, is not YAML, or has another shape; all faults at once.
    """
    return of_shape(load_yaml(path, hint=hint), shape, file=short_name(path), hint=hint)


def of_shape(raw: Any, shape: type[Shape], *, file: str, hint: str) -> Shape:
    """Return what a file holds, if it has a declared shape.

    Parameters
    ----------
    raw : object
        Mappings, lists and plain values, as YAML or JSON has them.
    shape, hint
        As in `read_yaml`.
    file : str
        How messages call the file.

    Raises
    ------
    DataError
        If it has another shape; all faults at once.
    """
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        faults = [_fault(file, raw, each, hint) for each in _causes(error)]
        raise DataError(faults) from None


def _causes(error: ValidationError) -> Iterator[Any]:
    """Leave out that a list is too short of which a member is at fault."""
    places = [each["loc"][:-1] for each in error.errors()]
    for each in error.errors():
        if each["type"] != "too_short" or each["loc"] not in places:
            yield each


def load_yaml(path: Path, *, hint: str) -> Any:
    """Read a YAML file of any shape, in which no key stands twice.

    Raises
    ------
    DataError
        If the file is missing, cannot be read, or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.load(text, Loader=_Loader)
    except FileNotFoundError:
        rule = "is missing"
    except OSError as error:
        rule = f"cannot be read: {error.strerror}"
    except RecursionError:
        rule = "is not YAML in UTF-8: it is nested too deeply"
    # PyYAML lets errors of Python out for dates, numbers and keys that cannot be.
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, KeyError) as error:
        rule = f"is not YAML in UTF-8: {_problem(error)}"
    raise DataError(Fault(file=short_name(path), rule=rule, hint=hint))


def short_name(path: Path) -> str:
    """Name a file with its folder, for there is one dataset.yaml in every folder."""
    return "/".join(name for name in (path.parent.name, path.name) if name)


class _Loader(yaml.SafeLoader):
    """YAML without its worst habits.

    Of two equal keys, the first is silently lost; and a few lines of aliases can stand
    for a file without end.
    """

    def get_single_node(self) -> Any:
        node = super().get_single_node()
        if node is not None and _parts(node, {}) > MOST_PARTS:
            rule = f"its aliases (*) make it more than {MOST_PARTS:,} parts, or endless"
            raise yaml.constructor.ConstructorError(None, None, rule, node.start_mark)
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        plain = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        keys = Counter(key.value for key in plain)
        twice = [key for key in plain if keys[key.value] > 1]
        if twice:
            rule = f"the key {twice[0].value!r} stands twice"
            mark = twice[1].start_mark
            raise yaml.constructor.ConstructorError(None, None, rule, mark)
        return super().construct_mapping(node, deep=deep)


def _parts(node: yaml.Node, known: dict[int, float]) -> float:
    """Count the parts of a node, again wherever an alias names them."""
    if id(node) not in known:
        known[id(node)] = math.inf  # for one that holds itself
        held = node.value if isinstance(node, yaml.CollectionNode) else []
        pairs = (each if isinstance(each, tuple) else (each,) for each in held)
        below = sum(_parts(part, known) for pair in pairs for part in pair)
        known[id(node)] = 1 + below
    return known[id(node)]


def _problem(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"{error.problem}, in line {error.problem_mark.line + 1}"
    return str(error)


def _fault(file: str, raw: object, error: Mapping[str, Any], hint: str) -> Fault:
    kind, value = error["type"], error["input"]
    plain = isinstance(value, str | int | float | date) and kind != "missing"
    message = error["msg"].removeprefix("Value error, ")
    rule = WORDS.get(kind, message[0].lower() + message[1:])
    if kind == "string_type" and file.endswith((".yaml", ".yml")):
        rule += "; YAML took it for something else, so quote it"
    return Fault(
        file=file,
        variable=_place(raw, error["loc"]),
        value=str(value) if plain else None,
        rule=rule,
        hint=hint,
    )


def _place(raw: Any, steps: Sequence[str | int]) -> str:
    """Write the path to a place in the file, with variables by their names."""
    place = ""
    for step in steps:
        if step == "[key]":  # the key itself, not its value, is at fault
            return f"{place} (the code)"
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            raw = None
        if isinstance(step, int):
            name = raw.get("name", step) if isinstance(raw, dict) else step
            place += f"[{name}]"
        else:
            place += f".{step}" if place else step
    return place
