"""Letters as they were before a file wrote them otherwise.

References and escapes of HTML, links and JSON, and UTF-8 that was read as if it were
another encoding (Siân becomes SiÃ¢n).
"""

from __future__ import annotations

import re
from html import unescape

#: What UTF-8 is mistaken for on Windows, on old Macs, and in a Windows console.
MISTAKEN = ("cp1252", "mac_roman", "cp850")
FIRST = (*range(0xC2, 0xD0), 0xE1, 0xE2)  # bytes with which letters and quotes begin
ROUNDS = 3  # one within the other


def _characters(codec: str, byte: int) -> set[str]:
    """Return what a byte may have been shown as."""
    shown = bytes([byte]).decode(codec, errors="ignore")
    return {shown, chr(byte)} - {""} if codec == "cp1252" else {shown}


LATER_BYTES = {
    codec: {
        character: byte
        for byte in range(0x80, 0xC0)
        for character in _characters(codec, byte)
    }
    for codec in MISTAKEN
}
FIRST_BYTES = {
    codec: {c: byte for byte in FIRST for c in _characters(codec, byte)}
    for codec in MISTAKEN
}
ALTERNATIVES = "|".join(
    rf"(?P<{codec}>(?:[{re.escape(''.join(FIRST_BYTES[codec]))}]"
    rf"[{re.escape(''.join(LATER_BYTES[codec]))}]{{1,2}})+)"
    for codec in MISTAKEN
)
#: Each begins with one sign of a set, which is found fast.
ESCAPES = (
    r"[&%\\](?:(?<=&)#?\w{1,31};?|(?<=%)(?P<link>[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*)"
    r"|(?<=\\)(?:u(?P<u>[0-9a-fA-F]{4})|x(?P<x>[0-9a-fA-F]{2})|/))"
)
WRITTEN_OTHERWISE = re.compile(f"{ESCAPES}|{ALTERNATIVES}")
OF_ASCII = re.compile(ESCAPES)
MAY_BE_MISTAKEN = re.compile(
    f"[{re.escape(''.join(sign for codec in MISTAKEN for sign in FIRST_BYTES[codec]))}]"
)


def decoded(text: str) -> str:
    r"""Return a text with its letters as they were.

    Examples
    --------
    >>> decoded("Si&acirc;n, Si%C3%A2n, Si%E2n, Si\\u00e2n, SiÃ¢n, Si√¢n, Siân")
    'Siân, Siân, Siân, Siân, Siân, Siân, Siân'
    """
    for _ in range(ROUNDS):
        mistaken = not text.isascii() and MAY_BE_MISTAKEN.search(text)
        pattern = WRITTEN_OTHERWISE if mistaken else OF_ASCII
        before, text = text, pattern.sub(_letters, text)
        if text == before:
            break
    return text


def decoded_places(text: str) -> tuple[str, list[int], list[int]]:
    """Decode a text, and return where each character of it began and ended before.

    Examples
    --------
    >>> decoded_places("a&lt;b")
    ('a<b', [0, 1, 5], [1, 5, 6])
    """
    starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
    for _ in range(ROUNDS):
        parts, first, last, done = [], [], [], 0
        for match in WRITTEN_OTHERWISE.finditer(text):
            letters, (start, end) = _letters(match), match.span()
            parts += [text[done:start], letters]
            first += starts[done:start] + [starts[start]] * len(letters)
            last += ends[done:start] + [ends[end - 1]] * len(letters)
            done = end
        if not parts:
            break
        text = "".join([*parts, text[done:]])
        starts, ends = first + starts[done:], last + ends[done:]
    return text, starts, ends


def _letters(match: re.Match[str]) -> str:
    """Return the letters of one run; the run itself if it is none after all."""
    found = match.groupdict()
    if found.get("link"):
        data = bytes.fromhex(found["link"].replace("%", ""))
        return _read(data) or data.decode("cp1252", errors="replace")
    if found.get("u") or found.get("x"):
        letter = chr(int(found["u"] or found["x"], 16))
        return " " if "\ud800" <= letter < "\ue000" else letter
    if match[0][0] in "&\\":
        return "/" if match[0] == r"\/" else unescape(match[0])
    for codec in MISTAKEN:
        if found.get(codec):
            bytes_of = {**LATER_BYTES[codec], **FIRST_BYTES[codec]}
            return _read(bytes(bytes_of[sign] for sign in match[0])) or match[0]
    return match[0]


def _read(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
