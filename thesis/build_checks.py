"""Check that everything looked at was made by one build, which came to its end."""

from reported.built import Built
from reported.findings import Check, Finding, counted
from thesis.places import HTML, PDF
from thesis.published import terms_of_search
from thesis.whole import MARK, amiss, digest, read_mark

AGAIN = "run `thesis build`"


def whole(built: Built) -> Check:
    """Compare every file with what the last build made, and the PDF with its pages."""
    folder = (built.root / HTML).parent
    marked = read_mark(folder)
    findings = [
        Finding(place=f"{folder.name}/{name}", rule=rule, hint=AGAIN)
        for name, rule in amiss(folder).items()
    ]
    if marked and built.printed is not None:
        made_with = marked.get("pdf")
        if made_with != digest(built.root / PDF):
            other = "other pages than these" if made_with else "no pages that are here"
            rule = f"the PDF was made with {other}"
            findings.append(Finding(place=PDF.as_posix(), rule=rule, hint=AGAIN))
    terms = terms_of_search(folder)
    gone = sorted(term for term, pages in terms.items() if not pages)
    findings += [
        Finding(
            place=f"{folder.name}/searchindex.js",
            rule="the search keeps words of pages that say them no more",
            value=counted(len(gone), "word"),
            hint=AGAIN,
        )
        for _ in gone[:1]
    ]
    files = counted(len(marked.get("files", ())), "file")
    return Check(
        name="one build made all of this and came to its end",
        looked_at=f"{files} by {MARK}, {counted(len(terms), 'term')} of the search, "
        f"{'no PDF' if built.printed is None else 'the PDF'}",
        findings=tuple(findings),
    )
