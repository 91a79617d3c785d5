"""A name is found where each of its words has a cell of a row to itself."""

import pytest

from disclosure._table_cells import in_cells

WORDS = ["Kev", "O'Leary"]


@pytest.mark.parametrize(
    "row",
    [
        '{"first": "Kev", "last": "O\'Leary"}',
        '{"last":"OLeary","age":41,"first":"KEV"}',
        "Kev,41,O'Leary",
        '"O\'Leary";"1990";"Kev"',
        "| Kev | prison | **O'Leary** |",
        "first | Kev | last | O'Leary",
        "Kev\t\tO'Leary",
    ],
)
def test_words_in_cells_of_one_row_are_a_name(row):
    """In any order, whatever lies between them."""
    ((start, end),) = in_cells(f"a,b\n{row}\nc,d", WORDS)
    assert {row.find("Kev"), row.find("KEV"), row.find("O")} >= {start - 4}
    assert f"a,b\n{row}"[start:end][-1] in "yYvV"


@pytest.mark.parametrize(
    "text",
    [
        "Kev,1\nO'Leary,2",
        '[{"first": "Kev"}, {"last": "O\'Leary"}]',
        "Kevin,O'Leary",
        "Kev Smith,O'Leary",
        "kev,o'leary",
        "Kev," + "x" * 500 + ",O'Leary",
    ],
)
def test_words_of_other_rows_or_parts_of_cells_are_none(text):
    """Nor words in small letters, nor those far apart."""
    assert list(in_cells(text, WORDS)) == []
