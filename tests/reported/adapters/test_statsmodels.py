"""Fitted models of statsmodels in exact words, with their data."""

import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from example_libraries import CARS, PLANTS, sample
from statsmodels.stats.anova import anova_lm
from statsmodels.tools.sm_exceptions import SingularMatrixWarning

from reported.adapters import adapted
from reported.adapters._statsmodels import recognised
from reported.words.sentences import apa, plain
from results import DataError

BINOMIAL, POISSON = sm.families.Binomial(), sm.families.Poisson()
SENTENCES = {
    "ols": (smf.ols("mpg ~ wt + hp", CARS).fit(), CARS, {}),
    "ols, groups": (smf.ols("weight ~ group", PLANTS).fit(), PLANTS, {}),
    "ols, HC3": (smf.ols("mpg ~ wt + hp", CARS).fit(cov_type="HC3"), CARS, {}),
    "wls": (smf.wls("mpg ~ wt", CARS, weights=CARS["qsec"]).fit(), CARS, {}),
    "logit": (smf.logit("am ~ wt", CARS).fit(disp=0), CARS, {}),
    "probit": (smf.probit("am ~ wt", CARS).fit(disp=0), CARS, {}),
    "poisson": (smf.poisson("carb ~ wt + hp", CARS).fit(disp=0), CARS, {}),
    "glm, binomial": (smf.glm("am ~ wt", CARS, family=BINOMIAL).fit(), CARS, {}),
    "glm, Poisson": (smf.glm("carb ~ wt + hp", CARS, family=POISSON).fit(), CARS, {}),
    "glm": (smf.glm("mpg ~ wt", CARS).fit(), CARS, {}),
    "mixedlm": (smf.mixedlm("mpg ~ wt", CARS, groups="cyl").fit(), CARS, {}),
    "phreg": (smf.phreg("qsec ~ wt", CARS, status=CARS["vs"]).fit(), CARS, {}),
    "anova_lm": (
        anova_lm(smf.ols("mpg ~ wt + hp", CARS).fit()),
        CARS,
        {"outcome": "mpg"},
    ),
}

# R 4.2, on these data: lm, anova, glm, sandwich::vcovHC(type = "HC3"), survival::coxph
# (ties = "breslow"). The standard error of the mixed model is statsmodels' own: that of
# lme4::lmer is 0.72, which gives t = -4.88.
EXPECTED = {
    "ols": "*F*(2, 29) = 69.21, *p* < .001, *R*² = .83",
    "ols, groups": "*F*(2, 25) = 6.70, *p* = .005, *R*² = .35",
    "ols, HC3": "*F*(2, 29) = 35.73, *p* < .001, *R*² = .83",
    "wls": "*F*(1, 30) = 93.04, *p* < .001, *R*² = .76",
    "logit": "*χ²*(1) = 24.05, *p* < .001, *R*²McF = .56",
    "probit": "*χ²*(1) = 24.03, *p* < .001, *R*²McF = .56",
    "poisson": "*χ²*(2) = 14.77, *p* < .001, *R*²McF = .13",
    "glm, binomial": "*χ²*(1) = 24.05, *p* < .001",
    "glm, Poisson": "*χ²*(2) = 14.77, *p* < .001",
    "glm": "*b* = −5.34, 95% CI [−6.44, −4.25], *z* = −9.56, *p* < .001",
    "mixedlm": "*b* = −3.52, 95% CI [−5.07, −1.97], *z* = −4.46, *p* < .001",
    "phreg": "HR = 0.43, 95% CI [0.16, 1.12], *z* = −1.73, *p* = .085",
    "anova_lm": (
        "wt, *F*(1, 29) = 126.04, *p* < .001; hp, *F*(1, 29) = 12.38, *p* = .001"
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_model_is_put_into_words(name):
    """Alike with its data and without."""
    found, frame, columns = SENTENCES[name]
    assert apa(adapted(found)) == EXPECTED[name]
    assert apa(adapted(found, of=sample(frame), **columns)) == EXPECTED[name]


def test_every_number_of_a_linear_model_is_that_of_r():
    """R 4.2: summary(lm(mpg ~ wt + hp, mtcars)), confint, logLik."""
    found = adapted(SENTENCES["ols"][0])
    numbers = ("estimate", "std_error", "statistic", "dof", "p_value")
    numbers += ("conf_low", "conf_high")
    assert [getattr(found.terms[1], name) for name in numbers] == pytest.approx(
        [-3.87783074, 0.63273349, -6.12870, 29, 1.11965e-06, -5.17191604, -2.58374544],
        rel=1e-5,
    )
    assert [one.name for one in found.fit] == [
        *("adjusted_r_squared", "log_likelihood", "aic"),
    ]
    assert found.fit[0].value == pytest.approx(0.8148396)
    assert (found.n, found.n_missing, found.outcome) == (32, None, "mpg")


def test_a_logistic_model_has_odds_ratios_and_events():
    """R 4.2: glm(am ~ wt, binomial); exp(confint.default(...))."""
    for name in ("logit", "glm, binomial"):
        found = adapted(SENTENCES[name][0])
        assert found.n_events == 13
        assert found.terms[0].effect is None  # of the intercept
        assert plain(found, "terms.wt") == (
            "OR = 0.018, 95% CI [0.0011, 0.30], *z* = −2.80, *p* = .005"
        )


def test_terms_that_follow_from_others_are_refused():
    """As a level without a row makes them; their coefficients would be arbitrary."""
    with pytest.warns(SingularMatrixWarning):
        model = smf.ols("mpg ~ wt + I(2 * wt)", CARS).fit()
    with pytest.raises(DataError) as error:
        adapted(model)
    assert str(error.value) == (
        "OLS: some of 3 terms follow from the others, got ['Intercept', 'wt', "
        "'I(2 * wt)'], of which 2 are independent; leave terms out, or categories that "
        "have no rows (frame[column].cat.remove_unused_categories())"
    )


def test_what_is_no_model_that_is_known_is_not_taken():
    """Another model, or a comparison of several."""
    robust = sm.RLM(CARS["mpg"], CARS[["wt"]]).fit()
    assert recognised(robust) is None
    two = [smf.ols(f"mpg ~ {terms}", CARS).fit() for terms in ("wt", "wt + hp")]
    assert recognised(anova_lm(*two)) is None
    assert recognised(CARS) is None
