"""Archives from elsewhere: what may do harm is refused before it is unpacked."""

import struct
import zipfile

import pytest

from exchange.coding._safe_archives import (
    Archive,
    Limits,
    checked_archive,
    read_entries,
)
from results import DataError

EXPORT_AGAIN = "copy or export the file again"
ASK_AGAIN = "do not open the file; ask for it again from where it came"


def packed(path, *entries, compression=zipfile.ZIP_DEFLATED):
    """Write an archive of pairs of name and bytes, with names exactly as given."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.compress_type = compression
            archive.writestr(entry, data)
    return path


def refusal(call, *args, **options):
    """Return the message of the DataError that a call raises."""
    with pytest.raises(DataError) as caught:
        call(*args, **options)
    return str(caught.value)


def test_checked_archive_lists_files_without_folders_and_reads_them(tmp_path):
    """A harmless archive is read by name."""
    path = packed(tmp_path / "a.zip", ("sources/", b""), ("sources/x.txt", b"words"))
    archive = checked_archive(path)
    assert archive == Archive(path=path, names=("sources/x.txt",), limits=Limits())
    assert read_entries(archive, archive.names) == {"sources/x.txt": b"words"}
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "a/../../up.txt", "/etc/x", "C:/x", "c:x", "a\\b.txt", "a/.."],
)
def test_checked_archive_refuses_names_that_lead_out(tmp_path, name):
    """Parent folders, absolute names, drives and backslashes."""
    path = packed(tmp_path / "a.zip", ("fine.txt", b""), (name, b""))
    assert refusal(checked_archive, path) == (
        "a.zip: 1 entries are named so that they lead out of the archive, got "
        f"{[name]}; {ASK_AGAIN}"
    )


def test_checked_archive_takes_names_that_only_look_odd(tmp_path):
    """Dots within a name lead nowhere."""
    names = ["a..b.txt", "sources/.root", "...", "é😊.txt", "ab:c.txt"]
    path = packed(tmp_path / "a.zip", *((name, b"") for name in names))
    assert list(checked_archive(path).names) == names


def test_checked_archive_refuses_two_entries_of_one_name(tmp_path):
    """A name must lead to one entry, also where case does not count."""
    path = packed(tmp_path / "a.zip", ("A.txt", b"1"), ("b", b""), ("a.TXT", b"2"))
    assert refusal(checked_archive, path) == (
        "a.zip: 2 entries are of the same name, upper and lower case apart, got "
        "['A.txt', 'a.TXT']; export the project again"
    )


def test_checked_archive_reports_all_faults_at_once(tmp_path):
    """Too many, a way out, twice the same, and encrypted."""
    path = packed(tmp_path / "a.zip", ("/x", b""), ("y", b""), ("Y", b"1"))
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")  # the first entry of the table of contents
    path.write_bytes(data[: start + 8] + b"\x01" + data[start + 9 :])
    assert refusal(checked_archive, path, limits=Limits(entries=2)).splitlines() == [
        "a.zip: 1 entries are named so that they lead out of the archive, got ['/x']; "
        + ASK_AGAIN,
        "a.zip: 2 entries are of the same name, upper and lower case apart, got "
        "['Y', 'y']; export the project again",
        "a.zip: holds 3 entries, more than 2; export the interviews alone",
        "a.zip: 1 entries are encrypted, got ['/x']; export again without a password",
    ]


def read_all(path, **limits):
    """Read every entry of an archive."""
    archive = checked_archive(path, limits=Limits(**limits))
    return read_entries(archive, archive.names)


def test_read_entries_refuses_what_is_too_large(tmp_path):
    """One entry, and all of them, by the sizes that the archive declares."""
    path = packed(tmp_path / "a.zip", ("x", b"12345"), ("y", b"1234"))
    found = refusal(read_all, path, entry_bytes=4, total_bytes=8)
    assert found.splitlines() == [
        "a.zip, x: larger than 4 bytes when unpacked; export fewer interviews at a "
        "time",
        "a.zip, all that is read together: larger than 8 bytes when unpacked; export "
        "fewer interviews at a time",
    ]
    assert read_all(path, entry_bytes=5, total_bytes=9)


def test_what_is_not_read_may_be_large(tmp_path):
    """A film beside the interviews, or silence that is packed a thousand times."""
    film, silence = ("film.mp4", bytes(5_000_000)), ("silence.wav", bytes(6_000_000))
    path = packed(tmp_path / "a.zip", ("x.txt", b"words"), film, silence)
    archive = checked_archive(path, limits=Limits(entry_bytes=5, total_bytes=5))
    assert archive.names == ("x.txt", "film.mp4", "silence.wav")
    assert read_entries(archive, ["x.txt"]) == {"x.txt": b"words"}


def test_read_entries_refuses_a_bomb(tmp_path):
    """Zeros are packed about a thousand times."""
    path = packed(tmp_path / "a.zip", ("zeros", bytes(5_000_000)))
    assert refusal(read_all, path) == (
        "a.zip: 1 entries are unpacked to more than 200 times their size, got "
        f"['zeros']; {ASK_AGAIN}"
    )
    small = packed(tmp_path / "b.zip", ("zeros", bytes(1_000_000)))
    assert [*read_all(small)] == ["zeros"]


def test_read_entries_refuses_entries_that_share_their_bytes(tmp_path):
    """Each alone looks harmless, all together are larger than the file can hold."""
    path = packed(tmp_path / "a.zip", ("x", bytes(range(256)) * 64))
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    # Every entry claims a size of its own that is not suspicious, in the same place.
    row = bytearray(data[start:end])
    row[20:28] = struct.pack("<II", 1_000_000, 100_000_000)
    rows = b"".join(bytes(row[:46]) + bytes([97 + i]) for i in range(9))
    tail = bytearray(data[end:])
    tail[8:20] = struct.pack("<HHII", 9, 9, len(rows), start)
    path.write_bytes(data[:start] + rows + bytes(tail))
    assert refusal(read_all, path) == (
        "a.zip: 1 entries are unpacked to more than 200 times their size, got "
        f"['all that is read together']; {ASK_AGAIN}"
    )


def test_read_entries_refuses_an_entry_that_declares_less_than_it_holds(tmp_path):
    """It is cut at the declared size, and then fails its check sum."""
    path = packed(tmp_path / "a.zip", ("x", b"words"), compression=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<I", 3)
    path.write_bytes(bytes(data))
    archive = checked_archive(path, limits=Limits(entry_bytes=3))
    assert refusal(read_entries, archive, ["x"]) == (
        f"a.zip, x: is damaged: Bad CRC-32 for file 'x'; {EXPORT_AGAIN}"
    )


def test_read_entries_names_every_damaged_entry(tmp_path):
    """A byte that was changed fails the check sum."""
    path = packed(
        tmp_path / "a.zip",
        ("x", b"words"),
        ("y", b"other"),
        ("z", b"whole"),
        compression=zipfile.ZIP_STORED,
    )
    data = path.read_bytes().replace(b"words", b"wards").replace(b"other", b"ather")
    path.write_bytes(data)
    assert refusal(
        read_entries, checked_archive(path), ["x", "y", "z"]
    ).splitlines() == [
        f"a.zip, x: is damaged: Bad CRC-32 for file 'x'; {EXPORT_AGAIN}",
        f"a.zip, y: is damaged: Bad CRC-32 for file 'y'; {EXPORT_AGAIN}",
    ]


def test_checked_archive_refuses_what_is_no_whole_archive(tmp_path):
    """Missing, cut short, or something else."""
    whole = packed(tmp_path / "a.zip", ("x", b"words" * 100)).read_bytes()
    for name, data in (("cut.zip", whole[:-10]), ("text.zip", b"words")):
        (tmp_path / name).write_bytes(data)
        assert refusal(checked_archive, tmp_path / name) == (
            f"{name}: is not a whole zip archive: File is not a zip file; "
            + EXPORT_AGAIN
        )
    assert refusal(checked_archive, tmp_path / "no.zip") == (
        "no.zip: is missing; check the name of the file, and its folder"
    )
