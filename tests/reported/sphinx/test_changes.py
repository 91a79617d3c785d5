"""Pages are written again when what they show of results is not as it was."""

from docutils import nodes
from example_domain import change, domain, environment

from reported.sphinx._changes import changed_pages, fill_headings


def test_a_page_is_changed_when_its_words_or_its_cards_are():
    """Each once; what only a card says counts too."""
    made = domain()
    env = environment(made)
    assert changed_pages(None, env) == ["index", "entry"]  # no card was written yet
    assert changed_pages(None, env) == []
    change(made, n_missing=3)  # stands in the cards alone
    assert changed_pages(None, env) == ["index", "entry"]
    made.data["claims"]["entry"]["mood-falls"]["holds"] = False
    assert changed_pages(None, env) == ["index"]
    assert made.data["shown"]["index"]["claim", "mood-falls"] == "fails"


def test_a_number_in_a_heading_is_put_into_every_copy_of_it():
    """All pages show the contents; other code in a heading stays as it is."""
    made = domain()
    env = environment(made)

    def heading():
        parts = (nodes.literal("", "entry-mood.n"), nodes.literal("", "p.adjust"))
        return nodes.title("", "Of ", *parts)

    env.tocs, env.longtitles = {"entry": heading()}, {"entry": heading()}
    env.titles["entry"] = heading()
    everything = ["codebook", "entry", "index"]
    assert fill_headings(None, env) == everything
    for copied in (env.tocs, env.titles, env.longtitles):
        assert copied["entry"].astext() == "Of 14p.adjust"
    assert fill_headings(None, env) == []
    change(made, n=15)
    assert fill_headings(None, env) == everything
    assert env.titles["entry"].astext() == "Of 15p.adjust"
