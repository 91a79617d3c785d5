"""The declared design of the simulated study, and everything that can be wrong with it.

``data/simulation/design.yaml`` explains its parts; of each number it says here what it
may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from analysis.scales.scoring import load_instruments
from results import DataError, Fault
from results.strict_yaml import Entry, load_yaml, of_shape, short_name

HINT = "mend the design"

Finite = Annotated[float, Field(ge=-1e6, le=1e6)]
Spread = Annotated[float, Field(gt=0, le=1e6)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=1000)]
Pair = Annotated[list[Finite], Field(min_length=2, max_length=2)]
Each = list[Finite]  # one for each setting
Shares = list[Share]
Text = Annotated[str, Field(min_length=1)]


class _Stay(Entry):
    completers: Pair
    leavers: Pair


class _Setting(Entry):
    recruited: Annotated[int, Field(ge=1, le=1000)]
    followed_up: Count
    completed: Count
    abstinent: Count
    in_custody: Count
    stay: _Stay


class _Age(Entry):
    mean: Each
    sd: Spread
    range: Pair


class _Counts(Entry):
    mean: list[Spread]
    sd: Spread | list[Spread]
    range: Pair


class _Background(Entry):
    age: _Age
    heroin_years: _Age
    age_heroin_correlation: Annotated[float, Field(ge=-1, le=1)]
    entry_window: Annotated[list[str], Field(min_length=2, max_length=2)]
    heroin_days: _Counts
    injecting_share: Shares
    convictions: _Counts
    prison_months: _Counts
    previous_treatments: _Counts
    education: dict[str, Shares]
    employed: Shares
    housing: dict[str, Shares]
    crack_cocaine: Shares


class _Trait(Entry):
    instrument: Text | None = None
    mean: Each
    sd: Spread
    alpha: Annotated[float, Field(gt=0, lt=1)] | None = None
    change: Each
    why: str = ""


class _Correlations(Entry):
    default: Annotated[float, Field(ge=-1, le=1)]
    pairs: list[Annotated[list[Any], Field(min_length=3, max_length=3)]]


class _Propensities(Entry):
    completed: dict[str, Finite]
    abstinent: dict[str, Finite]
    followed_up: dict[str, Finite]


class _Design(Entry):
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    statement: Text
    title: Text
    settings: Annotated[dict[str, _Setting], Field(min_length=1)]
    background: _Background
    scales: dict[str, _Trait]
    pressure: dict[str, _Trait]
    correlations: _Correlations
    stability_over_six_months: Annotated[float, Field(ge=-1, le=1)]
    missing_items: Share
    missing_background: Share
    propensities: _Propensities
    offended: dict[str, Share]
    heroin_days_of_users: _Counts


def read_design(path: Path) -> dict[str, Any]:
    """Read the design of the simulated study.

    Parameters
    ----------
    path : Path
        A YAML file.

    Returns
    -------
    dict
        What stands in the file, number for number.

    Raises
    ------
    DataError
        If it is missing or not YAML, a part is missing, unknown or of another type or
        range, has not one number for each setting, or names an instrument, scale or
        setting that is not there; all of either kind at once.
    """
    raw: dict[str, Any] = load_yaml(path, hint=HINT)
    file = short_name(path)
    design = of_shape(raw, _Design, file=file, hint=HINT)
    faults = [
        Fault(file=file, variable=where, rule=rule, hint=HINT)
        for where, rule in (
            *_uneven(raw, len(design.settings)),
            *_too_many(design),
            *_unknown(design),
            *_disordered(design.background),
        )
    ]
    if faults:
        raise DataError(faults)
    return raw


def _uneven(
    raw: Mapping[str, Any], settings: int, place: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield lists that have not one number for each setting."""
    for key, part in raw.items():
        where = f"{place}.{key}" if place else str(key)
        if isinstance(part, Mapping):
            yield from _uneven(part, settings, where)
        elif isinstance(part, Sequence) and not isinstance(part, str):
            pair = key in ("range", "entry_window", "completers", "leavers", "pairs")
            if not pair and len(part) != settings:
                yield where, f"has {len(part)} numbers for {settings} settings"


def _too_many(design: _Design) -> Iterator[tuple[str, str]]:
    for name, setting in design.settings.items():
        where = f"settings.{name}"
        for key, among in (
            *(("followed_up", "recruited"), ("completed", "recruited")),
            *(("abstinent", "followed_up"), ("in_custody", "followed_up")),
        ):
            if getattr(setting, key) > (most := getattr(setting, among)):
                yield f"{where}.{key}", f"is more than {among}, which is {most}"
        if min(*setting.stay.completers, *setting.stay.leavers) <= 0:
            yield f"{where}.stay", "mean and standard deviation must be above 0"
        if name not in design.offended:
            yield f"offended.{name}", "is missing"


def _unknown(design: _Design) -> Iterator[tuple[str, str]]:
    keys = load_instruments()
    traits = {**design.scales, **design.pressure}
    for name, scale in design.scales.items():
        key = keys.get(scale.instrument or "")
        if key is None or name not in [each.name for each in key.scales]:
            yield f"scales.{name}", f"is no scale of an instrument {scale.instrument!r}"
        if scale.alpha is None:
            yield f"scales.{name}.alpha", "is missing"
    items = keys["pressure"].items
    if len(design.pressure) != items:
        yield "pressure", f"has {len(design.pressure)} sources, its key has {items}"
    for number, (first, second, r) in enumerate(design.correlations.pairs):
        known = all(isinstance(n, str) and n in traits for n in (first, second))
        if not known or type(r) not in (int, float) or not -1 <= r <= 1:
            rule = "must be two of the scales and sources, and a correlation"
            yield f"correlations.pairs[{number}]", rule
    for what, weights in design.propensities:
        if "noise" not in weights or weights["noise"] < 0:
            yield f"propensities.{what}.noise", "is missing or below 0"


def _disordered(background: _Background) -> Iterator[tuple[str, str]]:
    for name, part in background:
        if isinstance(part, _Age | _Counts) and part.range[0] > part.range[1]:
            yield f"background.{name}.range", "the lowest value comes first"
    try:
        start, end = (date.fromisoformat(day) for day in background.entry_window)
    except ValueError:
        yield "background.entry_window", "must be two dates of the form yyyy-mm-dd"
        return
    if start >= end:
        yield "background.entry_window", "the first day comes first"
