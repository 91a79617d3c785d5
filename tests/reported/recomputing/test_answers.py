"""The answers of R have the shape of ours, and one number stands for a result."""

from reported.recomputing._answers import headline


def test_a_result_is_represented_by_its_p_or_else_by_what_it_estimates():
    """The same field of both answers."""
    ours = {"n": 3, "p_value": 0.5, "estimate": 2.0}
    assert headline(ours, {"p_value": "0.5"}) == ("p_value", 0.5, 0.5)
    assert headline({"n": 3}, {}) == ("n", 3, None)
    simulated = {"estimate": {"value": "2.5", "error": "1"}}
    assert headline({"estimate": 2.0}, simulated) == ("estimate", 2.0, 2.5)
    assert headline({"label": "none"}, None) == ("", None, None)
    alpha = {"n": 3, "alpha": {"record": "Effect", "estimate": 0.8}}
    assert headline(alpha, {}) == ("alpha.estimate", 0.8, None)
    assert headline({"alpha": 0.05, "n": 3}, {})[:2] == ("n", 3)
