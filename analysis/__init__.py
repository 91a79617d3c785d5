"""The statistics of the thesis: data in, results out.

A chapter writes ``import analysis as an`` and ``an.welch_anova(...)``: the names of
every room below are names of this package too, and load when they are first used, so
that reading a codebook does not wait for the statistics libraries. Nothing here prints,
draws, or knows a notebook. `data` and `estimates` import no other room; `scales`,
`comparison`, `themes` and `models` import those two; `attrition` and `power` may import
all of these.
"""

from importlib import import_module
from typing import Any

from results.near_names import did_you_mean

#: In the order in which a name is looked for.
ROOMS = (
    "data",
    "scales",
    "estimates",
    "comparison",
    "themes",
    "models",
    "attrition",
    "power",
)


def __getattr__(name: str) -> Any:
    """Load a public name from its room."""
    if not name.startswith("_"):
        for room in ROOMS:
            module = import_module(f"analysis.{room}")
            if name in module.__all__:
                return getattr(module, name)
    raise AttributeError(
        "; ".join(
            [f"module 'analysis' has no name {name!r}", did_you_mean(name, __dir__())]
        ).removesuffix("; ")
    )


def __dir__() -> list[str]:
    rooms = (import_module(f"analysis.{room}") for room in ROOMS)
    return sorted(name for room in rooms for name in room.__all__)
