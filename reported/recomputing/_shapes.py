"""What R writes, and what the report on it holds: the parts that are relied upon."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    """A part of a file; there may be more in it."""

    model_config = ConfigDict(strict=True, extra="ignore")


class _Look(_Part):
    number: str
    kind: Literal["draws", "exact value", "simulated"]
    found: Any
    expected: Any
    error: Any


class _Answer(_Part):
    values: Any = None
    error: str | None = None
    looks: list[_Look] | None = None


class _Derived(_Part):
    columns: dict[str, list[str | None]] | None = None
    error: str | None = None


class Answers(_Part):
    """What R writes of all results."""

    r: str
    packages: dict[str, str]
    faults: list[str]
    results: dict[str, _Answer]
    derived: dict[str, _Derived]


class _Otherwise(_Part):
    number: str
    ours: float
    theirs: float
    kind: str
    tolerance: float
    apart: float


class _Row(_Part):
    id: str
    hash: str
    function: str
    number: str
    ours: float | None
    theirs: float | None
    difference: float
    errors: float
    compared: int
    words: int
    simulated: int
    otherwise: list[_Otherwise]
    verdict: str
    reasons: list[str]
    skipped: list[str]


class _Column(_Part):
    column: str
    values: int
    reasons: list[str]
    verdict: str


class _Tolerance(_Part):
    kind: str
    numbers: int
    tolerance: float
    by_chance: bool
    farthest: float
    why: str


class _R(_Part):
    version: str
    packages: dict[str, str]
    software: list[Annotated[list[str], Field(min_length=3, max_length=3)]]


class KeptReport(_Part):
    """The report, as ``build/verification.json`` keeps it."""

    version: Literal[2]
    inputs: str
    ok: bool
    r: _R
    tolerances: list[_Tolerance]
    faults: list[str]
    results: list[_Row]
    derived: list[_Column]
