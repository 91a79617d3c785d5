"""Interviews and excerpts come from the study with their words and their source."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from analysis.data.coding_frame import (
    frame_nodes,
    load_coding_frame,
    theme_of_codes,
)
from analysis.data.loading import load_study
from analysis.themes.coded_tables import coded_excerpts, interviewed
from results import DataError

SIMULATED = Path(__file__).parents[3] / "data" / "simulated"
STUDY = load_study(SIMULATED)


def test_excerpts_have_the_theme_above_their_code():
    """As many of each theme as the file has codes of it."""
    frame = load_coding_frame(SIMULATED)
    found = coded_excerpts(STUDY, frame)
    assert len(found) == len(STUDY.table("coding"))
    expected = Counter(
        theme["theme"]
        for theme in frame
        for node in frame_nodes([theme])
        for row in rows_of("coding.csv")
        if node.level == "code" and row["code"] == node.name
    )
    assert found.frame["theme"].value_counts().to_dict() == expected


def test_codes_that_no_frame_has_are_told_with_their_rows():
    """The header is row 1."""
    frame = load_coding_frame(SIMULATED)[1:]
    known = theme_of_codes(frame)
    expected = [
        f"coding.csv, row {number}, code: is not in the coding frame, got "
        f"{row['code']!r}; correct the code, or add it to coding_frame.yaml"
        for number, row in enumerate(rows_of("coding.csv"), start=2)
        if row["code"] not in known
    ]
    with pytest.raises(DataError) as caught:
        coded_excerpts(STUDY, frame)
    assert [str(fault) for fault in caught.value.faults] == expected != []


def test_an_interview_has_the_setting_of_its_participant():
    """One row for each, in the order of the file."""
    setting = {
        row["participant"]: row["setting"] for row in rows_of("participants.csv")
    }
    found = interviewed(STUDY)
    assert list(zip(found.frame["interview"], found.frame["setting"], strict=True)) == [
        (row["interview"], setting[row["participant"]])
        for row in rows_of("interviews.csv")
    ]


def test_both_know_where_they_come_from_and_their_words():
    """As the codebook has them."""
    interviews = interviewed(STUDY)
    assert interviews.source == f"{STUDY.kind}/interviews"
    assert interviews.unit("minutes") == "minutes"
    assert interviews.levels("setting") == STUDY.group_labels
    coding = coded_excerpts(STUDY, load_coding_frame(SIMULATED))
    assert coding.source == f"{STUDY.kind}/coding"
    assert coding.levels("coder") == {"A": "A", "B": "B"}


def rows_of(name):
    """Return the rows of a file of the simulated study."""
    with (SIMULATED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
