"""Pages stand in the order of the book, and have the names that readers know."""

from docutils import nodes
from example_domain import domain, environment

from reported.sphinx.pages import page_name, reading_order, table_body


def test_pages_stand_in_the_order_of_the_book():
    """Those below a page before the next; each once."""
    env = environment(domain())
    env.toctree_includes |= {"entry": ["groups"], "codebook": ["groups"]}
    assert reading_order(env) == ["index", "entry", "groups", "codebook"]


def test_a_page_is_named_by_its_number_or_else_by_its_title():
    """Appendices have letters."""
    env = environment(domain())
    names = [page_name(env, name) for name in ("index", "entry", "codebook")]
    assert names == ["A thesis", "Chapter 6", "Appendix A"]


def test_a_table_without_rows_says_that_there_are_none():
    """As many cells as there are heads."""
    for rows, words in (([], "none"), ([[[nodes.Text("a")], []]], "a")):
        table = table_body(("One", "Two"), rows)
        found = [
            [cell.astext() for cell in row.findall(nodes.entry)]
            for row in table.findall(nodes.row)
        ]
        assert found == [["One", "Two"], [words, ""]]
        assert (table["cols"], len(list(table.findall(nodes.colspec)))) == (2, 2)
