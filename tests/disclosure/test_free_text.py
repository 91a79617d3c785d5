"""Tables and YAML files lose what their free text says of people, and nothing else."""

import pytest
import yaml
from example_names import NAMES

from disclosure.free_text import (
    redacted_table,
    redacted_yaml,
    renamed_codes,
    table_rows,
    table_text,
)


def test_a_table_is_redacted_in_its_free_text_alone():
    """Cells may hold commas, quotation marks and line ends."""
    rows = [["id", "note"], ["Siân", 'Siân, "he", said\nSIAN'], ["2009-03-12", ""]]
    found = redacted_table(table_text(rows), ["note", "other"], NAMES)
    assert table_rows(found.text) == [
        ["id", "note"],
        ["Siân", '[name], "he", said\n[name]'],
        ["2009-03-12", ""],
    ]
    assert found.counts == {"name": 2}
    assert found.free == '[name], "he", said\n[name]\n\n'


def test_a_name_of_which_each_word_fills_a_cell_is_taken_out_of_the_row():
    """Otherwise the surname would stay, and nothing would find it afterwards."""
    rows = [["a", "b", "c"], ["Siân", "41", "Gwernog"], ["GWERNOG", "SIÂN", "x"]]
    rows += [["Siân", "Gwernog is here", ""], ["Nia", "Gwernog", ""]]
    found = redacted_table(table_text(rows), ["a", "b", "c"], NAMES)
    assert table_rows(found.text)[1:] == [
        ["[mother]", "41", "[mother]"],
        ["[mother]", "[mother]", "x"],
        ["[name]", "Gwernog is here", ""],
        ["Nia", "Gwernog", ""],
    ]
    assert found.counts == {"name": 5}


def test_a_table_that_holds_nothing_stays_as_it_was():
    """Its byte order mark, quotation marks and line ends too."""
    text = '\ufeff"id","note"\r\n"Siân","none"\r\n'
    assert redacted_table(text, ["note"], NAMES).text == text


def test_a_yaml_file_is_redacted_in_every_text():
    """A mark is no list of YAML; numbers and what is not text stay."""
    text = "# of Siân\n\na: Siân # his mother\nb: [1, 'on 1.2.09', {code: will}]\n"
    found = redacted_yaml(text, NAMES, {"will": "name"})
    assert found.text.startswith("# of [name]\n\na: '[name]'\n")
    assert yaml.safe_load(found.text) == {
        "a": "[name]",
        "b": [1, "on [date]", {"code": "name"}],
    }
    assert found.counts == {"name": 3, "date": 1}
    assert found.free == "[name]\n\non [date]\n\n# of [name]\n\n"


@pytest.mark.parametrize("comment", ["", "  # of Siân"])
def test_a_yaml_file_is_written_anew_only_if_a_name_stands_in_it(comment):
    """Also in a comment, which is then left out."""
    text = f"# a frame\na:   x{comment}\n"
    found = redacted_yaml(text, NAMES, {}).text
    assert found == ("# a frame\na: x\n" if comment else text)


def test_codes_in_whose_names_a_name_stands_get_names_of_their_own():
    """In small letters, and with an underscore for what they cannot have."""
    codes = ["o_dreen", "anne_lise_s_help", "name", "name_b", "law", "william"]
    assert renamed_codes(codes, NAMES) == {
        "o_dreen": "name_c",
        "anne_lise_s_help": "name_s_help",
    }
