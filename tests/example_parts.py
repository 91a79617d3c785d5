"""Every made-up result of the tests, for what must hold of each of them."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from results import Record


def results_of(found: Any) -> Iterator[Record]:
    """Yield the whole results in something that a module holds."""
    if isinstance(found, Record) and hasattr(found, "data"):
        yield found
    elif isinstance(found, list | tuple | dict):
        for part in found.values() if isinstance(found, dict) else found:
            yield from results_of(part)


def whole_results() -> dict[str, Record]:
    """Return the results of all modules of examples, by module, name and number."""
    made = {}
    for path in sorted(Path(__file__).parent.glob("example_*results.py")):
        for name, held in vars(import_module(path.stem)).items():
            for number, result in enumerate(results_of(held)):
                made[f"{path.stem.removeprefix('example_')}-{name}-{number}"] = result
    associations = import_module("example_associations")
    made["correlations"] = associations.CORRELATIONS
    made["tipping"] = associations.TIPPING
    return {name: one for i, (name, one) in enumerate(made.items()) if _first(i, made)}


def _first(number: int, made: dict[str, Record]) -> bool:
    every = list(made.values())
    return every[number] not in every[:number]
