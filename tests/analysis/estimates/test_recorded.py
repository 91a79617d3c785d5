"""A result says which function made it, and with what that was asked."""

import pandas as pd
import pytest
from example_samples import sampled

from analysis.estimates.recorded import data_used, recorded
from analysis.estimates.sample import Sample
from results import Count, DataUsed, Option

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
