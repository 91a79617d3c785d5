"""Which pages show something that is not as it was, and have to be written again."""

import json

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from reported.sphinx.domain import Reference, ResultDomain, of_book, stem
from reported.words.cards import card_lines, description
from reported.words.sentences import apa


def changed_pages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something whose words are not those of last time."""
    domain = of_book(env)
    changed = []
    for docname, shown in domain.data["shown"].items():
        now = {reference: _words_or_empty(domain, reference) for reference in shown}
        behind = {stem(target): _behind(domain, target) for _, target in now}
        behind |= {f"number {target}": _pressed(domain, target) for _, target in now}
        if now != shown or behind != domain.data["behind"].get(docname):
            changed.append(docname)
        domain.data["shown"][docname] = now
        domain.data["behind"][docname] = behind
    return changed


def fill_headings(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put words into the contents, which copy a heading before its numbers are known.

    Every page shows the contents, so all are written again when such words change.
    """
    domain = of_book(env)
    changed = False
    for copied in (env.tocs, env.titles, env.longtitles):
        for docname, title in copied.items():
            targets = {target for kind, target in domain.data["shown"].get(docname, ())}
            for node in list(title.findall(nodes.Element)):
                target = node.get("shows") or (
                    node.astext() if isinstance(node, nodes.literal) else ""
                )
                if target in targets:
                    words = _words_or_empty(domain, ("stat", target)).replace("*", "")
                    changed = changed or node.astext() != words
                    filled = nodes.inline("", words, shows=target)
                    node.parent.replace(node, filled)
    return sorted(env.found_docs) if changed else []


def _behind(domain: ResultDomain, target: str) -> str:
    """Return all that a page's card says of a result, so that no card is stale."""
    try:
        docname, left, result = domain.result(target.partition(".")[0])
    except KeyError:
        return ""
    card = [description(result), apa(result), card_lines(result)]
    return json.dumps([docname, left["anchor"], left["result"], card])


def _pressed(domain: ResultDomain, target: str) -> str:
    """Return what the card says of the number itself."""
    try:
        number = domain.pressed(target)
    except (KeyError, ValueError):
        return ""
    return "|".join((number.words, number.exact, number.rounded))


def _words_or_empty(domain: ResultDomain, reference: Reference) -> str:
    """Return the words of a reference; a bad one is reported where it is resolved."""
    try:
        return domain.words(reference)
    except (KeyError, ValueError):
        return ""
