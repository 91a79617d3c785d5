"""A web page says what its data are: those of the book, or its own."""

from types import SimpleNamespace

from reported.sphinx import statement

OURS, OWN = "Simulated & safe", "Real people, public <data>"


def app(said=OURS):
    """Return a book with a statement, and one page with another."""
    metadata = {"appendix": {"data_statement": OWN}, "index": {}}
    config = SimpleNamespace(reported_statement=said, reported_project="")
    env = SimpleNamespace(metadata=metadata)
    return SimpleNamespace(env=env, config=config, confdir="book")


def test_on_the_web_a_page_shows_its_own_statement():
    """In the place of the book's, and other pages show that of the book."""
    shown = {}
    for page in ("appendix", "index", "search"):
        context = {}
        statement.show_statement(app(), page, "page.html", context, None)
        shown[page] = context["theme_announcement"]
    ours, own = (
        f'<span class="statement">{words}</span>'
        for words in ("Simulated &amp; safe", "Real people, public &lt;data&gt;")
    )
    assert shown == {"index": ours, "search": ours, "appendix": own}


def test_a_statement_is_never_an_address_from_which_pages_fetch():
    """The theme fetches what begins with http, and runs it on every page."""
    context = {}
    said = app('https://example.org/"><script>')
    statement.show_statement(said, "index", "page.html", context, None)
    assert context["theme_announcement"] == (
        '<span class="statement">https://example.org/&quot;&gt;&lt;script&gt;</span>'
    )


def test_a_book_without_a_statement_keeps_what_its_theme_announces():
    """Nothing is put in the place of that."""
    context = {"theme_announcement": "A draft"}
    statement.show_statement(app(""), "index", "page.html", context, None)
    assert context == {"theme_announcement": "A draft"}


def test_the_statement_is_that_of_the_project_unless_it_is_a_setting(tmp_path):
    """A book with a setting is not asked, for that may take long."""
    (tmp_path / "stated_book.py").write_text(
        "from reported.project import Project\n"
        "class Stated(Project):\n    statement = 'Three stones'\n"
    )
    for setting, expected in (("", "Three stones"), ("Set", "Set")):
        book = app(setting)
        book.confdir = str(tmp_path)
        book.config.reported_project = "stated_book:Stated"
        statement._take_statement(book, book.config)
        assert book.config.reported_statement == expected
