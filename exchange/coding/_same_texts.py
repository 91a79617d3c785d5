"""Texts that differ only in how a program stored them, and places in one and another.

Accents may be one sign with their letter or two, as Unicode allows, and white space may
stand at the end: neither is seen, and the words are the same.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate

import pandas as pd

from exchange.coding._text_positions import quote_places


def same_words(one: str, other: str) -> bool:
    r"""Tell whether two texts differ in accents as stored or white space at the end.

    Examples
    --------
    >>> same_words("caf\u00e9\n", "cafe\u0301"), same_words("cafe", "caf\u00e9")
    (True, False)
    """
    return one == other or _apart(one).rstrip() == _apart(other).rstrip()


def longer_text(one: str, other: str) -> str:
    """Return the text with more white space at its end; the first of equals."""
    return one if len(_apart(one)) >= len(_apart(other)) else other


def quote_places_as_read(text: str, quote: str) -> list[tuple[int, int]]:
    r"""Find every place of a quote, as `quote_places`, however accents are stored.

    Examples
    --------
    >>> quote_places_as_read("un cafe\u0301 noir", "caf\u00e9")
    [(3, 8)]
    """
    exact = quote_places(text, quote)
    if exact:
        return exact
    steps = _steps(text)
    return [
        (bisect_right(steps, start) - 1, bisect_left(steps, end))
        for start, end in quote_places(_apart(text), _apart(quote))
    ]


def moved_places(
    table: pd.DataFrame, texts: Mapping[str, str], onto: Mapping[str, str]
) -> pd.DataFrame:
    """Give passages, or memos of passages, their places in texts of the same words.

    Parameters
    ----------
    table : DataFrame, shape (n_places, n_variables)
        With columns source, start and end; the last two may be missing.
    texts, onto : mapping of str to str
        The text in which each source was coded, and the one to move to, with at least
        as much white space at its end.

    Returns
    -------
    DataFrame, shape (n_places, n_variables)
        What began or ended between a letter and its accent has both.
    """
    table = table.copy()
    for source, text in texts.items():
        rows = (table["source"] == source) & table["start"].notna()
        if text in ("", onto[source]) or not rows.any():
            continue
        ours, theirs = _steps(text), _steps(onto[source])
        own = table.loc[rows, ["start", "end"]].astype("int")
        table.loc[rows, "start"] = [
            bisect_right(theirs, ours[at]) - 1 for at in own["start"]
        ]
        table.loc[rows, "end"] = [bisect_left(theirs, ours[at]) for at in own["end"]]
    return table


def moved_passages(
    excerpts: pd.DataFrame, texts: Mapping[str, str], onto: Mapping[str, str]
) -> pd.DataFrame:
    """Move the places of passages as `moved_places`, and give them the words there."""
    moved = moved_places(excerpts, texts, onto)
    columns = ["source", "start", "end", "text"]
    moved["text"] = [
        words if pd.isna(start) else onto[source][start:end]
        for source, start, end, words in moved[columns].itertuples(index=False)
    ]
    return moved


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _steps(text: str) -> list[int]:
    """Count, before each position, the signs of the text with accents apart."""
    return list(accumulate((len(_apart(sign)) for sign in text), initial=0))
