"""Excerpts on the page and on paper: every sign as it was typed, and labels to link."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reported.parts import Part
from reported.quotations import (
    as_typed,
    block_quotations,
    excerpts_run,
    quotation_label,
)
from results import DataError, DataUsed, Quotation, Quotations

ONE = Quotation(
    name="formal_coercion-prison",
    theme="formal_coercion",
    label="Formal coercion",
    code="court",
    code_label="Court",
    why="Prison",
    interview="I1",
    pseudonym="Ada",
    group="prison",
    group_label="Prison",
    start=0,
    end=4,
    text="I had to.",
)
DATA = DataUsed(
    source="simulated/coding", variables=(), filter="all rows", rows=2, function="f"
)
PREFIX = "qualitative-excerpt"
STATEMENT = "Simulated data, no real participants."

#: What means something to Markdown, MyST, Sphinx, HTML or LaTeX; most of it did harm.
NASTY = [
    "* a star begins\n* and again\n  * and after blanks",
    "**bold** _it_ __b__ *i* ~~gone~~ ~sub~ ^sup^ H~2~O",
    "[text](http://a.b) [text][1] [^1] ![i](j) <http://a.b> [1]: /x 'y'",
    "[^1]: note",
    "<b>bold</b> <script>alert(1)</script> &amp; &lt; &#92; &#39; &nbsp; <!-- gone -->",
    "$x^2$ $$y$$ \\(z\\) \\newpage \\textbf{a} \\\\ \\- \\. \\' \\\" \\` a\\",
    "\\begin{equation}x\\end{equation}",
    "50% & 3 # 4 {a} {{b}} {{ b }} | c | @me a@b.de ~ ^ ` {role}`text` {ref}`x`",
    "# no heading\n1. no list\n2) nor this\n- nor\n+ nor\n> nor a quotation",
    "Above\n=====\nAbove\n-----\n***\n---\n___",
    "(qualitative-label)=\nnext",
    "::: {note}\nfenced\n:::\n:::{admonition} A\n:::",
    "```\ncode\n```\n~~~\ncode\n~~~",
    "```{code-cell}\n1\n```",
    ": definition\nTerm\n: definition",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "% no comment\n+++\nnext",
    "-- --- ---- -> => ... .... . . . <<laughs>> >>fast<< ,,so`` !` ?` (c) (tm) +-",
    "\"Double\" 'single' don't it's \"'both'\" '90s ``tex'' 5'6\"",
    "http://example.org/a_b?c=d&e=f#g www.example.org a.b@c.de https://a.b.",
    "  two blanks before, two  within, two after  ",
    "\ttab before\tand within\t",
    "    four blanks are no code",
    "\n\nempty lines before\n\nand between\n \t\n\nand after\n\n",
    "one line\n   three blanks\nlast line  ",
    "[1] bracket\n[2] after a line end\n]",
    "&copy; &#x41; &bogus; & &#0;",
    "É “curly” ‘single’ – — … naïve \u00a0no break\u2003wide ß £5",
    "\u00a0begins and ends without a break\u00a0",
    "{} {math}`x` \\{math\\} ``{}`` <!-- --> -<!-- -->-",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "<",
    "\\",
    "*",
    "-",
    "'",
    "...",
]

needs_xelatex = pytest.mark.skipif(
    shutil.which("xelatex") is None and not os.environ.get("CI"),
    reason="XeLaTeX is not installed here; CI installs it, and there this must run",
)


def quotations(texts=("I had to.",), **changed):
    """Return a result with these excerpts, each of a theme of its own."""
    parts = [
        replace(ONE, name=f"theme_{i}-prison", theme=f"theme_{i}", text=text)
        for i, text in enumerate(texts)
    ]
    shown = {
        "method": "Chosen by hand",
        "n_interviews": 1,
        "n_excerpts": len(parts),
        "quotations": tuple(parts),
        "data": DATA,
    }
    return Quotations(**(shown | changed))


# --- Markdown ---------------------------------------------------------------------


def test_excerpts_are_block_quotations_with_labels_by_theme():
    """The whole text: a theme once, then its excerpts, then rule and data."""
    other = replace(ONE, name="formal_coercion-ward_2", pseudonym="Bo", text="a\n1. b")
    last = replace(ONE, name="family-ward_2", theme="family", label="Family *")
    found = quotations(quotations=(ONE, replace(other, group_label="Ward 2"), last))
    assert block_quotations(found, prefix=PREFIX, statement=STATEMENT) == (
        "**Formal coercion**\n"
        "\n"
        "(qualitative-excerpt-formal-coercion-prison)=\n"
        "> I had to\\.\n"
        ">\n"
        "> — Ada\\, Prison\\, simulated\n"
        "\n"
        "(qualitative-excerpt-formal-coercion-ward-2)=\n"
        "> a\\\n"
        "> 1\\. b\n"
        ">\n"
        "> — Bo\\, Ward 2\\, simulated\n"
        "\n"
        "**Family \\***\n"
        "\n"
        "(qualitative-excerpt-family-ward-2)=\n"
        "> I had to\\.\n"
        ">\n"
        "> — Ada\\, Prison\\, simulated\n"
        "\n"
        "*Note.* Chosen by hand\\. Simulated data\\, no real participants\\.\n"
    )


def test_excerpts_of_the_study_are_not_called_simulated():
    """The source says of what kind the data are."""
    found = quotations(data=replace(DATA, source="study/coding"))
    text = block_quotations(found, prefix=PREFIX, statement="Real accounts.")
    assert "> — Ada\\, Prison\n" in text
    assert text.endswith("*Note.* Chosen by hand\\. Real accounts\\.\n")


def test_a_result_without_excerpts_says_why():
    """No empty place in the book."""
    found = quotations(texts=(), undefined="nobody spoke of it")
    assert block_quotations(found, prefix=PREFIX, statement=STATEMENT) == (
        "*Note.* No excerpt\\: nobody spoke of it\\. Simulated data\\, no real "
        "participants\\.\n"
    )


def test_what_cannot_be_printed_and_labels_that_clash_are_refused():
    """The whole message, with all faults at once."""
    bad = replace(ONE, name="formal-coercion-Prison", text="bell \x07", theme="other")
    found = quotations(quotations=(ONE, bad))
    with pytest.raises(DataError) as caught:
        block_quotations(found, prefix=PREFIX, statement=STATEMENT)
    assert str(caught.value) == (
        "simulated/coding: 1 excerpts have control characters, which cannot be "
        "printed, got ['formal-coercion-Prison']; correct the transcripts, and import "
        "them again\n"
        "simulated/coding: 1 labels would stand twice, got "
        "['qualitative-excerpt-formal-coercion-prison']; give themes and groups names "
        "that differ in letters"
    )


PRINTABLE = st.text(
    st.one_of(
        st.sampled_from("*_[]<>$&#^~\\|@%{}!()+-=:;\"'`.,?/ \n\t1a"),
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    ),
    max_size=40,
)


@given(text=PRINTABLE)
def test_markdown_gives_back_the_text(text):
    """Whatever is typed, a block quotation holds it line by line, and nothing else."""
    quoted = "\n".join(f"> {line}" for line in as_typed(text).split("\n"))
    page = MarkdownIt("commonmark").render(quoted)
    block = BeautifulSoup(page, "html.parser").blockquote
    assert {tag.name for tag in block.find_all()} <= {"p", "br"}
    got = [line for p in block("p") for line in p.get_text().split("\n")]
    assert got == [line for line in text.split("\n") if line.strip(" \t")]


# --- pages ------------------------------------------------------------------------

CONF = """\
project = "Excerpts"
extensions = ["myst_nb"]
myst_enable_extensions = ["colon_fence", "deflist", "smartquotes", "substitution"]
nb_render_markdown_format = "myst"
nb_execution_mode = "off"
nitpicky = True
language = "en-GB"
numfig = True
latex_engine = "xelatex"
latex_elements = {"fontpkg": r'''\\setmainfont{texgyrepagella}[Extension = .otf,
UprightFont = *-regular, BoldFont = *-bold, ItalicFont = *-italic]'''}
"""


def link_table(result):
    """Return a table whose rows link to the excerpts, in both ways of linking."""
    labels = [quotation_label(one, prefix=PREFIX) for one in result.quotations]
    rows = [
        f"| [{i}](#{name}) | {{ref}}`{i} <{name}>` |" for i, name in enumerate(labels)
    ]
    head = [
        ":::{table} Excerpts",
        ":name: qualitative-tab",
        "",
        "| a | b |",
        "| - | - |",
    ]
    return "\n".join([*head, *rows, ":::", ""])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build one page that shows the table and the excerpts as outputs of cells."""
    root = tmp_path_factory.mktemp("pages")
    result = quotations(NASTY)
    shown = [
        link_table(result),
        block_quotations(result, prefix=PREFIX, statement=STATEMENT),
    ]
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Page"}]
    for number, text in enumerate(shown):
        output = {"output_type": "display_data", "metadata": {}}
        output["data"] = {"text/markdown": text, "text/plain": "Markdown"}
        cell = {"cell_type": "code", "id": f"c{number}", "execution_count": 1}
        cell |= {"metadata": {"tags": ["remove-input"]}, "source": "show(text)"}
        cells.append(cell | {"outputs": [output]})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    source = root / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / "index.ipynb").write_text(json.dumps(book), "utf-8")
    for builder in ("html", "latex"):
        options = ["-q", "-n", "-W", "--keep-going", "-b", builder]
        ran = subprocess.run(
            [sys.executable, "-m", "sphinx", *options, source, root / builder],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
    return root


def typewriter(text):
    """Return a text with the quotation marks of a typewriter."""
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def test_a_browser_shows_every_sign_as_it_was_typed(built):
    """Also blanks and line ends; only quotation marks have the book's shape."""
    page = BeautifulSoup((built / "html" / "index.html").read_bytes(), "html.parser")
    blocks = page.find_all("blockquote")
    assert len(blocks) == len(NASTY)
    for block, text in zip(blocks, NASTY, strict=True):
        inside = {tag.name for tag in block.find_all()}
        assert inside <= {"div", "p", "br"}
        *said, by = block("p")
        lines = [line for p in said for line in p.get_text().split("\n")]
        expected = [line for line in text.split("\n") if line.strip(" \t")]
        assert [typewriter(line) for line in lines] == [*map(typewriter, expected)]
        assert by.get_text() == "— Ada, Prison, simulated"


def test_empty_lines_part_paragraphs_and_other_lines_end_where_they_did(built):
    """A line end is a line end."""
    page = BeautifulSoup((built / "html" / "index.html").read_bytes(), "html.parser")
    blocks = dict(zip(NASTY, page.find_all("blockquote"), strict=True))
    between = blocks["\n\nempty lines before\n\nand between\n \t\n\nand after\n\n"]
    assert len(between("p")) == 4
    assert len(blocks["one line\n   three blanks\nlast line  "].p("br")) == 2


def test_rows_of_a_table_link_to_excerpts_on_the_page_and_on_paper(built):
    """Both ways of linking, from another cell."""
    page = BeautifulSoup((built / "html" / "index.html").read_bytes(), "html.parser")
    links = [link["href"] for link in page.table.tbody("a")]
    ids = [block["id"] for block in page.find_all("blockquote")]
    assert links == [f"#{name}" for name in ids for _ in range(2)]
    paper = next((built / "latex").glob("*.tex")).read_text("utf-8")
    for name in ids:
        assert paper.count(rf"\hyperref[\detokenize{{index:{name}}}]") == 2
        assert paper.count(rf"\label{{\detokenize{{index:{name}}}}}") == 1


@needs_xelatex
def test_paper_shows_every_sign_as_it_was_typed(built):
    """But for blanks, of which paper has other ones."""
    folder: Path = built / "latex"
    paper = next(folder.glob("*.tex"))
    subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", paper.name],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert "Missing character" not in paper.with_suffix(".log").read_text("utf-8")
    pages = pypdf.PdfReader(paper.with_suffix(".pdf")).pages
    said = squeezed("".join(page.extract_text() for page in pages))
    for text in NASTY:
        whole = squeezed(text) + squeezed("— Ada, Prison, simulated")
        assert whole in said, text


def squeezed(text):
    """Return a text without blanks, with the quotation marks of a typewriter."""
    return "".join(typewriter(text).split())


CHOSEN = Quotations(
    method="By rule",
    n_interviews=2,
    n_excerpts=3,
    quotations=(
        ONE,
        replace(ONE, name="formal_coercion-inpatient", text="They made me."),
        replace(ONE, name="other-prison", theme="other", text="Nobody did."),
    ),
    data=DATA,
)
RUNS = [
    (("formal_coercion", "I had … to.", "They … me."), True),
    (("formal_coercion", "I had to. … I had to.", "They made me."), True),
    (("formal_coercion", "I had … to.", "They … us."), False),
    (("formal_coercion", "I have … to.", "They … me."), False),
    (("formal_coercion", "They … me.", "I had … to."), False),  # in their order
    (("formal_coercion", "I had … to."), False),  # there is another
    (("formal_coercion", "I had … to.", "They … me.", "Nobody …"), False),
    (("other", "Nobody …"), True),
    (("other", "… did."), True),
    (("formal_coercion-inpatient", "… made me."), True),
    (("formal_coercion-outpatient", "… made me."), False),
]


@pytest.mark.parametrize(("asked", "holds"), RUNS)
def test_excerpts_are_known_by_their_first_and_last_words(asked, holds):
    """All of a theme in their order, or one; a reading of others rests on nothing."""
    found = excerpts_run(Part("excerpts", CHOSEN), *asked)
    assert found.holds is holds
    assert found.why == ""


def test_a_condition_on_excerpts_names_them_and_their_words():
    """And rests on their texts; on the whole result where there is none."""
    chosen = Part("excerpts", CHOSEN)
    found = excerpts_run(chosen, "formal_coercion", "I had … to.", "They … me.")
    assert found.words == (
        "The excerpts of formal coercion run: I had … to.; They … me."
    )
    assert found.targets == (
        "excerpts.quotations.formal_coercion-prison.text",
        "excerpts.quotations.formal_coercion-inpatient.text",
    )
    nobody = excerpts_run(chosen, "family-prison", "I …")
    assert nobody.words == "The excerpts of family, prison run: I …"
    assert nobody.targets == ("excerpts",)
