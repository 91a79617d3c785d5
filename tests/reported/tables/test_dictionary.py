"""Codebook and scoring keys as rows that a person reads."""

from example_folders import CODEBOOK

from analysis import load_instrument
from reported.tables.dictionary import (
    DICTIONARY_HEADER,
    SCALES_HEADER,
    dictionary_rows,
    scale_rows,
)

PARTICIPANT = ["participant", "Participant", "identifier", ""]
KIND = ["data_kind", "Kind of data", "simulated = Simulated; study = Study", ""]


def test_a_variable_is_described_by_its_values_and_missing_codes():
    """Levels with their labels, a range with its unit, a date without a range."""
    assert dictionary_rows(CODEBOOK.table("entry")) == [
        PARTICIPANT,
        KIND,
        ["entry_date", "Date of treatment entry", "date", ""],
        [
            "heroin_days",
            "Days of heroin use in the past 30 days",
            "0 to 30 days",
            "-99 = not answered; -98 = not asked",
        ],
    ]


def test_items_of_an_instrument_share_a_row():
    """Which are turned round, and a value outside of their range, are said in it."""
    rows = dictionary_rows(CODEBOOK.table("followup"))
    assert {len(row) for row in rows} == {len(DICTIONARY_HEADER)}
    assert rows[3:] == [
        [
            "support_01 to support_02",
            "Support, 2 items; reversed: 2",
            "0 to 1; 7 = not sure",
            "-99 = not answered",
        ],
        ["note", "Interviewer's note", "text", " = nothing noted"],
    ]


def test_the_scales_of_a_key_are_described_below_their_instrument():
    """Items by the ends of a series, and nothing of ratings of one item."""
    rows = scale_rows(load_instrument("cesd"), "CES-D, {} items")
    assert rows == [
        [
            "CES-D, 20 items {cite:p}`radloff1977cesd`",
            "Depressed mood",
            "1–20",
            "4, 8, 12, 16",
            "sum, 18 answered",
            "0–60",
        ]
    ]
    assert {len(row) for row in rows} == {len(SCALES_HEADER)}
    pressure = scale_rows(load_instrument("pressure"), "Pressure felt, {} ratings")
    assert [row[0] for row in pressure] == ["Pressure felt, 8 ratings", ""]
    assert [row[2] for row in pressure] == ["1–3", "4–7"]
    assert [row[2:4] for row in scale_rows(load_instrument("cdsii"), "")][:2] == [
        ["1, 6, 9", "none"],
        ["5, 8, 12", "none"],
    ]
