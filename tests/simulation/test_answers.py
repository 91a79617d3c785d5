"""The simulated answers: their traits go together as the design declares."""

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis.scales.scoring import load_instruments
from simulation._answers import measures, responses, traits
from simulation.study import DESIGN, simulate

DECLARED = yaml.safe_load((DESIGN / "design.yaml").read_text("utf-8"))
PEOPLE = pd.DataFrame(
    {
        "in_setting": np.repeat([0, 1, 2], 24),
        "age": np.linspace(19.0, 58.0, 72),
        "heroin_years": np.arange(72) % 35 + 1,
    }
)


@pytest.fixture(scope="module")
def at_entry():
    """Traits of 72 people, 24 in each setting."""
    return traits(DECLARED, PEOPLE, np.random.default_rng(5))


def test_traits_have_their_declared_moments_in_each_setting(at_entry):
    """Mean 0, variance 1 and the declared correlations, not only on average."""
    names = [*DECLARED["scales"], *DECLARED["pressure"]]
    for k in range(3):
        here = at_entry[PEOPLE["in_setting"] == k]
        assert here.mean(axis=0) == pytest.approx(np.zeros(len(names)), abs=1e-9)
        covariance = here.T @ here / len(here)
        assert covariance.diagonal() == pytest.approx(np.ones(len(names)))
        for first, second, r in DECLARED["correlations"]["pairs"]:
            i, j = names.index(first), names.index(second)
            assert covariance[i, j] == pytest.approx(r)


def test_answers_are_points_of_every_item_in_order(at_entry):
    """Both waves have the items of every instrument, within its response range."""
    entry, later = responses(DECLARED, PEOPLE, at_entry, np.random.default_rng(6))
    assert list(entry) == list(later)
    for wave in (entry, later):
        for key in load_instruments().values():
            names = [f"{key.name}_{item:02d}" for item in range(1, key.items + 1)]
            points = wave[names].to_numpy()
            assert set(np.unique(points)) <= set(
                range(key.response_range[0], key.response_range[1] + 1)
            )


def test_a_reversed_item_is_answered_the_other_way_round(at_entry):
    """What is drawn is the answer on paper, which the scoring key turns round."""
    entry, _ = responses(DECLARED, PEOPLE, at_entry, np.random.default_rng(6))
    (mood,) = load_instruments()["cesd"].scales
    turned = [f"cesd_{item:02d}" for item in mood.reverse_keyed]
    others = [name for name in entry.filter(like="cesd_") if name not in turned]
    both = np.corrcoef(entry[turned].mean(axis=1), entry[others].mean(axis=1))
    assert both[0, 1] < -0.4


def test_measures_are_standardised(at_entry):
    """Mean 0 and standard deviation 1, with pressure, age and years of use."""
    entry, _ = responses(DECLARED, PEOPLE, at_entry, np.random.default_rng(6))
    found = measures(entry, PEOPLE)
    assert {"family", "self", "age", "heroin_years", "mood"} <= set(found)
    assert found.mean().to_numpy() == pytest.approx(np.zeros(found.shape[1]), abs=1e-9)
    assert found.std().to_numpy() == pytest.approx(np.ones(found.shape[1]))


def test_scores_go_together_as_their_traits_do():
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
