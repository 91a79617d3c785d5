"""A recording is read by its transcripts; what has no words is counted."""

from example_refi import of_sources, packed, refusal, rows

from exchange.coding._refi_qda import read_refi_project

TALK = "Int: Tell me.\nAlf: My mum made me go there. She cried."
POINTS = {"p1": "19", "p2": "42", "p3": "44", "p4": "54"}
CODING = '<Coding guid="g" creatingUser="aa-1"><CodeRef targetGUID="c1"/></Coding>'


def transcript(inside="", name='name="Talk"', guid="t1", points=POINTS, text=TALK):
    """Return a transcript whose text stands in the project, with its points."""
    marks = "".join(
        f'<SyncPoint guid="{{{point.upper()}}}" timeStamp="{number}000"'
        + (f' position="{place}"/>' if place else "/>")
        for number, (point, place) in enumerate(points.items())
    )
    return (
        f'<Transcript guid="{guid}" {name}><PlainTextContent>{text}</PlainTextContent>'
        f"{marks}{inside}</Transcript>"
    )


def selection(ends, inside=CODING):
    """Return a passage of a transcript."""
    return f'<TranscriptSelection guid="s" {ends}>{inside}</TranscriptSelection>'


def recording(*parts, name='name="I1.mp3"', kind="Audio"):
    """Return a recording."""
    return (
        f'<{kind}Source guid="a-{name[-4:-1]}" {name}>{"".join(parts)}</{kind}Source>'
    )


def read(tmp_path, *sources):
    """Read a project of these sources."""
    return read_refi_project(packed(tmp_path / "a.qdpx", of_sources(*sources)))


def test_passages_run_from_one_point_to_another(tmp_path):
    """Whatever the spelling of identifiers, of sound and of film."""
    by_ben = '<Coding guid="g"><CodeRef targetGUID="c4"/></Coding>'
    parts = selection('fromSyncPoint="P1" toSyncPoint="p2"') + selection(
        'fromSyncPoint="{p3}" toSyncPoint="p4" creatingUser="bb-2"', CODING + by_ben
    )
    for kind in ("Audio", "Video"):
        project = read(tmp_path, recording(transcript(parts), kind=kind))
        assert rows(project.sources) == [("Talk", TALK, "")]
        assert rows(project.excerpts) == [
            ("Talk", 19, 42, "My mum made me go there", "Law", "Anna"),
            ("Talk", 44, 54, "She cried.", "Law", "Anna"),
            ("Talk", 44, 54, "She cried.", "Judge", "ben"),
        ]
        assert project.transcripts == {"I1.mp3": ("Talk",)}
        assert len(project.remarks) == 1


def test_transcripts_have_names_of_their_own_if_these_differ(tmp_path):
    """Else that of the recording, with a number where it has several."""
    text = '<TextSource guid="x" name="Memo"><PlainTextContent>x</PlainTextContent>'
    project = read(
        tmp_path,
        recording(transcript(name='name="T"'), name='name="I1.mp3"'),
        recording(transcript(name='name="T"'), name='name="I2.mp3"', kind="Video"),
        recording(transcript(), transcript(name=""), name='name="I3.mp3"'),
        recording(transcript(name='name="Memo"'), name='name="I4.mp3"'),
        recording(name='name="I5.mp3"'),
        f"{text}</TextSource>",
    )
    assert list(project.sources["source"]) == [
        *("I1.mp3", "I2.mp3", "Talk", "I3.mp3, transcript 2", "I4.mp3", "Memo")
    ]
    assert project.transcripts == {
        "I1.mp3": ("I1.mp3",),
        "I2.mp3": ("I2.mp3",),
        "I3.mp3": ("Talk", "I3.mp3, transcript 2"),
        "I4.mp3": ("I4.mp3",),
        "I5.mp3": (),
    }


def test_codings_of_times_are_left_out_with_their_number(tmp_path):
    """That of a whole recording is one of its text, if it has one text."""
    times = "".join(
        f'<AudioSelection guid="d" begin="0" end="9">{codings}</AudioSelection>'
        for codings in (2 * CODING, "", CODING)
    )
    project = read(tmp_path, recording(transcript(), times, CODING))
    assert rows(project.excerpts) == [("Talk", 0, len(TALK), TALK, "Law", "Anna")]
    assert project.remarks == (
        "3 codings of times in recordings, not of their transcripts, have no words and "
        "were left out.",
    )
    two = recording(transcript(), transcript(name='name="U"'), CODING)
    project = read(tmp_path, two, recording(CODING, name='name="I2.mp3"'))
    assert project.excerpts.empty
    assert project.remarks == (
        "1 sources that are not text were left out with 1 codings: 1 sound.",
        "1 codings of whole recordings that have several transcripts were left out.",
    )


def test_passages_that_name_no_position_are_left_out_and_said(tmp_path):
    """A point may have a time alone, and a passage one end."""
    parts = [
        selection('fromSyncPoint="p1" toSyncPoint="p2"'),
        selection('fromSyncPoint="p1"', 2 * CODING),
        selection('fromSyncPoint="p1" toSyncPoint="p3"'),
        selection(""),
    ]
    talk = transcript("".join(parts), points=POINTS | {"p3": ""})
    project = read(tmp_path, recording(talk))
    assert list(project.excerpts["text"]) == ["My mum made me go there"]
    assert project.remarks[1:] == (
        "3 passages of transcripts name no position in the text, where they start or "
        "end, and were left out with 4 codings, in ['Talk'].",
    )


def test_points_that_are_not_there_are_refused(tmp_path):
    """Those of another transcript stand in another text."""
    other = transcript(selection('fromSyncPoint="p1" toSyncPoint="p9"'), points={})
    said = refusal(read, tmp_path, recording(transcript(), other))
    assert said == (
        "a.qdpx, passages: 2 synchronisation points of passages are not in their "
        "transcript, got ['p1', 'p9']; export the whole project again"
    )
