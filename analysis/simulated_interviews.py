"""Draw the simulated interviews: who was interviewed, and how two coders coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.simulated_answers import Design

__all__ = ["interviews_and_coding"]

#: Columns of the two tables.
INTERVIEWS = ("interview", "participant", "interview_date", "minutes")
CODING = ("excerpt", "interview", "coder", "code", "text")


def interviews_and_coding(
    design: Design,
    people: pd.DataFrame,
    *,
    themes: Sequence[Mapping[str, Any]],
    excerpts: Sequence[Mapping[str, Any]],
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw who was interviewed and which excerpts were coded by the two coders.

    Parameters
    ----------
    design : dict
        Declared settings and interviews.
    people : DataFrame, shape (n_participants, n_variables)
        With ``participant``, ``setting`` and ``entry_date``.
    themes : sequence of mappings
        The coding frame: themes with their codes.
    excerpts : sequence of mappings
        Everything that may be said, each excerpt by one person at most.
    rng : Generator
        Source of chance; drawing moves it on.

    Returns
    -------
    tuple of DataFrame, shapes (n_interviews, 4) and (n_codings, 5)
        The interviews, then one row for each excerpt and coder.
    """
    plan = design["interviews"]
    theme_of = {code["code"]: t["theme"] for t in themes for code in t["codes"]}
    bank = pd.DataFrame(excerpts)
    bank["theme"] = bank["code"].map(theme_of)
    used = np.zeros(len(bank), dtype=bool)
    held: list[tuple[Any, ...]] = []
    coded: list[tuple[Any, ...]] = []
    for k, setting in enumerate(design["settings"]):
        weights = {theme: weight[k] for theme, weight in plan["themes"].items()}
        here = people.index[people["setting"] == setting]
        for i in sorted(rng.choice(here, plan["per_setting"], replace=False)):
            name = f"I{len(held) + 1:02d}"
            when = people.loc[i, "entry_date"] + timedelta(int(rng.integers(0, 10)))
            minutes = int(rng.integers(*plan["minutes"]))
            held.append((name, people.loc[i, "participant"], when, minutes))
            fits = np.array([setting in s for s in bank["settings"]]) & ~used
            chances = np.where(fits, bank["theme"].map(weights), 0.0)
            said = _drawn(chances, plan["excerpts"], rng)
            used[said] = True
            for j in said:
                coded += _coded(bank.loc[j], name, theme_of, plan["second_coder"], rng)
    return (
        pd.DataFrame(held, columns=list(INTERVIEWS)),
        pd.DataFrame(coded, columns=list(CODING)),
    )


def _drawn(
    chances: NDArray[np.float64], counts: tuple[int, int], rng: np.random.Generator
) -> list[int]:
    # The rows of one interview's excerpts; `counts` are the fewest and the most.
    count = int(rng.integers(counts[0], counts[1] + 1))
    share = chances / chances.sum()
    return sorted(rng.choice(len(chances), count, replace=False, p=share))


def _coded(
    excerpt: pd.Series,
    interview: str,
    theme_of: Mapping[str, str],
    second: Design,
    rng: np.random.Generator,
) -> list[tuple[str, str, str, str, str]]:
    """Return the first coder's row and, unless left uncoded, the second's."""
    first = (excerpt["id"], interview, "A", excerpt["code"], excerpt["text"])
    draw = rng.random()
    if draw < second["same_code"]:
        return [first, (*first[:2], "B", *first[3:])]
    if draw < second["same_code"] + second["other_code"]:
        others = sorted(code for code in theme_of if code != excerpt["code"])
        other = others[int(rng.integers(len(others)))]
        return [first, (*first[:2], "B", other, first[4])]
    return [first]
