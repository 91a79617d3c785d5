"""Letters that a file wrote otherwise are read as what they were."""

from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure._decoding import decoded, decoded_places

NAME = "Siân O’Dreen"


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850"])
def test_utf_8_that_was_taken_for_another_encoding_is_read(codec):
    """Also of decomposed letters, and twice in a row."""
    for name in (NAME, "Zoe\u0308, Šárka"):
        wrong = name.encode().decode(codec)
        assert decoded(f"({wrong})") == f"({name})"
    if codec == "latin-1":
        assert decoded(wrong.encode().decode(codec)) == name


@pytest.mark.parametrize(
    "text",
    [
        "Si&acirc;n O&rsquo;Dreen",
        "Si&#226;n O&#x2019;Dreen",
        "Si&amp;acirc;n O&amp;rsquo;Dreen",
        "Si%C3%A2n%20O%E2%80%99Dreen",
        "Si%E2n O%92Dreen",
        r"Si\u00e2n O\u2019Dreen",
        r"Si\xe2n O\u2019Dreen",
    ],
)
def test_references_and_escapes_are_read(text):
    """Of HTML, JSON, links in either encoding, and one within the other."""
    assert decoded(text) == NAME


@given(st.text("aâéŁ&;#%\\u1234x<> ", max_size=30))
def test_what_is_decoded_says_where_it_stood(text):
    """Whole runs, in the order of the text, and the same letters without places."""
    plain, starts, ends = decoded_places(text)
    assert plain == decoded(text)
    assert len(plain) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert all(start < end for start, end in zip(starts, ends, strict=True))


@given(st.text("Siân O’Łé,<>&", max_size=20))
def test_whatever_is_escaped_is_read(text):
    """As HTML and as links write it."""
    assert decoded(quote(text)) == decoded(text) == decoded(escape(text))


def test_ordinary_text_stays():
    """Letters with accents, ampersands, per cents and backslashes."""
    text = "Ça va, Ärger, AT&T, R&D; 100% of 5 %, C:\\users, Â£, naïve, São"
    assert decoded(text) == text.replace("Â£", "£")
