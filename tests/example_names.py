"""An invented list of names, and how a text is redacted by it."""

from disclosure.names import NameList, parse_names
from disclosure.redaction import redact

NONE = NameList(())
LIST = """\
# invented people
Siân Gwernog -> [mother]
Siân
Will Aberhonwy\t[keyworker]
Will            # a word as well
O'Dreen
Anne-Lise
J. Pwllberis
Łucja Zoëvska
"""
NAMES = parse_names(LIST, file="people.txt")


def redacted(text, names=NONE):
    """Return a text as it is after redaction."""
    return redact(text, names).text
