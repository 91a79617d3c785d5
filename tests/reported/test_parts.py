"""Published results as chapters use them: parts by key, and conditions over them."""

from dataclasses import fields, is_dataclass, replace

import pytest
from example_parts import whole_results
from example_results import EXACT, LESS, PAIR, THEMES, WELCH
from example_table_results import SCALE

import results
from reported.numbers import Number
from reported.parts import Part, Parts, published
from reported.words.sentences import plain
from results import Record
from results.parts import key_of, numbers


def test_groups_that_were_not_compared_have_no_numbers():
    """A claim over them cannot be judged, and says why."""
    third = replace(WELCH.groups[0], group="outpatient", label="Outpatient")
    result = replace(
        WELCH,
        groups=(*WELCH.groups, third),
        contrasts=(replace(PAIR, second="outpatient"),),
        undefined="nobody of them differs",
    )
    for pair in (
        Part("mood", result)["prison-inpatient"],
        Part("mood", result).contrasts["prison-inpatient"],
    ):
        assert pair.differs.holds is None
        assert pair.not_detected.holds is None
        assert pair.covers(0).holds is None
        assert pair.excludes(0).holds is None
        assert (pair.estimate > 0).why == (
            "Difference of Mood, Prison less Inpatient: nobody of them differs"
        )
        assert pair.differs.targets == ("mood",)


def test_groups_that_were_compared_are_found():
    """And are no pair without numbers."""
    assert Part("mood", WELCH)["prison-inpatient"].differs.holds is True


@pytest.mark.parametrize("key", ["inpatient-prison", "prison-prison", "prison-court"])
def test_only_a_pair_that_a_result_would_name_so_can_be_lacking(key):
    """Other names are mistakes."""
    result = replace(WELCH, contrasts=())
    with pytest.raises(
        KeyError, match=f"no field to show under this name, got '{key}'"
    ):
        Part("mood", result)[key]


def test_a_pair_without_numbers_has_no_other_fields_either():
    """A name that is mistaken is said to be so."""
    pair = Part("mood", replace(WELCH, contrasts=()))["prison-inpatient"]
    with pytest.raises(AttributeError, match="did you mean conf_high"):
        _ = pair.conf_hihg


def test_a_difference_of_limits_is_written_as_they_are():
    """Here in percentage points."""
    pair = Part("ended", replace(EXACT, contrasts=(LESS,)))["prison-inpatient"]
    assert (pair.conf_high - pair.conf_low > 0.4).words.endswith(
        "is above 40 percentage points"
    )


def test_a_result_can_be_called_otherwise():
    """Its id and its numbers stay."""
    part = Part("mood", WELCH).called("Mood, by completion")
    assert part.outcome == "Mood, by completion"
    assert part["prison"].mean.target == "mood.groups.prison.mean"
    assert part.result == replace(WELCH, outcome="Mood, by completion")


RESULTS = whole_results()


def reached(here):
    """Yield every number of a part by way of its fields and keys, as chapters go."""
    for field in fields(here.result):
        if field.name not in ("data", "conditions"):
            found = getattr(here, field.name)
            if isinstance(found, Number):
                yield found
            elif isinstance(found, Part):
                yield from reached(found)
            elif isinstance(found, Parts):
                for part in found:
                    yield from reached(found[part.key])


@pytest.mark.parametrize("name", RESULTS)
def test_a_path_in_prose_and_in_code_lead_to_the_same_number(name):
    """For every number of every result: its value, its address, and how it prints."""
    result = RESULTS[name]
    found = list(reached(Part("id", result)))
    assert [number.target for number in found] == [
        f"id.{p}" for p, _ in numbers(result)
    ]
    for number, (path, value) in zip(found, numbers(result), strict=True):
        assert number.value == value
        assert number.targets == (f"id.{path}",)
        if value is None:
            assert (number.printed, bool(number.why)) == ("", True)
        else:
            assert (number.printed, number.why) == (plain(result, path), "")
            assert float(number) == value


def test_fields_and_keys_may_be_left_out_in_code_as_in_prose():
    """And an effect is called by its own name, as a whole."""
    mood = Part("mood", WELCH)
    assert mood["prison"].mean.target == "mood.groups.prison.mean"
    assert mood.groups["prison"].mean.target == "mood.groups.prison.mean"
    assert mood["prison-inpatient"].conf_low.value == PAIR.conf_low
    assert mood["prison-inpatient"].hedges_g.estimate.value == PAIR.effect.estimate
    assert mood.omega_squared.conf_low.target == "mood.effect.conf_low"
    scale = Part("scale", SCALE)
    assert scale.alpha.estimate.target == "scale.alpha.estimate"
    assert scale.alpha.result is SCALE.alpha
    themes = Part("themes", THEMES)
    assert themes["court"]["prison"].count.target == (
        "themes.rows.court.by_group.prison.count"
    )


def test_words_are_given_as_they_are():
    """They are no numbers, and rest on nothing."""
    mood = Part("mood", WELCH)
    assert (mood.outcome, mood["prison"].label) == ("Mood", "Prison")
    assert Part("scale", SCALE)["mood_2"].reverse_keyed is True
    assert mood.data.variables == ("setting", "mood")
    assert mood.contrasts[0].undefined == ""
    ranks = Part("ranks", replace(WELCH, contrasts=(replace(PAIR, effect=None),)))
    assert ranks.contrasts[0].effect is None


def test_a_wrong_name_says_which_are_near():
    """As a key, and as a field, in the errors that Python has for them."""
    mood = Part("mood", WELCH)
    with pytest.raises(KeyError, match=r"got 'prisn'; use one of .*; did you mean"):
        mood["prisn"]
    with pytest.raises(
        KeyError, match="got 'prisn'; use one of prison, inpatient; did"
    ):
        mood.groups["prisn"]
    with pytest.raises(AttributeError, match=r"got 'maen'; use .*; did you mean mean"):
        _ = mood["prison"].maen
    with pytest.raises(AttributeError, match="Number has no 'tenth'"):
        _ = mood["prison"].mean.tenth
    assert not hasattr(mood, "_private")
    assert "mean" in dir(mood["prison"])


def test_parts_stand_in_their_order():
    """By key, by number, and one after the other."""
    groups = Part("mood", WELCH).groups
    assert len(groups) == 2
    assert groups.keys() == ["prison", "inpatient"]
    assert [group.key for group in groups] == ["prison", "inpatient"]
    assert [groups[0].key, groups[-1].key] == ["prison", "inpatient"]
    assert groups[1].result is WELCH.groups[1]


def test_what_is_not_published_has_no_address():
    """Whereby a claim knows it."""
    mood = published(WELCH)
    assert (mood.target, mood["prison"].target) == ("", "")
    assert mood["prison"].mean.target == ""
    assert (mood["prison"].mean > 3).targets == ("",)
    assert published(Part("mood", WELCH)).target == "mood"
    assert repr(mood["prison"]) == "<not published: GroupSummary>"
    assert repr(Part("mood", WELCH)["prison"]) == "<mood.groups.prison: GroupSummary>"


KINDS = [
    kind
    for kind in vars(results).values()
    if is_dataclass(kind) and issubclass(kind, Record)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_field_is_hidden_behind_what_a_part_does(kind):
    """Else prose and code would mean different things by one name."""
    own = {name for name in dir(Part) if not name.startswith("_")}
    assert not own & {field.name for field in fields(kind)}


def test_every_key_of_every_example_is_of_one_part():
    """So that each part can be reached; their names are those that prose uses."""
    part = Part("themes", THEMES)
    assert [row.key for row in part.rows] == [key_of(row) for row in THEMES.rows]
