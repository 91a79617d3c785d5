"""The commands of the thesis, and what its chapters use to show results.

`analysis` is the science and knows nothing of notebooks; this package stands between it
and the book.
"""

from thesis.publishing import claim, figure_style, publish, show

__all__ = ["claim", "figure_style", "publish", "show"]
