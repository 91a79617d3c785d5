"""A recording may be listed for the one text that it has."""

import pytest
from example_imports import asked
from example_refi import of_sources, packed

from exchange.coding._recorded_interviews import interview_texts
from exchange.coding.importing import import_coding
from exchange.coding.projects import coded_project

PROJECT = coded_project(
    origin="Test",
    sources=[(name, "words", "") for name in ("Talk", "One", "Two", "Plain")],
    codes=[],
    excerpts=[],
    transcripts={"I1.mp3": ("Talk",), "I2.mp3": ("One", "Two"), "Face.png": ()},
)


def test_a_text_is_found_by_its_name_and_by_that_of_its_recording():
    """A name that is nowhere stays, for others to report."""
    for name in ("Talk", "I1.mp3"):
        listed = {name: "I01", "Plain": "I02", "Lost": "I03"}
        found, faults = interview_texts(PROJECT, listed, file="list.csv")
        assert found == {"Talk": "I01", "Plain": "I02", "Lost": "I03"}
        assert faults == []


def test_a_recording_that_cannot_stand_for_a_text_is_refused_with_the_reason():
    """No text, several, or one that is listed already; each in its own words."""
    listed = {
        **{"Talk": "I01", "I1.mp3": "I02", "I2.mp3": "I03", "Face.png": "I04"},
        "Plain": "I05",
    }
    found, faults = interview_texts(PROJECT, listed, file="list.csv")
    assert set(found) == {"Talk", "One", "Two", "Plain"}
    assert [str(fault) for fault in faults] == [
        "list.csv, source: is the recording of 'Talk', which is in the list too, got "
        "'I1.mp3'; keep one of the two rows",
        "list.csv, source: is a recording with 2 transcripts, got ['One', 'Two'], got "
        "'I2.mp3'; list the transcript that is meant, by its own name",
        "list.csv, source: has no text: it is a picture, or a recording without a "
        "transcript, got 'Face.png'; transcribe it in the program, or take it off the "
        "list",
    ]


@pytest.mark.parametrize("name", ["I1.mp3", "I1 transcript"])
def test_a_recording_is_imported_by_its_transcript(work, tmp_path, name):
    """It may be listed by its own name and by that of the transcript."""
    text = "Int: Tell me.\nAlf: My mum made me go there. She cried."
    points = "".join(
        f'<SyncPoint guid="p{place}" timeStamp="0" position="{place}"/>'
        for place in (19, 42)
    )
    body = of_sources(
        '<AudioSource guid="a1" name="I1.mp3"><Transcript guid="t1" '
        f'name="I1 transcript"><PlainTextContent>{text}</PlainTextContent>{points}'
        '<TranscriptSelection guid="s1" fromSyncPoint="p19" toSyncPoint="p42" '
        'creatingUser="aa-1"><Coding guid="g1"><CodeRef targetGUID="c1"/></Coding>'
        "</TranscriptSelection></Transcript></AudioSource>"
    )
    packed(work / "talk.qdpx", body)
    (work / "interviews.csv").write_text(f"interview,source\nI01,{name}\n")
    files = [{"file": "talk.qdpx", "program": "refi"}]
    codes = {"Law > Judge": "law_judge"}
    path = asked(work, files=files, coders={"Anna": "A"}, codes=codes)
    import_coding(path, tmp_path / "output")
    assert (tmp_path / "output" / "coding.csv").read_text().splitlines()[1:] == [
        "E001,study,I01,A,law,19,42,My mum made me go there"
    ]
    assert (tmp_path / "output" / "transcripts" / "I01.txt").read_text() == text
