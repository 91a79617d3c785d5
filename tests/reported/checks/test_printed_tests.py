"""Tests and p values as a reader sees them, found in the text of a page or a PDF."""

import pytest

from reported.checks._printed_tests import names_a_work, reported_p, reported_tests


def only(text):
    """Return the one test of a text."""
    (found,) = reported_tests(text)
    return found


@pytest.mark.parametrize(
    ("text", "name", "dof", "statistic", "sign", "p"),
    [
        ("F(2, 45.98) = 0.09, p = .916", "F", ("2", "45.98"), "0.09", "=", ".916"),
        ("gaveF(2,45.98)=0.09,p=.916", "F", ("2", "45.98"), "0.09", "=", ".916"),
        ("t(17.78) = −1.86,\np = .079", "t", ("17.78",), "-1.86", "=", ".079"),
        ("H(2) = 10.46, p < .001", "H", ("2",), "10.46", "<", ".001"),
        ("χ²(2, N = 72) = 7.32, p = .026", "χ²", ("2",), "7.32", "=", ".026"),
        ("χ2(2) = 7.32; p = .026", "χ²", ("2",), "7.32", "=", ".026"),
        ("z = 2.31, p = .021", "z", (), "2.31", "=", ".021"),
        ("r(46) = .45, p = .001", "r", ("46",), ".45", "=", ".001"),
        ("rs(46) = −.45, p = .001", "rs", ("46",), "-.45", "=", ".001"),
    ],
)
def test_reported_tests_reads_every_form(text, name, dof, statistic, sign, p):
    """With spaces and line ends as they come, also where a PDF has lost them."""
    found = only(f"Mood {text}, ω² = .00.")
    assert (found.name, found.dof, found.statistic) == (name, dof, statistic)
    assert (found.sign, found.p) == (sign, p)


def test_reported_tests_leaves_out_what_is_not_a_whole_test():
    """No degrees of freedom, no p value, or a letter of another word."""
    for text in ("F = 3.2, p = .04", "t(20) = 2.09", "F(20) = 3.2, p = .04", "xz = 1"):
        assert not list(reported_tests(text))


def test_reported_tests_keeps_text_and_place():
    """A message can quote the test and find its page."""
    found = only("In all, t(20)  =\n2.09, p = .050.")
    assert (found.text, found.start) == ("t(20) = 2.09, p = .050", 8)


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("t(41.47) = −2.45, Games-Howell-adjusted p = .047", "Games-Howell"),
        ("t(41.47)=−2.45,Games–\nHowell-\nadjustedp=.047", "Games-Howell"),
        ("t(41.47) = −2.45, Games-Howell adjusted p = .047", "Games-Howell"),
        ("z = 2.34, Holm-adjusted p = .047", "Holm"),
        ("χ2(2)\n= 14.60, Holmadjusted p =\n.047", "Holm"),
        ("t(44) = 2.81, p = .047", ""),
    ],
)
def test_reported_tests_reads_by_what_p_was_adjusted(text, correction):
    """Also where a PDF breaks the line, or has lost a hyphen."""
    found = only(text)
    assert (found.correction, found.p) == (correction, ".047")
    assert text[found.end - 4 : found.end] == ".047"


@pytest.mark.parametrize(
    "words", ["adjusted p", "Magic-adjusted p", "adjusted exact p"]
)
def test_a_test_whose_p_was_adjusted_by_nothing_known_is_not_one(words):
    """It would be taken for an ordinary one."""
    assert not list(reported_tests(f"t(44) = 2.81, {words} = .022"))


@pytest.mark.parametrize(
    ("text", "kind", "correction"),
    [
        ("t(20) = 2.09, p = .050", "test", ""),
        ("t(20) = 2.09, Holm-adjusted p = .100", "adjusted", "Holm"),
        ("for self-efficacy Holm-adjusted p < .001", "adjusted", "Holm"),
        ("CI [5, 55], Holm-adjusted exact p = .083", "adjusted", "Holm"),
        ("in all, adjusted p = .083", "adjusted", ""),
        ("gave exact p = .028", "exact test", ""),
        ("gave exactp=.028", "exact test", ""),
        ("Those observed: exact p = .028", "exact test", ""),
        ("Shapiro-Wilk test, W = 0.95, p = .010", "Shapiro-Wilk or Wilcoxon", ""),
        ("U = 311.50, p = .635", "Mann-Whitney", ""),
        ("τ = −.05, p = .507", "Kendall", ""),
        ("t(46) = 0.32, one-sided p = .375", "one-sided test", ""),
        ("one-sided exact p = .375", "exact test", ""),
        ("V = 39, p < .001, rrb = −.92", "signed ranks", ""),
        ("none had p < .05", "limit", ""),
        ("none had an adjusted p > .01", "limit", ""),
        ("others found p = .03 (Jones, 2021)", "cited", ""),
        ("Jones (2021) found p = .03", "cited", ""),
        ("Jones (2021) looked. Here p = .03", "alone", ""),
        ("in all p = .03", "alone", ""),
        ("t(20), p = .03", "alone", ""),
    ],
)
def test_reported_p_says_what_a_p_value_stands_with(text, kind, correction):
    """With its test, with a word that says what it is, or alone."""
    (found,) = reported_p(text)
    assert (found.kind, found.correction) == (kind, correction)


def test_reported_p_reads_no_other_letter():
    """Partial effect sizes and words end in a p too."""
    for text in ("ω²p = .07", "η2p = .12", "a drop = .3", "p of .05", "map<.001"):
        assert not list(reported_p(text))


def test_a_work_is_named_within_its_sentence():
    """A year in brackets; not one of the study's own."""
    text = "In 2021 p = .03. Jones (2021a) had p = .02."
    assert not names_a_work(text, 8, 15)
    assert names_a_work(text, 35, 42)
