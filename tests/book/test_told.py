"""A name that leads nowhere comes with those that may be meant."""

from types import SimpleNamespace

import pytest
from thesis_told import told

DOMAINS = {
    "std": SimpleNamespace(labels={"entry": ()}, anonlabels={"entry-tab-age": ()}),
    "cite": SimpleNamespace(
        bibdata=SimpleNamespace(data=SimpleNamespace(entries={"jones2021method": 1}))
    ),
}
ENV = SimpleNamespace(get_domain=DOMAINS.get, found_docs={"chapters/07-outcomes"})
APP = SimpleNamespace(env=ENV)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("undefined label: 'entri'", "entry"),
        ("undefined label: 'entry-tab-ages'", "entry-tab-age"),
        ("unknown document: 'chapters/7-outcomes'", "chapters/07-outcomes"),
        ('could not find bibtex key "jones2021methods"', "jones2021method"),
        ('Unknown interpreted text role "statt". [myst.role_unknown]', "stat"),
        ("'myst' cross-reference target not found: 'entryy' [myst.xref]", "entry"),
    ],
)
def test_near_names_stand_behind_what_is_said(said, meant):
    """Of labels, pages, works and roles."""
    assert told(APP, "book/entry.md:3", said).startswith(
        f"{said}; did you mean {meant!r}"
    )


@pytest.mark.parametrize("said", ["undefined label: 'zzz'", "image not readable: x"])
def test_where_none_is_near_nothing_is_added(said):
    """Nor to what is said of something else."""
    assert told(APP, "book/entry.md:3", said) == said


def test_a_label_that_stands_twice_is_told_with_both_places(tmp_path):
    """In prose, in options and in cells; docutils knows the second alone."""
    page = tmp_path / "entry.md"
    page.write_text("(a-tab)=\n# A\n\n:name: b-tab\nshow(x, name='a-tab')\n", "utf-8")
    said = 'Duplicate explicit target name: "a-tab".'
    assert told(APP, f"{page}:6", said) == (
        "the label 'a-tab' stands twice on this page, in lines 1 and 5; rename one of "
        "them"
    )
    said = "glue key 'figure:81ab' duplicate [mystnb.glue]"
    assert told(APP, f"{page}:6", said).startswith("this cell shows two figures")
