"""Simulated errors of sign and size agree with R and with what is known exactly."""

import re
from math import sqrt

import pytest

from analysis.power.design_errors import error_rates
from analysis.power.exact_power import power_of_means
from results import Option


def measures(cell):
    """Measures of a cell by name."""
    return {measure.name: measure for measure in cell.measures}


# R: 200,000 studies of rnorm(6, 1) and rnorm(4), set.seed(2), Welch's p < .1 as
#    t.test gives it: mean(p < .1), mean(d[p < .1] < 0), mean(abs(d[p < .1])), and the
#    standard deviation of the last, 0.4318, with 77,276 significant studies
def test_error_rates_agree_with_r():
    """Power, type S and type M within five Monte Carlo errors of the difference."""
    asked = {"sizes": [(6, 4)], "effects": [1.0], "alpha": 0.1, "seed": 3}
    (cell,) = error_rates(**asked, replications=50_000).cells
    found = measures(cell)
    errors = [
        sqrt(0.38638 * 0.61362 / 200_000),
        sqrt(0.00269 / 77_276),
        0.4317938 / sqrt(77_276),
    ]
    known = zip((0.38638, 0.002691651, 1.5612), errors, strict=True)
    for (name, measure), (value, error) in zip(found.items(), known, strict=True):
        both = sqrt(error**2 + measure.monte_carlo_error**2)
        assert abs(measure.value - value) < 5 * both, name
    kept = 50_000 * found["power"].value
    assert found["exaggeration"].monte_carlo_error == pytest.approx(
        0.4318 / sqrt(kept), rel=0.05
    )
    assert found["power"].monte_carlo_error == pytest.approx(
        sqrt(0.38638 * 0.61362 / 50_000), rel=0.02
    )


def test_power_is_that_of_the_exact_distribution():
    """In groups of one size Welch's test has all but the power of Student's."""
    for cell in error_rates(sizes=[(24, 24)], replications=20_000).cells:
        effect = next(o.value for o in cell.conditions if o.name == "effect")
        power = measures(cell)["power"]
        exact = power_of_means(effect, 24, 24, alpha=0.05)
        assert abs(power.value - exact) < 5 * power.monte_carlo_error


def test_a_small_study_exaggerates_more_and_errs_in_sign():
    """Both errors fall as the effect grows."""
    small, medium, large = (measures(c) for c in error_rates(sizes=[(16, 15)]).cells)
    for name in ("wrong_sign", "exaggeration"):
        assert small[name].value > medium[name].value > large[name].value
    assert small["exaggeration"].value > 3 > 1.5 > large["exaggeration"].value > 1


def test_a_seed_gives_the_same_numbers_and_a_cell_its_own_stream():
    """Another seed gives others; a further cell moves none before it."""
    asked = {"replications": 200, "sizes": [(9, 8)]}
    one = error_rates(effects=[0.2, 0.5], seed=4, **asked)
    assert one == error_rates(effects=[0.2, 0.5], seed=4, **asked)
    assert one.cells != error_rates(effects=[0.2, 0.5], seed=5, **asked).cells
    more = error_rates(effects=[0.2, 0.5, 0.8], seed=4, **asked)
    assert more.cells[:2] == one.cells
    assert len({c.measures for c in more.cells}) == 3


def test_a_result_says_what_it_depends_on():
    """All options; no table."""
    result = error_rates(replications=50)
    assert {o.name: o.value for o in result.data.options} == {
        "sizes": "24, 24; 16, 15",
        "effects": "0.2, 0.5, 0.8",
        "replications": 50,
        "alpha": 0.05,
        "seed": 1,
    }
    assert (result.data.source, result.data.rows) == ("design", 0)
    assert result.data.function == "error_rates"
    assert result.n_replications == 50
    assert result.cells[3].name == "n-16-15-d-0_2"
    assert result.cells[3].label == "True difference 0.2, n = 16 and 15"
    assert result.cells[3].conditions == (
        Option(name="first", value=16),
        Option(name="second", value=15),
        Option(name="effect", value=0.2),
    )


def test_nothing_significant_leaves_errors_undefined():
    """With the reason."""
    asked = {"sizes": [(5, 5)], "effects": [0.1], "alpha": 1e-9}
    (cell,) = error_rates(**asked, replications=5).cells
    power, sign, size = cell.measures
    assert power.value == 0
    for measure in (sign, size):
        assert (measure.value, measure.monte_carlo_error) == (None, None)
        assert measure.undefined == "no simulated study was of this kind"


FAULTS = [
    (
        {"sizes": [(24, 1)]},
        "sizes and effects: not groups of 2 or more and effects above 0, got "
        "[(24, 1)] and [0.2, 0.5, 0.8]",
    ),
    (
        {"effects": [0.0]},
        "sizes and effects: not groups of 2 or more and effects above 0, got "
        "[(24, 24), (16, 15)] and [0.0]",
    ),
    (
        {"sizes": ()},
        "sizes and effects: not groups of 2 or more and effects above 0, got "
        "[] and [0.2, 0.5, 0.8]",
    ),
    (
        {"effects": ()},
        "sizes and effects: not groups of 2 or more and effects above 0, got "
        "[(24, 24), (16, 15)] and []",
    ),
    (
        {"replications": 0},
        "replications and alpha: not 1 or more and between 0 and 1, got 0 and 0.05",
    ),
    (
        {"alpha": 1.0},
        "replications and alpha: not 1 or more and between 0 and 1, got 10000 and 1.0",
    ),
]


@pytest.mark.parametrize(("asked", "message"), FAULTS)
def test_what_cannot_be_asked_is_refused(asked, message):
    """The whole message."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        error_rates(**asked)
