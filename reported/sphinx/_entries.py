"""The entries of the register: all that is said of each result and claim."""

from typing import Any

from sphinx.environment import BuildEnvironment

from reported.sphinx.domain import of_book, stem
from reported.sphinx.pages import reading_order
from reported.words.cards import description, method, sample_size
from reported.words.sentences import apa
from results.record_json import from_json, to_json

Entry = dict[str, Any]


def entries(env: BuildEnvironment) -> dict[str, list[Entry]]:
    """Return results and claims in the order of the book, ready to be shown.

    Returns
    -------
    dict
        "results" and "claims", as ``statistics.schema.json`` describes them; results
        have `marked` too, what is reported with its italics.
    """
    data = of_book(env).data
    uses = _uses(env)
    found: dict[str, list[Entry]] = {"results": [], "claims": []}
    for docname in reading_order(env):
        page = {"chapter": docname, "title": env.titles[docname].astext()}
        for name, left in sorted(data["results"].get(docname, {}).items()):
            found["results"].append(_result(left, page, uses["stat"].get(name, [])))
        for name, left in sorted(data["claims"].get(docname, {}).items()):
            kept = {
                k: left[k]
                for k in ("id", "condition", "holds", "rests_on", "numbers", "line")
            }
            if left["undecided"]:
                kept["undecided"] = left["undecided"]
            shown = uses["claim"].get(name, [])
            found["claims"].append(kept | {"chapter": docname, "shown": shown})
    return found


def _result(left: Entry, page: dict[str, str], uses: list[dict[str, str]]) -> Entry:
    """Return the entry of a result that a page left beside it."""
    result = from_json(left["result"])
    words = apa(result)
    return {
        "id": left["id"],
        "description": description(result),
        "method": method(result),
        "n": sample_size(result),
        "reported": words.replace("*", ""),
        "marked": words,
        **page,
        "line": left["line"],
        "function": result.data.function,
        "record": to_json(result),  # what was left has lost the order of its fields
        "provenance": dict(sorted(left["provenance"].items())),
        "shown": uses,
    }


def _uses(env: BuildEnvironment) -> dict[str, dict[str, list[dict[str, str]]]]:
    """Return where each result and claim is referred to, by id."""
    data = of_book(env).data
    uses: dict[str, dict[str, list[dict[str, str]]]] = {"stat": {}, "claim": {}}
    for docname in reading_order(env):
        places = data["places"].get(docname, {})
        for (kind, target), words in data["shown"].get(docname, {}).items():
            here = uses[kind].setdefault(stem(target), [])
            if kind == "claim":
                here.append({"page": docname})
                continue
            use = {"page": docname, "reference": target}
            use["words"] = words.replace("*", "")
            for what, name in places[target]:
                here.append(use | {what: name} if what else use)
    return uses
