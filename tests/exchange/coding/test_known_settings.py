"""The setting that a program gave to an interview is compared, and never taken."""

import pandas as pd

from analysis.data.codebook import load_codebook
from exchange.coding._known_settings import settings_said

ATTRIBUTES = pd.DataFrame(
    {"interview": ["I01", "I02", "I03"], "Setting": ["prison", "Outpatient", ""]}
)
SAID = [
    "1 interviews have another setting in the program than their participant, whose "
    "setting stays, got ['I02 (Outpatient, not inpatient)']."
]


def test_a_contradiction_to_the_list_is_remarked(written):
    """If the list of interviews says the setting."""
    path = written("interview,setting\nI01,prison\nI02,inpatient\nI03,prison\n")
    assert settings_said(ATTRIBUTES, path, load_codebook()) == SAID
    assert settings_said(None, path, load_codebook()) == []


def test_a_contradiction_to_the_participants_beside_the_list_is_remarked(written):
    """As in a data folder; a participant who is not there is not compared."""
    path = written("interview,participant\nI01,S001\nI02,S002\nI03,S003\n")
    assert settings_said(ATTRIBUTES, path, load_codebook()) == []
    people = "participant,setting,age\nS001,prison,30\nS002,inpatient,31\n"
    written(people, "participants.csv")
    assert settings_said(ATTRIBUTES, path, load_codebook()) == SAID


def test_without_a_setting_in_the_list_nothing_is_compared(written):
    """The data folder knows it later."""
    path = written("interview,source\nI01,a\n")
    assert settings_said(ATTRIBUTES, path, load_codebook()) == []
