"""Web and paper show the numbers of the register, in the same sentences."""

from example_build import ABSTRACT, ENTRY, HTML, MOOD, faults, statistics


def test_check_finds_a_pdf_from_older_numbers(small):
    """One value of the data has changed, and only the HTML was built again."""
    older = small.root / "book/_build/latex/thesis.pdf"
    kept = older.read_bytes()
    small.statistics = statistics({**MOOD, "prison": [31, *MOOD["prison"][1:]]})
    small.write()
    assert not faults(small.root)
    older.write_bytes(kept)
    what = "does not stand so in the PDF, which is older or newer"
    assert faults(small.root)["HTML and PDF show the same values"] == [
        f"book/chapters/06-entry.md:4: entry-mood {what}, got "
        "'F(2, 11.81) = 1.68, p = .228, ω² = .06, 95% CI [.00, .40]'; build "
        "the book again",
        f"book/chapters/06-entry.md:6: entry-mood-change {what}, got "
        "'mean change = −3.10 points, 95% CI [−4.25, −1.94], t(20) = −5.61, p < .001, "
        "gz = −1.18, 95% CI [−1.…'; build the book again",
        f"chapters/06-entry.html: entry-mood {what}, got "
        "'F(2, 11.81) = 1.68, p = .228, ω² = .06, 95% CI [.00, .40]'; build "
        "the book again",
        f"chapters/06-entry.html: entry-mood.groups.prison.mean {what}, got '28.29'; "
        "build the book again",
        f"chapters/06-entry.html: entry-mood-change {what}, got "
        "'mean change = −3.10 points, 95% CI [−4.25, −1.94], t(20) = −5.61, p < .001, "
        "gz = −1.18, 95% CI [−1.…'; build the book again",
        f"front/abstract.html: entry-mood.groups.prison.mean {what}, got '28.29'; "
        "build the book again",
    ]


def test_check_finds_a_number_that_stands_in_the_pdf_but_not_in_its_sentence(small):
    """A short number occurs somewhere in every PDF; its neighbours tell."""
    reported = "\n".join(r["reported"] for r in small.statistics["results"])
    abstract = small.text_of(ABSTRACT).replace("28.14", "28.41")
    small.print([abstract, small.text_of(ENTRY), reported])
    assert faults(small.root) == {
        "HTML and PDF show the same values": [
            "front/abstract.html: entry-mood.groups.prison.mean does not stand so in "
            "the PDF, which is older or newer, got '28.14'; build the book again"
        ]
    }


def test_check_reads_a_value_that_a_page_of_the_pdf_divides(small):
    """Page number and foot stand between the parts, and do not count."""
    reported = "\n".join(r["reported"] for r in small.statistics["results"])
    first, second = small.text_of(ENTRY).split("95% CI", 1)
    small.print([small.text_of(ABSTRACT), f"{first} 95%", f"CI {second}", reported])
    assert not faults(small.root)


def test_check_needs_the_pdf(small):
    """A check that could not be made has not been passed."""
    (small.root / "book/_build/latex/thesis.pdf").unlink()
    assert faults(small.root) == {
        "HTML and PDF show the same values": [
            "book/_build/latex/thesis.pdf: there is no PDF to compare with; build "
            "the PDF too"
        ]
    }


def test_check_finds_numbers_of_the_html_that_are_not_those_of_the_register(small):
    """Another value, a hole, an unknown result, and a number that is not shown."""
    page = f"{HTML}/{ENTRY}.html"
    small.edit(page, ">28.14<", "><")
    small.edit(page, ">F(2, 11.83)", ">F(2, 11.84)")
    small.edit(page, "entry-mood-change", "entry-mood-chance")
    small.edit(page, 'data-reference="entry-mood-change', 'data-reference="entry-anger')
    whole = small.result("entry-mood")["reported"]
    change = small.result("entry-mood-change")["reported"]
    lines = faults(small.root)["HTML and PDF show the same values"]
    assert [line for line in lines if "in the PDF" not in line] == [
        f"chapters/06-entry.html: entry-mood: the register says {whole}, got "
        f"'{whole.replace('.83', '.84')}'; build the book again",
        "chapters/06-entry.html: entry-mood.groups.prison.mean is a hole in its "
        "sentence; refer to a value",
        "chapters/06-entry.html: entry-anger is not in the register, got "
        f"'{change[:99]}…'; publish it",
        f"chapters/06-entry.html: entry-mood is not shown as the register says, got "
        f"'{whole}'; build the book again",
        "chapters/06-entry.html: entry-mood.groups.prison.mean is not shown as the "
        "register says, got '28.14'; build the book again",
        "chapters/06-entry.html: entry-mood-change is not shown as the register says, "
        f"got '{change[:99]}…'; build the book again",
    ]


def test_check_finds_a_number_of_a_figure_that_is_not_that_of_the_register(small):
    """It is said where it is drawn; paper has the picture, and not its words."""
    reference = "entry-mood.groups.inpatient.mean"
    use = {"page": ENTRY, "reference": reference, "words": "28.29", "figure": "a"}
    small.result("entry-mood")["shown"].append(use)
    small.save()
    page = f"{HTML}/{ENTRY}.html"
    words = "Mean of mood, inpatient: n = 7"
    link = (
        '<figure id="a"><svg aria-label="A plot"><a class="stat" '
        f'data-reference="{reference}" '
        f'data-words="{words}" aria-label="{words}: 28.29"><text>Inpatient</text></a>'
        "</svg></figure>"
    )
    small.edit(page, "</article>", f"{link}</article>")
    assert faults(small.root) == {}
    small.edit(page, ": 28.29", ": 29.28")
    assert faults(small.root)["HTML and PDF show the same values"] == [
        f"chapters/06-entry.html: {reference}: the register says 28.29, got '29.28'; "
        "build the book again",
        f"chapters/06-entry.html: {reference} is not shown as the register says, got "
        "'28.29'; build the book again",
    ]


def test_a_number_may_go_on_overleaf_below_a_float(small):
    """Its parts stand at the end of a line and at the start of another; no less."""
    first, second = small.text_of(ABSTRACT), small.text_of(ENTRY)
    registered = "\n".join(r["reported"] for r in small.statistics["results"])
    cut = second.index("points")
    begun, rest = second[: cut - 3], second[cut - 3 :]
    overleaf = f"{begun}\nTable 1: below the text", f"Table 2: above it\n{rest}"
    small.print([first, *overleaf, registered])
    assert faults(small.root) == {}
    apart = ["Table 2: on a page of its own", f"Table 3\n{rest}", registered]
    small.print([first, f"{begun}\nTable 1: below the text", *apart])
    assert faults(small.root) == {}
    small.print([first, f"{begun}\nTable 1: below the text", "Table 2", registered])
    told = faults(small.root)["HTML and PDF show the same values"]
    lost = "entry-mood.groups.prison.mean does not stand so in the PDF"
    assert any(line.startswith(f"chapters/06-entry.html: {lost}") for line in told)


def test_numbers_of_the_front_page_are_not_sought_on_paper(small):
    """The title page stands in its place."""
    words = small.result("entry-low")["shown"][0]["words"]
    use = {"page": "index", "reference": "entry-low", "words": words}
    small.result("entry-low")["shown"].append(use)
    small.save()
    link = small.link("entry-low", "index")
    small.page("index", f"<p>Of all, {link} were low, which only the web says.</p>")
    assert "HTML and PDF show the same values" not in faults(small.root)
