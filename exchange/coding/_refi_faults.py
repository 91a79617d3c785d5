"""What of a coded project cannot be written as REFI-QDA and read again as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from analysis.data.transcripts import plain_text
from exchange.coding._several import faults_of, refuse
from exchange.coding.projects import BELOW, SOURCES, CodedProject, code_path
from results import Fault

#: XML 1.0, section 2.2: most control characters have no place in a file.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

COLOUR = r"(#[0-9A-Fa-f]{6})?"

#: Every rule, and what to do where it is broken.
HINTS = {
    "have no name": "name them",
    "have no name but blanks": "name them, or leave them empty",
    f"hold {BELOW!r}": "rename them, for it joins a code to the one above it",
    "have another path than that of their names": "join parent and label to the code",
    "do not stand after the one above them": "list each code after its parent",
    "have a colour that is not of the form #RRGGBB": "correct it, or leave it empty",
    "have no text": "add it, or leave them out",
    "have a byte order mark or line ends other than LF": "write the text plainly first",
    "have no positions": "import them from a file that has positions",
    "have no case": "name it",
    "have no variable": "name it",
    "stand twice": "keep one of each",
}


def refuse_project(project: CodedProject) -> None:
    """Refuse a project that would not be read again as it was.

    Parameters
    ----------
    project : CodedProject
        Checked, not changed.

    Raises
    ------
    DataError
        If a source has no text, or one with other line ends than LF, an excerpt has no
        positions, a name or value is missing, a case has two values of a variable, the
        codes are as in `refuse_codes`, or a character cannot stand in XML; all such
        faults at once.
    """
    refuse(
        [
            *_faults_of_codes(project.codes),
            *_faults_of_sources(project.sources),
            *_faults_of_excerpts(project.excerpts),
            *_faults_of_values(project.case_values),
        ]
    )


def refuse_codes(codes: pd.DataFrame) -> None:
    """Refuse codes that would not be read again as they were.

    Parameters
    ----------
    codes : DataFrame, shape (n_codes, 6)
        In the columns CODES of a coded project.

    Raises
    ------
    DataError
        If there are none, or one has a path that is not that of its names, a name that
        holds " > ", no name, a parent that does not stand before it, a colour of
        another form, or a character that cannot stand in XML; all such faults at once.
    """
    faults = list(_faults_of_codes(codes))
    if codes.empty:
        faults.append(Fault(variable="codes", rule="there are none", hint="add one"))
    refuse(faults)


def _faults_of_codes(codes: pd.DataFrame) -> Iterator[Fault]:
    yield from _missing(codes, "codes", "code", codes.columns)
    if codes.isna().any(axis=None):
        return
    code, label, parent = (codes[name] for name in ("code", "label", "parent"))
    path = [code_path(*names) for names in zip(parent, label, strict=True)]
    place = {name: number for number, name in enumerate(code)}
    after = parent.map(place) < code.map(place)
    colours = codes["colour"]
    found = {
        "have no name": code[_blank(label)],
        f"hold {BELOW!r}": label[label.str.contains(BELOW, regex=False)],
        "have another path than that of their names": code[code != path],
        "do not stand after the one above them": code[(parent != "") & ~after],
        "have a colour that is not of the form #RRGGBB": (
            colours[~colours.str.fullmatch(COLOUR)]
        ),
    }
    yield from _broken("codes", found)
    yield from _characters(codes, "codes", "code", ["label", "description"])


def _faults_of_sources(sources: pd.DataFrame) -> Iterator[Fault]:
    yield from _missing(sources, "sources", "source", SOURCES)
    sources = sources.fillna("")
    name, text, case = (sources[column] for column in SOURCES)
    found = {
        "have no text": name[text == ""],
        "have a byte order mark or line ends other than LF": (
            name[text != text.map(plain_text)]
        ),
        "have no name": name[_blank(name)],
    }
    yield from _broken("sources", found)
    unnamed = case[_blank(case) & (case != "")]
    yield from _broken("cases", {"have no name but blanks": unnamed})
    yield from _characters(sources, "sources", "source", SOURCES)


def _faults_of_excerpts(excerpts: pd.DataFrame) -> Iterator[Fault]:
    yield from _missing(excerpts, "excerpts", "source", ["source", "text", "coder"])
    nowhere = excerpts[["start", "end"]].isna().any(axis=1)
    yield from _broken("excerpts", {"have no positions": excerpts["text"][nowhere]})
    coders = excerpts[["coder"]].dropna().drop_duplicates()
    unnamed = coders["coder"][_blank(coders["coder"]) & (coders["coder"] != "")]
    yield from _broken("coders", {"have no name but blanks": unnamed})
    yield from _characters(coders, "excerpts", "coder", ["coder"])


def _faults_of_values(values: pd.DataFrame) -> Iterator[Fault]:
    yield from _missing(values, "case values", "case", values.columns)
    values = values.fillna("")
    twice = values[values.duplicated(["case", "variable"])]
    found = {
        "have no case": values["value"][_blank(values["case"])],
        "have no variable": values["value"][_blank(values["variable"])],
        "stand twice": twice["variable"] + " of " + twice["case"],
    }
    yield from _broken("case values", found)
    yield from _characters(values, "case values", "case", values.columns)


def _blank(names: pd.Series) -> pd.Series:
    return names.str.strip() == ""


def _broken(what: str, found: Mapping[str, Iterable[object]]) -> Iterator[Fault]:
    for rule, names in found.items():
        yield from faults_of(names, rule, HINTS[rule], variable=what)


def _missing(
    table: pd.DataFrame, what: str, name: str, columns: Iterable[str]
) -> Iterator[Fault]:
    for column in columns:
        found = table[name][table[column].isna()].fillna("")
        yield from faults_of(found, f"miss their {column}", "fill it in", variable=what)


def _characters(
    table: pd.DataFrame, what: str, name: str, columns: Iterable[str]
) -> Iterator[Fault]:
    rule = "hold characters that XML cannot"
    hint = "take them out before the text is coded"
    for column in columns:
        found = [
            f"{match.group()!r} at {match.start()} of {owner}"
            for value, owner in zip(table[column], table[name], strict=True)
            if (match := NOT_IN_XML.search(value))
        ]
        yield from faults_of(found, rule, hint, variable=f"{what}, {column}")
