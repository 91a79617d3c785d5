"""Out of the study as REFI-QDA and back again, by the commands: nothing differs."""

import shutil
from pathlib import Path

from simulation.study import OUTPUT
from thesis.cli import main

SETTINGS = """\
kind: simulated
files: [{file: out/project.qdpx, program: refi}]
coders: {First coder: A, Second coder: B}
interviews: interviews.csv
frame: coding_frame.yaml
"""


def test_what_was_exported_and_imported_is_the_same_byte_for_byte(
    tmp_path, monkeypatch, capsys
):
    """Coding, frame and transcripts of the simulated study."""
    monkeypatch.setenv("THESIS_DATA", str(OUTPUT))
    assert main(["data", "export", str(tmp_path / "out")]) == 0
    assert "project.qdpx: 12 interviews, 382 coded passages" in capsys.readouterr().out
    for name in ("interviews.csv", "coding_frame.yaml"):
        shutil.copyfile(OUTPUT / name, tmp_path / name)
    (tmp_path / "import.yaml").write_text(SETTINGS, "utf-8")
    back = tmp_path / "back"
    settings = str(tmp_path / "import.yaml")
    assert main(["data", "import", settings, "--output", str(back)]) == 0
    written = {path.relative_to(back): path for path in back.rglob("*.*")}
    assert len(written) == 14
    for name, path in written.items():
        assert path.read_bytes() == (OUTPUT / name).read_bytes(), name


def test_a_failed_import_leaves_nothing_behind(tmp_path, monkeypatch, capsys):
    """A coder whom the settings do not name; said in words, and no folder made."""
    monkeypatch.setenv("THESIS_DATA", str(OUTPUT))
    assert main(["data", "export", str(tmp_path / "out")]) == 0
    for name in ("interviews.csv", "coding_frame.yaml"):
        shutil.copyfile(OUTPUT / name, tmp_path / name)
    told = SETTINGS.replace(", Second coder: B", "")
    (tmp_path / "import.yaml").write_text(told, "utf-8")
    before = sorted(Path(tmp_path).iterdir())
    settings = str(tmp_path / "import.yaml")
    assert main(["data", "import", settings, "--output", str(tmp_path / "back")]) == 1
    assert "Second coder" in capsys.readouterr().err
    assert sorted(Path(tmp_path).iterdir()) == before
