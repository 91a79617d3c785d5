"""Numbers and words of a result agree with R, or are named with their place."""

import pytest

from reported.recomputing.agreement import agreement

GROUP = {"record": "GroupSummary", "n": 3, "mean": 2.0, "sd": 1.0, "undefined": ""}
SAME = {"n": "3", "mean": "2", "sd": "1"}
SEED = {"record": "Option", "name": "seed", "value": 1}
DATA = {"record": "DataUsed", "rows": 4, "variables": ["age"], "options": [SEED]}
SMALL = ["p_value: 1e-05 here, 1.00002e-05 in R"]
TINY = ["mean: 0 here, 1e-12 in R"]
HALF = [
    "groups[1].mean: 2 here, undefined in R",
    "groups[1].sd: 1 here, undefined in R",
]
ALPHA = ["alpha.estimate: 0.8 here, 0.9 in R"]
FAR = ["estimate: 1 here, 1.6 in R, 6.0 Monte Carlo errors apart"]
BELOW = ["estimate: 1 here, 0.49 in R, 5.1 Monte Carlo errors apart"]
SURE = ["estimate: 1 here, 1.1 in R without error"]


@pytest.mark.parametrize(
    ("ours", "theirs", "wrong"),
    [
        ({"n": 3}, {"n": "3"}, []),
        ({"n": 3}, {"n": "3.0000001"}, ["n: 3 here, 3.0000001 in R"]),
        ({"p_value": 0.5}, {"p_value": "0.5000004"}, []),
        ({"p_value": 0.5}, {"p_value": "0.50001"}, ["p_value: 0.5 here, 0.50001 in R"]),
        ({"mean": 5.0}, {"mean": "5.00001"}, ["mean: 5 here, 5.00001 in R"]),
        ({"p_value": 1e-17}, {"p_value": "3e-13"}, []),
        ({"p_value": 1e-4}, {"p_value": "2e-4"}, ["p_value: 0.0001 here, 0.0002 in R"]),
        ({"p_value": 1e-5}, {"p_value": "1.00002e-5"}, SMALL),
        ({"mean": 0.0, "sd": 1e-6}, {"mean": "1e-12", "sd": "1e-6"}, TINY),
        ({"mean": 0.0, "sd": 1e4}, {"mean": "9e-9", "sd": "1e4"}, []),
        ({"mean": 2.0}, {}, ["mean: 2 here, undefined in R"]),
        ({"mean": 2.0}, {"mean": None}, ["mean: 2 here, undefined in R"]),
        ({"mean": 2.0}, {"mean": "Inf"}, ["mean: 2 here, undefined in R"]),
        ({"sd": None}, {"sd": "1"}, ["sd: undefined here, 1 in R"]),
        ({"sd": None}, {}, []),
        ({"groups": [GROUP]}, {}, ["groups: 1 part here, 0 in R"]),
        ({"groups": [GROUP, GROUP]}, {"groups": {"a": SAME, "b": {"n": "3"}}}, HALF),
        ({"conf_level": 0.95, "alpha": 0.05, "n_replications": 9}, {}, []),
        ({"alpha": {"estimate": 0.8}}, {"alpha": {"estimate": "0.9"}}, ALPHA),
        ({"data": DATA}, {"data": {"rows": "5"}}, ["data.rows: 4 here, 5 in R"]),
        ({"cells": [{"conditions": [SEED], "n": 2}]}, {"cells": [{"n": "2"}]}, []),
        ({"estimate": 1.0}, {"estimate": {"value": "1.49", "error": "0.1"}}, []),
        ({"estimate": 1.0}, {"estimate": {"value": "0.49", "error": "0.1"}}, BELOW),
        ({"estimate": 1.0}, {"estimate": {"value": "1.6", "error": "0.1"}}, FAR),
        ({"estimate": 1.0}, {"estimate": {"value": "1.1", "error": "0"}}, SURE),
        ({"estimate": 0.0}, {"estimate": {"value": "0", "error": "0"}}, []),
    ],
)
def test_numbers_agree_or_are_named_with_their_place(ours, theirs, wrong):
    """Exact, nearly exact, simulated and undefined numbers."""
    assert agreement(ours, theirs).wrong == wrong


WORDS = {"method": "Welch t test", "label": "Prison", "outcome": "Mood", "group": "p"}


@pytest.mark.parametrize(
    ("theirs", "wrong"),
    [
        ({}, []),
        ({"outcome": "Sleep"}, []),
        ({"method": "t test"}, ["method: 'Welch t test' here, 't test' in R"]),
        ({"method": None}, ["method: 'Welch t test' here, R does not say it"]),
        ({"label": "Clinic"}, ["label: 'Prison' here, 'Clinic' in R"]),
        ({"label": None}, ["label: 'Prison' here, R does not say it"]),
        ({"label": {"says": ["Pri", "son"]}}, []),
        (
            {"label": {"says": ["on", "Pri"]}},
            ["label: 'Prison' here, 'on ... Pri' in R"],
        ),
    ],
)
def test_words_agree_or_are_named_with_their_place(theirs, wrong):
    """What an author may word is not compared; what a group is called is."""
    found = agreement(WORDS, {**WORDS, **theirs})
    assert (found.wrong, found.words) == (wrong, 3)


def test_a_label_is_needed_of_groups_themes_and_levels_alone():
    """What is said of a number in a model is the author's."""
    term = {"record": "Term", "name": "age", "label": "Years"}
    assert agreement(term, {"name": "age"}).wrong == []
    level = {**term, "name": "setting-prison"}
    assert agreement(level, {"name": "setting-prison"}).wrong == [
        "label: 'Years' here, R does not say it"
    ]


def test_what_is_skipped_is_counted_with_its_reason():
    """A whole result, one part, one number."""
    assert agreement({"n": 3}, {"skip": "no such test"}).skipped == ["no such test"]
    assert agreement({"n": 3}, {"skip": "no such test"}).verdict == "skipped"
    found = agreement(
        {"n": 3, "p_value": 0.5, "groups": [GROUP]},
        {"n": "3", "p_value": {"skip": "a"}, "groups": [{"skip": "b"}]},
    )
    assert found.skipped == ["p_value: a", "groups[0]: b"]
    assert (found.verdict, found.compared) == ("agrees", 1)


def test_a_tolerance_is_that_of_the_kind_of_a_number():
    """R's studentized range is allowed more than others; ten times that is too much."""
    close = {"value": "0.500003", "kind": "studentized range"}
    found = agreement({"p_value": 0.5}, {"p_value": close})
    assert (found.wrong, found.compared, found.simulated) == ([], 1, 0)
    assert [(one.number, one.kind, one.tolerance) for one in found.otherwise] == [
        ("p_value", "studentized range", 1e-5)
    ]
    assert agreement({"p_value": 0.5}, {"p_value": "0.500003"}).wrong
    far = {"value": "0.50003", "kind": "studentized range"}
    assert agreement({"p_value": 0.5}, {"p_value": far}).wrong == [
        "p_value: 0.5 here, 0.50003 in R"
    ]
    other = {"value": "0.5", "kind": "rough"}
    assert agreement({"p_value": 0.5}, {"p_value": other}).wrong == [
        "p_value: R says that it is rough, and there is no tolerance of that kind"
    ]


@pytest.mark.parametrize(
    ("found", "error", "wrong"),
    [
        ("0.14", "0.01", []),
        (
            "0.16",
            "0.01",
            ["mean: 0.16 here, 0.1 in R, 6.0 Monte Carlo errors apart"],
        ),
        ("0.1", "0", []),
        ("0.2", "0", ["mean: 0.2 here, 0.1 in R without error"]),
        (None, "0.01", ["mean: R cannot judge the draws"]),
    ],
)
def test_draws_are_judged_by_what_chance_allows(found, error, wrong):
    """Five standard errors; exactly, where nothing can vary."""
    look = {"number": "mean", "found": found, "expected": "0.1", "error": error}
    judged = agreement({"n": 1}, {"n": "1"}, [look | {"kind": "draws"}])
    assert (judged.wrong, judged.compared) == (wrong, 1)
