"""The stages of a build: what they say, and what they leave when they fail."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from example_editions import edition, shown, written
from example_paper import NEEDS_TEX
from pypdf import PdfReader

from thesis import building, replacing
from thesis.building import BuildError, build, missing_tex, typeset
from thesis.places import HTML
from thesis.whole import amiss

ROOT = Path(__file__).parents[2]


def test_missing_tex_names_the_packages_of_apt_txt(monkeypatch, tmp_path):
    """Where no TeX is found, every package that the PDF needs is named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing_tex(ROOT)[:2] == ["texlive-xetex", "texlive-fonts-recommended"]
    assert "latexmk" in missing_tex(ROOT)
    assert not any("#" in package for package in missing_tex(ROOT))


def test_without_tex_the_command_says_what_to_install(monkeypatch, tmp_path, capsys):
    """Exit code 3, and the line that installs the packages; nothing is typeset."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert building.build(ROOT, html=False, pdf=True) == building.MISSING_TEX
    said = capsys.readouterr()
    assert "PDF:" not in said.out
    assert "sudo apt-get install -y --no-install-recommends texlive-xetex" in said.err


def test_faults_of_the_book_are_shown_without_tracebacks():
    """What the gate found is repeated; everything before and after is left out."""
    lines = [
        "reading sources... [ 50%] chapters/06-entry",
        "The book was not built:",
        "2 faults, no page was changed; mend them and build again:",
        "  book/a.md:12: the cell that starts here failed: DataError: mood: one value",
        "    age: one value",
        "  book/index.md:7: entry-agge: no result is published",
        "",
        "Traceback (most recent call last):",
    ]
    assert building._book_faults(lines) == "\n".join(lines[1:6])


@pytest.mark.parametrize(
    "said",
    [
        [],
        ["187 claims, all hold"],
        ["2 claims", "  1 not supported by these data:", "    mood-low (entry)"],
    ],
)
def test_what_the_book_says_last_is_found_in_what_jupyter_book_says(said):
    """Nothing before it, and nothing that another program says below."""
    before = ["reading sources... [ 50%] entry", "build succeeded.", "  the HTML", ""]
    assert building.closing([*before, *said, "[IPKernelApp] WARNING"]) == said


def test_an_unknown_failure_shows_the_last_words():
    """Nothing is hidden when the fault is of a kind that nobody thought of."""
    said = building._book_faults([f"line {i}" for i in range(40)])
    assert said.startswith("The book was not built; it ended so:\nline 15\n")
    assert said.endswith("line 39")


@NEEDS_TEX
def test_a_pdf_that_cannot_be_typeset_leaves_the_last_good_one(tmp_path):
    """The message is TeX's own, with its line; the old file is as it was."""
    folder = tmp_path / "book" / "_build" / "latex"
    folder.mkdir(parents=True)
    (folder / "thesis.pdf").write_bytes(b"the last good one")
    source = (
        "\\documentclass{article}\\begin{document}\n\\nosuchmacro\n\\end{document}\n"
    )
    (folder / "thesis.tex").write_text(source, "utf-8")
    with pytest.raises(BuildError) as error:
        typeset(folder)
    assert str(error.value) == (
        "The PDF could not be typeset.\n"
        "! Undefined control sequence.\n"
        "l.2 \\nosuchmacro"
    )
    assert (folder / "thesis.pdf").read_bytes() == b"the last good one"


@pytest.mark.slow
@NEEDS_TEX
def test_the_examiners_copy_is_the_same_text_with_room_to_write(tmp_path):
    """Numbers of lines, more pages, and the thesis itself stays as it was."""
    folder = tmp_path / "book" / "_build" / "latex"
    folder.mkdir(parents=True)
    (folder / "thesis.pdf").write_bytes(b"the thesis")
    latex = Path(building.__file__).parents[1] / "book" / "_latex" / "thesis"
    shutil.copyfile(latex / "thesis.cls", folder / "thesis.cls")
    text = "All that is said here is said at some length. " * 150
    source = (
        "\\newcommand\\sphinxdocclass{book}\\documentclass[a4paper,12pt]{thesis}"
        "\\usepackage{geometry,fancyhdr,titlesec,hyperref,fancyvrb,longtable}"
        "\\newcommand\\sphinxsetup[1]{}\\newcommand\\sphinxattablestart{}"
        "\\newcommand\\sphinxatlongtablestart{}\\newcommand\\sphinxtablecontinued[1]{}"
        "\\newcommand\\sphinxstyletheadfamily{}"
        f"\\thesissetup\\begin{{document}}\\chapter{{One}}\n{text}\n\\end{{document}}\n"
    )
    (folder / "thesis.tex").write_text(source, "utf-8")
    typeset(folder, copy=building.EXAMINER)
    assert (folder / "thesis.pdf").read_bytes() == b"the thesis"
    made = BytesIO((folder / "thesis-examiner.pdf").read_bytes())
    copied = PdfReader(made).pages
    typeset(folder)  # without a copy, an older one would be behind the thesis
    assert not (folder / "thesis-examiner.pdf").exists()
    plain = PdfReader(folder / "thesis.pdf").pages
    assert len(copied) > len(plain)
    ends = re.findall(r"[a-z](\d+)$", copied[0].extract_text(), re.MULTILINE)
    assert ends[:3] == ["2", "3", "4"]  # beside the heading the first, and so on
    assert not re.search(r"[a-z]\d+$", plain[0].extract_text(), re.MULTILINE)
    assert "Examiner's copy" in copied[0].extract_text().replace("\u2019", "'")
    assert "Examiner" not in plain[0].extract_text()


@NEEDS_TEX
def test_a_pdf_that_refers_to_nothing_is_refused(tmp_path):
    """A question mark in print is a fault, not a warning."""
    folder = tmp_path / "book" / "_build" / "latex"
    folder.mkdir(parents=True)
    source = (
        "\\documentclass{article}\\begin{document}See \\ref{nowhere}.\\end{document}\n"
    )
    (folder / "thesis.tex").write_text(source, "utf-8")
    with pytest.raises(BuildError, match="Reference `nowhere' on page 1 undefined"):
        typeset(folder)
    assert not (folder / "thesis.pdf").exists()


def test_a_build_that_fails_leaves_the_last_one(tmp_path, monkeypatch):
    """Whatever went wrong, and whenever: pages and paper stay as they were."""
    edition(tmp_path, "old", "old")
    monkeypatch.setattr("thesis.building._check_data", lambda _root: None)
    monkeypatch.setattr("thesis.building.missing_tex", lambda _root: [])

    def half(_root: Path, output: Path, *_: object) -> None:
        written(output, **{"index.html": "half"})
        if output.name == "latex.new":
            raise KeyboardInterrupt

    monkeypatch.setattr("thesis.building._jupyter_book", half)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, html=True, pdf=True)
    assert shown(tmp_path) == ("old", "old")
    assert not amiss((tmp_path / HTML).parent)
    left = {p.name for p in (tmp_path / "book/_build").iterdir()}
    assert left == {"html", "latex", replacing.LOCK.name}
