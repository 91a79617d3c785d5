"""Groups of codes are read from where programs put them."""

from xml.etree.ElementTree import fromstring

from exchange.coding._refi_groups import code_groups

PATHS = {"c1": "Law", "c2": "Law > Judge", "c3": "Home"}


def test_sets_of_codes_are_groups_and_sets_of_documents_are_none():
    """In the project and in the codebook; one without a name gets a number."""
    root = fromstring(
        '<Project><CodeBook><Sets><Set name="Push"><Description> By others '
        '</Description><MemberCode targetGUID="{C1}"/><MemberCode guid="c2"/></Set>'
        '</Sets></CodeBook><Sets><Set name="Ward"><MemberSource targetGUID="s1"/></Set>'
        '<Set name=" "><MemberCode targetGUID="c3"/><MemberSource targetGUID="s1"/>'
        "</Set></Sets></Project>"
    )
    assert code_groups(root, PATHS) == (
        [
            ("Push", "By others", "Law"),
            ("Push", "By others", "Law > Judge"),
            ("Group 3", "", "Home"),
        ],
        [],
    )


def test_a_code_that_is_not_there_is_remarked():
    """It has no passages either, and hurts nobody."""
    root = fromstring(
        '<Project><Sets><Set name="Push"><MemberCode targetGUID="c9"/></Set></Sets>'
        "</Project>"
    )
    assert code_groups(root, PATHS) == (
        [],
        ["1 codes of code groups are not in the project, got ['c9 in Push']."],
    )
