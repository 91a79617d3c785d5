"""One row per participant: background, both waves, scores, course of treatment."""

from collections.abc import Iterable

import pandas as pd

from analysis.data.codebook import Codebook
from analysis.data.loading import Study
from analysis.estimates.sample import Described, Sample, described
from analysis.scales.scoring import load_instruments, score

WAVES = ("entry", "followup")  # tables of the two interviews
LOW_MOOD = 16  # points of the CES-D; the conventional cut-off
YES_NO = pd.CategoricalDtype(["no", "yes"])


def cohort(study: Study) -> Sample:
    """Join the tables of a study and score its questionnaires.

    Parameters
    ----------
    study : Study
        A loaded data folder.

    Returns
    -------
    Sample, n_participants rows
        In the order of the participants table, with the words of the codebook; those of
        a scale are its short label, and "points". What was asked at both interviews
        carries the wave, as in ``heroin_days_entry`` and ``heroin_days_followup``; so
        do scores, as in ``mood_entry`` (points, see `analysis.scales.scoring.score`).
        Added: ``age`` in completed years at entry; ``heroin_change``, days of use at
        six months less those at entry; and, each yes or no, ``seen_again``,
        ``abstinent_entry`` and ``abstinent`` (no heroin in the past 30 days, at six
        months), and ``low_mood`` with its wave (CES-D of 16 points or more). Missing at
        six months for those not seen again.
    """
    people = study.table("participants")
    more = [_by_wave(study, name) for name in ("entry", "treatment", "followup")]
    more += [scores(study, wave) for wave in WAVES]
    for table in more:
        people = people.merge(table, on="participant", how="left", validate="1:1")
    people["age"] = _completed_years(people["date_of_birth"], people["entry_date"])
    people["seen_again"] = yes_no(people["followup_date"].notna())
    start, end = (people[f"heroin_days_{wave}"] for wave in WAVES)
    people["heroin_change"] = end - start
    people["abstinent_entry"] = yes_no(start.eq(0)).where(start.notna())
    people["abstinent"] = yes_no(end.eq(0)).where(end.notna())
    for wave in WAVES:
        mood = people[f"mood_{wave}"]
        people[f"low_mood_{wave}"] = yes_no(mood.ge(LOW_MOOD)).where(mood.notna())
    words = _described(study.codebook, people.columns)
    return Sample(people, source=f"{study.kind}/cohort", variables=words)


def scores(study: Study, wave: str) -> pd.DataFrame:
    """Score every questionnaire of one wave.

    Parameters
    ----------
    study : Study
        A loaded data folder.
    wave : {"entry", "followup"}
        Which interview.

    Returns
    -------
    DataFrame, shape (n_answered, 1 + n_scales)
        ``participant`` and one column per scale, named ``<scale>_<wave>``.
    """
    table = study.table("responses")
    answers = table[table["wave"] == wave].set_index("participant")
    scored = [score(answers, key) for key in load_instruments().values()]
    return pd.concat(scored, axis=1).add_suffix(f"_{wave}").reset_index()


def scale_labels() -> dict[str, str]:
    """Return the label of every scale, by its name, in the order of the keys."""
    keys = load_instruments().values()
    return {scale.name: scale.label for key in keys for scale in key.scales}


def scales_described(columns: Iterable[str]) -> dict[str, Described]:
    """Words for the scores of both waves, as far as they are among these columns."""
    return {
        f"{scale.name}_{wave}": Described(label=scale.short, unit="points")
        for key in load_instruments().values()
        for scale in key.scales
        for wave in WAVES
        if f"{scale.name}_{wave}" in columns
    }


def _described(codebook: Codebook, columns: Iterable[str]) -> dict[str, Described]:
    words = described(codebook.table("participants").variables, columns)
    for name in ("entry", "treatment", "followup"):
        variables = codebook.table(name).variables
        waved = _waved(codebook, name)
        words |= described({waved.get(k, k): v for k, v in variables.items()}, columns)
    derived = described(codebook.derived.get("cohort", {}), columns)
    return words | scales_described(columns) | derived


def _by_wave(study: Study, name: str) -> pd.DataFrame:
    """Return a table in which what was asked twice carries its wave in its name."""
    table = study.table(name).drop(columns="data_kind", errors="ignore")
    return table.rename(columns=_waved(study.codebook, name))


def _waved(codebook: Codebook, name: str) -> dict[str, str]:
    entry, followup = (codebook.table(t).variables for t in WAVES)
    twice = (entry.keys() & followup.keys()) - {"participant", "data_kind"}
    return {column: f"{column}_{name}" for column in twice}


def _completed_years(born: pd.Series, on: pd.Series) -> pd.Series:
    """Count birthdays; one on 29 February falls on 1 March of other years."""
    before = on.dt.month * 100 + on.dt.day < born.dt.month * 100 + born.dt.day
    years = on.dt.year - born.dt.year - before
    return years.where(born.notna() & on.notna()).astype("float64")


def yes_no(true: pd.Series) -> pd.Series:
    """Make categories of truth values, or of 1 and 0; NaN stays missing."""
    return true.astype("float64").map({1: "yes", 0: "no"}).astype(YES_NO)
