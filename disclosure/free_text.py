"""Names and numbers in the tables and YAML files of a data folder.

A table has free text in some of its columns; a YAML file may have it in every text, and
in the names of themes and codes, which are words joined by underscores.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from disclosure.names import NameList, words_of
from disclosure.redaction import redact
from disclosure.searching import masked

#: Keys of a coding frame whose values are names in the data.
NAMES_OF_CODES = ("theme", "code")
LETTERS = "bcdefghijklmnopqrstuvwxyz"
HEAD = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")  # comments before all else


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedFile:
    """One file without the names and numbers of its free text."""

    text: str
    counts: Counter[str]  # by kind, how many were replaced
    free: str  # its free text after redaction, to be read by a person


def table_rows(text: str) -> list[list[str]]:
    """Read the rows of a CSV file, its header among them; blank lines are left out.

    Raises
    ------
    csv.Error
        If a quotation mark is not closed.
    """
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return [row for row in csv.reader(lines, strict=True) if row]


def table_text(rows: Sequence[Sequence[object]]) -> str:
    """Write rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def redacted_table(
    text: str, columns: Collection[str], names: NameList
) -> RedactedFile:
    """Redact the free text of a CSV file.

    Parameters
    ----------
    text : str
        The file, with a header.
    columns : collection of str
        The columns that hold free text; those that are not there are passed over.
    names : NameList

    Returns
    -------
    RedactedFile
        Character by character the same if nothing was to be replaced. Where the words
        of a listed name fill cells of one row, each of these gets its mark.
    """
    counts = Counter[str]()
    header, *rows = table_rows(text)
    places = [place for place, name in enumerate(header) if name in columns]
    free = []
    for row in rows:
        _mark_names_in_cells(row, places, names, counts)
        for place in places:
            row[place] = redacted_text(row[place], names, counts)
            free.append(row[place])
    new = table_text([header, *rows]) if counts else text
    return RedactedFile(text=new, counts=counts, free="\n\n".join(free))


def _mark_names_in_cells(
    row: list[str], places: Sequence[int], names: NameList, counts: Counter[str]
) -> None:
    held = {place: _words(row[place]) for place in places}
    for name in names.names:
        words = _words(name.text)
        cells = [place for place, own in held.items() if own and own <= words]
        if len(cells) > 1 and words == set().union(*(held[place] for place in cells)):
            for place in cells:
                row[place] = name.mark
                counts["name"] += 1


def _words(text: str) -> set[str]:
    return {word.upper().replace("'", "") for word in words_of(text)}


def redacted_yaml(
    text: str, names: NameList, renamed: Mapping[str, str]
) -> RedactedFile:
    """Redact the texts of a YAML file.

    Parameters
    ----------
    text : str
        The file.
    names : NameList
    renamed : mapping of str to str
        New names of themes and codes; see `renamed_codes`.

    Returns
    -------
    RedactedFile
        Character by character the same if nothing was to be replaced. Otherwise it is
        written anew, and of its comments only those stay that stand before all else.
    """
    counts = Counter[str]()
    free: list[str] = []
    value = _walked(yaml.safe_load(text), names, renamed, counts, free)
    if not counts and not redact(text, names).replacements:
        return RedactedFile(text=text, counts=counts, free="\n\n".join(free))
    found = HEAD.match(text)
    head = redacted_text(found[0] if found else "", names, counts)
    body = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=88)
    free.append(head)
    return RedactedFile(text=head + body, counts=counts, free="\n\n".join(free))


def redacted_text(text: str, names: NameList, counts: Counter[str]) -> str:
    """Redact a text, and count what was replaced."""
    found = redact(text, names)
    counts.update(part.kind for part in found.replacements)
    return found.text


def renamed_codes(codes: Sequence[str], names: NameList) -> dict[str, str]:
    """Return a new name for every theme and code in whose name a listed name stands.

    Parameters
    ----------
    codes : sequence of str
        Names of themes and codes: words joined by underscores.
    names : NameList

    Returns
    -------
    dict of str to str
        Only those that get another name, each one of its own.

    Examples
    --------
    >>> from disclosure.names import parse_names
    >>> names = parse_names("Siân", file="list")
    >>> renamed_codes(["sian_asked", "name_asked", "court"], names)
    {'sian_asked': 'name_asked_b'}
    """
    new: dict[str, str] = {}
    for code in codes:
        shown = masked(code, names)
        if shown == code:
            continue
        plain = re.sub(r"[^a-z]+", "_", shown.lower()).strip("_")
        taken = {*codes, *new.values()}
        forms = (plain, *(f"{plain}_{letter}" for letter in LETTERS))
        new[code] = next(form for form in forms if form not in taken)
    return new


def _walked(
    value: Any,
    names: NameList,
    renamed: Mapping[str, str],
    counts: Counter[str],
    free: list[str],
) -> Any:
    """Return a value of YAML with every text in it redacted."""
    if isinstance(value, list):
        return [_walked(each, names, renamed, counts, free) for each in value]
    if isinstance(value, dict):
        walked = {}
        for key, held in value.items():
            if key in NAMES_OF_CODES and isinstance(held, str):
                walked[key] = renamed.get(held, held)
                counts.update(["name"] if held in renamed else [])
            else:
                walked[key] = _walked(held, names, renamed, counts, free)
        return walked
    if isinstance(value, str):
        free.append(redacted_text(value, names, counts))
        return free[-1]
    return value
