"""The statistics of the thesis: data frames in, results out.

``import analysis as an`` and ``an.welch_anova(...)`` is all that a chapter needs: the
names of every room below are names of this package too, and load when they are first
used, so that reading a codebook does not wait for the statistics libraries. Nothing
here prints, draws, or knows a notebook. An afternoon's reading goes through the rooms
in this order: `data`, `scales`, `estimates`, `comparison`, `themes`; then `models`,
`attrition` and `power`. A room imports only from those below it.
"""

from importlib import import_module
from typing import Any

#: From the lowest to the highest; a name is looked for in this order.
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
    raise AttributeError(f"module 'analysis' has no name {name!r}")


def __dir__() -> list[str]:
    rooms = (import_module(f"analysis.{room}") for room in ROOMS)
    return sorted(name for room in rooms for name in room.__all__)
