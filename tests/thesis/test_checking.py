"""The checks pass on a sound thesis, and name the place of everything that is not."""

import json
from types import SimpleNamespace

import pytest
from example_build import ABSTRACT, ENTRY, MOOD, SmallBuild, statistics

from reported.built import squeezed
from reported.checks.p_values import p_values
from reported.findings import Check, Finding, NothingBuiltError, as_json, listing
from thesis import cli
from thesis.checking import CHECKS, check

HTML = "book/_build/html"
LOOKED_AT = (
    "2 pages, 9 clauses, 0 numbers, of them 0 beside a citation, "
    "0 constants held against the data, 0 exceptions"
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return a small thesis, built once; it is copied and never changed."""
    return SmallBuild(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def small(sound, tmp_path, monkeypatch):
    """Return a small thesis, built and sound, to be spoilt; no list of names is set."""
    monkeypatch.delenv("THESIS_NAMES", raising=False)
    return sound.copied_to(tmp_path)


def faults(root):
    """Return every fault of a thesis as its line, under the name of its check."""
    return {
        found.name: [str(finding) for finding in found.findings]
        for found in check(root)
        if found.findings
    }


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
            "tables say the same on the web, as CSV and on paper",
            "0 tables: 0 cells on the web, 0 as CSV, 0 on paper; 0 numbers with "
            "decimals in the records of their page",
            (),
        ),
        ("means are possible (GRIM)", "5 means of whole numbers", ()),
        (
            "every result accounts for its rows",
            "3 results, 0 of them in the data; 0 without rows of their own",
            (),
        ),
        ("no statistic is typed in prose", LOOKED_AT, ()),
        ("the text says whose data these are", "10 lines, data of kind simulated", ()),
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
        (
            "no names or identifying numbers",
            "8 files, 3 pages of PDF for numbers alone, no list of names is set "
            "(THESIS_NAMES)",
            (),
        ),
    ]


def test_check_finds_a_p_value_that_does_not_follow(small):
    """The record is recomputed in full precision, also its contrasts."""
    record = small.result("entry-mood")["record"]
    record["p_value"] *= 1 + 3e-6
    record["contrasts"][1]["p_adjusted"] = 0.5
    record["contrasts"][2]["p_value"] = 0.5
    small.save()
    # R 4.2.2: pf(1.6325019887154093, 2, 11.831092794214925, lower.tail = FALSE),
    # ptukey(1.3867504905630728 * sqrt(2), 3, 11.078183680437007, lower.tail = FALSE),
    # 2 * pt(-abs(t), df) of the last contrast
    assert faults(small.root)["p follows from the test"] == [
        "book/chapters/06-entry.md:4: entry-mood.p_value does not follow from "
        "F(2, 11.83) = 1.63, which gives p = 0.23653733, got '0.23653804'; "
        "build again, or mend welch_anova",
        "book/chapters/06-entry.md:4: entry-mood.contrasts[2].p_value does not follow "
        "from t(11.99) = 1.70, which gives p = 0.11498026, got '0.5'; "
        "build again, or mend welch_anova",
        "book/chapters/06-entry.md:4: entry-mood.contrasts[1].p_adjusted does not "
        "follow from t(11.08) = 1.39, which gives p = 0.38036563, got '0.5'; "
        "build again, or mend welch_anova",
    ]


def test_check_finds_changed_degrees_of_freedom(small):
    """A p value of other degrees of freedom is not that of the test."""
    small.result("entry-mood-change")["record"]["dof"] = 19.0
    small.save()
    # R 4.2.2: 2 * pt(-5.632703005205311, 19)
    assert faults(small.root)["p follows from the test"] == [
        "book/chapters/06-entry.md:6: entry-mood-change.p_value does not follow from "
        "t(19) = −5.63, which gives p = 1.9744283e-05, got '1.6349965e-05'; "
        "build again, or mend welch_anova",
    ]


def test_check_leaves_out_what_has_no_known_distribution(small):
    """They are counted by their kind, so that nobody takes them for checked."""
    before = check(small.root)[1].looked_at
    record = small.result("entry-mood")["record"]
    record["statistic_name"] = "U"
    for contrast in record["contrasts"]:
        contrast["correction"] = "Scheffé"
    small.save()
    after = check(small.root)[1]
    whole = "Welch analysis of variance"
    assert recomputed(before) - recomputed(after.looked_at) == 4
    assert f"{whole} 1" in after.looked_at
    assert "Scheffé adjustment 3" in after.looked_at
    assert not after.findings


def recomputed(looked_at):
    """Return how many p values a check computed again."""
    return int(looked_at.split(" p value")[0])


#: R 4.2.2: 2 * pnorm(-abs(c(2.1, -0.4, 2.5))); p.adjust(..., "holm")
RAW = (0.0357288411256, 0.6891565167794, 0.0124193306516)
HOLM = (0.0714576822513, 0.6891565167794, 0.0372579919547)


def contrasts(p_values, adjusted=HOLM):
    """Return contrasts of mean ranks as a record has them."""
    return [
        {
            "record": "Contrast",
            "statistic_name": "z",
            "statistic": z,
            "dof": None,
            "p_value": p,
            "p_adjusted": q,
            "correction": "Dunn, Holm adjusted",
        }
        for z, p, q in zip((2.1, -0.4, 2.5), p_values, adjusted, strict=True)
    ]


def checked(**record):
    """Check the p values of one made-up record."""
    whole = {"record": "Comparison", "method": "Some test", **record}
    entry = {"id": "x", "record": whole, "chapter": "c", "line": 3, "function": "a.b"}
    return p_values(SimpleNamespace(results=[entry]))


def test_check_adjusts_contrasts_by_holms_method():
    """A contrast has the p value of its test, and one adjusted for those beside it."""
    sound = checked(contrasts=contrasts(RAW))
    assert (sound.looked_at, sound.findings) == ("6 p values", ())
    spoilt = checked(contrasts=contrasts(RAW, RAW))
    whole = "3 p values, correction Dunn, Holm adjusted, which give"
    assert [str(finding) for finding in spoilt.findings] == [
        f"book/c.md:3: x.contrasts[0].p_adjusted does not follow from {whole} "
        "p = 0.071457682, got '0.035728841'; build again, or mend a.b",
        f"book/c.md:3: x.contrasts[2].p_adjusted does not follow from {whole} "
        "p = 0.037257992, got '0.012419331'; build again, or mend a.b",
    ]
    (finding, *_) = checked(contrasts=contrasts(HOLM)).findings
    assert str(finding).startswith(
        "book/c.md:3: x.contrasts[0].p_value does not follow from z = 2.10, which "
        "gives p = 0.035728841, got '0.071457682'"
    )


PARTS = [
    # R 4.2.2: 2 * pt(-2.14, 68); pchisq(6.2, 1, lower.tail = FALSE);
    # pf(4.49, 1, 16, lower.tail = FALSE); 2 * pnorm(-1.96)
    ("Correlation", "t", -2.14, (68, None), 0.0359454605412),
    ("Term", "χ²", 6.2, (1, None), 0.0127750312831),
    ("Term", "z", 1.96, (None, None), 0.0499957902964),
    ("TermTest", "F", 4.49, (1, 16), 0.0500904391727),
    ("Assumption", "F", 4.49, (1, 16), 0.0500904391727),
    ("Survival", "χ²", 6.2, (1, None), 0.0127750312831),
    ("Addition", "χ²", 6.2, (1, None), 0.0127750312831),
]


@pytest.mark.parametrize(("kind", "name", "statistic", "dof", "p"), PARTS)
def test_check_knows_the_tests_of_every_kind_of_record(kind, name, statistic, dof, p):
    """Each is recomputed, and found when it is another."""
    part = {
        "record": kind,
        "statistic_name": name,
        "statistic": statistic,
        "dof": dof[0],
        "dof_resid": dof[1],
        "p_value": p,
    }
    assert checked(parts=[part]).looked_at == "1 p value"
    assert checked(parts=[part]).findings == ()
    assert len(checked(parts=[{**part, "p_value": p * 1.001}]).findings) == 1


def test_check_counts_p_values_from_elsewhere_by_their_method():
    """Exact tests, Shapiro-Wilk and terms without a statistic have none to follow."""
    assumption = {
        "record": "Assumption",
        "method": "Shapiro-Wilk test",
        "statistic_name": "W",
        "statistic": 0.97,
        "p_value": 0.2,
    }
    undefined = {**assumption, "statistic": None, "p_value": None}
    found = checked(p_value=0.03, assumptions=[assumption, undefined])
    assert found.looked_at == (
        "0 p values; 2 without a known distribution: Shapiro-Wilk test 1, Some test 1"
    )


def members(adjusted):
    """Return tests of a family as a record has them; the second has no p value."""
    return [
        {"record": "FamilyMember", "p_value": before, "p_adjusted": after}
        for before, after in zip((RAW[0], None, *RAW[1:]), adjusted, strict=True)
    ]


ADJUSTED = (HOLM[0], None, *HOLM[1:])


@pytest.mark.parametrize("named", [{"method": "Holm's method"}, {"correction": "Holm"}])
def test_check_adjusts_the_p_values_of_a_family(named):
    """By the method or the correction that the record names."""
    sound = checked(**named, members=members(ADJUSTED))
    assert sound.findings == ()
    assert sound.looked_at.startswith("3 p values; 3 without a known distribution: ")
    spoilt = checked(**named, members=members((HOLM[0], None, HOLM[1], RAW[2])))
    name = next(iter(named.values()))
    assert [str(finding) for finding in spoilt.findings] == [
        "book/c.md:3: x.members[3].p_adjusted does not follow from 4 p values, "
        f"correction {name}, which give p = 0.037257992, got '0.012419331'; build "
        "again, or mend a.b"
    ]


def test_check_never_lets_a_larger_p_value_become_the_smaller():
    """By Holm's method as R has it: p.adjust(c(.03, .035, .9), "holm")."""
    parts = [
        {"record": "FamilyMember", "p_value": before, "p_adjusted": after}
        for before, after in ((0.03, 0.09), (0.035, 0.09), (0.9, 0.9))
    ]
    assert checked(correction="Holm", members=parts).findings == ()


def test_check_wants_no_difference_where_nothing_was_adjusted():
    """An adjustment that is not known is counted, not taken for checked."""
    same = checked(correction="none", members=members((RAW[0], None, *RAW[1:])))
    assert same.findings == ()
    other = checked(correction="none", members=members(ADJUSTED))
    assert len(other.findings) == 2
    unknown = checked(correction="Šidák", members=members(ADJUSTED))
    assert "Šidák adjustment 3" in unknown.looked_at


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
    ):
        small.edit(page, said, unsaid)
        (fault,) = faults(small.root)[SAYS]
        assert f"{reference} was adjusted; its clause does not say so" in fault
        small.edit(page, unsaid, said)


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


def test_check_finds_a_pdf_from_older_numbers(small):
    """One value of the data has changed, and only the HTML was built again."""
    older = small.root / "book/_build/latex/thesis.pdf"
    kept = older.read_bytes()
    small.statistics = statistics({**MOOD, "prison": [31, *MOOD["prison"][1:]]})
    small.write()
    assert not faults(small.root)
    older.write_bytes(kept)
    what = "does not stand so in thesis.pdf, which is older or newer"
    assert faults(small.root)["HTML and PDF show the same values"] == [
        f"book/chapters/06-entry.md:4: entry-mood {what}, got "
        "'F(2, 11.81) = 1.68, p = .228, ω² = .06, 95% CI [.00, .40]'; run "
        "`thesis build`",
        f"book/chapters/06-entry.md:6: entry-mood-change {what}, got "
        "'mean change = −3.10 points, 95% CI [−4.25, −1.94], t(20) = −5.61, p < .001, "
        "gz = −1.18, 95% CI [−1.…'; run `thesis build`",
        f"chapters/06-entry.html: entry-mood {what}, got "
        "'F(2, 11.81) = 1.68, p = .228, ω² = .06, 95% CI [.00, .40]'; run "
        "`thesis build`",
        f"chapters/06-entry.html: entry-mood.groups.prison.mean {what}, got '28.29'; "
        "run `thesis build`",
        f"chapters/06-entry.html: entry-mood-change {what}, got "
        "'mean change = −3.10 points, 95% CI [−4.25, −1.94], t(20) = −5.61, p < .001, "
        "gz = −1.18, 95% CI [−1.…'; run `thesis build`",
        f"front/abstract.html: entry-mood.groups.prison.mean {what}, got '28.29'; "
        "run `thesis build`",
    ]


def test_check_finds_a_number_that_stands_in_the_pdf_but_not_in_its_sentence(small):
    """A short number occurs somewhere in every PDF; its neighbours tell."""
    reported = "\n".join(r["reported"] for r in small.statistics["results"])
    abstract = small.text_of(ABSTRACT).replace("28.14", "28.41")
    small.print([abstract, small.text_of(ENTRY), reported])
    assert faults(small.root) == {
        "HTML and PDF show the same values": [
            "front/abstract.html: entry-mood.groups.prison.mean does not stand so in "
            "thesis.pdf, which is older or newer, got '28.14'; run `thesis build`"
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
            "book/_build/latex/thesis.pdf: there is no PDF to compare with; run "
            "`thesis build --pdf`"
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
    assert [line for line in lines if "thesis.pdf" not in line] == [
        f"chapters/06-entry.html: entry-mood: the register says {whole}, got "
        f"'{whole.replace('.83', '.84')}'; build again",
        "chapters/06-entry.html: entry-mood.groups.prison.mean is a hole in its "
        "sentence; refer to a value",
        "chapters/06-entry.html: entry-anger is not in the register, got "
        f"'{change[:99]}…'; publish it",
        f"chapters/06-entry.html: entry-mood is not shown as the register says, got "
        f"'{whole}'; build again",
        "chapters/06-entry.html: entry-mood.groups.prison.mean is not shown as the "
        "register says, got '28.14'; build again",
        "chapters/06-entry.html: entry-mood-change is not shown as the register says, "
        f"got '{change[:99]}…'; build again",
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


def test_check_finds_what_is_published_and_never_shown(small):
    """A result, and a claim."""
    small.result("entry-low")["shown"] = []
    small.statistics["claims"][0]["shown"] = []
    small.save()
    assert faults(small.root)["no unused result"] == [
        "book/chapters/06-entry.md:9: result entry-low is published and shown nowhere; "
        "refer to it with {stat}, or do not publish it",
        "book/chapters/06-entry.md:6: claim mood-falls is published and shown nowhere; "
        "refer to it with {claim}, or do not publish it",
    ]


def test_check_takes_a_table_for_a_use(small):
    """A result that stands in a table of its chapter has no words of its own."""
    table = {"page": ENTRY, "reference": "entry-low", "words": "", "table": "entry-tab"}
    small.result("entry-low")["shown"].append(table)
    small.save()
    assert not faults(small.root)


@pytest.mark.parametrize(
    ("markup", "got"),
    [
        ('<img src="a.svg">', ""),
        ('<img src="a.svg" alt=" ">', ""),
        ('<img src="a.svg" alt="../_images/a.svg">', ", got '../_images/a.svg'"),
        ('<object data="a.svg"></object>', ""),
    ],
)
def test_check_finds_an_image_without_alternative_text(small, markup, got):
    """None, an empty one, and the name of the file."""
    small.source(f"{HTML}/chapters/a.svg", "<svg/>")
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{markup}</article>")
    assert faults(small.root) == {
        "images have alternative text": [
            f"chapters/06-entry.html: a.svg has no alternative text{got}; write what "
            "it shows under image: alt: in its cell"
        ]
    }


def test_check_finds_broken_links(small):
    """A file that is not there, an anchor that is not there, an image likewise."""
    links = (
        '<a href="07-nothing.html">a</a> <a href="#nowhere">b</a> '
        '<a href="../front/abstract.html#gone">c</a> <a href="#">d</a> '
        '<a href="https://example.org/x#y">e</a> <img src="lost.svg" alt="A plot">'
        '<span id="here"></span><a href="#here">f</a> <a href="../front">g</a>'
    )
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{links}</article>")
    start, hint = (
        "chapters/06-entry.html: the link leads to a",
        ("; correct the link or the label it points to"),
    )
    assert faults(small.root) == {
        "links inside the HTML lead somewhere": [
            f"{start} place that is not on its page, got '#nowhere'{hint}",
            f"{start} file that is not there, got '../front'{hint}",
            f"{start} place that is not on its page, got "
            f"'../front/abstract.html#gone'{hint}",
            f"{start} file that is not there, got '07-nothing.html'{hint}",
            f"{start} file that is not there, got 'lost.svg'{hint}",
        ]
    }


def test_a_number_may_go_on_overleaf_below_a_float(small):
    """Its parts stand at the end of a line and at the start of another; no less."""
    first, second = small.text_of(ABSTRACT), small.text_of(ENTRY)
    registered = "\n".join(r["reported"] for r in small.statistics["results"])
    cut = second.index("points")
    begun, rest = second[: cut - 3], second[cut - 3 :]
    overleaf = f"{begun}\nTable 1: below the text", f"Table 2: above it\n{rest}"
    small.print([first, *overleaf, registered])
    assert faults(small.root) == {}
    small.print([first, f"{begun}\nTable 1: below the text", "Table 2", registered])
    told = faults(small.root)["HTML and PDF show the same values"]
    lost = "entry-mood.groups.prison.mean does not stand so in thesis.pdf"
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


def test_a_link_to_a_pdf_that_no_reader_sees_may_lead_nowhere(small):
    """As long as its style hides it; once shown, the file has to be there."""
    hidden = '<ul><li class="edition-pdf"><a href="../thesis.pdf">PDF</a></li></ul>'
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", f"{hidden}</article>")
    style = f"{HTML}/_static/edition.css"
    small.source(style, ".edition-pdf { display: none; }\n")
    assert faults(small.root) == {}
    small.source(style, "")
    assert faults(small.root) == {
        "links inside the HTML lead somewhere": [
            "chapters/06-entry.html: the link leads to a file that is not there, got "
            "'../thesis.pdf'; correct the link or the label it points to"
        ]
    }


def test_check_finds_what_runs_off_the_printed_page(small):
    """Sideways and downwards, from 2 pt; once, however often TeX said so."""
    small.source(
        "book/_build/latex/thesis.log",
        "Overfull \\hbox (1.99pt too wide) in paragraph at lines 5--6\n"
        "Overfull \\hbox (2.56377pt too wide) in paragraph at lines 12--14\n"
        "Overfull \\hbox (2.56377pt too wide) in paragraph at lines 12--14\n"
        "Overfull \\hbox (9.0pt too wide) in alignment at lines 20--31\n"
        "Overfull \\vbox (15.35384pt too high) has occurred while \\output is active\n"
        "LaTeX Warning: Float too large for page by 26.3pt on input line 40.\n",
    )
    hint = "; shorten it, or let it break; up to 2 pt nobody sees"
    over = "something runs over the"
    assert faults(small.root) == {
        "nothing runs off the printed page": [
            f"thesis.tex:12: {over} right of its place, got '2.56377 pt'{hint}",
            f"thesis.tex:20: {over} right of its place, got '9.0 pt'{hint}",
            f"thesis.pdf: {over} foot of its place, got '15.35384 pt'{hint}",
            f"thesis.tex:40: {over} foot of its place, got '26.3 pt'{hint}",
        ]
    }


def test_check_finds_what_came_to_nothing(small):
    """An unresolved citation, an empty one, a role as typed; and in PDF and log."""
    text = (
        "<p>As [?] and () say, {stat}; not <code>f()</code> or g().</p>"
        '<div class="cell_input">print(() or "[?]")</div></article>'
    )
    small.edit(f"{HTML}/{ENTRY}.html", "</article>", text)
    pages = [small.text_of(ABSTRACT), small.text_of(ENTRY).partition("As")[0]]
    reported = "\n".join(r["reported"] for r in small.statistics["results"])
    small.print([*pages, f"{reported}\nSee Table ??."])
    log = 'a.md:3: WARNING: could not find bibtex key "x" [bibtex.key_not_found]\n'
    log += "checking bibtex cache... out of date\n"
    small.source("book/_build/build.log", log)
    hint = "; correct its key or label"
    rule = "a citation or reference came to nothing"
    lines = faults(small.root)["citations and references are resolved"]
    assert [line.partition(", got")[0] for line in lines] == [
        f"chapters/06-entry.html: {rule}",
        f"chapters/06-entry.html: {rule}",
        f"chapters/06-entry.html: {rule}",
        f"thesis.pdf, page 3: {rule}",
        "book/_build/build.log: bibtex complained",
    ]
    assert lines[3].endswith(f"See Table ??. 3 Simulated data'{hint}")
    assert lines[4].endswith(
        'bibtex key "x" [bibtex.key_not_found]\'; '
        "correct the citation or references.bib"
    )


def test_check_finds_uncited_works_and_citations_without_a_work(small):
    """Each with file and line."""
    small.edit(
        "references.bib",
        "@article{jones2021",
        "@article{smith1999drug,\n}\n@comment{none}\n@article{jones2021",
    )
    small.edit(
        "book/front/abstract.md", "# Abstract", "# Abstract\n\nSo did {cite:t}`wu2020`."
    )
    assert faults(small.root) == {
        "every work is cited, every citation has its work": [
            "book/front/abstract.md:3: a work is cited that references.bib does not "
            "have, got 'wu2020'; correct the key, or add the work",
            "references.bib:1: smith1999drug is never cited; cite the work, or take "
            "the entry out",
        ]
    }


def test_check_counts_a_work_that_only_code_cites(small):
    """A table written by a cell cites too; its link in the page is what counts."""
    small.edit(
        "book/chapters/06-entry.md",
        ", as others found {cite:p}`jones2021methadone`",
        "",
    )
    assert not faults(small.root)


def test_check_finds_claims_that_do_not_hold(small):
    """With the condition, what it rests on as reported, and the page to rewrite."""
    claim = small.statistics["claims"][0]
    claim.update(holds=False, rests_on=["entry-low", "entry-anger"])
    small.save()
    assert faults(small.root) == {
        "claims hold": [
            "book/chapters/06-entry.md:6: claim mood-falls rests on a result that is "
            "not published, got 'entry-anger'; correct the id",
            "book/chapters/06-entry.md:6: claim mood-falls does not hold: it needs "
            "that the mean change in mood is below zero (entry-low: 8 of 21 (38%), 95% "
            "CI [21%, 59%]; entry-anger: not published); rewrite the sentence on "
            "front/abstract",
        ]
    }


def test_check_finds_a_claim_that_does_not_hold_and_stands_nowhere(small):
    """It is made all the same, and counts."""
    small.statistics["claims"][0].update(holds=False, shown=[])
    small.save()
    (told,) = faults(small.root)["claims hold"]
    assert told.startswith(
        "book/chapters/06-entry.md:6: claim mood-falls does not hold"
    )
    assert told.endswith("; rewrite the sentence on no page")


def test_check_finds_an_id_published_twice(small):
    """Both places are named."""
    again = {**small.result("entry-low"), "chapter": "chapters/07-outcomes", "line": 3}
    small.statistics["results"].append(again)
    small.save()
    assert faults(small.root) == {
        "ids are unique": [
            "book/chapters/07-outcomes.md:3: result entry-low is published here and at "
            "book/chapters/06-entry.md:9; rename one of them"
        ]
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such file; run `thesis build`"),
        ("{", "not JSON, Expecting property name"),
        ("[]", "not the statistics of a thesis, it lacks `thesis`, `results` or"),
    ],
)
def test_check_says_when_nothing_is_built(small, content, message):
    """No statistics, or none that can be read."""
    path = small.root / HTML / "statistics.json"
    path.unlink()
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(NothingBuiltError) as caught:
        check(small.root)
    assert str(caught.value).startswith(f"{HTML}/statistics.json: {message}")


def test_the_command_has_exit_codes_and_json(small, monkeypatch, capsys):
    """0 when all is well, 1 on any fault, 2 when nothing is built."""
    monkeypatch.setattr(cli, "ROOT", small.root)
    assert cli.main(["check"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert len(table) == len(CHECKS) + 1
    assert table[0].split() == ["Check", "Looked", "at", "Verdict"]
    assert all(line.endswith(" ok") for line in table[1:])
    small.edit("book/chapters/06-entry.md", "Its change", "Mood: p = .03.\nIts change")
    assert cli.main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["ok"], len(told["checks"])) == (1, False, len(CHECKS))
    (failed,) = (c for c in told["checks"] if not c["ok"])
    assert failed == {
        "name": "no statistic is typed in prose",
        "looked_at": LOOKED_AT.replace("9 clauses, 0 numbers", "11 clauses, 1 number"),
        "ok": False,
        "not_run": "",
        "findings": [
            {
                "place": "book/chapters/06-entry.md:6",
                "rule": "a statistic is typed",
                "value": "p = .03",
                "hint": "show it with {stat}, cite its source in this clause, or see "
                "thesis/typed_numbers.yaml",
            }
        ],
        "notes": [],
    }
    (small.root / HTML / "statistics.json").unlink()
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.endswith("run `thesis build`\n")


def test_a_listing_puts_every_fault_under_its_check():
    """The table first; a long value is cut in its line only."""
    finding = Finding(place="a.md:3", rule="is wrong", value="x" * 101, hint="mend it")
    checks = [
        Check(name="one", looked_at="1 page", findings=()),
        Check(name="another", looked_at="20 pages", findings=(finding,)),
    ]
    assert listing(checks).splitlines() == [
        "Check    Looked at  Verdict",
        "one      1 page     ok",
        "another  20 pages   FAILED (1)",
        "",
        "another:",
        f"  a.md:3: is wrong, got '{'x' * 99}…'; mend it",
    ]
    assert as_json(checks)["checks"][1]["findings"][0]["value"] == "x" * 101


def test_squeezed_makes_two_renderings_of_a_text_equal():
    """Ligatures, lost spaces and hyphens of a PDF do not count; a sign does."""
    assert squeezed("self-eﬃcacy, ω² = −.50") == squeezed("selfefficacy,\nω2=−.50")
    assert squeezed("−0.50") != squeezed("0.50")


def test_sentences_on_simulated_data_are_listed_when_the_data_are_a_study(small):
    """Each with its place; and a PDF made from other data is told by its statement."""
    data = small.statistics["thesis"]["data"]
    data |= {"kind": "study", "statement": "Confidential study data"}
    small.save()
    small.edit(
        "book/front/abstract.md", "The mean of", "In the simulated data the mean of"
    )
    found = faults(small.root)
    assert found["the text says whose data these are"] == [
        "book/front/abstract.md:3: speaks of simulated data, but the data are the "
        "study's own, got 'In the simulated data the mean of mood in prison was "
        "{stat}`entry-mood.groups.prison.mean` at entry.'; write the sentence anew for "
        "these data"
    ]
    assert (
        "book/_build/latex/thesis.pdf: the statement of the data does not stand so in "
        "thesis.pdf, which is older or newer, got 'Confidential study data'; run "
        "`thesis build`"
    ) in found["HTML and PDF show the same values"]
