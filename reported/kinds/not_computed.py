"""What stands where a result would that the data do not allow."""

from __future__ import annotations

from reported.kinds._kind import Kind
from results import NotComputed

KINDS = (
    Kind(
        record=NotComputed,
        words=lambda r: "",  # the reason is said of any result without words
        about=lambda r: r.outcome,
        method="Not computed with these data",
    ),
)
