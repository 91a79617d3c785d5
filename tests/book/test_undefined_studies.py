"""Two studies of which much cannot be computed: every chapter stands all the same.

In one nobody of a setting was seen again; in the other everybody gives the same answer
to every item of a scale. The cells of the chapters run here as plain Python.
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from example_chapters import CHAPTERS, Shown, edit, run

from reported.markdown import escaped
from reported.words.sentences import plain
from results import NotComputed

pytestmark = pytest.mark.long

#: A reference of prose to a result, with or without words of its own.
STAT = re.compile(r"\{stat\}`(?:[^`<]*<)?([^`<>]+)>?`")


def without_followup(folder: Path) -> None:
    """See nobody of the outpatients again."""
    people = pd.read_csv(folder / "participants.csv")
    lost = people.loc[people["setting"] == "outpatient", "participant"]
    edit(folder, "followup.csv", lambda seen: seen[~seen["participant"].isin(lost)])
    edit(
        folder,
        "responses.csv",
        lambda said: said[(said["wave"] == "entry") | ~said["participant"].isin(lost)],
    )


def with_a_constant_scale(folder: Path) -> None:
    """Let everybody answer all items of confidence by the point in the middle."""
    edit(
        folder,
        "responses.csv",
        lambda said: said.assign(
            **{name: "4" for name in said if name.startswith("treatment_confidence")}
        ),
    )


@pytest.fixture(scope="module", params=[without_followup, with_a_constant_scale])
def shown(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Shown:
    """Run the cells of every chapter on one of the studies."""
    folder = tmp_path_factory.mktemp("data") / request.param.__name__
    return run(folder, request.param)


def test_every_chapter_has_results_that_could_not_be_computed_and_others(shown: Shown):
    """No cell fails, and what can be computed is."""
    lost = {k for k, v in shown.parts.items() if isinstance(v.result, NotComputed)}
    assert 3 < len(lost) < len(shown.parts) / 4
    assert len(shown.parts) > 200


def test_prose_can_show_every_number_that_it_refers_to(shown: Shown):
    """Or says that it was not computed."""
    found = [
        plain(shown.parts[name].result, steps)
        for path in CHAPTERS
        for target in STAT.findall(path.read_text("utf-8"))
        for name, _, steps in [target.partition(".")]
        if name in shown.parts
    ]
    assert 9 < sum(one.startswith("not computed") for one in found) < len(found) / 4


def test_each_reason_stands_once_in_the_note_of_a_table(shown: Shown):
    """After all the rows that it holds for."""
    lost = [one.result for one in shown.parts.values()]
    whys = {one.undefined for one in lost if isinstance(one, NotComputed)}
    whys |= {"Nothing could be computed for outpatient", "at least 2 pairs are needed"}
    counts = [table.note.count(escaped(why)) for table in shown.tables for why in whys]
    assert max(counts) == 1
    assert sum(counts) > 6


def test_claims_over_it_cannot_be_judged_and_say_each_reason_once(shown: Shown):
    """The others hold or fail as ever."""
    unjudged = {k: one for k, one in shown.claims.items() if one.holds is None}
    assert 7 < len(unjudged) < len(shown.claims) / 4
    for one in unjudged.values():
        assert one.lacks
        assert all(one.why.count(f": {reason}") == 1 for _, reason in one.lacks), (
            one.why
        )
