"""Results that could not be computed, as a whole or for one group."""

from dataclasses import replace

from example_results import WELCH

from results import NotComputed, Option

CONSTANT = NotComputed(
    kind="Comparison",
    outcome="Mood",
    data=WELCH.data,
    undefined="every value is the same, got [4]",
)
ABSENT_GROUP = replace(
    WELCH,
    data=replace(WELCH.data, options=(Option(name="absent", value="outpatient"),)),
)
