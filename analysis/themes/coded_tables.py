"""The interviews of a study, and what was coded in them, as samples."""

from functools import partial

from analysis.data.coding_frame import Frame, theme_of_codes
from analysis.data.loading import Study
from analysis.estimates.sample import Sample, described
from results import DataError, Fault


def coded_excerpts(study: Study, frame: Frame) -> Sample:
    """Join each coded excerpt to the theme at the top of its code's branch.

    Parameters
    ----------
    study : Study
        A loaded data folder.
    frame : sequence of mappings
        Its coding frame, as `analysis.data.coding_frame.load_coding_frame` returns it.

    Returns
    -------
    Sample, n_coded rows
        The coding table with ``theme``; one row per excerpt, coder and code.

    Raises
    ------
    DataError
        If a code of the table does not stand in the frame; all such rows at once.
    """
    coding = study.table("coding")
    coding["theme"] = coding["code"].map(theme_of_codes(frame))
    unknown = coding.loc[coding["theme"].isna(), "code"]
    if len(unknown):
        file = study.codebook.table("coding").file
        rule = "is not in the coding frame"
        hint = "correct the code, or add it to coding_frame.yaml"
        fault = partial(Fault, file=file, variable="code", rule=rule, hint=hint)
        # The header is row 1.
        raise DataError(fault(row=int(i) + 2, value=v) for i, v in unknown.items())
    words = described(study.codebook.table("coding").variables, coding.columns)
    return Sample(coding, source=f"{study.kind}/coding", variables=words)


def interviewed(study: Study) -> Sample:
    """Join each interview to the setting of its participant, one row per interview."""
    people = study.table("participants")[["participant", "setting"]]
    frame = study.table("interviews").merge(people, on="participant", validate="m:1")
    words = described(study.codebook.table("participants").variables, people.columns)
    words |= described(study.codebook.table("interviews").variables, frame.columns)
    return Sample(frame, source=f"{study.kind}/interviews", variables=words)
