"""What a project knows of interviews, from wherever it says so."""

from example_refi import VARIABLES, inline, of_sources, packed, passage, rows, value

from exchange.coding._refi_qda import read_refi_project


def read(tmp_path, sources, cases="", sets=""):
    """Return the attributes of a project as rows, and remarks of values."""
    body = of_sources(*sources).replace("<Sources>", f"{VARIABLES}{cases}<Sources>")
    project = read_refi_project(packed(tmp_path / "a.qdpx", body + sets))
    remarks = [each for each in project.remarks if each.split()[1] == "values"]
    return rows(project.attributes), remarks


def test_values_are_those_of_sources_and_of_their_cases(tmp_path):
    """By a reference to a source or a passage, or by a coding with the case."""
    sources = [
        inline(value("V1", " prison "), 'name="I1"', "s1"),
        inline(passage(4, 9), 'name="I2"', "s2"),
        inline(passage(0, 3, ["k3"]), 'name="I3"', "s3"),
        inline("", 'name="I4"', "s4"),
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v2", "30", "IntegerValue")}'
        f'{value("v1", " ")}<SourceRef targetGUID="{{S1}}"/></Case>'
        f'<Case guid="k2">{value("v2", "31")}<SelectionRef targetGUID="p4"/></Case>'
        f'<Case guid="k3" name="Ann">{value("v2", "32")}</Case></Cases>'
    )
    found, remarks = read(tmp_path, sources, cases)
    assert found == [
        ("I1", "setting", "prison"),
        ("I1", "case", "Tom"),
        ("I1", "age", "30"),
        ("I2", "age", "31"),
        ("I3", "case", "Ann"),
        ("I3", "age", "32"),
    ]
    assert remarks == []


def test_a_recording_stands_for_its_transcripts(tmp_path):
    """And a set of documents is an attribute of each."""
    text = "<PlainTextContent>Yes.</PlainTextContent></Transcript>"
    source = (
        f'<AudioSource guid="a"><Transcript guid="t1" name="T">{text}<Transcript '
        f'guid="t2" name="U">{text}{value("v1", "prison")}</AudioSource>'
    )
    sets = (
        '<Sets><Set guid="x" name="Wave 1"><MemberSource targetGUID="a"/>'
        '<MemberSource targetGUID="gone"/></Set></Sets>'
    )
    found, _ = read(tmp_path, [source], sets=sets)
    assert found == [
        ("T", "setting", "prison"),
        ("U", "setting", "prison"),
        ("T", "document_group", "Wave 1"),
        ("U", "document_group", "Wave 1"),
    ]


def test_values_of_nobody_and_of_nothing_are_said(tmp_path):
    """A case without a source, and a variable that is not there."""
    cases = f'<Cases><Case guid="k1" name="Tom">{value("v2", "30")}</Case></Cases>'
    found, remarks = read(tmp_path, [inline(value("v9", "x"))], cases)
    assert found == []
    assert remarks == [
        "1 values of cases that are linked to no interview were left out, got ['age of "
        "Tom'].",
        "1 values belong to no variable and were left out, got ['x'].",
    ]
