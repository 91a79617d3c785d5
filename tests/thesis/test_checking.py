"""The checks pass on a sound thesis, and name the place of everything that is not."""

from example_build import LOOKED_AT, faults

from thesis.checking import check


def test_check_passes_on_a_sound_thesis(small):
    """Every check, each saying how much it looked at."""
    found = check(small.root)
    assert [(c.name, c.looked_at, c.findings) for c in found] == [
        (
            "one build made all of this and came to its end",
            "4 files by .whole.json, 0 terms of the search, the PDF",
            (),
        ),
        (
            "p follows from the test",
            "9 p values; 2 without a known distribution: Shapiro-Wilk test 2",
            (),
        ),
        ("printed tests agree with their p", "2 in HTML, 0 in cards, 4 in PDF", ()),
        (
            "every p says if it was adjusted, and by what",
            "2 p in HTML (test 2), 0 columns of p in tables",
            (),
        ),
        ("HTML and PDF show the same values", "5 numbers, 3 results", ()),
        (
            "the register says where each number is used",
            "5 uses, in the text and in 0 tables and figures",
            (),
        ),
        (
            "tables say the same on the web, as CSV and on paper",
            "0 tables: 0 cells on the web, 0 as CSV, 0 on paper; 0 numbers with "
            "decimals in the records of their page",
            (),
        ),
        ("no statistic is typed in prose", LOOKED_AT, ()),
        (
            "what is true of simulated data only is marked so",
            "2 pages, 0 stand-in texts, 0 exceptions",
            (),
        ),
        ("no unused result", "3 results, 1 claim", ()),
        ("images have alternative text", "0 images", ()),
        ("links inside the HTML lead somewhere", "1 link", ()),
        ("citations and references are resolved", "3 pages of HTML, 3 of PDF", ()),
        ("every work is cited, every citation has its work", "1 work, 1 cited", ()),
        ("nothing runs off the printed page", "3 pages of PDF", ()),
        ("works are cited in one form", "1 citation", ()),
        ("words are spelled as in British English", "25 different words", ()),
        ("no word stands twice in a row", "2 pages", ()),
        ("wordings are those of the house", "2 pages, 1 wording to avoid", ()),
        (
            "abbreviations are listed and written out at first use",
            "0 abbreviations in the chapters, 0 listed",
            (),
        ),
        ("claims hold", "1 claim", ()),
        (
            "sentences that interpret results are counted",
            "5 sentences with results, 1 interpret: 1 in claims, 0 excepted, 0 listed",
            (),
        ),
        ("ids are unique", "statistics.json: 4 ids", ()),
        ("means are possible (GRIM)", "5 means of whole numbers", ()),
        (
            "every result accounts for its rows",
            "3 results, 0 of them in the data; 0 without rows of their own",
            (),
        ),
        (
            "groups of one to four people are counted",
            "nothing, since the data are not a study's own",
            (),
        ),
        (
            "no names or identifying numbers",
            "8 files, 3 pages of PDF for numbers alone, no list of names is set "
            "(THESIS_NAMES)",
            (),
        ),
    ]


def test_check_finds_an_impossible_mean(small):
    """Seven whole numbers cannot have this mean."""
    small.result("entry-mood")["record"]["groups"][2]["mean"] = 25.35
    small.save()
    assert faults(small.root)["means are possible (GRIM)"] == [
        "book/chapters/06-entry.md:4: entry-mood.groups[2] cannot be the mean of 7 "
        "values, each of whole numbers, got '25.35'; check n and the scoring key"
    ]


def test_check_leaves_out_means_of_answers_that_may_be_missing(small):
    """Confidence averages five or six answers, so that its mean can be anything."""
    record = small.result("entry-mood")["record"]
    record["groups"][2]["mean"] = 25.35
    record["data"]["variables"] = ["setting", "confidence_entry"]
    small.save()
    assert not faults(small.root)
    record["data"]["variables"] = ["setting", "formal_pressure_entry"]
    record["groups"][2]["mean"] = 25.33  # 532 / (7 * 3)
    small.save()
    assert not faults(small.root)


def test_check_finds_typed_statistics_with_file_and_line(small):
    """A typed p and a count; a cited number, a result and an exception are allowed."""
    small.edit("book/chapters/06-entry.md", "Its change", "Mood: p = .03.\nIts change")
    small.edit("book/front/abstract.md", " at entry", " in 21 men")
    hint = (
        "show it with {stat}, cite its source in this clause, or see "
        "thesis/typed_numbers.yaml"
    )
    assert faults(small.root) == {
        "no statistic is typed in prose": [
            f"book/chapters/06-entry.md:6: a statistic is typed, got 'p = .03'; {hint}",
            f"book/front/abstract.md:3: a number is typed, got '21 men'; {hint}",
        ]
    }
    small.source(
        "thesis/typed_numbers.yaml",
        "constants: []\nexceptions:\n"
        "- {phrase: 'Mood: p = .03', reason: a test}\n"
        "- {phrase: in 21 men, reason: a test}\n",
    )
    assert not faults(small.root)


def test_a_pdf_made_from_other_data_is_told_by_its_statement(small):
    """Beside pages of a study's own."""
    data = small.statistics["thesis"]["data"]
    data |= {"kind": "study", "statement": "Confidential study data"}
    small.save()
    assert (
        "book/_build/latex/thesis.pdf: the statement of the data does not stand so in "
        "the PDF, which is older or newer, got 'Confidential study data'; build "
        "the book again"
    ) in faults(small.root)["HTML and PDF show the same values"]
