"""Numbers as conditions see them, without the results that they would come from."""

from reported.quantities import Quantity


def number(value, part, what="Mean of age", name="age", of="age"):
    """Make a number of a result, without the result."""
    why = "nobody was asked" if value is None else ""
    return Quantity(value, what, (f"{name}.{part}",), part=part, why=why, of=of)


YOUNG, MIDDLE, OLD = number(20, "Young"), number(40, "Middle"), number(60, "Old")
UNKNOWN = number(None, "Unknown")
