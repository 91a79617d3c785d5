"""Tables in MyST Markdown: exact strings, and text that stays text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reported.markdown import Markdown, escaped, markdown_table


def test_markdown_table_escapes_text_and_keeps_markdown():
    """Bars, markup and LaTeX in a label stay what they are."""
    table = markdown_table(
        ["Label", Markdown("*M* | 2")],
        [[r"50% a|b *c* _d_ $x$ \e <f>", "1"], ["two\nlines", "2"]],
        caption="What it shows",
        name="entry-tab-x",
        note="All of it.",
    )
    assert table == (
        ":::{table} What it shows\n"
        ":name: entry-tab-x\n"
        "\n"
        "| Label | *M* \\| 2 |\n"
        "| :-- | --: |\n"
        r"| 50\% a\|b \*c\* \_d\_ \$x\$ \\e \<f\> | 1 |" + "\n"
        "| two lines | 2 |\n"
        ":::\n"
        "\n"
        "*Note.* All of it.\n"
    )


def test_markdown_table_aligns_columns_as_told():
    """Left, centred and right."""
    table = markdown_table(
        ["a", "b", "c"], [["1", "2", "3"]], caption="C", name="n", align="lcr"
    )
    assert "| :-- | :-: | --: |" in table
    assert "*Note.*" not in table


@pytest.mark.parametrize(
    ("header", "rows", "options", "message"),
    [
        (
            ["a", "b"],
            [["1", "2"], ["3"]],
            {"caption": "C"},
            "t: 2 columns, but align is 'lr' and 1 of 2 rows differ, at rows [2]; "
            "give every row a cell for each column",
        ),
        (
            ["a", "b"],
            [],
            {"caption": "C"},
            "t: 2 columns, but align is 'lr' and 0 of 0 rows differ, at rows []; "
            "give every row a cell for each column",
        ),
        (
            ["a", "b"],
            [["1", "2"]],
            {"caption": "C", "align": "lrr"},
            "t: 2 columns, but align is 'lrr' and 0 of 1 rows differ, at rows []; "
            "give every row a cell for each column",
        ),
        (
            ["a"],
            [["1"]],
            {"caption": "C\nD"},
            "t: a caption is one line, got 'C\\nD'; shorten it",
        ),
        (
            ["a"],
            [["1"]],
            {"caption": ""},
            "t: a caption is one line, got ''; shorten it",
        ),
    ],
)
def test_a_table_that_would_not_be_one_is_refused(header, rows, options, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        markdown_table(header, rows, name="t", **options)
    assert str(caught.value) == message


@given(text=st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_escaped_text_loses_nothing(text):
    """Without the backslashes that were added it is the text again."""
    assert re.sub(r"\\([\\`*_{}\[\]<>$&#^~|@%])", r"\1", escaped(text)) == text


def test_markdown_is_escaped_only_where_it_would_end_a_cell():
    """A bar that is escaped already stays as it is."""
    assert escaped(Markdown(r"*M* | 2 \| 3")) == r"*M* \| 2 \| 3"
