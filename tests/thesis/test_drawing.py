"""Draws are made again as the published results made them, and written for R."""

import json

import numpy as np
import pytest

from analysis import cohort, load_study
from analysis.attrition.imputation import imputed_proportions
from analysis.power.design_errors import draws, error_rates
from results.record_json import to_json
from thesis.drawing import draws_of, write_draws


def test_draws_are_those_of_the_published_result_and_plainly_written(tmp_path):
    """Shares can be counted from the file, without anything of this project."""
    asked = {"sizes": [(6, 4)], "effects": [1.0, 2.0], "replications": 50, "seed": 8}
    record = json.loads(json.dumps(to_json(error_rates(**asked))))
    write_draws(tmp_path, {"rates": record}, dict)
    told = json.loads((tmp_path / "draws.json").read_text("utf-8"))
    assert told["rates"][1]["second"] == {
        "file": "0003.bin",
        "type": "f8",
        "shape": [50, 4],
    }
    (_, (*_, first, second)) = draws(**asked)
    read = np.fromfile(tmp_path / "draws" / "0003.bin", "<f8").reshape(50, 4)
    assert (read == second).all()
    assert (np.fromfile(tmp_path / "draws" / "0002.bin", "<f8") == first.ravel()).all()


def test_what_is_known_of_people_does_not_leave_with_the_draws():
    """Imputed are those lost, and nobody else; and R is told where they fail."""
    study = load_study()
    sample = cohort(study)
    people = sample.frame
    found = imputed_proportions(
        sample,
        outcome="abstinent",
        level="yes",
        group="setting",
        predictors=["age"],
        seed=1,
        imputations=7,
        iterations=1,
    )
    record = json.loads(json.dumps(to_json(found)))
    ((part),) = draws_of(record, lambda source: sample)
    assert part["imputed"].shape == (7, found.n - found.n_observed)
    shares = [group.proportion for group in found.groups]
    lost = people["abstinent"].isna()
    for group, share in zip(found.groups, shares, strict=True):
        here = people["setting"] == group.group
        known = (people["abstinent"][here] == "yes").sum()
        drawn = part["imputed"][:, (people["setting"][lost] == group.group).to_numpy()]
        assert (known + drawn.sum() / 7) / group.n == pytest.approx(share, rel=1e-12)


def test_draws_that_cannot_be_made_again_are_a_gap_with_a_reason(tmp_path):
    """One result without its table does not stop the others."""
    record = {
        "data": {
            "function": "imputed_proportions",
            "options": [],
            "variables": ["abstinent", "setting"],
            "source": "nowhere/cohort",
        }
    }

    def tables(source):
        raise ValueError(f"there is no {source}")

    other = {"data": {"function": "count"}}
    write_draws(tmp_path, {"lost": record, "count": other}, tables)
    told = json.loads((tmp_path / "draws.json").read_text("utf-8"))
    assert told == {"lost": {"error": "there is no nowhere/cohort"}}
