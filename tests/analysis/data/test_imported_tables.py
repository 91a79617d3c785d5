"""What an import leaves beside the coding may be missing, and is right if it is not."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import load_codebook, load_study
from analysis.data.imported_tables import ATTACHED_TO, imported_faults, other_settings
from analysis.data.loading import validate
from simulation.study import OUTPUT

HEADER = "attached_to,name,transcript,start,end,author,written,title,text"
TEXTS = {"I01": "One two", "I02": "three"}
SETTING = load_codebook().variable("participants.setting")


@pytest.fixture
def found(tmp_path):
    """Return a function that writes a table and gives back its faults, a line each."""

    def faults(name, *lines):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
        said = [str(fault) for fault in imported_faults(tmp_path, TEXTS)]
        (tmp_path / name).unlink()
        return said

    return faults


def test_a_study_with_both_tables_is_valid_and_the_same_study(tmp_path):
    """No result rests on them, so that nothing has to be computed anew."""
    folder = Path(shutil.copytree(OUTPUT, tmp_path / "simulated"))
    rows = ["project,,,,,,,,Hm.", "passage,E001,I01,0,3,A,2014,,Hm."]
    (folder / "memos.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    attributes = "interview,Name: first,age\nI01,Tom,30\nI02,,\n"
    (folder / "interview_attributes.csv").write_text(attributes)
    assert validate(folder, load_codebook()) == ()
    assert load_study(folder).fingerprint == load_study(OUTPUT).fingerprint
    (folder / "memos.csv").write_text(HEADER + "\nproject,,I77,,,,,,Hm.\n")
    (fault,) = validate(folder, load_codebook())
    assert str(fault) == (
        "memos.csv, row 2, transcript: is no interview of interviews.csv, got 'I77'; "
        "import the coding again, or take the row out"
    )


@pytest.mark.parametrize("kind", ATTACHED_TO)
def test_memos_may_have_a_place_or_none(found, kind):
    """And columns of their own."""
    rows = [f"{kind},x,I01,0,7,,,,Hm.,", f"{kind},x,,,,,,,Hm.,new"]
    assert found("memos.csv", f"{HEADER},seen", *rows) == []


def test_memos_of_nothing_and_nowhere_are_refused(found):
    """All of them at once."""
    again = "import the coding again, or take the row out"
    rows = [
        "person,,,,,,,,",
        "passage,,I01,0,8,,,,",
        "passage,,I02,3,3,,,,",
        "passage,,,0,3,,,,",
        "passage,,I01,1,x,,,,",
    ]
    nowhere = "is no place in the transcript of"
    assert found("memos.csv", HEADER, *rows) == [
        "memos.csv, row 2, attached_to: is none of project, interview, case, code, "
        f"passage, got 'person'; {again}",
        f"memos.csv, row 3, start: {nowhere} I01, got '0 to 8'; {again}",
        f"memos.csv, row 4, start: {nowhere} I02, got '3 to 3'; {again}",
        f"memos.csv, row 5, start: {nowhere} any interview, got '0 to 3'; {again}",
        f"memos.csv, row 6, start: {nowhere} I01, got '1 to x'; {again}",
    ]
    assert found("memos.csv", HEADER.replace(",title", ""), "project,,,,,,,Hm.") == [
        "memos.csv, row 1, title: the column is missing; import the coding again"
    ]
    assert found("memos.csv", "") == ["memos.csv: is empty; save it again"]


def test_attributes_are_of_interviews_each_once_and_have_names(found):
    """Whatever the program called them."""
    name = "interview_attributes.csv"
    assert found(name, "interview,Ort,=x", "I01,a,b", "I02,,") == []
    assert found(name, "interview,,a,a", "I01,1,2,3", "I01,,,", "I09,,,") == [
        f"{name}, row 1, a: the column stands 2 times; keep one of them",
        f"{name}, row 1: a column has no name; name it, or take it out",
        f"{name}, row 2, interview: stands 2 times, got 'I01'; keep one row for an "
        "interview",
        f"{name}, row 3, interview: stands 2 times, got 'I01'; keep one row for an "
        "interview",
        f"{name}, row 4, interview: is no interview of interviews.csv, got 'I09'; "
        "import the coding again, or take the row out",
    ]
    assert found(name, "source,age", "I01,3") == [
        f"{name}, row 1, interview: the column is missing; import the coding again"
    ]


@pytest.mark.parametrize("name", ["setting", " SETTING", SETTING.label])
def test_a_setting_is_compared_by_code_and_label(name):
    """Only where both are known, and only in the column of that name."""
    attributes = pd.DataFrame(
        {
            "interview": ["I01", "I02", "I03", "I04", "I05"],
            name: ["Prison", "outpatient ", "", "ward", "clinic"],
            "place": "ward",
        }
    )
    known = {"I01": "prison", "I02": "outpatient", "I03": "prison", "I04": "prison"}
    assert other_settings(attributes, known, SETTING) == ["I04 (ward, not prison)"]
