"""What R writes and what is kept of it have a shape; what has another is not used."""

import json

import pytest
from example_readers import ANSWERS, COLUMNS_DERIVED, RECORDS, SOFTWARE

from reported.recomputing._shapes import Answers, KeptReport
from reported.recomputing.verifying import REPORT, read_report, report_of


def test_what_is_written_has_the_shape():
    """Answers and the report on them."""
    assert Answers.model_validate(ANSWERS).r == ANSWERS["r"]
    report = report_of("inputs", RECORDS, ANSWERS | SOFTWARE, COLUMNS_DERIVED)
    assert KeptReport.model_validate(report).inputs == "inputs"


@pytest.mark.parametrize("change", [{"ok": "yes"}, {"results": [{}]}, {"version": 1}])
def test_a_report_of_another_shape_is_none(tmp_path, change):
    """It is made anew then."""
    report = report_of("inputs", RECORDS, ANSWERS | SOFTWARE, COLUMNS_DERIVED)
    (tmp_path / REPORT).parent.mkdir()
    (tmp_path / REPORT).write_text(json.dumps(report), "utf-8")
    assert read_report(tmp_path) == json.loads(json.dumps(report))
    (tmp_path / REPORT).write_text(json.dumps(report | change), "utf-8")
    assert read_report(tmp_path) is None
