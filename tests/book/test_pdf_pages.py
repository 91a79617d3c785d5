"""The printed pages: what a university asks of their form, and what they look like.

The pictures in tests/page_pictures are of a small book; make them anew with
``UPDATE_PICTURES=1`` when the look of the page is meant to change, and look at them.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from example_paper import NEEDS_TEX, sphinx, write_book
from PIL import Image
from pypdf import PdfReader

from reported.built import bodies
from thesis.building import EXAMINER, typeset
from thesis.places import PDF

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parents[1] / "page_pictures"
A4 = (595.3, 841.9)  # points
LOOKED_AT = {"title": 1, "contents": 3, "chapter": 7, "references": 9, "table": 10}
SAME = 0.004  # mean difference of grey, of 1; most of a page is white


@pytest.fixture(scope="module")
def reader(built: Path, pdf_pages: list[str]) -> PdfReader:
    """Return the PDF of the whole thesis."""
    assert pdf_pages
    return PdfReader(ROOT / PDF)


def starts(reader: PdfReader) -> dict[str, int]:
    """Return the page on which each part of the first level begins, from 0."""
    return {
        str(entry.title): reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }


def test_every_page_is_a4_and_there_are_as_many_as_a_thesis_has(reader):
    """Upright, and neither a leaflet nor two volumes."""
    sizes = {
        tuple(round(float(x), 1) for x in page.mediabox[2:]) for page in reader.pages
    }
    assert sizes == {A4}
    assert 200 < len(reader.pages) < 400


def test_every_typeface_is_embedded(reader):
    """So that it prints alike everywhere."""
    done = subprocess.run(
        ["pdffonts", ROOT / PDF], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert len(rows) > 5
    assert [row for row in rows if row[-5] != "yes"] == []


def test_the_abstract_stands_on_one_page(reader):
    """What follows it begins on the next."""
    begins = starts(reader)
    names = list(begins)
    following = names[names.index("Abstract") + 1]
    assert begins[following] == begins["Abstract"] + 1


def test_pages_are_numbered_roman_then_arabic(reader):
    """The first chapter begins on page 1."""
    begins = starts(reader)
    first = next(page for name, page in begins.items() if name.startswith("1 "))
    labels = reader.page_labels
    assert labels[first] == "1"
    assert labels[first - 1] not in ("", "0")
    assert re.fullmatch("[ivxl]+", labels[begins["Abstract"]])


def test_every_head_names_the_part_in_which_its_page_stands(reader, pdf_pages):
    """Front matter and references by title only, chapters and appendices by number."""
    begins = sorted((page, name) for name, page in starts(reader).items())
    ends = [page for page, _ in begins[1:]] + [len(pdf_pages)]
    looked_at = Counter()
    for (first, name), end in zip(begins, ends, strict=True):
        kind, head = head_of(name)
        for text in pdf_pages[first + 1 : end]:
            words = re.sub(r"\s+", " ", text[: len(head) + 10])
            # The contents follow the acknowledgements, and are not in the outline.
            expected = ("Contents", head) if kind == "title" else head
            assert words.startswith(expected), (name, words)
            looked_at[kind] += 1
    assert looked_at["chapter"] > 100
    assert looked_at["appendix"] > 50
    assert looked_at["title"] > 5
    assert not [text for text in pdf_pages if re.search(r"Chapter\s+0\b", text)]


def head_of(name: str) -> tuple[str, str]:
    """Return what kind of part an entry of the outline is, and its running head."""
    number, _, title = name.partition(" ")
    if number.isdecimal():
        return "chapter", f"Chapter {number}. {title}"
    if re.fullmatch("[A-Z]", number):
        return "appendix", f"Appendix {number}. {title}"
    return "title", name


@pytest.mark.parametrize(
    ("listed", "following", "least"),
    [
        ("List of tables", "List of figures", 90),
        ("List of figures", "Abbreviations", 17),
    ],
)
def test_tables_and_figures_come_in_the_order_of_their_numbers(
    reader, pdf_pages, listed, following, least
):
    """One by one in each chapter, without a gap: no float passes another."""
    begins = starts(reader)
    text = "\n".join(pdf_pages[begins[listed] : begins[following]])
    found = re.findall(r"^([A-Z]|\d+)\.(\d+)(?=\D)", text, re.MULTILINE)
    assert len(found) >= least
    by_chapter: dict[str, list[int]] = {}
    for chapter, number in found:
        by_chapter.setdefault(chapter, []).append(int(number))
    for chapter, numbers in by_chapter.items():
        assert numbers == list(range(1, len(numbers) + 1)), chapter


def test_pictures_carry_their_words(reader):
    """As many as the book has figures."""
    said = 0
    for page in reader.pages:
        contents = page.get_contents()
        data = b"" if contents is None else contents.get_data()
        said += len(re.findall(rb"/Alt\s?[(<]", data))
    assert said >= 17


def test_no_heading_is_left_alone_at_the_foot_of_a_page(reader, pdf_pages):
    """Something of its section stands below it."""
    first = next(n for name, n in starts(reader).items() if name.startswith("1 "))
    assert headings_at_foot(pdf_pages[first:]) == []
    added = ["6.1 Pressure", "6.2.1 Mood", "6.3 Attributions"]
    pages = zip(pdf_pages[first : first + 3], added, strict=True)
    assert headings_at_foot(["\n".join(both) for both in pages]) == added


def headings_at_foot(pages: list[str]) -> list[str]:
    """Return the last lines of pages, without their feet, that are headings."""
    lasts = [next(filter(str.strip, reversed(lines)), "") for lines in bodies(pages)]
    return [
        line for line in lasts if re.match(r"(\d+|[A-Z])(\.\d+){1,2}\s+[A-Z]", line)
    ]


@NEEDS_TEX
@pytest.mark.book
def test_key_pages_look_as_they_did(tmp_path):
    """Title, contents, a chapter, a table: grey by grey, with some tolerance."""
    write_book(tmp_path)
    done = sphinx(tmp_path, "latex")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "book" / "_build" / "latex"
    shutil.copytree(tmp_path / "latex", folder)
    typeset(folder)
    typeset(folder, copy=EXAMINER)
    found = {name: picture(folder / PDF.name, n) for name, n in LOOKED_AT.items()}
    found["examiner"] = picture(folder / EXAMINER, LOOKED_AT["chapter"])
    if os.environ.get("UPDATE_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        for name, image in found.items():
            image.save(PICTURES / f"{name}.png", optimize=True)
    far = {name: difference(image, name) for name, image in found.items()}
    assert {name: value for name, value in far.items() if value > SAME} == {}
    assert difference(found["title"], "contents") > SAME  # others are told apart
    assert difference(found["chapter"], "examiner") > SAME


def picture(pdf: Path, page: int) -> Image.Image:
    """Return one page as a small grey picture."""
    command = ["pdftoppm", "-r", "50", "-gray", "-f", str(page), "-l", str(page)]
    target = pdf.with_name(f"{pdf.stem}-{page}")
    subprocess.run([*command, "-png", "-singlefile", pdf, target], check=True)
    return Image.open(target.with_suffix(".png")).convert("L")


def difference(image: Image.Image, name: str) -> float:
    """Return the mean difference of grey from a picture that was kept, of 1."""
    kept = Image.open(PICTURES / f"{name}.png")
    assert image.size == kept.size
    return float(
        np.abs(np.asarray(image, float) - np.asarray(kept, float)).mean() / 255
    )
