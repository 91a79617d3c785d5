"""Tables of models: coefficients, estimated means, further variables, survival."""

from __future__ import annotations

from collections.abc import Sequence

from reported.markdown import Markdown, escaped, markdown_table
from reported.tables._cells import (
    adjusted_note,
    effect_cell,
    effect_head,
    estimate_cell,
    interval_head,
    left_out_note,
    meanings_note,
    missing_note,
    notes,
    p_cell,
    p_head,
    pair_name,
    statistic_cell,
    undefined_note,
    worded,
)
from reported.words.rounding import DASH, apa_number, whole_number
from reported.words.sentences import apa
from results import Addition, Contrast, EstimatedMean, Improvement, Model, Term


def model_table(model: Model, *, caption: str, name: str, note: str = "") -> str:
    """Table of the coefficients of a model, one row for a coefficient.

    Parameters
    ----------
    model : Model
        With one term at least.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    str
        Coefficient with interval, standard error, test and p; for odds and hazard
        ratios their intervals, and the coefficient without. The note has the joint
        tests, the fit, and the assumptions that were looked at.

    Raises
    ------
    ValueError
        If the model has no terms.
    """
    if not model.terms:
        raise ValueError(f"{name}: {model.method} has no coefficients to show")
    ratios = [term.effect for term in model.terms if term.effect is not None]
    estimate = interval_head("*b*", model.terms[0].conf_level)
    head, named = _test_head(model.terms)
    header = [
        "Term",
        *([Markdown("*b*"), effect_head(ratios[0])] if ratios else [estimate]),
        Markdown("*SE* of *b*" if ratios else "*SE*"),
        *([head] if head else []),
        Markdown("*p*"),
    ]
    rows = [
        [
            worded(term.label),
            *(
                [apa_number(term.estimate), _ratio(term)]
                if ratios
                else [estimate_cell(term.estimate, term.conf_low, term.conf_high)]
            ),
            DASH if term.std_error is None else apa_number(term.std_error),
            *([statistic_cell(term, named=named)] if head else []),
            p_cell(term.p_value),
        ]
        for term in model.terms
    ]
    note = notes(
        _about(model),
        meanings_note(ratios),
        _joint_tests(model),
        _fit(model),
        _assumptions(model),
        undefined_note(_reasons(model)),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _ratio(term: Term) -> str:
    # An intercept has none.
    return "" if term.effect is None else effect_cell(term.effect)


def _test_head(
    parts: Sequence[Term] | Sequence[Contrast] | Sequence[Addition],
) -> tuple[str, bool]:
    # Head of the column of tests, "" for none, and whether each cell names its own.
    tested = [part for part in parts if part.statistic is not None]
    names = list(dict.fromkeys(part.statistic_name for part in tested))
    dof = " (*df*)" if any(part.dof is not None for part in tested) else ""
    if len(names) > 1:
        return Markdown(f"Statistic{dof}"), True
    return (Markdown(f"*{names[0]}*{dof}") if names else ""), False


def _about(model: Model) -> str:
    # What was modelled how, of how many.
    unit = f" ({escaped(model.unit)})" if model.unit else ""
    people = model.n_people
    size = f"*n* = {whole_number(model.n)}"
    if people is not None:
        size += f" values of {whole_number(people)} people"
    if model.n_events is not None:
        size += f", {whole_number(model.n_events)} events"
    gaps = [("", model.n_missing)]
    missing = left_out_note(gaps) if people is None else missing_note(gaps)
    return (
        f"{escaped(model.method)}; outcome: {escaped(model.outcome)}{unit}; {size}. "
        f"{missing}"
    )


def _joint_tests(model: Model) -> str:
    # Without those that only repeat the test of a coefficient.
    shown = {(term.statistic_name, term.statistic) for term in model.terms}
    found = [
        f"{worded(test.label)}, {apa(test)}"
        for test in model.tests
        if (test.statistic_name, test.statistic) not in shown
    ]
    return f"Joint tests: {'; '.join(found)}." if found else ""


def _fit(model: Model) -> str:
    found = [
        f"{worded(one.label)} = {apa_number(one.value)}"
        for one in model.fit
        if one.value is not None
    ]
    return f"Fit: {'; '.join(found)}." if found else ""


def _assumptions(model: Model) -> str:
    found = [
        f"{escaped(one.name)}, {apa(one)}"
        for one in model.assumptions
        if one.statistic is not None
    ]
    return f"Assumptions looked at: {'; '.join(found)}." if found else ""


def _reasons(model: Model) -> list[tuple[str, str]]:
    parts = [(part.label, part.effect, part.undefined) for part in model.terms]
    parts += [(test.label, test.effect, test.undefined) for test in model.tests]
    return [
        *((label, undefined) for label, _, undefined in parts),
        *((label, effect.undefined) for label, effect, _ in parts if effect),
        *((one.label, one.undefined) for one in model.fit),
        *((one.name, one.undefined) for one in model.assumptions),
        (model.method, model.undefined),
    ]


def means_table(model: Model, *, caption: str, name: str, note: str = "") -> str:
    """Table of the means that a model estimates, and then of their differences.

    Parameters are those of `model_table`.

    Returns
    -------
    str
        A row for every group, and below one for every pair, named "A less B", with
        its test and effect size.

    Raises
    ------
    ValueError
        If the model estimates no means.
    """
    if not model.means:
        raise ValueError(f"{name}: {model.method} has no means to show")
    labels, shared_words = _without_ending([mean.label for mean in model.means])
    of_group = dict(zip([mean.group for mean in model.means], labels, strict=True))
    pairs = model.contrasts
    effects = [pair.effect for pair in pairs if pair.effect is not None]
    head, named = _test_head(pairs)
    correction = pairs[0].correction if pairs else "none"
    header = [
        "Group",
        interval_head("Estimate", model.means[0].conf_level),
        Markdown("*SE*"),
        *([head] if head else []),
        *([p_head(correction)] if pairs else []),
        *([effect_head(effects[0])] if effects else []),
    ]
    empty = [""] * (len(header) - 3)
    rows = [[of_group[mean.group], *_estimate(mean), *empty] for mean in model.means]
    for pair in pairs:
        rows.append(
            [
                pair_name(pair, of_group),
                *_estimate(pair),
                *([statistic_cell(pair, named=named)] if head else []),
                p_cell(pair.p_adjusted),
                *([effect_cell(pair.effect)] if effects else []),
            ]
        )
    note = notes(
        _about(model),
        f"Estimates: {worded(shared_words)}." if shared_words else "",
        adjusted_note(pairs[0], effects=bool(effects)) if pairs else "",
        meanings_note(effects),
        undefined_note(_contrast_reasons(model, of_group)),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)


def _without_ending(labels: list[str]) -> tuple[list[str], str]:
    # Words that all labels end with after a comma, taken off and given once.
    endings = {label.partition(", ")[2] for label in labels}
    if len(endings) != 1:
        return labels, ""
    return [label.partition(", ")[0] for label in labels], endings.pop()


def _estimate(part: EstimatedMean | Contrast) -> list[str]:
    return [
        estimate_cell(part.estimate, part.conf_low, part.conf_high),
        apa_number(part.std_error),
    ]


def _contrast_reasons(model: Model, of_group: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (pair_name(pair, of_group), why)
        for pair in model.contrasts
        for why in (pair.undefined, pair.effect.undefined if pair.effect else "")
    ]


def improvement_table(
    found: Improvement, *, caption: str, name: str, note: str = ""
) -> str:
    """Table of variables offered to a model, one row for a variable.

    Parameters are those of `model_table`, with one improvement.
    """
    adjusted = found.correction != "none"
    head, named = _test_head(found.additions)
    header = [
        "Variable",
        Markdown("*n*"),
        "Events",
        head,
        Markdown("*p*"),
        *([Markdown("Adjusted *p*")] if adjusted else []),
    ]
    rows = [
        [
            one.label,
            str(one.n),
            str(one.n_events),
            statistic_cell(one, named=named),
            p_cell(one.p_value),
            *([p_cell(one.p_adjusted)] if adjusted else []),
        ]
        for one in found.additions
    ]
    undefined = [(one.label, one.undefined) for one in found.additions]
    note = notes(
        f"{escaped(found.method)}; outcome: {escaped(found.outcome)}. Each variable is "
        f"added by itself to a model of {escaped(found.base)}, "
        f"*n* = {whole_number(found.n)}; both models are fitted to the rows that have "
        "it.",
        f"*p* adjusted for {len(found.additions)} variables "
        f"({escaped(found.correction)})."
        if adjusted
        else "",
        undefined_note([*undefined, (found.method, found.undefined)]),
        note,
    )
    return markdown_table(header, rows, caption=caption, name=name, note=note)
