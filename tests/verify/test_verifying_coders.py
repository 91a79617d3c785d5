"""Agreement of coders and saturation, recomputed in R from the transcripts on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from example_coders import CODING, FRAME, INTERVIEWS, THREE, TRANSCRIPTS
from example_questions import needs_r
from example_samples import coding_of, interviews_of

from analysis import load_study
from analysis.themes.coders import coder_agreement
from analysis.themes.new_codes import saturation
from analysis.themes.several_coders import agreement_by_unit, krippendorff_alpha
from reported.recomputing.agreement import agreement
from reported.recomputing.running import recompute
from results.record_json import to_json
from thesis import exporting
from thesis.project import ThesisProject

ROOT = Path(__file__).parents[2]
CODED = {"coding_frame": FRAME}
CODERS = {"first": "A", "second": "B", **CODED}
UNITS = ("character", "turn", "document")
WHOLE = {"type": "integer"}
CODEBOOK = {
    "participants": {"participant": {"type": "id"}, "setting": {"type": "category"}},
    "interviews": {
        "interview": {"type": "id"},
        "participant": {"type": "id"},
        "pseudonym": {"type": "text"},
        "interview_date": {"type": "date"},
    },
    "coding": {
        "interview": {"type": "id"},
        "coder": {"type": "category", "levels": {"A": "First", "B": "Second"}},
        "code": {"type": "id"},
        "start": WHOLE,
        "end": WHOLE,
    },
}


def write_study(folder):
    """Write the small study as a data folder would have it, and its codebook."""
    (folder / "data").mkdir()
    tables = {
        name: {
            "file": f"{name}.csv",
            "variables": [{"name": column, **kind} for column, kind in columns.items()],
        }
        for name, columns in CODEBOOK.items()
    }
    codebook = yaml.safe_dump({"tables": tables})
    (folder / "data" / "codebook.yaml").write_text(codebook, "utf-8")
    people = INTERVIEWS[["participant", "setting"]]
    people.to_csv(folder / "participants.csv", index=False)
    INTERVIEWS.drop(columns="setting").to_csv(folder / "interviews.csv", index=False)
    THREE.to_csv(folder / "coding.csv", index=False)
    frame = yaml.safe_dump({"themes": FRAME}, allow_unicode=True)
    (folder / "coding_frame.yaml").write_text(frame, "utf-8")
    (folder / "transcripts").mkdir()
    for i, (name, text) in enumerate(TRANSCRIPTS.items()):
        # a file may have the line ends and the mark of another system
        written = "\ufeff" + text.replace("\n", "\r\n") if i == 2 else text
        path = folder / "transcripts" / f"{name}.txt"
        path.write_bytes(written.encode("utf-8"))


@pytest.fixture(scope="module")
def records():
    """Return the results that R is asked for."""
    coding, interviews = coding_of(CODING), interviews_of(INTERVIEWS)
    rows, texts = (coding, interviews), (coding, interviews, TRANSCRIPTS)
    prison = coding, interviews.where("setting is prison")
    found = {
        **{unit: coder_agreement(*texts, unit=unit, **CODERS) for unit in UNITS},
        "codes": coder_agreement(
            *texts, unit="turn", level="code", conf_level=0.8, seed=3, **CODERS
        ),
        "prison": coder_agreement(*prison, TRANSCRIPTS, unit="turn", **CODERS),
        "saturation": saturation(*rows, coder="A", base_size=2, n_orders=2000, **CODED),
        "by-date": saturation(
            *rows, coder="B", base_size=1, order_by="interview_date", **CODED
        ),
        "themes": saturation(*prison, coder="A", level="theme", **CODED),
    }
    three = coding_of(THREE), interviews, TRANSCRIPTS
    found |= {
        f"three {unit}": krippendorff_alpha(
            *three, coders=("A", "B", "C"), unit=unit, **CODED
        )
        for unit in UNITS
    }
    found["three codes"] = krippendorff_alpha(
        *three, coders=("C", "A"), unit="turn", level="code", conf_level=0.8, **CODED
    )
    found |= {
        f"pair {key}": one
        for key, one in agreement_by_unit(
            *three, coders=("A", "B", "C"), units=("turn",), **CODED
        ).items()
        if key != "turn"
    }
    return {k: json.loads(json.dumps(to_json(v))) for k, v in found.items()}


@pytest.fixture(scope="module")
def answers(records, tmp_path_factory):
    """Return R's answers."""
    folder = tmp_path_factory.mktemp("coders")
    write_study(folder)
    study = replace(load_study(), folder=folder)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(exporting, "PROJECT", folder)
        return recompute(ROOT, records, ThesisProject(study))


@pytest.mark.slow
@needs_r
def test_r_agrees_on_every_number(records, answers):
    """Counts, coefficients, limits, means, bands and the stopping rule."""
    assert answers["faults"] == []
    for name, record in records.items():
        answer = answers["results"][name]
        found = agreement(record, answer["values"], answer["looks"])
        assert (name, found.wrong, found.skipped) == (name, [], [])
        assert found.largest < 1e-9
        assert found.simulated == 0
    turns = agreement(records["turn"], answers["results"]["turn"]["values"])
    assert turns.compared == 56  # no limits of a theme that nobody found


@pytest.mark.slow
@needs_r
def test_r_would_see_limits_of_another_coverage_or_a_wrong_band(records, answers):
    """Also a limit of little less coverage, and a band by a single code."""
    wrong = json.loads(json.dumps(records))
    samples = coding_of(CODING), interviews_of(INTERVIEWS)
    wider = coder_agreement(
        *samples, TRANSCRIPTS, unit="character", conf_level=0.94, **CODERS
    )
    for row, other in zip(wrong["character"]["rows"], wider.rows, strict=True):
        row["kappa"]["conf_low"] = other.kappa.conf_low
    wrong["saturation"]["steps"][2]["total_low"] += 1
    for name, place in (
        ("character", "rows[1].kappa.conf_low"),
        ("saturation", "steps[2].total_low"),
    ):
        found = agreement(wrong[name], answers["results"][name]["values"])
        assert place in [line.split(":")[0] for line in found.wrong]
