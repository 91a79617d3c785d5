"""Settings of an import, and what is said of those that are refused."""

import shutil
from pathlib import Path

import pytest
import yaml

from exchange.coding.importing import import_coding
from results import DataError

SAMPLES = Path(__file__).parent / "qualitative_samples"


BOTH = {
    "files": [
        {"file": "coderA_project.sqlite3", "program": "taguette", "coder": "anna"},
        {"file": "coderB_project.sqlite3", "program": "taguette", "coder": "B"},
    ],
    "coders": {"anna": "A"},
    "interviews": "interviews.csv",
}


INTERVIEWS = "interview,source,note\nI01,P01,x\nI02,P02,x\n"


def asked(folder, **changes):
    """Write settings, the two coders' databases if nothing else is said."""
    path = folder / "import.yaml"
    path.write_text(yaml.safe_dump(BOTH | changes))
    return path


def refused(folder, **changes):
    """Return what is said of settings, and make sure that nothing was written."""
    before = sorted(folder.parent.rglob("*"))
    path = asked(folder, **changes)
    with pytest.raises(DataError) as caught:
        import_coding(path, folder.parent / "new" / "output")
    assert sorted(set(folder.parent.rglob("*")) - {path}) == sorted(
        set(before) - {path}
    )
    return str(caught.value)


def with_samples(folder):
    """Make a folder with the samples, a list of interviews, and settings."""
    folder.mkdir()
    for path in (SAMPLES / "taguette").iterdir():
        shutil.copyfile(path, folder / path.name)
    for name in ("qualcoder", "qualcoder_ui"):
        (folder / f"{name}.qda").mkdir()
        source = SAMPLES / name / "thesis_sample_data.qda.sqlite3"
        shutil.copyfile(source, folder / f"{name}.qda" / "data.qda")
    (folder / "interviews.csv").write_text(INTERVIEWS)
    return folder
