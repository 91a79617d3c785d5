"""What differs between the reported results of two builds, in the words of a reader."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from reported.checks.p_values import parts_with
from reported.differences.editions import Edition
from reported.findings import counted
from reported.words.rounding import p_number
from reported.words.sentences import plain
from results import Result
from results.parts import numbers
from results.record_json import from_json

LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Something that reads differently in the two editions."""

    chapter: str
    title: str  # of the chapter
    id: str
    what: str  # field of the result; "" for the whole
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All that differs; each in the order of the book."""

    old: Edition
    new: Edition
    changed: tuple[Move, ...]  # reported values
    crossed: tuple[Move, ...]  # p values now on the other side of .05
    claims: tuple[Move, ...]  # that hold no more, or hold now, or need something else
    added: tuple[Move, ...]
    removed: tuple[Move, ...]
    unprinted: int  # results whose numbers differ only beyond the printed decimals
    reworded: int  # results of which labels, or how they were asked for, are others

    @property
    def none(self) -> bool:
        """Tell whether a reader would see no difference."""
        moves = (self.changed, self.crossed, self.claims, self.added, self.removed)
        return not any(moves)


def compare(old: Edition, new: Edition) -> Differences:
    """Say what a reader of the old edition must read differently in the new one."""
    changed: list[Move] = []
    crossed: list[Move] = []
    unprinted = reworded = 0
    for entry, before in _in_both(old.results, new.results):
        moves = list(_changed(before, entry))
        changed += moves
        crossed += _crossed(before, entry)
        same = before["record"] == entry["record"]
        if not moves and not same:
            unprinted += _numbers(before) != _numbers(entry)
            reworded += _numbers(before) == _numbers(entry)
    return Differences(
        old=old,
        new=new,
        changed=tuple(changed),
        crossed=tuple(crossed),
        claims=tuple(_claims(old, new)),
        added=tuple(_only_in(new, old)),
        removed=tuple(_only_in(old, new)),
        unprinted=unprinted,
        reworded=reworded,
    )


def _in_both(
    old: dict[str, Any], new: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for name, entry in new.items():
        if name in old:
            yield entry, old[name]


def _move(entry: dict[str, Any], what: str, old: str, new: str) -> Move:
    title = entry.get("title") or entry["chapter"]
    return Move(
        chapter=entry["chapter"],
        title=title,
        id=entry["id"],
        what=what,
        old=old,
        new=new,
    )


def _changed(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Move]:
    if old["reported"] != new["reported"]:
        yield _move(new, "", _words(old["reported"]), _words(new["reported"]))
    if old.get("n") != new.get("n"):
        yield _move(new, "n", str(old.get("n")), str(new.get("n")))
    paths = dict.fromkeys([*_paths(new), *_paths(old)])
    then, now = _result(old), _result(new)
    for path in paths:
        before, after = _value(old, then, path), _value(new, now, path)
        if before != after and path != "n":
            yield _move(new, path, before, after)


def _paths(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the fields that readers see: those in prose, and the groups' means."""
    for use in entry["shown"]:
        path = use["reference"].partition(".")[2]
        if path:
            yield path
    record = entry["record"]
    groups = record.get("groups")
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, dict) and {"group", "mean"} <= set(group):
            yield f"groups.{group['group']}.mean"
        if isinstance(group, dict) and {"group", "proportion"} <= set(group):
            yield f"groups.{group['group']}"
    for time in ("before", "after"):
        if isinstance(record.get(time), dict):
            yield f"{time}.mean"


def _result(entry: dict[str, Any]) -> Result | None:
    """Return the result of an entry; None if its form is not that of today."""
    try:
        return from_json(entry["record"])
    except (TypeError, ValueError):
        return None


def _numbers(entry: dict[str, Any]) -> list[Any]:
    """Return every number of a result; of one in an old form, its record."""
    result = _result(entry)
    if result is None:
        return [entry["record"]]
    return [value for _, value in numbers(result)]


def _value(entry: dict[str, Any], result: Result | None, path: str) -> str:
    """Print one field of a result; a field that it does not have is a dash."""
    try:
        if result is None:
            raise KeyError(path)
        return _words(plain(result, path))
    except (KeyError, TypeError, ValueError):
        reference = f"{entry['id']}.{path}"
        shown = [u["words"] for u in entry["shown"] if u["reference"] == reference]
        return _words(shown[0]) if shown else "–"


def _words(text: str) -> str:
    return text.replace("*", "")


def _crossed(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Move]:
    before = dict(_p_values(old["record"]))
    for what, p in _p_values(new["record"]):
        if what in before and (before[what] < LEVEL) != (p < LEVEL):
            yield _move(new, what, *_told_apart(before[what], p))


def _told_apart(first: float, second: float) -> tuple[str, str]:
    printed = p_number(first), p_number(second)
    if printed[0] != printed[1]:
        return printed
    # Both round to .050; what made the difference has to be seen.
    return f"{first:.9g}", f"{second:.9g}"


def _p_values(record: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield every p value of a result, a contrast's under its two groups."""
    for path, part, _ in parts_with(record, "p_value"):
        name, p = f"{path}.p_value".lstrip("."), part["p_value"]
        if part.get("record") == "Contrast":
            name = f"contrasts.{part.get('first')}-{part.get('second')}"
            p = part.get("p_adjusted")
        if isinstance(p, int | float):  # of an earlier edition it may be anything
            yield name, p


def _claims(old: Edition, new: Edition) -> Iterator[Move]:
    for entry, before in _in_both(old.claims, new.claims):
        if before["holds"] != entry["holds"]:
            yield _move(entry, entry["condition"], *map(_held, (before, entry)))
        elif before["condition"] != entry["condition"]:
            yield _move(entry, "condition", before["condition"], entry["condition"])


def _held(claim: dict[str, Any]) -> str:
    return "supported" if claim["holds"] else "not supported"


def _only_in(one: Edition, other: Edition) -> Iterator[Move]:
    for name, entry in one.results.items():
        if name not in other.results:
            yield _move(entry, "result", "", _words(entry["reported"]))
    for name, entry in one.claims.items():
        if name not in other.claims:
            yield _move(entry, "claim", "", f"{entry['condition']}: {_held(entry)}")


#: Heading, field of `Differences`, and whether an old value stands beside the new.
PARTS = (
    ("Claims that changed", "claims", True),
    ("Results that crossed p = .05", "crossed", True),
    ("Reported values that changed", "changed", True),
    ("Added", "added", False),
    ("Removed", "removed", False),
)


def as_text(found: Differences) -> str:
    """Write the differences for a terminal, by chapter."""
    lines = [f"old: {described(found.old)}", f"new: {described(found.new)}"]
    if found.none:
        lines += ["", "No reported result differs."]
    for heading, field, both in PARTS:
        moves: tuple[Move, ...] = getattr(found, field)
        if not moves:
            continue
        lines += ["", f"{heading} ({len(moves)})"]
        for title, here in by_chapter(moves):
            lines.append(f"  {title}")
            lines += [f"    {_line(move, both=both)}" for move in here]
    return "\n".join([*lines, *_beyond(found)])


def _beyond(found: Differences) -> list[str]:
    lines = []
    for what, number in (
        ("Beyond the printed decimals only", found.unprinted),
        ("In labels or in how they were asked for only", found.reworded),
    ):
        lines += [f"{what}: {counted(number, 'result')}."] * bool(number)
    return ["", *lines] if lines else []


def by_chapter(moves: tuple[Move, ...]) -> Iterator[tuple[str, list[Move]]]:
    """Group what stands together by the title of its chapter."""
    for title, here in groupby(moves, key=lambda move: move.title):
        yield title, list(here)


def _line(move: Move, *, both: bool) -> str:
    what = f" ({move.what})" if move.what else ""
    values = f"{move.old} → {move.new}" if both else move.new
    return f"{move.id}{what}: {values}"


def described(edition: Edition) -> str:
    """Say which build this is: its name, its commit and its data."""
    commit = f"commit {edition.commit}" if edition.commit else "commit not known"
    return "; ".join(part for part in (edition.name, commit, edition.data) if part)


def as_json(found: Differences) -> dict[str, Any]:
    """Return the differences as an object for JSON."""
    parts = {name: [asdict(m) for m in getattr(found, name)] for _, name, _ in PARTS}
    return {
        "version": 1,
        **{side: _heading(getattr(found, side)) for side in ("old", "new")},
        **parts,
        "unprinted": found.unprinted,
        "reworded": found.reworded,
    }


def _heading(edition: Edition) -> dict[str, str]:
    names = ("name", "title", "commit", "data", "fingerprint")
    return {name: getattr(edition, name) for name in names}
