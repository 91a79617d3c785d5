"""What chapters hand over: ids and claims of one form, and everything that was said."""

import json
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from scipy import stats

from analysis.estimates.sample import Sample
from reported import publishing
from reported.figures import forest
from reported.parts import Part, published
from reported.publishing import claim, publish, show
from results import (
    NO_DATA,
    Count,
    DataError,
    DataUsed,
    Description,
    Effect,
    GroupSummary,
)
from results.record_json import to_json

MEN = Count(
    label="men",
    count=72,
    data=DataUsed(source="HELP", variables=(), filter="all rows", rows=72),
)
NOBODY = GroupSummary(
    group="all",
    label="All",
    n=0,
    n_missing=72,
    mean=None,
    sd=None,
    median=None,
    q1=None,
    q3=None,
    minimum=None,
    maximum=None,
    undefined="there is no value",
)
MOOD = Description(outcome="Mood", unit="points", summary=NOBODY, data=MEN.data)


@pytest.fixture
def left(monkeypatch):
    """Keep what is handed over; there is no notebook here."""
    found = {}

    def keep(key, kind, cell, **content):
        found[key] = (kind, content)

    monkeypatch.setattr(publishing, "_leave", keep)
    return found


def test_a_result_is_handed_over_in_full_and_given_back_with_its_id(left):
    """As a record of JSON, and as parts that know where they come from."""
    given = publish("mood-men", MEN)
    assert given.result is MEN
    assert (given.target, given.count.target) == ("mood-men", "mood-men.count")
    ((key, (kind, content)),) = left.items()
    assert (key, kind) == ("mood-men", publishing.RECORD)
    assert content["id"] == "mood-men"
    assert content["result"] == to_json(MEN)


def test_several_results_are_published_under_their_keys(left):
    """Underscores as hyphens, in mappings of mappings too, and given back alike."""
    several = {"family_support": MEN, "age": replace(MEN, count=3)}
    given = publish("mood-{}-all", several)
    assert {key: part.target for key, part in given.items()} == {
        "family_support": "mood-family-support-all",
        "age": "mood-age-all",
    }
    assert given["age"].result.count == 3
    assert [*left] == ["mood-family-support-all", "mood-age-all"]
    inner = publish("use-{}-{}", {"mood": {"prison": MEN}, "days": {"all": MEN}})
    assert inner["mood"]["prison"].target == "use-mood-prison"
    assert inner["days"]["all"].target == "use-days-all"


NOT_PUBLISHED = {
    "mood-men": (
        {"young": MEN, "old": MEN},
        "publish 'mood-men': 2 results cannot have one id, got those of "
        "['young', 'old']; write {} where their keys belong, as in 'mood-men-{}'",
    ),
    "mood-{}": (
        MEN,
        "publish 'mood-{}': {} stands for the keys of several results, got Count; give "
        "a mapping of keys to results, or an id without {}",
    ),
    "mood-share": (
        0.4,
        "publish: no result that is known, got 0.4; a number does not say what was "
        "counted or from which rows; publish the result that it comes from. What is "
        "taken: a record of results, or what one of these returned: pingouin: ttest, ",
    ),
    "mood-list": (
        [MEN],
        "publish: no result that is known, got list; publish several as a mapping of ",
    ),
}


@pytest.mark.parametrize("name", NOT_PUBLISHED)
def test_what_has_no_id_of_its_own_is_not_published(left, name):
    """Nor what is no result; the message says what to write."""
    given, says = NOT_PUBLISHED[name]
    with pytest.raises(DataError) as error:
        publish(name, given)
    assert str(error.value).startswith(says)
    assert not left


def test_what_a_library_found_is_published_with_its_data(left):
    """As a record of its own, which says from which rows it came; or from none."""
    given = publish("mood-alike", stats.kruskal([1, 2, 4], [3, 5]))
    assert given.result.data.source == NO_DATA
    frame = pd.DataFrame({"mood": [1, 2, 4, 3, 5], "site": list("aaabb")})
    given = publish(
        "mood-by-site",
        stats.kruskal([1, 2, 4], [3, 5]),
        of=Sample(frame, source="simulated/entry"),
        outcome="mood",
        by="site",
    )
    assert given["a"].mean.target == "mood-by-site.groups.a.mean"
    kept = left["mood-by-site"][1]["result"]
    assert kept == to_json(given.result)
    assert kept["data"]["source"] == "simulated/entry"


@pytest.mark.parametrize("holds", [True, False])
def test_a_claim_says_if_it_holds_and_what_it_rests_on(left, holds):
    """All of it from the condition, as JSON has it, under a key of its own."""
    men, women = (publish(f"mood-{who}", MEN) for who in ("men", "women"))
    left.clear()
    condition = (men.count > (50 if holds else 90)) & (men.count >= women.count)
    claim("mood-falls", condition)
    ((key, (kind, content)),) = left.items()
    assert (key, kind) == ("claim:mood-falls", publishing.CLAIM)
    assert content["id"] == "mood-falls"
    assert content["condition"] == condition.words
    assert (content["holds"], content["undecided"]) == (holds, "")
    assert content["rests_on"] == ["mood-men", "mood-women"]
    assert content["numbers"] == ["mood-men.count", "mood-women.count"]
    assert json.loads(json.dumps(content)) == content


def test_a_claim_that_cannot_be_judged_is_not_supported_and_says_why(left):
    """Its opposite is not supported either."""
    nobody = publish("mood-nobody", replace(MOOD, summary=NOBODY))
    for condition in (nobody.summary.mean < 16, ~(nobody.summary.mean < 16)):
        left.clear()
        claim("mood-low", condition)
        (content,) = (content for _, content in left.values())
        assert content["holds"] is False
        assert content["undecided"] == "Mean of mood, All, n = 0: there is no value"


GIVEN = {
    "a truth value": lambda: True,
    "a truth value of NumPy": lambda: np.True_,
    "a p value": lambda: 0.04,
    "a number of a result": lambda: published(MEN).count,
    "a result": lambda: MEN,
    "words": lambda: "it fell",
    "nothing": lambda: None,
    "conditions that nobody joined": lambda: [published(MEN).count > 3],
}


@pytest.mark.parametrize("given", GIVEN)
def test_a_claim_that_is_no_condition_is_refused(left, given):
    """Whence it came, nobody could say."""
    with pytest.raises(DataError) as error:
        claim("mood-falls", GIVEN[given]())
    assert str(error.value).startswith(
        "claim 'mood-falls': it rests on a condition over published results, got "
    )
    assert str(error.value).endswith("; compare what publish(...) returned")
    assert not left


def test_a_claim_over_a_result_that_is_not_published_is_refused(left):
    """Also where another is; a reader could not look it up."""
    men = publish("mood-men", MEN)
    left.clear()
    for condition in (published(MEN).count > 3, men.count >= published(MEN).count):
        with pytest.raises(DataError) as error:
            claim("mood-falls", condition)
        assert str(error.value) == (
            "claim 'mood-falls': it rests on a result that is not published; publish "
            "it and compare what publish(...) returns"
        )
    assert not left


@pytest.mark.parametrize(
    "name", ["Mood", "mood fell", "mood_fell", "mood-", "-mood", "7-mood", "", "mood\n"]
)
def test_an_id_is_of_one_form(left, name):
    """Lower-case words joined by hyphens, of results and claims alike."""
    condition = Part("mood-men", MEN).count > 3
    with pytest.raises(DataError, match="an id is lower-case words joined by hyphens"):
        publish(name, MEN)
    with pytest.raises(DataError, match="an id is lower-case words joined by hyphens"):
        claim(name, condition)
    assert not left


def test_a_figure_leaves_its_table_and_the_numbers_that_it_draws(left):
    """The table in full precision; of numbers, id and path, in the order drawn."""
    effect = Effect(
        name="hedges_g", estimate=1 / 3, conf_low=-0.1, conf_high=1.0, conf_level=0.95
    )
    plt.switch_backend("agg")
    show(forest([("Mood", Part("mood", effect))], axis="g", note="No data."))
    plt.close("all")
    ((kind, content),) = left.values()
    assert kind == publishing.FIGURE
    assert content == {
        "csv": 'what,g,"interval, low","interval, high"\n'
        "Mood,0.3333333333333333,-0.1,1.0\n",
        "numbers": ["mood.conf_low", "mood.conf_high", "mood.estimate"],
    }


@pytest.mark.parametrize("hand_over", [show, lambda rows: claim("mood-high", rows)])
def test_rows_of_people_are_not_told(left, hand_over):
    """What a build says is kept in logs."""
    with pytest.raises(DataError, match="got DataFrame; ") as error:
        hand_over(pd.DataFrame({"born": ["1980-05-01"]}))
    assert "1980" not in str(error.value)
    assert not left


@pytest.mark.parametrize("name", [3, None, 2.5])
def test_an_id_that_is_no_text_is_refused(left, name):
    """As where result and id change places."""
    with pytest.raises(DataError, match="the id comes first and is text, got "):
        publish(name, "entry-mood")
    assert not left


def test_a_figure_that_keeps_no_table_is_refused(left):
    """As one that was drawn by hand."""
    with pytest.raises(DataError) as error:
        show(Figure(figsize=(2, 1)))
    assert str(error.value) == (
        "show: a table or a figure with the numbers that it draws, got <Figure size "
        "200x100 with 0 Axes>; draw it with a function of reported.figures"
    )
    assert not left
