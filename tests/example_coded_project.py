"""A coded project with all that can be hard to keep."""

from exchange.coding.projects import coded_project

TEXT = "I: Why did you come? 😊\nP: The judge & my <mother> made\tme, “really”.\n"


QUOTED, FACES = 'I "2" & <3>', "e\u0301 😊👩‍👧 z"


NO = 'Law > Judge > "No"'


def excerpt(start, end, code, coder, source="I1", text=TEXT):
    """Return a row of excerpts."""
    return (source, start, end, text[start:end], code, coder)


PROJECT = coded_project(
    origin="by hand",
    sources=[("I1", TEXT, "Tom"), (QUOTED, FACES, ""), ("I3", "x", "Ron")],
    codes=[
        ("Law", "Law", "", "Courts & <more>\r\nin two lines", True, "#aA11ff"),
        ("Law > Judge", "Judge", "Law", "", True, ""),
        (NO, '"No"', "Law > Judge", "", True, ""),
        ("Home", "Home", "", " ", False, ""),
        ("Home > Judge", "Judge", "Home", "", True, "#000000"),
    ],
    excerpts=[
        excerpt(0, 30, "Law", "Anna"),
        excerpt(26, 35, "Law > Judge", "Anna"),
        excerpt(26, 35, "Home > Judge", "Anna"),
        excerpt(26, 35, "Law > Judge", "Ben"),
        excerpt(26, 35, "Law > Judge", ""),
        excerpt(26, 35, None, "Anna"),
        excerpt(26, 35, None, ""),
        excerpt(20, 60, NO, "Ben \n<B>"),
        excerpt(1, 4, "Law", "Ben", QUOTED, FACES),
        excerpt(0, 1, "Law", "Ben", "I3", "x"),
    ],
    case_values=[
        ("Max", "setting", "prison"),
        ("Tom", "setting", "clinic\r\n "),
        ("Tom", "age", ""),
    ],
)  # fmt: skip
