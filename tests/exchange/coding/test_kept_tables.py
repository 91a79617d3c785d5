"""Memos and attributes as tables, in the words of the study."""

import pandas as pd

from exchange.coding._kept_tables import attribute_table, kept_tables, memo_table
from exchange.coding.projects import coded_project

INTERVIEWS = {"Tom.docx": "I01", "Ann.docx": "I02"}
CODING = pd.DataFrame(
    {
        "interview": ["I01", "I01"],
        "start": [0, 0],
        "end": [3, 3],
        "coder": ["A", "B"],
        "excerpt": ["E001", "E001"],
    }
)
NAMES = {
    "interviews": INTERVIEWS,
    "coders": {"anna": "A"},
    "codes": {"Help > Tutor": "tutor"},
}


def project_of(memos=(), attributes=()):
    """Return a project with memos and attributes of three documents."""
    sources = [(name, "One two", "") for name in (*INTERVIEWS, "Diary")]
    return coded_project(
        origin="Test",
        sources=sources,
        codes=[],
        excerpts=[],
        memos=memos,
        attributes=attributes,
    )


def memo(kind, name="", source="", place=(None, None), author="", text="Hm."):
    """Return the row of a memo."""
    return (kind, name, source, *place, author, "1 May", "", text)


def written(table):
    """Return a table as the lines of its CSV."""
    return table.to_csv(index=False).splitlines()


def test_memos_name_what_the_study_names():
    """By kind and place; a passage that was coded has the name of its excerpt."""
    project = project_of(
        [
            memo("passage", "", "Ann.docx", (4, 7), "Dr Hill"),
            memo("passage", "", "Tom.docx", (4, 7)),
            memo("passage", "", "Tom.docx", (0, 3), "anna", '"Ha", he said\n'),
            memo("passage", "", "Tom.docx"),
            memo("code", "Help > Tutor"),
            memo("code", "Help"),
            memo("case", "Tom"),
            memo("interview", "Tom.docx", "Tom.docx"),
            memo("project"),
            memo("project"),
        ]
    )
    table, remarks = memo_table(project, CODING, **NAMES)
    assert written(table) == [
        "attached_to,name,transcript,start,end,author,written,title,text",
        "project,,,,,,1 May,,Hm.",
        "interview,I01,I01,,,,1 May,,Hm.",
        "case,Tom,,,,,1 May,,Hm.",
        "code,tutor,,,,,1 May,,Hm.",
        "code,Help,,,,,1 May,,Hm.",
        'passage,E001,I01,0,3,A,1 May,,"""Ha"", he said"',
        "passage,,I01,4,7,,1 May,,Hm.",
        "passage,,I01,,,,1 May,,Hm.",
        "passage,,I02,4,7,Dr Hill,1 May,,Hm.",
    ]
    assert remarks == []


def test_memos_of_documents_that_are_no_interviews_are_left_out():
    """What is written of a diary must not come into a data folder unseen."""
    project = project_of([memo("interview", "Diary", "Diary")])
    table, remarks = memo_table(project, CODING, **NAMES)
    assert table.empty
    assert remarks == [
        "1 documents that are no interviews had memos, left out, got ['Diary']."
    ]


def test_attributes_are_columns_with_a_row_for_every_interview():
    """By their names; several values of one stand together, and are said."""
    project = project_of(
        attributes=[
            ("Ann.docx", "age", "30"),
            ("Tom.docx", "case", "Tom"),
            ("Ann.docx", "age", "31"),
            ("Tom.docx", "interview", "first\nand last"),
            ("Diary", "place", "ward"),
        ]
    )
    table, remarks = attribute_table(project, INTERVIEWS)
    assert written(table) == [
        "interview,age,case,interview in the program",
        "I01,,Tom,first and last",
        "I02,30; 31,,",
    ]
    assert remarks == [
        "1 attributes have several values, which all stand in their cell, got ['age of "
        "I02']."
    ]


def test_only_tables_that_hold_anything_are_kept():
    """With a line for each."""
    kept = kept_tables(project_of(), CODING, **NAMES)
    assert (dict(kept.tables), kept.written, kept.remarks) == ({}, (), ())
    project = project_of(
        [memo("project"), memo("case", "Tom"), memo("project", text="Ha.")],
        [("Tom.docx", "age", "30"), ("Tom.docx", "place", "ward")],
    )
    kept = kept_tables(project, CODING, **NAMES)
    assert list(kept.tables) == ["memos.csv", "interview_attributes.csv"]
    assert kept.written == (
        "memos.csv: 3 memos, 2 of project, 1 of case",
        "interview_attributes.csv: age, place",
    )
