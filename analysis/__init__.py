"""The statistics of the thesis: plain functions on data frames, frozen results.

Names are loaded from their modules when they are first used, so that reading a codebook
does not wait for the statistics libraries. A function that is called as its module is
imported from that module.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "DataError": "errors",
    "Fault": "errors",
    "Study": "loading",
    "ancova": "linear_models",
    "attrition_bounds": "bounds",
    "block_quotations": "quotation_text",
    "change_by_group": "change",
    "chosen_excerpts": "quotations",
    "code_rows": "coding_frame",
    "coded_excerpts": "coding_frame",
    "cohort": "participants",
    "count": "samples",
    "cox_model": "cox",
    "describe": "samples",
    "dictionary_rows": "dictionary",
    "error_rates": "design_errors",
    "exact_counts": "counts",
    "firth_logistic": "logistic_models",
    "help_cohort": "help_study",
    "help_scores": "help_study",
    "help_totals": "help_study",
    "holm": "families",
    "improvement": "improvements",
    "imputed_proportions": "imputation",
    "interviewed": "coding_frame",
    "kaplan_meier": "survival",
    "krippendorff_alpha": "agreement_coefficients",
    "kruskal_wallis": "comparison",
    "load_codebook": "codebook",
    "load_coding_frame": "coding_frame",
    "load_help": "loading",
    "load_help_extract": "loading",
    "load_instrument": "scoring",
    "load_instruments": "scoring",
    "load_study": "loading",
    "logistic_model": "logistic_models",
    "mcnemar": "paired_counts",
    "mixed_model": "mixed_models",
    "paired_change": "change",
    "precision": "detectable",
    "proportion": "counts",
    "quotation_label": "quotation_text",
    "scale_labels": "participants",
    "score": "scoring",
    "scores": "participants",
    "simulate": "simulation",
    "smallest_effects": "detectable",
    "theme_table": "themes",
    "tipping_point": "bounds",
    "weighted_proportions": "weighting",
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
