"""Figures as parts of a page: links of the domain's, names of their own, a text."""

import re
from io import StringIO
from types import SimpleNamespace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from example_domain import domain, environment
from example_results import WELCH
from matplotlib import rc_context
from matplotlib.figure import Figure

from reported.figures._plot import STYLE, interval, noted, point, stands_for
from reported.parts import Part
from reported.sphinx import _figures
from reported.sphinx._figures import LinkedFigures, drawn_in_page
from reported.sphinx._nodes import drawing

MOOD = Part("entry-mood", WELCH)


def picture(name="entry-mood"):
    """Return a point, an interval, a bar and words, each linked, as SVG."""
    part = Part(name, WELCH)
    with rc_context(STYLE):
        figure = Figure()
        axes = figure.subplots()
        prison, pair = part.groups[0], part.contrasts[0]
        point(axes, 1, prison.mean.value, "o", prison.mean)
        limits = (pair.conf_low, pair.conf_high)
        interval(axes, pair.estimate, limits, 3)
        (bar,) = axes.bar([4], [prison.n.value])
        stands_for(bar, prison.n)
        stands_for(axes.text(5, 5, f"{prison.label}\n{prison.n.value}"), prison.n)
        out = StringIO()
        noted(figure, "Simulated.", pd.DataFrame()).figure.savefig(out, format="svg")
    return out.getvalue()


def linked(target):
    """Return two attributes of a link."""
    return {"class": "stat", "href": f"#{target}"}


def soup(markup):
    """Return a drawing as a browser reads it."""
    return BeautifulSoup(markup, "html.parser")


def test_a_picture_becomes_a_named_group_with_a_link_for_each_mark():
    """Its size stays, and all that matplotlib adds for files goes."""
    text = picture()
    markup = drawn_in_page(text, alt='A "plot" <1>', prefix="p-", link=linked)
    page = soup(markup)
    (group,) = page.find_all(recursive=False)
    assert (group.name, group["role"], group["class"]) == ("div", "group", ["plot"])
    assert group["aria-label"] == 'A "plot" <1>'
    (svg,) = group.find_all(recursive=False)
    size = re.search(r'width="(\S+)" height="(\S+)" viewBox="([^"]+)"', text)
    assert svg.attrs == dict(
        zip(("width", "height", "viewbox"), size.groups(), strict=True)
    )
    for gone in ("<metadata", "<style", "DOCTYPE", "?xml", "xlink", "xmlns", "&#10;"):
        assert gone not in markup
    assert [link["href"] for link in svg.select("a.stat")] == [
        "#entry-mood.groups.prison.n",
        "#entry-mood.groups.prison.mean",
        "#entry-mood.contrasts.prison-inpatient.conf_low",
        "#entry-mood.contrasts.prison-inpatient.conf_high",
        "#entry-mood.groups.prison.n",
    ]
    assert "stat:" not in str(page)


def test_a_picture_without_words_has_no_name():
    """So that the check of pictures finds it."""
    page = soup(drawn_in_page(picture(), alt="", prefix="p-", link=linked))
    assert not page.div.has_attr("aria-label")


def test_parts_have_names_of_their_own_where_something_refers_to_them():
    """Two pictures of one page share none, and every reference is answered."""
    named = []
    for prefix in ("plot-1-", "plot-2-"):
        page = soup(drawn_in_page(picture(), alt="A", prefix=prefix, link=linked))
        ids = [str(part["id"]) for part in page.find_all(id=True)]
        used = {str(use["href"])[1:] for use in page.find_all("use")}
        used |= set(re.findall(r"url\(#([^)]+)\)", str(page)))
        assert set(ids) == used
        assert all(name.startswith(prefix) for name in ids)
        named += ids
    assert len(named) == len(set(named)) > 6


def test_the_same_picture_is_the_same_page():
    """Byte for byte."""
    asked = {"alt": "A", "prefix": "p-", "link": linked}
    assert drawn_in_page(picture(), **asked) == drawn_in_page(picture(), **asked)


def test_what_is_pressed_lies_over_each_mark_and_is_larger():
    """A disc on a point, a bar along a half, the area itself of a box or a bar."""
    page = soup(drawn_in_page(picture(), alt="A", prefix="p-", link=linked))
    bar, dot, low, high, words = page.select("a.stat")
    use, disc = dot.find_all(recursive=False)
    assert (disc.name, disc["class"]) == ("circle", ["hit"])
    assert float(disc["cx"]) == pytest.approx(float(use["x"]), abs=1e-3)
    assert float(disc["cy"]) == pytest.approx(float(use["y"]), abs=1e-3)
    assert float(disc["r"]) == 9
    for half in (low, high):
        line, box = half.find_all(recursive=False)
        (x0, y0), (x1, _) = re.findall(r"([\d.]+) ([\d.]+)", line["d"])
        left, right = sorted([float(x0), float(x1)])
        assert float(box["x"]) == pytest.approx(left - 5, abs=1e-2)
        assert float(box["width"]) == pytest.approx(right - left + 10, abs=1e-2)
        assert float(box["y"]) == pytest.approx(float(y0) - 5, abs=1e-2)
        assert float(box["height"]) == 10
    for area in (bar, words):
        shape, over = area.find_all(recursive=False)
        assert over["class"] == ["hit"]
        assert over["d"] == shape["d"]


def test_a_mark_that_leads_nowhere_is_drawn_without_a_link():
    """The rest of the picture keeps its own."""

    def none_of_n(target):
        return None if target.endswith(".n") else linked(target)

    page = soup(drawn_in_page(picture(), alt="A", prefix="p-", link=none_of_n))
    assert len(page.find_all("a")) == len(page.select(".hit")) == 3
    whole = soup(drawn_in_page(picture(), alt="A", prefix="p-", link=linked))
    assert len(page.select("path:not(.hit)")) == len(whole.select("path:not(.hit)"))


def test_a_line_beyond_the_page_has_nothing_to_press():
    """The picture has an empty link for it."""
    with rc_context(STYLE):
        figure = Figure()
        axes = figure.subplots()
        pair = MOOD.contrasts[0]
        interval(axes, pair.estimate, (pair.conf_low, pair.conf_high), 0)
        axes.set_xlim(1e6, 2e6)
        out = StringIO()
        figure.savefig(out, format="svg")
    page = soup(drawn_in_page(out.getvalue(), alt="A", prefix="p-", link=linked))
    assert [hit["d"] for hit in page.select("a.stat .hit")] == ["", ""]


# --- on a page --------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch):
    """Return a list of the warnings, each with its page."""
    found = []

    def warning(words, *parts, location, type):
        found.append((location, words % parts))

    monkeypatch.setattr(_figures, "logger", SimpleNamespace(warning=warning))
    return found


def page_with(folder, files, register="register"):
    """Return a page of a chapter with some pictures, after its figures were looked at.

    The page of the register stands beside that of the chapter.
    """
    env = environment(domain(register))
    builder = SimpleNamespace(get_relative_uri=lambda page, to: f"../{to}.html")
    env.srcdir, env.docname = str(folder), "entry"
    env.app = SimpleNamespace(builder=builder)
    page = nodes.document("", "")
    page.settings = SimpleNamespace(env=env)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
        page += nodes.figure("", nodes.image(uri=name, alt=f"What {name} shows"))
    transform = LinkedFigures.__new__(LinkedFigures)
    transform.document = page
    transform.run()
    return page


def test_links_are_those_that_the_domain_gives_a_number(tmp_path, told):
    """With the address of its place in the register, and what it is and how large."""
    page = page_with(tmp_path, {"a.svg": picture()})
    assert told == []
    (drawn,) = page.findall(drawing)
    assert drawn.astext() == ""  # the search finds no words of pictures
    found = soup(drawn["svg"])
    assert found.div["aria-label"] == "What a.svg shows"
    target = "entry-mood.groups.prison.mean"
    (link,) = found.select(f'a[data-reference="{target}"]')
    own = domain().attributes(target)
    assert {"data-stat", "data-reference", "data-words", "data-exact"} < set(own)
    assert link.attrs == {
        "class": ["stat"],
        "href": "../register.html?part=groups.prison.mean#stat-entry-mood",
        "aria-label": f"{own['data-words']}: {domain().pressed(target).printed}",
        **own,
    }


def test_two_figures_of_a_page_share_no_names(tmp_path, told):
    """Though they may be the same picture."""
    page = page_with(tmp_path, {"a.svg": picture(), "b.svg": picture()})
    drawn = "".join(one["svg"] for one in page.findall(drawing))
    ids = [part["id"] for part in soup(drawn).find_all(id=True)]
    assert len(ids) == len(set(ids)) > 6


def test_other_pictures_stay_as_they_are(tmp_path, told):
    """Without links, in another form, or without a register to lead to."""
    plain = re.sub(r"</?a\b[^>]*>", "", picture())
    page = page_with(tmp_path, {"a.svg": plain, "b.png": picture()})
    assert [image["uri"] for image in page.findall(nodes.image)] == ["a.svg", "b.png"]
    page = page_with(tmp_path, {"a.svg": picture()}, register=None)
    assert [image["uri"] for image in page.findall(nodes.image)] == ["a.svg"]
    assert not list(page.findall(drawing))


def test_a_number_that_no_result_has_is_warned_of(tmp_path, told):
    """With its page; as a reference in the text is."""
    page = page_with(tmp_path, {"a.svg": picture("entry-anger")})
    (drawn,) = page.findall(drawing)
    assert "<a" not in drawn["svg"]
    assert len(told) == 5
    assert told[0] == (
        "entry",
        "entry-anger.groups.prison.n: no result is published under the id "
        "'entry-anger'; do so in a chapter, or correct the id",
    )
