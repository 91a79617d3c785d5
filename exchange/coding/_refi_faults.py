"""What of a coded project cannot be written as REFI-QDA and read again as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from exchange.coding.projects import BELOW, CodedProject, code_path, plain_text
from results import DataError, Fault

#: XML 1.0, section 2.2: most control characters have no place in a file.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

COLOUR = r"(#[0-9A-Fa-f]{6})?"


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
    faults = [
        *_faults_of_codes(project.codes),
        *_faults_of_sources(project.sources),
        *_faults_of_excerpts(project.excerpts),
        *_faults_of_values(project.case_values),
    ]
    if faults:
        raise DataError(faults)


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
    if faults:
        raise DataError(faults)


def _faults_of_codes(codes: pd.DataFrame) -> Iterator[Fault]:
    yield from _missing(codes, "codes", codes["code"], codes.columns)
    if codes.isna().any(axis=None):
        return
    rows = list(codes[["code", "label", "parent"]].itertuples(index=False, name=None))
    place = {code: i for i, (code, _, _) in enumerate(rows)}
    above = [
        code
        for i, (code, _, parent) in enumerate(rows)
        if parent and place.get(parent, i) >= i
    ]
    other = [code for code, label, parent in rows if code != code_path(parent, label)]
    joined = [label for _, label, _ in rows if BELOW in label]
    blank = [code for code, label, _ in rows if not label.strip()]
    colours = codes.loc[~codes["colour"].str.fullmatch(COLOUR), "colour"]
    yield from _listed(blank, "codes", "have no name", "name them")
    hint = "rename them, for it joins a code to the one above it"
    yield from _listed(joined, "codes", f"hold {BELOW!r}", hint)
    rule = "have another path than that of their names"
    yield from _listed(other, "codes", rule, "join parent and label to the code")
    rule = "do not stand after the one above them"
    yield from _listed(above, "codes", rule, "list each code after its parent")
    rule = "have a colour that is not of the form #RRGGBB"
    yield from _listed(list(colours), "codes", rule, "correct it, or leave it empty")
    for column in ("label", "description"):
        yield from _characters(codes[column], codes["code"], f"codes, {column}")


def _faults_of_sources(sources: pd.DataFrame) -> Iterator[Fault]:
    names = sources["source"]
    yield from _missing(sources, "sources", names, sources.columns)
    texts = sources["text"].fillna("")
    empty = list(names[texts == ""])
    ends = [n for n, text in zip(names, texts, strict=True) if text != plain_text(text)]
    yield from _listed(empty, "sources", "have no text", "add it, or leave them out")
    rule = "have a byte order mark or line ends other than LF"
    yield from _listed(ends, "sources", rule, "bring the text into plain form first")
    blank = [name for name in names.fillna("") if not name.strip()]
    yield from _listed(blank, "sources", "have no name", "name them")
    cases = [case for case in sources["case"].fillna("") if case and not case.strip()]
    yield from _listed(cases, "cases", "have no name", "name them, or leave them empty")
    yield from _characters(names, names, "sources, source")
    yield from _characters(texts, names, "sources, text")
    yield from _characters(sources["case"], names, "sources, case")


def _faults_of_excerpts(excerpts: pd.DataFrame) -> Iterator[Fault]:
    needed = ["source", "text", "coder"]
    yield from _missing(excerpts, "excerpts", excerpts["source"], needed)
    nowhere = excerpts["start"].isna() | excerpts["end"].isna()
    words = list(excerpts.loc[nowhere, "text"])
    hint = "import them from a file that has positions"
    yield from _listed(words, "excerpts", "have no positions", hint)
    coders = excerpts["coder"].dropna().drop_duplicates()
    blank = [coder for coder in coders if coder and not coder.strip()]
    yield from _listed(
        blank, "coders", "have no name", "name them, or leave them empty"
    )
    yield from _characters(coders, coders, "excerpts, coder")


def _faults_of_values(values: pd.DataFrame) -> Iterator[Fault]:
    yield from _missing(values, "case values", values["case"], values.columns)
    for column in ("case", "variable"):
        blank = values[values[column].fillna("").str.strip() == ""]
        found = list(blank["value"].fillna(""))
        yield from _listed(found, "case values", f"have no {column}", "name it")
    double = values[values.duplicated(["case", "variable"])]
    of_cases = [
        f"{variable} of {case}"
        for case, variable in zip(double["case"], double["variable"], strict=True)
    ]
    yield from _listed(of_cases, "case values", "stand twice", "keep one of each")
    for column in values.columns:
        yield from _characters(values[column], values["case"], f"case values, {column}")


def _missing(
    table: pd.DataFrame, what: str, names: pd.Series, columns: Sequence[str] | pd.Index
) -> Iterator[Fault]:
    for column in columns:
        missing = names[table[column].isna()].fillna("").to_list()
        yield from _listed(missing, what, f"miss their {column}", "fill it in")


def _characters(values: pd.Series, names: pd.Series, what: str) -> Iterator[Fault]:
    found = [
        f"{match.group()!r} at {match.start()} of {name}"
        for value, name in zip(values.fillna(""), names.fillna(""), strict=True)
        if (match := NOT_IN_XML.search(value))
    ]
    rule = "hold characters that XML cannot"
    yield from _listed(found, what, rule, "take them out before the text is coded")


def _listed(found: list[str], what: str, rule: str, hint: str) -> Iterator[Fault]:
    if found:
        rule = f"{len(found)} {rule}, got {found[:5]}"
        yield Fault(variable=what, rule=rule, hint=hint)
