"""Groups of codes in a REFI-QDA project: sets whose members are codes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from exchange.coding._refi_xml import guid_of
from exchange.coding._several import remarks_of

GroupRow = tuple[str, str, str]


def code_groups(
    root: Element, paths: Mapping[str, str]
) -> tuple[list[GroupRow], list[str]]:
    """List the groups of a project and the codes in them.

    Parameters
    ----------
    root : Element
        The project, as `refi_root` returns it.
    paths : mapping of str to str
        Path of each code by its GUID.

    Returns
    -------
    list of tuple
        Rows of `coded_project.GROUPS`, in the order of the file; a set without codes,
        as a group of documents, has none.
    list of str
        A remark, if groups name codes that are not there.
    """
    rows: list[GroupRow] = []
    strange: list[str] = []
    # Sets stand in the project, or in its codebook.
    for number, group in enumerate(root.iter("Set"), start=1):
        name = group.get("name", "").strip() or f"Group {number}"
        description = group.findtext("Description", "").strip()
        for member in group.iterfind("MemberCode"):
            # In a codebook alone, members have the attribute guid.
            code = guid_of(member, "targetGUID") or guid_of(member)
            if code in paths:
                rows.append((name, description, paths[code]))
            else:
                strange.append(f"{code} in {name}")
    return rows, remarks_of(strange, "codes of code groups are not in the project")
