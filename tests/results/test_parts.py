"""Paths into results: parts by their keys, whatever may be left out of a path."""

from dataclasses import replace

import pytest
from example_associations import CORRELATIONS, TIPPING
from example_model_results import LINEAR, SURVIVAL
from example_parts import whole_results
from example_results import CHANGE, COUNT, EXACT, LESS, PAIR, RANKS, THEMES, WELCH
from example_table_results import ERRORS, FAMILY, SCALE

from results import SaturationStep, SurvivalStep
from results.parts import (
    follow,
    key_of,
    names_of,
    no_field,
    numbers,
    place,
)

STEP = SurvivalStep(
    time=30.5,
    at_risk=9,
    events=1,
    censored=0,
    survival=0.9,
    std_error=None,
    conf_low=None,
    conf_high=None,
    undefined="one group only",
)

KEYS = [
    (WELCH.groups[0], "prison"),
    (PAIR, "prison-inpatient"),
    (LESS, "prison-inpatient"),
    (THEMES.rows[1], "court"),
    (SCALE.items[1], "mood_2"),
    (CORRELATIONS.pairs[0], "mood-age"),
    (FAMILY.members[0], FAMILY.members[0].name),
    (LINEAR.terms[0], LINEAR.terms[0].name),
    (STEP, "30.5"),
    (replace(STEP, time=8.0), "8"),
    (TIPPING.cells[0], f"{TIPPING.cells[0].first_count}-"),
    ("mood", "mood"),
]


@pytest.mark.parametrize(("part", "key"), KEYS, ids=lambda one: str(one)[:12])
def test_a_part_is_named_by_what_sets_it_apart(part, key):
    """Code, two codes, theme, item, name, time or counts."""
    assert key_of(part).startswith(key)


def test_a_step_of_saturation_is_named_by_its_interviews():
    """As a reader counts them."""
    fields = dict.fromkeys(("new_mean", "new_low", "new_high", "total_mean"), 1.0)
    fields |= {"total_low": 1.0, "total_high": 1.0}
    step = SaturationStep(interviews=7, observed_new=0, observed_total=9, **fields)
    assert key_of(step) == "7"


PLACES = [
    (WELCH, "groups.prison.mean", "groups.prison.mean", 14.0),
    (WELCH, "prison.mean", "groups.prison.mean", 14.0),
    (
        WELCH,
        "prison-inpatient.p_adjusted",
        "contrasts.prison-inpatient.p_adjusted",
        0.0023,
    ),
    (WELCH, "effect.estimate", "effect.estimate", 0.1512),
    (WELCH, "omega_squared", "effect.estimate", 0.1512),
    (WELCH, "omega_squared.conf_low", "effect.conf_low", 0.0104),
    (
        WELCH,
        "prison-inpatient.hedges_g",
        "contrasts.prison-inpatient.effect.estimate",
        -2.2518,
    ),
    (WELCH, "n", "n", 14),
    (WELCH, "outcome", "outcome", "Mood"),
    (WELCH, "data.rows", "data.rows", 19),
    (EXACT, "prison.proportion", "groups.prison.proportion", 0.75),
    (EXACT, "n_total", "n_total", 48),
    (CHANGE, "before.mean", "before.mean", 26.75),
    (THEMES, "court.by_group.prison.count", "rows.court.by_group.prison.count", 2),
    (THEMES, "court.prison.count", "rows.court.by_group.prison.count", 2),
    (SCALE, "alpha", "alpha.estimate", 0.8123),
    (SCALE, "alpha.estimate", "alpha.estimate", 0.8123),
    (SCALE, "mood_2.item_rest", "items.mood_2.item_rest", -0.12),
    (COUNT, "count", "count", 72),
]


@pytest.mark.parametrize(("result", "path", "full", "value"), PLACES)
def test_a_path_leads_to_its_place_whatever_is_left_out(result, path, full, value):
    """And can be written out in full, which leads there too."""
    at = place(result, path)
    assert (at.path, at.value) == (full, value)
    assert at.field == full.rpartition(".")[2]
    assert at.owners[0] is result
    assert getattr(at.owner, at.field) == value
    assert place(result, path).path == full
    assert place(result, full) == at


def test_no_path_leads_to_the_result_itself():
    """Which is its own owner, and no field."""
    at = place(WELCH, "")
    assert (at.value, at.path, at.field, at.owners) == (WELCH, "", "", (WELCH,))


def test_a_path_is_followed_to_an_effect_as_a_whole():
    """Where its own name would lead on to the estimate."""
    assert follow(SCALE, "alpha").value is SCALE.alpha
    assert follow(WELCH, "omega_squared").value is WELCH.effect
    assert follow(WELCH, "omega_squared").path == "effect"
    assert follow(WELCH, "effect") == place(WELCH, "effect")


def test_a_key_may_have_points_in_it():
    """As a time that is no whole number, and in any field."""
    group = replace(SURVIVAL.groups[0], group="jail", steps=(STEP,))
    at = place(replace(SURVIVAL, groups=(group,)), "jail.30.5.at_risk")
    assert (at.value, at.path) == (9, "groups.jail.steps.30.5.at_risk")


WRONG = [
    (
        "groups.prisn.mean",
        "groups.prisn.mean: no field to show under this name, got 'prisn'; use one of "
        "prison, inpatient; did you mean prison?",
    ),
    (
        "prisson.mean",
        "prisson.mean: no field to show under this name, got 'prisson'; use one of "
        "method, outcome, unit, n, n_missing, statistic_name, statistic, dof, "
        "dof_resid, p_value, effect, alternative, correction, groups, contrasts, "
        "assumptions, data, undefined, omega_squared; did you mean prison?",
    ),
    (
        "prison.maen",
        "prison.maen: no field to show under this name, got 'maen'; use one of group, "
        "label, n, n_missing, mean, sd, median, q1, q3, minimum, maximum, undefined; "
        "did you mean mean?",
    ),
    (
        "n.words_of",
        "n.words_of: no field to show under this name, got 'words_of'; leave it out",
    ),
    ("inpatient-prison.estimate", "; did you mean prison-inpatient?"),
]


@pytest.mark.parametrize(("path", "message"), WRONG)
def test_a_wrong_name_is_refused_with_those_near_it(path, message):
    """Fields, keys that stand in any of them, and a pair that is turned round."""
    with pytest.raises(KeyError) as error:
        place(WELCH, path)
    assert error.value.args[0].endswith(message)
    assert error.value.args[0].startswith(f"{path}: no field to show under this name")


def test_a_name_that_nothing_resembles_gets_no_guess():
    """It would mislead."""
    assert no_field("mood.zz", "zz", ["mean", "sd"]) == (
        "mood.zz: no field to show under this name, got 'zz'; use one of mean, sd"
    )


def test_a_name_that_two_parts_have_is_refused_with_the_way_out():
    """In one field, and in two."""
    group = WELCH.groups[0]
    with pytest.raises(KeyError) as error:
        place(replace(WELCH, groups=(group, group)), "groups.prison.mean")
    assert error.value.args[0] == "groups.prison.mean: 2 parts are named 'prison'"
    looked = replace(LINEAR.assumptions[0], name="prison")
    with pytest.raises(KeyError) as error:
        place(replace(WELCH, assumptions=(looked,)), "prison.mean")
    assert error.value.args[0] == (
        "prison.mean: 2 parts are named 'prison'; use groups.prison, assumptions.prison"
    )


def test_a_part_in_a_tuple_of_words_has_no_name():
    """The variables of a result are words."""
    with pytest.raises(
        KeyError, match="got 'moood'; use one of setting, mood; did you"
    ):
        place(WELCH, "data.variables.moood")


def test_what_is_derived_has_a_name_too():
    """As the number with and without a value."""
    assert names_of(EXACT)[-1] == "n_total"
    assert "n_total" not in names_of(RANKS)


RESULTS = whole_results()


@pytest.mark.parametrize("name", RESULTS)
def test_every_number_of_a_result_has_one_path_that_leads_to_it(name):
    """In full; of measures under many conditions, with and without their name."""
    result, seen = RESULTS[name], []
    for path, value in numbers(result):
        at = place(result, path)
        assert (at.value, at.path) == (value, path)
        assert at.value is None or isinstance(at.value, int | float)
        if ".measures." in path:
            assert place(result, path.replace(".measures", "")).path == path
        seen.append(path)
    assert seen
    assert len(set(seen)) == len(seen)
    assert not [path for path in seen if path.startswith("data")]


def test_enough_results_are_looked_at():
    """Of every kind that tests make up, and measures among them."""
    assert len({type(result) for result in RESULTS.values()}) >= 16
    assert sum(1 for result in RESULTS.values() for _ in numbers(result)) >= 600
    assert any(".measures." in path for path, _ in numbers(ERRORS))


def test_numbers_are_those_with_a_value_and_those_without():
    """Not words, truth values, what they were computed from, or words without one."""
    group = replace(WELCH.groups[0], sd=None, undefined="one value")
    found = dict(numbers(replace(WELCH, groups=(group,), contrasts=())))
    assert found["groups.prison.sd"] is None
    assert found["groups.prison.mean"] == 14.0
    assert found["effect.estimate"] == 0.1512
    assert not {"outcome", "groups.prison.undefined", "data.rows"} & found.keys()
    assert "items.mood_1.reverse_keyed" not in dict(numbers(SCALE))
    assert "effect" not in dict(numbers(WELCH))
