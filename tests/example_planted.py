"""A copy of the simulated study in whose interviews names and numbers are planted.

Each transcript is a row of pieces: words, which stay, and plants, which give way to a
mark. What a passage holds afterwards is read off the pieces, without any arithmetic of
places before and after.
"""

import csv
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

SIMULATED = Path(__file__).parents[1] / "data" / "simulated"
LIST = """\
Siân Gwernog -> [mother]
Siân
Kev O'Leary
Ifor
Anne-Lise
J. Pwllberis
Łucja Zoëvska -> [the keyworker]
"""
#: What is planted, and what takes its place.
FORMS = (
    ("Siân Gwernog", "[mother]"),
    ("SIÂN GWERNOG", "[mother]"),
    ("Gwernog, Siân", "[mother]"),
    ("Sia\u0302n", "[name]"),
    ("Sian", "[name]"),
    ("Siân\u00a0Gwernog", "[mother]"),
    ("Kev O’Leary", "[name]"),
    ("Kev OLeary", "[name]"),
    ("KEV O'LEARY", "[name]"),
    ("O'Leary, Kev", "[name]"),
    ("Ifor", "[name]"),
    ("IFOR", "[name]"),
    ("Anne Lise", "[name]"),
    ("Anne‑Lise", "[name]"),
    ("J.Pwllberis", "[name]"),
    ("Lucja Zoevska", "[the keyworker]"),
    ("Łucja Zoe\u0308vska", "[the keyworker]"),
    ("O'Leary Kev", "[name]"),
    ("Kev;O'Leary", "[name]"),
    ("Kev | O'Leary", "[name]"),
    ('Kev","O\'Leary', "[name]"),
    ("SiÃ¢n Gwernog", "[mother]"),
    ("Si&acirc;n", "[name]"),
    ("Si%C3%A2n", "[name]"),
    ("s.gwernog@uni.example.org", "[e-mail]"),
    ("A1234BC", "[prison number]"),
    ("A 1234 BC", "[prison number]"),
    ("AB1234", "[prison number]"),
    ("02/123456K", "[police number]"),
    ("123456/99A", "[police number]"),
    ("https://www.facebook.com/kev.oleary.9", "[profile link]"),
    ("snapchat.com/add/kev-92", "[profile link]"),
    ("t.me/kev92", "[profile link]"),
    ("@kev_92", "[handle]"),
    ("20-40-60", "[sort code]"),
    ("12345678", "[account number]"),
    ("twelfth of March two thousand and nine", "[date]"),
    ("943 476 5919", "[NHS number]"),
    ("AB 12 34 56 C", "[National Insurance number]"),
    ("07700 900123", "[phone]"),
    ("+44 (0)20 7946 0958", "[phone]"),
    ("SA1 4QB", "[postcode]"),
    ("12/03/2009", "[date]"),
    ("12th of March 2009", "[date]"),
)
EMOJI = "🙂 e\u0301 "


@dataclass
class Piece:
    """A part of a transcript."""

    text: str
    mark: str = ""  # what takes its place; "" if it stays

    @property
    def left(self) -> str:
        """Return what is left of it."""
        return self.mark or self.text


@dataclass
class Plant:
    """What is planted at a character of a transcript, and where passages then begin."""

    at: int
    text: str
    mark: str
    how: str  # "before", "within" or "behind": where a passage begins that began here


def passages(folder: Path) -> list[dict[str, str]]:
    """Return the rows of coding.csv."""
    with (folder / "coding.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def planted_study(folder: Path, seed: int) -> list[str]:
    """Plant every form in a copy of the study; return the words that shall be left.

    Parameters
    ----------
    folder : Path
        Where the copy goes.
    seed : int
        Of the places: a third stand anywhere, and a third each at the beginning and at
        the end of a passage, which then begins or ends before, within or behind it.

    Returns
    -------
    list of str
        For every row of coding.csv, the words of its passage after redaction.
    """
    rng = random.Random(seed)
    shutil.copytree(SIMULATED, folder)
    rows = passages(folder)
    texts = {
        path.stem: path.read_text("utf-8")
        for path in sorted((folder / "transcripts").iterdir())
    }
    plants: dict[str, dict[int, Plant]] = {name: {} for name in texts}
    forms = [FORMS[i % len(FORMS)] for i in range(max(40, len(FORMS)))]
    rng.shuffle(forms)
    for number, (text, mark) in enumerate(forms):
        row = rng.choice(rows)
        name = row["interview"]
        at = (
            _anywhere(texts[name], rng),
            int(row["start"]),
            int(row["end"]),
        )[number % 3]
        how = ("before", "within", "behind", "alone")[rng.randrange(4)]
        plants[name][at] = Plant(at, text, mark, how)
    assert sum(map(len, plants.values())) >= 35
    expected = _placed(rows, texts, plants)
    for name, text in texts.items():
        pieces = _pieces(text, plants[name])
        path = folder / "transcripts" / f"{name}.txt"
        path.write_bytes("".join(piece.text for piece in pieces).encode())
    with (folder / "coding.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return expected


def _anywhere(text: str, rng: random.Random) -> int:
    """Return a place after a blank in a line that somebody says."""
    lines = text.split("\n\n")[1:]
    line = rng.choice([line for line in lines if line.count(" ") > 5])
    inner = [i for i, sign in enumerate(line) if sign == " "][2:]
    return text.index(line) + rng.choice(inner) + 1


def _pieces(text: str, plants: dict[int, Plant]) -> list[Piece]:
    """Cut a transcript at its plants; a blank stands on each side of one."""
    done, pieces = 0, []
    for at, plant in sorted(plants.items()):
        pieces += [Piece(text[done:at]), Piece(f" {EMOJI}")]
        pieces += [Piece(plant.text, plant.mark), Piece(" ")]
        done = at
    return [*pieces, Piece(text[done:])]


def _border(text: str, plants: dict[int, Plant], at: int, *, end: bool) -> int:
    """Return where a border of a passage goes in the planted transcript."""
    moved = at
    for place, plant in plants.items():
        before = len(f" {EMOJI}")
        if place < at:
            moved += before + len(plant.text) + 1
        elif place == at:
            inner = {
                "before": before,
                "within": before + max(1, len(plant.text) // 2),
                "behind": before + len(plant.text),
                "alone": before + (len(plant.text) if end else 0),
            }
            moved += inner[plant.how]
    return moved


def _placed(
    rows: list[dict[str, str]],
    texts: dict[str, str],
    plants: dict[str, dict[int, Plant]],
) -> list[str]:
    """Write the new places and words into the rows; return what shall be left of them.

    A passage that begins at a plant which is to stand alone becomes that plant.
    """
    expected = []
    for row in rows:
        text, there = texts[row["interview"]], plants[row["interview"]]
        pieces = _pieces(text, there)
        start = _border(text, there, int(row["start"]), end=False)
        end = _border(text, there, int(row["end"]), end=True)
        alone = there.get(int(row["start"]))
        if alone and alone.how == "alone":
            end = start + len(alone.text)
        row["start"], row["end"] = str(start), str(end)
        row["text"] = "".join(piece.text for piece in pieces)[start:end]
        expected.append(_left(pieces, start, end))
    return expected


def _left(pieces: list[Piece], start: int, end: int) -> str:
    """Return what is left of a part: words as far as it reaches, and whole marks."""
    at, left = 0, []
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        at += len(piece.text)
        if first < last:
            left.append(piece.mark or piece.text[first:last])
    return "".join(left)
