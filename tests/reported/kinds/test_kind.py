"""A kind of result that nothing else knows: declared in one place, shown everywhere."""

import json
from dataclasses import dataclass, field, fields, replace

import pytest
from example_results import USED

import results
from reported import kinds, tables
from reported.kinds import Kind, _kind, kind_of, register, table_functions
from reported.parts import Part
from reported.tables import Column, part_table
from reported.tables.cells import P, interval_column
from reported.tables.rows import rows_of
from reported.words.cards import card_lines, description, method, sample_size
from reported.words.paths import every_number, path_words, pressed
from reported.words.rounding import apa_p, points
from reported.words.sentences import apa, plain
from results import DataUsed, Option, Record, Result
from results._record import COVERAGE, POINTS
from results._record import P as P_VALUE
from results.record_json import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Record):
    """One of two tests: that a difference lies above, or below, what matters."""

    name: str
    p_value: float = field(metadata=P_VALUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence(Result):
    """Whether two proportions are alike but for a difference that does not matter."""

    outcome: str
    n: int
    n_missing: int
    margin: float = field(metadata=POINTS)
    estimate: float = field(metadata=POINTS)
    conf_low: float = field(metadata=POINTS)
    conf_high: float = field(metadata=POINTS)
    conf_level: float = field(metadata=COVERAGE)
    p_value: float = field(metadata=P_VALUE)
    sides: tuple[Side, ...]
    data: DataUsed
    undefined: str = ""


FOUND = Equivalence(
    outcome="Abstinent",
    n=48,
    n_missing=3,
    margin=0.2,
    estimate=-0.0312,
    conf_low=-0.1249,
    conf_high=0.0821,
    conf_level=0.9,
    p_value=0.0123,
    sides=(Side(name="above", p_value=0.0123), Side(name="below", p_value=0.0004)),
    data=USED,
)


def _words(result):
    return f"alike within {points(result.margin)} points, {apa_p(result.p_value)}"


def equivalence_table(found, *, caption, name):
    """Table of what is alike, one row for an outcome."""
    rows = rows_of(found)
    columns = [
        Column("Margin", "margin"),
        interval_column("Difference", rows[0][1].result.conf_level),
        P,
    ]
    return part_table("Outcome", rows, columns, caption=caption, name=name)


KINDS = (
    Kind(
        record=Equivalence,
        words=_words,
        about=lambda r: f"{r.outcome}: alike or not",
        method="Two one-sided tests",
        estimate="Difference of the proportions",
        field_words={"margin": "Largest difference that does not matter"},
        tables=(equivalence_table,),
    ),
    Kind(
        record=Side,
        words=lambda r: apa_p(r.p_value),
        label=lambda part, whole: f"{part.name} {points(whole.margin)}",
    ),
)


@pytest.fixture
def _declared():
    """Declare the new kind, and forget it afterwards."""
    register(*KINDS)
    yield
    _kind._declared.cache_clear()


@pytest.mark.usefixtures("_declared")
def test_a_new_kind_has_its_sentence_description_and_card():
    """As the register, a page and a card show them."""
    kept = from_json(json.loads(json.dumps(to_json(FOUND))))
    assert kept == FOUND
    assert apa(kept) == plain(kept, "") == "alike within 20 points, *p* = .012"
    assert description(kept) == "Abstinent: alike or not"
    assert (method(kept), sample_size(kept)) == ("Two one-sided tests", 48)
    card = dict(card_lines(kept))
    assert card["Test"] == "Two one-sided tests"
    assert card["Participants"] == "48"
    assert card["Missing"] == "3"
    assert card["Exact *p*"] == "0.0123"
    assert card["Estimate"] == "−0.0312 [−0.1249, 0.0821]"


@pytest.mark.usefixtures("_declared")
def test_the_numbers_of_a_new_kind_are_printed_and_said():
    """Printed as its fields declare; said in its own words, or in those of all."""
    assert plain(FOUND, "margin") == "20"
    assert plain(FOUND, "conf_level") == "90%"
    assert plain(FOUND, "sides.below.p_value") == "< .001"
    assert plain(FOUND, "above") == "*p* = .012"
    assert {path: path_words(FOUND, path) for path in ("margin", "estimate")} == {
        "margin": "Largest difference that does not matter of abstinent, n = 48",
        "estimate": "Difference of the proportions of abstinent, n = 48",
    }
    found = pressed(FOUND, "above.p_value")
    assert found.words == "p of abstinent, above 20, n = 48"
    assert (found.printed, found.exact, found.rounded) == (
        ".012",
        "0.0123",
        "three decimals",
    )
    said = {number.path: number.words for number in every_number(FOUND)}
    assert said["conf_low"] == "Lower limit of the difference of the proportions"
    assert said["sides.below.p_value"] == "p, below 20"


@pytest.mark.usefixtures("_declared")
def test_a_new_kind_is_published_and_stands_in_a_table_of_its_own():
    """References to its numbers, conditions over them, and a table by its name."""
    alike = Part("outcomes-alike", FOUND)
    held = alike.p < 0.05
    assert held.holds
    assert held.words == "p of abstinent is below .05"
    assert "equivalence_table" in dir(tables)
    table = tables.equivalence_table([alike], caption="C", name="t")
    assert "{stat}`outcomes-alike.margin`" in str(table)
    assert [number.printed for number in table.numbers] == [
        "20",
        "−3",
        "−12",
        "8",
        ".012",
    ]


FILE = """
from reported.kinds._kind import Kind
from results import Option

KINDS = (Kind(record=Option, words=lambda r: f"{r.name}: {r.value}"),)
"""


def test_a_module_beside_the_others_is_found(monkeypatch, tmp_path):
    """Nothing lists it."""
    (tmp_path / "options.py").write_text(FILE, "utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    _kind._declared.cache_clear()
    try:
        assert apa(Option(name="seed", value=1)) == "seed: 1"
    finally:
        _kind._declared.cache_clear()


def change_table(found):
    """Have a name that is taken."""


def of_changes(found):
    """Have a name of another form."""


def test_a_declaration_that_lacks_something_is_refused():
    """With all that is wrong with it; nothing of it is kept."""
    poor = Kind(
        record=Equivalence, about=str, tables=(change_table, of_changes, of_changes)
    )
    again = Kind(record=results.Change, words=str, about=str)
    with pytest.raises(ValueError, match="Equivalence") as caught:
        register(poor, again, Kind(record=Side), Kind(record=Side))
    own = "a table function has a name of its own that ends in '_table', got"
    assert str(caught.value) == (
        "Equivalence: the register says of a whole result its words, what it is about "
        "and its method; add method, words to its Kind; "
        f"Equivalence: {own} 'change_table'; choose another; "
        f"Equivalence: {own} 'of_changes'; choose another; "
        f"Equivalence: {own} 'of_changes'; choose another; "
        "Change: declared twice; keep one Kind for each record; "
        "Side: declared twice; keep one Kind for each record"
    )
    assert kind_of(FOUND) == Kind(record=Equivalence)
    assert table_functions()["change_table"] is not change_table


def test_every_record_is_declared_but_those_that_say_how_numbers_were_asked_for():
    """A whole result with all that a page says of it."""
    every = {
        kind
        for kind in vars(results).values()
        if isinstance(kind, type) and issubclass(kind, Record)
    }
    known = set(_kind._declared())
    assert known == every - {Record, Result, DataUsed, Option}
    for record in known:
        kind = _kind._declared()[record]
        whole = issubclass(record, Result)
        assert whole == (kind.about is not None)
        own = {one.name for one in fields(record)}
        if whole:
            assert kind.method or "method" in own
        for name in kind.field_words:
            assert name in own or isinstance(getattr(record, name), property)


def test_a_record_that_is_not_declared_has_no_words():
    """And says which fields it has."""
    with pytest.raises(TypeError, match=r"^Side has no sentence; use one of its field"):
        apa(FOUND.sides[0])
    with pytest.raises(TypeError, match="Equivalence is not a whole result"):
        description(replace(FOUND, n=3))
