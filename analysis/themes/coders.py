"""How far two coders gave the same codes to the same words.

Units within an interview depend on each other, so intervals come from resampling whole
interviews. A passage counts only where it lies within a turn of the participant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.data.coding_frame import Frame, Node
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values, Whole
from analysis.estimates.sample import Sample
from analysis.themes._coding import Coding, checked_coding, coding_used, nodes_at
from analysis.themes._units import UNITS, turns_in, unit_counts
from analysis.themes.agreement_coefficients import COEFFICIENTS, agreement, prevalence
from analysis.themes.resampled_interviews import check_resamples, draws, resampled
from results import AgreementRow, CoderAgreement, Effect, NotComputable

#: Columns that a coding must have, and that the list of interviews must have.
CODING = ("interview", "coder", "code", "start", "end")
INTERVIEWS = ("interview", "pseudonym")

#: The units of a table of both coders, in its order.
CELLS = ("both", "first_only", "second_only", "neither")

NOWHERE = "neither coder found it in any unit"
EVERYWHERE = "both coders found it in every unit"


@recorded("first", "second", "unit", "level", "conf_level", "n_resamples", "seed")
def coder_agreement(
    coding: Sample,
    interviews: Sample,
    transcripts: Mapping[str, str],
    *,
    first: str,
    second: str | None,
    unit: str,
    coding_frame: Sequence[Mapping[str, Any]],
    level: str = "theme",
    conf_level: float = 0.95,
    n_resamples: int = 10_000,
    seed: int = 1,
) -> CoderAgreement:
    """Compare two coders, theme by theme, on every unit of the interviews.

    Parameters
    ----------
    coding : Sample
        Columns interview, coder, code, start, end: one row for a passage, code and
        coder. Positions count characters (code points) of the transcript from 0; the
        end is the position after the last. Passages may overlap. No value may be
        missing.
    interviews : Sample
        Columns interview and pseudonym, one row for an interview. Both coders are
        taken to have read all of them.
    transcripts : mapping of str to str
        Interview to its text, with LF line ends.
    first, second : str
        The two coders; None if there is but one.
    unit : str
        "character" of the participant's turns; "turn", what he says between two labels
        of speakers (see `analysis.data.speakers`); or "document", an interview. A turn
        or document has a theme if a passage of it shares a character with a turn.
    coding_frame : sequence of mappings
        As `analysis.data.coding_frame.load_coding_frame` returns it.
    level : str
        "theme" for a row for each theme at the top of the frame, which is present
        where any code below it is, or "code".
    conf_level : float
        Coverage of the intervals, between 0 and 1.
    n_resamples : int
        How often as many interviews are drawn with replacement, for percentile limits.
    seed : int
        The same seed gives the same limits.

    Returns
    -------
    CoderAgreement
        Rows in the order of the frame. Kappa and alpha are None where both coders found
        a theme nowhere or everywhere; resamples of which that holds are left out, and
        if more than 5% are to be expected, there are no limits. A `NotComputed` if
        there is one coder, or the two have coded no interview in common.

    Raises
    ------
    DataError
        If a column or value is missing, an interview is listed twice or not at all, a
        coder is unknown or coded nothing, a code is not in the frame, a transcript or a
        turn in it is missing, or a position lies outside; all such faults at once.
    ValueError
        If unit, level, conf_level or n_resamples is not legal, or the coders are one.

    References
    ----------
    Kappa: Cohen (1960) [cohen1960kappa]; PABAK: 2 * agreement - 1; alpha: Krippendorff
    (2018) [krippendorff2018content]. R: psych::cohen.kappa.
    """
    _check_options(first, second, unit, n_resamples)
    nodes = nodes_at(coding_frame, level)
    if second is None:
        raise NotComputable(
            f"{coding.source}, coding: one coder; have somebody else code some of it"
        )
    coders = first, second
    checked = coded_by(coders, coding, interviews, transcripts, coding_frame)
    turns = turns_in(checked, transcripts, coding.source)
    _refuse_apart(checked.rows, coders, coding.source)
    counts, used = unit_counts(checked.rows, turns, nodes, coders, unit=unit)
    drawn = draws(len(counts), n_resamples, seed)
    rows = _rows(nodes, counts, drawn, conf_level)
    return CoderAgreement(
        method=_method(unit, n_resamples, checked.rows, used, coders),
        unit=unit,
        first=first,
        second=second,
        n_interviews=len(checked.interviews),
        n_units=rows[0].n_units,
        n_resamples=n_resamples,
        rows=rows,
        data=coding_used(coding, interviews, CODING, used),
    )


def coded_by(
    coders: Sequence[str],
    coding: Sample,
    interviews: Sample,
    transcripts: Mapping[str, str],
    coding_frame: Frame,
) -> Coding:
    """Return the checked coding of some coders; faults as in `coder_agreement`."""
    return checked_coding(
        coding,
        interviews,
        coders,
        coding_frame,
        columns=CODING,
        about=INTERVIEWS,
        lengths={name: len(text) for name, text in transcripts.items()},
    )


def check_unit(unit: str) -> None:
    """Refuse what is not a unit with a ValueError."""
    if unit not in UNITS:
        raise ValueError(f"unit: not a unit, got {unit!r}; use one of {list(UNITS)}")


def _check_options(first: str, second: str | None, unit: str, n_resamples: int) -> None:
    check_unit(unit)
    if first == second:
        raise ValueError(f"first, second: one coder twice, got {first!r}; name two")
    check_resamples(n_resamples)


def _method(
    unit: str, n_resamples: int, rows: pd.DataFrame, used: int, coders: tuple[str, str]
) -> str:
    intervals = f"{n_resamples:,} resamples of whole interviews"
    words = f"Agreement of two coders by {unit}; percentile intervals from {intervals}"
    return words + outside_turns(len(rows) - used) + _unread(rows, *coders)


def outside_turns(left_out: int) -> str:
    """Say how many passages were left out; nothing if none was."""
    if not left_out:
        return ""
    many = "1 passage" if left_out == 1 else f"{left_out:,} passages"
    return f"; {many} outside the participants' turns left out"


def _refuse_apart(rows: pd.DataFrame, coders: tuple[str, str], source: str) -> None:
    first, second = (set(rows.loc[rows["coder"] == c, "interview"]) for c in coders)
    if not first & second:
        raise NotComputable(
            f"{source}, coding: {' and '.join(coders)} coded no interview in common; "
            "have one of them code some of the other's"
        )


def _unread(rows: pd.DataFrame, first: str, second: str) -> str:
    # Taken as read and found without any theme, which a reader has to know.
    coded = {
        coder: set(rows.loc[rows["coder"] == coder, "interview"])
        for coder in (first, second)
    }
    words = ""
    for coder, other in ((first, second), (second, first)):
        many = len(coded[other] - coded[coder])
        if many:
            held = "1 interview" if many == 1 else f"{many} interviews"
            words += f"; {coder} coded nothing in {held} that the other coded"
    return words


def _rows(
    nodes: Sequence[Node], counts: Values, drawn: Whole, conf_level: float
) -> tuple[AgreementRow, ...]:
    # of all units of the interviews drawn, shape (n_resamples, n_themes, 4)
    totals = np.tensordot(drawn.astype(np.float64), counts, axes=1)
    return tuple(
        _row(node, counts[:, i], totals[:, i], conf_level)
        for i, node in enumerate(nodes)
    )


def _row(node: Node, counts: Values, totals: Values, conf_level: float) -> AgreementRow:
    whole = counts.sum(axis=0)
    effects = {name: _effect(name, counts, totals, conf_level) for name in COEFFICIENTS}
    counted: dict[str, Any] = dict(zip(CELLS, map(int, whole), strict=True))
    return AgreementRow(
        theme=node.name,
        label=node.label,
        parent=node.parent,
        n_units=int(whole.sum()),
        **counted,
        prevalence=float(prevalence(whole)),
        agreement=float(agreement(whole)),
        kappa=effects["cohens_kappa"],
        pabak=effects["pabak"],
        alpha=effects["krippendorff_alpha"],
    )


def _effect(name: str, counts: Values, totals: Values, conf_level: float) -> Effect:
    # One coefficient of one theme, with its percentile interval. PABAK is defined in
    # every resample.
    coefficient = COEFFICIENTS[name]
    varies = name == "pabak"
    nowhere, everywhere = (
        (counts[:, part].sum(axis=1) == 0) & (not varies)
        for part in (slice(0, 3), slice(1, 4))
    )
    return resampled(
        name,
        float(coefficient(counts.sum(axis=0))),
        coefficient(totals),
        conf_level,
        constant=(nowhere, everywhere),
        alike=not counts[:, 1:3].any(),
        why=NOWHERE if counts[:, 0].sum() == 0 else EVERYWHERE,
    )
