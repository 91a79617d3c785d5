"""Interviews, people and excerpts of a theme are counted once, in all and by group."""

import pandas as pd
import pytest
from example_coders import FRAME, INTERVIEWS
from example_samples import interviews_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.data.coding_frame import frame_nodes
from analysis.themes._group_counts import (
    Held,
    by_group,
    coded_passages,
    group_members,
    theme_row,
)

NODES = frame_nodes(FRAME)
CODES = [node.name for node in NODES if node.level == "code"]
#: Two of the interviews are of one man.
PEOPLE = INTERVIEWS.assign(participant=["S1", "S1", "S3", "S4", "S5", "S5"])
GROUPS = group_members(
    interviews_of(PEOPLE, setting={"outpatient": "Outpatients"}), "setting"
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(list(PEOPLE["interview"])),
        st.sampled_from(CODES),
        st.integers(1, 5).map("E{}".format),
    ),
    max_size=12,
)


NOBODY = pd.DataFrame(columns=["interview", "code", "excerpt", "participant"])


def limits(count, n, level):
    """Return the exact limits, as quantiles of beta distributions."""
    tail = (1 - level) / 2
    low = stats.beta.ppf(tail, count, n - count + 1) if count else 0.0
    high = stats.beta.isf(tail, count + 1, n - count) if count < n else 1.0
    return low, high


@settings(deadline=None)
@given(rows=ROWS, level=st.sampled_from([0.8, 0.95]))
def test_counts_of_every_node_are_those_of_the_rows(rows, level):
    """However often a passage, an interview or a person stands there."""
    own = pd.DataFrame(rows, columns=["interview", "code", "excerpt"])
    passages = coded_passages(own, PEOPLE)
    speaker = dict(zip(PEOPLE["interview"], PEOPLE["participant"], strict=True))
    held = Held(n=6, groups=GROUPS, conf_level=level)
    for node in NODES:
        found = theme_row(passages, node, held)
        inside = own[own["code"].isin(node.codes)]
        assert (found.theme, found.label, found.parent, found.level) == (
            node.name,
            node.label,
            node.parent,
            node.level,
        )
        places = dict(zip(PEOPLE["interview"], PEOPLE["setting"], strict=True))
        parts = {"": inside}
        for key in ("outpatient", "prison"):
            parts[key] = inside[inside["interview"].map(places) == key]
        assert [one.group for one in found.by_group] == ["outpatient", "prison"]
        for one, (key, part), n in zip(
            (found, *found.by_group), parts.items(), (6, 3, 3), strict=True
        ):
            count = one.count if key else one.interviews
            assert (count, one.n) == (part["interview"].nunique(), n)
            assert one.participants == part["interview"].map(speaker).nunique()
            assert one.excerpts == part["excerpt"].nunique()
            assert one.proportion == pytest.approx(count / n)
            assert (one.conf_low, one.conf_high) == pytest.approx(
                limits(count, n, level)
            )
            assert (one.conf_level, one.undefined) == (level, "")


def test_groups_come_in_order_with_their_people():
    """Those with a label first; two interviews of one man are one participant."""
    assert [(one.key, one.label, one.n_participants) for one in GROUPS] == [
        ("outpatient", "Outpatients", 2),
        ("prison", "prison", 2),
    ]
    assert GROUPS[1].interviews == {"I01", "I02", "I03"}


def test_of_no_interview_there_is_no_share():
    """The counts are nought, and a reason is given."""
    found = theme_row(NOBODY, NODES[0], Held(n=0, groups=(), conf_level=0.95))
    assert (found.interviews, found.n, found.by_group) == (0, 0, ())
    assert (found.proportion, found.conf_low, found.conf_high) == (None, None, None)
    assert (found.conf_level, found.undefined) == (0.95, "there is no interview")
    with pytest.raises(ValueError, match=r"^conf_level: outside 0-1, got 95"):
        by_group(NOBODY, Held(n=6, groups=GROUPS, conf_level=95))
