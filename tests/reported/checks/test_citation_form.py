"""Works are cited in one form, and every other form is named with its place."""

from types import SimpleNamespace

import pytest

from reported.checks.citation_form import citation_form, ill_formed

PAGE = """\
As {cite:t}`joe1998` found, and others {cite:p}`wu2020,li2021`.
```python
cited = "fell{cite:p}`joe1998`"
```
It fell ({cite:p}`joe1998`), as others {cite:p}`joe1998` {cite:p}`wu2020` found.
"""


def test_a_citation_in_another_form_is_named_with_its_place():
    """Two on one line; what stands in code is no citation."""
    found = citation_form(SimpleNamespace(sources={"book/a.md": PAGE}))
    assert found.looked_at == "5 citations"
    assert [str(finding) for finding in found.findings] == [
        "book/a.md:5: a citation that has brackets stands in brackets, got "
        "'({cite:p}`joe1998`'; take the outer brackets away",
        "book/a.md:5: two citations stand side by side, got "
        "'{cite:p}`joe1998` {cite:p}`wu2020`'; write one, with the keys of both",
    ]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("It fell {cite:p}`a,b`, as {cite:t}`c` found.", []),
        ("It fell. {cite:p}`a`", ["a citation stands after the end of its sentence"]),
        ("It fell{cite:p}`a`.", ["no space stands before a citation"]),
        (
            "It fell ({cite:p}`a`).",
            ["a citation that has brackets stands in brackets"],
        ),
        ("It fell {cite:p}`a`; {cite:p}`b`.", ["two citations stand side by side"]),
        (
            "As shown by {cite:p}`a`.",
            ["a work that is part of the sentence is cited in brackets"],
        ),
        (
            "It fell {cite}`a`.",
            ["a citation does not say whether it stands in brackets"],
        ),
        ("It fell {cite:p}`a, b,a`.", ["a work is named twice in one citation"]),
    ],
)
def test_citations_have_one_form(line, rules):
    """Each fault by itself."""
    assert [rule for rule, _, _ in ill_formed(line)] == rules
