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


def refi_root(data: bytes, *, where: str) -> Element:
    """Parse a project of REFI-QDA, and drop the namespace from its names.

    Parameters
    ----------
    data : bytes
        The whole file, with or without a byte order mark.
    where : str
        Its name, for messages.

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
        rule = "declares a document type (DTD), which no file of REFI-QDA needs"
        hint = "do not open the file; ask for it again from where it came"
        raise DataError(Fault(file=where, rule=rule, hint=hint)) from error
    except (ParseError, ValueError, LookupError) as error:
        rule, hint = f"is not whole XML: {error}", "copy or export the file again"
        raise DataError(Fault(file=where, rule=rule, hint=hint)) from error
    of_refi = parsed.tag.startswith(NAMESPACE)
    for element in parsed.iter():
        if element.tag.startswith(NAMESPACE):
            element.tag = element.tag.rpartition("}")[2]
    if not of_refi or parsed.tag != "Project":
        rule, hint = "is not a Project of REFI-QDA", "export it from the coding program"
        raise DataError(
            Fault(file=where, rule=rule, value=parsed.tag, hint=f"{hint} as REFI-QDA")
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
