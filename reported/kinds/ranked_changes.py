"""Changes of the same people, compared by their ranks."""

from __future__ import annotations

from reported.kinds._kind import Kind
from reported.words.phrases import effect_words, joined
from reported.words.rounding import apa_p, whole_or_two
from results import SignedRanks


def _signed_ranks(result: SignedRanks) -> str:
    v = f"*{result.statistic_name}* = {whole_or_two(result.statistic)}"
    return joined(v, apa_p(result.p_value), effect_words(result.effect))


KINDS = (
    Kind(
        record=SignedRanks,
        words=_signed_ranks,
        about=lambda r: f"Change in {r.outcome[:1].lower()}{r.outcome[1:]}, by ranks",
        estimate="Median change",
        parts=lambda at, labels: [
            *labels,
            *(time for time in ("before", "after") if at.path.startswith(f"{time}.")),
        ],
        field_words={
            "n_higher": "Number with a rise",
            "n_lower": "Number with a fall",
            "n_same": "Number without a change",
        },
    ),
)
