"""A result says which function made it, and with what that was asked."""

import pandas as pd
import pytest
from example_samples import sampled

from analysis import firth_logistic, welch_anova, welch_t
from analysis.estimates.recorded import data_used, known_levels, recorded
from analysis.estimates.sample import Sample
from results import Count, DataError, DataUsed, NotComputed, Option

OWN = (Option(name="seed", value=7), Option(name="made", value="within"))


def counted(*options, held=lambda one: one):
    """Return a function whose result has options of its own, besides these."""

    @recorded(*options)
    def count_them(frame, *, level=None, conf_level=0.95, names=(), seed=None):
        """Count."""
        data = DataUsed(source="x", variables=(), filter="", rows=1, options=OWN)
        return held(Count(label="people", count=1, data=data))

    return count_them


def options_of(result):
    """Return the options of a result, in their order."""
    return [(option.name, option.value) for option in result.data.options]


def test_options_come_in_the_order_asked_for_with_defaults_and_own_ones_last():
    """What the function wrote itself is kept, at its place if that was asked for."""
    function = counted("names", "made", "level", "conf_level")
    found = function(None, level=1.0, names=["a", "b"], seed=3)
    assert found.data.function == "count_them"
    assert options_of(found) == [
        ("names", "a, b"),
        ("made", "within"),
        ("level", "1"),
        ("conf_level", 0.95),
        ("seed", 7),
    ]
    assert (function.__name__, function.__doc__) == ("count_them", "Count.")


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("level", 20240101.0, "20240101"),
        ("level", True, "True"),
        ("names", None, ""),
        ("names", ("a",), "a"),
        ("names", {"a": "A", "b": "B"}, "a, b"),
        ("conf_level", 0.9, 0.9),
        ("names", False, False),
    ],
)
def test_a_value_is_written_so_that_it_can_be_read(name, value, written):
    """Levels as keys have them; None as nothing; several one after another."""
    (first, *_) = options_of(counted(name)(None, **{name: value}))
    assert first == (name, written)
    assert type(first[1]) is type(written)


@pytest.mark.parametrize(
    ("held", "taken"),
    [
        (lambda one: [one, one], lambda found: found),
        (lambda one: {"a": one, "b": [one]}, lambda found: [found["a"], *found["b"]]),
    ],
)
def test_every_result_of_a_list_or_mapping_says_so(held, taken):
    """In place, whatever they are kept in."""
    found = taken(counted("conf_level", held=held)(None, conf_level=0.8))
    for one in found:
        assert one.data.function == "count_them"
        assert options_of(one)[0] == ("conf_level", 0.8)


def test_the_data_used_are_the_rows_without_a_gap():
    """In the variables that are named, and in no other."""
    frame = pd.DataFrame({"seen": ["yes", "no", None], "month": [0.0, None, 6.0]})
    sample = sampled(frame.assign(ward=["a", "a", None]), "seen is yes or no")
    found = data_used(sample, ("seen", "month"), level="yes")
    assert (found.rows, found.variables) == (1, ("seen", "month"))
    assert (found.source, found.filter) == ("simulated/cohort", "seen is yes or no")
    assert found.options == (Option(name="level", value="yes"),)
    assert data_used(sample, ()).rows == 2


@recorded()
def rows_of(sample: "Sample", *, label="rows"):
    """Count rows."""
    return Count(label=label, count=len(sample), data=data_used(sample, ()))


@pytest.mark.parametrize("asked", [{}, {"source": "my data"}])
def test_what_is_no_sample_is_refused(asked):
    """With what to write, also where it comes by name or beside what is unknown."""
    frame = pd.DataFrame({"x": [1, 2]})
    message = (
        "sample: a Sample is needed, got DataFrame; "
        'write Sample(frame, source="my data"), which says where the rows come from'
    )
    for call in (lambda: rows_of(frame, **asked), lambda: rows_of(sample=frame)):
        with pytest.raises(TypeError) as caught:
            call()
        assert str(caught.value) == message
    assert rows_of(Sample(frame, source="my data")).count == 2


GROUPS = ["prison", "prison", "inpatient", "inpatient", "outpatient"]
PEOPLE = pd.DataFrame(
    {
        "setting": pd.Categorical(
            GROUPS, ["prison", "inpatient", "outpatient", "none"]
        ),
        "seen": ["yes", "yes", "yes", "yes", "no"],
        "mood": [1.0, 2.0, 4.0, 6.0, 7.0],
        "hope": 3.0,
    }
)
SAMPLE = sampled(PEOPLE, setting="Setting", hope="Hope")


def test_what_the_data_do_not_allow_becomes_a_result_that_says_why():
    """In the words of the message, without whose data and what their author can do."""
    found = welch_anova(SAMPLE.where("seen is yes"), outcome="hope", group="setting")
    assert found == NotComputed(
        kind="Comparison",
        outcome="Hope",
        data=DataUsed(
            source="simulated/cohort",
            variables=("hope", "setting"),
            filter="seen is yes",
            rows=4,
            function="welch_anova",
            options=(Option(name="conf_level", value=0.95),),
        ),
        undefined="every value is the same, got [3]",
    )


def test_every_reason_is_told_and_options_are_those_that_were_asked_for():
    """Also of a function that takes columns in a list."""
    found = firth_logistic(
        SAMPLE.where("seen is yes"), outcome="seen", level="yes", predictors=["hope"]
    )
    assert (found.kind, found.outcome, found.data.rows) == ("Model", "seen", 4)
    assert found.data.variables == ("seen", "hope")
    assert found.undefined == (
        "seen is yes in 4 of 4 complete rows; hope is the same in all 4 complete rows"
    )
    assert options_of(found)[:2] == [("level", "yes"), ("conf_level", 0.95)]


def test_a_wrong_call_is_still_an_error():
    """It would be wrong with any data."""
    with pytest.raises(DataError, match="no such variable, got 'hoop'"):
        welch_anova(SAMPLE, outcome="hoop", group="setting")
    with pytest.raises(DataError, match="exactly 2 groups are needed"):
        welch_t(SAMPLE, outcome="mood", group="setting")


def test_a_group_that_a_filter_left_without_rows_is_named():
    """Not one that never had any, nor one that the filter is there to leave out."""
    seen = welch_anova(SAMPLE.where("seen is yes"), outcome="mood", group="setting")
    assert options_of(seen)[-1] == ("absent", "outpatient")
    assert known_levels(SAMPLE.where("seen is yes"), "setting") == {
        "prison": "prison",
        "inpatient": "inpatient",
        "outpatient": "outpatient",
    }
    chosen = SAMPLE.where("setting is prison or inpatient")
    without = welch_anova(chosen, outcome="mood", group="setting")
    assert options_of(without) == [("conf_level", 0.95)]
    assert list(known_levels(chosen, "setting")) == ["prison", "inpatient"]


def test_a_group_without_a_value_is_named_beside_the_model():
    """Its rows are there, and it has no coefficient."""
    sample = sampled(PEOPLE.assign(left=["no", "yes", "no", "yes", None]))
    found = firth_logistic(sample, outcome="left", level="yes", predictors=["setting"])
    assert [term.name for term in found.terms] == ["intercept", "setting-inpatient"]
    assert options_of(found)[-1] == ("absent", "outpatient")
