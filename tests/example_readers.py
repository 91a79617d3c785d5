"""Every reader of a file that others may have written, with a sound sample for each."""

import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from damaged import (
    damaged_archive,
    damaged_columns,
    damaged_database,
    damaged_text,
    damaged_tree,
)
from example_build import MOOD, statistics
from example_coded_tables import COLUMNS, workbook
from example_folders import SOUND
from example_imports import BOTH, SAMPLES
from example_names import LIST

from analysis.data.codebook import load_codebook
from analysis.data.coding_frame import load_coding_frame
from analysis.data.loading import data_folder, load_study, read_declaration
from analysis.scales.scoring import KEYS, load_instrument
from disclosure.names import read_names
from disclosure.redaction import redact
from exchange.coding._coded_tables import read_coded_table
from exchange.coding._files import listed_interviews
from exchange.coding._qualcoder import read_qualcoder
from exchange.coding._refi_qda import read_refi_project
from exchange.coding._taguette import read_taguette
from exchange.coding.settings import read_import_settings
from reported.checks._allowed_numbers import allowed_numbers
from reported.checks._listed_words import listed_words
from reported.checks.language import WordList
from reported.differences.comparing import as_json, as_text, compare
from reported.differences.corrections import as_page
from reported.differences.editions import edition_of
from reported.findings import NothingBuiltError
from reported.recomputing.running import RecomputingError, read_answers
from reported.recomputing.verifying import as_text as report_text
from reported.recomputing.verifying import read_report, report_of
from results import DataError
from results.strict_yaml import read_yaml
from simulation.declared_design import read_design
from thesis.revisions import read_edition

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A reader: a sound file for it, what damages that, and how it may refuse it."""

    name: str
    write: Callable[[Path], Path]  # makes the sound file in a folder, and names it
    read: Callable[[Path], object]
    damage: Callable[[random.Random, bytes], bytes] = damaged_text
    refuses: type[Exception] = DataError


def _copied(source: Path) -> Callable[[Path], Path]:
    """Return what copies a file, and names the copy."""

    def write(folder: Path) -> Path:
        return Path(shutil.copy(source, folder))

    return write


def _text(name: str, text: str) -> Callable[[Path], Path]:
    """Return what writes a file of text."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write


# Files of keys and values


def _yaml_damage(rng: random.Random, data: bytes) -> bytes:
    if rng.random() < 0.3:
        return damaged_text(rng, data)
    tree = damaged_tree(rng, yaml.load(data, yaml.CSafeLoader))
    return yaml.dump(tree, Dumper=yaml.CDumper, allow_unicode=True).encode()


def _json_damage(rng: random.Random, data: bytes) -> bytes:
    if rng.random() < 0.3:
        return damaged_text(rng, data)
    return json.dumps(damaged_tree(rng, json.loads(data)), skipkeys=True).encode()


FRAME = """\
themes:
  - theme: pressure
    label: Pressure
    description: Who pressed
    themes:
      - theme: law
        label: Law
        description: Courts
        codes:
          - {code: judge, label: Judge, description: A judge}
    codes:
      - {code: family, label: Family, description: The family}
"""
TYPED = """\
constants:
  - words: ["at {} months"]
    data: [study.months]
exceptions:
  - {phrase: one of the three, reason: a way of speaking}
"""
LISTED = """\
words: ["simulat\\\\w*", "stand-ins?"]
exceptions:
  - {phrase: by simulation, reason: a method}
"""
WORD_LIST = """\
spelled: [Tjur]
repeated: []
not_abbreviations: [II]
avoided:
  - {pattern: "addicts?", instead: people, except_in: [chapters/01]}
"""
DECLARED = "kind: simulated\ntitle: A study\nstatement: Simulated data\n"


def _settings(path: Path) -> object:
    return data_folder(path.parents[1])


def _with_data(folder: Path) -> Path:
    shutil.copytree(SOUND, folder / "data" / "held")
    return _text("data/settings.yaml", "folder: data/held\n")(folder)


YAML = (
    Reader(
        name="codebook",
        write=_copied(SOUND / "codebook.yaml"),
        read=load_codebook,
        damage=_yaml_damage,
    ),
    Reader(
        name="scoring key",
        write=_copied(KEYS / "socrates.yaml"),
        read=lambda path: load_instrument(path.stem, path.parent),
        damage=_yaml_damage,
    ),
    Reader(
        name="declaration",
        write=_text("dataset.yaml", DECLARED),
        read=lambda path: read_declaration(path.parent),
        damage=_yaml_damage,
    ),
    Reader(name="settings", write=_with_data, read=_settings, damage=_yaml_damage),
    Reader(
        name="coding frame",
        write=_text("coding_frame.yaml", FRAME),
        read=lambda path: load_coding_frame(path.parent),
        damage=_yaml_damage,
    ),
    Reader(
        name="import settings",
        write=_text("import.yaml", yaml.safe_dump(BOTH)),
        read=read_import_settings,
        damage=_yaml_damage,
    ),
    Reader(
        name="typed numbers",
        write=_text("typed.yaml", TYPED),
        read=lambda path: allowed_numbers(
            path.parent, path.name, {}, lambda: {"study.months": (6,)}
        ),
        damage=_yaml_damage,
    ),
    Reader(
        name="listed words",
        write=_text("stand_in.yaml", LISTED),
        read=lambda path: list(listed_words(path).outside_exceptions("a simulation")),
        damage=_yaml_damage,
    ),
    Reader(
        name="word list",
        write=_text("word_list.yaml", WORD_LIST),
        read=lambda path: read_yaml(path, WordList, hint="mend it"),
        damage=_yaml_damage,
    ),
    Reader(
        name="simulation design",
        write=_copied(ROOT / "data" / "simulation" / "design.yaml"),
        read=read_design,
        damage=_yaml_damage,
    ),
)

# Data folders

CODED = """\
version: 1
title: Interviews
design: {group: interviews.setting, compared: [prison]}
tables:
  interviews:
    file: interviews.csv
    description: Interviews
    key: [interview]
    variables:
      - {name: interview, label: Interview, type: id, pattern: "I[0-9]{2}"}
      - {name: pseudonym, label: Name, type: text, missing: {"": none}}
      - {name: setting, label: Setting, type: category, levels: {prison: Prison}}
  coding:
    file: coding.csv
    description: Coding
    key: [excerpt, code]
    references: {interview: interviews.interview}
    variables:
      - {name: excerpt, label: Excerpt, type: id}
      - {name: interview, label: Interview, type: id}
      - {name: code, label: Code, type: id}
      - {name: start, label: S, type: integer, range: [0, 99], missing: {"-9": lost}}
      - {name: end, label: End, type: integer}
      - {name: text, label: Words, type: text}
"""
CODED_FILES = {
    "codebook.yaml": CODED,
    "dataset.yaml": DECLARED.replace("simulated", "study"),
    "interviews.csv": "interview,pseudonym,setting\nI01,Al,prison\n",
    "coding.csv": "excerpt,interview,code,start,end,text\nE1,I01,law,22,31,the judge\n",
    "transcripts/I01.txt": "Interview\n\nAl: It was the judge.\nQ: And?\n",
}


def _coded(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        for each, text in CODED_FILES.items():
            _text(each, text)(folder)
        return folder / name

    return write


def _study(path: Path) -> object:
    return load_study(path.parent, load_codebook(path.parent / "codebook.yaml"))


def _small_study(folder: Path) -> Path:
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    return folder / "followup.csv"


def _of_transcript(path: Path) -> object:
    folder = path.parents[1]
    return load_study(folder, load_codebook(folder / "codebook.yaml"))


DATA = (
    Reader(name="table", write=_small_study, read=_study, damage=damaged_columns),
    Reader(
        name="interviews",
        write=_coded("interviews.csv"),
        read=_study,
        damage=damaged_columns,
    ),
    Reader(
        name="coding", write=_coded("coding.csv"), read=_study, damage=damaged_columns
    ),
    Reader(name="transcript", write=_coded("transcripts/I01.txt"), read=_of_transcript),
    Reader(
        name="codebook of a folder",
        write=_coded("codebook.yaml"),
        read=_study,
        damage=_yaml_damage,
    ),
    Reader(
        name="names",
        write=_text("names.txt", LIST),
        read=lambda path: redact("Siân and Will, 07700 900123", read_names(path)),
    ),
)

# What builds and R leave behind

STATISTICS = statistics()
RECORDS = {entry["id"]: entry["record"] for entry in STATISTICS["results"]}
COLUMNS_DERIVED = {"cohort": {"age": [31.0, None], "wave": ["entry", "later"]}}
ANSWERS = {
    "results": {name: {"values": record} for name, record in RECORDS.items()},
    "derived": {"cohort": {"columns": {"age": ["31", None], "wave": ["entry", "x"]}}},
    "faults": [],
    "r": "4.2.2",
    "packages": {"survival": "3.5"},
}
#: What is added to them of the machine on which R ran.
SOFTWARE = {"software": [["r-base-core", "4.2.2-1", "the language"]]}


def _differences(path: Path) -> object:
    sound, new = edition_of("old", STATISTICS), read_edition(path.parent, str(path))
    for found in (compare(sound, new), compare(new, sound)):
        as_text(found), as_page(found), json.dumps(as_json(found))
    return new


def _report(path: Path) -> object:
    report = report_of("", RECORDS, read_answers(path) | SOFTWARE, COLUMNS_DERIVED)
    return report_text(json.loads(json.dumps(report)), recomputed=True)


def _last_report(path: Path) -> object:
    report = read_report(path.parents[1])
    if report is None:  # it is made anew then
        raise DataError("there is no report of this form")
    return report_text(report, recomputed=True)


MADE = (
    Reader(
        name="statistics",
        write=_text("statistics.json", json.dumps(statistics(MOOD))),
        read=_differences,
        damage=_json_damage,
        refuses=NothingBuiltError,
    ),
    Reader(
        name="answers of R",
        write=_text("out.json", json.dumps(ANSWERS)),
        read=_report,
        damage=_json_damage,
        refuses=RecomputingError,
    ),
    Reader(
        name="last report of R",
        write=_text(
            "build/verification.json",
            json.dumps(report_of("", RECORDS, ANSWERS | SOFTWARE, COLUMNS_DERIVED)),
        ),
        read=_last_report,
        damage=_json_damage,
    ),
)

# Files of coding programs

QUALCODER = SAMPLES / "qualcoder_ui" / "thesis_sample_data.qda.sqlite3"
REFI = SAMPLES / "qualcoder_ui" / "thesis_sample.qdpx"
TABLE = SAMPLES / "taguette" / "coderA_highlights_all.csv"


def _inner_damage(rng: random.Random, data: bytes) -> bytes:
    """Damage the project of an archive, and leave the archive sound."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            held = damaged_text(rng, held) if name.endswith(".qde") else held
            new.writestr(name, held)
    return packed.getvalue()


def _workbook(folder: Path) -> Path:
    rows = [("doc", "code", "words"), ("I01", "law", "the judge"), ("I02", 7, "a")]
    workbook(folder / "table.xlsx", rows)
    return folder / "table.xlsx"


def _coded_table(columns: Any) -> Callable[[Path], object]:
    return lambda path: read_coded_table(path, columns=columns, coder="A")


CODING = (
    Reader(
        name="list of interviews",
        write=_text("interviews.csv", "interview,source\nI01,P01\nI02,P02\n"),
        read=lambda path: listed_interviews(path, INTERVIEWS),
        damage=damaged_columns,
    ),
    Reader(
        name="REFI-QDA archive",
        write=_copied(REFI),
        read=read_refi_project,
        damage=damaged_archive,
    ),
    Reader(
        name="REFI-QDA project",
        write=_copied(REFI),
        read=read_refi_project,
        damage=_inner_damage,
    ),
    Reader(
        name="Taguette",
        write=_copied(SAMPLES / "taguette" / "coderA_project.sqlite3"),
        read=lambda path: read_taguette(path, coder="A"),
        damage=damaged_database,
    ),
    Reader(
        name="QualCoder",
        write=_copied(QUALCODER),
        read=read_qualcoder,
        damage=damaged_database,
    ),
    Reader(
        name="coded table",
        write=_copied(TABLE),
        read=_coded_table("taguette"),
        damage=damaged_columns,
    ),
    Reader(
        name="coded workbook",
        write=_workbook,
        read=_coded_table(COLUMNS),
        damage=damaged_archive,
    ),
)
INTERVIEWS = load_codebook()

READERS = (*YAML, *DATA, *MADE, *CODING)
