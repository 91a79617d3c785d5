"""Out of the study as REFI-QDA and back again, by the commands: nothing differs."""

import csv
import shutil
from pathlib import Path

from analysis.data.coding_frame import frame_nodes, load_coding_frame
from simulation.study import OUTPUT
from thesis.cli import main

SETTINGS = """\
kind: simulated
files: [{file: out/project.qdpx, program: refi}]
interviews: interviews.csv
frame: coding_frame.yaml
"""


KEPT = ("memos.csv", "interview_attributes.csv")


def test_what_was_exported_and_imported_is_the_same_byte_for_byte(
    tmp_path, monkeypatch, capsys
):
    """Beside them stands what was said of codes and men; and the folder is valid."""
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
    kept = {name: written.pop(Path(name)).read_text() for name in KEPT}
    assert len(written) == 14
    for name, path in written.items():
        assert path.read_bytes() == (OUTPUT / name).read_bytes(), name
    frame = load_coding_frame(OUTPUT)
    described = [node for node in frame_nodes(frame) if node.description]
    memos = list(csv.DictReader(kept["memos.csv"].splitlines()))
    assert sorted(m["text"] for m in memos) == sorted(n.description for n in described)
    rows = list(csv.DictReader(kept["interview_attributes.csv"].splitlines()))
    assert rows[0] == {"interview": "I01", "case": "S004", "setting": "prison"}
    assert len(rows) == 12
    shutil.copytree(OUTPUT, back, dirs_exist_ok=True)
    capsys.readouterr()
    monkeypatch.setenv("THESIS_DATA", str(back))
    assert main(["data", "validate"]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    other = kept["interview_attributes.csv"].replace("S004,prison", "S004,inpatient")
    (back / "interview_attributes.csv").write_text(other)
    assert main(["data", "validate"]) == 0
    assert capsys.readouterr().out.endswith(
        "\nRemark: the coding program has another setting:\n"
        "  I01 (inpatient, not prison)\n"
    )


def test_a_failed_import_leaves_nothing_behind(tmp_path, monkeypatch, capsys):
    """A coder who coded nothing; said in words, and no folder made."""
    monkeypatch.setenv("THESIS_DATA", str(OUTPUT))
    assert main(["data", "export", str(tmp_path / "out")]) == 0
    for name in ("interviews.csv", "coding_frame.yaml"):
        shutil.copyfile(OUTPUT / name, tmp_path / name)
    told = f"{SETTINGS}coders: {{Second coder: B}}\n"
    (tmp_path / "import.yaml").write_text(told, "utf-8")
    before = sorted(Path(tmp_path).iterdir())
    settings = str(tmp_path / "import.yaml")
    assert main(["data", "import", settings, "--output", str(tmp_path / "back")]) == 1
    assert "Second coder" in capsys.readouterr().err
    assert sorted(Path(tmp_path).iterdir()) == before
