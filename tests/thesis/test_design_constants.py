"""Constants of the design are read from the data, the keys and the code."""

from fractions import Fraction

from thesis.design_constants import design_facts


def test_facts_are_read_from_the_data():
    """Of the study, the codebook, the scoring keys and the defaults of the tests."""
    facts = design_facts()
    known = {
        "study.men": [72],
        "study.men_in_each_setting": [24],
        "study.men_seen_again": [48],
        "study.settings": [3],
        "study.months": [6],
        "study.days_asked_about": [30],
        "study.coders": [2],
        "scale.mood.reversed": [4, 8, 12, 16],
        "scale.recognition.highest": [35],
        "instrument.socrates.items": [19],
        "analysis.confidence": [Fraction(95, 100)],
        "analysis.significance_per_cent": [5],
    }
    assert {name: list(facts[name]) for name in known} == known
