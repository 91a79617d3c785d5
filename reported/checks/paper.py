"""Check the printed pages: whether everything stays on them."""

import re

from reported.built import Built
from reported.findings import Check, Finding, counted

LIMIT = 2.0  # points; less is not seen
OVERFULL = re.compile(
    r"^Overfull \\([hv])box \(([\d.]+)pt too (?:wide|high)\)"
    r"(?: (?:in paragraph|in alignment|detected) at lines? (\d+))?",
    re.MULTILINE,
)
FLOAT = re.compile(
    r"^LaTeX Warning: (Float) too large for page by ([\d.]+)pt on input line (\d+)",
    re.MULTILINE,
)


def off_the_page(built: Built) -> Check:
    """Find what TeX had to let run over the edge of its place, by its log."""
    log = (built.root / built.book.paper).with_suffix(".log")
    text = log.read_text("utf-8", errors="replace") if log.is_file() else ""
    findings = []
    for kind, points, line in [*OVERFULL.findall(text), *FLOAT.findall(text)]:
        if float(points) > LIMIT:
            edge = "right" if kind == "h" else "foot"
            findings.append(
                Finding(
                    place=f"{log.stem}.tex:{line}" if line else built.book.pdf,
                    rule=f"something runs over the {edge} of its place",
                    value=f"{points} pt",
                    hint="shorten it, or let it break; up to 2 pt nobody sees",
                )
            )
    return Check(
        name="nothing runs off the printed page",
        looked_at=counted(len(built.printed or ()), "page") + " of PDF",
        findings=tuple(dict.fromkeys(findings)),
    )
