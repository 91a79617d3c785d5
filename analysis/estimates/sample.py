"""A data frame that knows where it came from, and what its columns are called.

Every analysis takes a `Sample` first, ``describe(people, outcome="age")``. What its
result says of the data, their source, filter, labels, units and the order of groups, is
read from it, so that no call repeats them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any

import pandas as pd

from analysis.estimates.filters import ALL_ROWS, written
from analysis.estimates.rows import code_text, column, meant, selected
from results import DataError

#: The code of a column of yes and no whose label is what it means.
YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a column is called, its unit, and its codes with their labels, in order."""

    label: str
    unit: str = ""
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Rows of one table, with their source, filter and words.

    Parameters
    ----------
    frame : DataFrame, shape (n_rows, n_variables)
        One row for a participant, an interview or whatever is looked at; NaN where a
        value is missing. No analysis changes it.
    source : str
        Where the rows come from: kind of data and table, such as ``study/cohort``.
    variables : mapping of str to Described, optional
        Column to what it is called. A column without is called by its name, has no
        unit, and its codes are their own labels.
    filter : str
        Which rows these are; `where` writes it.
    origin : DataFrame, optional
        All rows, of which `where` kept some.

    Raises
    ------
    TypeError
        If `frame` is no data frame.
    ValueError
        If `variables` describe a column that is not there.

    Examples
    --------
    >>> frame = pd.DataFrame({"seen": ["yes", "no", "yes"], "days": [1, 2, 3]})
    >>> again = Sample(frame, source="my data").where("seen is yes")
    >>> len(again), again.filter, again.label("days")
    (2, 'seen is yes', 'days')
    """

    frame: pd.DataFrame = field(repr=False)
    _: KW_ONLY
    source: str
    variables: Mapping[str, Described] = field(default_factory=dict, repr=False)
    filter: str = ALL_ROWS
    origin: pd.DataFrame | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no data frame, and words for columns that are not there."""
        if not isinstance(self.frame, pd.DataFrame):
            raise TypeError(
                f"frame: no data frame, got {type(self.frame).__name__}; "
                "write Sample(frame, source=...)"
            )
        for name in self.variables:
            if name not in self.frame.columns:
                raise ValueError(
                    f"variables: of no column, got {name!r}; "
                    f"{meant(name, self.frame.columns)}"
                )

    def __len__(self) -> int:
        """Rows, whether or not values are missing in them."""
        return len(self.frame)

    @property
    def unfiltered(self) -> pd.DataFrame:
        """All rows, also those that a filter left out."""
        return self.frame if self.origin is None else self.origin

    def where(self, filter: str) -> Sample:
        """Keep the rows that a filter names; it joins an earlier one by ``and``.

        `analysis.estimates.rows.selected` says how filters are written.

        Raises
        ------
        DataError
            If the filter is not understood, or names what is not there.
        """
        kept = selected(self.frame, filter, where=self.source)
        if filter == ALL_ROWS:
            return self
        both = filter if self.filter == ALL_ROWS else f"{self.filter} and {filter}"
        return replace(self, frame=kept, filter=both, origin=self.unfiltered)

    def ordered(self, name: str, *codes: object) -> Sample:
        """Put the codes of a column in an order, the first to be held against.

        Raises
        ------
        DataError
            If the column is not there, or these are not all of its codes.

        Examples
        --------
        >>> sample = Sample(pd.DataFrame({"sex": ["f", "m"]}), source="my data")
        >>> sample.ordered("sex", "m", "f").levels("sex")
        {'m': 'm', 'f': 'f'}
        """
        there = {code_text(code): code for code in self.codes(name)}
        asked = [code_text(code) for code in codes]
        if sorted(asked) != sorted(there):
            raise DataError(
                f"{self.source}: {name} has other codes, got {asked}; "
                f"name each of {list(map(written, there))} once"
            )
        levels = {code: self.level(name, there[code]) for code in asked}
        said = Described(label=self.label(name), unit=self.unit(name), levels=levels)
        # A category has an order of its own, which would go before.
        plain = self.frame[name].astype(object)
        frame = self.frame.assign(**{name: plain})
        return replace(self, frame=frame, variables={**self.variables, name: said})

    def joined(self, other: Sample, on: str) -> Sample:
        """Put beside each row what another sample has on whom or what it is about.

        Parameters
        ----------
        other : Sample
            One row for each value of `on`. Columns that are here already stay as they
            are.
        on : str
            A column of both, such as the participant.

        Raises
        ------
        DataError
            If `on` is not there, or stands twice in a value of the other.
        """
        codes = column(other.frame, on, where=other.source)
        if codes.duplicated().any():
            raise DataError(
                f"{other.source}: {on} has several rows, got "
                f"{codes[codes.duplicated()].tolist()[:5]}; keep one row of each"
            )
        column(self.frame, on, where=self.source)
        new = [name for name in other.frame.columns if name not in self.frame.columns]
        more = other.frame[[on, *new]]
        said = {name: v for name, v in other.variables.items() if name in new}
        frame, origin = (
            None if rows is None else rows.merge(more, on=on, how="left")
            for rows in (self.frame, self.origin)
        )
        words = {**self.variables, **said}
        return replace(self, frame=frame, variables=words, origin=origin)

    def label(self, name: str) -> str:
        """Return what a column is called."""
        return self.variables[name].label if name in self.variables else name

    def unit(self, name: str) -> str:
        """Return the unit of a column; "" if it has none."""
        return self.variables[name].unit if name in self.variables else ""

    def codes(self, name: str) -> list[Any]:
        """Return the codes of a column that have a row, in order.

        That is the order of the categories of a categorical column, else that of its
        `Described.levels`, else sorted.

        Raises
        ------
        DataError
            If the column is not there, or codes have no order, as words have none
            beside numbers.
        """
        codes = column(self.frame, name, where=self.source)
        present = list(codes.dropna().unique())
        if isinstance(codes.dtype, pd.CategoricalDtype):
            return [key for key in codes.cat.categories if key in present]
        place = {code: i for i, code in enumerate(self._texts(name))}
        try:
            return sorted(
                present, key=lambda k: (place.get(code_text(k), len(place)), k)
            )
        except TypeError:
            kinds = sorted({type(key).__name__ for key in present})
            raise DataError(
                f"{name}: codes of {len(kinds)} types have no order, got "
                f"{present[:5]} of {kinds}; write all of them as text, or label each"
            ) from None

    def levels(self, name: str) -> dict[str, str]:
        """Label of each code that has a row, by the code as it is written, in order."""
        return {code_text(code): self.level(name, code) for code in self.codes(name)}

    def level(self, name: str, code: object) -> str:
        """Label of a code, or the code as it is written."""
        return self._texts(name).get(code_text(code), code_text(code))

    def counted(self, name: str, code: object) -> str:
        """Name a code where its column is not named: by its label, if this tells it.

        A label that is the code itself does not: that of "yes" is then the column's,
        and another follows the column's.

        Examples
        --------
        >>> frame = pd.DataFrame({"seen": ["yes", "no"]})
        >>> seen = Described(label="Seen again", levels={"no": "Lost", "yes": "Yes"})
        >>> sample = Sample(frame, source="my data", variables={"seen": seen})
        >>> sample.counted("seen", "no"), sample.counted("seen", "yes")
        ('Lost', 'Seen again')
        """
        label = self.level(name, code)
        if label.lower() != code_text(code).lower():
            return label
        yes = code_text(code) == YES
        return self.label(name) if yes else f"{self.label(name)}: {label}"

    def event(self, name: str, code: object) -> str:
        """Say what it is that happened: what a column is called is what "yes" means."""
        yes = code_text(code) == YES
        return self.label(name) if yes else self.counted(name, code)

    def _texts(self, name: str) -> dict[str, str]:
        if name not in self.variables:
            return {}
        levels = self.variables[name].levels
        return {code_text(code): label for code, label in levels.items()}


def described(
    entries: Mapping[str, Any], columns: Iterable[str]
) -> dict[str, Described]:
    """Take label, unit and levels of columns from a codebook, as far as it has them."""
    return {
        name: Described(label=entry.label, unit=entry.unit, levels=entry.levels)
        for name, entry in entries.items()
        if name in columns
    }


def joint_label(first: str, second: str) -> str:
    """Call two columns by the label that both share, or by "Fear to hope"."""
    if first == second:
        return first
    # An abbreviation keeps its capitals.
    small = second[:1].lower() if second[1:2].islower() else second[:1]
    return f"{first} to {small}{second[1:]}"


def need_sample(value: object, parameter: str) -> None:
    """Refuse what is no sample, and say what to write.

    Raises
    ------
    TypeError
        With an example.
    """
    if not isinstance(value, Sample):
        raise TypeError(
            f"{parameter}: a Sample is needed, got {type(value).__name__}; "
            'write Sample(frame, source="my data"), which says where the rows come from'
        )
