"""Score questionnaires from keys that stand in files, one file per instrument.

A key says which items make a scale, which are reversed, whether they are summed or
averaged, how many must be answered, and where all this comes from.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from results import DataError
from results.faults import as_python
from results.strict_yaml import Entry, read_yaml

KEYS = Path(__file__).parent / "instruments"


class Scale(Entry):
    """One scale of an instrument: its items and how they become a score."""

    name: str
    label: str
    items: list[int]
    rule: Literal["sum", "mean"]
    range: list[float]  # lowest and highest score that the key allows
    reverse_keyed: list[int] = Field(default_factory=list)
    minimum_answered: int | None = None  # None: every item

    @property
    def short(self) -> str:
        """Label without what stands in brackets, which a table would only repeat."""
        return self.label.partition(" (")[0]


class Instrument(Entry):
    """A questionnaire's scoring key; no item wording."""

    name: str
    title: str
    status: Literal["published", "declared"]  # declared: made for this project
    source: list[str]  # keys of references.bib
    items: int
    response_range: list[int]
    #: Answers that score 0 however the item is keyed.
    scored_zero: list[int] = Field(default_factory=list)
    scales: list[Scale]
    licence: str
    notes: str

    @property
    def item_columns(self) -> list[str]:
        """How the columns of its items are called, in the order of their numbers."""
        return [f"{self.name}_{i:02d}" for i in range(1, self.items + 1)]

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        low, high = self.response_range
        for scale in self.scales:
            outside = [i for i in scale.items if not 1 <= i <= self.items]
            if outside or len(set(scale.items)) != len(scale.items):
                raise ValueError(f"{scale.name}: items {scale.items} of {self.items}")
            if not set(scale.reverse_keyed) <= set(scale.items):
                raise ValueError(f"{scale.name}: reversed items outside the scale")
            if not 1 <= _needed(scale) <= len(scale.items):
                raise ValueError(f"{scale.name}: minimum_answered {_needed(scale)}")
            times = len(scale.items) if scale.rule == "sum" else 1
            if scale.range != [low * times, high * times]:
                raise ValueError(
                    f"{scale.name}: range {scale.range}, but the items give "
                    f"{[low * times, high * times]}"
                )
        if (self.status == "published") != bool(self.source):
            raise ValueError("a published instrument names its source, a declared none")
        return self


def load_instrument(name: str, folder: Path = KEYS) -> Instrument:
    """Read a scoring key.

    Parameters
    ----------
    name : str
        Name of the file in `folder`, without its ending.
    folder : Path
        Where the keys stand; those of this package by default.

    Returns
    -------
    Instrument

    Raises
    ------
    DataError
        If there is no such key, a word of it stands twice, or the key contradicts
        itself; the message names the file and every fault.
    """
    path = folder / f"{name}.yaml"
    if not path.exists():
        known = sorted(p.stem for p in folder.glob("*.yaml"))
        raise DataError(f"no scoring key {name!r}; there are {', '.join(known)}")
    return read_yaml(path, Instrument, hint="mend the key")


def load_instruments(folder: Path = KEYS) -> dict[str, Instrument]:
    """Read all scoring keys of a folder, by name in alphabetical order."""
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    return {name: load_instrument(name, folder) for name in names}


def score(
    responses: pd.DataFrame,
    instrument: Instrument,
    *,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Score every scale of an instrument.

    Parameters
    ----------
    responses : DataFrame, shape (n_rows, at least n_items)
        Responses in scale points, one row per person and wave; NaN where an item was
        not answered.
    instrument : Instrument
        The scoring key.
    columns : sequence of str, length n_items
        The columns that hold the items, in the order of their numbers;
        ``<instrument>_01``, ``<instrument>_02``, ... by default.

    Returns
    -------
    DataFrame, shape (n_rows, n_scales)
        One column per scale, in points (sum) or mean points per answered item (mean),
        with the index of `responses`. NaN where fewer items are answered than the key
        asks for. A sum over fewer than all items adds those that are answered, without
        pro-rating.

    Raises
    ------
    DataError
        If a column is missing or a response is not one that the key allows.

    References
    ----------
    The key's own source, `instrument.source`.
    """
    names = instrument.item_columns if columns is None else list(columns)
    points = checked_answers(responses, instrument, names)
    scales = instrument.scales
    scores = {scale.name: _scale_score(points, scale, instrument) for scale in scales}
    return pd.DataFrame(scores, index=responses.index)


def checked_answers(
    responses: pd.DataFrame, instrument: Instrument, columns: list[str]
) -> np.ndarray:
    """Return the answers as numbers, shape (n_rows, n_items), or refuse them."""
    if len(columns) != instrument.items:
        raise DataError(
            f"{instrument.name}: {instrument.items} items, but {len(columns)} columns "
            "were named; name one column per item, in order"
        )
    absent = [column for column in columns if column not in responses]
    if absent:
        raise DataError(
            f"{instrument.name}: {len(absent)} of {instrument.items} item columns are "
            f"missing, {absent[:5]}; check the column names"
        )
    given = responses[columns]
    words = given.notna() & given.apply(pd.to_numeric, errors="coerce").isna()
    repair = "enter scale points, and nothing where an item was not answered"
    _refuse(given, words.to_numpy(), instrument.name, "are no numbers", repair)
    points: np.ndarray = given.to_numpy(dtype=float, na_value=np.nan)
    low, high = instrument.response_range
    # No comparison with NaN is true, so that a missing response is not a fault.
    illegal = (points < low) | (points > high) | (points > np.floor(points))
    illegal &= ~np.isin(points, instrument.scored_zero)
    repair = "check the response range in data/codebook.yaml"
    given = pd.DataFrame(points, given.index, columns)
    _refuse(given, illegal, instrument.name, f"outside {low}-{high}", repair)
    return points


def _refuse(
    given: pd.DataFrame, at: np.ndarray, name: str, wrong: str, repair: str
) -> None:
    # Name the first answers that have a fault, and where they stand.
    rows, items = np.nonzero(at)
    places = list(zip(rows[:5], items[:5], strict=True))
    if places:
        values = [as_python(given.iat[place]) for place in places]
        where = [f"{given.index[r]}/{given.columns[i]}" for r, i in places]
        raise DataError(
            f"{name}: {len(rows)} responses {wrong}, got {values} at {where}; {repair}"
        )


def keyed_answers(
    points: np.ndarray, scale: Scale, instrument: Instrument
) -> np.ndarray:
    """Turn answers to all items into those of a scale, shape (n_rows, n_in_scale)."""
    low, high = instrument.response_range
    keyed: np.ndarray = points[:, np.array(scale.items) - 1]
    nought = np.isin(keyed, instrument.scored_zero)
    turned = np.isin(scale.items, scale.reverse_keyed)
    keyed[:, turned] = low + high - keyed[:, turned]
    keyed[nought] = 0.0
    return keyed


def _scale_score(
    points: np.ndarray, scale: Scale, instrument: Instrument
) -> np.ndarray:
    """Return one score per row; NaN where too few items are answered."""
    keyed = keyed_answers(points, scale, instrument)
    missing = np.isnan(keyed)
    answered = len(scale.items) - missing.sum(axis=1)
    keyed[missing] = 0.0
    enough = answered >= _needed(scale)
    total = np.where(enough, keyed.sum(axis=1), np.nan)
    return total / np.maximum(answered, 1) if scale.rule == "mean" else total


def _needed(scale: Scale) -> int:
    every = len(scale.items)
    return every if scale.minimum_answered is None else scale.minimum_answered
