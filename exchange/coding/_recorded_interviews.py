"""Interviews that are listed by the name of their recording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exchange.coding.projects import CodedProject
from results import Fault

SEVERAL = "list the transcript that is meant, by its own name"
NO_TEXT = "transcribe it in the program, or take it off the list"
TWICE = "keep one of the two rows"


def interview_texts(
    project: CodedProject, interviews: Mapping[str, str], *, file: str
) -> tuple[dict[str, str], list[Fault]]:
    """Say which text is which interview, where a recording is listed for its text.

    Parameters
    ----------
    project : CodedProject
        What was imported.
    interviews : mapping of str to str
        Name of each text, or of a recording that has one transcript: interview.
    file : str
        Of the list, for the messages.

    Returns
    -------
    dict of str to str
        Name of each text: interview. A name that is no source stays as it is.
    list of Fault
        Recordings of no or several transcripts, and those of which the transcript is
        listed as well.
    """
    texts = set(project.sources["source"])
    found = {name: interview for name, interview in interviews.items() if name in texts}
    faults = []
    for name, interview in interviews.items():
        if name in texts:
            continue
        own = project.transcripts.get(name)
        fault = Fault(file=file, variable="source", value=name, rule="", hint="")
        if own is None:
            found[name] = interview
            continue
        if not own:
            rule = "has no text: it is a picture, or a recording without a transcript"
            faults.append(replace(fault, rule=rule, hint=NO_TEXT))
        elif len(own) > 1:
            rule = f"is a recording with {len(own)} transcripts, got {list(own[:5])}"
            faults.append(replace(fault, rule=rule, hint=SEVERAL))
        elif own[0] in found:
            rule = f"is the recording of {own[0]!r}, which is in the list too"
            faults.append(replace(fault, rule=rule, hint=TWICE))
        found |= {text: interview for text in own if text not in found}
    return found, faults
