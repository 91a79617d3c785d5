"""Tables of coded passages: read as text, placed in the transcripts, or refused."""

from unicodedata import normalize

import pandas as pd
import pytest
from example_coded_tables import COLUMNS, SAMPLES, TAGUETTE, message

from exchange.coding._coded_tables import read_coded_table
from exchange.coding._taguette import read_taguette

TEXTS = {
    name: (SAMPLES / "texts" / f"{name}_{kind}_interview.txt").read_text("utf-8")
    for name, kind in (("P01", "intervention"), ("P02", "control"))
}


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


@pytest.mark.parametrize(("one", "other"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_accents_may_be_stored_otherwise_than_in_the_text(written, one, other):
    """By words or by positions; the words are those of the text."""
    text = normalize(one, "é: après le café, à midi")
    words = normalize(other, "café")
    start = text.index(normalize(one, "café"))
    end = start + len(normalize(one, "café"))
    path = written(
        f"doc,code,words,from,to\nD,c,{words},,\nD,d,{words},{start},{end}\n"
    )
    places = COLUMNS | {"start": "from", "end": "to"}
    project = read_coded_table(path, columns=places, coder="A", texts={"D": text})
    assert list(project.excerpts["start"]) == [start, start]
    assert list(project.excerpts["text"]) == [normalize(one, "café")] * 2


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
    text = (
        "; call its text as the document, or name the document under leave_out in the "
        "settings"
    )
    assert message(path, columns=places, texts={"D": "yes, no, yes"}) == "\n".join(
        f"table.csv, row {row}: {rule}{text if row == 4 else mend}"
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


def test_only_coded_rows_need_a_coder_and_empty_ones_are_left_out(written):
    """A mark of nobody, a selection of nothing, and words at no place."""
    columns = COLUMNS | {"coder": "who", "start": "from", "end": "to"}
    path = written("doc,code,words,who,from,to\nD,,yes,,0,3\nD,c,,A,3,3\n")
    project = read_coded_table(path, columns=columns, texts={"D": "yes"})
    assert len(project.excerpts) == 1
    assert project.excerpts["coder"][0] == ""
    assert project.remarks == (
        "1 selections are empty and were left out, got ['row 3'].",
    )
    path = written("doc,code,words,who,from,to\nD,c,,A,0,3\n")
    assert "row 2, text: is blank" in message(
        path, columns=columns, coder=None, texts={"D": "yes"}
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
