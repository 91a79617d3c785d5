"""REFI-QDA, read: genuine exports, dialects of the programs, and hostile files."""

import shutil
import zipfile

import pytest
from example_refi import (
    SAMPLES,
    WORDS,
    codebook_rows,
    inline,
    of_sources,
    packed,
    passage,
    refusal,
    rows,
    value,
)

from exchange.coding._left_out import LeftOut
from exchange.coding._refi_qda import read_refi_project
from exchange.coding.projects import CODES

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
#: Of each file among the faults.
TWO_CODINGS = [
    ("I1", 19, 42, "My mum made me go there", "Family", "Ann"),
    ("I1", 92, 109, "the judge said so", "Court", "Bea"),
]
LINE_ENDS = {
    "thesis_sample": "code points",
    "thesis_sample_maxqda": "code points, CRLF as one",
}


@pytest.mark.parametrize("folder", ["qualcoder", "qualcoder_ui"])
@pytest.mark.parametrize("file", LINE_ENDS)
def test_read_refi_project_reads_exports_of_qualcoder(folder, file):
    """Every quotation, code and coder, with both line ends that it can write."""
    project = read_refi_project(SAMPLES / folder / f"{file}.qdpx")
    assert project.origin == "QualCoder 4.0 Beta"
    assert rows(project.excerpts) == CODINGS
    assert rows(project.codes) == TREE
    assert list(project.codes.columns) == list(CODES)
    assert [len(text) for text in project.sources["text"]] == [522, 434]
    # QualCoder links cases to identifiers that are those of no source.
    assert project.remarks == (
        f"Positions count {LINE_ENDS[file]}; 100% of 14 passages look whole.",
        "4 values of cases that are linked to no interview were left out, got ['group "
        "of P01', 'age of P01', 'group of P02', 'age of P02'].",
    )


@pytest.mark.parametrize("folder", ["qualcoder", "qualcoder_ui"])
def test_a_codebook_of_qualcoder_has_the_same_tree(folder):
    """With a byte order mark, and the same codes as in the project."""
    path = SAMPLES / folder / "Codebook-thesis_sample.qdc"
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert codebook_rows(path) == TREE


def test_read_refi_project_reports_all_faults_of_a_project_at_once(tmp_path):
    """Codes, texts and passages."""
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
    body = f"{codes}<Sources>{''.join(sources)}</Sources>"
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
        "a.qdpx, codings: 2 codes are not in the project, got ['c8', 'c9']; export "
        "the whole project again",
        "a.qdpx, passages: 1 positions are not whole numbers, got [\"I1 'x' to '3'\"]; "
        "export the project again",
    ]


def test_read_refi_project_can_be_told_how_positions_are_counted(tmp_path):
    """Where one passage after an emoji does not tell."""
    body = of_sources(inline(passage(3, 4), text="😊 I I I"))
    path = packed(tmp_path / "a.qdpx", body)
    assert "give the right one as offsets: " in refusal(read_refi_project, path)
    for offsets, words in (("code points", " "), ("UTF-16 units", "I")):
        project = read_refi_project(path, offsets=offsets)
        assert list(project.excerpts["text"]) == [words]


@pytest.mark.parametrize(
    ("names", "held"),
    [
        ([], "0"),
        (["project.qde", "b.qde"], "2, got ['project.qde', 'b.qde']"),
        (["folder/project.qde"], "0, got ['folder/project.qde']"),
        (["project.qde.txt", "qde"], "0"),
    ],
)
def test_read_refi_project_refuses_other_than_one_project(tmp_path, names, held):
    """None, two, or one that is hidden in a folder."""
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ["sources/x.txt", *names]:
            archive.writestr(name, b"")
    assert refusal(read_refi_project, path) == (
        f"a.qdpx: must hold one .qde file outside of any folder; it holds {held}; "
        "export one project as REFI-QDA, and do not pack it again"
    )


@pytest.mark.parametrize("name", ["Trial.qde", "PROJECT.QDE", "Ärger, 2. Teil.qde"])
def test_the_project_may_have_any_name(tmp_path, name):
    """ATLAS.ti 26 takes that of the project; what lies in folders is no project."""
    other = {"__MACOSX/._Trial.qde": b"", "old/project.qde": b""}
    path = packed(tmp_path / "a.qdpx", of_sources(inline()), other, name=name)
    assert list(read_refi_project(path).sources["text"]) == [WORDS]


def test_a_project_of_atlas_ti_is_read():
    """Its inner file is called Trial.qde."""
    project = read_refi_project(SAMPLES / "faults" / "named-qde.qdpx")
    assert rows(project.excerpts) == TWO_CODINGS


def test_read_refi_refuses_damaged_and_missing_files(tmp_path):
    """An archive that was cut short, a folder, and nothing."""
    whole = SAMPLES / "qualcoder" / "thesis_sample.qdpx"
    path = tmp_path / "a.qdpx"
    path.write_bytes(whole.read_bytes()[:4000])
    assert refusal(read_refi_project, path) == (
        "a.qdpx: is not a whole zip archive: File is not a zip file; "
        "copy or export the file again"
    )
    assert refusal(read_refi_project, tmp_path / "b.qdpx") == (
        "b.qdpx: is missing; check the name of the file, and its folder"
    )


def test_codings_with_cases_are_no_passages(tmp_path):
    """What some programs code with a case is no passage; one of their names is none."""
    judged = '<Coding guid="g"><CodeRef targetGUID="{K2}"/></Coding>'
    sources = [
        inline(value("v1", "31") + judged, guid="s1"),
        inline(passage(4, 9, ["k1"]) + passage(0, 3, ["k1", "c1"]), 'name="I2"', "s2"),
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v1", "clinic")}</Case>'
        '<Case guid="k2" name="Tom"/></Cases>'
    )
    sets = (
        '<Sets><Set guid="t1" name="wave 1"><MemberSource targetGUID="s1"/></Set>'
        '<Set guid="t2" name="codes"><MemberCode targetGUID="c1"/></Set></Sets>'
    )
    path = packed(tmp_path / "a.qdpx", of_sources(*sources) + cases + sets)
    project = read_refi_project(path)
    assert rows(project.excerpts) == [("I2", 0, 3, "The", "Law", "")]
    assert project.remarks[1:] == (
        "1 codings do not say who coded.",
        "2 values belong to no variable and were left out, got ['31', 'clinic'].",
    )
    assert rows(project.groups) == [("codes", "", "Law")]


@pytest.mark.parametrize(
    ("file", "remarks"),
    [
        (
            "empty-selection",
            ["1 selections are empty and were left out, got ['I1 20 to 20']."],
        ),
        ("memo-without-coder", []),
    ],
)
def test_what_is_no_coding_stops_no_project(file, remarks):
    """An empty selection, and a note of nobody, which asks for no coder."""
    project = read_refi_project(SAMPLES / "faults" / f"{file}.qdpx")
    assert rows(project.excerpts.dropna(subset=["code"])) == TWO_CODINGS
    assert [*project.remarks[1:]] == remarks


def test_selections_of_no_character_are_left_out_wherever_they_are(tmp_path):
    """At the end of the text, behind it, and of an empty text."""
    marks = passage(35, 35, ["c1"]) + passage(99, 99) + passage(0, 9, ["c1"])
    sources = inline(marks), inline(passage(0, 0, ["c1"]), 'name="I2"', "s2", "")
    project = read_refi_project(packed(tmp_path / "a.qdpx", of_sources(*sources)))
    assert rows(project.excerpts) == [("I1", 0, 9, "The judge", "Law", "")]
    assert project.remarks[-1] == (
        "3 selections are empty and were left out, got ['I1 35 to 35', 'I1 99 to 99', "
        "'I2 0 to 0']."
    )


def test_a_passage_that_ends_past_its_text_is_named(tmp_path):
    """With the document, the positions and what to do."""
    body = of_sources(inline(passage(4, 99, ["c1"]) + passage(0, 9, ["c1"])))
    assert refusal(read_refi_project, packed(tmp_path / "a.qdpx", body)) == (
        "a.qdpx: 1 of 2 passages reach beyond their text, if positions count code "
        "points, got ['I1 4 to 99 of 35']; look at them in the program, code them anew "
        "or delete them there, and export the project again"
    )


def recording(name, *transcripts):
    """Return a recording with a coded moment and transcripts of these names."""
    inner = "".join(
        f'<Transcript guid="{each}" name="{each}"/>' for each in transcripts
    )
    moment = '<AudioSelection guid="a"><Coding guid="g"><CodeRef targetGUID="c1"/>'
    return (
        f'<AudioSource guid="{name}" name="{name}">{moment}</Coding></AudioSelection>'
        f"{inner}</AudioSource>"
    )


OTHERS = (
    '<TextSource guid="s2" name="Law" richTextPath="internal://law.docx">'
    + passage(0, 99, ["c1"])
    + passage(0, 3, ["c2", "c9"])
    + "</TextSource>",
    '<PDFSource guid="s3" name="Foucault.pdf" path="internal://f.pdf"/>',
    '<PictureSource guid="s4" path="internal://yard.png"/>',
    recording("walk.mp3"),
)


@pytest.mark.parametrize(
    "left_out",
    [
        LeftOut(names=["Law", "Foucault.pdf", "yard.png", "walk.mp3"]),
        LeftOut(others=True, interviews=["I1"]),
    ],
)
def test_sources_of_any_kind_are_left_out_with_their_codings(tmp_path, left_out):
    """A text that is not there, codes that are not, places that cannot be."""
    left_out.codings.clear()
    body = of_sources(inline(passage(0, 9, ["c1"])), *OTHERS)
    path = packed(tmp_path / "a.qdpx", body)
    project = read_refi_project(path, left_out=left_out)
    assert rows(project.excerpts) == [("I1", 0, 9, "The judge", "Law", "")]
    codings = {"Law": 3, "Foucault.pdf": 0, "yard.png": 0, "walk.mp3": 1}
    assert left_out.codings == codings
    assert not any("not text" in remark for remark in project.remarks)
    assert "a.qdpx, Law: has no plain text" in refusal(read_refi_project, path)


def test_a_recording_is_kept_for_its_transcript_or_by_its_own_name(tmp_path):
    """Only a transcript that is named goes without its recording."""
    body = of_sources(inline(), recording("a.mp3", "A"), recording("b.mp3", "B", "C"))
    path = packed(tmp_path / "a.qdpx", body)
    for left_out, gone in (
        (LeftOut(others=True, interviews=["I1", "A"]), {"b.mp3": 1}),
        (LeftOut(others=True, interviews=["I1", "b.mp3"]), {"a.mp3": 1}),
        (LeftOut(names=["a.mp3", "C"]), {"a.mp3": 1, "C": 0}),
    ):
        read_refi_project(path, left_out=left_out)
        assert left_out.codings == gone


def test_read_refi_project_writes_nothing(tmp_path):
    """Whatever is in the archive, the folder stays as it was."""
    shutil.copy(SAMPLES / "qualcoder" / "thesis_sample.qdpx", tmp_path)
    read_refi_project(tmp_path / "thesis_sample.qdpx")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis_sample.qdpx"]
