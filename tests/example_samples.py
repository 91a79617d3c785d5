"""Samples of small frames, which many tests share."""

from analysis.estimates.filters import ALL_ROWS
from analysis.estimates.sample import Described, Sample


def sampled(frame, filter=ALL_ROWS, *, source="simulated/cohort", **words):
    """Return the rows that a filter keeps, with words for those columns that are there.

    Words are a label, the labels of codes in their order, or all that is said.
    """
    said = {name: described(name, one) for name, one in words.items() if name in frame}
    return Sample(frame, source=source, variables=said).where(filter)


def described(name, words):
    """Say what a column is called; codes with labels leave it its name."""
    if isinstance(words, Described):
        return words
    if isinstance(words, str):
        return Described(label=words)
    return Described(label=name, levels=words)


def coding_of(frame, **asked):
    """Return what was coded, as a sample."""
    return sampled(frame, source="simulated/coding", **asked)


def interviews_of(frame, filter=ALL_ROWS, **words):
    """Return the interviews that a filter keeps."""
    return sampled(frame, filter, source="simulated/interviews", **words)
