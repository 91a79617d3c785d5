"""A folder comes into being whole, or not at all."""

from pathlib import Path

import pytest
from example_imports import asked

from exchange.coding.importing import import_coding
from exchange.coding.whole_folder import new_folder, refuse_occupied
from results import DataError


def test_nothing_is_written_over_and_nothing_half(work, tmp_path, monkeypatch):
    """A folder with something in it is refused, and a failing disk leaves nothing."""
    output = tmp_path / "output"
    output.mkdir()
    (output / "old.txt").write_text("kept")
    with pytest.raises(DataError) as caught:
        import_coding(asked(work), output)
    assert str(caught.value) == (
        f"{output}: is there already, and nothing is written over; name a folder that "
        "is new or empty"
    )
    assert [path.name for path in output.iterdir()] == ["old.txt"]
    (output / "old.txt").unlink()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(DataError) as caught:
            import_coding(work / "import.yaml", output)
    assert str(caught.value) == (
        f"{output}: could not be written (No space left on device); nothing was: "
        "give another folder, or make room"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "work"]
    assert not list(output.iterdir())
    import_coding(work / "import.yaml", output)
    assert (output / "coding.csv").is_file()


def test_a_folder_has_its_name_when_all_is_written(tmp_path):
    """Not before; folders above it are made, and an empty one is taken."""
    folder = tmp_path / "new" / "output"
    with new_folder(folder) as fresh:
        (fresh / "inner").mkdir()
        (fresh / "inner" / "a.txt").write_text("a")
        assert not folder.exists()
        assert fresh.parent == folder.parent
    assert [path.name for path in folder.parent.iterdir()] == ["output"]
    assert (folder / "inner" / "a.txt").read_text() == "a"
    empty = tmp_path / "empty"
    empty.mkdir()
    with new_folder(empty) as fresh:
        (fresh / "b.txt").write_text("b")
    assert [path.name for path in empty.iterdir()] == ["b.txt"]


def begin(folder, error):
    """Write a file, and stop."""
    (folder / "half.txt").write_text("half")
    raise error("stopped")


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_was_begun_is_gone_when_it_does_not_end(tmp_path, error):
    """Whoever stopped it; the error comes through as it was."""
    with pytest.raises(error, match="stopped"), new_folder(tmp_path / "a") as fresh:
        begin(fresh, error)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_refused(tmp_path):
    """A file, or a folder with anything in it; nothing of it changes."""
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.write_text("kept")
    (folder / "inner").mkdir(parents=True)
    for occupied in (file, folder):
        with pytest.raises(DataError) as caught:
            refuse_occupied(occupied)
        assert str(caught.value) == (
            f"{occupied}: is there already, and nothing is written over; name a folder "
            "that is new or empty"
        )
        with pytest.raises(DataError), new_folder(occupied):
            pytest.fail("it was given")
    assert file.read_text() == "kept"
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "file",
        "folder",
        "inner",
    ]
    refuse_occupied(tmp_path / "none")
    refuse_occupied(folder / "inner")
    with pytest.raises(DataError) as caught, new_folder(file / "below"):
        pytest.fail("it was given")
    assert str(caught.value) == (
        f"{file / 'below'}: could not be written (File exists); nothing was: "
        "give another folder, or make room"
    )
