"""The claims of the book: bound to the data, and no others than the data contradict.

The cells of the chapters run here as plain Python, without the book around them; what
they publish and claim is recorded.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import reported
from analysis import cohort, load_study
from reported import publishing
from reported.publishing import RECORD
from reported.sources import cells
from reported.words.sentences import apa, plain
from results.record_json import from_json

ROOT = Path(__file__).parents[2]
SIMULATED = ROOT / "data" / "simulated"
PAGES = {
    path.relative_to(ROOT / "book").as_posix(): path.read_text("utf-8")
    for folder in ("chapters", "front", "back")
    for path in sorted((ROOT / "book" / folder).glob("*.md"))
}
#: Sentences that rest on how outpatients did: that they did worse than others or no
#: differently, and what follows from it for abstinence, days of use and treatment.
AGAINST_OUTPATIENTS = {
    "outcomes-abstinent-inpatient-open",
    "outcomes-abstinent-prison-above",
    "outcomes-abstinent-small",
    "outcomes-ancova-days-outpatients",
    "outcomes-ancova-open-before",
    "outcomes-beside-raised",
    "outcomes-changes-normality",
    "outcomes-fall-below-inpatients",
    "outcomes-fall-prison-undetected",
    "outcomes-improved-by",
    "outcomes-improvement-family",
    "outcomes-liberty-same",
    "outcomes-logit-prison-above",
    "outcomes-outpatients-abstinent-least",
    "outpatients-benefit-least",
    "retention-abstinence-inpatient-outpatient",
    "retention-abstinence-prison-outpatient",
    "retention-abstinence-robust",
    "retention-completers-family",
    "retention-completers-mood",
    "retention-completion-pairs",
    "retention-days-undetected",
    "retention-hazard-border",
    "retention-hazard-fell",
    "retention-hazard-outpatients",
    "retention-hazard-proportional",
    "retention-leaving-shorter",
    "retention-left-abstinent",
    "retention-model-first",
    "retention-model-second",
    "retention-outpatients-complete-least",
    "retention-outpatients-leave-first",
    "retention-outpatients-leave-most",
    "retention-tipping-range",
}


@dataclass
class Recorded:
    """What the cells of the book handed over."""

    results: dict[str, Any] = field(default_factory=dict)
    holds: dict[str, bool] = field(default_factory=dict)
    rests_on: dict[str, list[str]] = field(default_factory=dict)

    def take(self, name: str, kind: str, content: dict[str, Any]) -> None:
        """Take what would be left beside the page."""
        if kind == RECORD:
            assert name not in self.results, f"{name} is published twice"
            self.results[name] = from_json(content["result"])
        else:
            assert name not in self.holds, f"{name} is claimed twice"
            assert content["condition"], name
            self.holds[name] = content["holds"]
            self.rests_on[name] = content["rests_on"]


def run_cells(folder: Path) -> Recorded:
    """Run the cells of every page that publishes, on the data of a folder."""
    recorded = Recorded()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THESIS_DATA", str(folder))
        patch.setattr(publishing, "_hand_over", recorded.take)
        patch.setattr(reported, "show", lambda table: None)
        plt.switch_backend("agg")
        for name, text in PAGES.items():
            if "publish(" in text:
                space: dict[str, Any] = {}
                for cell in cells(text):
                    exec(compile(cell.code, name, "exec"), space)
                    plt.close("all")
    return recorded


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    """Run the book's cells on the simulated study."""
    return run_cells(SIMULATED)


@pytest.fixture(scope="module")
def outpatients_best(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a copy of the simulated study in which outpatients do best.

    None of them uses heroin at six months, and all complete but the two who were least
    sure at entry; nothing else changes, so that no other sentence should.
    """
    folder = tmp_path_factory.mktemp("data") / "outpatients-best"
    shutil.copytree(SIMULATED, folder)
    people = cohort(load_study(folder)).frame.sort_values("completion_efficacy_entry")
    ours = people.loc[people["setting"] == "outpatient", "participant"].tolist()

    def abstain(seen: pd.DataFrame) -> None:
        seen["heroin_days"] = "0"

    def stay(treated: pd.DataFrame) -> None:
        treated["completed"] = "yes"
        treated["treatment_days"] = [str(160 + i % 20) for i in range(len(treated))]

    def leave(treated: pd.DataFrame) -> None:
        treated["completed"], treated["treatment_days"] = "no", "40"

    edit(folder / "followup.csv", set(ours), abstain)
    edit(folder / "treatment.csv", set(ours[2:]), stay)
    edit(folder / "treatment.csv", set(ours[:2]), leave)
    return folder


def edit(path: Path, whose: set[str], change: Callable[[pd.DataFrame], None]) -> None:
    """Change the rows of some participants in a file, and leave all others."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = table["participant"].isin(whose)
    part = table[rows].copy()
    change(part)
    table.loc[rows] = part
    table.to_csv(path, index=False, lineterminator="\n")


def shown(role: str) -> dict[str, str]:
    """Return every target of a role in the book, with a page that has it."""
    pattern = re.compile(rf"\{{{role}\}}`(?:[^`<]*<)?([^`<>]+)>?`")
    return {
        target: name for name, text in PAGES.items() for target in pattern.findall(text)
    }


def test_every_claim_holds_on_the_simulated_data(recorded):
    """No sentence of the book as it stands is unsupported."""
    assert [name for name, holds in recorded.holds.items() if not holds] == []


def test_book_publishes_enough_results_and_claims(recorded):
    """What was promised: 120 results and 25 claims."""
    assert len(recorded.results) >= 120
    assert len(recorded.holds) >= 25


def test_claims_against_outpatients_flip_when_outpatients_do_best(
    recorded, outpatients_best
):
    """Exactly the sentences that the new data contradict stop holding."""
    other = run_cells(outpatients_best)
    assert other.holds.keys() == recorded.holds.keys()
    flipped = {
        name for name, holds in other.holds.items() if holds != recorded.holds[name]
    }
    assert flipped == AGAINST_OUTPATIENTS


def test_data_in_which_outpatients_do_best_agree_with_the_codebook(outpatients_best):
    """Nothing flips because the data were refused or read otherwise."""
    assert load_study(outpatients_best).kind == "simulated"


def test_every_claim_rests_on_results_that_are_published(recorded):
    """A claim names results of the book, and at least one."""
    for name, basis in recorded.rests_on.items():
        assert basis, name
        assert set(basis) <= recorded.results.keys(), name


def test_every_claim_stands_in_a_sentence_and_every_such_sentence_has_its_claim(
    recorded,
):
    """No claim is made and not used, and none is used and not made."""
    assert shown("claim").keys() == recorded.holds.keys()


def test_every_number_in_the_text_can_be_shown(recorded):
    """Each reference names a published result and a field that has a value."""
    for target, page in shown("stat").items():
        name, _, path = target.partition(".")
        assert name in recorded.results, f"{page}: {target}"
        result = recorded.results[name]
        assert plain(result, path) if path else apa(result), f"{page}: {target}"
