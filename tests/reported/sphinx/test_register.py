"""The register is written again when it would say something else."""

from docutils import nodes
from example_domain import change, domain, environment

from reported.sphinx import register


def test_the_register_is_changed_when_an_entry_is_and_not_for_a_new_version():
    """What made a result stands in the data alone; its words stand on the page."""
    made = domain()
    env = environment(made)
    assert register._changed_register(None, env) == ["register"]
    assert register._changed_register(None, env) == []
    made.data["results"]["entry"]["entry-mood"]["provenance"] = {"versions": {}}
    assert register._changed_register(None, env) == []
    change(made, n_missing=5)
    assert register._changed_register(None, env) == ["register"]
    made.data["register"] = None
    change(made, n_missing=6)
    assert register._changed_register(None, env) == []


def test_cells_between_the_first_and_the_last_run_on_as_a_sentence():
    """Empty ones leave nothing, and a number of people is called n."""
    words = ("entry-mood", "Mood", "", "F = 1", "Chapter 6")
    row = [[nodes.Text(word)] if word else [] for word in words]
    row.insert(4, [nodes.inline("", "21", classes=["stat-n"])])
    dense = register._dense(row)
    assert ["".join(part.astext() for part in cell) for cell in dense] == [
        *("entry-mood", "Mood; F = 1; n = 21", "Chapter 6")
    ]
