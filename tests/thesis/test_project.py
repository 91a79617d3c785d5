"""What this thesis tells of its data, and what answers of R rest on."""

from types import SimpleNamespace

import pytest

from reported.recomputing import verifying
from thesis.project import ThesisProject

#: A file of every kind that an answer of R's, or what it is held against, rests on.
RESTS_ON = (
    "verify/recompute.R",
    "verify/models/cox_model.R",
    "analysis/models/cox.py",
    "analysis/scales/instruments/cesd.yaml",
    "reported/recomputing/agreement.py",
    "thesis/typed_numbers.yaml",
    "apt-verify.txt",
    "data/coding_frame.yaml",
)


@pytest.mark.parametrize("name", RESTS_ON)
def test_every_file_that_the_report_rests_on_counts(tmp_path, name):
    """One letter of it, and whether it is there."""
    for each in RESTS_ON:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("a", "utf-8")
    data = SimpleNamespace(fingerprint="1", folder=tmp_path / "data")
    study = ThesisProject(data)
    found = [verifying._inputs(tmp_path, {}, study)]
    (tmp_path / name).write_text("b", "utf-8")
    found.append(verifying._inputs(tmp_path, {}, study))
    (tmp_path / name).unlink()
    found.append(verifying._inputs(tmp_path, {}, study))
    assert len(set(found)) == 3
