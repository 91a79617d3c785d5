"""Text that is true of simulated data only stands on pages made from these alone."""

import io
import re

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

PAGE = """\
# Mood

It fell.
{stand-in}``The *simulation* said {eq}`a-mood` would.``
{stand-in}`So it did.`
It rose {stand-in}`in the simulated men`, by much
{stand-in}``here {eq}`a-mood` `` and there.

{stand-in}`Nobody lives here.`

- {stand-in}`Nor here.`

::::{stand-in}
(within)=
Drawn by *hand*.

:::{note}
Built in {ref}`words <within>`.
:::
::::

The end.

$$ a = b $$ (a-mood)
"""


def built(folder, builder, kind, page=PAGE):
    """Return the page as a book on data of a kind has it, and what Sphinx warned of."""
    source = folder / "index.md"
    if not source.exists():  # an unchanged page is read anew for its setting alone
        source.write_text(page, "utf-8")
    (folder / "conf.py").write_text(
        "extensions = ['myst_parser', 'reported.sphinx.stand_in']\n"
        "myst_enable_extensions = ['colon_fence', 'smartquotes', 'dollarmath']\n",
        "utf-8",
    )
    out = folder / builder
    doctrees = folder / "doctrees"
    said = io.StringIO()
    with docutils_namespace():
        settings = {"reported_data_kind": kind}
        app = Sphinx(
            folder, folder, out, doctrees, builder, settings, status=None, warning=said
        )
        app.build()
    page = next(out.glob("*.tex" if builder == "latex" else "index.html"))
    return page.read_text("utf-8"), said.getvalue()


SHOWN = """\
<h1>Mood</h1>
<p>It fell.
<span class="stand-in">The <em>simulation</em> said <a href="#equation-a-mood">(1)</a>\
 would.</span>
<span class="stand-in">So it did.</span>
It rose <span class="stand-in">in the simulated men</span>, by much
<span class="stand-in">here <a href="#equation-a-mood">(1)</a></span> and there.</p>
<p><span class="stand-in">Nobody lives here.</span></p>
<ul>
<li><p><span class="stand-in">Nor here.</span></p></li>
</ul>
<div class="stand-in"><p id="within">Drawn by <em>hand</em>.</p>
<div>
<p>Note</p>
<p>Built in <a href="#within"><span>words</span></a>.</p>
</div>
</div>
<p>The end.</p>"""
LEFT = """\
<h1>Mood</h1>
<p>It fell.
It rose, by much and there.</p>
<p>The end.</p>"""


@pytest.mark.parametrize(("kind", "words"), [("simulated", SHOWN), ("study", LEFT)])
def test_the_web_marks_it_or_leaves_it_out(tmp_path, kind, words):
    """Roles within it work; where it is left out, nothing tells that it was there."""
    page, warned = built(tmp_path, "html", kind)
    assert not warned
    article = page[
        page.index("<h1>") : page.index("The end.</p>") + len("The end.</p>")
    ]
    headings = re.sub(r'<a class="headerlink".*?</a>', "", article)
    others = r' class="(?!stand-in)[^"]*"'
    assert re.sub(others, "", headings) == words


@pytest.mark.parametrize("kind", ["simulated", "study"])
def test_paper_has_the_words_alone_or_none_of_them(tmp_path, kind):
    """No paragraph ends where words were left out."""
    page, warned = built(tmp_path, "latex", kind)
    assert not warned
    ours = page[page.index("It fell.") : page.index("The end.")]
    if kind == "study":
        assert ours.split("\n") == [
            "It fell.",
            "It rose, by much and there.",
            "",
            r"\sphinxAtStartPar",
            "",
        ]
    else:
        assert r"\sphinxstyleemphasis{simulation} said" in ours
        assert "It rose in the simulated men, by much\nhere " in ours
        assert "Drawn by" in ours


def test_a_page_is_read_anew_when_the_data_are_others(tmp_path):
    """In the folder of the last build."""
    assert "Nobody lives" in built(tmp_path, "html", "simulated")[0]
    assert "Nobody lives" not in built(tmp_path, "html", "study")[0]


def test_a_fault_within_it_is_told_with_the_line_of_its_paragraph(tmp_path):
    """As one outside of it."""
    page = "One.\n{stand-in}``In {ref}`no` ``.\n\n:::{stand-in}\nIn {ref}`a`.\n:::\n"
    _, warned = built(tmp_path, "html", "simulated", page)
    told = re.findall(r"index\.md:(\d+): WARNING: undefined label: '(\w+)'", warned)
    assert told == [("1", "no"), ("5", "a")]
