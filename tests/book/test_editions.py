"""What readers can take away: simulated data go with the pages, a study's never do."""

import io
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import thesis_editions as editions
from thesis_gate import BookFault

from analysis.data import loading
from reported.built import STYLE

ROOT = Path(__file__).parents[2]


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


CODEBOOK = ROOT / "data" / "codebook.yaml"


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the simulated data, to be spoilt."""
    return shutil.copytree(ROOT / "data" / "simulated", tmp_path / "simulated")


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".hidden.csv",
        ".git/config",
        ".ipynb_checkpoints/participants-checkpoint.csv",
        "participants.csv.bak",
        "participants.csv~",
        "participants (copy).csv",
        "participants.xlsx",
        "PARTICIPANTS.CSV",
        "names.txt",
        "old/participants.csv",
        "old/dataset.yaml",
        "transcripts/I01.txt.orig",
        "transcripts/I99.txt",
        "transcripts/i01.txt",
        "transcripts/.I01.txt.swp",
        "transcripts/old/I01.txt",
        "transcripts/I01",
    ],
)
def test_only_what_is_named_is_published(folder, name):
    """Whatever else lies in the folder, also through links, is not in the ZIP file."""
    sound = editions.packed(folder, CODEBOOK)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Siân Gwernog", "utf-8")
    (folder / "linked").symlink_to(path.parent)
    (folder / "linked.csv").symlink_to(path)
    assert editions.packed(folder, CODEBOOK) == sound
    assert sound == editions.packed(ROOT / "data" / "simulated", CODEBOOK)


@pytest.mark.parametrize(
    "name",
    [
        "dataset.yaml",
        "coding_frame.yaml",
        "participants.csv",
        "coding.csv",
        "interviews.csv",
        "transcripts/I01.txt",
        "transcripts",
    ],
)
@pytest.mark.parametrize("within", [False, True])
def test_a_link_is_not_published(folder, tmp_path, name, within):
    """A named file that is a link, or behind one, stops the build."""
    aim = folder / "aim" if within else tmp_path / "aim"
    (folder / name).rename(aim)
    (folder / name).symlink_to(aim)
    first = "transcripts/I01.txt" if name == "transcripts" else name
    with pytest.raises(BookFault) as error:
        editions.packed(folder, CODEBOOK)
    assert str(error.value) == (
        f"{first}: not published with the data, for it is hidden, a link or in another "
        "folder; put the file itself in its place"
    )


def test_an_interview_is_no_path_to_another_folder(folder, tmp_path):
    """Not even where a codebook lets an interview be named so."""
    (tmp_path / "secret.txt").write_text("Siân Gwernog", "utf-8")
    (tmp_path / "codebook.yaml").write_text(
        CODEBOOK.read_text("utf-8").replace("'I[0-9]{2}'", "'.*'"), "utf-8"
    )
    table = folder / "interviews.csv"
    table.write_text(table.read_text("utf-8").replace("I12,", "../../secret,"), "utf-8")
    with pytest.raises(
        BookFault, match=r"^transcripts/\.\./\.\./secret\.txt: not publ"
    ):
        editions.packed(folder, tmp_path / "codebook.yaml")


def test_a_named_file_that_is_hidden_is_not_published(folder, tmp_path):
    """A codebook that names one stops the build."""
    (folder / "entry.csv").rename(folder / ".entry.csv")
    (tmp_path / "codebook.yaml").write_text(
        CODEBOOK.read_text("utf-8").replace(" entry.csv", " .entry.csv"), "utf-8"
    )
    with pytest.raises(BookFault, match=r"^\.entry\.csv: not published"):
        editions.packed(folder, tmp_path / "codebook.yaml")


def test_interviews_that_cannot_be_read_stop_the_publication(folder):
    """Which transcripts belong to it is not guessed."""
    table = folder / "interviews.csv"
    sound = table.read_text("utf-8")
    table.write_text(sound.replace("interview,", "talk,", 1), "utf-8")
    with pytest.raises(BookFault, match=r"^interviews\.csv"):
        editions.packed(folder, CODEBOOK)
    table.unlink()
    with pytest.raises(BookFault, match=r"^interviews\.csv: the file is missing"):
        editions.packed(folder, CODEBOOK)


def test_a_data_folder_that_is_itself_a_link_is_published(folder, tmp_path):
    """It is named in the settings, so it is the folder that is meant."""
    (tmp_path / "link").mkdir()
    link = tmp_path / "link" / "simulated"
    link.symlink_to(folder)
    assert editions.packed(link, CODEBOOK) == editions.packed(folder, CODEBOOK)
