"""What readers can take away: simulated data go with the pages, a study's never do."""

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import thesis_editions as editions

from analysis import loading
from thesis.replacing import STYLE

ROOT = Path(__file__).parents[1]


def declared(monkeypatch: pytest.MonkeyPatch, kind: str) -> str:
    """Return the list of files where the data are of a kind."""
    found = SimpleNamespace(kind=kind)
    monkeypatch.setattr(loading, "read_declaration", lambda _folder: found)
    (node,) = editions.Editions.run(SimpleNamespace())
    return node.astext()


def test_simulated_data_are_offered(monkeypatch):
    """With the PDF and the results."""
    offered = declared(monkeypatch, "simulated")
    for name in ("thesis.pdf", "statistics.csv", "statistics.json", editions.DATA):
        assert f'<a href="{name}" download>' in offered


def test_data_of_a_study_are_never_offered(monkeypatch):
    """And the list says why."""
    offered = declared(monkeypatch, "study")
    assert ".zip" not in offered
    assert "The data of the study are confidential and not here." in offered


@pytest.mark.parametrize(("kind", "packed"), [("simulated", True), ("study", False)])
def test_data_of_a_study_are_never_put_beside_the_pages(
    monkeypatch, tmp_path, kind, packed
):
    """Also not those of an earlier build; and no PDF of an earlier build stays."""
    found = SimpleNamespace(kind=kind)
    monkeypatch.setattr(loading, "read_declaration", lambda _folder: found)
    (tmp_path / "_static").mkdir()
    for name in ("thesis.pdf", editions.DATA):
        (tmp_path / name).write_text("of an earlier build", "utf-8")
    web = SimpleNamespace(format="html")
    app = SimpleNamespace(outdir=tmp_path, confdir=ROOT / "book", builder=web)
    editions._write(app, None)
    assert not (tmp_path / "thesis.pdf").exists()
    style = (tmp_path / STYLE).read_text("utf-8")
    assert style == ".edition-pdf { display: none; }\n"
    assert (tmp_path / editions.DATA).exists() is packed


def test_the_same_data_are_packed_into_the_same_bytes():
    """Tables, transcripts, frame, declaration and codebook, and nothing else."""
    folder, codebook = ROOT / "data" / "simulated", ROOT / "data" / "codebook.yaml"
    first = editions.packed(folder, codebook)
    assert first == editions.packed(folder, codebook)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    wanted = {
        f"simulated/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert held == wanted | {"codebook.yaml": codebook.read_bytes()}
