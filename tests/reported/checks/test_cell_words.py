"""What readers see of a cell of code is read as prose."""

from example_typed import NOTHING

from reported.checks.prose import numbers_on


def test_captions_and_notes_in_cells_are_read():
    """In the settings and in the code; keys and numbers for Python are not."""
    cell = (
        "```{code-cell} ipython3\n:mystnb:\n:  figure:\n:    caption: Of 37 men\n"
        "show(table(x, [1, 2], name='tab-3', caption=f'The {7 + 1} men, 9 ' 'days',\n"
        "           note='Half of the men'))\n```\n"
    )
    found = numbers_on("page", cell, NOTHING).findings
    assert [(each.place, each.value) for each in found] == [
        ("page:4", "37 men"),
        ("page:5", "9"),
        ("page:6", "Half of the men"),
    ]
