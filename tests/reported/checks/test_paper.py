"""What runs off the printed page is found in what TeX wrote of it."""

from example_build import faults


def test_check_finds_what_runs_off_the_printed_page(small):
    """Sideways and downwards, from 2 pt; once, however often TeX said so."""
    small.source(
        "book/_build/latex/thesis.log",
        "Overfull \\hbox (1.99pt too wide) in paragraph at lines 5--6\n"
        "Overfull \\hbox (2.56377pt too wide) in paragraph at lines 12--14\n"
        "Overfull \\hbox (2.56377pt too wide) in paragraph at lines 12--14\n"
        "Overfull \\hbox (9.0pt too wide) in alignment at lines 20--31\n"
        "Overfull \\vbox (15.35384pt too high) has occurred while \\output is active\n"
        "LaTeX Warning: Float too large for page by 26.3pt on input line 40.\n",
    )
    hint = "; shorten it, or let it break; up to 2 pt nobody sees"
    over = "something runs over the"
    assert faults(small.root) == {
        "nothing runs off the printed page": [
            f"thesis.tex:12: {over} right of its place, got '2.56377 pt'{hint}",
            f"thesis.tex:20: {over} right of its place, got '9.0 pt'{hint}",
            f"thesis.pdf: {over} foot of its place, got '15.35384 pt'{hint}",
            f"thesis.tex:40: {over} foot of its place, got '26.3 pt'{hint}",
        ]
    }
