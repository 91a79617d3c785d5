"""Every memo of a project is kept, wherever the program put it."""

from example_refi import (
    SAMPLES,
    VARIABLES,
    WORDS,
    inline,
    of_sources,
    packed,
    rows,
    value,
)

from exchange.coding._left_out import LeftOut
from exchange.coding._refi_qda import read_refi_project

CODE = '<CodeRef targetGUID="c1"/>'


def note(guid, text=None, name="", inside="", attributes=""):
    """Return a note; its text stands in the project unless there is none."""
    content = "" if text is None else f"<PlainTextContent>{text}</PlainTextContent>"
    named = f'name="{name}"' if name else ""
    return f'<Note guid="{guid}" {named} {attributes}>{content}{inside}</Note>'


def ref(*guids):
    """Return references to notes."""
    return "".join(f'<NoteRef targetGUID="{guid}"/>' for guid in guids)


def selection(start, end, inside, guid="p1", attributes=""):
    """Return a passage of a text."""
    return (
        f'<PlainTextSelection guid="{guid}" startPosition="{start}" '
        f'endPosition="{end}" {attributes}>{inside}</PlainTextSelection>'
    )


def read(tmp_path, body, files=None):
    """Return the memos of a project as rows, and its remarks but for positions."""
    project = read_refi_project(packed(tmp_path / "a.qdpx", body, files))
    remarks = [each for each in project.remarks if not each.startswith("Positions")]
    return rows(project.memos), remarks


def memo(kind, text, name="", source="", place=(None, None), title="", made=("", "")):
    """Return the row of a memo."""
    return (kind, name, source, *place, *made, title, text)


def test_notes_are_kept_with_what_refers_to_them(tmp_path):
    """Once for each thing; the author is named, or else his identifier stands."""
    by = 'creatingUser="{AA-1}" creationDateTime="2014-05-01T10:00:00Z"'
    code = "<Description>Courts</Description>"
    body = of_sources(
        inline(
            selection(4, 9, f'<Coding guid="g1">{CODE}{ref("n2")}</Coding>')
            + ref("n1", "N2"),
        )
    ).replace(code, code + ref("n1"))
    notes = [
        note("n1", "On both.", "Both", attributes=by),
        note("{N2}", " It is he. ", attributes='modifyingUser="zz-9"'),
        note("n3", "Nowhere.", "Log"),
        note("n4"),
    ]
    body += f"<Notes>{''.join(notes)}</Notes>" + ref("n3")
    found, remarks = read(tmp_path, body)
    anna = ("Anna", "2014-05-01T10:00:00Z")
    assert found == [
        memo("project", "Nowhere.", title="Log"),
        memo("code", "On both.", "Law", title="Both", made=anna),
        memo("interview", "On both.", "I1", "I1", title="Both", made=anna),
        memo("interview", "It is he.", "I1", "I1", made=("zz-9", "")),
        memo("passage", "It is he.", "", "I1", (4, 9), made=("zz-9", "")),
    ]
    assert remarks == ["1 codings do not say who coded."]


def test_descriptions_are_memos_but_for_those_of_codes(tmp_path):
    """Of passages without codes too; one of a code stands in the tree of codes."""
    words = "<Description> {} </Description>".format
    body = of_sources(
        inline(
            words("A man.")
            + selection(0, 17, words("Telling."), attributes='creatingUser="bb-2"')
        ),
        f'<PictureSource guid="f" name="Face">{words("Smiles.")}'
        f"<PictureSelection>{words('Teeth.')}</PictureSelection></PictureSource>",
        '<AudioSource guid="a" name="Talk.mp3"><Transcript guid="t" name="Talk">'
        f"<PlainTextContent>Yes.</PlainTextContent>{words('Mine.')}</Transcript>"
        f"<AudioSelection guid='d' begin='0' end='1'>{words('Loud.')}</AudioSelection>"
        f"{words('Taped.')}</AudioSource>",
    )
    case = f'<Cases><Case guid="k" name="Tom">{words("Tall.")}</Case></Cases>'
    variables = VARIABLES.replace(
        'typeOfVariable="Integer"/>',
        f'typeOfVariable="Integer">{words("In years")}</Variable>',
    )
    sets = f'<Sets><Set guid="t" name="Ward">{words("One ward.")}</Set></Sets>'
    body = body.replace("<Sources>", f"{variables}{case}<Sources>")
    found, _ = read(tmp_path, body + sets + words("A study."))
    assert found == [
        memo("project", "A study."),
        memo("case", "Tall.", "Tom"),
        memo("project", "In years", title="age"),
        memo("project", "One ward.", title="Ward"),
        memo("interview", "A man.", "I1", "I1"),
        memo("passage", "Telling.", "", "I1", (0, 17), made=("ben", "")),
        memo("interview", "Taped.", "Talk", "Talk"),
        memo("interview", "Mine.", "Talk", "Talk"),
        memo("interview", "Loud.", "Talk", "Talk"),
        memo("project", "Smiles.", "Face"),
        memo("project", "Teeth.", "Face"),
    ]


def test_links_attach_a_note_to_a_passage_in_either_direction(tmp_path):
    """As NVivo writes annotations; a link of two other things is no memo."""
    links = "".join(
        f'<Link guid="l" originGUID="{one}" targetGUID="{other}"/>'
        for one, other in (("n1", "{P1}"), ("s1", "n2"), ("s1", "p1"))
    )
    notes = f"<Notes>{note('n1', 'He.')}{note('n2', 'Short.')}</Notes>"
    body = of_sources(inline(selection(4, 9, "")))
    found, _ = read(tmp_path, f"{body}{notes}<Links>{links}</Links>")
    assert found == [
        memo("passage", "He.", "", "I1", (4, 9)),
        memo("interview", "Short.", "I1", "I1"),
    ]


def test_texts_of_notes_are_found_in_the_archive(tmp_path):
    """Line ends as in transcripts; what is not plain text or not there is said."""
    paths = {"n1": "internal://n1.txt", "n2": "internal://n2.docx", "n3": "n3.txt"}
    notes = "".join(
        note(guid, None, guid, attributes=f'{kind}="{path}"')
        for (guid, path), kind in zip(
            paths.items(),
            ("plainTextPath", "richTextPath", "plainTextPath"),
            strict=True,
        )
    )
    coded = note("n5", "x", "", selection(0, 1, f'<Coding guid="g">{CODE}</Coding>'))
    files = {"Sources/N1.TXT": b"\xef\xbb\xbfOne\r\ntwo\xff", "sources/n2.docx": b"PK"}
    body = f"{of_sources(inline())}<Notes>{notes}{coded}</Notes>"
    found, remarks = read(tmp_path, body, files)
    assert found == [
        memo("project", "One\ntwo\ufffd", title="n1"),
        memo("project", "", title="n2"),
        memo("project", "", title="n3"),
        memo("project", "x"),
    ]
    assert remarks == [
        "2 memos have no plain text in the archive, got ['n2', 'n3'].",
        "1 codings of memos were left out.",
    ]


def test_a_memo_of_an_empty_selection_is_kept_without_a_place(tmp_path):
    """The selection is left out, and what was thought there is not."""
    words = "<Description>Here!</Description>"
    body = of_sources(inline(selection(4, 4, words + ref("n1"))))
    found, remarks = read(tmp_path, body + f"<Notes>{note('n1', 'Hm.')}</Notes>")
    assert found == [
        memo("passage", "Here!", "", "I1"),
        memo("passage", "Hm.", "", "I1"),
    ]
    assert remarks == [
        "1 selections are empty and were left out, got ['I1 4 to 4'].",
    ]


def test_memos_and_attributes_of_what_is_left_out_are_left_out(tmp_path):
    """Notes by reference and by link; what is of something else as well stays there."""
    case = '<CodeRef targetGUID="k"/>'
    values = value("v1", "a library")
    diary = inline(
        "<Description>Own.</Description>"
        + selection(4, 9, f'<Coding guid="g1">{case}{ref("n1")}</Coding>')
        + ref("n2")
        + values,
        name='name="Diary"',
        guid="d",
    )
    links = "".join(
        f'<Link guid="l{number}" originGUID="{one}" targetGUID="{other}"/>'
        for number, (one, other) in enumerate((("d", "n3"), ("n4", "p1"), ("n5", "")))
    )
    notes = "".join(note(f"n{number}", f"{number}.") for number in range(1, 6))
    path = packed(
        tmp_path / "a.qdpx",
        VARIABLES
        + f'<Cases><Case guid="k" name="K">{values}</Case></Cases>'
        + of_sources(inline(ref("n2")), diary)
        + f"<Notes>{notes}</Notes><Links>{links}</Links>",
    )
    left_out = LeftOut(names=["Diary"])
    project = read_refi_project(path, left_out=left_out)
    assert rows(project.memos) == [
        memo("interview", "2.", "I1", "I1"),
        memo("project", "5."),
    ]
    assert rows(project.attributes) == []
    assert left_out.memos == {"Diary": 5}


def test_a_memo_of_a_passage_of_a_transcript_has_its_place(tmp_path):
    """Between its two points."""
    points = '<SyncPoint guid="a" position="4"/><SyncPoint guid="b" position="9"/>'
    talk = (
        f'<Transcript guid="t" name="Talk"><PlainTextContent>{WORDS}'
        f"</PlainTextContent>{points}<TranscriptSelection guid='x' fromSyncPoint='a' "
        "toSyncPoint='b'><Description>He.</Description></TranscriptSelection>"
        "</Transcript>"
    )
    found, _ = read(tmp_path, of_sources(f'<AudioSource guid="r">{talk}</AudioSource>'))
    assert found == [memo("passage", "He.", "", "Talk", (4, 9))]


def test_each_of_two_transcripts_has_its_own_memos(tmp_path):
    """And both those of their recording."""
    talks = "".join(
        f'<Transcript guid="{name}" name="{name}"><Description>Of {name}.'
        "</Description><PlainTextContent>x</PlainTextContent></Transcript>"
        for name in ("T", "U")
    )
    source = f'<AudioSource guid="r"><Description>Taped.</Description>{talks}'
    found, _ = read(tmp_path, of_sources(f"{source}</AudioSource>"))
    assert found == [
        memo("interview", "Taped.", "T", "T"),
        memo("interview", "Of T.", "T", "T"),
        memo("interview", "Taped.", "U", "U"),
        memo("interview", "Of U.", "U", "U"),
    ]


def test_the_memos_of_an_export_of_qualcoder_are_those_of_its_database():
    """An annotation has its place in the note, and its journal is of the project."""
    project = read_refi_project(SAMPLES / "qualcoder" / "thesis_sample.qdpx")
    found = [row[:5] + row[7:] for row in rows(project.memos)]
    p01 = "P01_intervention_interview.txt"
    assert found == [
        ("project", "", "", None, None, "", "Fictional sample thesis project"),
        ("passage", "", p01, 81, 163, "", "strong quote"),
        ("passage", "", p01, 0, 11, "", "Interviewer speaks first"),
        (*("project", "", "", None, None, "Reflexive journal 1"),
         "I noticed my own reaction here…"),
    ]  # fmt: skip
