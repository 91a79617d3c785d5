"""The simulated interviews: nothing is said twice, and two coders code the same."""

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis.simulated_interviews import interviews_and_coding
from analysis.simulation import DESIGN


def read(name):
    """Read one file of the design."""
    return yaml.safe_load((DESIGN / name).read_text("utf-8"))


DECLARED = read("design.yaml")
THEMES = read("coding_frame.yaml")["themes"]
EXCERPTS = read("excerpts.yaml")["excerpts"]
SETTINGS = list(DECLARED["settings"])
PEOPLE = pd.DataFrame(
    {
        "participant": [f"S{i:03d}" for i in range(1, 19)],
        "setting": np.repeat(SETTINGS, 6),
        "entry_date": pd.Timestamp("2009-01-05").date(),
    }
)


@pytest.fixture(scope="module")
def tables():
    """Interviews and their coding, as one seed gives them."""
    rng = np.random.default_rng(4)
    return interviews_and_coding(
        DECLARED, PEOPLE, themes=THEMES, excerpts=EXCERPTS, rng=rng
    )


def test_as_many_people_of_each_setting_are_interviewed_as_declared(tables):
    """Nobody twice, within ten days of entry, for as long as declared."""
    interviews, _ = tables
    people = PEOPLE.set_index("participant")
    settings = people.loc[interviews["participant"], "setting"]
    plan = DECLARED["interviews"]
    assert settings.value_counts().to_dict() == dict.fromkeys(
        SETTINGS, plan["per_setting"]
    )
    assert interviews["participant"].is_unique
    late = [(day - people["entry_date"].iloc[0]).days for day in interviews.iloc[:, 2]]
    assert 0 <= min(late) <= max(late) < 10
    assert interviews["minutes"].between(*plan["minutes"]).all()


def test_no_excerpt_is_said_twice_or_in_a_setting_it_does_not_fit(tables):
    """Each interview has as many excerpts as declared."""
    interviews, coding = tables
    first = coding[coding["coder"] == "A"]
    assert first["excerpt"].is_unique
    fits = {excerpt["id"]: excerpt["settings"] for excerpt in EXCERPTS}
    said_by = interviews.set_index("interview")["participant"]
    setting = PEOPLE.set_index("participant")["setting"]
    for row in first.itertuples():
        assert setting[said_by[row.interview]] in fits[row.excerpt]
    fewest, most = DECLARED["interviews"]["excerpts"]
    assert first["interview"].value_counts().between(fewest, most).all()


def test_the_first_coder_has_the_declared_codes_and_the_second_some_others(tables):
    """The second coder sees the same excerpts, and codes most of them alike."""
    _, coding = tables
    first, second = (coding[coding["coder"] == c].set_index("excerpt") for c in "AB")
    codes = {excerpt["id"]: excerpt["code"] for excerpt in EXCERPTS}
    assert first["code"].to_dict() == {name: codes[name] for name in first.index}
    assert set(second.index) < set(first.index)
    assert (second["text"] == first["text"][second.index]).all()
    alike = (second["code"] == first["code"][second.index]).mean()
    assert 0.6 < alike < 1
