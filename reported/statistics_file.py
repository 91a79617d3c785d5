"""The file in which a build says what it reports, read for checks and comparisons."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from reported.findings import AGAIN, NothingBuiltError
from results import DataError
from results.strict_json import load_json
from results.strict_yaml import of_shape


class Part(BaseModel):
    """A part of the file; an earlier edition may have more in it, or less."""

    model_config = ConfigDict(strict=True, extra="ignore")


class _Data(Part):
    statement: str = ""
    fingerprint: str = ""


class _Book(Part):
    title: str = ""
    commit: str | None = None
    clean: bool | None = None
    data: _Data = Field(default_factory=_Data)


class _Result(Part):
    id: str
    record: dict[str, Any]  # of any form: that of an earlier edition is another


class _Claim(Part):
    id: str


class _Statistics(Part):
    thesis: _Book
    results: list[_Result]
    claims: list[_Claim]


def read_statistics(path: Path, shown: str) -> dict[str, Any]:
    """Read a file of statistics; `shown` is how messages call it.

    Raises
    ------
    NothingBuiltError
        If it is not there, is not JSON, lacks its results or claims, or holds something
        else in their place; all of the last at once.
    """
    if not path.is_file():
        raise NothingBuiltError(f"{shown}: there is no such file; {AGAIN}")
    try:
        found = load_json(path)
    except (OSError, ValueError) as error:
        raise NothingBuiltError(f"{shown}: not JSON, {error}; {AGAIN}") from error
    if not isinstance(found, dict) or not {"thesis", "results", "claims"} <= set(found):
        raise NothingBuiltError(
            f"{shown}: not the statistics of a book, it lacks `thesis`, `results` or "
            f"`claims`; {AGAIN}"
        )
    refuse_other_shape(found, _Statistics, shown)
    return found


def refuse_other_shape(found: object, shape: type[Part], shown: str) -> None:
    """Refuse statistics that do not have a shape; `shown` is how messages call them.

    Raises
    ------
    NothingBuiltError
        If they have another; with all that is not so.
    """
    try:
        of_shape(found, shape, file=shown, hint=AGAIN)
    except DataError as error:
        raise NothingBuiltError(str(error)) from error
