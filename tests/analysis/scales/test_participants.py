"""One row per participant, with what follows from the answers."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import Sample, cohort, load_study


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Join the simulated study."""
    return cohort(load_study())


@pytest.fixture(scope="module")
def people(sample) -> pd.DataFrame:
    """Return the rows."""
    return sample.frame


def test_everybody_has_one_row_in_the_order_of_the_table(people):
    """Nobody is lost or doubled by the joins."""
    assert people["participant"].tolist() == [f"S{i:03d}" for i in range(1, 73)]


def test_the_cohort_knows_where_it_comes_from_and_what_its_columns_are(sample):
    """Every column, by the codebook or by its scoring key."""
    study = load_study()
    assert (sample.source, sample.filter) == (f"{study.kind}/cohort", "all rows")
    assert set(sample.variables) == set(sample.frame.columns)
    for name in ("heroin_days_entry", "heroin_days_followup"):
        assert sample.label(name) == study.codebook.label("entry", "heroin_days")
        assert sample.unit(name) == "days"
    assert sample.label("mood_followup") == "Depressed mood"
    assert sample.unit("mood_followup") == "points"
    assert sample.levels("setting") == study.group_labels
    derived = study.codebook.derived["cohort"]
    assert sample.label("seen_again") == derived["seen_again"].label


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
    found = cohort(replace(study, tables=tables)).frame["age"]
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
