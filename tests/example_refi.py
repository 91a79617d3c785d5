"""Projects of REFI-QDA that several tests write, part by part."""

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pandas as pd
import pytest

from exchange.coding._refi_codes import code_tree
from results import DataError

SAMPLES = Path(__file__).parent / "qualitative_samples"


def packed(path, project, files=None, name="project.qde"):
    """Write a .qdpx of an inner project and its files."""
    if isinstance(project, str):
        project = (
            '<?xml version="1.0" encoding="utf-8"?>'
            f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="Test">{project}'
            "</Project>"
        ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, project)
        for entry, data in (files or {}).items():
            archive.writestr(entry, data)
    return path


USERS = (
    '<Users><User guid="{AA-1}" name="Anna"/><User guid="bb-2" name=" "  id="ben"/>'
    "</Users>"
)


CODEBOOK = (
    '<CodeBook><Codes><Code guid="C1" name="Law" isCodable="true" color="#a1F">'
    '<Description>Courts</Description><Code guid="{c2}" name="Judge" isCodable="1"/>'
    '</Code><Code guid="c3" name="Folder" isCodable="false"/>'
    '<Code guid="c4" name="Judge" isCodable="true"/></Codes></CodeBook>'
)


WORDS = "The judge sent me. My mother cried."


def inline(inside="", name='name="I1"', guid="s1", text=WORDS, **parts):
    """Return a TextSource whose text stands in the project."""
    return (
        f'<TextSource guid="{guid}" {name}><PlainTextContent>{text}</PlainTextContent>'
        f"{inside}</TextSource>"
    )


def passage(start, end, codes=(), attributes="", coding=""):
    """Return a selection with codings."""
    codings = "".join(
        f'<Coding guid="g" {coding}><CodeRef targetGUID="{code}"/></Coding>'
        for code in codes
    )
    return (
        f'<PlainTextSelection guid="p{start}" startPosition="{start}" '
        f'endPosition="{end}" {attributes}>{codings}</PlainTextSelection>'
    )


def of_sources(*sources):
    """Return users, codes and these sources."""
    return f"{USERS}{CODEBOOK}<Sources>{''.join(sources)}</Sources>"


def rows(table):
    """Return the rows of a table, with None for what is missing."""
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in table.itertuples(index=False, name=None)
    ]


def refusal(call, *args, **options):
    """Return the message of the DataError that a call raises."""
    with pytest.raises(DataError) as caught:
        call(*args, **options)
    return str(caught.value)


def codebook_rows(path):
    """Return the rows of the codes of a codebook, in which nothing is wrong."""
    faults, data = [], re.sub(rb' xmlns="[^"]*"', b"", path.read_bytes())
    tree = code_tree(fromstring(data).find("Codes"), where=path.name, faults=faults)
    assert faults == []
    return list(tree.rows)


VARIABLES = (
    '<Variables><Variable guid="v1" name="setting" typeOfVariable="Text"/>'
    '<Variable guid="v2" name="age" typeOfVariable="Integer"/></Variables>'
)


def value(variable, words, kind="TextValue"):
    """Return a value of a variable."""
    return (
        f'<VariableValue><VariableRef targetGUID="{variable}"/>'
        f"<{kind}>{words}</{kind}></VariableValue>"
    )
