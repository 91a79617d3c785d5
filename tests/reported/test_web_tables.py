"""Tables of the web book, as a reader sees them and as paper has them."""

from reported.web_tables import WebTable, as_printed


def test_registers_have_their_own_columns_on_paper():
    """The middle ones run on; what is empty leaves no sign."""
    heads = ("Id", "What it is", "As reported", "Method", "n", "Where")
    row = ("entry-mood", "Mood", "F(2, 12) = 1.63", "", "21", "Chapter 6")
    name = "app-register-tab-results"
    web = WebTable(
        page="back/register",
        name=name,
        number="Table G.1",
        caption="Every result",
        rows=(heads, row),
        n_heads=1,
        note="",
        file="",
    )
    assert as_printed(web).rows == (
        ("Id", "Result, as reported, with its method and n", "Where"),
        ("entry-mood", "Mood; F(2, 12) = 1.63; n = 21", "Chapter 6"),
    )
