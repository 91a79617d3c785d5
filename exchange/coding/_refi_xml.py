"""XML of REFI-QDA, read without trusting it and without minding its dialects."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from results import DataError, Fault

#: Programs disagree on what follows.
NAMESPACE = "{urn:QDA-XML:"

#: Names this project as the program that wrote a file; its positions are known.
OWN_ORIGIN = "Coercion thesis"


def refi_root(data: bytes, *, where: str, root: str) -> Element:
    """Parse a file of REFI-QDA, and drop the namespace from its names.

    Parameters
    ----------
    data : bytes
        The whole file, with or without a byte order mark.
    where : str
        Its name, for messages.
    root : str
        What it must be: "Project" or "CodeBook".

    Returns
    -------
    Element
        With local names. An element of another namespace keeps its whole name, so that
        nothing looks for it.

    Raises
    ------
    DataError
        If it is not XML, is something else, or declares a document type: entities,
        which may open other files or grow without end, can only be declared there, and
        REFI-QDA never needs one.
    """
    try:
        parsed: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise DataError(
            Fault(
                file=where,
                rule="declares a document type (DTD), which no file of REFI-QDA needs",
                hint="do not open the file; ask for it again from where it came",
            )
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise DataError(
            Fault(
                file=where,
                rule=f"is not whole XML: {error}",
                hint="copy or export the file again",
            )
        ) from error
    of_refi = parsed.tag.startswith(NAMESPACE)
    for element in parsed.iter():
        if element.tag.startswith(NAMESPACE):
            element.tag = element.tag.rpartition("}")[2]
    if not of_refi or parsed.tag != root:
        raise DataError(
            Fault(
                file=where,
                rule=f"is not a {root} of REFI-QDA",
                value=parsed.tag,
                hint="export it from the coding program as REFI-QDA",
            )
        )
    return parsed


def guid_of(element: Element | None, attribute: str = "guid") -> str:
    """Return an identifier in one spelling; "" where there is none.

    Examples
    --------
    >>> guid_of(Element("CodeRef", targetGUID="{4E3C-01}"), "targetGUID")
    '4e3c-01'
    """
    if element is None:
        return ""
    return element.get(attribute, "").strip().strip("{}").lower()


def words_in(element: Element, name: str) -> str:
    """Return the text of a child, "" if it has none."""
    return element.findtext(name) or ""
