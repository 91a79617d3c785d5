"""XML of REFI-QDA is read whatever its dialect, and never trusted."""

from xml.etree.ElementTree import Element, canonicalize, fromstring, tostring

import pytest
from example_refi import (
    packed,
    refusal,
    rows,
)
from hypothesis import given
from hypothesis import strategies as st

from exchange.coding._refi_qda import read_refi_project
from exchange.coding._refi_xml import guid_of, refi_root


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:1:0", "urn:QDA-XML:project:0:4"]
)
def test_read_refi_project_minds_no_version_of_the_namespace(tmp_path, namespace):
    """Only local names; what belongs to something else is not looked at."""
    data = (
        f'<q:Project xmlns:q="{namespace}" xmlns:x="urn:x"><q:Sources><x:TextSource/>'
        '<q:TextSource name="I1"><q:PlainTextContent>One</q:PlainTextContent>'
        '<x:PlainTextSelection startPosition="9" endPosition="1"/>'
        "</q:TextSource></q:Sources></q:Project>"
    )
    project = read_refi_project(packed(tmp_path / "a.qdpx", data.encode("utf-16")))
    assert rows(project.sources) == [("I1", "One", "")]
    assert project.origin == "REFI-QDA"
    assert project.remarks == (
        "1 sources that are not text were left out with 0 codings: "
        "1 {urn:x}TextSource.",
    )


LAUGHS = "".join(
    f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' if i else '<!ENTITY l0 "ha">'
    for i in range(9)
)


@pytest.mark.parametrize(
    "dtd",
    [
        "<!DOCTYPE Project>",
        '<!DOCTYPE Project [<!ENTITY x "words">]>',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Project SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE Project [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
        f"<!DOCTYPE Project [{LAUGHS}]>",
    ],
)
def test_read_refi_project_refuses_every_document_type(tmp_path, dtd):
    """Entities, inner and outer, and those that grow without end."""
    data = f"{dtd}<Project xmlns='urn:QDA-XML:project:1.0' name='p'/>".encode()
    path = packed(tmp_path / "a.qdpx", data)
    rule = "declares a document type (DTD), which no file of REFI-QDA needs"
    remedy = "do not open the file; ask for it again from where it came"
    assert refusal(read_refi_project, path) == f"a.qdpx, project.qde: {rule}; {remedy}"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"words", "is not whole XML: syntax error: line 1, column 0"),
        (b"", "is not whole XML: no element found: line 1, column 0"),
        (b"<Project>", "is not whole XML: no element found: line 1, column 9"),
        (b"<Project>&x;</Project>", "is not whole XML: undefined entity: line 1, "
         "column 9"),
        (b"<?xml version='1.0' encoding='none'?><a/>", "is not whole XML: unknown "
         "encoding: none"),
        (b"<Project/>", "is not a Project of REFI-QDA, got 'Project'"),
        (b"<html xmlns='urn:QDA-XML:project:1.0'/>", "is not a Project of REFI-QDA, "
         "got 'html'"),
    ],
)  # fmt: skip
def test_read_refi_refuses_what_is_something_else(tmp_path, data, rule):
    """Cut short, no XML, or XML of another kind."""
    path = packed(tmp_path / "a.qdpx", data)
    remedy = "copy or export the file again"
    if "of REFI-QDA" in rule:
        remedy = "export it from the coding program as REFI-QDA"
    assert refusal(read_refi_project, path) == f"a.qdpx, project.qde: {rule}; {remedy}"


VERSIONS = ("project:1.0", "project:1:0", "project:0:4", "codebook:1.0")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("prefix", ["", "q:"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_is_read_whatever_the_dialect(version, prefix, encoding):
    """With local names, as if there had never been a namespace."""
    plain = (
        '<Project name="é"><Codes><Code guid="A"/></Codes><Note>one</Note></Project>'
    )
    mark = f'xmlns{":q" if prefix else ""}="urn:QDA-XML:{version}"'
    data = plain.replace("</", "\0").replace("<", f"<{prefix}")
    data = data.replace("\0", f"</{prefix}").replace("name=", f"{mark} name=")
    found = refi_root(data.encode(encoding), where="a.qde")
    assert canonicalize(tostring(found)) == canonicalize(plain)


def test_what_belongs_to_another_namespace_keeps_its_name():
    """So that nothing looks for it."""
    data = (
        b'<Project xmlns="urn:QDA-XML:project:1.0" xmlns:x="urn:x"><x:Code/></Project>'
    )
    found = refi_root(data, where="a.qde")
    assert [child.tag for child in found] == ["{urn:x}Code"]
    assert found.find("Code") is None


@given(st.uuids(), st.sampled_from(["{}", "{{{}}}", " {} ", "\t{{{}}}\n"]))
def test_an_identifier_has_one_spelling(guid, form):
    """Braces, blanks and capitals are those of the programs."""
    for written in (str(guid), str(guid).upper()):
        element = Element("CodeRef", targetGUID=form.format(written))
        assert guid_of(element, "targetGUID") == str(guid)
    assert guid_of(fromstring("<CodeRef/>")) == guid_of(None) == ""
