"""Draw the people of the simulated study and the course of their treatment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation._answers import Design, Values

SIX_MONTHS = 183  # days


def background(design: Design, rng: np.random.Generator) -> pd.DataFrame:
    """Draw what does not change: one row per participant, settings in blocks.

    Parameters
    ----------
    design : dict
        Declared settings and background.
    rng : Generator
        Source of chance; drawing moves it on.

    Returns
    -------
    DataFrame, shape (n_participants, n_variables)
        Complete; with ``age`` in years, ``entry_date`` and ``in_setting``, the number
        of the setting in the order of the design.
    """
    settings = design["settings"]
    b = design["background"]
    sizes = [s["recruited"] for s in settings.values()]
    k = np.repeat(np.arange(len(sizes)), sizes)
    n = len(k)
    people = pd.DataFrame({"participant": [f"S{i:03d}" for i in range(1, n + 1)]})
    people["setting"] = np.array(list(settings))[k]
    people["in_setting"] = k
    z_age, z_other = rng.standard_normal((2, n))
    r = b["age_heroin_correlation"]
    age = _clip(
        np.take(b["age"]["mean"], k) + b["age"]["sd"] * z_age, b["age"]["range"]
    )
    start, end = (date.fromisoformat(d) for d in b["entry_window"])
    entry = [start + timedelta(int(d)) for d in rng.integers(0, (end - start).days, n)]
    people["entry_date"] = entry
    born = [e - timedelta(round(a * 365.25)) for e, a in zip(entry, age, strict=True)]
    people["date_of_birth"] = born
    people["age"] = age
    people["education"] = _levels(b["education"], k, rng)
    people["employed"] = _yes(np.take(b["employed"], k), rng)
    people["housing"] = _levels(b["housing"], k, rng)
    z = r * z_age + np.sqrt(1 - r**2) * z_other
    years = np.take(b["heroin_years"]["mean"], k) + b["heroin_years"]["sd"] * z
    longest = np.minimum(age - 13, b["heroin_years"]["range"][1])
    people["heroin_years"] = np.clip(
        np.rint(years), b["heroin_years"]["range"][0], np.floor(longest)
    ).astype(int)
    people["injected_ever"] = _yes(np.take(b["injecting_share"], k) + 0.12, rng)
    people["crack_cocaine"] = _yes(np.take(b["crack_cocaine"], k), rng)
    for name in ("convictions", "prison_months", "previous_treatments"):
        people[name] = _counts(b[name], k, rng)
    return people


def course_of_treatment(
    design: Design,
    people: pd.DataFrame,
    measured: pd.DataFrame,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Decide who completed, who was seen again and who was abstinent then.

    Parameters
    ----------
    design, rng
        As in `background`.
    people : DataFrame, shape (n_participants, n_variables)
        As `background` returns it.
    measured : DataFrame, shape (n_participants, n_measures)
        Standardised entry scores, as `simulation._answers.measures` returns them.

    Returns
    -------
    DataFrame, shape (n_participants, 8)
        ``followed_up`` and ``abstinent`` are true or false, ``completed`` is yes or
        no, ``treatment_days`` are days from 1 to 183.
    """
    course = people[["participant", "setting", "in_setting", "entry_date"]].copy()
    known = measured.copy()
    everybody = np.ones(len(people), dtype=bool)
    completed = _chosen("completed", design, known, people, everybody, rng)
    known["completed"] = (completed - completed.mean()) / completed.std()
    seen = _chosen("followed_up", design, known, people, everybody, rng)
    course["followed_up"] = seen
    course["abstinent"] = _chosen("abstinent", design, known, people, seen, rng)
    course["completed"] = np.where(completed, "yes", "no")
    course["treatment_days"] = _stay(design, people, completed, rng)
    return course


def _chosen(
    what: str,
    design: Design,
    known: pd.DataFrame,
    people: pd.DataFrame,
    among: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.bool_]:
    """Choose the declared number in each setting: those who rank highest."""
    weights = dict(design["propensities"][what])
    rank = weights.pop("noise") * rng.standard_normal(len(people))
    for name, weight in weights.items():
        rank = rank + weight * known[name].to_numpy()
    rank = np.where(among, rank, -np.inf)
    taken = np.zeros(len(people), dtype=bool)
    for setting, numbers in design["settings"].items():
        rows = np.flatnonzero(people["setting"] == setting)
        best = np.argsort(-rank[rows], kind="stable")[: numbers[what]]
        taken[rows[best]] = True
    return taken


def _stay(
    design: Design,
    people: pd.DataFrame,
    completed: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Draw the days in treatment, longer for those who completed."""
    days = np.empty(len(people))
    for setting, numbers in design["settings"].items():
        for group, done in (("completers", True), ("leavers", False)):
            rows = (people["setting"] == setting).to_numpy() & (completed == done)
            mean, sd = numbers["stay"][group]
            days[rows] = rng.gamma((mean / sd) ** 2, sd**2 / mean, rows.sum())
    return _clip(np.rint(days), (1, SIX_MONTHS)).astype(int)


def entry_table(
    design: Design, people: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw the use of heroin at entry, one row per participant; days out of 30."""
    b, k = design["background"], people["in_setting"].to_numpy()
    days = _counts(b["heroin_days"], k, rng)
    injects = (people["injected_ever"] == "yes").to_numpy()
    share = np.rint(days * rng.uniform(0.3, 1.0, len(people))).astype(int)
    return pd.DataFrame(
        {
            "participant": people["participant"],
            "entry_date": people["entry_date"],
            "heroin_days": days,
            "injecting_days": np.where(injects, share, 0),
        }
    )


def followup_table(
    design: Design, course: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw the interview at six months, one row for each who was followed up."""
    seen = course[course["followed_up"]]
    k = seen["in_setting"].to_numpy()
    days = _counts(design["heroin_days_of_users"], k, rng)
    custody = np.zeros(len(seen), dtype=bool)
    for setting, numbers in design["settings"].items():
        rows = np.flatnonzero(seen["setting"] == setting)
        custody[rng.choice(rows, numbers["in_custody"], replace=False)] = True
    late = rng.integers(-7, 29, len(seen))
    dates = [
        d + timedelta(SIX_MONTHS + int(x))
        for d, x in zip(seen["entry_date"], late, strict=True)
    ]
    offended = np.array([design["offended"][s] for s in seen["setting"]])
    return pd.DataFrame(
        {
            "participant": seen["participant"].to_numpy(),
            "followup_date": dates,
            "heroin_days": np.where(seen["abstinent"], 0, days),
            "in_custody": np.where(custody, "yes", "no"),
            "offended": _yes(offended, rng),
        }
    )


def _clip(values: Values, bounds: Sequence[float]) -> Values:
    return np.clip(values, bounds[0], bounds[1])


def _counts(
    target: Design, k: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw whole numbers around a mean and spread that may differ by setting."""
    means = np.take(target["mean"], k)
    sds = np.take(np.broadcast_to(target["sd"], len(target["mean"])), k)
    if means.min() < 2 * sds.max():  # a skewed count rather than a clipped normal
        drawn = rng.gamma((means / sds) ** 2, sds**2 / means)
    else:
        drawn = rng.normal(means, sds)
    return _clip(np.rint(drawn), target["range"]).astype(int)


def _yes(probability: Values, rng: np.random.Generator) -> NDArray[np.str_]:
    return np.where(rng.random(len(probability)) < probability, "yes", "no")


def _levels(
    shares: dict[str, list[float]], k: NDArray[np.int64], rng: np.random.Generator
) -> list[str]:
    table = np.array(list(shares.values()))
    names = list(shares)
    return [names[rng.choice(len(names), p=table[:, i] / table[:, i].sum())] for i in k]
