"""Studies that one person coded, or three: the chapter of the interviews stands."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from example_chapters import CHAPTERS, Shown, edit, run

from reported.words.sentences import plain
from results import CodersAlpha, NotComputed

pytestmark = pytest.mark.long

QUALITATIVE = [path for path in CHAPTERS if path.stem == "05-qualitative"]
STAT = re.compile(r"\{stat\}`(?:[^`<]*<)?([^`<>]+)>?`")
TABLES = [
    f"qualitative-tab-{name}" for name in ("agreement", "characters", "documents")
]
#: Claims that rest on agreement.
ON_AGREEMENT = {
    "qualitative-coders-agree",
    "qualitative-characters-lower",
    "qualitative-documents-wide",
}


def by_one(folder: Path) -> None:
    """Keep the first coder's rows, under a name of hers."""
    edit(
        folder,
        "coding.csv",
        lambda rows: rows[rows["coder"] == "A"].assign(coder="Si\u00e2n"),
    )


def by_three(folder: Path) -> None:
    """Let a third coder code two thirds of the interviews as the second did."""

    def more(rows: pd.DataFrame) -> pd.DataFrame:
        names = rows["coder"].map({"A": "coder 1", "B": "Bo and Ann"})
        third = rows[(rows["coder"] == "B") & (rows["interview"] < "I09")]
        both = [rows.assign(coder=names), third.assign(coder="Ceri")]
        return pd.concat(both)

    edit(folder, "coding.csv", more)
    order = "coders: [coder 1, Bo and Ann, Ceri]\n"
    with (folder / "dataset.yaml").open("a", encoding="utf-8") as file:
        file.write(order)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: Any) -> dict[str, Shown]:
    """Run the cells of the chapter on each of the studies."""
    folder = tmp_path_factory.mktemp("data")
    return {
        change.__name__: run(folder / change.__name__, change, QUALITATIVE)
        for change in (by_one, by_three)
    }


def said(shown: Shown) -> list[str]:
    """Return every number or phrase of a result that the chapter prints."""
    text = QUALITATIVE[0].read_text("utf-8")
    found = [target.partition(".") for target in STAT.findall(text)]
    return [
        plain(shown.parts[name].result, steps)
        for name, _, steps in found
        if name in shown.parts
    ]


def test_of_one_coder_agreement_is_not_computed(shown: dict[str, Shown]) -> None:
    """Tables and claims say so once each; all else is as ever."""
    one = shown["by_one"]
    results = {name: part.result for name, part in one.parts.items()}
    lost = {k: v for k, v in results.items() if isinstance(v, NotComputed)}
    assert list(lost) == [
        f"qualitative-agreement-{unit}" for unit in ("turn", "character", "document")
    ]
    assert {record.undefined for record in lost.values()} == {"one coder"}
    unjudged = {k: claim.why for k, claim in one.claims.items() if claim.holds is None}
    assert set(unjudged) == ON_AGREEMENT
    assert all(why.count("one coder") == 1 for why in unjudged.values())
    notes = {table.name: table.note for table in one.tables if table.name in TABLES}
    assert list(notes) == TABLES
    assert all(note.count("one coder") == 1 for note in notes.values())
    phrases = said(one)
    assert sum(phrase.startswith("not computed") for phrase in phrases) == 3
    assert one.parts["qualitative-themes"].result.method.startswith(
        "Excerpts coded by Si\u00e2n"
    )


def test_three_coders_have_an_alpha_over_all_and_each_pair(
    shown: dict[str, Shown],
) -> None:
    """Pairs on the interviews that both coded, under the numbers of the coders."""
    three = shown["by_three"]
    assert not [v for v in three.parts.values() if isinstance(v.result, NotComputed)]
    keys = [
        name for name in three.parts if name.startswith("qualitative-agreement-turn")
    ]
    assert keys == [
        f"qualitative-agreement-turn{end}" for end in ("", "-1-2", "-1-3", "-2-3")
    ]
    whole, *pairs = (three.parts[key].result for key in keys)
    assert isinstance(whole, CodersAlpha)
    assert whole.coders == ("coder 1", "Bo and Ann", "Ceri")
    assert [pair.n_interviews for pair in pairs] == [12, 8, 8]
    assert {row.kappa.estimate for row in pairs[2].rows} == {1.0}
    tables = {table.name: table for table in three.tables if table.name in TABLES}
    rows = len(whole.rows) * 4
    assert [len(table.rows) for table in tables.values()] == [rows] * 3
    assert all(claim.holds is not None for claim in three.claims.values())
    assert not any(phrase.startswith("not computed") for phrase in said(three))
    assert "two" not in tables[TABLES[0]].caption


def test_the_order_of_coders_is_that_of_the_data_folder(
    shown: dict[str, Shown],
) -> None:
    """The codes of the first are counted, who need not be the first by name."""
    method = shown["by_three"].parts["qualitative-themes"].result.method
    assert method.startswith("Excerpts coded by coder 1")
