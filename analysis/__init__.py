"""The statistics of the thesis: plain functions on data frames, frozen results.

Names are loaded from their modules when they are first used, so that reading a codebook
does not wait for the statistics libraries.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "DataError": "errors",
    "Fault": "errors",
    "Study": "loading",
    "change_by_group": "change",
    "code_rows": "coding_frame",
    "coded_excerpts": "coding_frame",
    "cohort": "participants",
    "count": "samples",
    "describe": "samples",
    "dictionary_rows": "dictionary",
    "exact_counts": "counts",
    "help_cohort": "help_study",
    "help_scores": "help_study",
    "help_totals": "help_study",
    "interviewed": "coding_frame",
    "kruskal_wallis": "comparison",
    "load_codebook": "codebook",
    "load_coding_frame": "coding_frame",
    "load_help": "loading",
    "load_instrument": "scoring",
    "load_instruments": "scoring",
    "load_study": "loading",
    "paired_change": "change",
    "proportion": "counts",
    "scale_labels": "participants",
    "score": "scoring",
    "scores": "participants",
    "simulate": "simulation",
    "summarise": "samples",
    "theme_table": "themes",
    "welch_anova": "comparison",
    "welch_t": "comparison",
    "write_simulated": "simulation",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no name {name!r}")
    return getattr(import_module(f"analysis.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
