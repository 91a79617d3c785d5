"""JSON that a build or R wrote, read with one error for all that can be wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def load_json(path: Path) -> Any:
    """Read a JSON file in UTF-8.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    object
        What it holds, of any shape.

    Raises
    ------
    OSError
        If it is not there, or cannot be read.
    ValueError
        If it is not JSON in UTF-8, or nested so deeply that it cannot be read.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
