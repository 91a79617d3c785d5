"""Themes, coders and quotations."""

from __future__ import annotations

from dataclasses import dataclass, field

from results._comparisons import Effect
from results._record import BOUNDED, COVERAGE, SHARE, DataUsed, Record, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount(Record):
    """In how many of a group's interviews something was coded."""

    group: str
    label: str
    count: int  # interviews with a coded excerpt
    n: int  # all interviews of the group
    participants: int  # people in whose interviews it was coded
    n_participants: int
    excerpts: int
    # count / n; None for a group without interviews
    proportion: float | None = field(metadata=SHARE)
    conf_low: float | None = field(metadata=SHARE)  # Clopper and Pearson's exact limits
    conf_high: float | None = field(metadata=SHARE)
    conf_level: float = field(metadata=COVERAGE)
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow(Record):
    """One theme, sub-theme or code of a coding frame."""

    theme: str  # its id in the coding frame
    label: str
    parent: str  # the theme that it belongs to; "" for one at the top
    level: str  # theme, sub-theme or code
    interviews: int  # an interview counts once
    n: int  # all interviews
    participants: int
    excerpts: int  # a passage counts once
    proportion: float | None = field(metadata=SHARE)  # of all interviews
    conf_low: float | None = field(metadata=SHARE)
    conf_high: float | None = field(metadata=SHARE)
    conf_level: float = field(metadata=COVERAGE)
    by_group: tuple[GroupCount, ...]
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow(Record):
    """How far two coders agree on one theme; the counts are of units."""

    theme: str
    label: str
    parent: str
    n_units: int
    both: int
    first_only: int
    second_only: int
    neither: int
    # mean of the two coders' shares of units
    prevalence: float | None = field(metadata=SHARE)
    # share of units on which they agree
    agreement: float | None = field(metadata=SHARE)
    kappa: Effect  # cohens_kappa
    pabak: Effect  # kappa adjusted for prevalence and bias
    alpha: Effect  # krippendorff_alpha
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaRow(Record):
    """How far several coders agree on one theme."""

    theme: str
    label: str
    parent: str
    n_units: int  # of interviews that at least two coders coded
    n_values: int  # of all coders on these units: found, or not
    found: int  # how many of them are "found"
    prevalence: float | None = field(metadata=SHARE)  # found / n_values
    alpha: Effect  # krippendorff_alpha
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturationStep(Record):
    """What a further interview adds, over random orders and as it happened."""

    interviews: int
    new_mean: float  # codes that no earlier interview had
    new_low: float
    new_high: float
    total_mean: float  # codes in this and all earlier interviews
    total_low: float
    total_high: float
    observed_new: int  # in the order in which the interviews are listed
    observed_total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePair(Record):
    """How often two themes, or two codes, occur together."""

    first: str
    second: str
    first_label: str
    second_label: str
    both: int  # interviews that have the two
    either: int  # interviews that have at least one
    jaccard: float | None = field(metadata=BOUNDED)  # both / either
    overlaps: int  # pairs of excerpts that share a character
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Record):
    """One excerpt that was chosen to be printed."""

    name: str  # unique among the quotations of a result
    theme: str
    label: str  # of the theme
    code: str  # for which it was chosen; the text may have others of the theme
    code_label: str
    why: str  # typical, deviant, or the label of the group it stands for
    interview: str
    pseudonym: str
    group: str
    group_label: str
    start: int  # characters from the beginning of the transcript
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeTable(Result):
    """How often each theme was coded, and in how many interviews of each group."""

    method: str
    groups: tuple[GroupCount, ...]  # count: interviews with any excerpt
    rows: tuple[ThemeRow, ...]
    n_interviews: int
    n_participants: int
    n_excerpts: int
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderAgreement(Result):
    """How far two coders gave the same codes to the same interviews."""

    method: str
    unit: str  # character, turn or document
    first: str  # the coders
    second: str
    n_interviews: int
    n_units: int
    n_resamples: int  # of whole interviews, for the intervals
    rows: tuple[AgreementRow, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodersAlpha(Result):
    """How far several coders gave the same codes, some interviews uncoded by some."""

    method: str
    unit: str  # character, turn or document
    coders: tuple[str, ...]
    n_interviews: int
    n_compared: int  # interviews that at least two of them coded
    n_units: int  # of these
    n_resamples: int  # of whole interviews that are compared, for the intervals
    rows: tuple[AlphaRow, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation(Result):
    """Whether further interviews still brought new codes."""

    method: str
    n_interviews: int
    n_codes: int  # that occur at all
    n_frame_codes: int  # that the coding frame has
    n_orders: int  # random orders, for the bands
    conf_level: float = field(metadata=COVERAGE)  # coverage of the bands
    base_size: int  # of the stopping rule: interviews that give the base,
    run_length: int  # interviews looked at together after it,
    # and the share of the base that they may add at most
    threshold: float = field(metadata=SHARE)
    stopped_at: int | None  # interviews held when the rule was first met
    share_stopped: float = field(metadata=SHARE)  # of random orders in which it is met
    steps: tuple[SaturationStep, ...]
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOccurrence(Result):
    """Which themes, or codes, occur together."""

    method: str
    n_interviews: int
    pairs: tuple[CodePair, ...]  # first before second, in the order of the frame
    data: DataUsed
    undefined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations(Result):
    """Excerpts that were chosen by a stated rule."""

    method: str  # the rule, in words
    n_interviews: int
    n_excerpts: int  # from which they were chosen
    quotations: tuple[Quotation, ...]
    data: DataUsed
    undefined: str = ""
