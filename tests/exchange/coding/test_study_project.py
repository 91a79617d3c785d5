"""The coding of the study as a coded project, and back into rows."""

import pandas as pd
import pytest
import yaml

from analysis.data.coding_frame import load_coding_frame
from analysis.data.loading import load_study
from analysis.themes.coded_tables import interviewed
from exchange.coding._frame_matching import matched_codes
from exchange.coding.importing import coding_rows
from exchange.coding.study_project import study_project
from results import DataError

FRAME = """\
# Kept with its comments.
themes:
  - theme: help
    label: Support
    description: Help of any kind
    codes:
      - {code: tutor, label: Tutor, description: A named tutor}
      - {code: peers, label: Peers, description: Other students}
      - {code: support, label: Help in general, description: Any other}
  - theme: obstacles
    label: Barriers
    description: What was in the way
    codes:
      - {code: money, label: Money, description: Cost}
      - {code: isolation, label: Isolation, description: Alone}
  - theme: self
    label: Oneself
    description: Oneself
    codes:
      - {code: self_belief, label: Belief in oneself, description: Belief}
"""


def tables():
    """Return a small study as its tables hold it, and its transcripts."""
    frame = yaml.safe_load(FRAME)["themes"]
    transcripts = {"I01": "😊 They rang me. It cost £40.\n", "I02": "I was alone."}
    rows = [
        ("E001", "study", "I01", "A", "tutor", 2, 15),
        ("E001", "study", "I01", "B", "peers", 2, 15),
        ("E001", "study", "I01", "B", "tutor", 2, 15),
        ("E002", "study", "I01", "A", "money", 16, 28),
        ("E003", "study", "I02", "A", "isolation", 0, 12),
    ]
    columns = ["excerpt", "data_kind", "interview", "coder", "code", "start", "end"]
    coding = pd.DataFrame(rows, columns=columns)
    coding = coding.astype({"start": "Int64", "end": "Int64"})
    coding["text"] = [
        transcripts[row.interview][row.start : row.end] for row in coding.itertuples()
    ]
    interviews = pd.DataFrame(
        {
            "interview": ["I01", "I02"],
            "participant": ["S004", "S009"],
            "setting": ["prison", "outpatient"],
        }
    )
    return coding, interviews, transcripts, frame


LABELS = {"A": "First coder", "B": "Second coder"}


def exported(coding, interviews, transcripts, frame):
    """Return the study as a coded project."""
    return study_project(
        coding, interviews, transcripts, frame, origin="Study", coder_labels=LABELS
    )


def imported(project, frame):
    """Return the rows of a project of the study."""
    codes, _ = matched_codes(project, frame, {}, file="import.yaml")
    return coding_rows(
        project,
        interviews={name: name for name in project.sources["source"]},
        coders={label: coder for coder, label in LABELS.items()},
        codes=codes,
        kind="study",
    )


def test_the_study_becomes_a_project_with_its_tree_and_cases():
    """Themes may not be carried; each participant has the setting."""
    project = exported(*tables())
    assert project.origin == "Study"
    assert list(project.sources["case"]) == ["S004", "S009"]
    assert list(project.case_values.itertuples(index=False, name=None)) == [
        ("S004", "setting", "prison"),
        ("S009", "setting", "outpatient"),
    ]
    assert list(project.codes.itertuples(index=False, name=None))[:3] == [
        ("Support", "Support", "", "Help of any kind", False, ""),
        ("Support > Tutor", "Tutor", "Support", "A named tutor", True, ""),
        ("Support > Peers", "Peers", "Support", "Other students", True, ""),
    ]
    assert list(project.excerpts.iloc[0]) == [
        "I01",
        2,
        15,
        "They rang me.",
        "Support > Tutor",
        "First coder",
    ]
    assert len(project.codes) == 9


def test_tables_of_the_study_come_back_as_they_went():
    """Every row, with its excerpt, position, words and code."""
    coding, *others = tables()
    project = exported(coding, *others)
    pd.testing.assert_frame_equal(
        imported(project, others[-1]), coding, check_dtype=False
    )


def test_the_study_in_use_comes_back_as_it_went():
    """The simulated interviews, each excerpt a paragraph of its transcript."""
    study = load_study()
    frame = load_coding_frame(study.folder)
    coding = study.table("coding")
    words = coding.drop_duplicates(["interview", "text"])
    transcripts = words.groupby("interview")["text"].agg("\n\n".join).to_dict()
    coding["start"] = [
        transcripts[row.interview].index(row.text) for row in coding.itertuples()
    ]
    coding["end"] = coding["start"] + coding["text"].str.len()
    project = exported(coding, interviewed(study).frame, transcripts, frame)
    back = imported(project, frame)
    same = ["interview", "coder", "code", "start", "end", "text"]
    written = [coding, back]
    rows = [set(table[same].itertuples(index=False, name=None)) for table in written]
    assert rows[0] == rows[1]
    assert len(coding) == len(back) == len(rows[0])
    names = coding.merge(back, on=["interview", "start", "end"])
    assert (names.groupby("excerpt_x")["excerpt_y"].nunique() == 1).all()
    assert (names.groupby("excerpt_y")["excerpt_x"].nunique() == 1).all()


def test_two_codes_that_are_one_in_the_study_give_one_row():
    """A coder who gave a passage both said one thing once."""
    coding, *others = tables()
    project = exported(coding, *others)
    codes = dict.fromkeys(project.codes["code"], "tutor")
    rows = coding_rows(
        project,
        interviews={"I01": "I01", "I02": "I02"},
        coders={"First coder": "A", "Second coder": "B"},
        codes=codes,
        kind="study",
    )
    short = rows[["excerpt", "coder", "code"]].itertuples(index=False, name=None)
    assert list(short) == [
        ("E001", "A", "tutor"),
        ("E001", "B", "tutor"),
        ("E002", "A", "tutor"),
        ("E003", "A", "tutor"),
    ]


def test_coding_without_positions_is_exported_without():
    """An older table has no columns start and end; words are all that is known."""
    coding, *others = tables()
    project = exported(coding.drop(columns=["start", "end"]), *others)
    assert project.excerpts["start"].isna().all()
    assert len(project.excerpts) == 5


def test_a_study_that_contradicts_itself_is_not_exported():
    """Unknown interviews, codes and coders, and a missing transcript, together."""
    coding, interviews, transcripts, frame = tables()
    coding.loc[0, "code"] = "strange"
    coding.loc[1, "coder"] = "C"
    coding.loc[4, "interview"] = "I09"
    del transcripts["I02"]
    with pytest.raises(DataError) as caught:
        exported(coding, interviews, transcripts, frame)
    assert str(caught.value) == (
        "Study: 1 interviews of the coding are not known, got ['I09']; add them\n"
        "Study: 1 codes of the coding are not known, got ['strange']; add them\n"
        "Study: 1 coders of the coding are not known, got ['C']; add them\n"
        "Study: 1 interviews have no transcript, got ['I02']; add it"
    )
    coding, *others = tables()
    coding.loc[3, "text"] = "It cost £50."
    with pytest.raises(DataError) as caught:
        exported(coding, *others)
    assert str(caught.value) == (
        "Study: 1 excerpts do not stand where they should, got ['I01 16 to 28']; the "
        "text or the positions were changed after coding"
    )
