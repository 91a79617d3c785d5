"""Cards: what a reader sees of a result without leaving the page."""

from typing import Any

from sphinx.application import Sphinx

from reported.sphinx._nodes import as_html
from reported.sphinx.domain import of_book, stem
from reported.sphinx.pages import page_name
from reported.words.cards import card_lines, description
from reported.words.sentences import apa


def add_cards(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    """Put a card for every result that a page shows at the end of its text."""
    data = of_book(app.env).data
    shown = data["shown"].get(pagename, {})
    names = dict.fromkeys(stem(t) for kind, t in shown if kind == "stat")
    if names and data["register"] and "body" in context:
        context["body"] += "\n".join(_card(app, pagename, name) for name in names)


def _card(app: Sphinx, pagename: str, name: str) -> str:
    """Return the card of one result as HTML, hidden until it is asked for.

    What was pressed stands with its link; the script puts it at the head of the card.
    """
    domain = of_book(app.env)
    docname, left, result = domain.result(name)
    rows = "".join(
        f"<dt>{as_html(what)}</dt><dd>{as_html(value)}</dd>"
        for what, value in [*card_lines(result), ("Function", result.data.function)]
    )
    register = app.builder.get_relative_uri(pagename, domain.data["register"])
    chapter = app.builder.get_relative_uri(pagename, docname)
    place = page_name(app.env, docname)
    cell = f"{chapter}#{left['anchor']}" if left["anchor"] else chapter
    return (
        f'<aside class="stat-card" id="card-{name}" hidden>'
        f'<h2 class="stat-card-title">{as_html(description(result))}</h2>'
        '<p class="stat-card-number" hidden></p>'
        f'<p class="stat-card-reported">{as_html(apa(result))}</p><dl>{rows}</dl>'
        f'<p class="stat-card-links"><a href="{register}#stat-{name}">Entry in the '
        f'register</a> <a href="{cell}">Code: {place}</a></p></aside>'
    )
