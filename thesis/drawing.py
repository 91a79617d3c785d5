"""The draws of results that rest on chance, for R to compute with.

What is found by simulation, resampling or imputation follows exactly from what was
drawn. The draws are made again by the functions that the results themselves called,
and written for R, which looks at whether they can be such draws and computes all else
from them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attrition import imputation
from analysis.estimates.sample import Sample
from analysis.models import c_statistic
from analysis.power import design_errors
from analysis.power.lost_people import People, cells_asked, studies
from analysis.themes import new_codes as saturation
from analysis.themes import resampled_interviews
from results import DataError

#: A part of the draws of one result, such as a cell: arrays by name.
Part = dict[str, npt.NDArray[Any]]
#: What gives a table by the `source` of a record.
Tables = Callable[[str], Sample]


def draws_of(record: Any, tables: Tables) -> Iterator[Part]:
    """Make the draws of a published result again.

    Parameters
    ----------
    record : dict
        The result as JSON.
    tables : function of str
        Gives the table that a `source` names, in the order of its file.

    Yields
    ------
    dict of str to array
        A part of the draws: numbers, whole numbers or 0 and 1. A result that does not
        rest on chance has none.
    """
    made = MADE.get(record["data"]["function"])
    if made is not None:
        yield from made(record, tables)


def _options(record: Any) -> dict[str, Any]:
    return {option["name"]: option["value"] for option in record["data"]["options"]}


def _numbers(text: object, of: Callable[[str], Any] = float) -> list[Any]:
    return [of(part) for part in str(text).split(", ")]


def _error_rates(record: Any, _: Tables) -> Iterator[Part]:
    asked = _options(record)
    pairs = [_numbers(pair, int) for pair in str(asked["sizes"]).split("; ")]
    drawn = design_errors.draws(
        sizes=[(first, second) for first, second in pairs],
        effects=_numbers(asked["effects"]),
        replications=asked["replications"],
        seed=asked["seed"],
    )
    for *_cell, first, second in drawn:
        yield {"first": first, "second": second}


def _attrition_bias(record: Any, _: Tables) -> Iterator[Part]:
    asked = _options(record)
    people = People(
        abstinent=tuple(_numbers(asked["abstinent"])),
        per_group=asked["per_group"],
        followed_up=tuple(_numbers(asked["followed_up"], int)),
        outcome_odds_ratio=asked["outcome_odds_ratio"],
        replications=asked["replications"],
    )
    for cell in cells_asked(_numbers(asked["strengths"]), asked["seed"]):
        x, outcome, seen = studies(people, *cell)
        yield {"x": x, "outcome": outcome, "seen": seen}


def _imputed(record: Any, tables: Tables) -> Iterator[Part]:
    # Of those lost only, so that what is known of people is read by R itself.
    asked, data = _options(record), record["data"]
    outcome, group, *predictors = data["variables"]
    sample = tables(data["source"]).where(data["filter"])
    found, completed = imputation.draws(
        sample,
        outcome=outcome,
        level=_of_words(sample.frame[outcome], asked["level"]),
        group=group,
        predictors=predictors,
        seed=asked["seed"],
        imputations=asked["imputations"],
        iterations=asked["iterations"],
    )
    yield {"imputed": completed[:, np.isnan(found.success)].astype(bool)}


def _of_words(values: "pd.Series[Any]", words: str) -> object:
    """Return the value that an option gives in words."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        legal = list(values.cat.categories)
    else:
        legal = list(values.dropna().unique())
    return next((value for value in legal if str(value) == words), words)


def _c_statistic(record: Any, _: Tables) -> Iterator[Part]:
    with_event = record["n_events"]
    parts = list(
        c_statistic.draws(
            with_event, record["n"] - with_event, seed=_options(record)["seed"]
        )
    )
    first, second = (np.concatenate(kind) for kind in zip(*parts, strict=True))
    yield {"with_event": first + 1, "without": second + 1}  # R counts from 1


def _coder_agreement(record: Any, _: Tables) -> Iterator[Part]:
    asked = _options(record)
    n = record.get("n_compared", record["n_interviews"])
    times = resampled_interviews.draws(n, asked["n_resamples"], asked["seed"])
    yield {"times": times}


def _saturation(record: Any, _: Tables) -> Iterator[Part]:
    asked = _options(record)
    orders = saturation.draws(record["n_interviews"], asked["n_orders"], asked["seed"])
    yield {"orders": np.stack(list(orders)) + 1}


MADE: dict[str, Callable[[Any, Tables], Iterator[Part]]] = {
    "attrition_bias": _attrition_bias,
    "coder_agreement": _coder_agreement,
    "error_rates": _error_rates,
    "imputed_proportions": _imputed,
    "firth_logistic": _c_statistic,
    "krippendorff_alpha": _coder_agreement,
    "logistic_model": _c_statistic,
    "saturation": _saturation,
}

#: How an array is written, by the kind of its numbers; whole ones as short as they can.
FORMS = {"b": "<u1", "i": "<i4", "f": "<f8"}
MOST_SHORT = 65_535


def write_draws(folder: Path, records: dict[str, Any], tables: Tables) -> None:
    """Write the draws of all results that have any.

    Parameters
    ----------
    folder : Path
        Where to: ``draws.json`` says for each id what every part of its draws holds,
        with the type and shape of each array (the last place counts fastest) and its
        file in ``draws``; or why there are none.
    records : dict
        The record of every published result, by its id, as JSON.
    tables : function of str
        As for `draws_of`.
    """
    (folder / "draws").mkdir()
    held: dict[str, Any] = {}
    for name, record in records.items():
        if record["data"]["function"] not in MADE:
            continue
        try:
            held[name] = list(_written(folder / "draws", draws_of(record, tables)))
        except (DataError, ValueError, KeyError, TypeError) as error:
            held[name] = {"error": str(error)}
    (folder / "draws.json").write_text(json.dumps(held), "utf-8")


def _written(folder: Path, parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """Write arrays one by one, and yield what each part holds."""
    for part in parts:
        about = {}
        for name, array in part.items():
            form = FORMS[array.dtype.kind]
            if form == "<i4" and array.max(initial=0) <= MOST_SHORT:
                form = "<u2"
            file = f"{sum(1 for _ in folder.iterdir()):04}.bin"
            array.astype(form).tofile(folder / file)
            about[name] = {"file": file, "type": form[1:], "shape": array.shape}
        yield about
