"""What a chapter gets where a result, or a part of one, could not be computed.

It is asked like any other part, but no number in it exists, and no condition over one
can be judged: the rest of the chapter stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reported.asked import Asked, apart, said_of_one
from reported.conditions import Condition
from reported.quantities import Quantity
from reported.words.lacks import Lack
from reported.words.paths import FIELDS
from results import Contrast, DataError, Record


class Lacking(Asked):
    """A part, or parts, that could not be computed: none of the numbers exists.

    No condition over them can be judged, and says why. Of several there is one, which
    stands for all whose keys nobody knows.
    """

    __slots__ = ("_lack", "_name", "_part", "_result", "_why")

    def __init__(
        self, name: str, result: Record, lack: Lack, *, why: str, part: str = ""
    ) -> None:
        self._name, self._result = name, result
        self._lack, self._why, self._part = lack, why, part

    @property
    def result(self) -> Any:
        """Return the whole result that lacks it."""
        return self._result

    @property
    def target(self) -> str:
        """Return the id of that result; "" if it is not published."""
        return self._name

    @property
    def key(self) -> str:
        """Return its name among the parts beside it, or those on the way to it."""
        return self._part

    def _step(self, step: str) -> Any:
        if "." in step:
            first, _, rest = step.partition(".")
            return self._step(first)[rest]
        lack, part = self._lack.step(step), self._part
        if self._lack.several or step not in self._names():
            part = ", ".join(filter(None, (part, step)))
        if lack.kinds:
            return Lacking(self._name, self._result, lack, why=self._why, part=part)
        if lack.words:
            return getattr(self.result, step, part)
        # of a contrast it is a difference, as of one that there is
        difference = step == "estimate" and Contrast in self._lack.kinds
        what = "difference" if difference else step.replace("_", " ")
        outcome = getattr(self.result, "outcome", "")
        return Quantity(
            None,
            FIELDS.get("" if difference else step, what[:1].upper() + what[1:])
            + f" of {outcome}" * bool(outcome),
            (self.target,),
            why=self._why,
            part=part,
            of=outcome,
        )

    def _names(self) -> list[str]:
        return self._lack.names()

    def _no_number(self, _other: Any) -> Condition:
        raise DataError(
            f"{self.target}: no number stands under {self._part or 'this'!r}; ask it "
            f"for one of {', '.join(self._names()[:12])}"
        )

    __lt__ = __le__ = __gt__ = __ge__ = _no_number

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<{self.target or 'not published'}: not computed, {self._why}>"

    def __len__(self) -> int:
        """Return 1: one stands for all."""
        return 1

    def __iter__(self) -> Iterator[Any]:
        """Yield the one that stands for all."""
        yield self._step("")

    def keys(self) -> list[str]:
        """Return no key: nobody knows them."""
        return []

    def largest(self, key: str, field: str = "") -> Condition:
        """Give a condition that cannot be judged."""
        own, _ = apart(self, key, field)
        return said_of_one(own > own, own, "is largest in")

    def smallest(self, key: str, field: str = "") -> Condition:
        """Give a condition that cannot be judged."""
        own, _ = apart(self, key, field)
        return said_of_one(own < own, own, "is smallest in")
