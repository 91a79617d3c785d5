"""The small sound study, and folders that are made of it."""

import csv
import io
import shutil
from pathlib import Path

from analysis.data.codebook import load_codebook

BAD = Path(__file__).parent / "bad_data"
SOUND = BAD / "sound_study"
CODEBOOK = load_codebook(SOUND / "codebook.yaml")


def study_like(case: str, folder: Path) -> Path:
    """Copy the sound study, and lay the spoilt file of a case over it."""
    shutil.copytree(SOUND, folder / "data")
    shutil.copytree(BAD / case, folder / "data", dirs_exist_ok=True)
    return folder / "data"


def csv_bytes(rows: list[list[str]]) -> bytes:
    """Write rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
