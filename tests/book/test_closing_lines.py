"""The last lines of a build, on a small book as an author builds it."""

import re
import shutil

CLAIMS = """\
claim("entry-old", age["prison"].mean > 100)
claim("entry-young", age["prison"].mean < 100)
"""
KINDS = ((",simulated,", ",study,"), ("Simulated interview", "Recounted interview"))


def last(done):
    """Return what a build said below the frame of Jupyter Book's own last words."""
    assert done.returncode == 0, done.stdout + done.stderr
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    return said.split("=" * 79)[-1].strip().splitlines()


def test_the_last_lines_say_what_does_not_hold(small_book, tmp_path):
    """Of claims, and on other data of the sentences that speak of simulated ones."""
    small_book.edit("book/entry.md", "import publish", "import claim, publish")
    mood = 'publish("entry-mood"'
    small_book.edit("book/entry.md", mood, CLAIMS + mood)
    men = "These simulated men were made up."
    small_book.edit("book/abstract.md", "See", f"{men} {{stand-in}}`{men}` See")
    assert last(small_book.build()) == [
        "2 claims",
        "  1 not supported by these data:",
        "    entry-old (entry)",
    ]
    small_book.edit("book/entry.md", "mean > 100", "mean > 1")
    assert last(small_book.build(THESIS_DATA=str(study(small_book, tmp_path)))) == [
        "2 claims, all hold",
        "  1 sentence speaks of simulated data outside of {stand-in}, which these are "
        "not; the check of the book lists where",
    ]


def study(book, folder):
    """Return the simulated data as those of a study."""
    shutil.copytree(book.folder / "data" / "simulated", folder / "own")
    for path in (folder / "own").rglob("*.[ct][sx][vt]"):
        text = path.read_text("utf-8")
        for old, new in KINDS:
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    declared = "kind: study\ntitle: A study\nstatement: Confidential\n"
    (folder / "own" / "dataset.yaml").write_text(declared)
    return folder / "own"
