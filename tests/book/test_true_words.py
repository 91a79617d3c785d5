"""What the text once said and was not so, and excerpts that turned their speakers."""

import re
from pathlib import Path

import pytest

from analysis import (
    chosen_excerpts,
    coded_excerpts,
    interviewed,
    load_coding_frame,
    load_study,
)
from analysis.data.coding_frame import frame_nodes
from analysis.data.speakers import turns

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
SIMULATED = ROOT / "data" / "simulated"

#: Wordings of statements that are not true, with one sentence that made each.
UNTRUE = {
    # What those who left had said at entry is known, and predicted contact.
    r"\bno data (exist\b|on (those|them)\b)": "No data exist on those who left",
    r"\b(are|were|exist) no data on (those|them)\b": "there are no data on those",
    r"\bnone exist on those who left\b": "none exist on those who left",
    r"\bnothing is known (of|about|on|at)\b": "Nothing is known at six months of them",
    r"\bwithout data on those who left\b": "without data on those who left, the study",
    r"\bhas no outcome at all\b": "whoever was not seen has no outcome at all",
    # When the study recruited is not published.
    r"\bin those years\b": "Treatment under court order was not rare in those years",
    # The banner says it of every page, and not the sentence.
    r"\balways called simulated\b": "simulated data, which are always called simulated",
    # Checklists.
    r"\bnothing measured on a scale was cut\b": "Nothing measured on a scale was cut",
    r"\bnone beside the settings were\b": "None beside the settings were examined",
    r"\| 21 \| Length \| Not reported": "| 21 | Length | Not reported. Declared. |",
    # Sentences that lacked what they spoke of.
    r"\ball its participants were withdrawing": "All its participants were withdrawing",
    r"\bby kind of question\.\s+Those results": "by kind of question.\nThose results",
    r"\bless \w+ less \w+": "prison less inpatients less outpatients, used heroin less",
    r"\brelated beliefs, and two\.": "in oneself are related beliefs, and two.",
    r"\bin need do nothing\b": "that brings people in need do nothing about what",
}

#: What is the design of this edition, and was told as the study's procedure.
PROCEDURES = (
    r"each man gives his background",
    r"come from the programmes' records",
    r"taken from the programme's own record",
    r"which the design takes from the programme's record",
    r"participant rates every source",
    r"The outcomes are contact at six months",
    r"preparedness for treatment is measured with the three scales of SOCRATES",
    r"participants name a cause of their situation",
    r"participants rate how much pressure they feel",
    r"heroin use is reported and not tested",
)


def pages():
    """Return the text of every page of the book, by its name."""
    found = {
        path.relative_to(BOOK).as_posix(): path.read_text("utf-8")
        for path in sorted(BOOK.rglob("*.md"))
        if "_build" not in path.parts
    }
    assert len(found) > 20
    return found


@pytest.mark.parametrize(("wording", "sentence"), UNTRUE.items())
def test_no_page_says_again_what_was_not_so(wording, sentence):
    """Wherever it stands; and the wording finds the sentence that it is made for."""
    pattern = re.compile(wording, re.IGNORECASE)
    assert pattern.search(sentence)
    assert [name for name, text in pages().items() if pattern.search(text)] == []


@pytest.mark.parametrize("wording", PROCEDURES)
def test_a_procedure_is_told_as_that_of_this_edition(wording):
    """In the sentence, or in those before it in its paragraph."""
    paragraphs = [
        (name, paragraph)
        for name, text in pages().items()
        for paragraph in text.split("\n\n")
        if re.search(wording, paragraph)
    ]
    assert paragraphs
    for name, paragraph in paragraphs:
        until = paragraph[: re.search(wording, paragraph).end()]
        own = (
            r"(design|battery) of this edition|the stand-in|In this design|design takes"
        )
        assert re.search(own, until), name


def sentence_on(name, part):
    """Return the lines of a page that speak of something."""
    return [line for line in pages()[name].splitlines() if part in line]


def test_the_checklist_names_what_was_cut_and_compared_within_groups():
    """As long as chapter 7 does it: low mood, those at liberty, interactions."""
    outcomes = pages()["chapters/07-outcomes.md"]
    (cut,) = sentence_on("back/reporting.md", "| 11 | How quantities")
    (groups,) = sentence_on("back/reporting.md", "| 12b | Subgroups")
    assert "low_mood" in outcomes
    assert "depressed mood" in cut
    assert "in_custody is no" in outcomes
    assert "at liberty" in groups
    assert "wave:setting" in outcomes
    assert "interactions" in groups
    (length,) = sentence_on("back/reporting.md", "| 21 | Length")
    assert "qualitative-analysed" in length
    assert "{stat}`qualitative-minutes`" in pages()["chapters/05-qualitative.md"]


@pytest.fixture(scope="module")
def printed():
    """Return what chapter 5 prints of the simulated study, by name, with its coding."""
    study = load_study(SIMULATED)
    frame = load_coding_frame(study.folder)
    coding = coded_excerpts(study, frame)
    interviews = interviewed(study)
    found = chosen_excerpts(
        coding,
        interviews,
        coder="A",
        second="B",
        coding_frame=frame,
        by="setting",
        rule="one per group",
        transcripts=study.transcripts,
    )
    asked = "transcripts=study.transcripts"
    assert asked in pages()["chapters/05-qualitative.md"]
    codes = {node.name: node.codes for node in frame_nodes(frame)}
    own = coding.frame[coding.frame["coder"] == "A"]
    return {one.name: one for one in found.quotations}, own, codes, study.transcripts


@pytest.mark.parametrize(
    ("name", "pseudonym", "turned", "by"),
    [
        ("formal_coercion-outpatient", "Gary", "it came up with her.", "for breach"),
        ("self_efficacy-prison", "Danny", "going to walk this", "Not very."),
        ("self_efficacy-inpatient", "Paul", "not got it in you", "I'll get to the end"),
        ("self_efficacy-outpatient", "Gary", "I wouldn't.", "I can do this"),
        ("attributions-outpatient", "Gary", "I wanted to", "that was the housing"),
        ("formal_coercion-inpatient", "Steve", "court date", "could've said no"),
        ("family_pressure-prison", "Craig", "used to curse her", "I can see now"),
    ],
)
def test_an_excerpt_has_the_sentence_that_turns_it(
    printed, name, pseudonym, turned, by
):
    """Without it the man would say the contrary of what he says, or half of it."""
    one = printed[0][name]
    assert one.pseudonym == pseudonym
    assert turned in one.text
    assert by in one.text


def test_no_man_is_quoted_with_a_part_of_what_his_turn_has_of_the_theme(printed):
    """Of every excerpt; and a passage of another theme is within it or outside."""
    quotations, own, codes, transcripts = printed
    assert len(quotations) == 27
    for one in quotations.values():
        spoken = [
            turn
            for turn in turns(transcripts[one.interview], one.pseudonym)
            if turn.start <= one.start and one.end <= turn.end
        ]
        (turn,) = spoken
        here = own[(own["interview"] == one.interview) & (own["start"] >= turn.start)]
        here = here[here["end"] <= turn.end]
        inside = (here["start"] >= one.start) & (here["end"] <= one.end)
        outside = (here["end"] <= one.start) | (here["start"] >= one.end)
        assert inside[here["code"].isin(codes[one.theme])].all(), one.name
        assert (inside | outside).all(), one.name


def test_causes_in_circumstances_are_quoted_too(printed):
    """They are coded in most interviews."""
    quotations, own, *_ = printed
    blamed = own[own["code"] == "attribution_to_circumstances"]
    assert blamed["interview"].nunique() == 8
    assert any(
        passage.text in one.text
        for one in quotations.values()
        if one.theme == "attributions"
        for passage in blamed[blamed["interview"] == one.interview].itertuples()
    )
