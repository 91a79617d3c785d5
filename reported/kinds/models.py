"""Models of several variables: coefficients, joint tests, estimated means."""

from __future__ import annotations

from collections.abc import Iterator

from reported.kinds._kind import Kind
from reported.markdown import Markdown, escaped
from reported.parts import Part, published
from reported.tables import Cell, Column, Table, cells, part_table, undefined_note
from reported.tables.rows import reasons
from reported.words.phrases import (
    effect_words,
    interval_words,
    joined,
    p_words,
    statistic_words,
    tested,
)
from reported.words.rounding import apa_number, whole_number
from reported.words.sentences import apa
from results import Contrast, EstimatedMean, FitStatistic, Model, Term, TermTest


def _term(result: Term) -> str:
    found = effect_words(result.effect)
    if not found:
        estimate = f"*b* = {apa_number(result.estimate)}"
        found = joined(estimate, interval_words(result))
    return joined(found, statistic_words(result), p_words(result.p_value))


def _model(result: Model) -> str:
    if result.tests:
        return tested(result.tests[-1])
    return joined(*[_term(term) for term in result.terms if term.name != "intercept"])


def _mean(result: EstimatedMean) -> str:
    return joined(f"*M* = {apa_number(result.estimate)}", interval_words(result))


def _fit(result: FitStatistic) -> str:
    return "" if result.value is None else apa_number(result.value)


def model_table(
    model: Model | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the coefficients of a model, one row for a coefficient.

    Parameters
    ----------
    model : Model or Part
        With one term at least.
    caption, name : str
        As for `reported.markdown.markdown_table`.
    note : str
        Sentences added to the note.

    Returns
    -------
    Table
        Coefficient with interval, standard error, test and p; for odds and hazard
        ratios their intervals, and the coefficient without. The note has the joint
        tests, the fit, and the assumptions that were looked at.

    Raises
    ------
    ValueError
        If the model has no terms.
    """
    part = published(model)
    record: Model = part.result
    if not record.terms:
        raise ValueError(f"{name}: {record.method} has no coefficients to show")
    ratios = [term.effect for term in record.terms if term.effect is not None]
    columns = [
        *(
            [
                Column(Markdown("*b*"), "estimate"),
                cells.effect_column(ratios[0])._replace(cell=_ratio),
            ]
            if ratios
            else [cells.interval_column("*b*", record.terms[0].conf_level)]
        ),
        Column(Markdown("*SE* of *b*" if ratios else "*SE*"), "std_error"),
        *cells.statistic_columns(record.terms),
        cells.P,
    ]
    notes = [
        _about(record),
        cells.meanings_note(ratios),
        _joint_tests(record),
        _fit_note(record),
        _assumptions(record),
        undefined_note(_reasons(part)),
        note,
    ]
    rows = [(cells.worded(term.label), term) for term in part.terms]
    return part_table("Term", rows, columns, caption=caption, name=name, note=notes)


def _ratio(term: Part) -> Cell:
    # An intercept has none.
    return "" if term.effect is None else cells.interval_cell(term, "effect")


def _about(model: Model) -> str:
    # What was modelled how, of how many.
    unit = f" ({escaped(model.unit)})" if model.unit else ""
    people = model.n_people
    size = "*n* not said" if model.n is None else f"*n* = {whole_number(model.n)}"
    if people is not None:
        size += f" values of {whole_number(people)} people"
    if model.n_events is not None:
        size += f", {whole_number(model.n_events)} events"
    gaps = [("", model.n_missing or 0)]
    missing = cells.left_out_note(gaps) if people is None else cells.missing_note(gaps)
    about = f"{escaped(model.method)}; outcome: {escaped(model.outcome)}{unit}; {size}."
    return about if model.n_missing is None else f"{about} {missing}"


def _joint_tests(model: Model) -> str:
    # Without those that only repeat the test of a coefficient.
    shown = {(term.statistic_name, term.statistic) for term in model.terms}
    found = [
        f"{cells.worded(test.label)}, {apa(test)}"
        for test in model.tests
        if (test.statistic_name, test.statistic) not in shown
    ]
    return f"Joint tests: {'; '.join(found)}." if found else ""


def _fit_note(model: Model) -> str:
    found = [
        f"{cells.worded(one.label)} = {apa_number(one.value)}"
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


def _reasons(part: Part) -> Iterator[tuple[str, str]]:
    record: Model = part.result
    yield from reasons((each.label, each) for each in (*part.terms, *part.tests))
    yield from ((one.label, one.undefined) for one in record.fit)
    yield from ((one.name, one.undefined) for one in record.assumptions)
    yield record.method, record.undefined


def means_table(
    model: Model | Part, *, caption: str, name: str, note: str = ""
) -> Table:
    """Table of the means that a model estimates, and then of their differences.

    Parameters are those of `model_table`.

    Returns
    -------
    Table
        A row for every group, and below one for every pair, named "A less B", with
        its test and effect size.

    Raises
    ------
    ValueError
        If the model estimates no means.
    """
    part = published(model)
    record: Model = part.result
    if not record.means:
        raise ValueError(f"{name}: {record.method} has no means to show")
    labels, shared_words = _without_ending([mean.label for mean in record.means])
    means = list(zip(labels, part.means, strict=True))
    of_group = {mean.group: label for label, mean in means}
    pairs = [
        (f"{of_group[pair.first]} less {of_group[pair.second]}", pair)
        for pair in part.contrasts
    ]
    first = record.contrasts[0] if pairs else None
    effects = [pair.effect for pair in record.contrasts if pair.effect is not None]
    of_pairs = [
        *cells.statistic_columns(record.contrasts),
        *([cells.p_column(first.correction)] if first else []),
        *([cells.effect_column(effects[0])] if effects else []),
    ]
    columns = [
        cells.interval_column("Estimate", record.means[0].conf_level),
        Column(Markdown("*SE*"), "std_error"),
        *(column._replace(only=Contrast) for column in of_pairs),
    ]
    notes = [
        _about(record),
        f"Estimates: {cells.worded(shared_words)}." if shared_words else "",
        cells.adjusted_note(first, effects=bool(effects)) if first else "",
        cells.meanings_note(effects),
        undefined_note(reasons(pairs)),
        note,
    ]
    rows = means + pairs
    return part_table("Group", rows, columns, caption=caption, name=name, note=notes)


def _without_ending(labels: list[str]) -> tuple[list[str], str]:
    # Words that all labels end with after a comma, taken off and given once.
    endings = {label.partition(", ")[2] for label in labels}
    if len(endings) != 1:
        return labels, ""
    return [label.partition(", ")[0] for label in labels], endings.pop()


KINDS = (
    Kind(
        record=Model,
        words=_model,
        about=lambda r: f"{r.outcome}: {r.method[:1].lower()}{r.method[1:]}",
        tables=(model_table, means_table),
    ),
    Kind(record=Term, words=_term, estimate="Coefficient"),
    Kind(
        record=TermTest,
        words=tested,
        # a coefficient may have the same label
        label=lambda part, whole: f"test of {part.label}",
    ),
    Kind(record=FitStatistic, words=_fit),
    Kind(record=EstimatedMean, words=_mean, estimate="Estimated mean"),
)
