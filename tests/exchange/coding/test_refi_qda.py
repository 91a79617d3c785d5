"""REFI-QDA, read: genuine exports, dialects of the programs, and hostile files."""

import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from exchange.coding._refi_qda import read_refi_codebook, read_refi_project
from exchange.coding.projects import CODES
from results import DataError

SAMPLES = Path(__file__).parents[2] / "qualitative_samples"
P01, P02 = "P01_intervention_interview.txt", "P02_control_interview.txt"

#: As the program's own list of passages and its coders say.
SCHOOL = "I hadn’t studied since school and I kept thinking I’d be found out."
TUTOR = "My tutor, Siân, was brilliant though"
SORTED = "if somebody was stuck we’d sort it together."
CARE = "It cost me £40 a week in childcare, mind you."
ALONE = "Don’t sit there on your own with it."
OWN = "I felt a bit on my own."
TIGHT = "Money was tight too, so I picked up extra shifts at the café."
RING = "Someone who’d ring me up, you know?"
CODINGS = [
    (P01, 81, 163, f"I was worried. {SCHOOL}", "Confidence", "coder_A"),
    (P01, 96, 163, SCHOOL, "Confidence", "coder_B"),
    (P01, 164, 200, TUTOR, "Support > Tutor", "coder_B"),
    (P01, 164, 221, f"{TUTOR} – she rang me twice.", "Support > Tutor", "coder_A"),
    (P01, 286, 353, f"We set up a chat 😊 and {SORTED}", "Support > Peers", "coder_A"),
    (P01, 309, 353, SORTED, "Support > Peers", "coder_B"),
    (P01, 354, 399, CARE, "Barriers > Money", "coder_A"),
    (P01, 354, 399, CARE, "Barriers > Money", "coder_B"),
    (P01, 485, 521, ALONE, "Barriers > Isolation", "coder_A"),
    (P02, 120, 161, f"nobody picked up. {OWN}", "Barriers > Isolation", "coder_A"),
    (P02, 138, 161, OWN, "Barriers > Isolation", "coder_B"),
    (P02, 274, 335, TIGHT, "Barriers > Money", "coder_A"),
    (P02, 274, 335, TIGHT, "Barriers > Money", "coder_B"),
    (P02, 398, 433, RING, "Support > Tutor", "coder_A"),
]
TREE = [
    ("Confidence", "Confidence", "", "Self-belief", True, "#F5B041"),
    ("Support", "Support", "", "", False, ""),
    ("Support > Tutor", "Tutor", "Support", "Contact with a named tutor", True,
     "#5F9EA0"),
    ("Support > Peers", "Peers", "Support", "Help from other students", True,
     "#7FB3D5"),
    ("Barriers", "Barriers", "", "", False, ""),
    ("Barriers > Money", "Money", "Barriers", "Cost, shifts & childcare <all>", True,
     "#CD6155"),
    ("Barriers > Isolation", "Isolation", "Barriers", "Studying alone", True,
     "#AF7AC5"),
]  # fmt: skip
LINE_ENDS = {
    "thesis_sample": "code points",
    "thesis_sample_maxqda": "code points, CRLF as one",
}


def packed(path, project, files=None, name="project.qde"):
    """Write a .qdpx of an inner project and its files."""
    if isinstance(project, str):
        project = (
            '<?xml version="1.0" encoding="utf-8"?>'
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="Test">{project}'
            "</Project>"
        ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, project)
        for entry, data in (files or {}).items():
            archive.writestr(entry, data)
    return path


USERS = (
    '<Users><User guid="{AA-1}" name="Anna"/><User guid="bb-2" name=" "  id="ben"/>'
    "</Users>"
)
CODEBOOK = (
    '<CodeBook><Codes><Code guid="C1" name="Law" isCodable="true" color="#a1F">'
    '<Description>Courts</Description><Code guid="{c2}" name="Judge" isCodable="1"/>'
    '</Code><Code guid="c3" name="Folder" isCodable="false"/>'
    '<Code guid="c4" name="Judge" isCodable="true"/></Codes></CodeBook>'
)
WORDS = "The judge sent me. My mother cried."


def inline(inside="", name='name="I1"', guid="s1", text=WORDS, **parts):
    """Return a TextSource whose text stands in the project."""
    return (
        f'<TextSource guid="{guid}" {name}><PlainTextContent>{text}</PlainTextContent>'
        f"{inside}</TextSource>"
    )


def passage(start, end, codes=(), attributes="", coding=""):
    """Return a selection with codings."""
    codings = "".join(
        f'<Coding guid="g" {coding}><CodeRef targetGUID="{code}"/></Coding>'
        for code in codes
    )
    return (
        f'<PlainTextSelection guid="p{start}" startPosition="{start}" '
        f'endPosition="{end}" {attributes}>{codings}</PlainTextSelection>'
    )


def of_sources(*sources):
    """Return users, codes and these sources."""
    return f"{USERS}{CODEBOOK}<Sources>{''.join(sources)}</Sources>"


def rows(table):
    """Return the rows of a table, with None for what is missing."""
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in table.itertuples(index=False, name=None)
    ]


def refusal(call, *args, **options):
    """Return the message of the DataError that a call raises."""
    with pytest.raises(DataError) as caught:
        call(*args, **options)
    return str(caught.value)


@pytest.mark.parametrize("folder", ["qualcoder", "qualcoder_ui"])
@pytest.mark.parametrize("file", LINE_ENDS)
def test_read_refi_project_reads_exports_of_qualcoder(folder, file):
    """Every quotation, code and coder, with both line ends that it can write."""
    project = read_refi_project(SAMPLES / folder / f"{file}.qdpx")
    assert project.origin == "QualCoder 4.0 Beta"
    assert rows(project.excerpts) == CODINGS
    assert rows(project.codes) == TREE
    assert list(project.codes.columns) == list(CODES)
    linked = ["P01", "P02"] if folder == "qualcoder" else ["", ""]
    assert list(project.sources["case"]) == linked
    assert [len(text) for text in project.sources["text"]] == [522, 434]
    assert rows(project.case_values) == [
        ("P01", "group", "Intervention"),
        ("P01", "age", "34"),
        ("P02", "group", "Control"),
        ("P02", "age", "41"),
    ]
    copies = (
        "2 cases are linked to a copy of a source, and were linked to the source of "
        "the same text.",
    )
    assert project.remarks == (
        f"Positions count {LINE_ENDS[file]}; 100% of 14 passages look whole.",
        "2 notes were left out.",
        "1 memos of passages were left out.",
        *(copies if folder == "qualcoder" else ()),
    )


@pytest.mark.parametrize("folder", ["qualcoder", "qualcoder_ui"])
def test_read_refi_codebook_reads_the_tree_of_qualcoder(folder):
    """With a byte order mark, and the same codes as in the project."""
    path = SAMPLES / folder / "Codebook-thesis_sample.qdc"
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert rows(read_refi_codebook(path)) == TREE


@pytest.mark.parametrize("coder", ["A", "B"])
def test_read_refi_codebook_keeps_the_flat_names_of_taguette(coder):
    """Which joins levels by full stops, and ends with an empty list of sets."""
    found = read_refi_codebook(SAMPLES / "taguette" / f"coder{coder}_codebook.qdc")
    names = [
        "interesting",
        "Support",
        "Support.Tutor",
        "Support.Peers",
        "Barriers",
        "Barriers.Money",
        "Barriers.Isolation",
        "Confidence",
        "Unused code",
    ]
    assert rows(found) == [(name, name, "", "", True, "") for name in names]


def test_read_refi_project_takes_the_coder_of_the_coding_before_the_selections(
    tmp_path,
):
    """Then who made the passage, who changed it, and at last nobody."""
    path = packed(
        tmp_path / "a.qdpx",
        of_sources(
            inline(
                passage(0, 3, ["c2"], 'creatingUser="bb-2"', 'creatingUser="AA-1"')
                + passage(4, 9, ["c2"], 'creatingUser="{BB-2}" modifyingUser="aa-1"')
                + passage(10, 14, ["c2"], 'modifyingUser="aa-1"')
                + passage(15, 17, ["c2"])
                + passage(19, 21, ["c2"], 'creatingUser="zz-9"')
            )
        ),
    )
    project = read_refi_project(path)
    assert list(project.excerpts["coder"]) == ["Anna", "ben", "Anna", "", "zz-9"]
    assert project.remarks == (
        "Positions count code points; 100% of 5 passages look whole.",
        "1 codings do not say who coded.",
        "1 coders have no name, and were named by their identifiers, got ['zz-9'].",
    )


def test_read_refi_project_tells_coders_of_one_name_apart(tmp_path):
    """Two people must not become one, who would agree with himself."""
    users = (
        '<Users><User guid="u1" name="admin"/><User guid="u2" name="admin"/></Users>'
    )
    body = of_sources(
        inline(
            passage(0, 3, ["c2"], 'creatingUser="u1"')
            + passage(0, 3, ["c2"], 'creatingUser="u2"')
        )
    ).replace(USERS, users)
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert list(project.excerpts["coder"]) == ["admin (u1)", "admin (u2)"]
    assert project.remarks[1:] == (
        "2 coders share a name, and were told apart by their identifiers, got "
        "['admin'].",
    )


def test_read_refi_project_keeps_every_code_of_a_passage_once(tmp_path):
    """Several codings in one selection, one selection for each, and doubles."""
    path = packed(
        tmp_path / "a.qdpx",
        of_sources(
            inline(
                passage(4, 9, ["c4", "c1"])
                + passage(4, 9, ["c1"])
                + passage(4, 9, ["C2"])
                + passage(4, 9)
                + passage(0, 9)
            )
        ),
    )
    project = read_refi_project(path)
    assert rows(project.excerpts) == [
        ("I1", 0, 9, "The judge", None, ""),
        ("I1", 4, 9, "judge", "Law", ""),
        ("I1", 4, 9, "judge", "Law > Judge", ""),
        ("I1", 4, 9, "judge", "Judge", ""),
        ("I1", 4, 9, "judge", None, ""),
    ]
    assert rows(project.codes) == [
        ("Law", "Law", "", "Courts", True, "#aa11FF"),
        ("Law > Judge", "Judge", "Law", "", True, ""),
        ("Folder", "Folder", "", "", False, ""),
        ("Judge", "Judge", "", "", True, ""),
    ]


def test_read_refi_project_takes_a_coding_of_the_source_for_its_whole_text(tmp_path):
    """Also where there are no words to mark."""
    coding = '<Coding guid="g" creatingUser="aa-1"><CodeRef targetGUID="c1"/></Coding>'
    body = of_sources(inline(coding), inline(coding, 'name="I2"', "s2", ""))
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert rows(project.excerpts) == [
        ("I1", 0, 35, WORDS, "Law", "Anna"),
        ("I2", None, None, "", "Law", "Anna"),
    ]


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ("Sources/F1.TXT", "internal://f1.txt"),
        ("sources/f1.txt", "f1.txt"),
        ("sources/f1.txt", "sources/f1.txt"),
        ("f1.txt", "internal:///f1.txt"),
    ],
)
def test_read_refi_project_finds_the_file_of_a_text(tmp_path, entry, path):
    """Whatever the case, with or without the prefix; a missing name is the file's."""
    source = (
        f'<TextSource guid="s1" plainTextPath="{path}">{passage(0, 3)}</TextSource>'
    )
    files = {entry: b"\xef\xbb\xbfOne\r\ntwo", "sources/.root": b"", "sources/": b""}
    project = read_refi_project(
        packed(tmp_path / "a.qdpx", of_sources(source), files, "Project.QDE")
    )
    assert rows(project.sources) == [(Path(entry).name, "One\ntwo", "")]
    assert list(project.excerpts["text"]) == ["One"]


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:1:0", "urn:QDA-XML:project:0:4"]
)
def test_read_refi_project_minds_no_version_of_the_namespace(tmp_path, namespace):
    """Only local names; what belongs to something else is not looked at."""
    data = (
        f'<q:Project xmlns:q="{namespace}" xmlns:x="urn:x"><q:Sources><x:TextSource/>'
        '<q:TextSource name="I1"><q:PlainTextContent>One</q:PlainTextContent>'
        '<x:PlainTextSelection startPosition="9" endPosition="1"/>'
        "</q:TextSource></q:Sources></q:Project>"
    )
    project = read_refi_project(packed(tmp_path / "a.qdpx", data.encode("utf-16")))
    assert rows(project.sources) == [("I1", "One", "")]
    assert project.origin == "REFI-QDA"
    assert project.remarks == (
        "1 sources that are not text were left out with 0 codings: "
        "1 {urn:x}TextSource.",
    )


def test_read_refi_project_leaves_out_what_is_no_text_and_says_so(tmp_path):
    """Pictures, sound and pages; the text of a PDF file is a source."""
    coding = '<Coding guid="g"><CodeRef targetGUID="c1"/></Coding>'
    body = of_sources(
        f'<AudioSource guid="a1"><AudioSelection>{coding}</AudioSelection>'
        "</AudioSource>",
        '<PDFSource guid="f1" name="Scan"/>',
        '<PDFSource guid="f2" name="Letter"><PDFSelection/>'
        f"<PDFSelection>{coding}</PDFSelection><Representation guid='r2'>"
        f"<PlainTextContent>{WORDS}</PlainTextContent>{passage(4, 9, ['c1'])}"
        f"{coding.replace('c1', 'c4')}</Representation>{coding}</PDFSource>",
    )
    notes = "<Notes><Note guid='n1'/></Notes>"
    project = read_refi_project(packed(tmp_path / "a.qdpx", body + notes))
    assert rows(project.sources) == [("Letter", WORDS, "")]
    assert rows(project.excerpts) == [
        ("Letter", 0, 35, WORDS, "Law", ""),
        ("Letter", 0, 35, WORDS, "Judge", ""),
        ("Letter", 4, 9, "judge", "Law", ""),
    ]
    assert project.remarks[1:] == (
        "2 sources that are not text were left out with 1 codings: 1 sound, 1 PDF.",
        "1 coded areas on pages of PDF files were left out.",
        "1 notes were left out.",
        "3 codings do not say who coded.",
    )


VARIABLES = (
    '<Variables><Variable guid="v1" name="setting" typeOfVariable="Text"/>'
    '<Variable guid="v2" name="age" typeOfVariable="Integer"/></Variables>'
)


def value(variable, words, kind="TextValue"):
    """Return a value of a variable."""
    return (
        f'<VariableValue><VariableRef targetGUID="{variable}"/>'
        f"<{kind}>{words}</{kind}></VariableValue>"
    )


def test_read_refi_project_links_cases_in_every_way_that_programs_do(tmp_path):
    """By reference, by passage, by coding, without a name, and by values and sets."""
    judged = '<Coding guid="g"><CodeRef targetGUID="K3"/></Coding>'
    sources = [
        inline(value("v2", "31", "IntegerValue"), 'name="I1"', "s1"),
        inline(passage(0, 3), 'name="I2"', "s2"),
        inline(judged, 'name="I3"', "s3"),
        inline(passage(4, 9, ["k4"]), 'name="I4"', "s4"),
        inline("", 'name="I5"', "s5"),
        inline(value("v1", "prison"), 'name="I6"', "s6"),
        inline("", 'name="I7"', "s7"),
        inline("", 'name="I8"', "s8"),
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v1", "clinic")}'
        '<SourceRef targetGUID="{S1}"/><SourceRef targetGUID="s8"/></Case>'
        '<Case guid="k2" name="Jim"><SelectionRef targetGUID="p0"/></Case>'
        '<Case guid="k3" name="Ron"/><Case guid="k4" name="Max"/>'
        f'<Case guid="k5">{value("v1", "")}<SourceRef targetGUID="s5"/></Case>'
        '<Case guid="k6" name="I7"/><Case guid="k7" name="All">'
        '<SourceRef targetGUID="s8"/><SourceRef targetGUID="gone"/></Case></Cases>'
    )
    sets = (
        '<Sets><Set guid="t1" name="wave 1"><MemberSource targetGUID="s7"/>'
        '<MemberSource targetGUID="s1"/><MemberCode targetGUID="c1"/></Set></Sets>'
    )
    body = f"{USERS}{CODEBOOK}{VARIABLES}{cases}<Sources>{''.join(sources)}</Sources>"
    project = read_refi_project(packed(tmp_path / "a.qdpx", body + sets))
    assert dict(project.sources[["source", "case"]].itertuples(index=False)) == {
        "I1": "Tom",
        "I2": "Jim",
        "I3": "Ron",
        "I4": "Max",
        "I5": "I5",
        "I6": "I6",
        "I7": "I7 (source)",
        "I8": "",
    }
    assert rows(project.case_values) == [
        ("Tom", "setting", "clinic"),
        ("Tom", "age", "31"),
        ("Tom", "set", "wave 1"),
        ("I5", "setting", ""),
        ("I6", "setting", "prison"),
        ("I7 (source)", "set", "wave 1"),
    ]
    assert rows(project.excerpts) == [("I2", 0, 3, "The", None, "")]
    assert project.remarks[2:] == (
        "1 sources belong to several cases and were linked to none, got ['I8'].",
        "1 cases are linked to sources that are not there.",
    )


def test_read_refi_project_guesses_no_value_that_is_contradicted(tmp_path):
    """Two waves of one person, each with its own date, have no date in common."""
    sources = [
        inline(value("v1", "prison"), 'name="I1"', "s1"),
        inline(value("v1", "clinic"), 'name="I2"', "s2"),
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v2", "31", "IntegerValue")}'
        '<SourceRef targetGUID="s1"/><SourceRef targetGUID="s2"/></Case></Cases>'
    )
    body = f"{VARIABLES}{cases}<Sources>{''.join(sources)}</Sources>"
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert rows(project.case_values) == [("Tom", "age", "31")]
    assert project.remarks == (
        "1 values contradict each other and were left out, got ['setting of Tom'].",
    )


def test_read_refi_project_reports_all_faults_of_a_project_at_once(tmp_path):
    """Codes, texts, passages and cases."""
    codes = (
        '<CodeBook><Codes><Code guid="c1" name="Law > Order"/><Code guid="c1" name=""/>'
        '<Code guid="c2" name="Law"/><Code guid="c3" name="Law"/></Codes></CodeBook>'
    )
    sources = [
        inline(passage("x", 3) + passage(0, 3, ["c9", "c8"])),
        inline(),
        '<TextSource guid="s2" name="I2" plainTextPath="absolute:///C:/I2.txt"/>',
        '<TextSource guid="s3" name="I3" plainTextPath="relative:///I3.txt"/>',
        '<TextSource guid="s4" name="I4" plainTextPath="internal://i4.txt"/>',
        '<TextSource guid="s5" name="I5" richTextPath="internal://i5.docx"/>',
        '<TextSource guid="s6" name="I6" plainTextPath="internal://i6.txt"/>',
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v9", "1")}</Case>'
        '<Case guid="k2" name="Tom"/></Cases>'
    )
    body = f"{codes}{cases}<Sources>{''.join(sources)}</Sources>"
    path = packed(tmp_path / "a.qdpx", body, {"sources/i6.txt": b"caf\xe9"})
    outside = "lies outside of the archive"
    inside = "export the project again, with its sources inside"
    assert refusal(read_refi_project, path).splitlines() == [
        "a.qdpx, codes: 1 codes have no name, got ['']; name them in the program, and "
        "export again",
        "a.qdpx, codes: 1 codes hold ' > ', which joins a code to the one above it, "
        "got ['Law > Order']; rename them in the program, and export again",
        "a.qdpx, codes: 1 codes share an identifier with another, got ['c1']; "
        "export the project again",
        "a.qdpx, codes: 1 codes stand twice below the same one, got ['Law']; "
        "rename all but one in the program, and export again",
        f"a.qdpx, I2: {outside}, got 'absolute:///C:/I2.txt'; {inside}",
        f"a.qdpx, I3: {outside}, got 'relative:///I3.txt'; {inside}",
        f"a.qdpx, I4: is not in the archive, got 'internal://i4.txt'; {inside}",
        "a.qdpx, I5: has no plain text; export the project again, with its texts",
        "a.qdpx, sources/i6.txt: is not text in UTF-8: unexpected end of data at byte "
        "3; export the project again",
        "a.qdpx, sources: 1 names are those of several sources, got ['I1']; "
        "rename all but one in the program, and export again",
        "a.qdpx, sources: 1 identifiers are those of several sources, got ['s1']; "
        "export the project again",
        "a.qdpx, codings: 2 codings have a code that is not in the project, got "
        "['c8', 'c9']; export the whole project again",
        "a.qdpx, passages: 1 positions are not whole numbers, got [\"I1 'x' to '3'\"]; "
        "export the project again",
        "a.qdpx, cases: 1 names are those of several cases, got ['Tom']; "
        "rename all but one in the program, and export again",
        "a.qdpx, cases: a value belongs to no variable of the project, got 'v9'; "
        "export the project again",
    ]


def test_read_refi_project_can_be_told_how_positions_are_counted(tmp_path):
    """Where one passage after an emoji does not tell."""
    body = of_sources(inline(passage(3, 4), text="😊 I I I"))
    path = packed(tmp_path / "a.qdpx", body)
    assert "give the right one as offsets=" in refusal(read_refi_project, path)
    for offsets, words in (("code points", " "), ("UTF-16 units", "I")):
        project = read_refi_project(path, offsets=offsets)
        assert list(project.excerpts["text"]) == [words]


@pytest.mark.parametrize(
    ("names", "held"),
    [
        ([], "0"),
        (["project.qde", "other/project.qde"], "2, got "),
        (["project.qde", "b.qde"], "2, got "),
        (["folder/project.qde"], "1, got "),
        (["thesis.qde"], "1, got "),
    ],
)
def test_read_refi_project_refuses_other_than_one_project(tmp_path, names, held):
    """None, two, or one that is hidden in a folder."""
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ["sources/x.txt", *names]:
            archive.writestr(name, b"")
    got = f"{held}{names}" if names else held
    assert refusal(read_refi_project, path) == (
        f"a.qdpx: must hold one project.qde, outside of any folder; it holds {got}; "
        "export one project as REFI-QDA, and do not pack it again"
    )


LAUGHS = "".join(
    f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' if i else '<!ENTITY l0 "ha">'
    for i in range(9)
)


@pytest.mark.parametrize(
    "dtd",
    [
        "<!DOCTYPE Project>",
        '<!DOCTYPE Project [<!ENTITY x "words">]>',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Project SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE Project [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
        f"<!DOCTYPE Project [{LAUGHS}]>",
    ],
)
def test_read_refi_project_refuses_every_document_type(tmp_path, dtd):
    """Entities, inner and outer, and those that grow without end."""
    data = f"{dtd}<Project xmlns='urn:QDA-XML:project:1.0' name='p'/>".encode()
    path = packed(tmp_path / "a.qdpx", data)
    rule = "declares a document type (DTD), which no file of REFI-QDA needs"
    remedy = "do not open the file; ask for it again from where it came"
    assert refusal(read_refi_project, path) == f"a.qdpx, project.qde: {rule}; {remedy}"
    (tmp_path / "a.qdc").write_bytes(data)
    assert refusal(read_refi_codebook, tmp_path / "a.qdc") == f"a.qdc: {rule}; {remedy}"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"words", "is not whole XML: syntax error: line 1, column 0"),
        (b"", "is not whole XML: no element found: line 1, column 0"),
        (b"<Project>", "is not whole XML: no element found: line 1, column 9"),
        (b"<Project>&x;</Project>", "is not whole XML: undefined entity: line 1, "
         "column 9"),
        (b"<?xml version='1.0' encoding='none'?><a/>", "is not whole XML: unknown "
         "encoding: none"),
        (b"<Project/>", "is not a {root} of REFI-QDA, got 'Project'"),
        (b"<html xmlns='urn:QDA-XML:project:1.0'/>", "is not a {root} of REFI-QDA, got "
         "'html'"),
    ],
)  # fmt: skip
def test_read_refi_refuses_what_is_something_else(tmp_path, data, rule):
    """Cut short, no XML, or XML of another kind."""
    (tmp_path / "a.qdc").write_bytes(data)
    path = packed(tmp_path / "a.qdpx", data)
    remedy = "copy or export the file again"
    if "{root}" in rule:
        remedy = "export it from the coding program as REFI-QDA"
    for call, file, where, root in (
        (read_refi_project, path, "a.qdpx, project.qde", "Project"),
        (read_refi_codebook, tmp_path / "a.qdc", "a.qdc", "CodeBook"),
    ):
        assert refusal(call, file) == f"{where}: {rule.format(root=root)}; {remedy}"


def test_read_refi_refuses_damaged_and_missing_files(tmp_path):
    """An archive that was cut short, a folder, and nothing."""
    whole = SAMPLES / "qualcoder" / "thesis_sample.qdpx"
    path = tmp_path / "a.qdpx"
    path.write_bytes(whole.read_bytes()[:4000])
    assert refusal(read_refi_project, path) == (
        "a.qdpx: is not a whole zip archive: File is not a zip file; "
        "copy or export the file again"
    )
    assert refusal(read_refi_codebook, tmp_path / "b.qdc") == "b.qdc: is missing"
    assert refusal(read_refi_codebook, tmp_path).endswith(": is missing")


def test_read_refi_project_writes_nothing(tmp_path):
    """Whatever is in the archive, the folder stays as it was."""
    shutil.copy(SAMPLES / "qualcoder" / "thesis_sample.qdpx", tmp_path)
    read_refi_project(tmp_path / "thesis_sample.qdpx")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis_sample.qdpx"]


def test_read_refi_codebook_reads_a_deep_tree(tmp_path):
    """A thousand levels, which is more than Python can call."""
    inner = "".join(f'<Code guid="g{i}" name="{i}">' for i in range(1500))
    data = (
        f"<CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes>{inner}{'</Code>' * 1500}"
    )
    (tmp_path / "a.qdc").write_text(f"{data}</Codes><Sets/></CodeBook>")
    assert list(read_refi_codebook(tmp_path / "a.qdc")["label"]) == [
        str(i) for i in range(1500)
    ]
