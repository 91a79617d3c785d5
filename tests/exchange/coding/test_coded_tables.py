"""Tables of coded passages: read as text, placed in the transcripts, or refused."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._coded_tables import read_coded_table
from exchange.coding._taguette import read_taguette
from exchange.coding._text_positions import quote_places
from results import DataError

SAMPLES = Path(__file__).parents[2] / "qualitative_samples"
TAGUETTE = SAMPLES / "taguette"
TEXTS = {
    name: (SAMPLES / "texts" / f"{name}_{kind}_interview.txt").read_text("utf-8")
    for name, kind in (("P01", "intervention"), ("P02", "control"))
}
COLUMNS = {"document": "doc", "code": "code", "text": "words"}


@pytest.fixture
def written(tmp_path):
    """Write a CSV and return its path."""

    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Target="xl/workbook.xml" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http'
        "://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        '"/></Relationships>'
    ),
}


def workbook(path, rows):
    """Write the smallest workbook with these rows; numbers become cells of numbers."""

    def cell(value, place):
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(
        f'<row r="{i}">'
        + "".join(cell(v, f"{'ABCDEF'[j]}{i}") for j, v in enumerate(row) if v != "")
        + "</row>"
        for i, row in enumerate(rows, start=1)
        if row
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )
    with zipfile.ZipFile(path, "w") as book:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            book.writestr(name, text)


def message(path, **options):
    """Return what is said of a table that is refused."""
    with pytest.raises(DataError) as caught:
        read_coded_table(path, **({"columns": COLUMNS, "coder": "A"} | options))
    return str(caught.value)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("coder", "rows"), [("A", 10), ("B", 8)])
def test_exports_of_taguette_hold_what_its_database_holds(kind, coder, rows):
    """The same words with the same codes; the untagged highlight is not there."""
    project = read_coded_table(
        TAGUETTE / f"coder{coder}_highlights_all.{kind}",
        columns="taguette",
        coder=coder,
        texts=TEXTS,
        codebook=TAGUETTE / f"coder{coder}_codebook.{kind}",
    )
    database = read_taguette(TAGUETTE / f"coder{coder}_project.sqlite3", coder=coder)
    coded = database.excerpts.dropna(subset=["code"]).reset_index(drop=True)
    same = ["source", "text", "code", "coder"]
    pd.testing.assert_frame_equal(project.excerpts[same], coded[same])
    pd.testing.assert_frame_equal(project.codes, database.codes)
    assert len(project.excerpts) == rows
    assert project.origin == f"Table coder{coder}_highlights_all.{kind}"
    assert project.remarks == (
        "The tag interesting, which was not used, was left out.",
    )
    for row in project.excerpts.itertuples():
        assert TEXTS[row.source][row.start : row.end] == row.text


def test_positions_are_found_in_the_text():
    """By hand: the chat and its emoji, in the transcript with blank lines."""
    path = TAGUETTE / "coderA_highlights_all.csv"
    project = read_coded_table(path, columns="taguette", coder="A", texts=TEXTS)
    row = project.excerpts.iloc[2]
    assert (row["start"], row["end"]) == (286, 353)
    assert row["text"] == (
        "We set up a chat 😊 and if somebody was stuck we’d sort it together."
    )
    assert list(project.sources["source"]) == ["P01", "P02"]
    assert "Unused code" not in set(project.codes["code"])
    assert list(project.codes["codable"]) == [
        {"Barriers": False}.get(code, True) for code in project.codes["code"]
    ]


def test_the_export_of_one_tag_does_not_change_what_its_rows_say():
    """Taguette lists every tag that begins so, and all tags of their highlights."""
    path = TAGUETTE / "coderA_highlights_Support.csv"
    project = read_coded_table(path, columns="taguette", coder="A", texts=TEXTS)
    codes = project.excerpts["code"]
    assert list(codes[codes == "Support"]) == ["Support"]
    assert set(codes) > {"Support", "Support > Tutor", "Confidence"}


def test_without_texts_no_passage_has_a_position():
    """The words are those of the table."""
    path = TAGUETTE / "coderB_highlights_all.csv"
    project = read_coded_table(path, columns="taguette", coder="B")
    assert project.excerpts["start"].isna().all()
    assert project.excerpts["end"].isna().all()
    assert list(project.sources["text"]) == ["", ""]
    assert project.excerpts["text"][0].startswith("I hadn’t studied")


def test_columns_are_chosen_and_nothing_is_guessed(written):
    """NA, 007 and a blank code stay what they are; coders come from their column."""
    path = written(
        "\ufeffwho,doc,code,words,more\n"
        "bo,D1,NA,007,x\nann,D1,,said so,x\n\n,,,,\nann,D1,1e5,None,x\n"
    )
    project = read_coded_table(path, columns=COLUMNS | {"coder": "who"})
    found = project.excerpts.astype("object").where(project.excerpts.notna(), None)
    assert list(
        found[["text", "code", "coder"]].itertuples(index=False, name=None)
    ) == [
        ("007", "NA", "bo"),
        ("None", "1e5", "ann"),
        ("said so", None, "ann"),
    ]
    assert list(project.codes["code"]) == ["NA", "1e5"]


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


def test_codes_become_a_tree_only_with_a_separator(written):
    """Any separator that the program uses; without one, a name is a name."""
    path = written("doc;code;words\nD;Help > Tutor. Phone;yes\n")
    asked = {"columns": COLUMNS, "coder": "A", "delimiter": ";"}
    tree = read_coded_table(path, separator=">", **asked).codes
    assert list(tree["code"]) == ["Help", "Help > Tutor. Phone"]
    assert list(tree["codable"]) == [False, True]
    assert list(tree["label"]) == ["Help", "Tutor. Phone"]
    flat = read_coded_table(path, **asked).codes
    assert list(flat["code"]) == ["Help > Tutor. Phone"]
    assert list(flat["parent"]) == [""]


def test_white_space_may_differ_and_the_words_of_the_text_are_kept(written):
    """A table may join lines that the transcript parts."""
    path = written('doc,code,words\nD,c,"one  two\nthree"\n')
    texts = {"D": "\ufeffSo: one\r\ntwo three."}
    project = read_coded_table(path, columns=COLUMNS, coder="A", texts=texts)
    assert project.sources["text"][0] == "So: one\ntwo three."
    assert list(project.excerpts.iloc[0])[1:4] == [4, 17, "one\ntwo three"]


def test_words_that_are_not_there_or_at_several_places_are_refused(written):
    """Every such row; positions in the table say which place is meant."""
    path = written(
        "doc,code,words,from,to\nD,c,yes,,\nD,c,maybe,,\nE,c,yes,,\nD,c,yes,9,12\n"
        "D,c,yes,8,11\nD,c,yes,0,x\nD,c,yes,9,\nD,c,yes,9,99\n"
    )
    places = COLUMNS | {"start": "from", "end": "to"}
    mend = (
        "; correct the row or the text, or say in columns where the words start and end"
    )
    assert message(path, columns=places, texts={"D": "yes, no, yes"}) == "\n".join(
        f"table.csv, row {row}: {rule}{mend}"
        for row, rule in (
            (2, "the words stand at 2 places in D, got 'yes'"),
            (3, "the words are not in the text of D, got 'maybe'"),
            (4, "there is no text of the document E, got 'yes'"),
            (6, "the text has other words from 8 to 11, got 'yes'"),
            (7, "start and end must be whole numbers, not '0 and x', got 'yes'"),
            (8, "start and end must be whole numbers, not '9 and ', got 'yes'"),
            (9, "the text has other words from 9 to 99, got 'yes'"),
        )
    )
    good = written("doc,code,words,from,to\nD,c,yes,9,12\nD,c,no,,\n")
    project = read_coded_table(
        good, columns=places, coder="A", texts={"D": "yes, no, yes"}
    )
    assert list(project.excerpts["start"]) == [5, 9]
    assert list(project.excerpts["end"]) == [7, 12]


def test_blank_documents_words_and_coders_are_refused_with_their_rows(written):
    """A row that says nothing of who, where or what."""
    path = written("doc,code,words,who\n,c,yes,A\nD,c, ,A\nD,c,yes,\n")
    hint = "complete the row, or leave it out"
    assert message(path, columns=COLUMNS | {"coder": "who"}, coder=None) == (
        f"table.csv, row 2, document: is blank; {hint}\n"
        f"table.csv, row 3, text: is blank; {hint}\n"
        f"table.csv, row 4, coder: is blank; {hint}"
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


def test_a_map_of_columns_that_cannot_work_is_refused(written):
    """Everything that is wrong with it."""
    path = written("doc,code,words\nD,c,yes\n")
    hint = "; correct its columns in the settings"
    assert message(
        path, columns={"document": "doc", "code": "doc", "start": "x", "who": "y"}
    ) == (
        f"table.csv: no column is named for the text{hint}\n"
        "table.csv: a column is named for 'who', which is none of ['document', "
        f"'code', 'text', 'coder', 'start', 'end']{hint}\n"
        "table.csv: one column is named twice, got ['doc', 'doc', 'x', 'y']"
        f"{hint}\n"
        f"table.csv: start and end need a column each, or none has one{hint}\n"
        f"table.csv: start and end mean nothing without the texts{hint}"
    )
    who = "table.csv: either a column or a name must say who coded, and not both"
    assert message(path, coder=None) == who + hint
    assert message(path, columns=COLUMNS | {"coder": "x"}) == who + hint
    assert message(path, columns="maxqda") == (
        "table.csv: there are no preset columns for this program, got 'maxqda'; write "
        "the columns out, or name one of ['taguette']"
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
    assert message(written("")) == "table.csv: is empty; export it again"
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


def test_a_codebook_that_lacks_codes_is_remarked_and_a_double_one_refused(written):
    """A description belongs to one tag."""
    path = written("doc,code,words\nD,c,yes\nD,b,no\n")
    book = written("tag,description,n\nb,words for b,1\n", name="book.csv")
    project = read_coded_table(path, columns=COLUMNS, coder="A", codebook=book)
    assert list(project.codes["description"]) == ["words for b", ""]
    assert project.remarks == (
        "1 codes are not in book.csv and have no description, got ['c'].",
    )
    double = written("tag,description\nb,one\nb,two\n", name="book.csv")
    assert message(path, codebook=double) == (
        "book.csv, row 3, tag: stands in an earlier row too, got 'b'; keep one of them"
    )


LETTERS = st.text(alphabet="ab \n", max_size=12)


@given(LETTERS, st.text(alphabet="ab \n", min_size=1, max_size=3))
def test_every_place_of_a_quote_is_found(text, quote):
    """Each has the words of the quote, and no other stretch of the text has them."""
    words = quote.split()
    stretches = {
        (i, j)
        for i in range(len(text))
        for j in range(i + 1, len(text) + 1)
        if text[i:j].split() == words
        and not text[i].isspace()
        and not text[j - 1].isspace()
        and len(text[i:j].split()) == len(words)
    }
    found = quote_places(text, quote)
    trimmed = {
        (
            start + len(text[start:end]) - len(text[start:end].lstrip()),
            start + len(text[start:end].rstrip()),
        )
        for start, end in found
    }
    # A stretch is a place only if runs of white space are matched as a whole.
    assert trimmed == (stretches if words else set())
    assert len(found) == len(trimmed)
