"""Groups of codes, which some programs have beside or instead of a tree, as themes.

A code may be in many groups and a coding frame is a tree, so that each code gets one
place in it; where that was a choice, it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from exchange.coding._code_tree import in_tree_order
from exchange.coding._several import remarks_of
from exchange.coding.projects import BELOW, CODES, CodedProject

CHOOSE = "name a coding frame in the settings to have it otherwise"


def codes_in_groups(project: CodedProject) -> tuple[CodedProject, list[str]]:
    """Put the codes that stand below no other below the groups that they are in.

    Parameters
    ----------
    project : CodedProject
        What was imported.

    Returns
    -------
    CodedProject
        Each group with such a code is a code of its own that passages may not carry. A
        code in several groups stands in the first. Codes keep their paths, also those
        below others and those in no group, which keep their place.
    list of str
        What was done, a sentence each; none if there are no groups.
    """
    groups, codes = project.groups, project.codes
    parents = dict(zip(codes["code"], codes["parent"], strict=True))
    described: dict[str, str] = {}
    of_code: dict[str, list[str]] = {}
    for name, words, code in groups.itertuples(index=False, name=None):
        described[name] = described.get(name) or words
        of_code[code] = list(dict.fromkeys([*of_code.get(code, ()), name]))
    first = {code: names[0] for code, names in of_code.items() if not parents[code]}
    above = [_group_path(first[c]) if c in first else parents[c] for c in codes["code"]]
    rows = [
        (_group_path(name), name, "", words, False, "")
        for name, words in described.items()
        if name in first.values()
    ]
    rows += codes.assign(parent=above)[list(CODES)].itertuples(index=False, name=None)
    tree = pd.DataFrame(in_tree_order(rows), columns=list(CODES)).astype(codes.dtypes)
    return replace(project, codes=tree), list(_remarks(project, of_code, first))


def groups_not_used(project: CodedProject) -> list[str]:
    """Remark that groups were passed over, because a coding frame names the themes."""
    words = "code groups were not used: the coding frame names the themes"
    return remarks_of(dict.fromkeys(project.groups["group"]), words)


def _group_path(name: str) -> str:
    return f"{BELOW}{name} group"  # the path of no code, which has a name at the front


def _remarks(
    project: CodedProject, of_code: Mapping[str, list[str]], first: Mapping[str, str]
) -> Iterator[str]:
    if not of_code:
        return
    names = dict.fromkeys(project.groups["group"])
    themes = [name for name in names if name in first.values()]
    yield from remarks_of(themes, "code groups became themes")
    several = [f"{c} ({', '.join(of_code[c])})" for c in first if len(of_code[c]) > 1]
    words = "codes are in several groups and stand in the first of them"
    yield from remarks_of(several, f"{words}; {CHOOSE}")
    parents = dict(zip(project.codes["code"], project.codes["parent"], strict=True))
    kept = []
    for code, own in of_code.items():
        top = code
        while parents[top]:
            top = parents[top]
        # With the code at the top, those below it are in its group anyway.
        if code not in first and own != [first.get(top)]:
            kept.append(f"{code} ({', '.join(own)})")
    words = "codes in groups stand below another code and stayed there"
    yield from remarks_of(kept, f"{words}; {CHOOSE}")
    lost = [name for name in names if name not in themes]
    yield from remarks_of(lost, "code groups have no code of their own as a theme")
    alone = [c for c, parent in parents.items() if not parent and c not in first]
    yield from remarks_of(alone, "codes at the top are in no group and stayed there")
