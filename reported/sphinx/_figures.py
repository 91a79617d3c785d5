"""Figures on the web: drawings in the page, in which numbers are links as in the text.

matplotlib writes the address of an artist into the SVG (``stat:id.path``, see
`reported.figures`). A picture that has such addresses is put into its page, and each
becomes a link of the same form as a number in a sentence, with the same card. On paper,
and without a register to lead to, pictures stay pictures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import dist
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from reported.publishing import STAT
from reported.sphinx._nodes import drawing, register_place
from reported.sphinx.domain import of_book, stem

logger = logging.getLogger(__name__)

#: What a picture has, as text, if parts of it stand for numbers.
LINKED = f'xlink:href="{STAT}'
NAMESPACE = re.compile(r"^\{[^}]*\}")
REFERRED = re.compile(r"url\(#([^)]+)\)")
NUMBER = re.compile(r"-?[\d.]+")
#: How far from a marker, at the most and at the least, and from a line they can be
#: pressed, in points of paper.
FAR, NEAR, BESIDE = 9.0, 2.0, 5.0
#: Attributes of the picture that the page keeps; they say how large it is.
KEPT = ("viewBox", "width", "height")

Attributes = dict[str, str]


class LinkedFigures(SphinxPostTransform):
    """Put figures whose numbers are links into the page."""

    default_priority = 900  # after the kind of picture is chosen
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace each picture that has links by its drawing."""
        if of_book(self.env).data["register"] is None:
            return
        for number, image in enumerate(list(self.document.findall(nodes.image)), 1):
            path = Path(self.env.srcdir, image["uri"])
            if path.suffix != ".svg" or not path.is_file():
                continue
            picture = path.read_text("utf-8")
            if LINKED in picture:
                svg = drawn_in_page(
                    picture,
                    alt=image.get("alt", ""),
                    prefix=f"plot-{number}-",
                    link=self._link,
                )
                image.replace_self(drawing("", svg=svg))

    def _link(self, target: str) -> Attributes | None:
        """Return the attributes of a link to a number, or warn and return None."""
        domain, docname = of_book(self.env), self.env.docname
        try:
            number, own = domain.pressed(target), domain.attributes(target)
        except (KeyError, ValueError) as error:
            logger.warning(
                "%s: %s", target, error.args[0], location=docname, type="stat"
            )
            return None
        register = domain.data["register"]
        page = self.app.builder.get_relative_uri(docname, register)
        printed = number.printed.replace("*", "")
        return {
            "class": "stat",
            "href": register_place(f"{page}#stat-{stem(target)}", number.path),
            "aria-label": f"{number.words}: {printed}",
            **own,
        }


def drawn_in_page(
    picture: str, *, alt: str, prefix: str, link: Callable[[str], Attributes | None]
) -> str:
    """Return a picture as part of a page.

    Parameters
    ----------
    picture : str
        SVG as matplotlib writes it.
    alt : str
        What it shows, for those who do not see it.
    prefix : str
        Begins the name of each of its parts, so that it is unique on its page.
    link : function
        Returns the attributes of the link to a number, which is given by id and path.
        Where it returns None there is no link.

    Returns
    -------
    str
        A named group of HTML with the SVG in it, which is without a prolog, without
        what matplotlib says of itself, and without a style sheet, which would hold for
        the whole page. Parts that nothing refers to have no names. Upon each linked
        part lies one of the class ``hit`` that is not seen, and larger, so that a small
        mark is easy to press.
    """
    root = ElementTree.fromstring(picture)
    for part in root.iter():
        _plain(part)
    _without(root, ("metadata", "style"))
    _renamed(root, prefix)
    _linked(root, link)
    root.attrib = {name: root.attrib[name] for name in KEPT}
    named = {"aria-label": alt} if alt else {}
    group = ElementTree.Element("div", {"class": "plot", "role": "group", **named})
    group.append(root)
    return ElementTree.tostring(group, encoding="unicode")


def _plain(part: ElementTree.Element) -> None:
    """Write a part as HTML has it: without namespaces, and blanks that say nothing."""
    part.tag = NAMESPACE.sub("", part.tag)
    part.attrib = {NAMESPACE.sub("", k): value for k, value in part.attrib.items()}
    part.tail = None
    if len(part):
        part.text = None


def _without(root: ElementTree.Element, tags: tuple[str, ...]) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in tags:
                parent.remove(child)


def _renamed(root: ElementTree.Element, prefix: str) -> None:
    """Begin every name with a prefix, and drop those that nothing refers to."""
    used = set()
    for part in root.iter():
        for name, value in part.attrib.items():
            if name == "href" and value.startswith("#"):
                used.add(value[1:])
                part.set(name, f"#{prefix}{value[1:]}")
            else:
                used.update(REFERRED.findall(value))
                part.set(name, REFERRED.sub(rf"url(#{prefix}\1)", value))
    for part in root.iter():
        own = part.attrib.pop("id", "")
        if own in used:
            part.set("id", prefix + own)


# --- links ------------------------------------------------------------------------


def _linked(
    root: ElementTree.Element, link: Callable[[str], Attributes | None]
) -> None:
    """Make the address of each artist a link, or nothing if it leads nowhere."""
    markers = [use for anchor in root.iter("a") for use in anchor.iter("use")]
    reaches = _reaches([_place(use) for use in markers])
    reach = {id(use): radius for use, radius in zip(markers, reaches, strict=True)}
    for anchor in list(root.iter("a")):
        attributes = link(anchor.get("href", "").removeprefix(STAT))
        if attributes is None:
            anchor.tag, anchor.attrib = "g", {}
            continue
        anchor.attrib = attributes
        anchor.extend([_hit(part, reach.get(id(part), FAR)) for part in anchor])


def _reaches(places: list[tuple[float, float]]) -> list[float]:
    """Return how far from each marker it can be pressed: not where another is nearer.

    Examples
    --------
    >>> _reaches([(0, 0), (6, 8), (6, 8), (90, 0)])
    [5.0, 2.0, 2.0, 9.0]
    """
    reaches = []
    for i, here in enumerate(places):
        others = places[:i] + places[i + 1 :]
        nearest = min((dist(here, one) for one in others), default=2 * FAR)
        reaches.append(min(max(nearest / 2, NEAR), FAR))
    return reaches


def _place(use: ElementTree.Element) -> tuple[float, float]:
    return float(use.get("x", "0")), float(use.get("y", "0"))


def _hit(part: ElementTree.Element, reach: float) -> ElementTree.Element:
    """Return what is pressed in the place of a part: as large or larger, not seen."""
    shape = part.get("d", "")
    if part.tag == "use":
        x, y = _place(part)
        return _element("circle", cx=x, cy=y, r=reach)
    style, numbers = part.get("style", ""), [*map(float, NUMBER.findall(shape))]
    if "fill: none" in style and "stroke: " in style and numbers:  # a straight line
        x, y = min(numbers[::2]) - BESIDE, min(numbers[1::2]) - BESIDE
        width, height = max(numbers[::2]) - x, max(numbers[1::2]) - y
        return _element("rect", x=x, y=y, width=width + BESIDE, height=height + BESIDE)
    return ElementTree.Element("path", {"class": "hit", "d": shape})


def _element(tag: str, **numbers: float) -> ElementTree.Element:
    written = {name: f"{number:g}" for name, number in numbers.items()}
    return ElementTree.Element(tag, {"class": "hit", **written})
