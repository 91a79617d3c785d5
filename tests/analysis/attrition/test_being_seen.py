"""The chance of being observed agrees with statsmodels, if it has an estimate."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from example_lost import ASKED, FRAME, PREDICTORS, sampled, wards

from analysis.attrition._being_seen import chance_model, chance_terms, modelled
from analysis.attrition._lost import followed
from analysis.models.designs import design_of
from results import DataError


def complete():
    """Design of wards, age and work of all who have both, and who was seen."""
    frame = FRAME.dropna(subset=["ward", "age", "work"])
    used = followed(sampled(frame), **ASKED)
    return used.predictor_design(PREDICTORS, with_group=True), ~np.isnan(used.success)


@pytest.mark.parametrize("shift", [0, 1e6])
def test_the_chance_agrees_with_statsmodels(shift):
    """Coefficients, covariance and chances; a mean far from 0 moves the first alone."""
    design, seen = complete()
    known = sm.Logit(seen.astype(float), design.matrix).fit(disp=0, tol=1e-12)
    chances = known.predict()
    design.matrix[:, 3] += shift
    found = chance_model(design, seen, "HELP")
    assert found.fitted == pytest.approx(chances, rel=1e-6)
    assert found.coefficients[1:] == pytest.approx(known.params[1:], rel=1e-6)
    assert found.covariance[1:, 1:] == pytest.approx(known.cov_params()[1:, 1:])
    first = known.params[0] - shift * known.params[3]
    assert found.coefficients[0] == pytest.approx(first, rel=1e-6)


def test_terms_have_odds_ratios_with_walds_interval():
    """Of statsmodels' coefficients; none where the upper limit is beyond a number."""
    design, seen = complete()
    known = sm.Logit(seen.astype(float), design.matrix).fit(disp=0, tol=1e-12)
    limits = np.exp(known.conf_int(alpha=0.1))
    model = chance_model(design, seen, "HELP")
    for i, term in enumerate(chance_terms(model, design, 0.9)):
        effect = term.effect
        assert (term.name, effect.name) == (design.names[i], "odds_ratio")
        assert term.p_value == pytest.approx(known.pvalues[i], rel=1e-6)
        assert effect.estimate == pytest.approx(np.exp(known.params[i]), rel=1e-6)
        assert (effect.conf_low, effect.conf_high) == pytest.approx(limits[i])
    design.matrix[:, 3] /= 3000
    effect = chance_terms(chance_model(design, seen, "HELP"), design, 0.9)[3].effect
    assert effect.estimate == pytest.approx(np.exp(3000 * known.params[3]), rel=1e-3)
    assert effect.conf_low < 1
    assert effect.conf_high is None
    assert effect.undefined == (
        "too large or small a number; use a larger or smaller unit"
    )


def test_only_groups_with_loss_are_modelled():
    """Where the chance may differ; the groups keep their order and their people."""
    used = followed(sampled(wards(a="yn.", b="yny", c=".n")), **ASKED)
    kept, inside = modelled(used, group_predicts=True)
    assert (kept.keys, kept.labels) == (("a", "c"), ("Ward A", "Ward C"))
    assert inside.tolist() == [True] * 3 + [False] * 3 + [True] * 2
    assert kept.member.tolist() == [0, 0, 0, 1, 1]
    assert kept.success == pytest.approx([1, 0, np.nan, np.nan, 0], nan_ok=True)
    assert kept.where == "simulated/entry, seen by ward, in a and c"
    for everybody, shared in ((used, False), (kept, True)):
        same, inside = modelled(everybody, group_predicts=shared)
        assert same is everybody
        assert inside.all()


X = [1.0, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("columns", "seen", "message"),
    [
        (
            {"x": X, "twice": [2 * v + 1 for v in X]},
            "yynyny",
            "some predictors can be computed from others, got ['x', 'twice'] for 6 "
            "people; leave one of them out",
        ),
        (
            {"x": [2.0, 1, 3, 4, 9, 5], "came": list("uuuuvv")},
            "ynnyyy",
            "who was observed is told without error, for some people at least, by "
            "['came-v']; leave such a predictor out, or the group by "
            "group_predicts=False",
        ),
    ],
)
def test_a_chance_without_an_estimate_is_refused(columns, seen, message):
    """The whole message, and only the predictors that it is about."""
    design = design_of(sampled(pd.DataFrame(columns)), [*columns], where="HELP")
    with pytest.raises(DataError) as caught:
        chance_model(design, np.array([c == "y" for c in seen]), "HELP")
    assert str(caught.value) == f"HELP: {message}"
