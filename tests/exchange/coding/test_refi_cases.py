"""Cases are linked in every way that programs do, and nothing is guessed."""

from xml.etree.ElementTree import fromstring

from example_refi import (
    CODEBOOK,
    USERS,
    VARIABLES,
    inline,
    packed,
    passage,
    rows,
    value,
)

from exchange.coding._refi_cases import case_guids, case_links
from exchange.coding._refi_qda import read_refi_project


def test_read_refi_project_links_cases_in_every_way_that_programs_do(tmp_path):
    """By reference, by passage, by coding, without a name, and by values and sets."""
    judged = '<Coding guid="g"><CodeRef targetGUID="K3"/></Coding>'
    sources = [
        inline(value("v2", "31", "IntegerValue"), 'name="I1"', "s1"),
        inline(passage(0, 3), 'name="I2"', "s2"),
        inline(judged, 'name="I3"', "s3"),
        inline(passage(4, 9, ["k4"]), 'name="I4"', "s4"),
        inline("", 'name="I5"', "s5"),
        inline(value("v1", "prison"), 'name="I6"', "s6"),
        inline("", 'name="I7"', "s7"),
        inline("", 'name="I8"', "s8"),
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v1", "clinic")}'
        '<SourceRef targetGUID="{S1}"/><SourceRef targetGUID="s8"/></Case>'
        '<Case guid="k2" name="Jim"><SelectionRef targetGUID="p0"/></Case>'
        '<Case guid="k3" name="Ron"/><Case guid="k4" name="Max"/>'
        f'<Case guid="k5">{value("v1", "")}<SourceRef targetGUID="s5"/></Case>'
        '<Case guid="k6" name="I7"/><Case guid="k7" name="All">'
        '<SourceRef targetGUID="s8"/><SourceRef targetGUID="gone"/></Case></Cases>'
    )
    sets = (
        '<Sets><Set guid="t1" name="wave 1"><MemberSource targetGUID="s7"/>'
        '<MemberSource targetGUID="s1"/><MemberCode targetGUID="c1"/></Set></Sets>'
    )
    body = f"{USERS}{CODEBOOK}{VARIABLES}{cases}<Sources>{''.join(sources)}</Sources>"
    project = read_refi_project(packed(tmp_path / "a.qdpx", body + sets))
    assert dict(project.sources[["source", "case"]].itertuples(index=False)) == {
        "I1": "Tom",
        "I2": "Jim",
        "I3": "Ron",
        "I4": "Max",
        "I5": "I5",
        "I6": "I6",
        "I7": "I7 (source)",
        "I8": "",
    }
    assert rows(project.case_values) == [
        ("Tom", "setting", "clinic"),
        ("Tom", "age", "31"),
        ("Tom", "set", "wave 1"),
        ("I5", "setting", ""),
        ("I6", "setting", "prison"),
        ("I7 (source)", "set", "wave 1"),
    ]
    assert rows(project.excerpts) == [("I2", 0, 3, "The", None, "")]
    assert project.remarks[2:] == (
        "1 sources belong to several cases and were linked to none, got ['I8'].",
        "1 cases are linked to sources that are not there.",
    )


def test_read_refi_project_guesses_no_value_that_is_contradicted(tmp_path):
    """Two waves of one person, each with its own date, have no date in common."""
    sources = [
        inline(value("v1", "prison"), 'name="I1"', "s1"),
        inline(value("v1", "clinic"), 'name="I2"', "s2"),
    ]
    cases = (
        f'<Cases><Case guid="k1" name="Tom">{value("v2", "31", "IntegerValue")}'
        '<SourceRef targetGUID="s1"/><SourceRef targetGUID="s2"/></Case></Cases>'
    )
    body = f"{VARIABLES}{cases}<Sources>{''.join(sources)}</Sources>"
    project = read_refi_project(packed(tmp_path / "a.qdpx", body))
    assert rows(project.case_values) == [("Tom", "age", "31")]
    assert project.remarks == (
        "1 values contradict each other and were left out, got ['setting of Tom'].",
    )


def linked(body, sources, **more):
    """Link the cases of a project, and return the links and the faults."""
    root, faults = fromstring(f"<Project>{body}</Project>"), []
    asked = {"selections": {}, "coded": (), "own_values": {}} | more
    found = case_links(root, sources=sources, where="a.qdpx", faults=faults, **asked)
    return found, [str(fault) for fault in faults]


def test_a_case_that_is_linked_twice_in_two_ways_is_linked_once():
    """By the source, a passage of it, and a coding."""
    body = (
        '<Cases><Case guid="{K1}" name="Tom"><SourceRef targetGUID="s1"/>'
        '<SelectionRef targetGUID="p1"/></Case></Cases>'
    )
    found, faults = linked(
        body, {"s1": "I1"}, selections={"p1": "I1"}, coded=[("k1", "I1"), ("k1", "I2")]
    )
    assert found.case_of == {"I1": "Tom", "I2": "Tom"}
    assert (found.values, found.remarks, faults) == ((), (), [])
    assert case_guids(fromstring(f"<Project>{body}</Project>")) == {"k1"}


def test_cases_without_a_name_are_called_by_their_source_or_number():
    """A name of blanks is none; a case of several sources has a number."""
    body = (
        '<Cases><Case guid="k1" name=" "><SourceRef targetGUID="s1"/></Case>'
        '<Case guid="k2"><SourceRef targetGUID="s2"/><SourceRef targetGUID="s3"/>'
        '</Case><Case guid="k3"/></Cases>'
    )
    found, faults = linked(body, {"s1": "I1", "s2": "I2", "s3": "I3"})
    assert found.case_of == {"I1": "I1", "I2": "case 2", "I3": "case 2"}
    assert faults == []


def test_cases_of_one_name_or_identifier_are_refused():
    """Nobody could tell whose a source is."""
    body = (
        '<Cases><Case guid="k1" name="Tom"/><Case guid="K1" name="Jim"/>'
        '<Case guid="k2" name="Tom"/></Cases>'
    )
    _, faults = linked(body, {})
    assert faults == [
        "a.qdpx, cases: share an identifier with another; export the project again",
        "a.qdpx, cases: 1 names are those of several cases, got ['Tom']; rename all "
        "but one in the program, and export again",
    ]
