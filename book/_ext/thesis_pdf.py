"""The thesis on paper: parts, lettered appendices, title page, tables that fit.

The order of the book is declared once, in ``_toc.yml``, and read from there:

- parts without numbers before the chapters are front matter (roman pages);
- numbered parts are chapters; with ``style: alphaupper`` they are appendices;
- parts without numbers after the chapters (the references) stay unnumbered.

The look of the page is ``_latex/thesis/thesis.cls``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging, texescape

logger = logging.getLogger(__name__)

LETTERS = "alphaupper"  # the style of a part in _toc.yml that makes it appendices

# Page, heading, number: such as (4, 1) or ("A", 1); None where there is none.
Numbers = dict[str, dict[str, Any]]

SETTINGS: dict[str, Any] = {
    "latex_engine": "xelatex",
    "latex_theme": "thesis",
    "latex_theme_path": ["_latex"],
    "latex_additional_files": ["_latex/thesis/thesis.cls"],
    "latex_table_style": ["booktabs"],
    "latex_domain_indices": False,
    "latex_use_xindy": False,
}

# The holes of Sphinx's LaTeX template that the class fills.
ELEMENTS = {
    "babel": r"\usepackage{babel}",
    "polyglossia": "",
    "fontpkg": r"\thesisfonts",
    "fncychap": "",
    "fvset": r"\fvset{fontsize=\footnotesize}",
    "figure_align": "htbp",
    "maketitle": r"\thesistitlepage",
    "tableofcontents": "",
    "makeindex": "",
    "printindex": "",
}


# --- Settings -------------------------------------------------------------------


def preamble(config: Config) -> str:
    """Return the LaTeX lines that carry the book's own words into the class."""
    words = {
        "title": config.html_title,
        "author": config.author,
        "degree": config.thesis_degree,
        "year": str(config.thesis_year),
        "datastatement": config.reported_statement,
    }
    lines = [
        rf"\renewcommand\thesis{name}{{{texescape.escape(text, 'xelatex')}}}"
        for name, text in words.items()
    ]
    language = config.language.replace("_", "-")
    lines.append(rf"\renewcommand\thesislanguage{{{language}}}")
    return "\n".join([*lines, r"\thesissetup"])


def configure(_app: Sphinx, config: Config) -> None:
    """Choose engine, class and template of the PDF; runs after other settings."""
    config.today = config.today or str(config.thesis_year)  # no day of a time zone
    texescape.init()
    for name, value in SETTINGS.items():
        setattr(config, name, value)
    own = {**ELEMENTS, **config.latex_elements}
    own["preamble"] = "\n".join([preamble(config), own.get("preamble", "")])
    config.latex_elements = own


# --- Lettered appendices --------------------------------------------------------


def letters_to_number(letters: str) -> int:
    """Return the place of an appendix: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def plain_numbers(section_numbers: Numbers) -> Numbers:
    """Return the section numbers of all pages with appendices counted on.

    Parameters
    ----------
    section_numbers : dict of dict of tuple
        For each page and each heading its number.

    Returns
    -------
    dict of dict of tuple
        The same, with ("A", 1) turned into (12, 1) when there are 11 chapters.
    """
    pages = section_numbers.values()
    firsts = [number[0] for page in pages for number in page.values() if number]
    chapters = max((first for first in firsts if isinstance(first, int)), default=0)

    def plain(number: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        if number and isinstance(number[0], str):
            return (chapters + letters_to_number(number[0]), *number[1:])
        return number

    return {
        page: {heading: plain(number) for heading, number in numbers.items()}
        for page, numbers in section_numbers.items()
    }


def forget_letters(_app: Sphinx, env: BuildEnvironment, *_: Any) -> list[str]:
    """Put the numbers of the last build back as they were before lettering.

    The table of contents compares new numbers with old ones before it letters
    the new; letters left in the old ones would make every appendix look changed
    at each build.
    """
    env.toc_secnumbers = plain_numbers(env.toc_secnumbers)
    return []


# --- Parts ----------------------------------------------------------------------


def part_commands(parts: Sequence[nodes.Element]) -> Iterator[tuple[str, str]]:
    """Yield the first page of each kind of part and the LaTeX command for it.

    Parameters
    ----------
    parts : sequence of toctree nodes
        The parts of the book, in order.
    """
    last = ""
    chapters_seen = False
    for part in parts:
        command = _part_command(part, chapters_seen=chapters_seen)
        chapters_seen = chapters_seen or bool(part.get("numbered"))
        if command != last and part["includefiles"]:
            yield part["includefiles"][0], command
            last = command


def _part_command(part: nodes.Element, *, chapters_seen: bool) -> str:
    style = part.get("style") or ""
    first_style = style if isinstance(style, str) else style[0]
    depth = part.get("numbered")
    if depth:
        command = r"\appendix" if first_style == LETTERS else r"\mainmatter"
        # The depth of numbered headings in LaTeX: 0 chapters, 1 sections, ...
        return rf"{command}\setcounter{{secnumdepth}}{{{min(depth, 5) - 1}}}"
    return r"\backmatter" if chapters_seen else r"\frontmatter"


class ThesisParts(SphinxPostTransform):
    """Mark where parts begin, place the contents, drop the web site's front page."""

    default_priority = 760
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Change the assembled book."""
        pages = {
            page["docname"]: page
            for page in self.document.findall(addnodes.start_of_file)
        }
        if not pages:
            return
        self._drop_front_page()
        root = self.env.get_doctree(self.config.root_doc)
        commands = list(part_commands(list(root.findall(addnodes.toctree))))
        self._place_contents(pages, commands)
        for docname, command in commands:
            _insert_before(pages[docname], command)
        # Inside the commands: what they set would end with the environment.
        for docname in self.config.thesis_on_one_page:
            if docname in pages:
                _insert_before(pages[docname], r"\begin{thesisonepage}")
                _insert_before(pages[docname], r"\end{thesisonepage}", after=1)

    def _drop_front_page(self) -> None:
        """Remove the text of the root page: the title page stands in its place."""
        section = next(self.document.findall(nodes.section))
        for node in list(section.children):
            if isinstance(node, nodes.title):
                continue
            if not any(True for _ in node.findall(addnodes.start_of_file)):
                section.remove(node)

    def _place_contents(
        self, pages: dict[str, nodes.Element], commands: list[tuple[str, str]]
    ) -> None:
        """Put the contents before the page that the settings name."""
        chosen = self.config.thesis_contents_before or next(
            (page for page, command in commands if command.startswith(r"\mainmatter")),
            "",
        )
        if chosen not in pages:
            raise ConfigError(
                f"_config.yml, thesis_contents_before: no page {chosen!r} in the "
                f"table of contents; name one of {sorted(pages)[:5]} or leave it out"
            )
        _insert_before(pages[chosen], r"\thesiscontents")


def _insert_before(page: nodes.Element, command: str, *, after: int = 0) -> None:
    """Insert a command before a page, or so many nodes further on."""
    parent = page.parent
    raw = nodes.raw("", f"\n{command}\n", format="latex")
    parent.insert(parent.index(page) + after, raw)


# --- Code cells -----------------------------------------------------------------


class HiddenInput(SphinxPostTransform):
    """Leave out the code that a reader of the web page may unfold."""

    default_priority = 199
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Remove the source of cells tagged hide-input or hide-cell."""
        for cell in list(self.document.findall(nodes.container)):
            mode = cell.get("hide_mode") or ""
            if mode == "all" or "input" in mode:
                for part in list(cell.children):
                    if part.get("nb_element") == "cell_code_source":
                        cell.remove(part)


# --- Pictures -------------------------------------------------------------------


class SpokenPictures(SphinxPostTransform):
    """Keep the words that say what a picture shows in the PDF, as on the web."""

    default_priority = 771
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Put the alternative text of each picture around it."""
        for image in list(self.document.findall(nodes.image)):
            words = texescape.escape(image.get("alt", ""), "xelatex")
            if words:
                parent, at = image.parent, image.parent.index(image)
                parent.insert(at + 1, nodes.raw("", "}", format="latex"))
                start = rf"\thesisspoken{{{words}}}{{"
                parent.insert(at, nodes.raw("", start, format="latex"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the settings and the steps above."""
    app.add_config_value("thesis_on_one_page", [], "", list)
    app.add_config_value("thesis_degree", "", "", str)
    app.add_config_value("thesis_year", "", "", (str, int))
    app.add_config_value("thesis_contents_before", "", "", str)
    app.setup_extension("reported.sphinx.statement")
    app.connect("config-inited", configure, priority=950)
    app.connect("env-get-outdated", forget_letters)
    app.add_post_transform(ThesisParts)
    app.add_post_transform(HiddenInput)
    app.add_post_transform(SpokenPictures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
