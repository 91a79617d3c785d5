"""Tables are read as the text that stands in them, or it is said what to do."""

import csv
import io

from example_coded_tables import COLUMNS, TAGUETTE, message, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.coding._coded_tables import read_coded_table
from exchange.coding._text_tables import text_table


def test_cells_of_a_workbook_are_text_in_the_row_that_a_person_sees(tmp_path):
    """Whole numbers without a point, NA as it is, and a blank row counted."""
    path = tmp_path / "book.xlsx"
    head = ["doc", "code", "words", "from", "to"]
    workbook(path, [head, ["D", "NA", "NA", 4, 6], [], ["D", "", "so NA", "", ""]])
    columns = COLUMNS | {"start": "from", "end": "to"}
    project = read_coded_table(
        path, columns=columns, coder="A", texts={"D": "NA, NA; so NA"}
    )
    found = project.excerpts.astype("object").where(project.excerpts.notna(), None)
    assert list(found.itertuples(index=False, name=None)) == [
        ("D", 4, 6, "NA", "NA", "A"),
        ("D", 8, 13, "so NA", None, "A"),
    ]
    workbook(path, [head, ["D", "c", "yes"], [], ["D", "c", ""]])
    assert message(path) == (
        "book.xlsx, row 4, text: is blank; complete the row, or leave it out"
    )


def test_missing_and_repeated_columns_are_named_together(written):
    """One run shows all of them."""
    path = written("doc,doc,Code\nD,D,c\n")
    hint = "correct the names of columns in the settings, or in the file"
    assert message(path) == (
        f"table.csv, row 1, doc: the column stands 2 times; {hint}\n"
        "table.csv, row 1, code: the column is missing, got ['doc', 'doc', 'Code']; "
        f"{hint}\n"
        "table.csv, row 1, words: the column is missing, got ['doc', 'doc', 'Code']; "
        f"{hint}"
    )


def test_files_that_are_not_read_as_they_are_say_what_to_do(written, tmp_path):
    """Another encoding, delimiter, line of Excel, kind of file, or none at all."""
    save = "save it in the spreadsheet as CSV UTF-8, or give the .xlsx file itself"
    latin = written("doc,code,words\nD,c,café\n", encoding="cp1252")
    assert message(latin) == f"table.csv: is not UTF-8 text, from byte 22; {save}"
    semicolons = written("doc;code;words\nD;c;yes\n")
    assert message(semicolons) == (
        "table.csv, row 1: is not separated by ',', got 'doc;code;words'; give ';' as "
        "delimiter, if that parts its columns"
    )
    excel = written("sep=;\ndoc;code;words\nD;c;yes\n")
    assert message(excel, delimiter=";") == (
        "table.csv, row 1: begins with a line that only Excel understands, got "
        "'sep=;'; delete that line, and give ';' as delimiter"
    )
    assert message(written("")) == "table.csv: is empty; export the table again"
    assert message(written("x", name="table.mex")) == (
        f"table.mex: is neither .csv nor .xlsx nor .xls; {save}"
    )
    assert message(tmp_path / "none.csv") == (
        "none.csv: is missing; check the name of the file, and its folder"
    )
    book = written("no workbook", name="table.xlsx")
    assert message(book).startswith("table.xlsx: cannot be read as an Excel workbook (")
    assert message(written('doc,code,words\nD,c,"yes\n')) == (
        "table.csv, row 2: a quotation mark is not closed, or stands within a cell "
        "(unexpected end of data); export the table again"
    )
    assert message(written("doc,code,words\nD,c\nD,c,one, two\n")) == (
        "table.csv, row 2: 2 cells where the header has 3; put cells that contain the "
        "delimiter in quotation marks\n"
        "table.csv, row 3: 4 cells where the header has 3; put cells that contain the "
        "delimiter in quotation marks"
    )


def test_a_sheet_is_chosen_where_there_are_several():
    """One sheet needs no name; a wrong name shows the right one."""
    path = TAGUETTE / "coderA_highlights_all.xlsx"
    named = read_coded_table(path, columns="taguette", coder="A", sheet="highlights")
    assert len(named.excerpts) == 10
    assert message(path, columns="taguette", sheet="Sheet1") == (
        "coderA_highlights_all.xlsx: has no sheet 'Sheet1', got ['highlights']; name "
        "one of them as sheet"
    )


CELLS = st.lists(st.sampled_from('a;,"\n\r\t é😊|')).map("".join)


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6), st.sampled_from(",;\t|"))
def test_every_cell_is_the_text_that_was_written(tmp_path_factory, rows, delimiter):
    """With the row that it has in a spreadsheet; rows without any text are left out."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("one", "two", "three"), *rows])
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    found = text_table(path, ["three", "one"], optional=["two"], delimiter=delimiter)
    assert list(found) == ["three", "one", "two"]
    expected = {
        number: (three, one, two)
        for number, (one, two, three) in enumerate(rows, start=2)
        if (one + two + three).strip()
    }
    assert dict(zip(found.index, found.itertuples(index=False), strict=True)) == (
        expected
    )


def test_a_column_that_may_be_left_out_is_read_where_it_is(written):
    """Its place in the file does not matter, and others are passed over."""
    there = written("source,more,interview\nP01,x,I01\n")
    assert list(text_table(there, ["interview"], optional=["source"])) == [
        "interview",
        "source",
    ]
    gone = written("more,interview\nx,I01\n")
    found = text_table(gone, ["interview"], optional=["source"])
    assert (list(found), found.index.tolist()) == (["interview"], [2])
