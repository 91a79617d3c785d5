"""What moved between two builds: in reported terms, by chapter, for three readers."""

import json
import re
import subprocess
from copy import deepcopy
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from example_build import MOOD, SmallBuild, rebuilt, statistics
from hypothesis import given, settings
from hypothesis import strategies as st

from reported.differences.comparing import Differences, as_json, as_text, compare
from reported.differences.corrections import as_page
from reported.findings import NothingBuiltError
from thesis import cli, revisions
from thesis.revisions import read_edition

OLD = statistics()
HIGHER = {**MOOD, "inpatient": [value + 7 for value in MOOD["inpatient"]]}
NEW = statistics(HIGHER)


def saved(folder, found, name="statistics.json"):
    """Write statistics into a folder and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return path


def differences(folder, old, new) -> Differences:
    """Compare two contents of statistics.json."""
    first = saved(folder, old, "old.json")
    second = saved(folder, new, "new.json")
    return compare(read_edition(folder, str(first)), read_edition(folder, str(second)))


def moves(found):
    """Return id, field, old and new of each move."""
    return [(move.id, move.what, move.old, move.new) for move in found]


def result(found, name):
    """Return the entry of a result."""
    return next(entry for entry in found["results"] if entry["id"] == name)


def test_compare_finds_nothing_between_a_build_and_itself(tmp_path):
    """No move of any kind."""
    found = differences(tmp_path, OLD, OLD)
    assert found.none
    assert found.unprinted == 0
    assert as_text(found).splitlines()[-1] == "No reported result differs."


def test_compare_gives_changed_values_in_reported_terms(tmp_path):
    """The whole result, what the prose shows of it, and the means of its groups."""
    found = differences(tmp_path, OLD, NEW)
    assert moves(found.changed) == [
        (
            "entry-low",
            "",
            "8 of 21 (38%), 95% CI [21%, 59%]",
            "11 of 21 (52%), 95% CI [32%, 72%]",
        ),
        (
            "entry-mood",
            "",
            result(OLD, "entry-mood")["reported"],
            result(NEW, "entry-mood")["reported"],
        ),
        ("entry-mood", "groups.inpatient.mean", "28.29", "35.29"),
        (
            "entry-mood-change",
            "",
            result(OLD, "entry-mood-change")["reported"],
            result(NEW, "entry-mood-change")["reported"],
        ),
        ("entry-mood-change", "before.mean", "27.24", "29.57"),
    ]
    assert found.unprinted == 0
    assert {(m.chapter, m.title) for m in found.changed} == {
        ("chapters/06-entry", "At treatment entry")
    }


def test_compare_looks_at_what_either_edition_showed(tmp_path):
    """A field that the old prose showed counts, though the new prose does not."""
    old, new = deepcopy(OLD), deepcopy(NEW)
    use = {"page": "front/abstract", "reference": "entry-mood.p_value", "words": ".237"}
    result(old, "entry-mood")["shown"].append(use)
    assert ("entry-mood", "p_value", ".237", "< .001") in moves(
        differences(tmp_path, old, new).changed
    )


def test_compare_finds_results_that_crossed_the_level(tmp_path):
    """In either direction, and contrasts under their groups."""
    contrasts = [
        "contrasts.prison-inpatient",
        "contrasts.inpatient-outpatient",
    ]
    there = differences(tmp_path, OLD, NEW).crossed
    back = differences(tmp_path, NEW, OLD).crossed
    assert [m.what for m in there] == ["p_value", *contrasts]
    assert [(m.old, m.new) for m in back] == [(m.new, m.old) for m in there]
    assert there[0].old == ".237"
    assert there[0].new == "< .001"


def test_compare_does_not_call_a_p_value_of_exactly_the_level_small(tmp_path):
    """Below .05 and not below it are the two sides."""
    old, new = deepcopy(OLD), deepcopy(OLD)
    record = result(old, "entry-mood-change")["record"]
    result(old, "entry-mood-change")["record"] = rebuilt(record, p_value=0.0499999)
    result(new, "entry-mood-change")["record"] = rebuilt(record, p_value=0.05)
    found = differences(tmp_path, old, new)
    assert moves(found.crossed) == [
        ("entry-mood-change", "p_value", "0.0499999", "0.05")
    ]
    assert found.unprinted == 1


def test_compare_finds_claims_that_flipped_or_were_redefined(tmp_path):
    """A claim that needs something else now is not the same claim."""
    new = deepcopy(OLD)
    new["claims"][0]["holds"] = False
    found = differences(tmp_path, OLD, new)
    condition = "the mean change in mood is below zero"
    assert moves(found.claims) == [
        ("mood-falls", condition, "supported", "not supported")
    ]
    assert moves(differences(tmp_path, new, OLD).claims) == [
        ("mood-falls", condition, "not supported", "supported")
    ]
    new = deepcopy(OLD)
    new["claims"][0]["condition"] = "the mean change is below -1"
    assert moves(differences(tmp_path, OLD, new).claims) == [
        ("mood-falls", "condition", condition, "the mean change is below -1")
    ]


def test_compare_finds_what_was_added_and_removed(tmp_path):
    """Results as reported, claims with their condition."""
    new = deepcopy(OLD)
    new["results"].pop(0)
    new["claims"].pop(0)
    removed = [
        ("entry-low", "result", "", "8 of 21 (38%), 95% CI [21%, 59%]"),
        ("mood-falls", "claim", "", "the mean change in mood is below zero: supported"),
    ]
    assert moves(differences(tmp_path, OLD, new).removed) == removed
    assert moves(differences(tmp_path, new, OLD).added) == removed


def test_compare_counts_what_no_reader_can_see(tmp_path):
    """A change beyond the printed decimals is not a changed value."""
    new = deepcopy(OLD)
    record = result(new, "entry-mood")["record"]
    result(new, "entry-mood")["record"] = rebuilt(
        record, statistic=record["statistic"] + 1e-9
    )
    found = differences(tmp_path, OLD, new)
    assert found.none
    assert found.unprinted == 1
    assert as_text(found).endswith("Beyond the printed decimals only: 1 result.")


def test_compare_reads_records_of_another_form_by_their_words(tmp_path):
    """An older build may have records that are not read any more."""
    old = deepcopy(OLD)
    for entry in old["results"]:
        entry["record"] = {"version": 0, "record": "Comparison"}
    found = moves(differences(tmp_path, old, OLD).changed)
    assert ("entry-mood", "groups.prison.mean", "28.14", "28.14") not in found
    assert ("entry-mood", "groups.inpatient.mean", "–", "28.29") in found


@settings(max_examples=8, deadline=None)
@given(st.dictionaries(st.sampled_from(list(MOOD)), st.integers(-3, 3)))
def test_compare_is_the_same_in_both_directions(tmp_path_factory, shifts):
    """Old and new change places; what was added is what was removed."""
    folder = tmp_path_factory.mktemp("both")
    shifted = {g: [v + shifts.get(g, 0) for v in values] for g, values in MOOD.items()}
    new = statistics(shifted)
    new["results"].pop()
    there, back = differences(folder, OLD, new), differences(folder, new, OLD)
    for one, other in (
        (there.changed, back.changed),
        (there.crossed, back.crossed),
        (there.claims, back.claims),
    ):
        turned = [replace(move, old=move.new, new=move.old) for move in other]
        assert sorted(one, key=repr) == sorted(turned, key=repr)
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.unprinted == back.unprinted


def test_as_text_groups_moves_by_chapter(tmp_path):
    """Both builds first, then each kind of move."""
    new = deepcopy(OLD)
    new["thesis"].update(commit="abc1234", clean=False)
    for entry in new["results"]:
        entry["title"] = "Outcomes" if entry["id"] == "entry-low" else entry["title"]
    new["results"][0]["reported"] = "9 of 21 (43%), 95% CI [24%, 63%]"
    new["results"][1]["n"] = 20
    found = differences(tmp_path, OLD, new)
    assert as_text(found).splitlines() == [
        f"old: {tmp_path}/old.json; commit not known; Simulated data",
        f"new: {tmp_path}/new.json; commit abc1234, with changes that were not "
        "committed; Simulated data",
        "",
        "Reported values that changed (2)",
        "  Outcomes",
        "    entry-low: 8 of 21 (38%), 95% CI [21%, 59%] → "
        "9 of 21 (43%), 95% CI [24%, 63%]",
        "  At treatment entry",
        "    entry-mood (n): 21 → 20",
    ]


def test_as_json_holds_every_move(tmp_path):
    """The same as the text, for programs."""
    told = json.loads(json.dumps(as_json(differences(tmp_path, OLD, NEW))))
    assert list(told) == [
        "version",
        "old",
        "new",
        "claims",
        "crossed",
        "changed",
        "added",
        "removed",
        "unprinted",
    ]
    assert told["old"]["fingerprint"] == "f00d"
    assert told["changed"][2] == {
        "chapter": "chapters/06-entry",
        "title": "At treatment entry",
        "id": "entry-mood",
        "what": "groups.inpatient.mean",
        "old": "28.29",
        "new": "35.29",
    }


class Outside(HTMLParser):
    """Collect the tags of a page, and whatever it would fetch."""

    def __init__(self):
        """Start with nothing."""
        super().__init__()
        self.tags, self.fetched = [], []

    def handle_starttag(self, tag, attrs):
        """Note one tag."""
        self.tags.append(tag)
        self.fetched += [v for k, v in attrs if k in ("src", "href", "data")]


def test_as_page_is_self_contained_and_escaped(tmp_path):
    """A page for examiners: no other file, no markup from the data."""
    old, new = deepcopy(OLD), deepcopy(NEW)
    new["thesis"]["title"] = "Coercion <b>&</b> heroin"
    new["results"][0]["reported"] = "<script>alert(1)</script>"
    new["claims"][0]["holds"] = False
    page = as_page(differences(tmp_path, old, new))
    seen = Outside()
    seen.feed(page)
    assert seen.fetched == []
    assert "script" not in seen.tags
    assert "b" not in seen.tags
    assert "url(" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<h1>Changes to the reported results: Coercion &lt;b&gt;") == 1
    for part in ("Simulated data", "not recorded", "f00d", "At treatment entry"):
        assert part in page
    assert re.findall(r"<h2>(.*?) \(\d+\)</h2>", page) == [
        "Claims that changed",
        "Results that crossed p = .05",
        "Reported values that changed",
    ]
    assert "<td>28.29</td><td>35.29</td>" in page


def test_as_page_says_when_nothing_differs(tmp_path):
    """An examiner need not look further."""
    page = as_page(differences(tmp_path, OLD, OLD))
    assert "<p>No reported result differs.</p>" in page


@pytest.mark.parametrize("inside", ["", "html", "book/_build/html"])
def test_read_edition_takes_a_folder(tmp_path, inside):
    """The file itself, a folder of HTML, a build, or a whole project."""
    saved(tmp_path / inside, OLD)
    assert len(read_edition(tmp_path, str(tmp_path)).results) == 3


def test_read_edition_takes_this_build_when_none_is_named(tmp_path):
    """The second edition of `thesis diff` can be left out."""
    build = SmallBuild(tmp_path)
    found = read_edition(build.root, None)
    assert (found.name, found.title, found.data) == (
        "this build",
        "Coercion",
        "Simulated data",
    )


def test_read_edition_refuses_what_is_neither_a_build_nor_a_revision(tmp_path):
    """The message says what it could have been."""
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(tmp_path, "no-such-thing")
    assert str(caught.value) == (
        "no-such-thing: neither a file or folder with statistics.json nor a revision "
        "that git knows; check how it is written"
    )
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(tmp_path, str(tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: there is no such file; run `thesis build`"
    )


def git(folder, *words):
    """Run git in a folder of its own and return what it says."""
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """Return a repository with a commit older than the register, and one after it."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "first").write_text("", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "First")
    data = tmp_path / "data"
    (data / "simulated").mkdir(parents=True)
    (data / "settings.yaml").write_text("folder: data/simulated\n", "utf-8")
    (data / "simulated" / "dataset.yaml").write_text("", "utf-8")
    # A stand-in for the thesis of then: its build writes statistics.
    package = tmp_path / "thesis"
    package.mkdir()
    (package / "statistics.schema.json").write_text("{}", "utf-8")
    (package / "__init__.py").write_text("", "utf-8")
    (package / "cli.py").write_text(STAND_IN, "utf-8")
    saved(package, OLD, "then.json")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Second")
    return tmp_path


STAND_IN = """\
import shutil
import sys
from pathlib import Path

assert sys.argv[1:] == ["build", "--html"]
print("Building the HTML …", flush=True)
if Path("broken").exists():
    sys.exit("entry.csv, row 2: is wrong")
to = Path("book/_build/html")
to.mkdir(parents=True)
shutil.copyfile("thesis/then.json", to / "statistics.json")
"""


def test_read_edition_builds_a_revision_once(repository, capsys):
    """In a folder of its own that is taken away; the statistics are kept."""
    first = read_edition(repository, "HEAD")
    assert len(first.results) == 3
    told = capsys.readouterr().err
    assert told.splitlines() == [
        "Building HEAD, which is done once …",
        "  Building the HTML …",
    ]
    commit = git(repository, "rev-parse", "HEAD")
    assert (repository / "build" / "diff" / commit / "statistics.json").exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert not (repository / "book").exists()
    assert read_edition(repository, commit[:9]).results == first.results
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("folder", "private"),
    [
        ("data/simulated", False),
        ("data/private/study", True),
        ("data/new", True),
        ("../elsewhere", True),
    ],
)
def test_a_revision_is_given_the_data_that_git_does_not_hold(
    repository, monkeypatch, folder, private
):
    """Whether it ignores them or not; also where one file was added by force."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    path = (repository / folder).resolve()
    path.mkdir(parents=True, exist_ok=True)
    (path / "dataset.yaml").write_text("", "utf-8")
    (repository / ".gitignore").write_text("/data/private/*\n", "utf-8")
    if folder == "data/private/study":
        (path / "entry.csv").write_text("", "utf-8")
        git(repository, "add", "-f", f"{folder}/entry.csv")
    (repository / "data/settings.yaml").write_text(f"folder: {folder}\n", "utf-8")
    asked = revisions._private_data(repository)
    assert asked == ({"THESIS_DATA": str(path)} if private else {})


def test_a_revision_is_not_built_where_git_does_not_say(repository, monkeypatch):
    """What it holds decides which data are used."""
    monkeypatch.delenv("THESIS_DATA", raising=False)
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    with pytest.raises(NothingBuiltError, match=r"^.*: git is not installed; compare"):
        revisions._private_data(repository)


def test_read_edition_refuses_a_revision_without_a_register(repository):
    """It is not built in vain."""
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(repository, "HEAD~1")
    assert str(caught.value) == (
        "HEAD~1: older than the register of statistics; choose a later revision"
    )


def test_read_edition_says_why_a_revision_could_not_be_built(repository):
    """The end of what the build said; nothing is kept, nothing is left behind."""
    (repository / "broken").write_text("", "utf-8")
    git(repository, "add", "broken")
    git(repository, "commit", "--quiet", "-m", "Third")
    with pytest.raises(NothingBuiltError) as caught:
        read_edition(repository, "HEAD")
    assert str(caught.value) == (
        "HEAD: its book could not be built; compare with a file of statistics kept "
        "from then, or another revision. It ended so:\n"
        "Building the HTML …\nentry.csv, row 2: is wrong"
    )
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert not (repository / "build").exists()


def test_the_command_prints_writes_and_has_exit_codes(tmp_path, monkeypatch, capsys):
    """0 whatever differs, 2 when a build cannot be read."""
    build = SmallBuild(tmp_path)
    monkeypatch.setattr(cli, "ROOT", build.root)
    then = saved(tmp_path / "then", NEW)
    page = tmp_path / "changes.html"
    assert cli.main(["diff", str(then), "--html", str(page)]) == 0
    told = capsys.readouterr()
    assert "entry-mood (groups.inpatient.mean): 35.29 → 28.29" in told.out
    assert told.err == f"Page: {page}\n"
    assert "<td>35.29</td><td>28.29</td>" in page.read_text("utf-8")
    assert cli.main(["diff", str(then), str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"]["name"] == str(tmp_path)
    assert cli.main(["diff", "no-such-thing"]) == 2
    assert "no-such-thing: neither a file or folder" in capsys.readouterr().err
