"""The codes of a program and those of the study: a frame of the one, or the other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.data.coding_frame import Frame, frame_nodes
from exchange.coding.projects import CodedProject, code_path
from results import DataError, Fault

THEME = "_theme"  # ends the name of a theme that would be the name of a code too


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
    times = Counter(paths.values())
    by_path = {path: name for name, path in paths.items() if times[path] == 1}
    labels = dict(zip(project.codes["code"], project.codes["label"], strict=True))
    used = list(dict.fromkeys(project.excerpts["code"].dropna()))
    faults = _wrong_exceptions(exceptions, labels, file)
    faults += [
        _fault(file, name, "is no code of the coding frame", "correct the exception")
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
                rule, hint = (
                    "is a theme of the coding frame",
                    "give its passages a code",
                )
            hint += ", or say under codes in the settings which code it is"
            faults.append(_fault(file, path, rule, hint))
    faults += _clashes(
        {path: name for path, name in found.items() if path not in exceptions}, file
    )
    if faults:
        raise DataError(faults)
    there = {*found, *by_path, *(path for path in labels if labels[path] in nodes)}
    return found, _spare(project, there)


def _spare(project: CodedProject, there: set[str]) -> list[str]:
    """Remark on the codes of a project that are neither used nor in the frame."""
    codable = project.codes.loc[project.codes["codable"], "code"]
    spare = [path for path in codable if path not in there]
    if not spare:
        return []
    return [
        f"{len(spare)} codes that no passage has are not in the coding frame, got "
        f"{spare[:5]}."
    ]


def made_frame(
    project: CodedProject, exceptions: Mapping[str, str], *, file: str
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Make a coding frame of the tree of codes of a project.

    Parameters
    ----------
    project : CodedProject
        What was imported.
    exceptions : mapping of str to str
        Path of a code, and the name that it shall have instead of `snake_case` of its
        own words.
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
        If a name is empty or that of two codes or themes, or an exception names a code
        that is not there; all such codes at once.
    """
    rows = {row["code"]: row for row in project.codes.to_dict("records")}
    parents = set(project.codes["parent"])
    used = set(project.excerpts["code"].dropna())
    codes = [
        path
        for path, row in rows.items()
        if path in used or (row["codable"] and path not in parents)
    ]
    faults = _wrong_exceptions(exceptions, codes, file)
    names = {
        path: exceptions.get(path) or snake_case(str(rows[path]["label"]))
        for path in codes
    }
    faults += _clashes(names, file)
    themes = [path for path in rows if _above(path, codes, parents, rows)]
    theme_names = _theme_names(themes, rows, set(names.values()))
    faults += _clashes(theme_names, file)
    if faults:
        raise DataError(faults)

    def theme(path: str) -> dict[str, Any]:
        below = [p for p, row in rows.items() if row["parent"] == path]
        return {
            "theme": theme_names[path],
            "label": str(rows[path]["label"]),
            "description": str(rows[path]["description"]),
            "themes": [theme(p) for p in below if p in theme_names],
            "codes": [
                {
                    "code": names[p],
                    "label": str(rows[p]["label"]),
                    "description": str(rows[p]["description"]),
                }
                for p in [path, *below]
                if p in names and (p == path or p not in theme_names)
            ],
        }

    return [theme(path) for path in themes if not rows[path]["parent"]], names


def _above(
    path: str,
    codes: Sequence[str],
    parents: set[str],
    rows: Mapping[str, Mapping[Any, Any]],
) -> bool:
    """Whether something is a theme: at the top or with others below, and not empty."""
    if path in parents and any(_is_below(code, path, rows) for code in codes):
        return True
    return path in codes and not rows[path]["parent"]


def _is_below(code: str, path: str, rows: Mapping[str, Mapping[Any, Any]]) -> bool:
    above = str(rows[code]["parent"])
    while above and above != path:
        above = str(rows[above]["parent"])
    return above == path


def _theme_names(
    themes: Sequence[str], rows: Mapping[str, Mapping[Any, Any]], codes: set[str]
) -> dict[str, str]:
    short = {path: snake_case(str(rows[path]["label"])) for path in themes}
    times = Counter(short.values())
    return {
        path: name
        if times[name] == 1 and name not in codes
        else snake_case(path) + THEME
        for path, name in short.items()
    }


def _wrong_exceptions(
    exceptions: Mapping[str, str], codes: Sequence[str] | Mapping[str, str], file: str
) -> list[Fault]:
    return [
        _fault(file, path, "is no code of the files", "correct the exception")
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
            rule = (
                f"{len(same)} codes have no letters to make a name of, got {same[:5]}"
            )
            faults.append(Fault(file=file, variable="codes", rule=rule, hint=hint))
        elif len(same) > 1:
            rule = f"{len(same)} codes would be called {name}, got {same[:5]}"
            faults.append(Fault(file=file, variable="codes", rule=rule, hint=hint))
    return faults


def _fault(file: str, value: str, rule: str, hint: str) -> Fault:
    return Fault(file=file, variable="codes", value=value, rule=rule, hint=hint)
