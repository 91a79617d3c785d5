"""Web pages and a PDF that belong together, where readers get them or beside it."""

from pathlib import Path

from thesis.places import HTML, PDF
from thesis.replacing import beside
from thesis.whole import digest, mark


def written(folder: Path, **files: str) -> Path:
    """Write files into a folder; two underscores stand for a folder within it."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def edition(root: Path, pages: str, paper: str, *, new: bool = False) -> None:
    """Write web pages and a PDF that belong together, where they are or beside it."""
    web, printed = (beside(root / p) if new else (root / p).parent for p in (HTML, PDF))
    written(printed, **{"thesis.pdf": paper})
    written(web, **{"index.html": pages})
    mark(web, pdf=digest(printed / PDF.name))


def shown(root: Path) -> tuple[str, str]:
    """Return the web pages and the PDF that a reader gets."""
    return (root / HTML).read_text(), (root / PDF).read_text()
