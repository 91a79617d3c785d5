"""Links to profiles and names with an @ are found, and code has neither."""

import pytest
from example_names import NONE, redacted

from disclosure._online_profiles import find_profiles
from disclosure.redaction import redact

LINKS = (
    "facebook.com/kev.oleary",
    "https://www.facebook.com/profile.php?id=1000123",
    "http://uk.linkedin.com/in/kev-oleary-1a2b3c/",
    "m.facebook.com/groups/123",
    "instagram.com/kev_92",
    "https://x.com/kev92",
    "twitter.com/kev92/status/123",
    "www.tiktok.com/@kev.92",
    "t.me/kev92",
    "https://t.me/+AbC123",
    "snapchat.com/add/kev-92",
    "linktr.ee/kev92",
    "HTTPS://WA.ME/447700900123",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("around", ["on {}, then", "({})", "<{}>", '"{}".', "[it]({})"])
def test_links_to_profiles_are_found_with_and_without_https(link, around):
    """Up to the sign that ends the sentence or the brackets."""
    assert redacted(around.format(link)) == around.format("[profile link]")


@pytest.mark.parametrize("handle", ["@kev", "@Kev_92", "@_kev_", "@92kev"])
def test_names_with_an_at_are_found(handle):
    """Wherever a word may stand."""
    for around in ("it's {}.", "({})", "insta:{}, snap", "{}", ".{} me", "kev/{}"):
        assert redacted(around.format(handle)) == around.format("[handle]")
    assert redacted(f"{handle}@mastodon.social!") == "[handle]!"


@pytest.mark.parametrize(
    "text",
    [
        "netflix.com/title, facebook.com, x.company/a, https://example.org/x.com/",
        "a package@1.2.3, me @ home, three @5pm, @ 20, @12",
        "max.com/kev, box.com/s/1",
    ],
)
def test_what_only_resembles_a_profile_stays(text):
    """Other hosts, hosts alone, times and amounts."""
    assert redact(text, NONE).replacements == ()


CODE = (
    "@recorded(kind)\ndef mean(): ...",
    "    @property\n    def text(self): ...",
    "@cache\n@other\nasync def f(): ...",
    "@media print {}",
    "@import 'a.css';",
    "* @param x\n",
    "@misc{jones2016, title = {x}}",
    "https://unpkg.com/@b and https://cdn.site.net/npm/@a/b@^1, x/@b/c",
    "npm install @scope/package and a/@b",
    r"\@ifnextchar and \makeatletter\@tempa",
)


@pytest.mark.parametrize("text", CODE)
def test_code_that_is_published_has_no_handles(text):
    """Decorators, style sheets, comments, packages, entries of bibliographies."""
    assert list(find_profiles(text, published=True)) == []


def test_a_handle_that_is_published_is_found():
    """In a list and on a line of its own, too."""
    for text in (
        "* @kev\n",
        "@kev\n",
        "by @kev (he)",
        '"@kev"',
        "|@kev|",
        "@kev\nso",
        "https://mastodon.social/@kev",
        "https://site.uk/@kev/110123456",
    ):
        assert [kind for kind, *_ in find_profiles(text, published=True)] == ["handle"]
