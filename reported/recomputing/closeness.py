"""How far two numbers of one meaning may differ, by what kind of number they are."""

from collections.abc import Mapping, Sequence
from typing import Any

#: The largest relative difference of two numbers that agree.
NEAR = 1e-6
ORDINARY = "ordinary"
#: The part of its scale below which a number counts as this much, so that an absolute
#: difference of a million-millionth of the scale is none: an exact zero here may be
#: a rounding error there, and a p of 1e-17 is only known not to be larger.
LEAST = 1e-6
#: Standard errors within which two simulated numbers agree.
MOST_ERRORS = 5.0
#: Kind of a number to the most that it may differ, and why that much. Those in
#: `BY_CHANCE` differ by standard errors, the others relative to themselves.
TOLERANCES: dict[str, tuple[float, str]] = {
    ORDINARY: (NEAR, "two programs that compute the same differ by rounding"),
    "studentized range": (
        1e-5,
        "R's ptukey takes a probability close to one from one, which leaves an error "
        "of about a million-millionth, and qtukey promises no more than four decimals",
    ),
    "stopped search": (
        1e-4,
        "a library stops its search for the largest likelihood at a change of its own, "
        "after which z and p still move in the sixth digit",
    ),
    "draws": (
        MOST_ERRORS,
        "whether numbers were drawn as they are said to be is a matter of chance; all "
        "that follows from them is computed from the same draws, as any other number",
    ),
    "exact value": (
        MOST_ERRORS,
        "a simulated number, held against what it would be without chance",
    ),
    "simulated": (MOST_ERRORS, "R simulates by itself, from draws of its own"),
}
BY_CHANCE = frozenset({"draws", "exact value", "simulated"})
#: What tells how large the numbers beside it are, in their own unit.
SPREADS = ("std_error", "sd", "restricted_mean_se")
#: Numbers in the unit of the outcome; the scale of all others is 1.
IN_UNIT = frozenset(
    [
        *("estimate", "conf_low", "conf_high", "mean", "median", "minimum", "maximum"),
        *("q1", "q3", "restricted_mean", "restricted_mean_low", "restricted_mean_high"),
        *SPREADS,
    ]
)


def difference(ours: float, theirs: float, scale: float = 1.0) -> float:
    """Return the relative difference of two numbers; see `LEAST` for very small ones.

    Examples
    --------
    >>> difference(200.0, 200.0002) < 1.01e-6
    True
    >>> difference(0.0, 1e-13) < 1.01e-7
    True
    """
    return abs(ours - theirs) / max(abs(ours), abs(theirs), LEAST * scale)


def scale_of(name: str, part: Mapping[str, Any]) -> float:
    """Return how large a number may be, from what is said of the spread beside it."""
    if name not in IN_UNIT:
        return 1.0
    for spread in SPREADS:
        if part.get(spread):
            return float(part[spread])
    low, high = part.get("conf_low"), part.get("conf_high")
    if low is not None and high is not None and high > low:
        return float(high - low)
    return 1.0


def tolerances(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Say by kind how far numbers of these results may differ, and how far they do.

    Parameters
    ----------
    rows : sequence of dict
        Rows of results, each with the numbers that were compared `otherwise`.

    Returns
    -------
    list of dict
        For every kind but the ordinary that occurs: `kind`, `numbers` (how many),
        `tolerance` and `farthest` (both in standard errors if `by_chance`, relative
        if not) and `why`.
    """
    found = []
    for kind, (tolerance, why) in TOLERANCES.items():
        parts = [
            part
            for row in rows
            for part in row.get("otherwise", ())
            if part["kind"] == kind
        ]
        if kind == ORDINARY or not parts:
            continue
        chance = kind in BY_CHANCE
        shares = [p["apart"] / p["tolerance"] for p in parts if p["tolerance"]]
        found.append(
            {
                "kind": kind,
                "numbers": len(parts),
                "tolerance": tolerance,
                "farthest": max(shares, default=0.0) * tolerance,
                "by_chance": chance,
                "why": why,
            }
        )
    return found
