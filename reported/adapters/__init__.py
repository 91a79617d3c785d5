"""Results of pingouin, statsmodels and scipy, taken as results of this book.

`publish` hands what is not a record of `results` to `adapted`. What it is, is seen by
its type, or by the columns of its data frame; no library is imported for that. A number
that the library does not hold is None, and never guessed. Where `of` names the sample
that it was computed from, the record says so, and R recomputes it.
"""

from dataclasses import replace
from typing import Any

from reported.adapters import _pingouin, _scipy, _statsmodels
from reported.adapters._designs import named_test
from reported.adapters._formulas import named_model
from reported.adapters._naming import Sample
from reported.adapters._refused import advice, shown
from results import DataError, HypothesisTest, Model

__all__ = ["Sample", "adapted", "shown"]

#: What a model is said to be of, where neither it nor its author says it.
NO_OUTCOME = "An outcome that was not named"
#: What is raised where an object holds other things than one of its kind does.
UNLIKE = (
    *(
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ),
)
LIBRARIES = (_pingouin, _statsmodels, _scipy)


def adapted(
    found: Any, *, of: Sample | None = None, outcome: str = "", by: str = ""
) -> HypothesisTest | Model:
    """Take what a library of statistics returned as a result.

    Parameters
    ----------
    found : object
        What a function of pingouin, statsmodels or scipy.stats returned.
    of : Sample, optional
        The rows that it was computed from, with their source; rows with a missing value
        are left out. Without it the record says that its data were not named.
    outcome, by : str
        Columns of `of`: what was tested; and the groups, the earlier of two
        measurements, or the other of two variables. A model has them from its formula.
        Without `of`, what both are called.

    Returns
    -------
    HypothesisTest or Model

    Raises
    ------
    DataError
        If it is of no kind that is known, or cannot have come from those rows.
    """
    if of is not None and not hasattr(of, "codes"):
        raise DataError(
            f"publish: of= is a sample, got {type(of).__name__}; make one of a data "
            'frame by Sample(frame, source="...")'
        )
    try:
        for library in LIBRARIES:
            result = library.recognised(found)
            if result is not None:
                return _named(result, of, outcome, by)
    except DataError:
        raise
    except UNLIKE as error:
        raise DataError(
            f"publish: this {type(found).__name__} is not as its library returns it, "
            f"or not of such columns ({type(error).__name__}: {error}); publish what "
            "the function gave, of columns with numbers"
        ) from error
    kinds = "; ".join(f"{one.NAME}: {', '.join(one.ACCEPTED)}" for one in LIBRARIES)
    columns = getattr(found, "columns", None)
    got = f"a table with the columns {list(columns)[:5]}" if columns is not None else ""
    if columns is not None and len(columns) > 5:
        got += f" and {len(columns) - 5} others"
    meant = advice(found)
    raise DataError(
        f"publish: no result that is known, got {got or _shown(found)}; "
        f"{f'{meant}. What is taken: ' if meant else 'publish '}"
        f"a record of results, or what one of these returned: {kinds}"
    )


def _shown(found: Any) -> str:
    """Return a value that is short, and otherwise what it is."""
    name = type(found).__name__
    return f"{found!r}" if isinstance(found, int | float | str | None) else name


def _named(
    found: HypothesisTest | Model, of: Sample | None, outcome: str, by: str
) -> HypothesisTest | Model:
    if isinstance(found, Model):
        if of is None:
            return replace(found, outcome=outcome or found.outcome or NO_OUTCOME)
        return named_model(found, of, outcome)
    if of is not None:
        return named_test(found, of, outcome, by)
    if found.data.function == "scipy.stats.SignificanceResult":
        raise DataError(
            "publish: scipy does not say of which test this SignificanceResult is "
            "(spearmanr, kendalltau, fisher_exact); name of=, outcome= and by=, or "
            "publish pingouin.corr(..., method=...)"
        )
    return replace(found, outcome=outcome, by=by)
