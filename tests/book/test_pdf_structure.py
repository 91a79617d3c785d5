"""The order, the letters and the tables of the thesis on paper.

A small book is built with plain Sphinx; no LaTeX is needed.
"""

import re

import pytest
import thesis_columns
import thesis_pdf
from docutils import nodes
from example_paper import sphinx, write_book
from hypothesis import given
from hypothesis import strategies as st
from sphinx import addnodes


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return the folder of the small book, built as HTML and as LaTeX."""
    folder = tmp_path_factory.mktemp("book")
    write_book(folder)
    for builder in ("html", "latex"):
        result = sphinx(folder, builder)
        assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture(scope="module")
def tex(book):
    """Return the LaTeX of the small book."""
    return (book / "latex" / "thesis.tex").read_text()


def headings(book, page):
    """Return the headings of a web page, as a reader sees them."""
    html = (book / "html" / f"{page}.html").read_text()
    found = re.findall(r"<h[1-3]>(.*?)<a", html)
    return [re.sub("<.*?>", "", heading) for heading in found]


def part(pages, **options):
    """Return one part of a table of contents."""
    return addnodes.toctree(includefiles=pages, **options)


def test_appendices_have_letters_and_chapters_numbers_on_the_web(book):
    """Chapters count 1, 2; appendices A, B; the other pages have no number."""
    assert headings(book, "entry") == ["1. Entry", "1.1. Measures"]
    assert headings(book, "outcomes") == ["2. Outcomes"]
    assert headings(book, "codebook") == ["A. Codebook", "A.1. Variables"]
    assert headings(book, "software") == ["B. Software"]
    assert headings(book, "abstract") == ["Abstract"]
    assert headings(book, "references") == ["References"]


def test_tables_are_numbered_by_chapter_or_appendix_on_the_web(book):
    """The number of a table begins with that of its chapter or appendix."""
    numbers = {}
    for page in ("entry", "outcomes", "codebook", "software"):
        html = (book / "html" / f"{page}.html").read_text()
        numbers[page] = re.findall(r'caption-number">(.*?) ?<', html)
    assert numbers == {
        "entry": ["Table 1.1"],
        "outcomes": ["Table 2.1"],
        "codebook": ["Table A.1", "Table A.2"],
        "software": ["Table B.1"],
    }


def test_references_by_number_use_the_letters(book):
    """A reference from another page shows the letter of the appendix."""
    html = (book / "html" / "abstract.html").read_text()
    shown = re.findall(r'std-numref">(.*?)<', html)
    assert shown == ["Table A.1", "Table 1.1", "Appendix B"]


def test_contents_of_the_web_pages_show_the_letters(book):
    """The list of pages on the first page shows the same numbers."""
    html = (book / "html" / "index.html").read_text()
    shown = re.findall(r'toctree-l1"><a[^>]*>(.*?)</a>', html)
    for entry in ("1. Entry", "2. Outcomes", "A. Codebook", "B. Software"):
        assert entry in shown


def test_build_without_a_change_writes_no_page(book):
    """Lettered appendices do not look changed when nothing was edited."""
    output = sphinx(book, "html").stdout
    assert "0 added, 0 changed, 0 removed" in output
    assert "no targets are out of date." in output


def test_edited_chapter_does_not_rewrite_the_appendices(tmp_path):
    """Also when the last chapter is read again, the appendices stay as they are."""
    write_book(tmp_path)
    sphinx(tmp_path, "html")
    page = tmp_path / "outcomes.md"
    page.write_text(page.read_text() + "\nOne more sentence.\n")
    output = sphinx(tmp_path, "html").stdout
    written = re.findall(r"writing output\.\.\. \[.*?\] (\w+)", output)
    assert "outcomes" in written
    assert not {"codebook", "software", "entry"} & set(written)
    assert headings(tmp_path, "codebook") == ["A. Codebook", "A.1. Variables"]


def test_parts_begin_with_their_commands_in_latex(tex):
    """Front matter, contents, chapters, references and appendices follow in order."""
    marks = [
        r"\thesistitlepage",
        r"\frontmatter",
        r"\chapter{Abstract}",
        r"\thesiscontents",
        r"\chapter{Abbreviations}",
        r"\mainmatter",
        r"\chapter{Entry}",
        r"\chapter{Outcomes}",
        r"\backmatter",
        r"\chapter{References}",
        r"\appendix",
        r"\chapter{Codebook}",
        r"\chapter{Software}",
    ]
    assert [tex.count(mark) for mark in marks] == [1] * len(marks)
    places = [tex.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_part_does_not_begin_within_a_page_that_is_kept_whole(tmp_path):
    """Its switches would end with that page, and the next be headed Chapter 0."""
    write_book(tmp_path, on_one_page=["abstract", "entry"])
    assert sphinx(tmp_path, "latex").returncode == 0
    tex = (tmp_path / "latex" / "thesis.tex").read_text()
    marks = [
        r"\frontmatter",
        r"\begin{thesisonepage}",
        r"\chapter{Abstract}",
        r"\end{thesisonepage}",
        r"\thesiscontents",
        r"\mainmatter",
        r"\begin{thesisonepage}",
        r"\chapter{Entry}",
        r"\end{thesisonepage}",
        r"\chapter{Outcomes}",
    ]
    assert re.findall("|".join(map(re.escape, dict.fromkeys(marks))), tex) == marks


def test_front_page_of_the_web_site_is_not_printed(tex):
    """The title page stands in place of the text that welcomes web readers."""
    assert "Welcome" not in tex


def test_title_page_carries_escaped_words(tex):
    """Title, author, data declaration and language reach the class."""
    assert r"\renewcommand\thesistitle{Coercion \& treatment}" in tex
    assert r"\renewcommand\thesisauthor{A candidate}" in tex
    assert r"\renewcommand\thesisdatastatement{Simulated data: no\_one}" in tex
    assert r"\renewcommand\thesislanguage{en-GB}" in tex
    assert r"\documentclass[a4paper,12pt,british]{thesis}" in tex


def test_table_columns_are_aligned_in_latex(tex):
    """A column of numbers is set to the right, and a name may be broken."""
    assert tex.count(r"\begin{tabulary}{\linewidth}[t]{LR}") == 4
    assert "days\\_\u200bof\\_\u200buse" in tex


def test_table_taller_than_a_page_may_break_across_pages(tex):
    """Twelve rows of long questions wrap within the line and may break."""
    assert tex.count(r"\begin{longtable}") == 1
    assert r"\begin{longtable}{>{\raggedright\arraybackslash}\X{" in tex


def test_table_too_wide_for_the_page_is_reported(tmp_path):
    """The warning says how wide the words are and how wide a line is."""
    write_book(tmp_path)
    heads, cells = "| Statistic " * 8 + "|\n", "| 3.21 (0.71) " * 8 + "|\n"
    table = ":::{table} Eight\n\n" + heads + "|---:" * 8 + "|\n" + cells + ":::\n"
    (tmp_path / "outcomes.md").write_text(f"# Outcomes\n\n{table}")
    stderr = sphinx(tmp_path, "latex").stderr
    assert (
        "WARNING: table too wide for the page: its longest words need "
        "the width of 72 digits and a line has 63; shorten them or split the table"
    ) in stderr
    assert "outcomes.md:" in stderr


@pytest.mark.parametrize(("space", "wide"), [(" ", False), ("\u00a0", True)])
def test_a_number_parts_from_brackets_behind_a_plain_space(tmp_path, space, wide):
    """A spread or quartiles may stand below it; an interval stays beside its estimate.

    Four intervals are wider than a line, and four estimates and intervals are not.
    """
    write_book(tmp_path)
    cells = f"| −12.00{space}[−21.41, −2.59] " * 4 + "|\n"
    table = ":::{table} Four\n\n" + "| A " * 4 + "|\n" + "|---:" * 4 + "|\n" + cells
    (tmp_path / "outcomes.md").write_text(f"# Outcomes\n\n{table}:::\n")
    built = sphinx(tmp_path, "latex")
    assert ("WARNING: table too wide for the page" in built.stderr) is wide
    tex = (tmp_path / "latex" / "thesis.tex").read_text()
    assert f"−12.00{space}{{[}}−21.41,\u00a0−2.59{{]}}" in tex


def test_class_is_copied_beside_the_latex(book):
    """The LaTeX folder can be compiled as it stands."""
    assert (book / "latex" / "thesis.cls").is_file()


def test_unknown_page_for_the_contents_stops_the_build(tmp_path):
    """The message names the setting, the page and what may stand there."""
    write_book(tmp_path, contents_before="nowhere")
    result = sphinx(tmp_path, "latex")
    assert result.returncode != 0
    assert (
        "_config.yml, thesis_contents_before: no page 'nowhere' in the table of "
        "contents; name one of ['abbreviations', 'abstract', 'codebook', 'entry', "
        "'outcomes'] or leave it out"
    ) in " ".join(result.stderr.split())


def test_part_commands_name_each_kind_once():
    """Two parts of chapters in a row are one main matter."""
    parts = [
        part(["a"]),
        part(["b"], numbered=999),
        part(["c"], numbered=999, style=["numerical"]),
        part(["d"]),
        part(["e"], numbered=3, style="alphaupper"),
    ]
    assert list(thesis_pdf.part_commands(parts)) == [
        ("a", r"\frontmatter"),
        ("b", r"\mainmatter\setcounter{secnumdepth}{4}"),
        ("d", r"\backmatter"),
        ("e", r"\appendix\setcounter{secnumdepth}{2}"),
    ]


def test_plain_numbers_count_appendices_on_after_the_chapters():
    """Letters become the numbers that follow the last chapter's."""
    numbers = {
        "abstract": {"": None},
        "entry": {"": (1,), "#aims": (1, 9)},
        "outcomes": {"": (2,)},
        "codebook": {"": ("A",), "#variables": ("A", 1)},
        "software": {"": ("B",)},
    }
    assert thesis_pdf.plain_numbers(numbers) == {
        "abstract": {"": None},
        "entry": {"": (1,), "#aims": (1, 9)},
        "outcomes": {"": (2,)},
        "codebook": {"": (3,), "#variables": (3, 1)},
        "software": {"": (4,)},
    }


def test_letters_to_number_counts_past_z():
    """After Z comes AA."""
    letters = ["A", "Z", "AA", "AZ", "BA"]
    assert list(map(thesis_pdf.letters_to_number, letters)) == [1, 26, 27, 52, 53]


@given(
    columns=st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 300)), min_size=1, max_size=7
    ),
    spare=st.integers(0, 60),
)
def test_column_widths_fit_the_line_whenever_words_do(columns, spare):
    """No column is narrower than its longest word or wider than its longest cell."""
    words = [word for word, _ in columns]
    cells = [word + more for word, more in columns]
    line = sum(words) + spare
    widths = thesis_columns.column_widths(cells, words, line)
    assert sum(widths) <= line
    for word, width, cell in zip(words, widths, cells, strict=True):
        assert word <= width <= cell


def test_column_widths_wrap_only_the_wide_column():
    """Narrow columns keep their width; what is left goes to the wide one."""
    assert thesis_columns.column_widths([10, 200, 6], [5, 9, 6], 60) == (10, 44, 6)


def test_column_widths_fall_back_to_the_longest_words():
    """When not even the words fit, nothing is made narrower than its word."""
    assert thesis_columns.column_widths([30, 30], [20, 25], 40) == (20, 25)


def test_shared_widths_give_the_spare_line_to_the_column_with_most_text():
    """Three parts of the text, three parts of what is spare."""
    assert thesis_columns.shared_widths([100, 300], [5, 5], 50) == (15, 35)
    assert thesis_columns.shared_widths([100, 300], [30, 30], 50) == (30, 30)


def test_column_spec_shares_the_line_and_aligns():
    """Each column has its share of the line and its side."""
    assert thesis_columns.column_spec([10, 5], ["l", "r"]) == (
        r">{\raggedright\arraybackslash}\X{122}{194}"
        r">{\raggedleft\arraybackslash}\X{72}{194}"
    )


def test_hidden_input_is_left_out_and_output_kept():
    """Cells tagged hide-input or hide-cell print their output only."""
    document = nodes.section()
    for mode in ("input", "all", "input+output", "output", None):
        cell = nodes.container(nb_element="cell_code", hide_mode=mode)
        cell += nodes.container(nb_element="cell_code_source")
        cell += nodes.container(nb_element="cell_code_output")
        document += cell
    transform = thesis_pdf.HiddenInput.__new__(thesis_pdf.HiddenInput)
    transform.document = document
    transform.run()
    kept = [[child["nb_element"] for child in cell] for cell in document]
    output, both = ["cell_code_output"], ["cell_code_source", "cell_code_output"]
    assert kept == [output, output, output, both, both]
