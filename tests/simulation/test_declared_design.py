"""The design is what its file declares, or all that is wrong with it is said."""

import shutil

import pytest
import yaml

from results import DataError
from simulation.declared_design import read_design
from simulation.study import DESIGN, simulate

DECLARED = yaml.safe_load((DESIGN / "design.yaml").read_text("utf-8"))


def refused(folder, change):
    """Return what is said of the design after a change of it, a line each."""
    design = yaml.safe_load((DESIGN / "design.yaml").read_text("utf-8"))
    change(design)
    path = folder / "design.yaml"
    path.write_text(yaml.safe_dump(design), "utf-8")
    with pytest.raises(DataError) as caught:
        read_design(path)
    lines = str(caught.value).splitlines()
    start, hint = f"{folder.name}/design.yaml, ", "; mend the design"
    assert all(line.startswith(start) and line.endswith(hint) for line in lines)
    return [line.removeprefix(start).removesuffix(hint) for line in lines]


def test_the_design_is_read_number_for_number():
    """No number becomes one of another type, or other data would be drawn."""
    found = read_design(DESIGN / "design.yaml")
    assert found == DECLARED
    assert type(found["background"]["heroin_days"]["mean"][0]) is int


def test_all_that_has_another_form_is_told_at_once(tmp_path):
    """Numbers out of range, keys that are missing or unknown, words for numbers."""

    def change(design):
        design["seed"] = -1
        design["settings"]["prison"]["recruited"] = 10**9
        design["background"]["employed"][1] = 1.2
        design["scales"]["mood"]["sd"] = "wide"
        design["colour"] = "red"
        del design["offended"]

    assert refused(tmp_path, change) == [
        "seed: input should be greater than or equal to 0, got '-1'",
        "settings.prison.recruited: input should be less than or equal to 1000, "
        "got '1000000000'",
        "background.employed[1]: input should be less than or equal to 1, got '1.2'",
        "scales.mood.sd: input should be a valid number, got 'wide'",
        "offended: is missing",
        "colour: is not a key of this file, got 'red'",
    ]


def test_all_that_does_not_go_together_is_told_at_once(tmp_path):
    """Numbers for each setting, counts, names of scales, weights, dates and ranges."""

    def change(design):
        design["scales"]["mood"]["mean"].pop()
        design["settings"]["prison"] |= {"followed_up": 25, "in_custody": 26}
        design["settings"]["inpatient"]["stay"]["leavers"] = [21, 0]
        design["scales"]["moods"] = design["scales"].pop("mood") | {"alpha": None}
        design["correlations"]["pairs"] = [["mood", "locus", 0.1]]
        del design["pressure"]["self"], design["propensities"]["completed"]["noise"]
        del design["offended"]["prison"]
        design["background"]["entry_window"] = ["2009-11-30", "soon"]
        design["background"]["age"]["range"] = [58, 19]

    assert refused(tmp_path, change) == [
        "scales.moods.mean: has 2 numbers for 3 settings",
        "settings.inpatient.stay: mean and standard deviation must be above 0",
        "settings.prison.followed_up: is more than recruited, which is 24",
        "settings.prison.in_custody: is more than followed_up, which is 25",
        "offended.prison: is missing",
        "scales.moods: is no scale of an instrument 'cesd'",
        "scales.moods.alpha: is missing",
        "pressure: has 7 sources, its key has 8",
        "correlations.pairs[0]: must be two of the scales and sources, and a "
        "correlation",
        "propensities.completed.noise: is missing or below 0",
        "background.age.range: the lowest value comes first",
        "background.entry_window: must be two dates of the form yyyy-mm-dd",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("default: 0.0", "default: 0.99", "correlations: no traits can go together"),
        ("recruited: 24", "recruited: 17", "settings: 17 recruited cannot have 21"),
        ("alpha: 0.85, change: [0.05", "alpha: 0.999999, change: [0.05", "alpha 1.00"),
        ("mean: [0.55, 0.62", "mean: [1.55, 0.62", "item mean 1.55 is not within 0-1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(tmp_path, old, new, said):
    """Declared numbers of which each could be, and not all together."""
    folder = shutil.copytree(DESIGN, tmp_path / "design")
    text = (folder / "design.yaml").read_text("utf-8")
    assert old in text
    (folder / "design.yaml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError, match=said):
        simulate(folder)
