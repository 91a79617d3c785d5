"""A small made-up study of six interviews and two coders, which several tests share.

Nobody said any of this. Letters outside ASCII and outside the basic plane stand before
coded words, so that bytes or UTF-16 units in place of characters would be seen.
"""

from collections import Counter

import numpy as np
import pandas as pd
from example_samples import coding_of, interviews_of
from statsmodels.stats.inter_rater import cohens_kappa

from analysis.data.coding_frame import frame_nodes
from analysis.themes.coders import coder_agreement

TRANSCRIPTS = {
    "I01": (
        "Interview 1, made up\n"
        "Interviewer: How did you come here?\n"
        "Zoé: 😀 The court sent me. My mother asked me too.\n"
        "Interviewer: And money?\n"
        "Zoé: I had debts everywhere.\n"
    ),
    "I02": (
        "Alix: I wanted to stop. My mother asked me.\n"
        "Interviewer: Did she ask? Zoé: is not a turn here.\n"
        "Alix: She was worried.\n"
        "Alix: \n"
        "Alix: Nothing else."
    ),
    "I03": (
        "Interviewer: So?\n"
        "Noor: C'était le café 🏡 – no, it was the court.\n"
        "Noor: I wanted it. I really did.\n"
    ),
    "I04": (
        "Bram: My sister asked me, and the judge said court or clinic.\n"
        "Interviewer: Debts?\n"
        "Bram: Yes, debts.\n"
    ),
    "I05": (
        "Ines: I wanted to live. 🎈 Court? Never.\nInterviewer: Thanks.\nInes: Bye.\n"
    ),
    "I06": (
        "Tomás: They were worried; my wife asked me.\nTomás: I wanted that as well.\n"
    ),
}
INTERVIEWS = pd.DataFrame(
    [
        ("I01", "S001", "Zoé", "prison", "2008-03-21"),
        ("I02", "S002", "Alix", "prison", "2009-01-04"),
        ("I03", "S003", "Noor", "prison", "2008-03-01"),
        ("I04", "S004", "Bram", "outpatient", "2008-04-22"),
        ("I05", "S005", "Ines", "outpatient", "2008-04-22"),
        ("I06", "S006", "Tomás", "outpatient", "2007-12-30"),
    ],
    columns=["interview", "participant", "pseudonym", "setting", "interview_date"],
)
FRAME = [
    {
        "theme": "pressure",
        "label": "Pressure",
        "description": "Others wanted it.",
        "themes": [
            {
                "theme": "family",
                "label": "Family",
                "description": "People at home wanted it.",
                "codes": [
                    {"code": "asked", "label": "Asked", "description": "They asked."},
                    {
                        "code": "worried",
                        "label": "Worried",
                        "description": "They worried.",
                    },
                ],
            }
        ],
        "codes": [{"code": "court", "label": "Court", "description": "A court did."}],
    },
    {
        "theme": "wish",
        "label": "Own wish",
        "description": "The speaker wanted it.",
        "codes": [{"code": "wanted", "label": "Wanted", "description": "I wanted it."}],
    },
    {
        "theme": "money",
        "label": "Money",
        "description": "Money is owed.",
        "codes": [{"code": "debts", "label": "Debts", "description": "Debts."}],
    },
    {
        "theme": "sleep",
        "label": "Sleep",
        "description": "Sleep is short.",
        "codes": [{"code": "awake", "label": "Awake", "description": "No sleep."}],
    },
]
#: Interview, coder, code, words; money is A's alone, and nobody coded sleep.
CODED = [
    ("I01", "A", "court", "The court sent me."),
    ("I01", "B", "court", "court sent"),
    ("I01", "A", "asked", "My mother asked me too."),
    ("I01", "B", "asked", "asked me too.\nInterviewer: And money?\nZoé: I had"),
    ("I01", "A", "debts", "I had debts everywhere."),
    ("I02", "A", "wanted", "I wanted to stop."),
    ("I02", "B", "wanted", "wanted to"),
    ("I02", "A", "asked", "My mother asked me."),
    ("I02", "A", "asked", "mother"),
    ("I02", "B", "asked", "Did she ask?"),
    ("I02", "B", "worried", "She was worried."),
    ("I03", "A", "court", "it was the court."),
    ("I03", "B", "court", "no, it was the court."),
    ("I03", "A", "wanted", "I wanted it."),
    ("I03", "B", "wanted", "I really did."),
    ("I04", "A", "asked", "My sister asked me"),
    ("I04", "B", "asked", "My sister asked me"),
    ("I04", "B", "court", "the judge said court or clinic"),
    ("I04", "A", "debts", "Debts?\nBram: Yes, debts."),
    ("I05", "A", "wanted", "I wanted to live."),
    ("I05", "B", "wanted", "I wanted to live."),
    ("I05", "B", "court", "Court?"),
    ("I06", "A", "worried", "They were worried"),
    ("I06", "A", "asked", "my wife asked me."),
    ("I06", "B", "worried", "They were worried; my wife asked me."),
    ("I06", "A", "wanted", "I wanted that"),
]


def _placed(interview, coder, code, words):
    start = TRANSCRIPTS[interview].index(words)
    return interview, coder, code, start, start + len(words)


CODING = pd.DataFrame(
    [_placed(*row) for row in CODED],
    columns=["interview", "coder", "code", "start", "end"],
)


#: A third coder, C, coded four of the interviews.
THREE = pd.concat(
    [
        CODING,
        pd.DataFrame(
            [
                _placed("I01", "C", "court", "The court sent me."),
                _placed("I01", "C", "debts", "everywhere"),
                _placed("I03", "C", "wanted", "I wanted it. I really did."),
                _placed("I04", "C", "court", "court or clinic"),
                _placed("I04", "C", "asked", "Debts?"),
                _placed("I06", "C", "wanted", "wanted that"),
            ],
            columns=CODING.columns,
        ),
    ],
    ignore_index=True,
)


def ratings(theme, unit, transcripts=TRANSCRIPTS, coding=CODING):
    """Say of each unit, 1 or 0, whether A, and whether B, found a theme there."""
    codes = {node.name: node.codes for node in frame_nodes(FRAME)}[theme]
    names = dict(zip(INTERVIEWS["interview"], INTERVIEWS["pseudonym"], strict=True))
    found = ([], [])
    for interview, text in transcripts.items():
        rows = coding[(coding["interview"] == interview) & coding["code"].isin(codes)]
        turns, at = [], 0
        for line in text.split("\n"):
            skip = len(names[interview]) + 2
            if line[:skip] == names[interview] + ": ":
                turns.append(list(range(at + skip, at + len(line))))
            at += len(line) + 1
        for of_coder, coder in zip(found, "AB", strict=True):
            own = rows[rows["coder"] == coder]
            spans = zip(own["start"], own["end"], strict=True)
            coded = {i for start, end in spans for i in range(start, end)}
            flags = [[int(i in coded) for i in turn] for turn in turns if turn]
            of_coder += {
                "character": [flag for turn in flags for flag in turn],
                "turn": [max(turn) for turn in flags],
                "document": [max(max(turn) for turn in flags)],
            }[unit]
    return found


def kappa_of(table):
    """Kappa by statsmodels, which divides by 0 for the error of an extreme table."""
    with np.errstate(all="ignore"):
        return cohens_kappa(np.array(table)).kappa


def alpha_of(first, second):
    """Alpha by the coincidences of values; None where only one value was given."""
    values = Counter([*first, *second])
    n = values.total()
    apart = 2 * sum(one != other for one, other in zip(first, second, strict=True))
    expected = n**2 - sum(times**2 for times in values.values())
    return 1 - (n - 1) * apart / expected if expected else None


ASKED = {
    "first": "A",
    "second": "B",
    "unit": "turn",
    "coding_frame": FRAME,
}


def agree(
    coding=CODING,
    interviews=INTERVIEWS,
    transcripts=TRANSCRIPTS,
    filter="all rows",
    **options,
):
    """Compare the two coders, by turn unless asked otherwise."""
    samples = coding_of(coding), interviews_of(interviews, filter)
    return coder_agreement(*samples, transcripts, **(ASKED | options))
