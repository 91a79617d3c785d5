"""Words of a list are found, but in the phrases that are meant otherwise."""

import pytest

from reported.checks._listed_words import listed_words
from results import DataError

LIST = """\
words: [fell, 'ros\\w+']
exceptions:
  - {phrase: it FELL, reason: said of snow}
  - {phrase: rosebud, reason: a flower}
"""


@pytest.fixture
def words(tmp_path):
    """Return the words of a list of two, with two exceptions."""
    path = tmp_path / "list.yaml"
    path.write_text(LIST, "utf-8")
    return listed_words(path)


def test_a_word_is_found_where_no_phrase_covers_it(words):
    """Whole words, whatever the capitals; each word for itself."""
    assert list(words.outside_exceptions("Fell, rose, fellow, so it fell")) == [
        "fell",
        "rose",
    ]
    assert list(words.outside_exceptions("Bit fell")) == []  # a phrase is no word
    assert list(words.outside_exceptions("A ROSEBUD")) == []


def test_an_exception_that_covered_nothing_is_idle(words):
    """The others are not."""
    assert not list(words.outside_exceptions("it fell"))
    assert [str(finding) for finding in words.idle("a.yaml", "text")] == [
        "a.yaml: exceptions: no text needs this exception any more, got 'rosebud'; "
        "take it out"
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("fell,", "'(fell',", r"'\(fell' is no pattern: missing \)"),
        (", reason: a flower", "", r"exceptions\[1\]\.reason: is missing"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(tmp_path, old, new, told):
    """No pattern, no reason."""
    path = tmp_path / "list.yaml"
    path.write_text(LIST.replace(old, new), "utf-8")
    with pytest.raises(DataError, match=told):
        listed_words(path)
