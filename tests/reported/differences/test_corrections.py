"""The differences of two editions as a page that needs no other file."""

import re
from copy import deepcopy
from html.parser import HTMLParser

from example_changes import NEW, OLD, differences

from reported.differences.corrections import as_page


class Outside(HTMLParser):
    """Collect the tags of a page, and whatever it would fetch."""

    def __init__(self):
        """Start with nothing."""
        super().__init__()
        self.tags, self.fetched = [], []

    def handle_starttag(self, tag, attrs):
        """Note one tag."""
        self.tags.append(tag)
        self.fetched += [v for k, v in attrs if k in ("src", "href", "data")]


def test_as_page_is_self_contained_and_escaped(tmp_path):
    """A page for examiners: no other file, no markup from the data."""
    old, new = deepcopy(OLD), deepcopy(NEW)
    new["thesis"]["title"] = "Coercion <b>&</b> heroin"
    new["results"][0]["reported"] = "<script>alert(1)</script>"
    new["claims"][0]["holds"] = False
    page = as_page(differences(tmp_path, old, new))
    seen = Outside()
    seen.feed(page)
    assert seen.fetched == []
    assert "script" not in seen.tags
    assert "b" not in seen.tags
    assert "url(" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<h1>Changes to the reported results: Coercion &lt;b&gt;") == 1
    for part in ("Simulated data", "not recorded", "f00d", "At treatment entry"):
        assert part in page
    assert re.findall(r"<h2>(.*?) \(\d+\)</h2>", page) == [
        "Claims that changed",
        "Results that crossed p = .05",
        "Reported values that changed",
    ]
    assert "<td>28.29</td><td>35.29</td>" in page


def test_as_page_says_when_nothing_differs(tmp_path):
    """An examiner need not look further."""
    page = as_page(differences(tmp_path, OLD, OLD))
    assert "<p>No reported result differs.</p>" in page
