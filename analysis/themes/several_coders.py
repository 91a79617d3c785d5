"""How far more than two coders agree: Krippendorff's alpha over all of them.

Not every coder has to code every interview. In which she coded anything at all an
interview counts as coded by her; of the others her values are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from analysis.data.coding_frame import Frame, Node
from analysis.estimates.filters import condition
from analysis.estimates.recorded import recorded
from analysis.estimates.rows import Values
from analysis.estimates.sample import Sample
from analysis.themes._coding import Coding, coding_used, nodes_at
from analysis.themes._units import UNITS, n_within, turns_in, unit_flags
from analysis.themes.agreement_coefficients import coincidences, krippendorff_alpha_of
from analysis.themes.coders import (
    CODING,
    check_unit,
    coded_by,
    coder_agreement,
    outside_turns,
)
from analysis.themes.resampled_interviews import check_resamples, draws, resampled
from results import AlphaRow, CoderAgreement, CodersAlpha, NotComputable

NOWHERE = "no coder found it in any unit"
EVERYWHERE = "every coder found it in every unit"


@recorded("coders", "unit", "level", "conf_level", "n_resamples", "seed")
def krippendorff_alpha(
    coding: Sample,
    interviews: Sample,
    transcripts: Mapping[str, str],
    *,
    coders: Sequence[str],
    unit: str,
    coding_frame: Frame,
    level: str = "theme",
    conf_level: float = 0.95,
    n_resamples: int = 10_000,
    seed: int = 1,
) -> CodersAlpha:
    """Compute Krippendorff's alpha of several coders, theme by theme.

    Parameters
    ----------
    coding, interviews, transcripts, unit, coding_frame, level
        As for `analysis.themes.coders.coder_agreement`.
    coders : sequence of str
        At least two. An interview in which a coder coded nothing counts as not coded
        by that coder; one that fewer than two coded cannot be compared.
    conf_level, n_resamples, seed
        As for the same; the interviews that can be compared are drawn from.

    Returns
    -------
    CodersAlpha
        Rows in the order of the frame. Alpha is None where a theme was found nowhere or
        everywhere. A `NotComputed` if no interview was coded by two coders.

    Raises
    ------
    DataError, ValueError
        As the same; ValueError also if there are not two different coders.

    References
    ----------
    Krippendorff (2018) [krippendorff2018content].
    """
    check_unit(unit)
    check_resamples(n_resamples)
    if len(set(coders)) != len(coders) or len(coders) < 2:
        raise ValueError(f"coders: not two or more, got {list(coders)}; name each once")
    nodes = nodes_at(coding_frame, level)
    checked = coded_by(coders, coding, interviews, transcripts, coding_frame)
    counts, n_units, rows, used = _compared(
        checked, transcripts, coding, coders, nodes, unit
    )
    drawn = draws(len(counts), n_resamples, seed).astype(np.float64)
    totals = np.tensordot(drawn, counts, axes=1)
    return CodersAlpha(
        method=_method(unit, n_resamples, coders) + outside_turns(rows - used),
        unit=unit,
        coders=tuple(coders),
        n_interviews=len(checked.interviews),
        n_compared=len(counts),
        n_units=n_units,
        n_resamples=n_resamples,
        rows=tuple(
            _row(node, counts[:, i], totals[:, i], n_units, conf_level)
            for i, node in enumerate(nodes)
        ),
        data=coding_used(coding, interviews, CODING, used),
    )


def _compared(
    checked: Coding,
    transcripts: Mapping[str, str],
    coding: Sample,
    coders: Sequence[str],
    nodes: Sequence[Node],
    unit: str,
) -> tuple[Values, int, int, int]:
    # What alpha comes from, for each interview that can be compared and each theme; how
    # many units and rows these interviews have, and rows that reach into a turn.
    turns = turns_in(checked, transcripts, coding.source)
    read = _read(checked, coders)
    if not read:
        raise NotComputable(
            f"{coding.source}, coding: no interview was coded by two coders; have "
            "somebody code some that another has"
        )
    kept = {name: turns[name] for name in read}
    rows = checked.rows[checked.rows["interview"].isin(list(kept))]
    held = unit_flags(rows, kept, nodes, coders, unit=unit)
    given = [
        np.stack([flags[by].sum(axis=0), (~flags[by]).sum(axis=0)], axis=-1)
        for flags, by in zip(held, read.values(), strict=True)
    ]
    counts = np.stack([coincidences(one.astype(np.float64)) for one in given])
    n_units = sum(one.shape[1] for one in given)
    return counts, n_units, len(rows), n_within(rows, kept)


def _method(unit: str, n_resamples: int, coders: Sequence[str]) -> str:
    return (
        f"Krippendorff's alpha of {len(coders)} coders by {unit}; an interview in "
        "which a coder coded nothing counts as not coded by that coder; percentile "
        f"intervals from {n_resamples:,} resamples of whole interviews"
    )


def _read(checked: Coding, coders: Sequence[str]) -> dict[str, list[int]]:
    # The coders, by number, of each interview that at least two coded, in order.
    pairs = set(zip(checked.rows["interview"], checked.rows["coder"], strict=True))
    by = {
        str(name): [i for i, coder in enumerate(coders) if (name, coder) in pairs]
        for name in checked.interviews["interview"]
    }
    return {name: places for name, places in by.items() if len(places) > 1}


def _row(
    node: Node, counts: Values, totals: Values, n_units: int, conf_level: float
) -> AlphaRow:
    apart, found, not_found = np.moveaxis(counts, -1, 0)
    values = found.sum() + not_found.sum()
    return AlphaRow(
        theme=node.name,
        label=node.label,
        parent=node.parent,
        n_units=n_units,
        n_values=int(values),
        found=int(found.sum()),
        prevalence=float(found.sum() / values),
        alpha=resampled(
            "krippendorff_alpha",
            float(krippendorff_alpha_of(counts.sum(axis=0))),
            krippendorff_alpha_of(totals),
            conf_level,
            constant=(found == 0, not_found == 0),
            alike=not apart.any(),
            why=NOWHERE if found.sum() == 0 else EVERYWHERE,
        ),
    )


def agreement_by_unit(
    coding: Sample,
    interviews: Sample,
    transcripts: Mapping[str, str],
    *,
    coders: Sequence[str],
    coding_frame: Frame,
    units: Sequence[str] = UNITS,
) -> dict[str, CoderAgreement | CodersAlpha]:
    """Compare all coders that a study has, however many.

    Parameters
    ----------
    coding, interviews, transcripts, coding_frame
        As for `analysis.themes.coders.coder_agreement`.
    coders : sequence of str
        One or more. Two are compared on the interviews in which both coded anything.
    units : sequence of str
        Units of comparison.

    Returns
    -------
    dict of str to result
        By unit, the agreement of two coders, or why there is none of one coder
        (`NotComputed`), or Krippendorff's alpha over more of them. Of more, also that
        of each pair under the unit and the numbers of the two, "turn-1-2".

    Raises
    ------
    DataError, ValueError
        As `coder_agreement` and `krippendorff_alpha`.
    """
    asked: dict[str, Any] = {"coding_frame": coding_frame}
    pairs = list(combinations(enumerate(coders, 1), 2))
    found: dict[str, CoderAgreement | CodersAlpha] = {}
    for unit in units:
        asked["unit"] = unit
        if len(coders) == 1:
            found[unit] = coder_agreement(
                coding, interviews, transcripts, first=coders[0], second=None, **asked
            )
        if len(coders) > 2:
            found[unit] = krippendorff_alpha(
                coding, interviews, transcripts, coders=coders, **asked
            )
        for (i, first), (j, second) in pairs:
            held = _coded_by_both(coding, interviews, first, second)
            key = unit if len(pairs) == 1 else f"{unit}-{i}-{j}"
            found[key] = coder_agreement(
                coding, held, transcripts, first=first, second=second, **asked
            )
    return found


def _coded_by_both(
    coding: Sample, interviews: Sample, first: str, second: str
) -> Sample:
    # All of them if none was coded by both, which `coder_agreement` then says.
    rows, names = coding.frame, interviews.frame["interview"]
    both = [
        str(name)
        for name in names
        if {first, second} <= set(rows.loc[rows["interview"] == name, "coder"])
    ]
    if not both or len(both) == len(names):
        return interviews
    return interviews.where(condition("interview", *both))
