"""What is said of turns though it is no fault."""

import shutil

import pandas as pd
import pytest

from analysis import load_study
from results import DataError
from simulation.study import OUTPUT
from thesis.turn_remarks import turn_remarks

OTHERS = "speakers:\n  others: ['Somebody:']\n"


@pytest.fixture
def folder(tmp_path):
    """Copy the simulated study."""
    return shutil.copytree(OUTPUT, tmp_path / "simulated")


def test_the_simulated_study_needs_no_remark():
    """Everything that is coded stands in turns."""
    assert turn_remarks(load_study(OUTPUT)) == []


def test_passages_outside_of_turns_and_lone_labels_are_told(folder):
    """Transcript by transcript; a label that nobody named may be none."""
    path = folder / "transcripts" / "I01.txt"
    text = path.read_text("utf-8")
    first = pd.read_csv(folder / "coding.csv").iloc[0]
    # the turn in which the first passage stands is now somebody else's
    at = text.rindex("Craig:", 0, first["start"])
    path.write_text(f"{text[:at]}Nurse{text[at + 5 :]}", "utf-8")
    told = turn_remarks(load_study(folder))
    assert told == [
        "transcripts/I01.txt: 2 of 20 coded passages lie outside of the participant's "
        f"turns and are left out of agreement, the first from {first['start']} to "
        f"{first['end']}; if these are his words, correct the labels, or speakers in "
        "dataset.yaml",
        "transcripts/I01.txt: taken for labels of other speakers, though they stand "
        "nowhere else: Nurse; if one is none, name all labels under speakers in "
        "dataset.yaml",
    ]


def test_labels_are_read_from_the_data_folder(folder):
    """They make another fingerprint, and what stands like one is told."""
    usual = load_study(folder)
    assert usual.fingerprint == load_study(OUTPUT).fingerprint
    declared = folder / "dataset.yaml"
    declared.write_text(declared.read_text("utf-8") + OTHERS, "utf-8")
    study = load_study(folder)
    assert study.transcripts.speakers.others == ("Somebody:",)
    assert study.fingerprint != usual.fingerprint
    assert len(turn_remarks(study)) == 12
    assert turn_remarks(study)[0] == (
        "transcripts/I01.txt: not named under speakers in dataset.yaml, so that the "
        "turn before goes on, but standing like labels: Interviewer (12); if one is "
        "a label, name it under others"
    )


def test_labels_of_another_shape_are_refused(folder):
    """As every other key of the file."""
    declared = folder / "dataset.yaml"
    declared.write_text(
        declared.read_text("utf-8") + "speakers: {other: [I]}\n", "utf-8"
    )
    with pytest.raises(DataError, match=r"dataset.yaml.*speakers.other"):
        load_study(folder)
