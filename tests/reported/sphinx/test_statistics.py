"""The register as data says of every result where its data come from."""

import csv
import json
from types import SimpleNamespace

import jsonschema
import pytest
from example_domain import domain, environment, left
from example_table_results import UNNAMED_TEST
from sphinx.builders.html import StandaloneHTMLBuilder

from reported.project import Project
from reported.sphinx import _statistics
from reported.sphinx._statistics import add_parts, write_statistics
from results import NO_DATA


class Told(Project):
    """What a book tells of its data."""

    kind = "simulated"
    fingerprint = "f00d"

    def origin(self, source):
        """Say so of any source."""
        return f"kind of {source}", f"version of {source}"


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Return a book outside of any repository, whose pages are written to a folder."""
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(_statistics, "project_of", lambda app: Told())
    return SimpleNamespace(
        builder=StandaloneHTMLBuilder.__new__(StandaloneHTMLBuilder),
        env=environment(domain()),
        outdir=tmp_path,
        confdir=tmp_path / "book",
        config=SimpleNamespace(
            html_title="A thesis", reported_statement="Simulated data"
        ),
    )


def test_the_register_is_written_as_json_that_its_schema_describes(app, tmp_path):
    """With the version of the data of each result; it says what is not known."""
    write_statistics(app, None)
    schema = json.loads((tmp_path / "statistics.schema.json").read_text("utf-8"))
    found = json.loads((tmp_path / "statistics.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["thesis"] == {
        "title": "A thesis",
        "commit": None,
        "clean": None,
        "data": {
            "kind": "simulated",
            "statement": "Simulated data",
            "fingerprint": "f00d",
        },
    }
    assert [entry["provenance"]["data"] for entry in found["results"]] == [
        "version of simulated/entry"
    ] * 2


def test_a_result_whose_data_nobody_named_says_so_in_both_files(app, tmp_path):
    """And how many it rests on is null where nobody says it."""
    made = domain()
    made.data["results"]["entry"]["entry-mood"] = left("entry-mood", UNNAMED_TEST, 12)
    app.env = environment(made)
    write_statistics(app, None)
    schema = json.loads((tmp_path / "statistics.schema.json").read_text("utf-8"))
    found = json.loads((tmp_path / "statistics.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    entry = next(one for one in found["results"] if one["id"] == "entry-mood")
    assert (entry["n"], entry["record"]["n"]) == (None, None)
    assert entry["provenance"]["data"] == NO_DATA
    assert f",{NO_DATA}," in (tmp_path / "statistics.csv").read_text("utf-8")


def test_rows_of_the_file_have_what_is_reported_and_the_numbers_in_full(app, tmp_path):
    """Empty where a kind of result has no such number."""
    write_statistics(app, None)
    with (tmp_path / "statistics.csv").open(encoding="utf-8", newline="") as file:
        mood, people = csv.DictReader(file)
    assert (mood["id"], mood["n"], mood["statistic"]) == ("entry-mood", "14", "5.1234")
    assert (mood["p_value"], mood["data_kind"]) == (
        *("0.0102", "kind of simulated/entry"),
    )
    assert (people["id"], people["reported"], people["p_value"]) == ("people", "72", "")


def test_the_page_of_the_register_loads_every_number_in_words_and_in_full(
    app, tmp_path
):
    """As a script, since a page that is opened from a disk may not read data."""
    write_statistics(app, None)
    script = (tmp_path / "register-parts.js").read_text("utf-8")
    parts = json.loads(script.removeprefix("window.registerParts = ").rstrip(";\n"))
    assert parts["people"] == [["count", "Count", "72", "72"]]
    assert ["groups.prison.mean", "Mean, Prison", "14.00", "14"] in parts["entry-mood"]
    app.builder.get_relative_uri = lambda page, to: f"../{to}.html"
    for page, expected in (
        ("register", '<p>A</p><script src="../register-parts.js"></script>'),
        ("entry", "<p>A</p>"),
    ):
        context = {"body": "<p>A</p>"}
        add_parts(app, page, "", context, None)
        assert context["body"] == expected


@pytest.mark.parametrize("what", ["a build that failed", "paper"])
def test_nothing_is_written_without_whole_pages(app, tmp_path, what):
    """The data would be of no build."""
    if what == "paper":
        app.builder = SimpleNamespace(name="latex")
    write_statistics(app, RuntimeError() if what == "a build that failed" else None)
    assert list(tmp_path.iterdir()) == []
