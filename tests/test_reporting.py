"""Results in words, JSON and tables: exact strings, and nothing that is not there."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reporting import (
    EFFECTS,
    MEANINGS,
    Markdown,
    apa,
    apa_number,
    apa_p,
    apa_stat,
    change_table,
    contrast_table,
    count_table,
    from_json,
    group_table,
    markdown_table,
    plain,
    theme_table_rows,
    to_json,
)
from analysis.results import (
    Change,
    Comparison,
    Contrast,
    Count,
    CountComparison,
    DataUsed,
    Description,
    Effect,
    GroupCount,
    GroupProportion,
    GroupSummary,
    Proportion,
    ThemeRow,
    ThemeTable,
)

USED = DataUsed(
    source="simulated/entry", variables=("setting", "mood"), filter="all rows", rows=19
)


def group(code, label, n, mean, sd):
    """Make one group's summary, with quartiles around its mean."""
    return GroupSummary(
        group=code,
        label=label,
        n=n,
        n_missing=1,
        mean=mean,
        sd=sd,
        median=mean - 0.5,
        q1=mean - 1.25,
        q3=mean + 1.25,
        minimum=mean - 3,
        maximum=mean + 4.5,
    )


def effect(name, estimate, low, high):
    """Make an effect size with a 95% interval."""
    return Effect(
        name=name, estimate=estimate, conf_low=low, conf_high=high, conf_level=0.95
    )


PAIR = Contrast(
    first="prison",
    second="inpatient",
    estimate=-6.1667,
    std_error=1.37,
    statistic=-4.4916,
    dof=11.2356,
    p_value=0.0023,
    conf_low=-9.8633,
    conf_high=-2.4701,
    conf_level=0.95,
    effect=effect("hedges_g", -2.2518, -3.5584, -0.8941),
    correction="Games-Howell",
)
WELCH = Comparison(
    method="Welch analysis of variance",
    outcome="Mood",
    unit="points",
    n=14,
    n_missing=2,
    statistic_name="F",
    statistic=5.1234,
    dof=2.0,
    dof_resid=43.6071,
    p_value=0.0102,
    effect=effect("omega_squared", 0.1512, 0.0104, 0.3105),
    alternative="two-sided",
    correction="Games-Howell",
    groups=(
        group("prison", "Prison", 6, 14.0, 2.4833),
        group("inpatient", "Inpatient", 8, 20.0, 2.6186),
    ),
    contrasts=(PAIR,),
    data=USED,
)
RANKS = replace(
    WELCH,
    method="Kruskal-Wallis test",
    outcome="Days in treatment",
    unit="days",
    statistic_name="H",
    statistic=10.46,
    dof_resid=None,
    p_value=0.0004,
    effect=effect("rank_epsilon_squared", 0.5811, 0.3666, 0.8172),
    correction="none",
    contrasts=(),
)
WELCH_T = replace(
    WELCH,
    method="Welch t test",
    statistic_name="t",
    statistic=-1.857,
    dof=17.776,
    dof_resid=None,
    p_value=0.0794,
    effect=effect("hedges_g", -0.7966, -1.6906, 0.1012),
    correction="none",
    contrasts=(),
)
CHANGE = Change(
    method="Paired t test",
    outcome="Heroin use",
    unit="days",
    n=8,
    n_missing=2,
    before=group("prison", "Prison", 8, 26.75, 4.432),
    after=group("prison", "Prison", 8, 14.75, 10.4847),
    estimate=-12.0,
    std_error=3.9776,
    statistic_name="t",
    statistic=-3.0169,
    dof=7.0,
    p_value=0.01947,
    conf_low=-21.4056,
    conf_high=-2.5944,
    conf_level=0.95,
    effect=effect("hedges_g_z", -0.9474, -1.712, -0.143),
    alternative="two-sided",
    data=USED,
)
SHARES = tuple(
    GroupProportion(
        group=code,
        label=label,
        count=count,
        n=24,
        n_missing=0,
        proportion=count / 24,
        conf_low=0.551,
        conf_high=0.88,
        conf_level=0.95,
    )
    for code, label, count in [("prison", "Prison", 18), ("inpatient", "Inpatient", 11)]
)
EXACT = CountComparison(
    method="Fisher-Freeman-Halton exact test",
    outcome="Completed | ended",
    level="Completed",
    n=48,
    n_missing=0,
    p_value=0.03134,
    effect=effect("cramers_v", 0.3448, 0.0691, 0.5599),
    groups=SHARES,
    data=USED,
)
PROPORTION = Proportion(
    label="completed",
    count=31,
    n=48,
    n_missing=2,
    proportion=31 / 48,
    conf_low=0.5044,
    conf_high=0.7657,
    conf_level=0.95,
    method="Wilson interval",
    data=USED,
)
COUNT = Count(label="men", count=72, data=USED)
DESCRIPTION = Description(
    outcome="Age", unit="years", summary=group("all", "All", 72, 33.333, 6.1), data=USED
)
THEMES = ThemeTable(
    method="Excerpts coded by A; an interview counts once for a theme",
    groups=(GroupCount(group="prison", label="Prison", count=2, n=4),),
    rows=tuple(
        ThemeRow(
            theme=theme,
            label=label,
            parent=parent,
            interviews=2,
            excerpts=5,
            by_group=(GroupCount(group="prison", label="Prison", count=2, n=4),),
        )
        for theme, label, parent in [
            ("formal", "Formal", ""),
            ("court", "Court", "formal"),
        ]
    ),
    n_interviews=4,
    n_excerpts=5,
    data=USED,
)
ALL = [
    WELCH,
    RANKS,
    WELCH_T,
    CHANGE,
    EXACT,
    PROPORTION,
    COUNT,
    DESCRIPTION,
    THEMES,
]


# --- numbers


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        (1.005, {}, "1.00"),  # the float lies below the half
        (-0.504, {}, "−0.50"),
        (-0.004, {}, "0.00"),
        (0.25, {"bounded": True}, ".25"),
        (-0.25, {"bounded": True}, "−.25"),
        (1.0, {"bounded": True}, "1.00"),
        (0.0, {"bounded": True}, ".00"),
        (0.996, {"bounded": True}, "1.00"),
        (12.3456, {"digits": 1}, "12.3"),
        (48, {"digits": 0}, "48"),
    ],
)
def test_apa_number_rounds_and_drops_only_a_needless_zero(value, options, expected):
    """True minus sign, no minus before a rounded zero."""
    assert apa_number(value, **options) == expected


def test_apa_number_refuses_a_bounded_number_above_1():
    """A slip in the name of a statistic is noticed."""
    with pytest.raises(ValueError, match=r"^a bounded") as caught:
        apa_number(1.2, bounded=True)
    assert str(caught.value) == ("a bounded number exceeds 1, got 1.2; print it whole")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "*p* < .001"),
        (0.00099, "*p* < .001"),
        (0.001, "*p* = .001"),
        (0.0102, "*p* = .010"),
        (0.05, "*p* = .050"),
        (0.999, "*p* = .999"),
        (0.9996, "*p* > .999"),
        (1.0, "*p* > .999"),
    ],
)
def test_apa_p_is_never_0_and_never_1(value, expected):
    """Three decimals, and a bound at either end."""
    assert apa_p(value) == expected


@pytest.mark.parametrize("value", [-0.1, 1.01, float("nan")])
def test_apa_p_refuses_what_is_no_probability(value):
    """Also NaN."""
    with pytest.raises(ValueError, match=r"^a p value") as caught:
        apa_p(value)
    assert str(caught.value) == (
        f"a p value is outside 0-1, got {value}; check the test"
    )


def test_apa_stat_prints_whole_degrees_of_freedom_whole():
    """Fractions get two decimals."""
    assert apa_stat("F", 5.1234, (2.0, 43.6071)) == "*F*(2, 43.61) = 5.12"
    assert apa_stat("t", -1.857, (17.0,)) == "*t*(17) = −1.86"
    assert apa_stat("z", 1.0) == "*z* = 1.00"


@given(value=st.floats(-1e6, 1e6), digits=st.integers(0, 4))
def test_a_printed_number_reads_back_within_half_of_its_last_digit(value, digits):
    """Rounding is the only thing that happens."""
    printed = apa_number(value, digits=digits).replace("−", "-")
    assert abs(float(printed) - value) <= 0.5 * 10**-digits * (1 + 1e-6) + 1e-9
    assert printed not in ("-0", "-0.0", "-0.00", "-0.000", "-0.0000")


@given(value=st.floats(0, 1))
def test_a_printed_p_value_never_has_a_zero_before_the_point(value):
    """Nor does it claim certainty."""
    assert re.fullmatch(r"\*p\* (= \.\d{3}|< \.001|> \.999)", apa_p(value))


# --- sentences

SENTENCES = [
    (WELCH, "*F*(2, 43.61) = 5.12, *p* = .010, ω² = .15, 95% CI [.01, .31]"),
    (RANKS, "*H*(2) = 10.46, *p* < .001, ε² = .58, 95% CI [.37, .82]"),
    (WELCH_T, "*t*(17.78) = −1.86, *p* = .079, *g* = −0.80, 95% CI [−1.69, 0.10]"),
    (
        PAIR,
        "difference = −6.17, 95% CI [−9.86, −2.47], *t*(11.24) = −4.49, *p* = .002, "
        "*g* = −2.25, 95% CI [−3.56, −0.89]",
    ),
    (
        CHANGE,
        "mean change = −12.00 days, 95% CI [−21.41, −2.59], *t*(7) = −3.02, "
        "*p* = .019, *g*z = −0.95, 95% CI [−1.71, −0.14]",
    ),
    (
        EXACT,
        "Fisher–Freeman–Halton exact test, *p* = .031, *V* = .34, 95% CI [.07, .56]",
    ),
    (PROPORTION, "31 of 48 (65%), 95% CI [50%, 77%]"),
    (SHARES[1], "11 of 24 (46%)"),
    (COUNT, "72"),
    (DESCRIPTION, "*M* = 33.33, *SD* = 6.10, *n* = 72"),
    (THEMES, "1 theme, 5 excerpts in 4 interviews"),
    (THEMES.rows[0], "5 excerpts in 2 interviews"),
    (THEMES.groups[0], "2 of 4 (50%)"),
    (WELCH.effect, "ω² = .15, 95% CI [.01, .31]"),
]


@pytest.mark.parametrize(("result", "expected"), SENTENCES)
def test_apa_puts_a_result_into_one_sentence_part(result, expected):
    """The exact string of every kind of record."""
    assert apa(result) == expected


def test_apa_leaves_out_an_interval_that_is_undefined():
    """The effect stays."""
    bare = replace(WELCH.effect, conf_low=None, conf_high=None, undefined="no width")
    assert apa(replace(WELCH, effect=bare)) == (
        "*F*(2, 43.61) = 5.12, *p* = .010, ω² = .15"
    )


def test_apa_leaves_out_an_effect_that_is_undefined():
    """And the test stays."""
    none = replace(
        CHANGE.effect, estimate=None, conf_low=None, conf_high=None, undefined="n"
    )
    assert apa(replace(CHANGE, effect=none, unit="")) == (
        "mean change = −12.00, 95% CI [−21.41, −2.59], *t*(7) = −3.02, *p* = .019"
    )


def test_apa_refuses_a_record_without_a_sentence():
    """Naming the fields that can be shown."""
    with pytest.raises(TypeError) as caught:
        apa(USED)
    assert str(caught.value) == (
        "DataUsed has no sentence; use one of its fields, "
        "source, variables, filter, rows"
    )


def test_every_effect_size_has_a_symbol_and_a_meaning():
    """A table can always explain what it shows."""
    assert set(EFFECTS) == set(MEANINGS)


# --- one field

FIELDS = [
    (WELCH, "groups.prison.mean", "14.00"),
    (WELCH, "groups.prison.sd", "2.48"),
    (WELCH, "groups.prison.minimum", "11"),
    (WELCH, "groups.prison.maximum", "18.50"),
    (WELCH, "groups.prison.n_missing", "1"),
    (WELCH, "groups.inpatient", "*M* = 20.00, *SD* = 2.62, *n* = 8"),
    (WELCH, "n", "14"),
    (WELCH, "n_missing", "2"),
    (WELCH, "statistic", "5.12"),
    (WELCH, "dof", "2"),
    (WELCH, "dof_resid", "43.61"),
    (WELCH, "p_value", ".010"),
    (RANKS, "p_value", "< .001"),
    (WELCH, "effect", "ω² = .15, 95% CI [.01, .31]"),
    (WELCH, "effect.estimate", ".15"),
    (WELCH, "effect.conf_level", "95%"),
    (WELCH, "omega_squared", ".15"),
    (WELCH, "omega_squared.conf_high", ".31"),
    (WELCH_T, "hedges_g", "−0.80"),
    (WELCH, "contrasts.prison-inpatient.p_value", ".002"),
    (WELCH, "contrasts.prison-inpatient.conf_low", "−9.86"),
    (WELCH, "contrasts.prison-inpatient.hedges_g", "−2.25"),
    (WELCH, "contrasts.prison-inpatient", SENTENCES[3][1]),
    (WELCH, "outcome", "Mood"),
    (WELCH, "data.rows", "19"),
    (WELCH, "data.variables", "setting, mood"),
    (CHANGE, "before.mean", "26.75"),
    (CHANGE, "estimate", "−12.00"),
    (PROPORTION, "proportion", "65%"),
    (PROPORTION, "conf_low", "50%"),
    (PROPORTION, "count", "31"),
    (EXACT, "groups.prison", "18 of 24 (75%)"),
    (EXACT, "groups.prison.proportion", "75%"),
    (EXACT, "groups.prison.conf_high", "88%"),
    (EXACT, "cramers_v", ".34"),
    (COUNT, "count", "72"),
    (DESCRIPTION, "summary.mean", "33.33"),
    (THEMES, "rows.formal.interviews", "2"),
    (THEMES, "rows.formal.by_group.prison.n", "4"),
    (THEMES, "n_excerpts", "5"),
]


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_plain_prints_a_field_by_its_path(result, path, expected):
    """The exact string for every kind of field."""
    assert plain(result, path) == expected


UNKNOWN = [
    (
        WELCH,
        "groups.probation.mean",
        "'probation'; use one of prison, inpatient",
    ),
    (
        COUNT,
        "total",
        "'total'; use one of label, count, data, undefined",
    ),
    (WELCH, "groups", "'groups'; use one of prison, inpatient"),
    (
        WELCH,
        "data",
        "'data'; use one of source, variables, filter, rows",
    ),
    (WELCH, "n.mean", "'mean'; leave it out"),
    (
        PROPORTION,
        "omega_squared",
        "'omega_squared'; use one of label, count, n, n_missing, proportion, conf_low, "
        "conf_high, conf_level, method, data, undefined",
    ),
]


@pytest.mark.parametrize(("result", "path", "message"), UNKNOWN)
def test_an_unknown_field_names_those_there_are(result, path, message):
    """The whole message."""
    with pytest.raises(KeyError) as caught:
        plain(result, path)
    assert caught.value.args[0] == (
        f"{path}: no field to show under this name, got {message}"
    )


NO_VALUE = [
    (RANKS, "dof_resid", "Kruskal-Wallis test does not give one"),
    (RANKS, "contrasts", "Kruskal-Wallis test does not give one"),
    (WELCH, "undefined", "Welch analysis of variance does not give one"),
    (
        replace(
            WELCH,
            effect=replace(
                WELCH.effect, conf_low=None, conf_high=None, undefined="of no width"
            ),
        ),
        "omega_squared.conf_low",
        "of no width",
    ),
    (
        replace(
            CHANGE,
            effect=replace(
                CHANGE.effect,
                estimate=None,
                conf_low=None,
                conf_high=None,
                undefined="two pairs",
            ),
        ),
        "effect",
        "two pairs",
    ),
    (
        replace(
            DESCRIPTION,
            summary=replace(DESCRIPTION.summary, sd=None, undefined="one value"),
        ),
        "summary.sd",
        "one value",
    ),
]


@pytest.mark.parametrize(("result", "path", "why"), NO_VALUE)
def test_a_field_without_a_value_says_why(result, path, why):
    """Never a hole in a sentence."""
    with pytest.raises(ValueError, match="no value to show") as caught:
        plain(result, path)
    assert str(caught.value) == (
        f"{path}: there is no value to show, {why}; refer to another field"
    )


# --- JSON


@pytest.mark.parametrize("result", ALL, ids=lambda result: type(result).__name__)
def test_a_result_comes_back_from_json_as_it_was(result):
    """Equal in full precision, and shown in the same words."""
    text = json.dumps(to_json(result), allow_nan=False)
    again = from_json(json.loads(text))
    assert again == result
    assert apa(again) == apa(result)
    assert json.loads(text)["record"] == type(result).__name__


@pytest.mark.parametrize(("result", "path", "expected"), FIELDS)
def test_a_field_is_shown_alike_after_json(result, path, expected):
    """What is displayed later needs the JSON alone."""
    assert plain(from_json(json.loads(json.dumps(to_json(result)))), path) == expected


@given(value=st.floats(-1e9, 1e9), p=st.floats(0, 1))
def test_json_keeps_every_digit(value, p):
    """Seventeen of them, if need be."""
    result = replace(WELCH, statistic=value, p_value=p)
    assert from_json(json.loads(json.dumps(to_json(result)))) == result


BAD_JSON = [
    (
        {"version": 2},
        "version: written in another form, got 2; "
        "build the page again, the form is now 1",
    ),
    ({"record": "Ghost"}, "record: no such type, got 'Ghost'; see analysis.results"),
    ({"record": "Record"}, "record: no such type, got 'Record'; see analysis.results"),
    ({"record": "Result"}, "record: no such type, got 'Result'; see analysis.results"),
    (
        {"size": 3},
        "Count: other fields than this type has, got ['size']; build the page again",
    ),
]


@pytest.mark.parametrize(("change", "message"), BAD_JSON)
def test_json_of_another_form_is_refused(change, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r":") as caught:
        from_json({**to_json(COUNT), **change})
    assert str(caught.value) == message


def test_json_of_a_part_is_not_a_result():
    """Only what can be published comes back."""
    part = {"version": 1, **to_json(WELCH)["effect"]}
    with pytest.raises(ValueError, match=r"^record") as caught:
        from_json(part)
    assert str(caught.value) == "record: not a whole result, got 'Effect'"


# --- tables


def test_markdown_table_escapes_text_and_keeps_markdown():
    """Bars, markup and LaTeX in a label stay what they are."""
    table = markdown_table(
        ["Label", Markdown("*M* | 2")],
        [[r"50% a|b *c* _d_ $x$ \e <f>", "1"], ["two\nlines", "2"]],
        caption="What it shows",
        name="entry-tab-x",
        note="All of it.",
    )
    assert table == (
        ":::{table} What it shows\n"
        ":name: entry-tab-x\n"
        "\n"
        "| Label | *M* \\| 2 |\n"
        "| :-- | --: |\n"
        r"| 50\% a\|b \*c\* \_d\_ \$x\$ \\e \<f\> | 1 |" + "\n"
        "| two lines | 2 |\n"
        ":::\n"
        "\n"
        "*Note.* All of it.\n"
    )


def test_markdown_table_aligns_columns_as_told():
    """Left, centred and right."""
    table = markdown_table(
        ["a", "b", "c"], [["1", "2", "3"]], caption="C", name="n", align="lcr"
    )
    assert "| :-- | :-: | --: |" in table
    assert "*Note.*" not in table


@pytest.mark.parametrize(
    ("header", "rows", "options", "message"),
    [
        (
            ["a", "b"],
            [["1", "2"], ["3"]],
            {"caption": "C"},
            "t: 2 columns, but align is 'lr' and 1 of 2 rows differ, at rows [2]; "
            "give every row a cell for each column",
        ),
        (
            ["a", "b"],
            [],
            {"caption": "C"},
            "t: 2 columns, but align is 'lr' and 0 of 0 rows differ, at rows []; "
            "give every row a cell for each column",
        ),
        (
            ["a", "b"],
            [["1", "2"]],
            {"caption": "C", "align": "lrr"},
            "t: 2 columns, but align is 'lrr' and 0 of 1 rows differ, at rows []; "
            "give every row a cell for each column",
        ),
        (
            ["a"],
            [["1"]],
            {"caption": "C\nD"},
            "t: a caption is one line, got 'C\\nD'; shorten it",
        ),
        (
            ["a"],
            [["1"]],
            {"caption": ""},
            "t: a caption is one line, got ''; shorten it",
        ),
    ],
)
def test_a_table_that_would_not_be_one_is_refused(header, rows, options, message):
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        markdown_table(header, rows, name="t", **options)
    assert str(caught.value) == message


def lines(table):
    """Head and rows of a table, without its frame, and then the note."""
    found = table.splitlines()
    return [line for line in found[3:] if line and line != ":::" and ":--" not in line]


def test_group_table_shows_means_test_p_and_effect():
    """Exact cells; decimals agree within each column."""
    other = replace(WELCH, outcome="Hope", unit="", n_missing=0, dof_resid=40.0)
    table = group_table([WELCH, other], caption="C", name="entry-tab-a", note="More.")
    assert lines(table) == [
        "| Outcome | Prison, *M* (*SD*) | Inpatient, *M* (*SD*) | *F*(*df*, *df*) "
        "| *p* | ω² [95% CI] |",
        "| Mood (points) | 14.00 (2.48) | 20.00 (2.62) | 5.12 (2, 43.61) | .010 "
        "| .15 [.01, .31] |",
        "| Hope | 14.00 (2.48) | 20.00 (2.62) | 5.12 (2, 40.00) | .010 "
        "| .15 [.01, .31] |",
        "*Note.* *n*: Prison 6, Inpatient 8. ω² is omega squared. "
        "Missing values: Mood 2. More.",
    ]


def test_group_table_of_ranks_shows_medians_and_quartiles():
    """What the test compares is what the table shows."""
    fewer = tuple(replace(g, n=g.n - 1) for g in RANKS.groups)
    second = replace(RANKS, groups=fewer, n_missing=0, outcome="Visits", unit="")
    table = group_table([RANKS, second], caption="C", name="t")
    assert lines(table) == [
        "| Outcome | Prison, *Mdn* [*Q*1, *Q*3] | Inpatient, *Mdn* [*Q*1, *Q*3] "
        "| *H*(*df*) | *p* | ε² [95% CI] |",
        "| Days in treatment (days) | 13.50 [12.75, 15.25] | 19.50 [18.75, 21.25] "
        "| 10.46 (2) | \\< .001 | .58 [.37, .82] |",
        "| Visits | 13.50 [12.75, 15.25] | 19.50 [18.75, 21.25] "
        "| 10.46 (2) | \\< .001 | .58 [.37, .82] |",
        "*Note.* *n*: Prison 5 to 6, Inpatient 7 to 8. ε² is epsilon squared of the "
        "ranks. Missing values: Days in treatment 2.",
    ]


@pytest.mark.parametrize("results", [[], [WELCH, RANKS]])
def test_group_table_refuses_to_mix_methods(results):
    """One head for all rows."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        group_table(results, caption="C", name="t")
    assert str(caught.value) == (
        "t: one table shows one method and the same groups, got "
        f"{len(results)} different; make a table for each"
    )


def test_contrast_table_shows_every_pair():
    """Named by labels, with what is adjusted and what is not."""
    assert lines(contrast_table(WELCH, caption="C", name="t")) == [
        "| Groups | Difference (points) [95% CI] | *t*(*df*) | *p* | *g* [95% CI] |",
        "| Prison less Inpatient | −6.17 [−9.86, −2.47] | −4.49 (11.24) | .002 "
        "| −2.25 [−3.56, −0.89] |",
        "*Note.* *p* and the interval of the difference are adjusted for all pairs "
        "(Games-Howell); the interval of the effect size is not. *g* is Hedges' g, "
        "with the pooled standard deviation.",
    ]


def test_contrast_table_refuses_a_test_without_contrasts():
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        contrast_table(RANKS, caption="C", name="t")
    assert str(caught.value) == "t: Kruskal-Wallis test has no contrasts to show"


def test_change_table_names_rows_by_group_when_there_is_one_outcome():
    """The outcome then stands in the note."""
    assert lines(change_table([CHANGE], caption="C", name="t")) == [
        "| Group | *n* | Before, *M* (*SD*) | After, *M* (*SD*) | Change [95% CI] "
        "| *p* | *g*z [95% CI] |",
        "| Prison | 8 | 26.75 (4.43) | 14.75 (10.48) | −12.00 [−21.41, −2.59] | .019 "
        "| −0.95 [−1.71, −0.14] |",
        "*Note.* Heroin use (days). *g*z is the mean change divided by the standard "
        "deviation of the changes, corrected for small samples. "
        "Missing pairs: Prison 2.",
    ]


def test_change_table_names_rows_by_outcome_too_when_outcomes_differ():
    """A row of everybody is named by its outcome; an undefined effect is a dash."""
    none = replace(
        CHANGE.effect, estimate=None, conf_low=None, conf_high=None, undefined="few"
    )
    everybody = replace(
        CHANGE,
        outcome="Mood",
        unit="",
        n_missing=0,
        effect=none,
        before=replace(CHANGE.before, group="all", label="All"),
    )
    found = lines(change_table([CHANGE, everybody], caption="C", name="t"))
    assert found[0].startswith("| Outcome and group |")
    assert found[1].startswith("| Heroin use (days): Prison | 8 |")
    assert found[2].startswith("| Mood | 8 |")
    assert found[2].endswith("| .019 | – |")
    assert found[3].endswith("Missing pairs: Heroin use (days): Prison 2.")


def test_change_table_refuses_nothing():
    """The whole message."""
    with pytest.raises(ValueError, match=r"^t:") as caught:
        change_table([], caption="C", name="t")
    assert str(caught.value) == "t: there is no change to show; give at least one"


def test_count_table_shows_counts_with_percentages():
    """Labels are escaped, the method is named in the note."""
    bare = replace(EXACT.effect, conf_low=None, conf_high=None, undefined="no width")
    second = replace(EXACT, outcome="Seen", effect=bare, n_missing=3)
    assert lines(count_table([EXACT, second], caption="C", name="t")) == [
        "| Outcome | Prison | Inpatient | Exact *p* | *V* [95% CI] |",
        r"| Completed \| ended | 18 of 24 (75\%) | 11 of 24 (46\%) | .031 "
        "| .34 [.07, .56] |",
        r"| Seen | 18 of 24 (75\%) | 11 of 24 (46\%) | .031 | .34 [–] |",
        "*Note.* Fisher–Freeman–Halton exact test. *V* is Cramér's V. "
        "Missing values: Seen 3.",
    ]


def test_theme_table_rows_shows_codes_below_their_theme():
    """Interviews of each group, all interviews, excerpts; codes only if wanted."""
    assert lines(theme_table_rows(THEMES, caption="C", name="t")) == [
        "| Theme | Prison (of 4) | Interviews (of 4) | Excerpts |",
        "| Formal | 2 | 2 | 5 |",
        "| – Court | 2 | 2 | 5 |",
        "*Note.* Excerpts coded by A; an interview counts once for a theme.",
    ]
    short = lines(theme_table_rows(THEMES, caption="C", name="t", codes=False))
    assert len(short) == 3
