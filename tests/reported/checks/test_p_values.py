"""Every p value is that of its test, and adjusted as its record says."""

import pytest
from example_build import bare, faults

from reported.checks.p_values import groups_of, p_values
from thesis.checking import check


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
    (before,) = (one.looked_at for one in check(small.root, only=["p-values"]))
    record = small.result("entry-mood")["record"]
    record["statistic_name"] = "U"
    for contrast in record["contrasts"]:
        contrast["correction"] = "Scheffé"
    small.save()
    (after,) = check(small.root, only=["p-values"])
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
    return p_values(bare(results=[entry]))


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


def test_check_knows_that_a_library_can_leave_degrees_of_freedom_out():
    """Then nothing follows; and a table of all pairs tells how many groups it has."""
    part = {"record": "HypothesisTest", "statistic_name": "F", "statistic": 6.7}
    part |= {"dof": None, "dof_resid": None, "p_value": 0.005, "method": "Anova"}
    assert checked(parts=[part]).looked_at == (
        "0 p values; 1 without a known distribution: Anova 1"
    )
    # R 4.2: ptukey(1.39 * sqrt(2), 3, 11.08, lower.tail = FALSE)
    pairs = [
        {"name": name, "statistic": 1.39, "dof": 11.08, "p_adjusted": 0.3787866332}
        | {"record": "NamedTest", "correction": "Games-Howell", "p_value": None}
        for name in ("a-b", "a-c", "b-c")
    ]
    assert [groups_of({"tests": pairs[:n]}) for n in (0, 1, 3)] == [0, 2, 3]
    assert checked(tests=pairs).findings == ()
    pairs[1]["p_adjusted"] *= 1.001
    assert len(checked(tests=pairs).findings) == 1


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
