"""Transcripts of sound and film in a REFI-QDA project, and where their passages are.

A passage of a transcript runs from one synchronisation point to another; each point
ties a time of the recording to a position in the text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from exchange.coding._refi_xml import guid_of
from exchange.coding._several import faults_of
from results import Fault

#: Sources that transcripts stand in.
RECORDINGS = ("AudioSource", "VideoSource")

#: Passages of a recording, by time.
TIMES = ("AudioSelection", "VideoSelection")


@dataclass(slots=True, kw_only=True)
class TranscriptPassages:
    """What became of passages of transcripts; grows from one transcript to the next."""

    nowhere: list[tuple[str, int]] = field(default_factory=list)  # of what, codings
    unknown: list[str] = field(default_factory=list)  # points that are not there


def transcript_names(
    recording: str, transcripts: Sequence[Element], shared: Collection[str]
) -> list[str]:
    """Name the transcripts of a recording.

    Parameters
    ----------
    recording : str
        Name of the recording.
    transcripts : sequence of Element
        Its `Transcript`.
    shared : collection of str
        Names that several texts of the project have.

    Returns
    -------
    list of str
        Of each its own name; where it has none, or several texts have that, the name
        of the recording, with a number if it has several transcripts.

    Examples
    --------
    >>> transcript_names("I1.mp3", [Element("Transcript", name="Talk")], set())
    ['Talk']
    >>> transcript_names("I1.mp3", 2 * [Element("Transcript", name="T")], {"T"})
    ['I1.mp3, transcript 1', 'I1.mp3, transcript 2']
    """
    names = []
    for number, each in enumerate(transcripts, start=1):
        own, other = each.get("name", ""), recording
        if len(transcripts) > 1:
            other = f"{recording}, transcript {number}"
        names.append(own if own.strip() and own not in shared else other)
    return names


def transcript_passages(
    transcript: Element, name: str, found: TranscriptPassages
) -> list[Element]:
    """Turn the passages of a transcript into such of a text.

    Parameters
    ----------
    transcript : Element
        A `Transcript`; any other element has none.
    name : str
        Its name, for messages.
    found : TranscriptPassages
        Grows by passages that cannot be placed.

    Returns
    -------
    list of Element
        A `PlainTextSelection` for each passage between two points that have positions,
        with everything else as it was.
    """
    points = {guid_of(p): p.get("position", "") for p in transcript.iter("SyncPoint")}
    passages = []
    for selection in transcript.iterfind("TranscriptSelection"):
        ends = [guid_of(selection, f"{end}SyncPoint") for end in ("from", "to")]
        strange = [guid for guid in ends if guid and guid not in points]
        found.unknown += strange
        positions = [points.get(guid, "").strip() for guid in ends]
        if all(positions):
            start, end = positions
            place = {"startPosition": start, "endPosition": end}
            passage = Element("PlainTextSelection", {**selection.attrib, **place})
            passage.extend(selection)
            passages.append(passage)
        elif not strange:
            found.nowhere.append((name, len(selection.findall("Coding"))))
    return passages


def unknown_points(found: TranscriptPassages, *, where: str) -> list[Fault]:
    """Report passages that run to points which are not in their transcript."""
    rule = "synchronisation points of passages are not in their transcript"
    hint = "export the whole project again"
    strange = sorted(set(found.unknown))
    return faults_of(strange, rule, hint, file=where, variable="passages")


def recordings_left_out(
    recordings: Mapping[Element, int], found: TranscriptPassages
) -> list[str]:
    """Say what was coded of recordings themselves, which have no words.

    Parameters
    ----------
    recordings : mapping of Element to int
        Recordings with transcripts, and how many each has.
    found : TranscriptPassages
        Of all transcripts.

    Returns
    -------
    list of str
        A sentence each; none if nothing was left out.
    """
    times = [f"{kind}/Coding" for kind in TIMES]
    codings = sum(len(source.findall(t)) for source in recordings for t in times)
    # Of one that has one transcript, the whole text is meant.
    whole = sum(
        len(source.findall("Coding")) for source, n in recordings.items() if n > 1
    )
    remarks = []
    if found.nowhere:
        names = list(dict.fromkeys(name for name, _ in found.nowhere))
        remarks.append(
            f"{len(found.nowhere)} passages of transcripts name no position in the "
            "text, where they start or end, and were left out with "
            f"{sum(n for _, n in found.nowhere)} codings, in {names[:5]}."
        )
    if codings:
        remarks.append(
            f"{codings} codings of times in recordings, not of their transcripts, have "
            "no words and were left out."
        )
    if whole:
        remarks.append(
            f"{whole} codings of whole recordings that have several transcripts were "
            "left out."
        )
    return remarks
