"""Settings that a coding program gave to interviews, beside those of participants."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.data.codebook import Codebook
from analysis.data.imported_tables import INTERVIEW, other_settings
from exchange.coding._several import remarks_of
from exchange.coding._text_tables import text_table

OTHER = "interviews have another setting in the program than their participant"


def settings_said(
    attributes: pd.DataFrame | None, interviews: Path, codebook: Codebook
) -> list[str]:
    """Remark which settings of a program contradict those that are known here.

    Parameters
    ----------
    attributes : DataFrame or None
        As `exchange.coding._kept_tables.attribute_table` returns it.
    interviews : Path
        The list of interviews. A setting is known if the list has it as a column, or
        has the participant, of whom the table of participants beside it knows it.
    codebook : Codebook
        Which variable is the setting, and of which table.

    Returns
    -------
    list of str
        A remark, if there are contradictions. The setting of the participant stays.

    Raises
    ------
    DataError
        If the table of participants is there and cannot be read.
    """
    if attributes is None:
        return []
    variable = codebook.variable(codebook.design.group)
    known = _known(interviews, variable.name, codebook)
    said = other_settings(attributes, known, variable)
    return remarks_of(said, f"{OTHER}, whose setting stays")


def _known(path: Path, setting: str, codebook: Codebook) -> dict[str, str]:
    person = "participant"
    listed = text_table(path, [INTERVIEW], optional=[setting, person])
    if setting in listed:
        return dict(zip(listed[INTERVIEW], listed[setting], strict=True))
    file = path.parent / codebook.table(codebook.design.group.partition(".")[0]).file
    if person not in listed or not file.is_file():
        return {}
    people = text_table(file, [person, setting])
    of_person = dict(zip(people[person], people[setting], strict=True))
    pairs = zip(listed[INTERVIEW], listed[person], strict=True)
    return {interview: of_person.get(who, "") for interview, who in pairs}
