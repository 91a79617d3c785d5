"""The simulated study: declared, reproducible, and never taken for a real one."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.likert import discretise, item_model
from analysis.simulation import DESIGN, OUTPUT, simulate, write_simulated


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """A folder written anew from the committed design."""
    folder = tmp_path_factory.mktemp("simulated") / "simulated"
    write_simulated(folder)
    return folder


def test_committed_files_are_those_of_the_generator(fresh):
    """Byte for byte: nobody has edited them, and the design is the one that made them."""
    names = sorted(p.name for p in fresh.iterdir())
    committed = sorted(p.name for p in OUTPUT.iterdir())
    assert committed == names
    for name in names:
        assert (OUTPUT / name).read_bytes() == (fresh / name).read_bytes(), name


def test_two_runs_are_byte_equal(fresh, tmp_path):
    """The seed stands in the design; nothing else decides."""
    write_simulated(tmp_path / "again")
    for path in fresh.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_design_of_the_study_is_kept(fresh):
    """72 men, 24 in each of three settings, none on probation, 48 seen again."""
    people = pd.read_csv(fresh / "participants.csv")
    again = pd.read_csv(fresh / "followup.csv")
    assert people["setting"].value_counts().to_dict() == {
        "prison": 24,
        "inpatient": 24,
        "outpatient": 24,
    }
    assert len(again) == 48
    assert set(again["participant"]) <= set(people["participant"])
    assert len(pd.read_csv(fresh / "interviews.csv")) == 12


def test_counts_of_the_design_are_met(fresh):
    """Completion, abstinence and custody are exactly those declared."""
    design = yaml.safe_load((DESIGN / "design.yaml").read_text("utf-8"))
    setting = pd.read_csv(fresh / "participants.csv", index_col=0)["setting"]
    stays = pd.read_csv(fresh / "treatment.csv", index_col=0)
    again = pd.read_csv(fresh / "followup.csv", index_col=0)
    for name, declared in design["settings"].items():
        assert (stays["completed"][setting == name] == "yes").sum() == declared[
            "completed"
        ]
        here = again[setting.loc[again.index] == name]
        assert len(here) == declared["followed_up"]
        assert (here["heroin_days"] == 0).sum() == declared["abstinent"]
        assert (here["in_custody"] == "yes").sum() == declared["in_custody"]


def test_every_row_says_simulated(fresh):
    """No file can be carried elsewhere without saying what it is."""
    for path in fresh.glob("*.csv"):
        assert set(pd.read_csv(path)["data_kind"]) == {"simulated"}, path.name


def test_an_unattainable_target_is_refused_and_nothing_is_written(tmp_path):
    """A mean at the edge of the range with a wide spread cannot occur."""
    shutil.copytree(DESIGN, tmp_path / "design")
    path = tmp_path / "design" / "design.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("mean: [1.95, 2.15, 2.10], sd: 0.55", "mean: [2.9, 2.9, 2.9], sd: 2"),
        "utf-8",
    )
    assert path.read_text("utf-8") != text
    with pytest.raises(DataError, match="item mean 2.90 with standard deviation"):
        write_simulated(tmp_path / "out", tmp_path / "design")
    assert not (tmp_path / "out").exists()


def test_data_that_are_not_simulated_are_never_overwritten(tmp_path):
    """A folder of the study is refused, and stays as it was."""
    study = tmp_path / "study"
    study.mkdir()
    (study / "dataset.yaml").write_text("kind: study\n", "utf-8")
    with pytest.raises(DataError, match="holds data that are not simulated; nothing"):
        write_simulated(study)
    assert [p.name for p in study.iterdir()] == ["dataset.yaml"]


def test_traits_have_their_declared_correlations():
    """Self-efficacy for completing goes with confidence, as declared at .50."""
    tables = simulate()
    answers = tables["responses"].query("wave == 'entry'")
    answers = answers.drop(columns=["participant", "data_kind", "wave"]).astype(float)
    setting = tables["participants"]["setting"]
    answers = answers.mask(answers < 0)
    means = pd.DataFrame(
        {
            name: answers.filter(regex=f"{name}_(?!04)").mean(axis=1)
            for name in ("treatment_confidence", "completion_efficacy")
        }
    )
    within = means - means.groupby(setting).transform("mean")
    # 72 people and measurement error: a band around .50 times the reliabilities
    assert 0.25 < within.corr().iloc[0, 1] < 0.65


@settings(max_examples=20, deadline=None)
@given(
    mean=st.floats(2.2, 3.8),
    sd=st.floats(0.5, 0.9),
    alpha=st.floats(0.6, 0.9),
    items=st.integers(3, 10),
)
def test_answers_have_the_wanted_moments_and_reliability(mean, sd, alpha, items):
    """In 40,000 people, mean, SD and alpha of the scale are those asked for."""
    model = item_model(low=1, high=5, mean=mean, sd=sd, alpha=alpha, items=items)
    rng = np.random.default_rng(3)
    trait = rng.standard_normal(40_000)
    points = np.array(
        [discretise(model, trait, rng.standard_normal(40_000)) for _ in range(items)]
    )
    scale = points.mean(axis=0)
    got_alpha = items / (items - 1) * (1 - points.var(axis=1).sum() / points.sum(0).var())
    assert scale.mean() == pytest.approx(mean, abs=0.02)
    assert scale.std() == pytest.approx(sd, abs=0.02)
    assert got_alpha == pytest.approx(alpha, abs=0.02)
    assert points.min() >= 1
    assert points.max() <= 5


def test_items_with_two_answers_keep_their_mean():
    """For yes and no the mean fixes the spread; the wanted SD is not used."""
    model = item_model(low=0, high=1, mean=0.6, sd=9.0, alpha=0.8, items=14)
    rng = np.random.default_rng(3)
    trait, own = rng.standard_normal((2, 40_000))
    assert discretise(model, trait, own).mean() == pytest.approx(0.6, abs=0.01)
