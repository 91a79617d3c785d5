"""Sentences are parted into clauses, each with the citation that is its own."""

import re

import pytest

from reported.checks._clauses import clauses_of
from reported.checks._running_text import CITED_IN_BRACKETS, CITED_IN_TEXT

CLAUSES = {
    "As T found, it is so, and he left.": ["As T found", "it is so", "and he left"],
    "It is so B, and he left B.": ["It is so B", "and he left B"],
    "A, b and c left; T said no: it (or d) is.": [
        "A , b and c left",
        "T said no",
        "it",
        "or d",
        "is",
    ],
    "It is 7–35 – or 5 – but not so.": ["It is 7 – 35", "or 5", "but not so"],
    "T found 3, 4 and 5 and T none.": ["T found 3 , 4 and 5", "and T none"],
    "It fell, as T has it.\n- one\n\ntwo": ["It fell", "as T has it", "one", "two"],
}


@pytest.mark.parametrize("text", CLAUSES)
def test_clauses(text):
    """T stands for a citation in the text, B for one in brackets."""
    signs = {r"\bT\b": CITED_IN_TEXT, r"\bB\b": CITED_IN_BRACKETS}
    seen = text
    for sign, role in signs.items():
        seen = re.sub(sign, role, seen)
    names = {CITED_IN_TEXT: "T", CITED_IN_BRACKETS: "B"}
    found = [
        " ".join(names.get(token.text, token.text) for token in clause.tokens)
        for clause in clauses_of(seen)
    ]
    assert [clause.removeprefix("- ") for clause in found] == CLAUSES[text]
