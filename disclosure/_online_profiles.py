"""Profiles of people online: links to them, and the names they go by there."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Where people have a profile; behind the slash stands whose.
HOSTS = tuple(
    name + (".com" if "." not in name else "")
    for name in (
        *("facebook", "fb", "fb.me", "m.me", "messenger", "instagram", "instagr.am"),
        *("x", "twitter", "linkedin", "lnkd.in", "tiktok", "t.me", "telegram.me"),
        *("snapchat", "wa.me", "whatsapp", "youtube", "youtu.be", "threads.net"),
        *("threads", "pinterest", "pinterest.co.uk", "reddit", "tumblr", "twitch.tv"),
        *("vk", "bsky.app", "discord.gg", "discord", "soundcloud", "onlyfans"),
        *("flickr", "bebo", "myspace", "linktr.ee", "paypal.me", "steamcommunity"),
        *("strava", "grindr", "fetlife", "badoo", "tinder", "facebook.co.uk"),
    )
)
LINK = re.compile(
    r"(?<![\w@])(?<![\w@]\.)(?:https?:?//)?(?:[\w-]+\.)*"
    rf"(?:{'|'.join(map(re.escape, HOSTS))})(?::\d+)?/"
    r"[^\s<>\"'`\[\](){}|\\,;¦]*[\w/=-]",
    re.IGNORECASE,
)
HANDLE = re.compile(
    r"(?<![\w@\\])@(?=[\w.-]*[^\W\d_])\w(?:[\w.-]*\w)?(?:@(?:[\w-]+\.)+[^\W\d_]+)?"
    r"(?!@)"
)
TIME = re.compile(r"@\d+(?:am|pm|p|k|x)", re.IGNORECASE)
#: What follows @ in style sheets and in comments on code.
OF_CODE = re.compile(
    r"@(?:charset|container|counter-style|font-face|import|keyframes|layer|media|"
    r"namespace|page|property|supports|author|copyright|license|param|preserve|"
    r"returns?|type|version|article|book|incollection|inproceedings|misc|phdthesis|"
    r"techreport|online|string|preamble|comment|manual)"
)
#: A page of a site, but one that serves packages.
SITE = re.compile(
    r"(?<![\w.-])(?!unpkg\.com|esm\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\Z", re.IGNORECASE
)
#: A line of code before a function or a class.
DECORATED = re.compile(r"[^\n]*\n\s*(?:@|def\b|class\b|async\b)")


def find_profiles(text: str, *, published: bool) -> Iterator[tuple[str, int, int]]:
    """Find links to profiles, and names with an @ before them.

    Parameters
    ----------
    text : str
        Folded.
    published : bool
        What code, style sheets and bibliographies write with an @ is passed over.

    Yields
    ------
    tuple of (str, int, int)
        Kind, start and end.

    Examples
    --------
    >>> text = "facebook.com/kev.oleary, or @kev_92"
    >>> list(find_profiles(text, published=False))
    [('profile link', 0, 23), ('handle', 28, 35)]
    """
    small = text.lower()
    if any(f"{host}/" in small for host in HOSTS):
        yield from (("profile link", *match.span()) for match in LINK.finditer(text))
    if "@" in text:
        for match in HANDLE.finditer(text):
            if not TIME.fullmatch(match[0]) and not (published and _of_code(match)):
                yield "handle", *match.span()


def _of_code(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    if OF_CODE.fullmatch(match[0]) or text[end : end + 1] in ("{", "("):
        return True
    if re.match(r"/(?!\d{6})\w", text[end:]):  # a package, and no post of a person
        return True
    if text[start - 1 : start] == "/" and not SITE.search(text[:start]):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.strip() in ("", ">>>") and bool(DECORATED.match(text, end))
