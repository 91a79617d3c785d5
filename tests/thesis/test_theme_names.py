"""All places that name a theme which the frame in use does not have, before a build."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from analysis.data.coding_frame import frame_nodes
from analysis.data.loading import load_study
from results import DataError
from thesis.theme_names import Names, refuse_unknown_codes, unknown_themes

ROOT = Path(__file__).parents[2]
#: Themes and codes of a researcher's own, by what they hold.
OWN = {
    "L'été & co: 1990": ["mere", "t"],
    "Zwang - von außen": ["told"],
    "x" * 90: ["family_worry"],
}
CHAPTER = """\
Of {stat}`a-themes.rows.family_pressure.n` and {stat}`a-themes.rows.mere.interviews`.
Not {stat}`a-themes.groups.prison.n` {stand-in}``but {stat}`a-themes.attributions.n` ``.
Both gave {stat}`a-pairs.pairs.family_pressure-self_efficacy.both`.

```{code-cell} ipython3
:tags: [hide-input]
themes = publish("a-themes", an.theme_table(coding, interviews, by="setting"))
together = publish("a-pairs", an.co_occurrence(coding, interviews))
claim("a-read", excerpts_run(
    chosen, "formal_coercion-prison", "I … me."))
```

```{code-cell} ipython3
rated = people["family_pressure"]
```

```{code-cell} ipython3
for name, theme in [("one", "informal_coercion"), ("attributions-one", "unknown")]:
    themes[theme]
themes["nowhere"], themes["t"], themes["groups"], themes["prison"]
```
"""


def frame_of(own):
    """Return a coding frame of such themes and codes."""
    described = {"label": "x", "description": "x"}
    return [
        {
            "theme": name,
            **described,
            "codes": [{"code": code, **described} for code in codes],
        }
        for name, codes in own.items()
    ]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project of two pages on a frame of its own."""
    shutil.copytree(ROOT / "data" / "simulated", tmp_path / "data" / "simulated")
    own = tmp_path / "data" / "own"
    own.mkdir()
    shutil.copyfile(ROOT / "data/simulated/dataset.yaml", own / "dataset.yaml")
    text = yaml.safe_dump({"themes": frame_of(OWN)}, allow_unicode=True)
    (own / "coding_frame.yaml").write_text(text, "utf-8")
    book = tmp_path / "book"
    (book / "chapters").mkdir(parents=True)
    (book / "_toc.yml").write_text(
        "root: index\nparts:\n  - chapters:\n      - file: chapters/one\n"
    )
    (book / "index.md").write_text("See {stat}`a-themes.rows.self_efficacy`.\n")
    (book / "draft.md").write_text("See {stat}`a-themes.rows.not_in_the_book`.\n")
    (book / "chapters/one.md").write_text(CHAPTER, "utf-8")
    monkeypatch.setenv("THESIS_DATA", str(own))
    return tmp_path


def found(project):
    """Return what is found: page and line with name, and those that are certain."""
    places = unknown_themes(project).places
    return [f"{at}: {at.name}" for at in places], [
        at.name for at in places if at.certain
    ]


def test_every_place_is_listed_in_the_order_of_the_book(project):
    """Prose and cells; not a rating of the same name, a group, a field, or a draft."""
    named, certain = found(project)
    assert named == [
        "book/index.md:1: self_efficacy",
        "book/chapters/one.md:1: family_pressure",
        "book/chapters/one.md:2: attributions",
        "book/chapters/one.md:3: family_pressure",
        "book/chapters/one.md:3: self_efficacy",
        "book/chapters/one.md:10: formal_coercion",
        "book/chapters/one.md:18: informal_coercion",
        "book/chapters/one.md:20: nowhere",
    ]
    assert [name for name in certain if name == "informal_coercion"] == []
    assert len(certain) == len(named) - 1


def test_text_that_is_left_out_of_a_study_names_nothing(project):
    """Of data of kind study; their frame is at fault for no sentence about others."""
    declared = project / "data" / "own" / "dataset.yaml"
    declared.write_text("kind: study\ntitle: A\nstatement: B\n")
    assert "book/chapters/one.md:2: attributions" not in found(project)[0]


def test_the_frame_of_the_book_lacks_nothing(project, monkeypatch):
    """And a project whose frame cannot be read is told so elsewhere."""
    monkeypatch.setenv("THESIS_DATA", "data/simulated")
    (project / "book/chapters/one.md").write_text(
        CHAPTER.replace('"nowhere"], themes["t"]', '"self_motivation"]')
    )
    assert found(project)[0] == ["book/chapters/one.md:1: mere"]
    (project / "data/simulated/coding_frame.yaml").unlink()
    assert found(project) == ([], [])


def test_the_heading_counts_and_a_place_says_what_may_be_meant(project):
    """A place on its own is one place with one name."""
    unknown = unknown_themes(project)
    assert unknown.heading == (
        "8 places in the book name 6 themes or codes that data/own/coding_frame.yaml "
        f"does not have; its themes are {', '.join(OWN)} (what to do: "
        "docs/own-coding-frame.md)"
    )
    assert unknown.lines()[1] == (
        "book/chapters/one.md:1: 'family_pressure'; did you mean 'family_worry'?"
    )
    (project / "book/chapters/one.md").write_text(
        '```{code-cell} ipython3\npublish("a-themes", an.theme_table(coding))\n```\n'
    )
    assert unknown_themes(project).heading.startswith(
        "1 place in the book names 1 theme or code that "
    )


@pytest.mark.parametrize(
    ("fault", "explained"),
    [
        ("no field to show under this name, got 'family_pressure'; use one of a", True),
        ("KeyError: 'formal_coercion-prison'", True),
        ("no field, got 'family_pressure_entry'", False),
        ("NameError: name 'themes' is not defined", False),
    ],
)
def test_a_fault_that_quotes_such_a_name_is_explained_by_it(project, fault, explained):
    """On the page that names it, and on no other."""
    unknown = unknown_themes(project)
    assert unknown.explains("/x/book/chapters/one.md:7", fault) is explained
    assert not unknown.explains("/x/book/index.md:1", fault)


def test_a_coding_with_codes_that_the_frame_lacks_is_refused(tmp_path):
    """Each code once, with its rows and what may be meant; a frame that is none too."""
    study = load_study(ROOT / "data" / "simulated")
    refuse_unknown_codes(study)
    frame = (study.folder / "coding_frame.yaml").read_text("utf-8")
    changed = frame.replace("family_worry", "family_worries").replace(
        "other_demands", "x"
    )
    (tmp_path / "coding_frame.yaml").write_text(changed, "utf-8")
    rows = study.table("coding")["code"].value_counts()
    with pytest.raises(DataError) as caught:
        refuse_unknown_codes(replace(study, folder=tmp_path))
    assert str(caught.value).split("\n") == [
        "coding.csv, code: coding_frame.yaml has no such code, in "
        f"{rows['family_worry']} rows, got 'family_worry'; did you mean "
        "'family_worries'?",
        "coding.csv, code: coding_frame.yaml has no such code, in "
        f"{rows['other_demands']} rows, got 'other_demands'; did you mean 'x'?",
    ]
    (tmp_path / "coding_frame.yaml").unlink()
    with pytest.raises(DataError, match=r"coding_frame\.yaml"):
        refuse_unknown_codes(replace(study, folder=tmp_path))
    nobody = {**study.tables, "coding": study.table("coding")[:0]}
    refuse_unknown_codes(replace(study, folder=tmp_path, tables=nobody))


@pytest.mark.parametrize(
    ("key", "lacking"),
    [
        ("Zwang - von außen", []),
        ("Zwang - von außen-t", []),
        ("t-prison", []),
        ("gone-prison", ["gone"]),
        ("t-gone", ["gone"]),
        ("old-gone", ["old", "gone"]),
        ("my-own-name", ["my-own-name"]),
    ],
)
def test_a_key_of_two_lacks_what_is_neither_in_the_frame_nor_a_group(key, lacking):
    """A name may have hyphens and blanks of its own."""
    nodes = tuple(frame_nodes(frame_of(OWN)))
    names = Names(nodes, frozenset({"old", "gone"}), frozenset({"prison"}))
    assert names.lacking(key) == lacking
    assert names.lacking_in_path(f"{key}.interviews", "theme_table") == lacking
