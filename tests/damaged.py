"""Damage done to sound files, and a watch over those who read what is left of them.

Everything is drawn from a seed that the caller keeps, so that a case comes again.
"""

import io
import os
import random
import resource
import signal
import sqlite3
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

TOKENS = (
    *(b"1e999", b"NaN", b"-inf", b"2021-99-99", b"2021-02-30", b"[[[[", b"{{{{", b"}"),
    *(
        b"\x00",
        b"\xef\xbb\xbf",
        "\u202e".encode(),
        b"\\ud800",
        b"\xed\xa0\x80",
        b"\xff",
    ),
    *(b"1000000000", b"9" * 5000, b"0x", b"1_000", b"<<", b"*a", b"&a [*a]", b"!!x"),
    *(b"!!python/none", b"? [a]", b"12:30:45.5", b"=", b"\t", b"\r", b"\n", b",", b";"),
    *(b'"', b"'", b"%", b"{}", b"{0.x}", b"{item!r:{item}}", b"(?P<", b"(a+)+$", b"[["),
    *("\u00b2".encode(), "\u0665".encode(), b"-", b"~", b"null", b"true", b"<![CDATA["),
    *(b"&#0;", b"&lol;", b"<!DOCTYPE a>", "\u2028".encode(), "e\u0301".encode()),
)
LONG = 140_000  # more characters than a cell of a CSV may have
DEEP = 3000
LEAVES = (
    *(None, True, False, 0, -1, 1, 30, 1.5, 1e308, 10**9, 10**30, "", " ", "x", "\x00"),
    *("NaN", "1e999", "2021-99-99", "{", "{}", "{item}", "{0.x}", "(", "\u202e", "a.b"),
    *([], {}, [[]], ["x", 1], {"x": 1}, [0, "30"], ["0", 30], [None, None], "9" * 400),
)
SECONDS = 10  # of the processor, for one file; a small one takes hundredths
MEMORY = 768 * 2**20  # bytes more than there were

Damage = Callable[[random.Random, bytes], bytes]


def damaged_bytes(rng: random.Random, data: bytes) -> bytes:
    """Damage a file once or a few times, without regard for its form."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data = rng.choice((_flipped, _cut, _moved, _inserted, _inserted))(rng, data)
    return data


def damaged_text(rng: random.Random, data: bytes) -> bytes:
    """Damage a file of lines and words, or rarely make it very long or deep."""
    ways = (_swapped_words, _swapped_words, _word_replaced, _word_replaced)
    if rng.random() < 0.02:
        return rng.choice((_long, _deep))(rng, data)
    if rng.random() < 0.5:
        return damaged_bytes(rng, data)
    for _ in range(rng.choice((1, 1, 2))):
        data = rng.choice((*ways, _lines_moved))(rng, data)
    return data


def _place(rng: random.Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 2, 5, 20, 100)))


def _flipped(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(rng: random.Random, data: bytes) -> bytes:
    start, end = _place(rng, data)
    return data[:start] if rng.random() < 0.3 else data[:start] + data[end:]


def _moved(rng: random.Random, data: bytes) -> bytes:
    start, end = _place(rng, data)
    to, _ = _place(rng, data)
    return data[:to] + data[start:end] + data[to:]


def _inserted(rng: random.Random, data: bytes) -> bytes:
    start, end = _place(rng, data)
    rest = data[start:] if rng.random() < 0.5 else data[end:]
    return data[:start] + rng.choice(TOKENS) + rest


def _words(data: bytes) -> list[tuple[int, int]]:
    """Return where words begin and end."""
    places, start = [], None
    for at, sign in enumerate(data + b" "):
        inside = bytes((sign,)).isalnum() or sign in b"_-."
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            places.append((start, at))
            start = None
    return places or [(0, 0)]


def _swapped_words(rng: random.Random, data: bytes) -> bytes:
    places = _words(data)
    (a, b), (c, d) = sorted((rng.choice(places), rng.choice(places)))
    return data[:a] + data[c:d] + data[max(a, b) : c] + data[a:b] + data[max(b, d) :]


def _word_replaced(rng: random.Random, data: bytes) -> bytes:
    start, end = rng.choice(_words(data))
    return data[:start] + rng.choice((*TOKENS, b"")) + data[end:]


def _lines_moved(rng: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    line = lines[at] if rng.random() < 0.5 else lines.pop(at)
    lines.insert(to, line)
    return b"\n".join(lines)


def _long(rng: random.Random, data: bytes) -> bytes:
    start, end = rng.choice(_words(data))
    return data[:start] + rng.choice((b"9", b"a", b"a\n", b"- ")) * LONG + data[end:]


def _deep(rng: random.Random, data: bytes) -> bytes:
    start, end = rng.choice(_words(data))
    return data[:start] + rng.choice((b"[", b"{a: ", b'[{"a":')) * DEEP + data[end:]


def damaged_tree(rng: random.Random, tree: Any) -> Any:
    """Return what a file of keys and values holds, with parts of it changed."""
    tree = deepcopy(tree)
    for _ in range(rng.choice((1, 1, 2))):
        held = list(_parts_of(tree))
        if not held:
            return rng.choice(LEAVES)
        (parts, key), (_, other), way = rng.choice(held), rng.choice(held), rng.random()
        if way < 0.6:
            parts[key] = deepcopy(rng.choice(LEAVES))
        elif way < 0.7:
            whole, at = rng.choice(held)
            parts[key] = deepcopy(whole[at])
        elif way < 0.85:
            del parts[key]
        elif isinstance(parts, dict):
            parts[rng.choice((other, "x", "", 0, None, True))] = parts.pop(key)
        else:
            parts.insert(key, parts[key])
    return tree


def _parts_of(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every part: what holds it, and under which key or number."""
    if isinstance(tree, dict | list):
        for key in tree if isinstance(tree, dict) else range(len(tree)):
            yield tree, key
            yield from _parts_of(tree[key])


def damaged_columns(rng: random.Random, data: bytes) -> bytes:
    """Damage a CSV: names of columns, cells, whole columns and rows."""
    if rng.random() < 0.4:
        return damaged_text(rng, data)
    rows = [line.split(b",") for line in data.split(b"\n")]
    row = rng.choice(rows[:1] if rng.random() < 0.4 else rows)
    at = rng.randrange(len(row))
    if rng.random() < 0.2:
        for each in rows:
            del each[at : at + 1]
    else:
        row[at] = rng.choice((*TOKENS, *rows[0], *rng.choice(rows)))
    return b"\n".join(b",".join(row) for row in rows)


def damaged_archive(
    rng: random.Random, data: bytes, inside: Damage = damaged_text
) -> bytes:
    """Damage a zip archive: its bytes, the names of its entries, or what they hold."""
    if rng.random() < 0.4:
        return damaged_bytes(rng, data)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        chosen, way = rng.choice(old.namelist()), rng.random()
        for name in old.namelist():
            held, called = old.read(name), name
            if name == chosen and way < 0.7:
                held = inside(rng, held)
            elif name == chosen and way < 0.8:
                continue
            elif name == chosen:
                called = rng.choice(
                    ("x", "../x", "/x", f"a/{name}", "\u202e", "x" * 999)
                )
            with warnings.catch_warnings(action="ignore"):
                new.writestr(called, held)
    return packed.getvalue()


def damaged_database(rng: random.Random, data: bytes) -> bytes:
    """Damage an SQLite database: its bytes, or cells, rows and names of its tables."""
    if rng.random() < 0.3:
        return damaged_bytes(rng, data)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        database.execute("PRAGMA foreign_keys = off")
        database.execute("PRAGMA ignore_check_constraints = on")
        tables = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
            if list(database.execute(f"SELECT 1 FROM {name} LIMIT 1"))
        ]
        for _ in range(rng.choice((1, 1, 2, 5))):
            _one_statement(rng, database, rng.choice(tables))
        database.commit()
        return database.serialize()


def _one_statement(
    rng: random.Random, database: sqlite3.Connection, table: str
) -> None:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    if not columns:  # an earlier statement gave the table another name
        return
    column, way = rng.choice(columns), rng.random()
    rows = [key for (key,) in database.execute(f"SELECT rowid FROM {table}")]
    some = f"rowid = {rng.choice(rows or [0])}" if rng.random() < 0.7 else "1"
    value = rng.choice(
        (None, 0, -1, 2**62, 1e308, "", "x", "\u202e", b"\xff\xfe", b"\x00", "9" * 400)
    )
    try:
        if way < 0.75:
            statement = f'UPDATE {table} SET "{column}" = ? WHERE {some}'
            database.execute(statement, (value,))
        elif way < 0.8:  # text that is no UTF-8
            text = f"CAST(x'{rng.choice(('ff', 'eda080', 'c3'))}' AS TEXT)"
            database.execute(f'UPDATE {table} SET "{column}" = {text} WHERE {some}')
        elif way < 0.9:
            database.execute(f"DELETE FROM {table} WHERE {some}")
        elif way < 0.95:
            database.execute(f'ALTER TABLE {table} RENAME COLUMN "{column}" TO other')
        else:
            database.execute(f"ALTER TABLE {table} RENAME TO other")
    except sqlite3.Error:  # the database forbids it: another case will do
        return


class TooSlowError(BaseException):
    """Reading did not end; not an Exception, so that no reader takes it for one."""


class TooFreeError(BaseException):
    """Reading wrote a file or started a program."""


class _Watch:
    """Sees what is written and started while it is on; a hook can't be taken off."""

    on = False
    hooked = False
    seen: tuple[str, ...] = ()

    @classmethod
    def hook(cls, event: str, given: tuple[Any, ...]) -> None:
        if not cls.on or "__pycache__" in str(given[:1]):
            return
        writes = event == "open" and len(given) > 2 and given[2] & WRITING
        if writes or event in STARTED:
            cls.seen = (*cls.seen, f"{event} {given[:2]}")


WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
STARTED = frozenset(
    [
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "subprocess.Popen",
        "os.system",
        "socket.connect",
    ]
)


@contextmanager
def watched() -> Iterator[None]:
    """Let something be read, in bounded time and memory, and without any trace.

    Raises
    ------
    TooSlowError
        If it takes more than `SECONDS` of the processor.
    TooFreeError
        If anything was written, taken away, started or asked of the network.
    MemoryError
        Of whatever is read, if it takes more than `MEMORY`.
    """
    if not _Watch.hooked:
        sys.addaudithook(_Watch.hook)
        _Watch.hooked = True
    before = resource.getrlimit(resource.RLIMIT_AS)
    sizes = Path("/proc/self/statm").read_text("ascii")
    now = int(sizes.split()[0]) * resource.getpagesize()
    handler = signal.signal(signal.SIGPROF, _too_slow)
    _Watch.seen = ()
    try:
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, before[1]))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        _Watch.on = True
        yield
    finally:
        _Watch.on = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)
    if _Watch.seen:
        raise TooFreeError("; ".join(_Watch.seen))


def _too_slow(*_: object) -> None:
    raise TooSlowError(f"more than {SECONDS} seconds")
