"""Three pages of a book that publish and show results, as Sphinx has read them."""

from copy import deepcopy
from types import SimpleNamespace

from docutils import nodes
from example_results import COUNT, WELCH

from reported.sphinx.domain import ResultDomain
from results.record_json import to_json

WHOLE = "*F*(2, 43.61) = 5.12, *p* = .010, ω² = .15, 95% CI [.01, .31]"
MADE_WITH = {"commit": None, "clean": None, "versions": {"pandas": "2.2"}}


def left(name, result, line):
    """Return what a page has of a result that it published."""
    return {
        "id": name,
        "result": to_json(result),
        "line": line,
        "anchor": f"made-{name}",
        "provenance": MADE_WITH,
    }


def domain(register="register"):
    """Return what is known of a result and a claim of a chapter, and of an appendix."""
    made = ResultDomain.__new__(ResultDomain)
    made.data = deepcopy(ResultDomain.initial_data) | {
        "results": {
            "codebook": {"people": left("people", COUNT, 3)},
            "entry": {"entry-mood": left("entry-mood", WELCH, 12)},
        },
        "claims": {"entry": {"mood-falls": claim("mood-falls", ["entry-mood"])}},
        "shown": {
            "index": {("stat", "entry-mood.n"): "14", ("claim", "mood-falls"): "holds"},
            "entry": {("stat", "entry-mood"): WHOLE, ("stat", "entry-mood.n"): "14"},
        },
        "places": {
            "index": {"entry-mood.n": [("", "")]},
            "entry": {
                "entry-mood": [("", "")],
                "entry-mood.n": [("", ""), ("table", "entry-tab-mood")],
            },
        },
        "register": register,
    }
    return made


def claim(name, rests_on):
    """Return what a page has of a claim that it made."""
    made = {"id": name, "condition": "p is below .05", "holds": True, "undecided": ""}
    numbers = [f"{result}.p_value" for result in rests_on]
    made |= {"rests_on": rests_on, "numbers": numbers}
    return made | {"line": 20, "cell": "claim(...)"}


def environment(made):
    """Return the environment of a book with such a domain; the chapter is number 6."""
    titles = {"index": "A thesis", "entry": "At entry", "codebook": "Codebook"}
    return SimpleNamespace(
        get_domain={"result": made}.__getitem__,
        config=SimpleNamespace(root_doc="index"),
        toctree_includes={"index": ["entry", "codebook", "entry"]},
        toc_secnumbers={"entry": {"": (6,)}, "codebook": {"": ("A",)}},
        titles={name: nodes.title("", text) for name, text in titles.items()},
        found_docs=set(titles),
        doc2path=lambda name, base=True: f"book/{name}.md",
    )


def change(made, **fields):
    """Let the result of the chapter be another one."""
    left = made.data["results"]["entry"]["entry-mood"]
    left["result"] = left["result"] | fields
