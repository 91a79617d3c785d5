"""The simulated interviews: declared words and codes, and a second coder by chance."""

import numpy as np
import pandas as pd
import pytest
import yaml

from analysis.data.coding_frame import frame_nodes
from analysis.data.speakers import turns
from results import DataError
from simulation._interviews import interviews_and_coding
from simulation.study import DESIGN

TEXTS = {p.stem: p.read_text("utf-8") for p in (DESIGN / "transcripts").glob("*.txt")}
CODINGS = {
    p.stem: yaml.safe_load(p.read_text("utf-8"))["codings"]
    for p in (DESIGN / "codings").glob("*.yaml")
}
DECLARED = yaml.safe_load((DESIGN / "interviews.yaml").read_text("utf-8"))
FRAME = yaml.safe_load((DESIGN / "coding_frame.yaml").read_text("utf-8"))["themes"]
CODES = [node.name for node in frame_nodes(FRAME) if node.level == "code"]
PEOPLE = pd.DataFrame(
    {
        "participant": [one["participant"] for one in DECLARED["interviews"]],
        "entry_date": pd.Timestamp("2009-01-05").date(),
    }
)


def drawn(declared=DECLARED, codings=CODINGS):
    """Return interviews and coding."""
    return interviews_and_coding(
        declared, PEOPLE, transcripts=TEXTS, codings=codings, codes=CODES
    )


def test_there_are_twelve_transcripts_of_the_declared_length():
    """600 to 1,000 words each, marked as simulated in their first line."""
    assert len(TEXTS) == len(DECLARED["interviews"]) == 12
    for name, text in TEXTS.items():
        first, _, said = text.partition("\n\n")
        assert first == (
            f"Simulated interview {name}: written for this project, nobody's words."
        )
        labels = said.count("\n\n") + 1
        assert 600 <= len(said.split()) - labels <= 1000, name


def test_every_interview_has_its_own_pseudonym_and_turns():
    """Eight turns or more; everything else is the interviewer's."""
    names = [one["pseudonym"] for one in DECLARED["interviews"]]
    assert len(set(names)) == 12
    for one in DECLARED["interviews"]:
        text = TEXTS[one["interview"]]
        assert len(turns(text, one["pseudonym"])) >= 8
        labels = {line.partition(":")[0] for line in text.splitlines()[1:] if line}
        assert labels == {"Interviewer", one["pseudonym"]}


def test_the_first_coder_has_exactly_what_is_declared():
    """Word for word, in the order of the transcript."""
    interviews, coding = drawn()
    first = coding[coding["coder"] == "A"]
    for name in interviews["interview"]:
        own = first[first["interview"] == name]
        said = {(row.code, row.text) for row in own.itertuples()}
        assert said == {(one["code"], one["quote"]) for one in CODINGS[name]}
    for row in coding.itertuples():
        assert TEXTS[row.interview][row.start : row.end] == row.text
    used = set(first["code"])
    assert used == set(CODES)


def test_one_excerpt_is_one_passage():
    """Both coders' rows of the same words share it; others do not."""
    _, coding = drawn()
    places = coding.groupby("excerpt")[["interview", "start", "end"]].nunique()
    assert (places == 1).all(axis=None)
    assert coding.groupby(["interview", "start", "end"])["excerpt"].nunique().max() == 1


def test_the_second_coder_differs_as_often_as_declared():
    """Over many seeds: same code, another code, left out, other ends, added."""
    kinds = {"same": 0, "moved": 0, "first": 0, "second": 0}
    for seed in range(30):
        chance = DECLARED["second_coder"] | {"seed": seed}
        _, coding = drawn(DECLARED | {"second_coder": chance})
        first, second = (coding[coding["coder"] == coder] for coder in "AB")
        starts = {(r.interview, r.start, r.code): r.end for r in first.itertuples()}
        for row in second.itertuples():
            end = starts.get((row.interview, row.start, row.code))
            kinds["same"] += end == row.end
            kinds["moved"] += end is not None and end != row.end
        kinds["first"] += len(first)
        kinds["second"] += len(second)
    chance = DECLARED["second_coder"]
    same = kinds["same"] + kinds["moved"]
    assert same / kinds["first"] == pytest.approx(chance["same_code"], abs=0.02)
    # a passage at the end of its turn that is one sentence cannot be moved
    assert 0.6 < kinds["moved"] / same / chance["other_length"] <= 1.1
    coded = chance["same_code"] + chance["other_code"]
    more = 12 * 30 * chance["added"] / kinds["first"]
    assert kinds["second"] / kinds["first"] == pytest.approx(coded + more, abs=0.02)


def test_only_the_second_coder_is_drawn_and_a_seed_repeats_it():
    """Another seed leaves the first coder as he was."""
    again = drawn()[1]
    pd.testing.assert_frame_equal(drawn()[1], again)
    other = DECLARED | {"second_coder": DECLARED["second_coder"] | {"seed": 1}}
    moved = drawn(other)[1]
    kept = ["interview", "code", "start", "end"]
    first = [t.loc[t["coder"] == "A", kept].to_numpy() for t in (again, moved)]
    assert np.array_equal(*first)
    assert not again[kept].equals(moved[kept])


def test_quotations_that_do_not_stand_in_the_transcript_are_all_named():
    """A word changed, and words of the interviewer."""
    wrong = CODINGS | {
        "I01": [{"code": "own_decision", "quote": "nobody ever said this"}],
        "I02": [
            {"code": "own_decision", "quote": "Interviewer: How's it going so far?"}
        ],
    }
    with pytest.raises(DataError) as caught:
        drawn(codings=wrong)
    assert str(caught.value) == (
        "codings/I01.yaml: 0 places hold a quotation that must stand once, in a turn "
        "of Craig, got 'nobody ever said this'; copy the words from "
        "transcripts/I01.txt\n"
        "codings/I02.yaml: 1 places hold a quotation that must stand once, in a turn "
        'of Mark, got "Interviewer: How\'s it going so far?"; copy the words from '
        "transcripts/I02.txt"
    )
