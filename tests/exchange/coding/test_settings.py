"""Settings of an import are whole, or everything that is wrong is said."""

import inspect
import textwrap

import pytest
from example_imports import refused

from exchange.coding.settings import CodedFile, read_import_settings
from results import DataError


def test_settings_that_mean_nothing_are_refused(work):
    """Keys of another program, a coder that Taguette needs, a file twice."""
    files = [
        {"file": "a.sqlite3", "program": "taguette", "offsets": "bytes"},
        {"file": "b.csv", "program": "table", "project": "x"},
        {"file": "b.csv", "program": "table", "preset": "taguette"},
    ]
    hint = "; correct the settings"
    assert refused(work, files=files) == (
        "work/import.yaml, files[a.sqlite3]: offsets means nothing for a file of the "
        f"program taguette{hint}\n"
        "work/import.yaml, files[a.sqlite3]: coder is missing: Taguette does not "
        f"export who coded{hint}\n"
        "work/import.yaml, files[b.csv]: project means nothing for a file of the "
        f"program table{hint}\n"
        f"work/import.yaml, files[b.csv]: a table needs either columns or preset{hint}"
    )
    same = {"file": "b.csv", "program": "table", "preset": "taguette"}
    assert refused(work, files=[same, same]) == (
        f"work/import.yaml, files[b.csv]: the file stands twice{hint}"
    )
    needs = (
        "; it needs files (each with file and program), interviews (a CSV with the "
        "columns interview and source) and perhaps texts, leave_out, coders, frame, "
        "codes and kind; docs/importing-interviews.md has examples"
    )
    files = [{"file": "a.mx24", "program": "maxqda"}]
    assert refused(work, files=files, interview="x") == (
        "work/import.yaml, files[0].program: input should be 'taguette', 'qualcoder', "
        f"'refi' or 'table', got 'maxqda'{needs}\n"
        f"work/import.yaml, interview: is not a key of this file, got 'x'{needs}"
    )


def test_the_settings_that_are_shown_can_be_read(tmp_path):
    """Those of the documentation, with every key of a file but the sheet."""
    shown = inspect.getdoc(read_import_settings).split("::\n")[1]
    shown = shown.split("\n\nEvery path")[0]
    path = tmp_path / "import.yaml"
    path.write_text(textwrap.dedent(shown), "utf-8")
    found = read_import_settings(path)
    assert [each.program for each in found.files] == [
        "taguette",
        "qualcoder",
        "refi",
        "table",
        "table",
    ]
    used = {key for each in found.files for key, value in each if value is not None}
    assert set(CodedFile.model_fields) - used == {"sheet", "codebook"}
    assert found.coders == {"coder_A": "A", "coder_B": "B"}
    assert found.codes == {"Support > Tutor": "support_tutor"}
    assert found.leave_out == ["Diary", "Foucault 1977"]
    assert (found.interviews, found.texts) == ("interviews.csv", "transcripts")


def test_what_is_left_out_of_settings_is_that_of_a_study(tmp_path):
    """So that nothing confidential is taken for simulated."""
    path = tmp_path / "import.yaml"
    path.write_text(
        "files: [{file: a.qda, program: qualcoder}]\ninterviews: i.csv\n", "utf-8"
    )
    found = read_import_settings(path)
    assert (found.kind, found.texts, found.frame) == ("study", None, None)
    assert (found.coders, found.codes, found.leave_out) == ({}, {}, [])


@pytest.mark.parametrize(
    ("given", "read"),
    [("others", None), ("[others]", ["others"]), ("[a, b]", ["a", "b"]), ("[]", [])],
)
def test_documents_to_leave_out_are_a_list_or_all_others(tmp_path, given, read):
    """A document may be called so, in a list."""
    path = tmp_path / "import.yaml"
    start = "files: [{file: a.qda, program: qualcoder}]\ninterviews: i.csv\n"
    path.write_text(f"{start}leave_out: {given}\n")
    assert read_import_settings(path).leave_out == read


@pytest.mark.parametrize("given", ["", "Diary", "{Diary: 1}", "[1977]"])
def test_documents_to_leave_out_of_another_form_are_refused(tmp_path, given):
    """Nothing, one name alone, a number."""
    path = tmp_path / "import.yaml"
    start = "files: [{file: a.qda, program: qualcoder}]\ninterviews: i.csv\n"
    path.write_text(f"{start}leave_out: {given}\n")
    with pytest.raises(DataError) as caught:
        read_import_settings(path)
    rule = "must be a list of names of documents, or others"
    if given == "[1977]":
        rule = "must be text; YAML took it for something else, so quote it"
    assert f"{rule}" in str(caught.value)
    assert len(caught.value.faults) == 1


#: The programs for which a key means something; the others are for tables alone.
MEANT = {"coder": "taguette table", "project": "taguette", "offsets": "refi"}


@pytest.mark.parametrize("program", ["taguette", "qualcoder", "refi", "table"])
def test_every_key_of_a_file_means_something_for_some_program(tmp_path, program):
    """And is refused for every other."""
    values = {"columns": "{document: d, code: c, text: t}", "delimiter": "';'"}
    own = {"taguette": "coder: A", "table": "columns: {document: d}"}.get(program)
    hint = "; correct the settings"
    for key in sorted(set(CodedFile.model_fields) - {"file", "program"}):
        parts = ["file: a", f"program: {program}", f"{key}: {values.get(key, 'x')}"]
        if own and not own.startswith(key):
            parts.append(own)
        path = tmp_path / "import.yaml"
        path.write_text(f"files: [{{{', '.join(parts)}}}]\ninterviews: i.csv\n")
        fault = f"{tmp_path.name}/import.yaml, files[a]: {{}}{hint}"
        if program in MEANT.get(key, "table").split() and key != "preset":
            assert getattr(read_import_settings(path).files[0], key) is not None
            continue
        with pytest.raises(DataError) as caught:
            read_import_settings(path)
        rule = f"{key} means nothing for a file of the program {program}"
        if program == "table" and key == "preset":
            rule = "a table needs either columns or preset"
        assert str(caught.value) == fault.format(rule)
