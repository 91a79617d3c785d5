"""Damaged files are read or refused with a reason: no crash, no hang, and no trace."""

import random

import pytest
from damaged import watched
from example_readers import READERS, Reader

#: What Python says of a regular expression that will one day mean something else.
pytestmark = pytest.mark.filterwarnings("ignore:Possible nested set:FutureWarning")

READER = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
EVERY_DAY, LONG = range(20), range(20, 2020)


def faulty(reader: Reader, folder, numbers) -> list[str]:
    """Return how damaged files were treated that were neither read nor refused."""
    path = reader.write(folder)
    sound = path.read_bytes()
    reader.read(path)  # loads what it needs, before anything is watched
    found = []
    for number in numbers:
        damaged = reader.damage(random.Random(f"{reader.name} {number}"), sound)
        path.write_bytes(damaged)
        try:
            with watched():
                reader.read(path)
        except reader.refuses as error:
            if not str(error).encode().strip():
                found.append(f"{number}: refused without a word")
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            found.append(f"{number}: {type(error).__name__}: {str(error)[:200]}")
    return found


@READER
def test_a_damaged_file_is_read_or_refused(reader, tmp_path):
    """Some cases of every reader, with seeds that stay."""
    assert faulty(reader, tmp_path, EVERY_DAY) == []


@pytest.mark.long
@READER
def test_thousands_of_damaged_files_are_read_or_refused(reader, tmp_path):
    """Two thousand of every reader, with seeds that stay."""
    assert faulty(reader, tmp_path, LONG) == []
