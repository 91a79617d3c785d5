"""Excerpts that are printed: chosen by a stated rule, the same every time."""

import pandas as pd
import pytest
from example_samples import coding_of, interviews_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.themes.quotations import chosen_excerpts
from results import DataError, DataUsed, Option, Quotation

FRAME = [
    {
        "theme": "tutor",
        "label": "Help from a tutor",
        "themes": [
            {
                "theme": "feedback",
                "label": "Feedback",
                "codes": [{"code": "praise", "label": "Praise"}],
            }
        ],
        "codes": [{"code": "advice", "label": "Advice"}],
    },
    {
        "theme": "load",
        "label": "Workload",
        "codes": [{"code": "hours", "label": "Hours"}],
    },
    {"theme": "money", "label": "Money", "codes": [{"code": "rent"}]},
]
INTERVIEWS = pd.DataFrame(
    {
        "interview": ["I9", "I1", "I2", "I3", "I4", "I5"],
        "participant": ["S1", "S2", "S3", "S4", "S5", "S6"],
        "pseudonym": ["Ada", "Bo", "Cy", "Di", "Ed", "Flo"],
        "year": ["first", "first", "second", "second", "second", "third"],
    }
)
LABELS = {"second": "Second year", "first": "First year", "third": "Third year"}
COLUMNS = ["interview", "coder", "code", "excerpt", "start", "end", "text"]
CODING = pd.DataFrame(
    [
        # praise in three interviews, advice in two: praise is the most frequent
        ("I9", "A", "praise", "E1", 0, 10, " ten *signs"),
        ("I1", "A", "praise", "E2", 5, 35, "thirty"),
        ("I1", "A", "advice", "E3", 40, 60, "twenty"),
        ("I2", "A", "praise", "E4", 0, 20, "twenty again"),
        ("I2", "A", "advice", "E4", 0, 20, "twenty again"),  # the same passage
        # the theme's lengths are 10, 30, 20, 20; their median is 20
        ("I9", "A", "hours", "E5", 20, 24, "four"),
        ("I5", "A", "hours", "E6", 20, 26, "six"),
        ("I5", "B", "hours", "E7", 0, 23, "first half"),
        ("I9", "B", "praise", "E8", 0, 3, "one"),
        ("I9", "B", "advice", "E9", 2, 5, "two"),
    ],
    columns=COLUMNS,
)
ASKED = {
    "coder": "A",
    "coding_frame": FRAME,
    "by": "year",
}


def of_years(frame, labels=LABELS):
    """Return the interviews with the years in their order."""
    return interviews_of(frame, year=labels)


def excerpts(rule, coding=CODING, **changed):
    """Return the names and excerpts' texts that a rule chooses."""
    found = chosen_excerpts(
        coding_of(coding), of_years(INTERVIEWS), rule=rule, **(ASKED | changed)
    )
    return [(one.name, one.text) for one in found.quotations]


def test_the_typical_excerpt_is_found_by_hand():
    """Every field of the record; the theme that nobody spoke of has none."""
    found = chosen_excerpts(
        coding_of(CODING), of_years(INTERVIEWS), rule="typical", **ASKED
    )
    assert found.quotations == (
        Quotation(
            name="tutor-typical",
            theme="tutor",
            label="Help from a tutor",
            code="praise",
            code_label="Praise",
            why="typical",
            interview="I2",
            pseudonym="Cy",
            group="second",
            group_label="Second year",
            start=0,
            end=20,
            text="twenty again",
        ),
        Quotation(
            name="load-typical",  # 4 and 6 are as near to 5: the first interview
            theme="load",
            label="Workload",
            code="hours",
            code_label="Hours",
            why="typical",
            interview="I9",
            pseudonym="Ada",
            group="first",
            group_label="First year",
            start=20,
            end=24,
            text="four",
        ),
    )
    assert (found.n_interviews, found.n_excerpts) == (6, 6)
    assert found.undefined == ""
    assert found.method == (
        "Excerpts coded by A. For each theme, among all interviews: from the code of "
        "the theme that occurs in most interviews (of several the first of the "
        "frame), the excerpt whose length in characters is nearest to the median "
        "length of the theme's excerpts (of several the first in the order of "
        "interviews)"
    )
    assert found.data == DataUsed(
        source="simulated/coding",
        variables=("interview", "coder", "code", "excerpt", "start", "end", "year"),
        filter="all rows",
        rows=7,
        function="chosen_excerpts",
        options=(
            Option(name="coder", value="A"),
            Option(name="second", value=""),
            Option(name="rule", value="typical"),
            Option(name="theme", value=""),
            Option(name="printed", value="passage"),
        ),
    )


def test_each_group_is_quoted_in_the_order_of_the_groups():
    """Code and median are those of the group; the reason is the group's label."""
    found = chosen_excerpts(
        coding_of(CODING), of_years(INTERVIEWS), rule="one per group", **ASKED
    )
    assert [(one.name, one.why, one.text) for one in found.quotations] == [
        ("tutor-second", "Second year", "twenty again"),
        # lengths 10, 30 and 20 of both codes; of 10 and 30, I9 is listed first
        ("tutor-first", "First year", " ten *signs"),
        ("load-first", "First year", "four"),
        ("load-third", "Third year", "six"),
    ]
    assert found.method.startswith(
        "Excerpts coded by A. For each theme and each group in which it was coded, "
        "among the interviews of the group: from the code"
    )


def test_the_deviant_excerpt_is_of_the_group_with_the_smallest_share_above_none():
    """Of second years 1 of 3 spoke of the tutor; half of the first years of load."""
    assert excerpts("deviant") == [
        ("tutor-deviant", "twenty again"),
        ("load-deviant", "four"),
    ]
    found = chosen_excerpts(
        coding_of(CODING), of_years(INTERVIEWS), rule="deviant", **ASKED
    )
    assert [one.why for one in found.quotations] == ["deviant", "deviant"]
    assert found.method.startswith(
        "Excerpts coded by A. For each theme, among the interviews of the group in "
        "which the smallest share of them has it, above none (of several groups the "
        "first): from the code"
    )


def test_of_several_groups_with_the_smallest_share_the_first_counts():
    """All of the first and all of the second year: the order of the labels decides."""
    two = INTERVIEWS.assign(
        year=["first", "first", "second", "third", "third", "third"]
    )
    found = [
        chosen_excerpts(
            coding_of(CODING),
            of_years(two, labels),
            rule="deviant",
            theme="tutor",
            **ASKED,
        ).quotations[0]
        for labels in (LABELS, dict(reversed(LABELS.items())))
    ]
    assert [one.group for one in found] == ["second", "first"]


def test_a_passage_that_the_second_coder_confirms_is_preferred():
    """Half of the characters suffice, whichever codes of the theme have them."""
    found = chosen_excerpts(
        coding_of(CODING),
        of_years(INTERVIEWS),
        rule="typical",
        second="B",
        **ASKED,
    ).quotations
    # I9 0 to 10 has 5 characters by B; I9 20 to 24 has none, I5 20 to 26 has 3
    assert [(one.interview, one.start) for one in found] == [("I9", 0), ("I5", 20)]
    less = CODING.replace({"end": {5: 4, 23: 22}})
    assert excerpts("typical", less, second="B") == [
        ("tutor-typical", "twenty again"),
        ("load-typical", "four"),
    ]
    told = chosen_excerpts(
        coding_of(CODING),
        of_years(INTERVIEWS),
        rule="typical",
        second="B",
        **ASKED,
    )
    assert (
        "from passages that B gave the same theme on at least half of the characters, "
        "if there are any, the excerpt whose" in told.method
    )


def test_of_codes_in_as_many_interviews_the_first_of_the_frame_is_quoted():
    """Advice is in two interviews too, once praise has left one."""
    even = CODING[CODING["excerpt"] != "E1"]
    assert excerpts("typical", even)[0] == ("tutor-typical", "twenty again")
    other = [dict(FRAME[0], codes=[], themes=[]), *FRAME[1:]]
    other[0]["codes"] = [{"code": "advice"}, {"code": "praise"}]
    assert excerpts("typical", even, coding_frame=other)[0] == (
        "tutor-typical",
        "twenty",  # I1 is listed before I2
    )


def test_a_passage_with_two_codes_of_a_theme_counts_once_for_the_median():
    """Lengths 20, 14 and 10: counted twice, 20 would be as near as 14, and first."""
    coding = pd.DataFrame(
        [
            ("I9", "A", "praise", "E1", 0, 20, "twenty"),
            ("I9", "A", "advice", "E1", 0, 20, "twenty"),
            ("I1", "A", "praise", "E2", 0, 14, "fourteen"),
            ("I2", "A", "praise", "E3", 0, 10, "ten"),
        ],
        columns=COLUMNS,
    )
    assert excerpts("typical", coding) == [("tutor-typical", "fourteen")]
    found = chosen_excerpts(
        coding_of(coding), of_years(INTERVIEWS), rule="typical", **ASKED
    )
    assert (found.n_excerpts, found.data.rows) == (3, 4)


def test_one_theme_or_sub_theme_can_be_asked_for():
    """Only its own excerpts are counted and quoted."""
    found = chosen_excerpts(
        coding_of(CODING),
        of_years(INTERVIEWS),
        rule="typical",
        theme="feedback",
        **ASKED,
    )
    assert [one.name for one in found.quotations] == ["feedback-typical"]
    assert (found.n_excerpts, found.data.rows) == (3, 3)
    assert found.data.options[3] == Option(name="theme", value="feedback")


def test_a_theme_that_nobody_spoke_of_gives_no_excerpt():
    """And the result says so."""
    found = chosen_excerpts(
        coding_of(CODING),
        of_years(INTERVIEWS),
        rule="typical",
        theme="money",
        **ASKED,
    )
    assert (found.quotations, found.n_excerpts) == ((), 0)
    assert found.undefined == "nobody spoke of it"


FAULTS = [
    (
        CODING.drop(columns="text"),
        INTERVIEWS.drop(columns=["pseudonym", "year"]),
        {},
        "coding: 1 column is not there, got ['text']; the columns needed are "
        "['interview', 'coder', 'code', 'excerpt', 'start', 'end', 'text']\n"
        "simulated/coding, interviews: 2 columns are not there, got ['pseudonym', "
        "'year']; the columns needed are ['interview', 'participant', 'pseudonym', "
        "'year']",
    ),
    (
        CODING,
        INTERVIEWS.assign(pseudonym=[None, *INTERVIEWS["pseudonym"][1:]]),
        {},
        "interviews: 1 value is missing, in ['pseudonym']; fill them in, or leave "
        "those rows out",
    ),
    (
        CODING,
        INTERVIEWS,
        {"second": "C"},
        "coding: this coder coded nothing, got 'C'; use one of ['A', 'B']",
    ),
    (
        CODING,
        INTERVIEWS,
        {"second": "A"},
        "coding: the second coder is the first, got 'A'; name another, or none",
    ),
    (
        CODING,
        INTERVIEWS,
        {"theme": "praise"},
        "coding: no such theme, got 'praise'; use one of ['tutor', 'feedback', "
        "'load', 'money']",
    ),
]


@pytest.mark.parametrize(("coding", "interviews", "changed", "message"), FAULTS)
def test_excerpts_that_cannot_be_chosen_say_why(coding, interviews, changed, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        chosen_excerpts(
            coding_of(coding),
            of_years(interviews),
            rule="typical",
            **(ASKED | changed),
        )
    assert str(caught.value) == f"simulated/coding, {message}"


def test_a_rule_that_does_not_exist_is_refused():
    """The rules are named."""
    with pytest.raises(ValueError, match=r"^rule") as caught:
        chosen_excerpts(coding_of(CODING), of_years(INTERVIEWS), rule="best", **ASKED)
    assert str(caught.value) == (
        "rule: no such rule, got 'best'; use one of ['one per group', 'typical', "
        "'deviant']"
    )


ROWS = st.lists(
    st.tuples(
        st.sampled_from(list(INTERVIEWS["interview"])),
        st.sampled_from("AB"),
        st.sampled_from(["praise", "advice", "hours", "rent"]),
        st.integers(0, 8),
        st.integers(1, 6),
    ),
    max_size=25,
)


@settings(deadline=None)
@given(
    rows=ROWS,
    rule=st.sampled_from(["one per group", "typical", "deviant"]),
    seed=st.integers(0, 9),
)
def test_a_choice_does_not_depend_on_the_order_of_the_rows(rows, rule, seed):
    """Names are unique, every excerpt is one of the coder's, input is left alone."""
    coding = pd.DataFrame(
        [
            # the words of all are "x": one place has one text
            ("I9", "A", "rent", "E", 0, 3, "x"),
            ("I9", "B", "rent", "E", 0, 3, "x"),
            *(
                (i, w, c, f"E{k}", s, s + n, "x")
                for k, (i, w, c, s, n) in enumerate(rows)
            ),
        ],
        columns=COLUMNS,
    )
    before = coding.copy(deep=True)
    asked = {"rule": rule, "second": "B"} | ASKED
    found = chosen_excerpts(coding_of(coding), of_years(INTERVIEWS), **asked)
    pd.testing.assert_frame_equal(coding, before)
    mixed = coding.sample(frac=1, random_state=seed)
    assert chosen_excerpts(coding_of(mixed), of_years(INTERVIEWS), **asked) == found
    names = [one.name for one in found.quotations]
    assert len(set(names)) == len(names)
    own = coding[coding["coder"] == "A"]
    held = set(
        zip(own["interview"], own["code"], own["start"], own["end"], strict=True)
    )
    for one in found.quotations:
        assert (one.interview, one.code, one.start, one.end) in held
    spoken = {"tutor": {"praise", "advice"}, "load": {"hours"}, "money": {"rent"}}
    themes = [t for t, codes in spoken.items() if codes & set(own["code"])]
    if rule == "one per group":
        years = INTERVIEWS.set_index("interview")["year"]
        expected = {
            (theme, years[i])
            for theme in themes
            for i in own.loc[own["code"].isin(spoken[theme]), "interview"]
        }
        assert {(one.theme, one.group) for one in found.quotations} == expected
    else:
        assert [one.theme for one in found.quotations] == themes
