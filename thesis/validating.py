"""What is said of a data folder without faults: what it holds, and what to look at."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.data.loading import load_study
from reported.findings import counted
from thesis.coding import other_settings_of
from thesis.computable import not_computable
from thesis.confidential import refuse_committable_data
from thesis.theme_names import refuse_unknown_codes, unknown_themes
from thesis.turn_remarks import turn_remarks


def validated(root: Path) -> Iterator[str]:
    """Check the data folder in use; yield what there is, then what is no fault.

    Raises
    ------
    DataError
        If the data contradict the codebook, their frame or their kind, or git would
        commit what is confidential.
    """
    refuse_committable_data(root)
    study = load_study()
    refuse_unknown_codes(study)
    rows = sum(len(table) for table in study.tables.values())
    yield (
        f"{study.folder}: {counted(len(study.tables), 'table')}, "
        f"{counted(rows, 'row')}, no faults ({study.statement})"
    )
    unknown = unknown_themes(root)
    remarks = {
        "passed over:": study.remarks,
        "the coding program has another setting:": other_settings_of(study),
        "turns and labels in the interviews:": turn_remarks(study),
        "not everything can be computed with these data:": not_computable(study),
        unknown.heading: unknown.lines() if unknown.places else (),
    }
    for heading, lines in remarks.items():
        yield from _remark(heading, list(lines))


def _remark(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"Remark: {heading}"
        yield from (f"  {line}" for line in lines)
