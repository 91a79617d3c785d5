"""Every form of a number is found in prose, and what is no typed number passes."""

import pytest
from example_typed import NOTHING

from reported.checks.prose import numbers_on

FORMS = {
    "The test gave *p* = .03.": ["p = .03"],
    "The test gave p<.001.": ["p<.001"],
    "It was *t*(12) = 2.1 there.": ["t (12) = 2.1"],
    "The mean (*M* = 3.2) rose.": ["M = 3.2"],
    "Here SD = 1.2 was found.": ["SD = 1.2"],
    "- ω² = .16 is large": ["ω² = .16"],
    "Of all, 67 per cent were seen.": ["67 per cent"],
    "It ran over 95% CI here.": ["95%"],
    "In all, 48 of 72 were seen.": ["48 of 72", "72"],
    "The rule is $p = .05$ and `p = .06`.": ["p = .05", "p = .06"],
    ":::{table} Seen again, 67%\n:::": ["67%"],
    "```{note}\nOf all, 67% were seen.\n```": ["67%"],
    "```python\np = .05\n```\nOf all, 67% were seen.": ["67%"],
    "```{figure} of.svg\n:alt: Nine days\n37 men.\n```": ["Nine days", "37 men"],
    "{sup}`37` and {ref}`nine men <app>`": ["37", "nine men"],
    "Five&nbsp;of the *men*; <b>six</b> people": ["Five of the men", "six people"],
    "Thirty‑seven left, 16 of 20; one of the men": [
        "Thirty-seven",
        "16 of 20",
        "20",
        "one of the men",
    ],
    "Nine\nmen, a nine-day stay, threefold, and half said so": [
        "Nine men",
        "nine-day",
        "threefold",
        "half",
    ],
    "Nine tall young unmarried men came.": ["Nine tall young unmarried men"],
    "It was thirteen, not twelve.": ["thirteen"],
    "| 1 | so |\n| 2 | so |\n| 7 | so |": ["7"],
    "In 2016, but the mean was 2016; Table 2 had 3.": ["2016", "3"],
    "{cite:t}`a` found it common and here 37 did so.": ["37"],
    "{cite:t}`a` found it in simulated men, 37 of them.": ["37 of them"],
    "37 left, whatever {cite:t}`a` found of others.": ["37"],
    "After 5 years, {cite:t}`a` found, people change.": ["5 years"],
}
PASSES = (
    "It was {stat}`mood.p_value` of {stat}`mood.n`, {numref}`Part {number} <a2>`.",
    "```{code-cell} ipython3\nprint(p == .05)\n```",
    "```{math}\np = .05\n```",
    "```python\np = .05\n```\nIt was so.",
    "---\ntitle: p = .05\n---\n# Title",
    "% p = .05 is to be checked",
    "(label-37)=",
    "```{figure} of 20%.svg\n:width: 80%\nA map.\n```",
    "See {claim}`Outpatients benefited least <p-20>`.",
    "SOCRATES-8D and CC0; Chapter 4, Table 2; in May 2016, between 1997 and 2005.",
    "The second of three readings; one man; two reasons; at first; one of them.",
    "Nine tall young unmarried Welsh men came; it was twelve.",
    "{cite:t}`a` found 30 per cent, 40 per cent and 12 men.",
    "Of all, 81% of inpatients and 17% of outpatients left {cite:p}`a`.",
)


@pytest.mark.parametrize("text", FORMS)
def test_every_form_of_a_number_is_found(text):
    """What a reader reads, wherever it stands."""
    found = numbers_on("page", text, NOTHING).findings
    assert [finding.value for finding in found] == FORMS[text]


@pytest.mark.parametrize("text", PASSES)
def test_what_is_no_typed_number_passes(text):
    """Roles, code, options, comments, names, years, references, cited clauses."""
    assert not numbers_on("page", text, NOTHING).findings
