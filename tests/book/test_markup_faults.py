"""What would stand raw on a page is a fault with its line; what is right is none."""

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from thesis_markup_faults import faults_in

SETTINGS = MdParserConfig(
    enable_extensions={"colon_fence", "deflist", "smartquotes", "substitution"},
    disable_syntax=["inline"],
)
PARSER = create_md_parser(SETTINGS, RendererHTML)
OPEN = "without the backtick that closes it"
MANY = OPEN + ", but others follow; begin and end it by as many"
TEXT = "is read as text"
SUMS = "the book has no mathematics"
CELLS = "this row of a table has"
END = "starts here and has no end"


def faults(text: str) -> list[tuple[int, str]]:
    """Return the faults of a page, each with its line from 1."""
    return [(fault.line + 1, fault.told) for fault in faults_in(PARSER, text)[0]]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("It was {stat}`mood.mean", 1, "{stat} starts here " + OPEN),
        ("One.\nIt was {stat}`mood and\nit fell.", 2, "{stat} starts here " + OPEN),
        ("It was {stat}`a and {stat}`b`.", 1, "{stat} starts here " + OPEN),
        ("{claim}`They fell <a>.\nIt was {stat}`b`.", 1, "{claim} starts here " + OPEN),
        ("{claim}`They fell <a> as `b` is.", 1, "{claim} starts here " + OPEN),
        ("{stand-in}``One {stat}`a` `.", 1, "{stand-in} starts here " + OPEN),
        ("See `code and {ref}`b`.", 1, "a backtick stands here " + OPEN),
        ("It was mood`.", 1, "a backtick stands here " + OPEN),
        ("# Of {stat}`a\n", 1, "{stat} starts here " + OPEN),
        ("- one\n- {stat}`a\n- three", 2, "{stat} starts here " + OPEN),
        ("| a |\n|---|\n| b |\n| {stat}`c |", 4, "{stat} starts here " + OPEN),
        (":::{note}\n\n{stat}`a\n:::", 3, "{stat} starts here " + OPEN),
        (
            "```{table} Of {stat}`a\n\n| a |\n|---|\n```",
            1,
            "a block that begins by ```",
        ),
        (":::{table} Of {stat}`a\n\n| a |\n|---|\n:::", 1, "{stat} starts here"),
        (":::{note}\n:class: x\n\n{stat}`a\n:::", 4, "{stat} starts here " + OPEN),
        ("{claim}`It was {stat}`a` <b>`.", 1, "{claim} starts here " + MANY),
        ("{stand-in}`As {stat}`a`.`", 1, "{stand-in} starts here " + MANY),
        ("It was {stat}`a``.", 1, "{stat} starts here " + MANY),
        ("Is {stat }`a`?", 1, "stat } " + TEXT),
        ("Is stat`a`?", 1, "stat " + TEXT),
        ("Is {stat} `a`?", 1, "{stat} " + TEXT),
        ("Is {statt} `a`?", 1, "{statt} " + TEXT),
        ("Is {stat} a?", 1, "{stat} " + TEXT),
        ("Is [stat]`a`?", 1, "[stat] " + TEXT),
        ("Is (claim)`a`?", 1, "(claim) " + TEXT),
        ("Is { stat}`a`?", 1, "stat} " + TEXT),
        ("Is {stat}'a'?", 1, "{stat} " + TEXT),
        ("Is stat}`a`?", 1, "stat} " + TEXT),
        ("Is {cite:p`a`?", 1, "{cite:p " + TEXT),
        ("It is $x$.", 1, SUMS),
        ("It is $p < .05$.", 1, SUMS),
        ("It is $0.05$ here.", 1, SUMS),
        ("One.\nThen\n$a =\nb$.", 3, SUMS),
        ("$$\nx = 1\n$$", 1, SUMS),
        ("| a |\n|---|\n| $x$ |", 3, SUMS),
        ("One.\nIt is {math}`x`.", 2, SUMS),
        (":::{math}\nx\n:::", 1, SUMS),
        ("It is\n\\begin{equation*}\nx\n\\end{equation*}", 2, SUMS),
        ("One.\n| a | b |\n| 1 | 2 |", 2, "this table has no line of dashes"),
        ("| a | b |\n|===|===|\n| 1 | 2 |", 1, "this table has no line of dashes"),
        ("One.\n::{note}\na\n::", 2, "a block begins and ends by three colons"),
        ("One.\n\n<!-- two\n\n# Three", 3, "<!-- starts here and has no end"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |", 4, f"{CELLS} 1 cells, and its head"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3, f"{CELLS} 3 cells"),
        ("| a | b |\n|---|---|\n| 1 | `x|y` |", 3, f"{CELLS} 3 cells"),
        (":::{table} A\n:name: b\n\n| a | b |\n|---|---|\n| 1 |\n:::", 6, f"{CELLS} 1"),
        ("| a | b |\n|---|\n| 1 | 2 |", 1, "the head of this table has 2 cells"),
        ("| a |\n|---|---|\n", 1, "the head of this table has 1 cells"),
        ("Words.\n\n:::{note}\nNever closed.\n", 3, f"the block :::{{note}} {END}"),
        ("```python\na = 1\n", 1, f"the block ```python {END}"),
        (":::{a}\n\n:::{b}\nc\n:::\n:::\n\nWords", 3, f"the block :::{{b}} {END}"),
        ("::::{a}\n\n:::{b}\nc\n::::\n", 3, f"the block :::{{b}} {END}"),
    ],
)
def test_what_would_stand_raw_is_one_fault_on_its_line(text, line, told):
    """Roles, mathematics, tables and blocks, wherever they stand."""
    (found,) = faults(text)
    assert found[0] == line
    assert found[1].startswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "It was {stat}`mood.mean`, and {claim}`they fell <fell>`.",
        "{stand-in}``As {stat}`a` says ``.",
        "The role `{stat}` and ``{stat}`id` `` are code; so is ` `.",
        r"As {n} \* m, {n} `code`, \{stat\}`code` and {x}\`y\`.",
        r"An escaped \` and \$x\$ and \$\$.",
        "In {numref}`Table {number} <a>`, {n} and {a, b} of {people}.",
        "It cost $5 and $6, US$5 to US$6, 5$ or 6$, and $5-$6, A$3/A$4.",
        "Between $10k and £5, or 20$ a head.",
        "Type `$HOME`, $HOME/$USER and `echo $x$`.",
        "```sh\necho $x$ `date`\n```",
        "```{code-cell} ipython3\nf('$x$ `y')  # | a |\n```",
        "````markdown\n```{code-cell}\n````",
        "| a | b |\n|---|---|\n| 1 | `x\\|y` |\n| \\| | 2 |",
        "a | b\n--|--\n1 | 2",
        "- one\n\n  | a |\n  |---|\n  | 1 |\n",
        "A rule | of words\nand more | words",
        "Title\n-----\n\nWords.",
        "::::{grid}\n\n:::{card} A\nb\n:::\n::::",
        "```{raw} html\n`$x$ {stat}\n```",
        "The claim `a`, its ref: `b`, and P(x | y).\n|x| and |y|.",
        "<!-- {stat}`a -->\n\n% {stat}`b\n\n(label)=\n# A",
    ],
)
def test_what_is_right_is_no_fault(text):
    """Code, prices, shell, braces and bars that are meant as they stand."""
    assert faults(text) == []


def test_all_are_found_at_once():
    """In the order of lines, also two of one line."""
    text = (
        "One {stat}`a and {stat}`b and $x$.\n\n"
        "| a | b |\n|---|---|\n| 1 |\n\nTwo {ref} `c`"
    )
    assert [line for line, _ in faults(text)] == [1, 1, 1, 5, 7]
