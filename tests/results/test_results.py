"""Records of results: frozen, and never a number that cannot be shown."""

from dataclasses import fields

import results
from results import Record

#: Names of the package that are no record of a result.
OTHERS = {"DataError", "FISHER", "FREEMAN_HALTON", "Fault", "RANKS", "Record"}
OTHERS |= {"KINDS", "NO_DATA", "NotComputable", "Result", "TIE"}


def test_every_public_record_is_keyword_only_and_has_slots():
    """Fields are named where a record is made, and no other can be added."""
    for name in set(results.__all__) - OTHERS:
        kind = getattr(results, name)
        assert issubclass(kind, Record)
        assert all(field.kw_only for field in fields(kind))
        assert "__dict__" not in dir(kind)
