"""Choose the excerpts that are printed, by a rule that is stated and always the same.

A reader cannot see the excerpts that were not printed. So the choice is not left to the
writer, and chance has no part in it: the same coding gives the same excerpts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from analysis.data.coding_frame import Frame, Node, frame_nodes
from analysis.estimates.recorded import recorded
from analysis.estimates.sample import Sample
from analysis.themes._coding import checked_coding, coding_used, named_node
from analysis.themes._excerpt_turns import in_turn
from analysis.themes._group_counts import Group, group_members
from analysis.themes._typical_passages import PASSAGE, typical
from results import DataError, Option, Quotation, Quotations

Rule = Literal["one per group", "typical", "deviant"]

#: Columns that are used.
CODING = ("interview", "coder", "code", "excerpt", "start", "end", "text")
INTERVIEWS = ("interview", "participant", "pseudonym")


TYPICAL = (
    "from the code of the theme that occurs in most interviews (of several the first "
    "of the frame), {agreed}the excerpt whose length in characters is nearest to the "
    "median length of the theme's excerpts (of several the first in the order of "
    "interviews)"
)
AGREED = (
    "from passages that {second} gave the same theme on at least half of the "
    "characters, if there are any, "
)
IN_TURN = (
    ". What is printed runs from the first to the last passage of the theme in the "
    "same turn of the participant, and further where a passage would be cut off"
)
METHODS: dict[str, str] = {
    "one per group": (
        "For each theme and each group in which it was coded, among the interviews of "
        "the group: {typical}"
    ),
    "typical": "For each theme, among all interviews: {typical}",
    "deviant": (
        "For each theme, among the interviews of the group in which the smallest share "
        "of them has it, above none (of several groups the first): {typical}"
    ),
}


@recorded("coder", "second", "rule", "theme")
def chosen_excerpts(
    coding: Sample,
    interviews: Sample,
    *,
    coder: str,
    coding_frame: Frame,
    by: str,
    rule: Rule,
    second: str | None = None,
    theme: str | None = None,
    transcripts: Mapping[str, str] | None = None,
) -> Quotations:
    """Choose the excerpts to print for each theme.

    An excerpt is typical of some interviews if, among those of the theme's code that
    most of these interviews have (of several the first in the frame), its length is
    nearest to the median of all the theme's excerpts there; of several, the first in
    the order of interviews, then of positions. If a second coder is named, only
    passages to which the second gave the same theme on at least half of the characters
    are looked at, unless there are none.

    Parameters
    ----------
    coding : Sample
        Columns interview, coder, code, excerpt, start, end and text; one row for each
        time that a coder gave an excerpt a code. Positions are characters from the
        beginning of the transcript; the end is the position after the last. No value
        may be missing. A passage with several codes of a theme is one excerpt of it.
    interviews : Sample
        Columns interview, participant, pseudonym and `by`; one row for an interview.
    coder, second : str
        Whose coding is quoted, and who else has to agree, if anybody.
    coding_frame : sequence of mappings
        The themes in order; see `analysis.data.coding_frame.load_coding_frame`.
    by : str
        Column of `interviews` with the group.
    rule : {"one per group", "typical", "deviant"}
        ``one per group``: for each group in which the theme was coded, the excerpt
        that is typical of the group. ``typical``: the one that is typical of all
        interviews. ``deviant``: the one that is typical of the group in which the
        smallest share of interviews has the theme, but not none; of several groups
        the first.
    theme : str, optional
        A theme or sub-theme, if excerpts of one only are wanted.
    transcripts : mapping of str to str, optional
        Interview to its text, with LF line ends. If given, each excerpt that was chosen
        is widened to what its turn has of its theme; see
        `analysis.themes._excerpt_turns.in_turn`.

    Returns
    -------
    Quotations
        In the order of the frame and of the groups; none for a theme that nobody spoke
        of. Texts are those of `coding`, or of the transcripts, sign by sign.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all, a
        coder coded nothing, an excerpt has one code twice, a code is not in the frame,
        a position is not one, the second coder is the first, there is no such theme,
        or an excerpt does not stand in its transcript.
    ValueError
        If there is no such rule.
    """
    printed, source = "passage" if transcripts is None else "turn", coding.source
    method = _method(rule, coder, second, printed)
    own, other = _rows(coding, interviews, (coder, second), coding_frame, by)
    themes = _themes(coding_frame, theme, source)
    held = own[own["code"].isin(frozenset().union(*(t.codes for t in themes)))]
    groups = group_members(interviews, by)
    quotations = tuple(
        _quotation(node, row, groups, interviews.frame, *words)
        for node in themes
        for row, *words in _choices(rule, node, held, other, groups)
    )
    if transcripts is not None:
        codes = {node.name: node.codes for node in themes}
        quotations = tuple(
            in_turn(one, own, transcripts, codes=codes[one.theme], source=source)
            for one in quotations
        )
    return Quotations(
        method=method,
        n_interviews=len(interviews),
        n_excerpts=len(held.drop_duplicates(PASSAGE)),
        quotations=quotations,
        data=replace(
            coding_used(coding, interviews, (*CODING[:-1], by), len(held)),
            options=(Option(name="printed", value=printed),),
        ),
        undefined="" if quotations else "nobody spoke of it",
    )


def _rows(
    coding: Sample,
    interviews: Sample,
    coders: tuple[str, str | None],
    coding_frame: Frame,
    by: str,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both coders' rows, the first's with all that ranks and labels them."""
    coder, second = coders
    if coder == second:
        raise DataError(
            f"{coding.source}, coding: the second coder is the first, got {second!r}; "
            "name another, or none"
        )
    checked = checked_coding(
        coding,
        interviews,
        (coder, second) if second else (coder,),
        coding_frame,
        columns=CODING,
        about=(*INTERVIEWS, by),
    ).sound()
    own, other = (checked.rows[checked.rows["coder"] == name] for name in coders)
    place = {name: i for i, name in enumerate(interviews.frame["interview"])}
    nodes = [node for node in frame_nodes(coding_frame) if node.level == "code"]
    codes = own["code"].astype("str")
    own = own.assign(
        place=own["interview"].astype("str").map(place),
        rank=codes.map({node.name: i for i, node in enumerate(nodes)}),
        code_label=codes.map({node.name: node.label for node in nodes}),
    )
    return own, other


def _themes(coding_frame: Frame, theme: str | None, source: str) -> list[Node]:
    nodes = [node for node in frame_nodes(coding_frame) if node.level != "code"]
    if theme is not None:
        return [named_node(nodes, theme, source)]
    return [node for node in nodes if node.level == "theme"]


def _choices(
    rule: Rule,
    theme: Node,
    own: pd.DataFrame,
    other: pd.DataFrame,
    groups: Sequence[Group],
) -> Iterator[tuple[Any, str, str]]:
    """Yield each chosen row of a theme, its name, and why it was chosen."""
    coded = own[own["code"].isin(theme.codes)]
    if coded.empty:
        return
    also = other[other["code"].isin(theme.codes)]
    spoke = set(coded["interview"])
    having = [group for group in groups if spoke & group.interviews]
    if rule == "typical":
        yield typical(coded, also), f"{theme.name}-typical", "typical"
    elif rule == "deviant":
        rare = min(having, key=lambda g: len(spoke & g.interviews) / len(g.interviews))
        inside = coded[coded["interview"].isin(rare.interviews)]
        yield typical(inside, also), f"{theme.name}-deviant", "deviant"
    else:
        for group in having:
            inside = coded[coded["interview"].isin(group.interviews)]
            name = f"{theme.name}-{group.key}"
            yield typical(inside, also), name, group.label


def _quotation(
    theme: Node,
    row: Any,
    groups: Sequence[Group],
    interviews: pd.DataFrame,
    name: str,
    why: str,
) -> Quotation:
    group = next(g for g in groups if row.interview in g.interviews)
    spoken = interviews.loc[interviews["interview"] == row.interview, "pseudonym"]
    return Quotation(
        name=name,
        theme=theme.name,
        label=theme.label,
        code=row.code,
        code_label=row.code_label,
        why=why,
        interview=str(row.interview),
        pseudonym=str(spoken.iloc[0]),
        group=group.key,
        group_label=group.label,
        start=int(row.start),
        end=int(row.end),
        text=str(row.text),
    )


def _method(rule: Rule, coder: str, second: str | None, printed: str) -> str:
    if rule not in METHODS:
        raise ValueError(
            f"rule: no such rule, got {rule!r}; use one of {list(METHODS)}"
        )
    agreed = AGREED.format(second=second) if second else ""
    stated = METHODS[rule].format(typical=TYPICAL.format(agreed=agreed))
    return f"Excerpts coded by {coder}. {stated}{IN_TURN if printed == 'turn' else ''}"
