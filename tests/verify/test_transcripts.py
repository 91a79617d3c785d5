"""R finds the same turns in transcripts as Python, by the same labels."""

import json
import subprocess
from pathlib import Path

import pytest
from example_questions import needs_r

from analysis.data.speakers import Speakers, turns

ROOT = Path(__file__).parents[2]
LABELS = [
    Speakers(),
    Speakers(others=["INT:", "Dr Jones"]),
    Speakers(participant=["P:", "{pseudonym} -", "[P1]"]),
    Speakers(participant=["{pseudonym}"], others=["Int"]),
    Speakers(participant=["**Participant:**", "S\u00edle (P):"]),
]
#: Beginnings of lines, each of which stands as a line of its own too.
BEGINNINGS = """Al: |AL : |al\t|**Al:** |__Al__: |Al - |Al – |Al-|Alan: |P: |p:|[P1] |
[I] |[name]: |(A B): |<C>: |INT: |Int|Int - |Interviewer: |
Interviewer 2: |Dr Jones: |dr jones\t|One thing: |I: |Said Al: |
Listen: |https://a |[00:01:02] Al: |(00:01) INT: |
00:01:02.250 M. O'Ne: |\u00a0 Al: |Participant: |S\u00edle (P): |
Si\u0301le (P): |É: |2: |Al Smith: |A b c d: |...: |Al|Al:|Al.: |
\u2028Al: |# Al: | |\u3000|R&D: |Al’s: |x_y: |Al::|
Al (sighs): |**Al** [00:01:02]: |INT (00:01): |Al 00:01|Al (a (b)): |Mum (no): |
Al []: |Dr Jones [a] - |Al (00:01) (b): |Al 0:01: """.replace("\n", "")


def texts():
    """Yield transcripts in which every beginning follows and precedes others."""
    lines = [
        f"{one}é{words}" for one in BEGINNINGS.split("|") for words in ("", " 😀\u0085")
    ]
    for step in (1, 3, 7):
        yield "\n".join(lines[i * step % len(lines)] for i in range(len(lines)))
        yield "\n\n".join(one.removesuffix("é") for one in lines[::-step])


@pytest.mark.slow
@needs_r
def test_r_finds_the_same_turns(tmp_path):
    """Character by character, also where labels are settings."""
    cases = [
        {"text": text, "speakers": labels.model_dump()}
        for labels in LABELS
        for text in texts()
    ]
    (tmp_path / "cases.json").write_text(json.dumps(cases), "utf-8")
    script = """
    asked <- commandArgs(TRUE)
    source(asked[1], encoding = "UTF-8")
    cases <- jsonlite::fromJSON(asked[2], simplifyVector = FALSE)
    found <- lapply(cases, function(case) {
      study <<- list(speakers = case$speakers)
      turn_of_characters(utf8ToInt(case$text), "Al")
    })
    writeLines(jsonlite::toJSON(found), asked[3])
    """
    given = [ROOT / "verify" / "transcripts.R", tmp_path / "cases.json"]
    subprocess.run(
        ["Rscript", "-e", script, *given, tmp_path / "found.json"],
        check=True,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    answers = json.loads((tmp_path / "found.json").read_text("utf-8"))
    for case, answer in zip(cases, answers, strict=True):
        places = turns(case["text"], "Al", Speakers(**case["speakers"]))
        expected = [0] * len(case["text"])
        for number, (start, end) in enumerate(places, 1):
            expected[start:end] = [number] * (end - start)
        assert answer == expected, case["speakers"]
    assert sum(map(max, answers)) > 100
