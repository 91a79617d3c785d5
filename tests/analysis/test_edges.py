"""Data at the edge of what a method is for: an answer, a reason, or a DataError.

Every case ends within ten seconds. It answers with the numbers given here; or has no
number and says why in `undefined`; or is refused by a DataError that says where, what
is wrong, with which value, and what to do.
"""

import time
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest
from example_coders import CODING, FRAME, INTERVIEWS, TRANSCRIPTS
from example_samples import coding_of, interviews_of, sampled

from analysis.attrition.bounds import attrition_bounds, tipping_point
from analysis.attrition.imputation import imputed_proportions
from analysis.attrition.weighting import weighted_proportions
from analysis.comparison.associations import correlations
from analysis.comparison.change import change_by_group, paired_change
from analysis.comparison.counts import exact_counts
from analysis.comparison.groups import welch_anova, welch_t
from analysis.comparison.paired_counts import mcnemar
from analysis.comparison.ranks import kruskal_wallis
from analysis.estimates.descriptions import count, describe
from analysis.estimates.effect_sizes import cramers_v, hedges_g, standardised_difference
from analysis.estimates.exact_tests import exact_p_value
from analysis.estimates.grouped import split_by_group
from analysis.estimates.proportions import proportion, wilson_interval
from analysis.estimates.rows import selected
from analysis.estimates.sample import Described
from analysis.models.cox import cox_model
from analysis.models.improvements import improvement
from analysis.models.linear import ancova
from analysis.models.logistic import firth_logistic, logistic_model
from analysis.models.mixed import mixed_model
from analysis.models.survival import kaplan_meier
from analysis.scales.internal_consistency import reliability
from analysis.scales.scoring import Instrument
from analysis.themes.coders import coder_agreement
from results import DataError, NotComputed

SECONDS = 10
SOURCE = "simulated/cohort"


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One call, and how it ends."""

    name: str
    call: Any
    gives: dict[str, Any] | None = None  # paths of the answer to numbers
    undefined: str = ""  # words of a reason in the answer
    refused: str = ""  # words of the DataError


def number_at(result, path):
    """Follow a path such as ``contrasts.0.estimate``."""
    for step in path.split(".") if path else []:
        if isinstance(result, dict):
            result = result[step]
        elif step.isdigit():
            result = result[int(step)]
        else:
            result = getattr(result, step)
    return result


def refusal(call):
    """Return why there is no answer, which is an error or a result that was not."""
    try:
        found = call()
    except DataError as error:
        return str(error)
    assert isinstance(found, NotComputed)
    return found.undefined


def reasons(part):
    """Yield every `undefined` of an answer."""
    if isinstance(part, dict):
        part = tuple(part.values())
    if isinstance(part, tuple):
        for one in part:
            yield from reasons(one)
    elif is_dataclass(part):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name == "undefined" and value:
                yield value
            else:
                yield from reasons(value)


def people(**columns):
    """Make a frame of columns."""
    return pd.DataFrame(columns)


def two(first, second):
    """Make a frame of two wards and their days."""
    wards = ["a"] * len(first) + ["b"] * len(second)
    return people(days=[*first, *second], ward=wards)


def asked(method, frame, **more):
    """Delay a call of a method with days by ward."""
    given = {
        "outcome": "days",
        "group": "ward",
    } | more
    sample = sampled(frame, days=Described(label="Days", unit="days"))
    return lambda: method(sample, **given)


def many_lost(n, share):
    """Make a frame of two wards in which a share was not seen again."""
    rng = np.random.default_rng(1)
    seen = rng.choice(["yes", "no"], n).astype(object)
    seen[rng.random(n) < share] = None
    return people(seen=pd.Categorical(seen, ["yes", "no"]), ward=["a", "b"] * (n // 2))


def lost(method, frame, **more):
    """Delay a call on those lost."""
    given = {
        "outcome": "seen",
        "level": "yes",
        "group": "ward",
    }
    return lambda: method(sampled(frame), **given, **more)


PLAIN = two([1, 2, 4, 5.0], [2, 3, 7, 9.0])
FAR = two(
    [1e13, 1e13 + 1, 1e13 + 3, 1e13 + 4], [1e13 + 1, 1e13 + 2, 1e13 + 6, 1e13 + 8]
)
CHANGED = people(one=[1e13, 1e13 + 1, 1e13 + 2], two=[1e13 + 1, 1e13 + 3, 1e13 + 2])
PAIRS = people(
    one=[5, 7, 6.0, 8, None],
    two=[4, 7, 3.0, None, 5],
    ward=["full", "full", "full", "few", "few"],
)
SEPARATED = people(
    age=[20, 30, 40, 50, 60, 70.0, 35, 55], left=list("nnnyyyny"), job=["no"] * 8
)
DRAWN = people(
    age=[20, 30, 40, 50, 60, 70.0],
    left=list("nynyny"),
    held=pd.Series([1, 2, 1, 2, 2, 1]),
)
SITES = people(
    site=["A and B", "A", "B", "yes or no", "Hope is here", '"Inn"', "", "A and"],
    days=[1.0, 2, 3, 4, 5, 6, 7, 8],
)
KEY = Instrument.model_validate(
    {
        "name": "ease",
        "title": "Ease",
        "items": 3,
        "response_range": [0, 10],
        "scales": [
            {"name": "ease", "label": "Ease", "rule": "sum", "range": [0, 30]}
            | {"items": [1, 2, 3], "reverse_keyed": []},
            {"name": "single", "label": "Single", "rule": "sum", "range": [0, 10]}
            | {"items": [1], "reverse_keyed": []},
        ],
        "status": "declared",
        "source": [],
        "licence": "own",
        "notes": "none",
    }
)
ITEMS = people(ease_01=[1.0, 2, 3, 4], ease_02=[2.0, 1, 4, 3], ease_03=[1.0, 3, 3, 4])
CURVES = people(
    days=[3, 5, 8, 2, 4, 9.0], left=["yes", "no", "yes", "yes", "yes", "no"]
).assign(ward=list("aaabbb"))


def survival(frame, **more):
    """Delay a call of curves by ward."""
    given = {
        "time": "days",
        "event": "left",
        "level": "yes",
    }
    return lambda: kaplan_meier(sampled(frame), **given, group="ward", until=10, **more)


ONCE = CODING[CODING.coder == "A"].drop_duplicates("interview").assign(code="court")
CODED_BY_BOTH = pd.concat([ONCE, ONCE.assign(coder="B")])
LEVEL_1 = {"data.options.0.name": "level", "data.options.0.value": "1"}
EDGES = [
    # --- limits without a reason
    Edge(
        name="Hedges' g at a scale of 1e160",
        call=lambda: hedges_g(np.array([1e160, 2e160]), np.array([3e160, 5e160])),
        refused="hedges_g: a group has numbers beyond 1e+70, got 5e+160; use a larger",
    ),
    Edge(
        name="Wilson's interval of nobody",
        call=lambda: wilson_interval(0, 0),
        refused="a proportion is of at least one, a whole number of them, got 0 of 0; ",
    ),
    Edge(
        name="Wilson's interval of more than all",
        call=lambda: wilson_interval(5, 3),
        refused="got 5 of 3; check the counts",
    ),
    Edge(
        name="Wilson's interval of fractions",
        call=lambda: wilson_interval(1.5, 3),
        refused="got 1.5 of 3; check the counts",
    ),
    Edge(
        name="exact test of fractions",
        call=lambda: exact_p_value([[3.7, 1.2], [2, 5]]),
        refused="table: counts are whole numbers from 0 to 9,007,199,254,740,992, got "
        "3.7 in 2 of 4 cells; count people, and do not weight them",
    ),
    Edge(
        name="exact test of negative counts",
        call=lambda: exact_p_value([[3, -1], [2, 5]]),
        refused="got -1 in 1 of 4 cells",
    ),
    Edge(
        name="exact test of what is missing",
        call=lambda: exact_p_value([[3, float("nan")], [2, 5]]),
        refused="got nan in 1 of 4 cells",
    ),
    Edge(
        name="exact test of rows of two lengths",
        call=lambda: exact_p_value([[3, 1], [2]]),
        refused="a table of counts has rows of one length",
    ),
    Edge(
        name="exact test of a row alone",
        call=lambda: exact_p_value([3, 1]),
        refused="a table of counts has rows and columns, got the shape [2]",
    ),
    Edge(
        name="Cramer's V of a negative count",
        call=lambda: cramers_v([[3, -1], [2, 5]]),
        refused="cramers_v: counts are whole numbers from 0 to",
    ),
    Edge(
        name="Cramer's V of a level that nobody has",
        call=lambda: cramers_v([[3, 0], [2, 0]]),
        gives={"estimate": None},
        undefined="a group or a level has no count",
    ),
    Edge(
        name="Cramer's V of one group",
        call=lambda: cramers_v([[3, 2]]),
        gives={"estimate": None},
        undefined="there is one group or one level only",
    ),
    Edge(
        name="standardised difference of a negative count",
        call=lambda: standardised_difference([3, -1], [2, 5]),
        refused="standardised_difference: counts are whole numbers from 0 to",
    ),
    Edge(
        name="standardised difference of a group of nobody",
        call=lambda: standardised_difference([0, 0], [2, 5]),
        gives={"estimate": None},
        undefined="a group has no count",
    ),
    Edge(
        name="c statistic of separated outcomes",
        call=lambda: firth_logistic(
            sampled(SEPARATED),
            outcome="left",
            level="y",
            predictors=["age"],
        ),
        gives={
            "fit.3.value": 1.0,
            "fit.5.name": "c_statistic_low",
            "fit.5.value": None,
            "fit.6.value": None,
        },
        undefined="the predictors separate those with and without the event, and so it "
        "is in every resample",
    ),
    # --- units of contrasts, groups that cannot be tested
    Edge(
        name="Dunn's contrast of days",
        call=asked(kruskal_wallis, PLAIN),
        gives={
            "unit": "days",
            "contrasts.0.unit": "ranks",
            "contrasts.0.estimate": -1.75,
        },
    ),
    Edge(
        name="changes of a group without a pair",
        call=lambda: change_by_group(
            sampled(PAIRS), before="one", after="two", group="ward"
        ),
        gives={"full.n": 3, "full.dof": 2, "few.n": 0, "few.p_value": None},
        undefined="at least 2 pairs are needed, got 0",
    ),
    Edge(
        name="changes far from 0",
        call=lambda: paired_change(sampled(CHANGED), before="one", after="two"),
        gives={"estimate": 1.0, "std_error": pytest.approx(3**-0.5)},
    ),
    # --- levels
    *(
        Edge(
            name=f"level 1.0 of {name}", call=call, gives={"data.options.0.value": "1"}
        )
        for name, call in {
            "a proportion": lambda: proportion(
                sampled(people(x=[1.0, 0.0, None])), outcome="x", level=1.0
            ),
            "exact counts": lambda: exact_counts(
                sampled(people(x=[1.0, 0, 1, 0], ward=list("aabb"))),
                outcome="x",
                level=1.0,
                group="ward",
            ),
            "McNemar's test": lambda: mcnemar(
                sampled(people(one=[1.0, 0, 1], two=[0.0, 0, 1])),
                before="one",
                after="two",
                level=1.0,
            ),
            "curves": lambda: kaplan_meier(
                sampled(CURVES.assign(left=[1.0, 0, 1, 1, 1, 0])),
                time="days",
                event="left",
                level=1.0,
                group="ward",
                until=10,
            ),
            "a Cox model": lambda: cox_model(
                sampled(CURVES.assign(left=[1.0, 0, 1, 1, 1, 0])),
                time="days",
                event="left",
                level=1.0,
                predictors=["ward"],
            ),
            "a logistic model": lambda: logistic_model(
                sampled(DRAWN.assign(left=[0.0, 1, 0, 1, 0, 1])),
                outcome="left",
                level=1.0,
                predictors=["age"],
            ),
            "an improvement": lambda: improvement(
                sampled(DRAWN.assign(left=[0.0, 1, 0, 1, 0, 1])),
                outcome="left",
                level=1.0,
                base=["age"],
                candidates=["held"],
            ),
            "bounds": lambda: attrition_bounds(
                sampled(people(x=[1.0, 0, 1, None], ward=list("aabb"))),
                outcome="x",
                level=1.0,
                group="ward",
            ),
            "weighting": lambda: weighted_proportions(
                sampled(people(x=[1.0, 0, 1, 0, 1, None], ward=list("aaabbb"))),
                outcome="x",
                level=1.0,
                group="ward",
                predictors=[],
            ),
        }.items()
    ),
    # --- many people
    Edge(
        name="tipping points of 5,000 people, one in ten lost",
        call=lost(tipping_point, many_lost(5000, 0.1), first="a", second="b"),
        gives={"n": 5000},
    ),
    Edge(
        name="tipping points of 5,000 people, half of them lost",
        call=lost(tipping_point, many_lost(5000, 0.5), first="a", second="b"),
        refused="more than 100,000 ways to fill the gaps, got 1,",
    ),
    Edge(
        name="bounds of 5,000 people, one in twenty lost",
        call=lost(attrition_bounds, many_lost(5000, 0.05)),
        gives={"n": 5000},
    ),
    Edge(
        name="bounds of 5,000 people, one in ten lost",
        call=lost(attrition_bounds, many_lost(5000, 0.1)),
        refused="more than 20,000 ways to fill the gaps, got 6",
    ),
    # --- size and spread
    Edge(
        name="Hedges' g of thirty million",
        call=lambda: hedges_g(np.array([3e7, 3e7 + 1, 3e7 + 2]), np.array([0.0, 1, 2])),
        gives={
            "estimate": pytest.approx(3e7 * 0.7978845608, rel=1e-6),
            "conf_low": None,
        },
        undefined="the method gives no interval for an effect of this size",
    ),
    Edge(
        name="Welch's t of groups thirty million apart",
        call=asked(welch_t, two([3e7, 3e7 + 1, 3e7 + 2], [0.0, 1, 2])),
        undefined="the method gives no interval for an effect of this size",
    ),
    # PLAIN moved by 1e13. R: t.test(c(1, 2, 4, 5), c(2, 3, 7, 9));
    # oneway.test; cor(c(0, 1, 2, 4), c(3, 1, 2, 2))
    Edge(
        name="Welch's analysis of variance far from 0",
        call=asked(welch_anova, FAR),
        gives={
            "statistic": pytest.approx(1.42105263157895),
            "contrasts.0.estimate": -2.25,
        },
    ),
    Edge(
        name="Kruskal-Wallis test far from 0",
        call=asked(kruskal_wallis, FAR),
        gives={"contrasts.0.estimate": -1.75},
    ),
    Edge(
        name="values the same but for rounding",
        call=asked(welch_t, two([0.3, 0.1 + 0.2, 0.3], [0.3, 0.3, 0.1 + 0.2])),
        refused="every value is the same, got [0.3]",
    ),
    Edge(
        name="Pearson correlation far from 0",
        call=lambda: correlations(
            sampled(people(x=1e13 + np.array([0, 1, 2, 4.0]), y=[3.0, 1, 2, 2])),
            variables=["x", "y"],
        ),
        gives={"pairs.0.estimate": pytest.approx(-0.239045721866879)},
    ),
    Edge(
        name="a correlation with a constant far from 0",
        call=lambda: correlations(
            sampled(people(x=np.full(5, 1e13 + 0.1), y=[3.0, 1, 2, 2, 4])),
            variables=["x", "y"],
        ),
        gives={"pairs.0.estimate": None},
        undefined="every value of x is the same",
    ),
    Edge(
        name="an analysis of covariance far from 0",
        call=lambda: ancova(
            sampled(FAR.assign(base=[1, 2, 2, 3, 1, 3, 2, 4.0])),
            outcome="days",
            baseline="base",
            group="ward",
        ),
        gives={"n": 8},
    ),
    Edge(
        name="a baseline that is the same in all",
        call=lambda: ancova(
            sampled(PLAIN.assign(base=1e13 + 0.1)),
            outcome="days",
            baseline="base",
            group="ward",
        ),
        refused="base is the same in all 8 complete rows",
    ),
    Edge(
        name="a baseline that is the same but for rounding",
        call=lambda: ancova(
            sampled(PLAIN.assign(base=[0.3, 0.1 + 0.2] * 4)),
            outcome="days",
            baseline="base",
            group="ward",
        ),
        refused="base is the same in all 8 complete rows",
    ),
    *(
        Edge(
            name=f"{method.__name__} at a scale of {scale:g}",
            call=asked(method, PLAIN.assign(days=PLAIN.days * scale)),
            refused="days has numbers beyond"
            if scale > 1
            else "days has no number above",
        )
        for method in (welch_anova, welch_t, kruskal_wallis)
        for scale in (1e160, 1e300, 1e-160, 1e-300)
    ),
    *(
        Edge(
            name=f"Welch's t at a scale of {scale:g}",
            call=asked(welch_t, PLAIN.assign(days=PLAIN.days * scale)),
            gives={"statistic": pytest.approx(-1.19207912135854)},
        )
        for scale in (1e60, 1e-60)
    ),
    Edge(
        name="a description at a scale of 1e200",
        call=lambda: describe(sampled(people(x=[1e200, 2e200])), outcome="x"),
        refused="x has numbers beyond 1e+70, got 2e+200; use a larger or smaller unit",
    ),
    # --- counts that are none
    Edge(
        name="exact test of an empty table",
        call=lambda: exact_p_value([[0, 0], [0, 0]]),
        gives={"": 1.0},
    ),
    # --- numbers held as objects
    Edge(
        name="whole numbers beside None",
        call=asked(welch_t, two([1, 2, 4, 5, None], [2, 3, 7, 9]).astype(object)),
        gives={"statistic": pytest.approx(-1.19207912135854), "n_missing": 1},
    ),
    Edge(
        name="a predictor of whole numbers held as objects",
        call=lambda: logistic_model(
            sampled(
                DRAWN.assign(age=pd.Series([20, 30, 40, 50, 60, 70], dtype=object))
            ),
            outcome="left",
            level="y",
            predictors=["age"],
        ),
        gives={"terms.1.name": "age"},
    ),
    Edge(
        name="numbers written as text",
        call=asked(welch_t, two(["1", "2"], ["3", "4"])),
        refused="days is not numeric, got str '1'; convert it by pandas.to_numeric",
    ),
    Edge(
        name="words",
        call=asked(welch_t, two(["few", "2"], ["3", None])),
        refused="compare its categories with exact_counts",
    ),
    Edge(
        name="complex numbers",
        call=asked(welch_t, two([1 + 2j, 2], [3, 4])),
        refused="days is not numeric, got complex128",
    ),
    # --- filters
    *(
        Edge(
            name=f"the filter {words}",
            call=lambda words=words: count(sampled(SITES, words), label="sites"),
            gives={"count": n},
        )
        for words, n in {
            'site is "A and B"': 1,
            'site is "A and B" or A': 2,
            'site is A or "A and B" or "yes or no" and days is 1 or 4': 2,
            'site is "Hope is here"': 1,
            "site is Hope is here": 1,
            'site is """Inn"""': 1,
            'site is ""': 1,
            'site is "A and" and days is 8': 1,
            'site is "B"': 1,
        }.items()
    ),
    Edge(
        name="a filter with an open quotation mark",
        call=lambda: selected(SITES, 'site is "A and B', where=SOURCE),
        refused="filter not understood, got 'site is \"A and B'; close the quotation",
    ),
    Edge(
        name="a filter that breaks a name at its and",
        call=lambda: selected(SITES, "site is A and B", where=SOURCE),
        refused="filter not understood, got 'B'; write it like",
    ),
    Edge(
        name="changes of a group whose name holds an and",
        call=lambda: change_by_group(
            sampled(PAIRS.assign(ward=["A and B"] * 5)),
            before="one",
            after="two",
            group="ward",
        ),
        gives={"A and B.data.filter": 'ward is "A and B"'},
    ),
    # --- and more of the same kinds
    Edge(
        name="alpha of one item",
        call=lambda: reliability(sampled(ITEMS), key=KEY, scale="single"),
        gives={"alpha.estimate": None},
        undefined="one item alone has no internal consistency",
    ),
    Edge(
        name="alpha of items far from 0, one the same in all",
        call=lambda: reliability(
            sampled(ITEMS.assign(ease_02=4.0)), key=KEY, scale="ease"
        ),
        gives={"alpha.estimate": None},
        undefined="everybody answered an item alike",
    ),
    Edge(
        name="a logistic model of an event that nobody had",
        call=lambda: logistic_model(
            sampled(DRAWN.assign(left=pd.Categorical(["n"] * 6, ["n", "y"]))),
            outcome="left",
            level="y",
            predictors=["age"],
        ),
        refused="left is y in 0 of 6 complete rows",
    ),
    Edge(
        name="a Firth model of a predictor that is the same in all",
        call=lambda: firth_logistic(
            sampled(SEPARATED),
            outcome="left",
            level="y",
            predictors=["job"],
        ),
        refused="job is the same in all 8 complete rows",
    ),
    Edge(
        name="McNemar's test where nobody changed",
        call=lambda: mcnemar(
            sampled(people(one=["y", "n", "y"], two=["y", "n", "y"])),
            before="one",
            after="two",
            level="y",
        ),
        gives={"p_value": 1.0, "effect.estimate": None},
        undefined="nobody changed",
    ),
    Edge(
        name="McNemar's test of nobody",
        call=lambda: mcnemar(
            sampled(people(one=["y", None], two=[None, "n"])),
            before="one",
            after="two",
            level="y",
        ),
        refused="at least 1 pair is needed, got 0",
    ),
    Edge(
        name="curves of people all censored at once",
        call=survival(
            CURVES.assign(days=0.0, left=pd.Categorical(["no"] * 6, ["yes", "no"]))
        ),
        refused="nobody had the event, got left yes in none of 6 complete rows",
    ),
    Edge(
        name="curves of people who all had the event at 0",
        call=survival(CURVES.assign(days=0.0, left="yes")),
        refused="everybody still there had the event at once, got 0",
    ),
    Edge(
        name="a group of which one was censored at 0 and the other had the event then",
        call=survival(CURVES.assign(days=[0.0, 0, 0, 2, 4, 9])),
        gives={"restricted_to": 0.0},
        undefined="no contrasts with a, b, for want of an error of the restricted mean",
    ),
    Edge(
        name="weights where nobody was lost",
        call=lambda: weighted_proportions(
            sampled(
                people(
                    seen=list("ynyynn"), ward=list("aaabbb"), age=[1, 2, 3, 2, 4, 5.0]
                )
            ),
            outcome="seen",
            level="y",
            group="ward",
            predictors=["age"],
        ),
        refused="nobody was lost, got 6 outcomes of 6 people",
    ),
    Edge(
        name="imputation where nothing is missing",
        call=lambda: imputed_proportions(
            sampled(
                people(
                    seen=list("ynyynn"), ward=list("aaabbb"), age=[1, 2, 3, 2, 4, 5.0]
                )
            ),
            outcome="seen",
            level="y",
            group="ward",
            predictors=["age"],
            seed=1,
        ),
        refused="nobody was lost, got 6 outcomes of 6 people",
    ),
    Edge(
        name="weights by a predictor that is the same in all but for rounding",
        call=lambda: weighted_proportions(
            sampled(
                people(
                    seen=["y", "n", None, "y", "n", None],
                    ward=list("aaabbb"),
                    age=[0.3, 0.1 + 0.2] * 3,
                )
            ),
            outcome="seen",
            level="y",
            group="ward",
            predictors=["age"],
        ),
        refused="age does not vary, got ['0.3']",
    ),
    Edge(
        name="kappa of a theme that both coders found everywhere",
        call=lambda: coder_agreement(
            coding_of(CODED_BY_BOTH),
            interviews_of(INTERVIEWS),
            TRANSCRIPTS,
            first="A",
            second="B",
            unit="document",
            coding_frame=FRAME,
        ),
        gives={"rows.0.kappa.estimate": None},
        undefined="both coders found it in every unit",
    ),
    Edge(
        name="medians of an empty group",
        call=lambda: split_by_group(
            sampled(people(days=[1.0, None], ward=["a", "b"])),
            outcome="days",
            group="ward",
        ),
        refused="no value was observed in 1 group, got ['b']; leave the group out",
    ),
    Edge(
        name="a description of nobody",
        call=lambda: describe(sampled(people(x=[None, None])), outcome="x"),
        refused="x is not numeric, got object without a value; check the filter",
    ),
    Edge(
        name="a mixed model of people who do not vary",
        call=lambda: mixed_model(
            sampled(
                people(
                    one=[3.0] * 6,
                    two=[3.0] * 6,
                    ward=list("aaabbb"),
                    who=list("uvwxyz"),
                )
            ),
            outcome_entry="one",
            outcome_followup="two",
            group="ward",
            person="who",
        ),
        refused="the same",
    ),
    Edge(
        name="a Cox model of a predictor far from 0",
        call=lambda: cox_model(
            sampled(CURVES.assign(age=1e13 + np.array([30, 41, 25, 28, 35, 33]))),
            time="days",
            event="left",
            level="yes",
            predictors=["age"],
        ),
        gives={"terms.0.effect.estimate": pytest.approx(0.91, abs=0.005)},
    ),
]


@pytest.mark.parametrize("edge", EDGES, ids=[edge.name for edge in EDGES])
def test_an_edge_has_an_answer_a_reason_or_an_error(edge):
    """Within ten seconds, without a warning, and never another exception."""
    assert edge.gives or edge.undefined or edge.refused
    start = time.monotonic()
    if edge.refused:
        assert edge.refused in refusal(edge.call)
    else:
        found = edge.call()
        for path, value in (edge.gives or {}).items():
            assert (path, number_at(found, path)) == (path, value)
        if edge.undefined:
            assert edge.undefined in list(reasons(found))
    assert time.monotonic() - start < SECONDS


def test_edges_have_names_of_their_own():
    """So that a report of a failure names one."""
    assert len({edge.name for edge in EDGES}) == len(EDGES)
