"""The codes of a program and those of the study: a frame of the one, or the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.data.coding_frame import Frame, frame_nodes
from exchange.coding._several import faults_of, refuse, remarks_of, repeated
from exchange.coding.projects import CodedProject, code_path, faults_of_depth
from results import Fault

THEME = "_theme"  # ends the name of a theme that would be the name of a code too


#: How many levels of themes and codes a frame that is made may have.
DEEPEST = 100
DEEP = "move them up in the program, or name a coding frame under frame in the settings"


def snake_case(label: str) -> str:
    """Return the name of a code from its words: small letters of English, and ``_``.

    Examples
    --------
    >>> snake_case("Siân’s help – by phone (2)")
    'sian_s_help_by_phone'
    """
    letters = unicodedata.normalize("NFKD", label).lower()
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[^a-z]+", "_", letters).strip("_")


def frame_paths(frame: Frame) -> dict[str, str]:
    """Return the path of labels of every theme and code of a frame, by its name.

    Parameters
    ----------
    frame : sequence of mappings
        As `analysis.data.coding_frame.load_coding_frame` returns it.

    Returns
    -------
    dict of str to str
        Each name before those below it.
    """
    paths: dict[str, str] = {"": ""}
    for node in frame_nodes(frame):
        paths[node.name] = code_path(paths[node.parent], node.label)
    del paths[""]
    return paths


def matched_codes(
    project: CodedProject, frame: Frame, exceptions: Mapping[str, str], *, file: str
) -> tuple[dict[str, str], list[str]]:
    """Say which code of a coding frame each code of a project is.

    Parameters
    ----------
    project : CodedProject
        What was imported.
    frame : sequence of mappings
        As `analysis.data.coding_frame.load_coding_frame` returns it.
    exceptions : mapping of str to str
        Path of a code of the project, and the name of the code in the frame.
    file : str
        Of the settings, for the messages.

    Returns
    -------
    dict of str to str
        For each code that a passage has: its path, and its name in the frame. It is
        the exception, or else the code whose path of labels is the same, or else the
        code whose name is the last part of the path.
    list of str
        A remark, if codes that no passage has are not in the frame.

    Raises
    ------
    DataError
        If a code that a passage has is not in the frame or is a theme there, two are
        the same code of it without an exception, or an exception names a code that is
        not there; all such codes at once.
    """
    nodes = {node.name: node for node in frame_nodes(frame)}
    paths = frame_paths(frame)
    twice = repeated(paths.values())
    by_path = {path: name for name, path in paths.items() if path not in twice}
    labels = dict(zip(project.codes["code"], project.codes["label"], strict=True))
    used = list(dict.fromkeys(project.excerpts["code"].dropna()))
    faults = _wrong_exceptions(exceptions, labels, file)
    faults += [
        _fault(file, name, "is no code of the coding frame", "name one that is")
        for name in dict.fromkeys(exceptions.values())
        if name not in nodes or nodes[name].level != "code"
    ]
    found: dict[str, str] = {}
    for path in used:
        name = exceptions.get(path) or by_path.get(path) or labels[path]
        if name in nodes and nodes[name].level == "code":
            found[path] = name
        elif path not in exceptions:
            rule, hint = "is not in the coding frame", "add it there"
            if name in nodes:
                rule = "is a theme of the coding frame"
                hint = "give its passages a code"
            hint += ", or say under codes in the settings which code it is"
            faults.append(_fault(file, path, rule, hint))
    plain = {path: name for path, name in found.items() if path not in exceptions}
    refuse([*faults, *_clashes(plain, file)])
    there = {*found, *by_path, *(path for path in labels if labels[path] in nodes)}
    codable = project.codes.loc[project.codes["codable"], "code"]
    spare = [path for path in codable if path not in there]
    words = "codes that no passage has are not in the coding frame"
    return found, remarks_of(spare, words)


def made_frame(
    project: CodedProject, exceptions: Mapping[str, str], *, file: str
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Make a coding frame of the tree of codes of a project.

    Parameters
    ----------
    project : CodedProject
        What was imported.
    exceptions : mapping of str to str
        Path of a code or theme, and the name that it shall have instead of `snake_case`
        of its own words.
    file : str
        Of the settings, for the messages.

    Returns
    -------
    list of dict
        Themes as `analysis.data.coding_frame.load_coding_frame` returns them. What has
        codes below it is a theme; if passages have it too, it is also the first code of
        that theme. A code at the top is the one code of a theme of its own. Categories
        without any code are left out.
    dict of str to str
        Path of each code, and its name.

    Raises
    ------
    DataError
        If codes stand too deep; or if a name is empty or that of two codes or themes,
        or an exception names a code that is not there; all such codes at once.
    """
    rows = {row["code"]: row for row in project.codes.to_dict("records")}
    parents = set(project.codes["parent"])
    used = set(project.excerpts["code"].dropna())
    codes = [
        path
        for path, row in rows.items()
        if path in used or (row["codable"] and path not in parents)
    ]
    depths = {path: len([*_parents(path, rows)]) for path in codes}
    deep = [rows[path]["label"] for path, depth in depths.items() if depth >= DEEPEST]
    refuse(faults_of_depth(deep, file=file, most=DEEPEST, hint=DEEP))
    above = {higher for path in codes for higher in _parents(path, rows)}
    top = {path for path in codes if not rows[path]["parent"]}
    themes = [path for path in rows if path in above | top]
    given = {p: exceptions.get(p) or snake_case(rows[p]["label"]) for p in rows}
    names = {path: given[path] for path in codes}
    theme_names = _theme_names(themes, given, exceptions, set(names.values()))
    faults = _wrong_exceptions(exceptions, [*codes, *themes], file)
    clashes = _clashes(names, file)
    # The theme of a code has a name as soon as the code has one.
    others = {p: n for p, n in theme_names.items() if not (clashes and p in names)}
    refuse([*faults, *clashes, *_clashes(others, file)])

    def entry(kind: str, name: str, path: str) -> dict[str, Any]:
        return {kind: name} | {key: rows[path][key] for key in ("label", "description")}

    def theme(path: str) -> dict[str, Any]:
        below = [p for p, row in rows.items() if row["parent"] == path]
        inner = [p for p in below if p in theme_names]
        own = [p for p in [path, *below] if p in names and p not in inner]
        return entry("theme", theme_names[path], path) | {
            "themes": [theme(p) for p in inner],
            "codes": [entry("code", names[p], p) for p in own],
        }

    return [theme(path) for path in themes if not rows[path]["parent"]], names


def _parents(path: str, rows: Mapping[str, Mapping[Any, Any]]) -> Iterator[str]:
    while path := rows[path]["parent"]:
        yield path


def _theme_names(
    themes: Sequence[str],
    given: Mapping[str, str],
    exceptions: Mapping[str, str],
    codes: set[str],
) -> dict[str, str]:
    short = {path: given[path] for path in themes}
    taken = codes | {*repeated(short.values())}
    longer = {
        path: (exceptions.get(path) or snake_case(path)) + THEME
        for path, name in short.items()
        if name in taken
    }
    return short | longer


def _wrong_exceptions(
    exceptions: Mapping[str, str], codes: Sequence[str] | Mapping[str, str], file: str
) -> list[Fault]:
    hint = f"write it with those above it; codes there are {[*codes][:5]}"
    return [
        _fault(file, path, "is no code of the files", hint)
        for path in exceptions
        if path not in codes
    ]


def _clashes(names: Mapping[str, str], file: str) -> list[Fault]:
    paths: dict[str, list[str]] = {}
    for path, name in names.items():
        paths.setdefault(name, []).append(path)
    hint = "give each a name of its own under codes in the settings"
    faults = []
    for name, same in paths.items():
        if not name or name == THEME:
            rule = "codes have no letters to make a name of"
        elif len(same) > 1:
            rule = f"codes would be called {name}"
        else:
            continue
        faults += faults_of(same, rule, hint, file=file, variable="codes")
    return faults


def _fault(file: str, value: str, rule: str, hint: str) -> Fault:
    return Fault(file=file, variable="codes", value=value, rule=rule, hint=hint)
