"""Draw the questionnaire answers of the simulated study, from traits that correlate.

Everybody has a trait for each scale and each source of pressure; answers to the items
follow from it by `simulation._likert`, with the moments that the design declares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.scales.scoring import Instrument, load_instruments, score
from results import DataError
from simulation._likert import discretise, item_model

Design: TypeAlias = dict[str, Any]  # a part of data/simulation/design.yaml
Values: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Part:
    """Items that answer to one trait, with the moments they are to have."""

    target: Design
    key: Instrument
    items: tuple[int, ...]
    reversed_items: frozenset[int]


def traits(design: Design, people: pd.DataFrame, rng: np.random.Generator) -> Values:
    """Draw the traits at entry, with exact moments in each setting.

    Parameters
    ----------
    design : dict
        Declared scales, sources of pressure and correlations of their traits.
    people : DataFrame, shape (n_participants, n_variables)
        With ``in_setting``, the number of the participant's setting.
    rng : Generator
        Source of chance; drawing moves it on.

    Returns
    -------
    array, shape (n_participants, n_traits)
        Scales first, then sources of pressure; mean 0 and variance 1 in each setting.

    Raises
    ------
    DataError
        If no traits can have the declared correlations, or a setting is too small.
    """
    names = [*design["scales"], *design["pressure"]]
    target = np.full((len(names), len(names)), float(design["correlations"]["default"]))
    np.fill_diagonal(target, 1.0)
    for first, second, r in design["correlations"]["pairs"]:
        i, j = names.index(first), names.index(second)
        target[i, j] = target[j, i] = r
    root = _root(target, "correlations: no traits can go together as they are declared")
    drawn_traits = np.empty((len(people), len(names)))
    for k in sorted(people["in_setting"].unique()):
        rows = (people["in_setting"] == k).to_numpy()
        drawn = rng.standard_normal((rows.sum(), len(names)))
        drawn -= drawn.mean(axis=0)
        few = f"settings: {len(drawn)} recruited cannot have {len(names)} traits"
        own = _root(drawn.T @ drawn / len(drawn), few)
        drawn_traits[rows] = np.linalg.solve(own, drawn.T).T @ root.T
    return drawn_traits


def _root(correlations: Values, otherwise: str) -> Values:
    try:
        return np.linalg.cholesky(correlations).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:
        raise DataError(f"{otherwise}; mend the design") from None


def responses(
    design: Design, people: pd.DataFrame, at_entry: Values, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the answers of everybody at entry and, were they seen, at six months.

    Parameters
    ----------
    design, people, rng
        As in `traits`.
    at_entry : array, shape (n_participants, n_traits)
        The traits at entry; those at six months are drawn from them.

    Returns
    -------
    tuple of DataFrame, each of shape (n_participants, n_items)
        Answers in points, as they would stand on paper, in the order of the
        instruments and their items; first those at entry.

    Raises
    ------
    DataError
        If no answers can have the declared moments.
    """
    r = design["stability_over_six_months"]
    later = r * at_entry + np.sqrt(1 - r**2) * rng.standard_normal(at_entry.shape)
    waves: tuple[dict[str, Values], dict[str, Values]] = ({}, {})
    for column, part in enumerate(_parts(design)):
        for wave, level in enumerate((at_entry, later)):
            answers = _answers(part, people, level[:, column], wave, rng)
            waves[wave].update(answers)
    keys = load_instruments()
    named = [scale["instrument"] for scale in design["scales"].values()]
    order = [
        _name(keys[name], item)
        for name in dict.fromkeys([*named, "pressure"])
        for item in range(1, keys[name].items + 1)
    ]
    entry, followup = (pd.DataFrame(wave)[order] for wave in waves)
    return entry, followup


def measures(items: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return standardised entry scores that the course of treatment depends on.

    Parameters
    ----------
    items : DataFrame, shape (n_participants, n_items)
        Complete answers at entry, in points.
    people : DataFrame, shape (n_participants, n_variables)
        With ``age`` and ``heroin_years``.

    Returns
    -------
    DataFrame, shape (n_participants, n_measures)
        Mean 0 and standard deviation 1 over everybody; ``family`` and ``self`` are the
        pressure from the family and from oneself.
    """
    scores = pd.concat(
        [score(items, key) for key in load_instruments().values()], axis=1
    )
    scores["family"], scores["self"] = items["pressure_05"], items["pressure_08"]
    scores["age"], scores["heroin_years"] = people["age"], people["heroin_years"]
    return (scores - scores.mean()) / scores.std()


def _parts(design: Design) -> Iterator[_Part]:
    # In the order of the traits.
    keys = load_instruments()
    for name, target in design["scales"].items():
        key = keys[target["instrument"]]
        scale = next(scale for scale in key.scales if scale.name == name)
        reverse_keyed = frozenset(scale.reverse_keyed)
        yield _Part(target, key, tuple(scale.items), reverse_keyed)
    for item, target in enumerate(design["pressure"].values(), start=1):
        yield _Part(target | {"alpha": 1.0}, keys["pressure"], (item,), frozenset())


def _answers(
    part: _Part,
    people: pd.DataFrame,
    trait: Values,
    wave: int,
    rng: np.random.Generator,
) -> dict[str, Values]:
    """Return the answers to each item by name, each setting by its own model."""
    low, high = part.key.response_range
    own = rng.standard_normal((len(part.items), len(people)))
    points = np.empty((len(part.items), len(people)))
    for k, mean in enumerate(part.target["mean"]):
        rows = (people["in_setting"] == k).to_numpy()
        model = item_model(
            low=low,
            high=high,
            mean=mean + wave * part.target["change"][k],
            sd=part.target["sd"],
            alpha=part.target["alpha"],
            items=len(part.items),
        )
        points[:, rows] = discretise(model, trait[rows], own[:, rows])
    return {
        _name(part.key, item): low + high - row if item in part.reversed_items else row
        for item, row in zip(part.items, points, strict=True)
    }


def _name(key: Instrument, item: int) -> str:
    return f"{key.name}_{item:02d}"
