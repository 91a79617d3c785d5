"""Chosen excerpts as rows, and as a file that people can open in a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from pathlib import Path

import pandas as pd

from analysis.results import Quotation, Quotations

__all__ = ["excerpt_rows", "safe_cells", "write_excerpts_csv"]

#: What a spreadsheet would take for a formula; also one that was made safe already.
FORMULA = re.compile(r"'*[=+\-@\t\r]")

#: Fields of an excerpt whose names need a word more in a table by themselves.
NAMES = {"name": "excerpt", "label": "theme_label"}


def excerpt_rows(result: Quotations) -> pd.DataFrame:
    """Return chosen excerpts as a table.

    Parameters
    ----------
    result : Quotations
        What `quotations.chosen_excerpts` chose.

    Returns
    -------
    DataFrame, shape (n_quotations, 13)
        Columns excerpt, theme, theme_label, code, code_label, why, interview,
        pseudonym, group, group_label, start, end (characters) and text, sign by sign.
    """
    columns = [field.name for field in fields(Quotation)]
    rows = [asdict(one) for one in result.quotations]
    found = pd.DataFrame(rows, columns=columns).rename(columns=NAMES)
    kinds = {c: "int64" if c in ("start", "end") else "str" for c in found.columns}
    return found.astype(kinds)


def safe_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which no text is a formula for a spreadsheet.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        Text and numbers; a missing value stays missing.

    Returns
    -------
    DataFrame, shape (n_rows, n_variables)
        A copy. Text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage
        return, or with apostrophes and one of these, has an apostrophe before it;
        without its first apostrophe it is as it was. Numbers are left alone.

    References
    ----------
    Open Worldwide Application Security Project: CSV injection.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["=1+1", "1+1", "'@"], "n": [-1, 2, 3]})
    >>> safe_cells(frame).to_numpy().tolist()
    [["'=1+1", -1], ['1+1', 2], ["''@", 3]]
    """
    return frame.map(
        lambda cell: (
            f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
        )
    )


def write_excerpts_csv(result: Quotations, path: Path) -> None:
    """Write chosen excerpts as a file for spreadsheets.

    The cells are those of `safe_cells`. UTF-8 with a byte order mark, without which
    spreadsheets guess another encoding; commas; quotation marks doubled in cells that
    need them; a line end within an excerpt stays within its cell.

    Parameters
    ----------
    result : Quotations
        What `quotations.chosen_excerpts` chose.
    path : Path
        The file; written anew, and only when all of it is made.
    """
    text = safe_cells(excerpt_rows(result)).to_csv(index=False, lineterminator="\n")
    path.write_bytes(text.encode("utf-8-sig"))
