"""Co-occurrence and chosen excerpts, found again in R from a folder of its own."""

import json
import os
import subprocess
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from example_questions import needs_r
from example_samples import coding_of, interviews_of

from analysis.data.speakers import Speakers
from analysis.themes.pairs import co_occurrence
from analysis.themes.quotations import chosen_excerpts
from reported.recomputing.agreement import agreement
from reported.recomputing.questions import question
from results.record_json import to_json

ROOT = Path(__file__).parents[2]
FRAME = [
    {
        "theme": "tutor",
        "themes": [
            {"theme": "feedback", "codes": [{"code": "praise"}, {"code": "blame"}]},
            {"theme": "teaching", "codes": [{"code": "clear"}]},
        ],
        "codes": [{"code": "advice"}],
    },
    {"theme": "load", "codes": [{"code": "hours"}, {"code": "exams"}]},
    {"theme": "home", "codes": [{"code": "family"}]},
    {"theme": "money", "codes": [{"code": "rent"}]},  # nobody speaks of it
    {"theme": "sport", "codes": [{"code": "club"}]},  # nor of it
]
CODES = ["praise", "blame", "clear", "advice", "hours", "exams", "family"]
YEARS = {"third": "Third year", "first": "First year", "second": "Second year"}
CODEBOOK = {
    "participants": {"participant": "id", "setting": "category"},
    "interviews": {"interview": "id", "participant": "id", "pseudonym": "id"},
    "coding": {
        **dict.fromkeys(("interview", "coder", "code", "excerpt"), "id"),
        **dict.fromkeys(("start", "end"), "integer"),
        "text": "text",
    },
}


def conversation(pseudonym):
    """Return a transcript with turns, one of them without words, that are not ASCII."""
    return (
        f'Interviewer: and?\n{pseudonym}: é *ten* "signs", ß, and then a good deal '
        f"more of them\n{pseudonym}:  \nInterviewer: so?\n{pseudonym}:  to another one "
        f"with\u00a0blanks \n{pseudonym} says: no turn\n{pseudonym}: the end"
    )


def coded(seed):
    """Return people, interviews and a coding at random, with many ties."""
    rng = np.random.default_rng(seed)
    people = pd.DataFrame(
        {
            "participant": [f"S{i}" for i in range(12)],
            "setting": rng.choice(["first", "second", "third"], 12),
        }
    )
    interviews = pd.DataFrame(
        {
            "interview": [f"I{i}" for i in rng.permutation(12)],
            "participant": rng.permutation(people["participant"]),
            "pseudonym": [f"Name {i}" for i in range(12)],
        }
    )
    count = 140
    said = dict(zip(interviews["interview"], interviews["pseudonym"], strict=True))
    held = rng.choice(interviews["interview"][:10], count)
    start = rng.integers(0, 165, count)
    end = start + rng.integers(1, 24, count)
    coding = pd.DataFrame(
        {
            "interview": held,
            "coder": rng.choice(["A", "B"], count),
            "code": rng.choice(CODES, count, p=[0.2, 0.2, 0.05, 0.15, 0.2, 0.1, 0.1]),
            "excerpt": [f"E{i // 2}" for i in range(count)],
            "start": start,
            "end": end,
            "text": [
                conversation(said[name])[first:last]
                for name, first, last in zip(held, start, end, strict=True)
            ],
        }
    )
    return (
        people,
        interviews,
        coding.drop_duplicates(["interview", "coder", "code", "excerpt"]),
    )


def results(people, interviews, coding):
    """Return every kind of result, as JSON, by a name."""
    held = interviews.merge(people, on="participant")
    held["setting"] = pd.Categorical(held["setting"], categories=list(YEARS))
    samples = coding_of(coding), interviews_of(held, setting=YEARS)
    used = {"coder": "A", "coding_frame": FRAME}
    found = {
        f"together-{level}": co_occurrence(*samples, level=level, **used)
        for level in ("theme", "sub-theme", "code")
    }
    said = zip(held["interview"], held["pseudonym"], strict=True)
    turns = {name: conversation(pseudonym) for name, pseudonym in said}
    for rule, second, theme, transcripts in product(
        ("one per group", "typical", "deviant"),
        (None, "B"),
        (None, "tutor", "feedback", "money"),
        (None, turns),
    ):
        name = f"{rule}-{second}-{theme}"
        found[f"{name}-turn" if transcripts else name] = chosen_excerpts(
            *samples,
            rule=rule,
            second=second,
            theme=theme,
            transcripts=transcripts,
            by="setting",
            **used,
        )
    return {name: json.loads(json.dumps(to_json(one))) for name, one in found.items()}


def asked_of_r(folder, tables, records):
    """Write a data folder and the questions, and return R's answers."""
    given = folder / "in"
    given.mkdir()
    codebook = {
        name: {
            "file": f"{name}.csv",
            "variables": [{"name": v, "type": t} for v, t in variables.items()],
        }
        for name, variables in CODEBOOK.items()
    }
    codebook["participants"]["variables"][1]["levels"] = YEARS
    for name, table in zip(CODEBOOK, tables, strict=True):
        table.to_csv(folder / f"{name}.csv", index=False)
    (folder / "transcripts").mkdir()
    for row in tables[1].itertuples():
        path = folder / "transcripts" / f"{row.interview}.txt"
        path.write_bytes(conversation(row.pseudonym).encode("utf-8"))
    study = {"kind": "simulated", "folder": str(folder), "compared": []}
    study["speakers"] = Speakers().model_dump()
    parts = {
        "register": {name: question(record) for name, record in records.items()},
        "study": study,
        "codebook": {"tables": codebook},
        "instruments": {},
        "coding_frame": {"themes": FRAME},
    }
    for name, part in parts.items():
        (given / f"{name}.json").write_text(json.dumps(part), "utf-8")
    (given / "draws.json").write_text("{}", "utf-8")
    (given / "packages.txt").write_text("jsonlite\n", "utf-8")
    script, answers = ROOT / "verify" / "recompute.R", folder / "out.json"
    subprocess.run(
        ["Rscript", "--vanilla", script, given, answers],
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        check=True,
        capture_output=True,
    )
    return json.loads(answers.read_text("utf-8"))


@pytest.mark.slow
@needs_r
@pytest.mark.parametrize("seed", [5, 7, 9])
def test_r_finds_the_same_pairs_and_chooses_the_same_excerpts(tmp_path, seed):
    """Every number of every rule and level; halves and ties decide in these codings."""
    tables = coded(seed)
    records = results(*tables)
    answers = asked_of_r(tmp_path, tables, records)
    assert answers["faults"] == []
    for name, record in records.items():
        answer = answers["results"][name]
        assert (name, answer.get("error")) == (name, None)
        found = agreement(record, answer["values"])
        assert (name, found.wrong, found.skipped) == (name, [], [])
        parts = record.get("pairs", record.get("quotations"))
        numbers = {"CodePair": 4, "Quotation": 2}
        undefined = sum(part.get("jaccard", 0) is None for part in parts)
        expected = sum(numbers[part["record"]] for part in parts) - undefined
        about = 2 if name.startswith("together") else 3  # rows, and other totals
        assert found.compared == expected + about
    assert records["one per group-B-None"]["quotations"]
    widened = [
        turn["text"] != passage["text"]
        for name, record in records.items()
        if name.endswith("-turn")
        for turn, passage in zip(
            record["quotations"],
            records[name.removesuffix("-turn")]["quotations"],
            strict=True,
        )
    ]
    assert True in widened
    assert False in widened
    assert records["together-theme"]["pairs"][-1]["jaccard"] is None


@pytest.mark.slow
@needs_r
def test_r_says_so_when_another_excerpt_was_printed(tmp_path):
    """The words are not numbers, but which ones they are is a finding."""
    tables = coded(4)
    records = results(*tables)
    changed = {}
    for field in ("name", "interview", "code", "text"):
        changed[field] = json.loads(json.dumps(records["typical-None-None"]))
        changed[field]["quotations"][0][field] = "other"
    swapped = json.loads(json.dumps(records["together-theme"]))
    swapped["pairs"].reverse()
    changed["pairs"] = swapped
    answers = asked_of_r(tmp_path, tables, changed)["results"]
    for field in ("name", "interview", "code", "text"):
        (line,) = agreement(changed[field], answers[field]["values"]).wrong
        assert line.startswith(f"quotations[0].{field}: 'other' here, ")
    wrong = agreement(swapped, answers["pairs"]["values"]).wrong
    assert "pairs[0].first: 'money' here, 'tutor' in R" in wrong
