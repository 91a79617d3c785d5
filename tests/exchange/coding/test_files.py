"""The files that an import names are read together, with the faults of all."""

import pytest
from example_imports import BOTH, refused

from analysis.data.codebook import load_codebook
from exchange.coding._files import listed_interviews, read_coded_files
from exchange.coding.settings import ImportSettings
from results import DataError


def test_files_with_different_texts_of_one_interview_are_refused(work):
    """Positions in the one would be wrong in the other."""
    names = "interview,source\nI01,P01\nI02,P02\n"
    (work / "interviews.csv").write_text(names)
    (work / "texts").mkdir()
    (work / "texts" / "P01.txt").write_text("We set up a chat 😊")
    (work / "table.csv").write_text("d,c,t\nP01,Peers,a chat\n")
    columns = {"document": "d", "code": "c", "text": "t"}
    table = {"file": "table.csv", "program": "table", "coder": "B", "columns": columns}
    assert refused(work, files=[BOTH["files"][0], table], texts="texts") == (
        "table.csv: 'P01' has another text than in coderA_project.sqlite3, from "
        "character 1; code the same documents everywhere, or give one another name"
    )


def test_a_list_of_interviews_with_faults_is_refused(work):
    """Blank, repeated, and not as the codebook calls them."""
    (work / "interviews.csv").write_text("interview,source\nI01,P01\nI01,\n../I2,P01\n")
    hint = "each interview is one source, and has one row"
    assert refused(work) == (
        "interviews.csv, row 3, interview: stands in an earlier row too, got 'I01'; "
        f"{hint}\n"
        "interviews.csv, row 4, interview: is not of the form I[0-9]{2} of the "
        f"codebook, got '../I2'; {hint}\n"
        f"interviews.csv, row 3, source: is blank; {hint}\n"
        f"interviews.csv, row 4, source: stands in an earlier row too, got 'P01'; "
        f"{hint}"
    )


def test_faults_of_several_files_are_reported_together(work):
    """One missing file does not hide another."""
    files = [
        {"file": "none.sqlite3", "program": "taguette", "coder": "A"},
        {"file": "other.qda", "program": "qualcoder"},
    ]
    assert refused(work, files=files) == (
        "none.sqlite3: is missing; name the database that Taguette wrote\n"
        "other.qda: is missing; name the database that QualCoder wrote"
    )


CODEBOOK = load_codebook()


def test_documents_are_called_as_interviews_unless_the_list_says_otherwise(written):
    """In the order of the list; other columns say nothing."""
    path = written("note,interview\nx,I02\ny,I01\n")
    assert list(listed_interviews(path, CODEBOOK).items()) == [
        ("I02", "I02"),
        ("I01", "I01"),
    ]
    path = written("source,interview\nb.txt,I02\na,I01\n")
    assert list(listed_interviews(path, CODEBOOK).items()) == [
        ("b.txt", "I02"),
        ("a", "I01"),
    ]


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_a_list_of_interviews_may_be_parted_as_spreadsheets_do(written, sign):
    """Commas are its own sign, so that they stand in names where others part them."""
    line = "I01{0}P01" if sign == "," else "I01{0}P01, second"
    path = written(f"\ufeff\ninterview{{0}}source\n{line}\n".format(sign))
    assert list(listed_interviews(path, CODEBOOK)) == [line.partition("{0}")[2]]


@pytest.fixture
def folder(written):
    """Return a folder with two tables of coded words and two texts."""
    path = written("d;c;t\na;Law;judge\nb.txt;Law;court\n", name="one.csv")
    written("d;c;t\na;Home;mother\n", name="two.csv")
    (path.parent / "texts").mkdir()
    (path.parent / "texts" / "a.txt").write_bytes(
        "\ufeffThe judge.\r\nMy mother.".encode()
    )
    (path.parent / "texts" / "b.txt").write_text("A court.")
    return path.parent


def table(file, coder):
    """Return the settings of a table."""
    columns = {"document": "d", "code": "c", "text": "t"}
    asked = {"file": file, "program": "table", "coder": coder, "columns": columns}
    return asked | {"delimiter": ";"}


def read(folder, *files, texts="texts", interviews=("a", "b.txt"), **more):
    """Read files of settings as an import does."""
    files = {"files": list(files), "interviews": "i.csv", "texts": texts}
    settings = ImportSettings(**files, **more)
    listed = dict.fromkeys(interviews, "I01")
    return read_coded_files(settings, folder, listed, file="import.yaml")


def test_files_are_joined_with_the_texts_that_are_called_as_their_documents(folder):
    """With or without the ending; texts are brought into plain form."""
    found = read(folder, table("one.csv", "A"), table("two.csv", "B"))
    assert list(found.excerpts.itertuples(index=False, name=None)) == [
        ("a", 4, 9, "judge", "Law", "A"),
        ("a", 14, 20, "mother", "Home", "B"),
        ("b.txt", 2, 7, "court", "Law", "A"),
    ]
    assert list(found.sources["text"]) == ["The judge.\nMy mother.", "A court."]
    assert found.origin == "Table one.csv; Table two.csv"


def test_faults_of_the_texts_hide_none_of_a_file_that_needs_none(folder):
    """Tables are not looked at, since they would have no positions."""
    taguette = {"file": "x.sqlite3", "program": "taguette", "coder": "A"}
    with pytest.raises(DataError) as caught:
        read(folder, table("none.csv", "A"), taguette, interviews=("a",))
    assert str(caught.value).splitlines() == [
        "b.txt: is the text of no interview; call it as its document, name it under "
        "leave_out, or take it away",
        "x.sqlite3: is missing; name the database that Taguette wrote",
    ]
    with pytest.raises(DataError) as caught:
        read(folder, table("none.csv", "A"), taguette, texts=None)
    assert str(caught.value).splitlines() == [
        "none.csv: is missing; check the name of the file, and its folder",
        "x.sqlite3: is missing; name the database that Taguette wrote",
    ]


@pytest.mark.parametrize("leave_out", [["b"], ["b.txt"], "others"])
def test_documents_are_left_out_of_tables_and_texts(folder, leave_out):
    """By the name in the table or that of the file; faults in them are none."""
    name = "b" if leave_out == ["b"] else "b.txt"
    rows = f"a;Law;judge\n{name};Law;not there\n{name};;not there\n"
    (folder / "one.csv").write_text(f"d;c;t\n{rows}")
    (folder / "texts" / "b.txt").write_bytes(b"\xff")
    one = table("one.csv", "A")
    found = read(folder, one, interviews=["a"], leave_out=leave_out)
    assert list(found.excerpts["text"]) == ["judge"]
    assert list(found.sources["source"]) == ["a"]
    left = {"b": "1 documents", "b.txt": "1 documents"}[name]
    if leave_out == "others":
        left = "2 documents"
    assert found.remarks[-1].startswith(f"{left} were left out, as leave_out says, ")
    assert (
        f"with 1 codings: {'b (0), ' * (left[0] == '2')}{name} (1)."
        in (found.remarks[-1])
    )


def test_names_to_leave_out_that_fit_nothing_are_refused(folder):
    """An interview, and a name that was misspelt."""
    with pytest.raises(DataError) as caught:
        read(folder, table("one.csv", "A"), leave_out=["a", "Diary"])
    assert str(caught.value) == (
        "import.yaml, leave_out: is in the list of interviews too, got 'a'; take it "
        "out of one of them"
    )
    with pytest.raises(DataError) as caught:
        read(folder, table("one.csv", "A"), leave_out=["Diary"])
    assert str(caught.value) == (
        "import.yaml, leave_out: is no document of the files, got 'Diary'; documents "
        "there are ['a', 'b.txt']"
    )


def test_names_may_be_written_with_accents_apart(written):
    """As a Mac writes names of files."""
    path = written("d;c;t\nSia\u0302n;Law;judge\n", name="one.csv")
    (path.parent / "texts").mkdir()
    (path.parent / "texts" / "Sia\u0302n.txt").write_text("The judge.")
    (path.parent / "list.csv").write_text("interview,source\nI01,Sia\u0302n\n")
    listed = listed_interviews(path.parent / "list.csv", CODEBOOK)
    assert listed == {"Siân": "I01"}
    found = read(path.parent, table("one.csv", "A"), interviews=listed)
    assert list(found.excerpts["source"]) == ["Siân"]
