"""The data of a study, read and checked: nothing is computed here.

A data folder becomes a `Study`, or a list of everything that is wrong with it, by the
codebook (`data/codebook.yaml`), which describes every variable once. The interviews
come with their transcripts and with a coding frame, the tree of themes and codes by
which passages were marked. The public data of the HELP study are read by the same code.
"""

from analysis.data.codebook import load_codebook
from analysis.data.coding_frame import code_rows, load_coding_frame
from analysis.data.help_data import load_help, load_help_extract
from analysis.data.loading import Study, load_study

__all__ = [
    "Study",
    "code_rows",
    "load_codebook",
    "load_coding_frame",
    "load_help",
    "load_help_extract",
    "load_study",
]
