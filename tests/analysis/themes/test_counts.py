"""Theme counts: an interview once, excerpts of one coder, and sums that add up."""

import pandas as pd
import pytest
from example_samples import coding_of, interviews_of
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.themes.counts import spoke_of, theme_table
from results import DataError, GroupCount, ThemeRow

INTERVIEWS = pd.DataFrame(
    {
        "interview": ["I1", "I2", "I3", "I4"],
        "participant": ["S1", "S2", "S3", "S4"],
        "setting": ["prison", "prison", "outpatient", "outpatient"],
    }
)
CODING = pd.DataFrame(
    [
        ("I1", "A", "formal", "court", "E1"),
        ("I1", "A", "formal", "court", "E2"),
        ("I1", "A", "formal", "sanction", "E3"),
        ("I2", "A", "formal", "sanction", "E4"),
        ("I3", "A", "family", "asked", "E5"),
        ("I2", "B", "family", "asked", "E6"),
    ],
    columns=["interview", "coder", "theme", "code", "excerpt"],
)
FRAME = [
    {
        "theme": "family",
        "label": "Family pressure",
        "codes": [{"code": "asked", "label": "Asked to"}],
    },
    {
        "theme": "formal",
        "label": "Formal coercion",
        "codes": [
            {"code": "court", "label": "Court"},
            {"code": "sanction", "label": "Sanction"},
        ],
    },
    {"theme": "leaving", "label": "Leaving", "codes": [{"code": "left"}]},
]
LABELS = {"prison": "Prison", "outpatient": "Outpatient"}
ASKED = {
    "coder": "A",
    "by": "setting",
}


#: R 4.2: binom.test(count, n)$conf.int, by count and n
EXACT = {
    (0, 2): (0.0, 0.841886116991581),
    (1, 2): (0.01257911709342506, 0.9874208829065749),
    (2, 2): (0.1581138830084191, 1.0),
    (0, 4): (0.0, 0.6023646356164746),
    (1, 4): (0.00630946320970987, 0.8058795503167566),
    (2, 4): (0.067585986488543, 0.932414013511457),
}


def listed(frame, filter="all rows"):
    """Return the interviews with the settings in their order."""
    return interviews_of(frame, filter, setting=LABELS)


def exact(count, n):
    """Return the share of interviews with its limits, as fields."""
    low, high = EXACT[count, n]
    return {
        "proportion": count / n,
        "conf_low": pytest.approx(low, rel=1e-9),
        "conf_high": pytest.approx(high, rel=1e-9),
        "conf_level": 0.95,
    }


def by_group(prison, outpatient):
    """Interviews and excerpts of the two groups, out of two interviews each."""
    return tuple(
        GroupCount(
            group=key,
            label=key.capitalize(),
            count=count,
            n=2,
            participants=count,
            n_participants=2,
            excerpts=excerpts,
            **exact(count, 2),
        )
        for key, (count, excerpts) in zip(LABELS, (prison, outpatient), strict=True)
    )


def test_theme_table_counts_by_hand():
    """Every number, counted by hand from the rows above."""
    found = theme_table(
        coding_of(CODING), listed(INTERVIEWS), **ASKED, coding_frame=FRAME
    )
    rows = [
        ("family", "Family pressure", "", "theme", 1, 1, (0, 0), (1, 1)),
        ("asked", "Asked to", "family", "code", 1, 1, (0, 0), (1, 1)),
        ("formal", "Formal coercion", "", "theme", 2, 4, (2, 4), (0, 0)),
        ("court", "Court", "formal", "code", 1, 2, (1, 2), (0, 0)),
        ("sanction", "Sanction", "formal", "code", 2, 2, (2, 2), (0, 0)),
        ("leaving", "Leaving", "", "theme", 0, 0, (0, 0), (0, 0)),
        ("left", "left", "leaving", "code", 0, 0, (0, 0), (0, 0)),
    ]
    assert found.rows == tuple(
        ThemeRow(
            theme=t,
            label=w,
            parent=p,
            level=v,
            interviews=i,
            n=4,
            participants=i,
            excerpts=e,
            **exact(i, 4),
            by_group=by_group(*g),
        )
        for t, w, p, v, i, e, *g in rows
    )
    assert found.groups == by_group((2, 4), (1, 1))
    assert (found.n_interviews, found.n_participants) == (4, 4)
    assert (found.n_excerpts, found.data.rows) == (5, 5)
    assert found.method == (
        "Excerpts coded by A; an interview counts once for a theme, a passage once"
    )
    assert found.data.filter == "all rows"


def test_a_participant_and_a_passage_count_once():
    """Two interviews of one man; one passage with two codes of a theme."""
    again = INTERVIEWS.assign(participant=["S1", "S1", "S3", "S4"])
    both = pd.concat([CODING, CODING[:1].assign(code="sanction")], ignore_index=True)
    found = theme_table(coding_of(both), listed(again), **ASKED, coding_frame=FRAME)
    formal = next(row for row in found.rows if row.theme == "formal")
    assert (formal.interviews, formal.participants, formal.excerpts) == (2, 1, 4)
    assert formal.by_group[0].participants == 1
    assert formal.by_group[0].n_participants == 1
    assert (found.n_participants, found.n_excerpts, found.data.rows) == (3, 5, 6)


def test_a_sub_theme_holds_its_own_codes_and_counts_for_its_theme():
    """The tree may be deeper than themes and codes."""
    deeper = [
        FRAME[0],
        {
            "theme": "formal",
            "themes": [{"theme": "threat", "codes": [{"code": "sanction"}]}],
            "codes": [{"code": "court"}],
        },
    ]
    found = theme_table(
        coding_of(CODING), listed(INTERVIEWS), **ASKED, coding_frame=deeper
    )
    rows = [(r.theme, r.parent, r.level, r.interviews, r.excerpts) for r in found.rows]
    assert rows[2:] == [
        ("formal", "", "theme", 2, 4),
        ("threat", "formal", "sub-theme", 2, 2),
        ("sanction", "threat", "code", 2, 2),
        ("court", "formal", "code", 1, 2),
    ]


def test_a_theme_is_that_of_the_frame_whatever_the_rows_say():
    """A code belongs to one theme; a column with another changes nothing."""
    found = theme_table(
        coding_of(CODING), listed(INTERVIEWS), **ASKED, coding_frame=FRAME
    )
    for rows in (CODING.drop(columns="theme"), CODING.assign(theme="family")):
        assert found == theme_table(
            coding_of(rows), listed(INTERVIEWS), **ASKED, coding_frame=FRAME
        )


def test_spoke_of_says_yes_or_no_of_every_interview():
    """The row is an interview, so that interviews can be compared."""
    asked = {"coder": "A", "coding_frame": FRAME}
    found = spoke_of(coding_of(CODING), listed(INTERVIEWS), theme="formal", **asked)
    assert list(found.frame["formal"]) == ["yes", "yes", "no", "no"]
    assert list(found.frame["formal"].cat.categories) == ["yes", "no"]
    assert found.label("formal") == "Formal coercion coded"
    assert found.levels("formal") == {"yes": "Coded", "no": "Not coded"}
    assert (found.source, found.levels("setting")) == ("simulated/interviews", LABELS)
    assert "formal" not in INTERVIEWS
    nobody = spoke_of(coding_of(CODING), listed(INTERVIEWS), theme="leaving", **asked)
    assert list(nobody.frame["leaving"]) == ["no"] * 4


FAULTS = [
    (
        CODING.drop(columns="code"),
        INTERVIEWS,
        "coding: 1 column is not there, got ['code']; the columns needed are "
        "['interview', 'coder', 'code', 'excerpt']",
    ),
    (
        CODING.assign(excerpt=[None, *CODING["excerpt"][1:]]),
        INTERVIEWS,
        "coding: 1 value is missing, in ['excerpt']; "
        "fill them in, or leave those rows out",
    ),
    (
        CODING,
        INTERVIEWS.assign(interview=["I1", "I1", "I2", "I3"]),
        "interviews: 1 interview is listed more than once, got ['I1']; "
        "keep one row for an interview",
    ),
    (
        CODING,
        INTERVIEWS[:2],
        "coding: 1 interview is not listed, got ['I3']; "
        "add them to the list of interviews",
    ),
    (
        CODING[CODING["coder"] == "B"],
        INTERVIEWS,
        "coding: this coder coded nothing, got 'A'; use one of ['B']",
    ),
    (
        pd.concat([CODING, CODING[:1]]),
        INTERVIEWS,
        "coding: 1 times an excerpt has one code twice by one coder, got ['E1'] at "
        "['I1']; keep one row of each",
    ),
    (
        CODING.assign(code=["police", *CODING["code"][1:]]),
        INTERVIEWS,
        "coding: 1 code is not in the coding frame, got ['police']; "
        "correct the coding, or add them to the frame",
    ),
]


@pytest.mark.parametrize(("coding", "interviews", "message"), FAULTS)
def test_a_coding_that_cannot_be_counted_says_why(coding, interviews, message):
    """The whole message."""
    with pytest.raises(DataError) as caught:
        theme_table(coding_of(coding), listed(interviews), **ASKED, coding_frame=FRAME)
    assert str(caught.value) == f"simulated/coding, {message}"


def test_a_theme_that_nobody_knows_is_refused():
    """A slip of the pen is not a theme that nobody spoke of."""
    with pytest.raises(DataError) as caught:
        spoke_of(
            coding_of(CODING),
            listed(INTERVIEWS),
            theme="famly",
            coder="A",
            coding_frame=FRAME,
        )
    assert str(caught.value) == (
        "simulated/coding, coding: no such theme, got 'famly'; did you mean 'family'?"
    )


CODES = {"court": "formal", "sanction": "formal", "asked": "family", "left": "leaving"}
CODED = st.lists(
    st.tuples(st.sampled_from(["I1", "I2", "I3", "I4"]), st.sampled_from(list(CODES))),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(coded=CODED)
def test_theme_counts_add_up(coded):
    """Codes to themes, themes to all excerpts, groups to all interviews."""
    rows = [(i, "A", CODES[c], c, f"E{k}") for k, (i, c) in enumerate(coded)]
    coding = pd.DataFrame(rows, columns=list(CODING.columns))
    before = coding.copy(deep=True)
    found = theme_table(
        coding_of(coding), listed(INTERVIEWS), **ASKED, coding_frame=FRAME
    )
    pd.testing.assert_frame_equal(coding, before)
    themes = [row for row in found.rows if not row.parent]
    assert sum(row.excerpts for row in themes) == found.n_excerpts == len(coded)
    for row in themes:
        codes = [code for code in found.rows if code.parent == row.theme]
        assert sum(code.excerpts for code in codes) == row.excerpts
        assert row.interviews <= sum(code.interviews for code in codes)
    for row in found.rows:
        assert sum(group.count for group in row.by_group) == row.interviews
        assert row.interviews <= row.excerpts or row.excerpts == 0
        assert sum(group.excerpts for group in row.by_group) == row.excerpts
        assert row.conf_low <= row.proportion <= row.conf_high
    assert sum(group.n for group in found.groups) == found.n_interviews


def test_a_filter_that_leaves_nothing_coded_counts_nought():
    """Nobody of those who left was interviewed: no fault of the coder."""
    asked = INTERVIEWS.assign(
        completed=pd.Categorical(["yes"] * 4, categories=["yes", "no"])
    )
    found = theme_table(
        coding_of(CODING),
        listed(asked, "completed is no"),
        **ASKED,
        coding_frame=FRAME,
    )
    assert (found.n_interviews, found.n_excerpts, found.groups) == (0, 0, ())
    first = found.rows[0]
    assert (first.interviews, first.n, first.proportion) == (0, 0, None)
    assert first.undefined == "there is no interview"
