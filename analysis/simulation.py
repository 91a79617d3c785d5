"""Write the simulated study that stands in for the confidential one.

Everything is drawn from the declared design in ``data/simulation``: nothing here knows
a number of the study. The same design gives the same bytes.
"""

import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import yaml
from numpy.typing import NDArray

from analysis.errors import DataError
from analysis.likert import discretise, item_model
from analysis.scoring import Instrument, load_instruments, score

ROOT = Path(__file__).parent.parent
DESIGN = ROOT / "data" / "simulation"
OUTPUT = ROOT / "data" / "simulated"
NOT_ANSWERED = "-99"
SIX_MONTHS = 183  # days

Design: TypeAlias = dict[str, Any]
Values: TypeAlias = NDArray[np.float64]


def simulate(design_folder: Path = DESIGN) -> dict[str, pd.DataFrame]:
    """Draw the tables of the simulated study.

    Parameters
    ----------
    design_folder : Path
        Folder with ``design.yaml``, ``coding_frame.yaml`` and ``excerpts.yaml``.

    Returns
    -------
    dict of str to DataFrame
        The tables of ``data/codebook.yaml`` by name; every cell is what will stand in
        the file, so missing answers are codes, and every row says ``simulated``.

    Raises
    ------
    DataError
        If the design cannot be met, for example a mean outside its response range.
    """
    design = _read(design_folder / "design.yaml")
    rng = np.random.default_rng(design["seed"])
    people = _background(design, rng)
    traits = _traits(design, people, rng)
    entry_items, traits_later = _responses(design, people, traits, rng)
    measures = _measures(entry_items, people)
    course = _course(design, people, measures, rng)
    responses = pd.concat(
        [
            _wave(people["participant"], "entry", entry_items),
            _wave(people["participant"], "followup", traits_later)[
                course["followed_up"].to_numpy()
            ],
        ],
        ignore_index=True,
    )
    interviews, coding = _interviews(design, design_folder, people, course, rng)
    tables = {
        "participants": people.drop(columns=["entry_date", "age", "in_setting"]),
        "entry": _entry(design, people, rng),
        "treatment": course[["participant", "treatment_days", "completed"]].copy(),
        "followup": _followup(design, course, rng),
        "responses": _with_gaps(
            responses, design["missing_items"], ["participant", "wave"], rng
        ),
        "interviews": interviews,
        "coding": coding,
    }
    background = ["education", "employed", "housing", "heroin_years", "previous_treatments"]
    kept = [c for c in tables["participants"] if c not in background]
    tables["participants"] = _with_gaps(
        tables["participants"], design["missing_background"], kept, rng
    )
    for table in tables.values():
        table.insert(1, "data_kind", "simulated")
    return tables


def write_simulated(output: Path = OUTPUT, design_folder: Path = DESIGN) -> list[Path]:
    """Write the simulated study as a data folder, all of it or nothing.

    Parameters
    ----------
    output : Path
        Folder to write; an older simulated study in it is replaced. A folder that holds
        anything else is refused.
    design_folder : Path
        As in `simulate`.

    Returns
    -------
    list of Path
        The files written, in alphabetical order; the same bytes for the same design.

    Raises
    ------
    DataError
        If the design cannot be met, or `output` holds data that are not simulated.
    """
    _refuse_other_data(output)
    design = _read(design_folder / "design.yaml")
    tables = simulate(design_folder)
    with tempfile.TemporaryDirectory(dir=output.parent) as scratch:
        fresh = Path(scratch) / output.name
        fresh.mkdir()
        for name, table in tables.items():
            table.to_csv(fresh / f"{name}.csv", index=False, lineterminator="\n")
        about = {k: design[k] for k in ("title", "statement")}
        (fresh / "dataset.yaml").write_text(
            yaml.safe_dump({"kind": "simulated"} | about, sort_keys=False), "utf-8"
        )
        shutil.copyfile(
            design_folder / "coding_frame.yaml", fresh / "coding_frame.yaml"
        )
        if output.exists():
            shutil.rmtree(output)
        fresh.replace(output)
    return sorted(output.iterdir())


def _read(path: Path) -> Design:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def _refuse_other_data(output: Path) -> None:
    if not output.exists() or not any(output.iterdir()):
        return
    declared = output / "dataset.yaml"
    if not declared.exists() or _read(declared).get("kind") != "simulated":
        raise DataError(
            f"{output}: holds data that are not simulated; nothing was written, choose "
            "another folder"
        )


def _background(design: Design, rng: np.random.Generator) -> pd.DataFrame:
    """Draw what does not change: one row per participant, settings in blocks."""
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
    age = _clip(np.take(b["age"]["mean"], k) + b["age"]["sd"] * z_age, b["age"]["range"])
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


def _traits(design: Design, people: pd.DataFrame, rng: np.random.Generator) -> Values:
    """Draw the traits at entry, shape (n, traits): exact moments in each setting."""
    names = [*design["scales"], *design["pressure"]]
    target = np.full((len(names), len(names)), float(design["correlations"]["default"]))
    np.fill_diagonal(target, 1.0)
    for first, second, r in design["correlations"]["pairs"]:
        i, j = names.index(first), names.index(second)
        target[i, j] = target[j, i] = r
    root = np.linalg.cholesky(target)
    traits = np.empty((len(people), len(names)))
    for k in sorted(people["in_setting"].unique()):
        rows = (people["in_setting"] == k).to_numpy()
        drawn = rng.standard_normal((rows.sum(), len(names)))
        drawn -= drawn.mean(axis=0)
        own = np.linalg.cholesky(drawn.T @ drawn / len(drawn))
        traits[rows] = np.linalg.solve(own, drawn.T).T @ root.T
    return traits


def _responses(
    design: Design, people: pd.DataFrame, traits: Values, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the answers of everybody at entry and, were they seen, at six months."""
    r = design["stability_over_six_months"]
    later = r * traits + np.sqrt(1 - r**2) * rng.standard_normal(traits.shape)
    waves = ({}, {})  # type: tuple[dict[str, Values], dict[str, Values]]
    keys = load_instruments()
    for column, (name, scale) in enumerate(design["scales"].items()):
        key = keys[scale["instrument"]]
        items = next(s for s in key.scales if s.name == name).items
        for wave, level in enumerate((traits, later)):
            answers = _answers(
                scale, key, len(items), people, level[:, column], wave, rng
            )
            for item, points in zip(items, answers, strict=True):
                waves[wave][f"{key.name}_{item:02d}"] = _keyed(key, name, item, points)
    for number, (_, source) in enumerate(design["pressure"].items(), start=1):
        column = len(design["scales"]) + number - 1
        for wave, level in enumerate((traits, later)):
            (points,) = _answers(
                source | {"alpha": 1.0},
                keys["pressure"],
                1,
                people,
                level[:, column],
                wave,
                rng,
            )
            waves[wave][f"pressure_{number:02d}"] = points
    order = [
        f"{name}_{i:02d}"
        for name in dict.fromkeys(
            [s["instrument"] for s in design["scales"].values()] + ["pressure"]
        )
        for i in range(1, keys[name].items + 1)
    ]
    entry, followup = (pd.DataFrame(wave)[order] for wave in waves)
    return entry, followup


def _answers(
    scale: Design,
    key: Instrument,
    items: int,
    people: pd.DataFrame,
    trait: Values,
    wave: int,
    rng: np.random.Generator,
) -> list[Values]:
    """Return one array of answers per item, each setting by its own model."""
    low, high = key.response_range
    own = rng.standard_normal((items, len(people)))
    answers = np.empty((items, len(people)))
    for k, mean in enumerate(scale["mean"]):
        rows = (people["in_setting"] == k).to_numpy()
        wanted = mean + wave * scale["change"][k]
        model = item_model(
            low=low,
            high=high,
            mean=wanted,
            sd=scale["sd"],
            alpha=scale["alpha"],
            items=items,
        )
        answers[:, rows] = discretise(model, trait[rows], own[:, rows])
    return list(answers)


def _keyed(key: Instrument, scale: str, item: int, points: Values) -> Values:
    low, high = key.response_range
    reversed_items = next(s for s in key.scales if s.name == scale).reverse_keyed
    return low + high - points if item in reversed_items else points


def _measures(items: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return standardised entry scores that the course of treatment depends on."""
    scores = pd.concat(
        [score(items, key) for key in load_instruments().values()], axis=1
    )
    scores["family"], scores["self"] = items["pressure_05"], items["pressure_08"]
    scores["age"], scores["heroin_years"] = people["age"], people["heroin_years"]
    return (scores - scores.mean()) / scores.std()


def _course(
    design: Design, people: pd.DataFrame, measures: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Decide who completed, who was seen again and who was abstinent then."""
    settings = design["settings"]
    course = people[["participant", "setting", "in_setting", "entry_date"]].copy()
    known = measures.copy()

    def chosen(what: str, count: str, among: Values | None = None) -> NDArray[np.bool_]:
        weights = dict(design["propensities"][what])
        rank = weights.pop("noise") * rng.standard_normal(len(people))
        for name, weight in weights.items():
            rank = rank + weight * known[name].to_numpy()
        if among is not None:
            rank = np.where(among, rank, -np.inf)
        taken = np.zeros(len(people), dtype=bool)
        for setting, numbers in settings.items():
            rows = np.flatnonzero(people["setting"] == setting)
            best = rows[np.argsort(-rank[rows], kind="stable")[: numbers[count]]]
            taken[best] = True
        return taken

    completed = chosen("completed", "completed")
    known["completed"] = (completed - completed.mean()) / completed.std()
    course["followed_up"] = chosen("followed_up", "followed_up")
    course["abstinent"] = chosen("abstinent", "abstinent", course["followed_up"])
    course["completed"] = np.where(completed, "yes", "no")
    days = np.empty(len(people))
    for setting, numbers in settings.items():
        for group, done in (("completers", True), ("leavers", False)):
            rows = (people["setting"] == setting).to_numpy() & (completed == done)
            mean, sd = numbers["stay"][group]
            days[rows] = rng.gamma((mean / sd) ** 2, sd**2 / mean, rows.sum())
    course["treatment_days"] = np.clip(np.rint(days), 1, SIX_MONTHS).astype(int)
    return course


def _entry(
    design: Design, people: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    b, k = design["background"], people["in_setting"].to_numpy()
    days = _counts(b["heroin_days"] | {"sd": [b["heroin_days"]["sd"]] * 3}, k, rng)
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


def _followup(
    design: Design, course: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    seen = course[course["followed_up"]]
    k = seen["in_setting"].to_numpy()
    users = design["heroin_days_of_users"]
    days = _counts(users | {"sd": [users["sd"]] * 3}, k, rng)
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


def _interviews(
    design: Design,
    folder: Path,
    people: pd.DataFrame,
    course: pd.DataFrame,
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw who was interviewed and which excerpts were coded by the two coders."""
    plan = design["interviews"]
    frame = _read(folder / "coding_frame.yaml")["themes"]
    theme_of = {c["code"]: t["theme"] for t in frame for c in t["codes"]}
    bank = pd.DataFrame(_read(folder / "excerpts.yaml")["excerpts"])
    bank["theme"] = bank["code"].map(theme_of)
    interviews, rows = [], []
    used = np.zeros(len(bank), dtype=bool)
    for k, setting in enumerate(design["settings"]):
        here = people.index[people["setting"] == setting]
        for i in sorted(rng.choice(here, plan["per_setting"], replace=False)):
            name = f"I{len(interviews) + 1:02d}"
            when = people.loc[i, "entry_date"] + timedelta(int(rng.integers(0, 10)))
            minutes = int(rng.integers(*plan["minutes"]))
            interviews.append((name, people.loc[i, "participant"], when, minutes))
            fits = np.array([setting in s for s in bank["settings"]]) & ~used
            weight = bank["theme"].map({t: w[k] for t, w in plan["themes"].items()})
            p = np.where(fits, weight, 0.0)
            count = int(rng.integers(plan["excerpts"][0], plan["excerpts"][1] + 1))
            picked = rng.choice(len(bank), count, replace=False, p=p / p.sum())
            used[picked] = True
            for j in sorted(picked):
                rows += _coded(bank.loc[j], name, theme_of, plan["second_coder"], rng)
    return (
        pd.DataFrame(
            interviews,
            columns=["interview", "participant", "interview_date", "minutes"],
        ),
        pd.DataFrame(rows, columns=["excerpt", "interview", "coder", "code", "text"]),
    )


def _coded(
    excerpt: pd.Series,
    interview: str,
    theme_of: dict[str, str],
    second: Design,
    rng: np.random.Generator,
) -> list[tuple[str, str, str, str, str]]:
    """Return the first coder's row and, unless left uncoded, the second's."""
    first = (excerpt["id"], interview, "A", excerpt["code"], excerpt["text"])
    draw = rng.random()
    if draw < second["same_code"]:
        return [first, (*first[:2], "B", *first[3:])]
    if draw < second["same_code"] + second["other_code"]:
        others = sorted(c for c in theme_of if c != excerpt["code"])
        other = others[int(rng.integers(len(others)))]
        return [first, (*first[:2], "B", other, first[4])]
    return [first]


def _wave(participants: pd.Series, wave: str, items: pd.DataFrame) -> pd.DataFrame:
    table = items.astype(int)
    table.insert(0, "participant", participants.to_numpy())
    table.insert(1, "wave", wave)
    return table


def _with_gaps(
    table: pd.DataFrame, share: float, keep: Sequence[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Leave out a share of the cells, outside the columns to keep."""
    gappy = table.astype(str)
    columns = [c for c in table if c not in keep]
    gaps = rng.random((len(table), len(columns))) < share
    gappy[columns] = gappy[columns].mask(gaps, NOT_ANSWERED)
    return gappy


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
