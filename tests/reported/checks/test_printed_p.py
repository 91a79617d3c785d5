"""A p in print agrees with its test, and says if it was adjusted, and by what."""

import pytest
from example_build import ENTRY, HTML, faults


def test_check_finds_a_printed_test_that_contradicts_itself(small):
    """In HTML by its page, in the PDF by the number of its page."""
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", "<p>t(20) = 2.09, p = .03</p>")
    small.print(["Sound.", "Then F(1, 20)\n= 4.35, p < .001 in all."])
    assert faults(small.root)["printed tests agree with their p"] == [
        "chapters/06-entry.html: the test gives a p of .049 to .050, got "
        "'t(20) = 2.09, p = .03'; show the result with {stat}, or correct what was "
        "typed",
        "thesis.pdf, page 2: the test gives a p of .050, got "
        "'F(1, 20) = 4.35, p < .001'; show the result with {stat}, or correct what was "
        "typed",
    ]


def test_check_takes_a_contrast_for_what_it_is(small):
    """The p of a Games-Howell contrast is not that of a t test, and says so."""
    contrast = "t(11.08) = 1.39, Games-Howell-adjusted p = .380"
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"<p>{contrast}</p></article>")
    assert not faults(small.root)
    for wrong, rule in (
        (contrast.replace("1.39", "1.40"), "no result has this adjusted p with this"),
        ("t(11.08) = 1.39, p = .380", "the test gives a p of .190 to .193"),
    ):
        small.edit(f"{HTML}/{ENTRY}.html", contrast, wrong)
        (fault,) = faults(small.root)["printed tests agree with their p"]
        assert rule in fault
        small.edit(f"{HTML}/{ENTRY}.html", wrong, contrast)


def adjusted(small):
    """Let the contrasts of a result be adjusted by Holm's method."""
    record = small.result("entry-mood")["record"]
    for part in record["contrasts"]:
        part.update(correction="Holm", p_adjusted=0.763)
    small.save()


def test_check_wants_an_adjusted_p_to_be_that_of_its_result(small):
    """By Holm's method only its lower limit follows from the test."""
    adjusted(small)
    printed = "t(11.08) = 1.39, Holm-adjusted p = .763"
    page = f"{HTML}/{ENTRY}.html"
    small.edit(page, "</article>", f"<p>{printed}</p></article>")
    names = ("printed tests agree with their p", SAYS)
    assert not set(names) & set(faults(small.root))
    below = "t(11.08) = 1.39, Holm-adjusted p = .191"
    for wrong, count in ((printed.replace(".763", ".764"), 1), (below, 1)):
        small.edit(page, printed, wrong)
        found = faults(small.root)
        assert [len(found[name]) for name in names] == [count, 1]
        small.edit(page, wrong, printed)


SAYS = "every p says if it was adjusted, and by what"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Mood had p = .03.", "this p has no test beside it, nor the word exact"),
        ("Mood had an adjusted p = .03.", "this p is adjusted, but it does not say by"),
        ("Mood had Holm-adjusted p = .03.", "no result has this adjusted p"),
    ],
)
def test_check_finds_a_p_that_does_not_say_what_it_is(small, words, rule):
    """On a page and in a card; on paper a page may part a test from its p."""
    card = f'<aside class="stat-card" hidden><p>{words}</p></aside>'
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"<p>{words}</p>{card}</article>")
    found = faults(small.root)[SAYS]
    assert [one.partition(": ")[0] for one in found] == [
        f"{ENTRY}.html",
        f"{ENTRY}.html, a card",
    ]
    assert all(rule in one for one in found)


def test_check_looks_for_the_words_before_a_bare_adjusted_number(small):
    """A field that holds an adjusted p prints the number alone."""
    adjusted(small)
    reference = "entry-mood.contrasts.prison-inpatient.p_adjusted"
    link = f'<a class="stat" data-reference="{reference}">.763</a>'
    page = f"{HTML}/{ENTRY}.html"
    said = f"<p>It fell. By Holm, the adjusted value was {link}.</p></article>"
    small.edit(page, "</article>", said)
    assert SAYS not in faults(small.root)
    for unsaid in (
        f"<p>By Holm, adjusted. The value was {link}.</p></article>",
        f"<p>The adjusted value was {link}.</p></article>",
        f"<p>By Holm, the value was {link}.</p></article>",
        f"<table><tr><td>By Holm, adjusted</td><td>{link}</td></tr></table></article>",
        f"<table><tr><td>By Holm, adjusted</td><th>{link}</th></tr></table></article>",
    ):
        small.edit(page, said, unsaid)
        (fault,) = faults(small.root)[SAYS]
        assert f"{reference} was adjusted; its clause does not say so" in fault
        small.edit(page, unsaid, said)
    drawn = f'<svg aria-label="A plot">{link}</svg>'
    small.edit(page, said, f"{drawn}</article>")  # in a figure its name says it
    assert SAYS not in faults(small.root)


@pytest.mark.parametrize(
    ("head", "note", "rule"),
    [
        ("Adjusted p", "Note. p adjusted for all pairs (Holm).", ""),
        ("Adjusted exact p", "Note. The family: Holm\u2019s method, 6 tests.", ""),
        ("p", "Note. p is not adjusted for the number of rows.", ""),
        ("p", "Note. Neither p nor intervals are adjusted for the number.", ""),
        ("Adjusted p", "Note. p adjusted for all pairs.", "names no method"),
        ("Adjusted p", "By Holm.", "names no method"),
        ("p", "Note. p is adjusted for all pairs (Holm).", "the head of its column"),
        (
            "Exact p",
            "Note. p and the interval of the difference are adjusted for all pairs "
            "(Games-Howell).",
            "the head of its column",
        ),
    ],
)
def test_check_reads_the_heads_of_columns_against_their_notes(small, head, note, rule):
    """A column of adjusted p says so in its head, and by what in the note."""
    table = (
        f"<div><table id='t'><thead><tr><th>Groups</th><th>{head}</th></tr></thead>"
        f"<tbody><tr><td>A</td><td>.03</td></tr></tbody></table></div><p>{note}</p>"
    )
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{table}</article>")
    found = faults(small.root).get(SAYS, [])
    assert len(found) == bool(rule)
    assert all(rule in one and f"{ENTRY}.html, t: " in one for one in found)
