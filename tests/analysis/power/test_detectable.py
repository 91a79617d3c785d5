"""The smallest detectable effects and the expected widths agree with R."""

# Known answers: R 4.2.2, all equations solved to 1e-12

import re

import pytest

from analysis.power.detectable import precision, smallest_effects
from results import Option


def found(result):
    """All measures of every cell, by its name."""
    return {c.name: tuple(m.value for m in c.measures) for c in result.cells}


def agrees(result, known):
    """Agree in every number of every cell, in order."""
    assert list(found(result)) == list(known)
    for name, numbers in known.items():
        values = found(result)[name]
        assert [v is None for v in values] == [n is None for n in numbers]
        pairs = zip(values, numbers, strict=True)
        for value, number in ((v, n) for v, n in pairs if n is not None):
            assert value == pytest.approx(number, rel=1e-8), name


# R: power.t.test(n = 24, power = .8, strict = TRUE, tol = 1e-13)$delta; for unequal
#    sizes uniroot on pt(qt(.975, df), df, d / sqrt(1/17 + 1/16), lower = FALSE) +
#    pt(-qt(.975, df), df, d / sqrt(1/17 + 1/16)); uniroot on pf(qf(.95, 2, 69), 2, 69,
#    72 * f^2, lower = FALSE), and f^2 / (1 + f^2), with power.anova.test(3, 24,
#    f^2 * 3 / 2, 1)$power = .8; power.t.test(48, type = "paired", ...); uniroot on the
#    integral of dchisq(v, n - 1) * pt(qt(.975, n - 2), n - 2, r / sqrt(1 - r^2) *
#    sqrt(v), lower = FALSE), both tails; uniroot on the sum of dbinom * dbinom over
#    all tables with fisher.test(...)$p.value < .05
SMALLEST = {
    "means-24-24": (0.8261283820,),
    "means-17-16": (1.0073979554,),
    "means-17-15": (1.0256689638,),
    "means-16-15": (1.0418013502,),
    "anova-24-24-24": (0.3738972725, 0.1226524585),
    "anova-17-16-15": (0.4633650367, 0.1767563120),
    "paired-48": (0.4128740036,),
    "paired-17": (0.7238580380,),
    "paired-16": (0.7494656445,),
    "paired-15": (0.7780225698,),
    "correlation-72": (0.3228846143,),
    "correlation-48": (0.3911348389,),
    "proportions-50-24-24": (0.8888602764, 0.3888602764, 0.1111397236, 0.3888602764),
    "proportions-50-17-16": (0.9431833350, 0.4431833350, 0.0568166650, 0.4431833350),
    "proportions-50-17-15": (0.9394057878, 0.4394057878, 0.0605942122, 0.4394057878),
    "proportions-50-16-15": (0.9527218142, 0.4527218142, 0.0472781858, 0.4527218142),
    "proportions-20-24-24": (0.6177809004, 0.4177809004, None, None),
    "proportions-20-17-16": (0.6848786158, 0.4848786158, None, None),
    "proportions-20-17-15": (0.7107074762, 0.5107074762, None, None),
    "proportions-20-16-15": (0.7107896921, 0.5107896921, None, None),
}


def test_smallest_effects_agree_with_r():
    """Every test, at entry and at follow-up."""
    agrees(smallest_effects(), SMALLEST)


# R: as above, with sig.level = .1 and power = .9
SMALL_GROUPS = {
    "means-6-6": (1.8183223297,),
    "means-5-3": (2.4319813917,),
    "anova-6-6": (0.9091611647, 0.4525269783),
    "anova-5-3": (1.1773779280, 0.5809269434),
    "paired-8": (1.1533980590,),
    "paired-5": (1.6099405278,),
    "paired-3": (2.7766094289,),
    "correlation-12": (0.7275286767,),
    "correlation-8": (0.8320106685,),
    "proportions-30-6-6": (None, None, None, None),
    "proportions-30-5-3": (None, None, None, None),
}


def test_smallest_effects_of_two_tiny_groups_agree_with_r():
    """Another level, another power, and proportions that nothing detects."""
    asked = {"per_group": 6, "followed_up": (5, 3), "proportions": (0.3,)}
    result = smallest_effects(**asked, alpha=0.1, power=0.9)
    agrees(result, SMALL_GROUPS)
    reasons = [m.undefined for m in result.cells[-1].measures]
    assert (
        reasons
        == ["even 1 would be detected less often"] * 2
        + ["even 0 would be detected less often"] * 2
    )


# R: qt(.975, df) * sqrt(1/n1 + 1/n2) * sqrt(2/df) * gamma((df + 1)/2) / gamma(df/2);
#    sum(dbinom(k, n, p) * diff(prop.test(k, n, correct = FALSE)$conf.int) / 2);
#    -integral of the slope of (tanh(z + c) - tanh(z - c)) / 2 times P(R < tanh(z))
WIDTHS = {
    "means-24-24": (0.5779237163,),
    "means-17-16": (0.7046887247,),
    "means-17-15": (0.7174640219,),
    "means-16-15": (0.7287425492,),
    "proportion-50-24": (0.1822941930,),
    "proportion-50-17": (0.2093087090,),
    "proportion-50-16": (0.2142298712,),
    "proportion-50-15": (0.2195124247,),
    "correlation-30-72": (0.2094455643,),
    "correlation-30-48": (0.2560561492,),
}


OTHER_WIDTHS = {
    "means-6-6": (1.0206306237,),
    "means-5-4": (1.2264784035,),
    "proportion-10-6": (0.1955961386,),
    "proportion-10-5": (0.2125558313,),
    "proportion-10-4": (0.2342991703,),
    "correlation--60-12": (0.3351828374,),
    "correlation--60-9": (0.3988728146,),
}


def test_expected_widths_agree_with_r():
    """Means, proportions and correlations, at 95% and at 90%."""
    agrees(precision(), WIDTHS)
    asked = {"per_group": 6, "followed_up": (5, 4), "proportion": 0.1}
    agrees(precision(**asked, correlation=-0.6, conf_level=0.9), OTHER_WIDTHS)


def test_a_result_says_what_it_depends_on():
    """No table and no rows, all options, and what each cell is about."""
    result = smallest_effects()
    assert (result.data.source, result.data.variables) == ("design", ())
    assert (result.data.rows, result.data.filter) == (0, "all rows")
    assert result.data.function == "smallest_effects"
    assert result.n_replications is None
    assert {o.name: o.value for o in result.data.options} == {
        "per_group": 24,
        "followed_up": "17, 16, 15",
        "proportions": "0.5, 0.2",
        "alpha": 0.05,
        "power": 0.8,
    }
    last = result.cells[-1]
    assert last.label == "Two proportions, one of 0.2 (n = 16, 15)"
    assert last.conditions == (
        Option(name="method", value="Fisher's exact test"),
        Option(name="n", value="16, 15"),
        Option(name="true_value", value=0.2),
    )
    assert {o.name: o.value for o in precision().data.options} == {
        "per_group": 24,
        "followed_up": "17, 16, 15",
        "proportion": 0.5,
        "correlation": 0.3,
        "conf_level": 0.95,
    }


def test_groups_of_one_size_are_not_listed_twice():
    """Nor is a follow-up that lost nobody."""
    names = [c.name for c in smallest_effects(followed_up=(24, 24, 24)).cells]
    assert len(names) == len(set(names)) == 7


FAULTS = [
    (
        smallest_effects,
        {"followed_up": (17, 25, 3)},
        "followed_up: not two groups or more of 3 to per_group people, "
        "got [17, 25, 3] of 24 each",
    ),
    (
        precision,
        {"followed_up": (17,)},
        "followed_up: not two groups or more of 3 to per_group people, "
        "got [17] of 24 each",
    ),
    (
        smallest_effects,
        {"proportions": (0.5, 1)},
        "proportion: outside 0 to 1, got [0.5, 1]; use such as 0.5",
    ),
    (
        smallest_effects,
        {"alpha": 0.8},
        "alpha and power: not 0 < alpha < power < 1, got 0.8 and 0.8; use 0.05 and 0.8",
    ),
    (
        precision,
        {"correlation": 1.0},
        "correlation: outside -1 to 1, got 1.0; use 0.3",
    ),
    (precision, {"conf_level": 95}, "conf_level: outside 0-1, got 95; use 0.95"),
]


@pytest.mark.parametrize(("function", "asked", "message"), FAULTS)
def test_what_cannot_be_asked_is_refused(function, asked, message):
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(**asked)
