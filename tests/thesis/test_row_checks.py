"""Every result accounts for its rows: counted in itself, and in the data."""

import json
from copy import deepcopy
from dataclasses import fields

import pytest
from example_build import bare, statistics

import results
from analysis import (
    Sample,
    attrition_bounds,
    coded_excerpts,
    cohort,
    count,
    describe,
    exact_counts,
    interviewed,
    kaplan_meier,
    load_coding_frame,
    load_study,
    mcnemar,
    mixed_model,
    paired_change,
    theme_table,
    tipping_point,
    welch_anova,
)
from analysis.comparison.associations import correlations
from analysis.scales.internal_consistency import reliability
from analysis.scales.scoring import load_instrument
from results.record_json import to_json
from thesis.row_checks import NOT_HELD, miscounts, rows_accounted, table_of

STUDY = load_study()
PEOPLE = cohort(STUDY)
SEEN = PEOPLE.where("seen_again is yes")
LOST = {"outcome": "abstinent", "level": "yes", "group": "setting"}
DAYS = {"outcome": "heroin_days_followup", "group": "setting"}


def as_json(record):
    """Return a record as it stands in statistics.json."""
    return json.loads(json.dumps(to_json(record)))


def themes():
    """Return a table of themes of some interviews."""
    frame = load_coding_frame(STUDY.folder)
    people = interviewed(STUDY).joined(PEOPLE, on="participant")
    return theme_table(
        coded_excerpts(STUDY, frame),
        people.where("completed is yes"),
        by="setting",
        coder="A",
        coding_frame=frame,
    )


RECORDS = {
    "numbers": as_json(welch_anova(PEOPLE, **DAYS)),
    "categories": as_json(exact_counts(PEOPLE, **LOST)),
    "change": as_json(paired_change(SEEN, before="mood_entry", after="mood_followup")),
    "pairs": as_json(
        mcnemar(SEEN, before="abstinent_entry", after="abstinent", level="yes")
    ),
    "description": as_json(describe(PEOPLE, outcome="mood_followup")),
    "count": as_json(count(SEEN, label="men")),
    "correlations": as_json(correlations(PEOPLE, variables=["age", "mood_followup"])),
    "curves": as_json(
        kaplan_meier(
            PEOPLE,
            time="treatment_days",
            event="completed",
            level="no",
            group="setting",
            until=400,
        )
    ),
    "waves": as_json(
        mixed_model(
            PEOPLE,
            outcome_entry="mood_entry",
            outcome_followup="mood_followup",
            group="setting",
            person="participant",
        )
    ),
    "items": as_json(
        reliability(
            Sample(
                table_of(f"{STUDY.kind}/responses", STUDY),
                source=f"{STUDY.kind}/responses",
            ).where("wave is entry"),
            key=load_instrument("cesd"),
            scale="mood",
        )
    ),
    "bounds": as_json(attrition_bounds(PEOPLE, **LOST)),
    "tipping": as_json(
        tipping_point(PEOPLE, **LOST, first="prison", second="outpatient")
    ),
    "themes": as_json(themes()),
}


def spoilt(record, path):
    """Return a record in which the number at a path is one too many."""
    record = deepcopy(record)
    part = record
    *steps, last = path.split(".")
    for step in steps:
        part = part[int(step)] if step.isdigit() else part[step]
    part[last] += 1
    return record


def checked(records, fingerprint=STUDY.fingerprint):
    """Return the check of a book with these results."""
    entries = [
        {"id": name, "record": record, "chapter": "chapters/06-entry", "line": 1}
        for name, record in records.items()
    ]
    data = {"kind": STUDY.kind, "fingerprint": fingerprint}
    return rows_accounted(bare(thesis={"data": data}, results=entries))


def test_results_of_every_kind_account_for_their_rows():
    """Each is counted anew in the data."""
    found = checked(RECORDS)
    assert found.findings == ()
    assert (
        found.looked_at == "13 results, 13 of them in the data; 0 without rows of "
        "their own"
    )


def test_a_book_of_other_data_is_looked_at_without_them():
    """Its results must still agree with themselves."""
    small = {entry["id"]: entry["record"] for entry in statistics()["results"]}
    found = checked(small, fingerprint="f00d")
    assert found.looked_at.startswith("3 results, 0 of them in the data; ")
    assert found.findings == ()
    small["entry-mood"]["groups"][0]["n"] -= 1
    (finding,) = checked(small, fingerprint="f00d").findings
    assert (finding.rule, finding.value) == (
        "entry-mood.groups: n of the groups do not add up to n",
        "20 and 21",
    )


# What is changed in a record, as a path; and where it is found.
SPOILT = [
    ("numbers", "n", [".n", ".groups"]),
    ("numbers", "n_missing", [".n"]),
    ("numbers", "data.rows", [".n"]),
    ("numbers", "groups.0.n", [".groups", ".groups.prison"]),
    ("numbers", "groups.1.n_missing", [".groups", ".groups.inpatient"]),
    ("categories", "n_missing", [".n"]),
    ("categories", "groups.2.n", [".groups", ".groups.outpatient"]),
    ("change", "n", [".n", ".before.n", ".after.n"]),
    ("change", "after.n", [".after.n"]),
    ("change", "n_missing", [".n"]),
    ("pairs", "n_missing", [".n"]),
    ("description", "summary.n_missing", [".n"]),
    ("description", "summary.n", [".n"]),
    ("count", "count", [".n"]),
    ("correlations", "n_missing", [".n"]),
    ("correlations", "pairs.0.n", [".pairs.age-mood_followup"]),
    ("curves", "n_missing", [".n"]),
    ("curves", "groups.0.n", [".groups", ".groups.prison"]),
    ("waves", "n", [".n"]),
    ("waves", "n_people", [".n"]),
    ("items", "n", [".n"]),
    ("items", "n_missing", [".n"]),
    ("bounds", "n", [".n", ".groups"]),
    ("bounds", "n_observed", [".groups", ".n_observed"]),
    ("tipping", "n_observed", [".n_observed"]),
    ("tipping", "n", [".n"]),
    ("themes", "n_interviews", [".n", ".groups"]),
    ("themes", "groups.0.n", [".groups"]),
]


@pytest.mark.parametrize(("name", "path", "places"), SPOILT)
def test_a_row_too_many_is_found(name, path, places):
    """Wherever it is counted."""
    found = checked({"it": spoilt(RECORDS[name], path)}).findings
    places = {f"it{place}" for place in places}
    assert {finding.rule.partition(":")[0] for finding in found} == places


def test_a_group_that_was_left_out_is_found(monkeypatch):
    """Without its last group a comparison is a comparison of other people."""
    order = Sample.codes
    monkeypatch.setattr(Sample, "codes", lambda self, name: order(self, name)[:-1])
    record, whole = as_json(welch_anova(PEOPLE, **DAYS)), RECORDS["numbers"]["n"]
    assert list(miscounts(record, None)) == [
        (".n", "the rows used are not n", f"{whole} and {record['n']}")
    ]
    record["data"]["rows"] = record["n"]
    rules = [rule for _, rule, _ in miscounts(record, PEOPLE.frame)]
    assert rules == [
        "n and n_missing do not add up to the rows that the filter keeps",
        "n is not how many rows are complete in its variables",
    ]


def test_a_filter_that_the_data_do_not_have_is_a_fault():
    """Rows that cannot be found cannot be accounted for."""
    record = deepcopy(RECORDS["count"])
    record["data"]["filter"] = "seen_again is perhaps"
    (finding,) = checked({"it": record}).findings
    assert finding.rule == "it: the rows of its filter cannot be found"
    assert "seen_again has no such value, got ['perhaps']" in finding.value
    record["data"]["source"] = f"{STUDY.kind}/nowhere"
    (finding,) = checked({"it": record}).findings
    assert "there is no such table in the data in use" in finding.value


#: Fields from which it follows what a kind is held to.
HELD = {"count", "n", "n_interviews", "summary"}


def test_every_kind_of_result_is_held_to_its_rows_or_says_why_not():
    """A new kind without any of these fields must say why."""
    named = {
        name: {field.name for field in fields(kind)}
        for name, kind in vars(results).items()
        if isinstance(kind, type)
        and issubclass(kind, results.Result)
        and kind is not results.Result
    }
    assert {name for name, own in named.items() if not own & HELD} == set(NOT_HELD)
    of_interviews = {name for name, own in named.items() if "n_interviews" in own}
    assert of_interviews == {
        "CoOccurrence",
        "CoderAgreement",
        "CodersAlpha",
        "Quotations",
        "Saturation",
        "ThemeTable",
    }


def test_a_result_whose_data_nobody_named_has_no_rows_to_account_for():
    """As `thesis verify` says of it."""
    unnamed = json.loads(json.dumps(RECORDS["numbers"]))
    unnamed["data"]["source"] = results.NO_DATA
    found = checked({"it": unnamed})
    assert found.findings == ()
    assert found.looked_at.startswith("0 results, ")


def test_a_kind_that_nothing_knows_is_held_to_its_fields():
    """As any other with n, n_missing and data, and groups that have them."""
    kept = ("n", "n_missing", "groups", "data")
    new = {"record": "New", **{name: RECORDS["numbers"][name] for name in kept}}
    assert checked({"it": new}).findings == ()
    add_up = "n and n_missing do not add up to the rows"
    rules = {
        "data.rows": ["the rows used are not n"],
        "n_missing": [f"{add_up} that the filter keeps"],
        "groups.0.n_missing": [
            "more are missing in the groups than in all",
            f"{add_up} of the group",
        ],
    }
    for path, expected in rules.items():
        found = miscounts(spoilt(new, path), PEOPLE.frame)
        assert [rule for _, rule, _ in found] == expected
    other = deepcopy(new)
    other["data"]["variables"] = ["setting", "mood_entry"]
    there = PEOPLE.frame.dropna(subset=["setting", "mood_entry"])
    assert list(miscounts(other, PEOPLE.frame)) == [
        (
            ".n",
            "n is not how many rows are complete in its variables",
            f"{new['n']} and {len(there)}",
        )
    ]
