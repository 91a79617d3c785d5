"""Numbers and claims as nodes: what the web and paper write of them."""

from types import SimpleNamespace

import pytest
from docutils import nodes

from reported.sphinx._nodes import (
    add_nodes,
    as_html,
    claimed,
    drawing,
    marked_up,
    stat_link,
)


@pytest.fixture
def writers():
    """Return for every kind of node how each builder opens and closes it."""
    known = {}
    app = SimpleNamespace(add_node=lambda node, **how: known.update({node: how}))
    add_nodes(app)
    return known


def written(how, node):
    """Return what a writer of one builder makes of a node without its words."""

    def starttag(node, name, _suffix, **own):
        return f"<{name} {' '.join(f'{k}={v!r}' for k, v in own.items())}>"

    writer = SimpleNamespace(
        body=[], starttag=starttag, idescape=lambda place: f"<{place}>"
    )
    for step in how:
        step(writer, node)
    return "".join(writer.body)


def test_italics_are_marked_and_signs_of_html_are_escaped():
    """A p below a number is no tag."""
    assert as_html("*p* < .001 & *t* = 2") == (
        "<em>p</em> &lt; .001 &amp; <em>t</em> = 2"
    )
    parts = marked_up("exact *p* = .03")
    assert [(type(part), part.astext()) for part in parts] == [
        (nodes.Text, "exact "),
        (nodes.emphasis, "p"),
        (nodes.Text, " = .03"),
    ]


def test_a_claim_that_does_not_hold_says_so_in_words():
    """And one that holds has nothing but its words."""
    sound, spoilt, open_ = (
        claimed("It *fell*", "a", verdict=verdict)
        for verdict in ("holds", "fails", "p of mood: one group only")
    )
    assert sound.astext() == "It fell"
    assert spoilt.astext() == "It fell [not supported by these data]"
    assert open_.astext() == (
        "It fell [cannot be judged, because p of mood: one group only]"
    )
    assert open_["classes"] == spoilt["classes"]
    assert (sound["classes"], spoilt["classes"]) == (
        ["claim"],
        ["claim", "claim-unsupported"],
    )


def test_a_number_leads_to_the_register_on_the_web_and_on_paper(writers):
    """In a heading or a caption of paper there is no link, only its words."""
    link = stat_link("", "", refuri="%register#stat-a", path="groups.b c.mean")
    link["pressed"] = {"data-stat": "a", "data-reference": "a.n"}
    assert written(writers[stat_link]["html"], link) == (
        "<a CLASS='stat reference internal' "
        "href='%register?part=groups.b%20c.mean#stat-a' data-stat='a' "
        "data-reference='a.n'></a>"
    )
    assert written(writers[stat_link]["latex"], link) == (
        r"\hyperref[<register:stat-a>]{\textcolor{black}{}}"
    )
    nodes.caption("", "", nodes.inline("", "", link))
    assert written(writers[stat_link]["latex"], link) == "{{}}"


def test_a_drawing_is_written_on_the_web_as_it_is(writers):
    """It has no words for the search, and paper has no such node."""
    plot = drawing("", svg="<div><svg>7 &lt; 8</svg></div>")
    assert written(writers[drawing]["html"], plot) == plot["svg"]
    assert plot.astext() == ""
    assert set(writers[drawing]) == {"html"}
