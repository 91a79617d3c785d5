"""The simulated people: as many of each kind as the design declares."""

import yaml

from simulation.study import DESIGN, simulate


def test_counts_of_the_design_are_met():
    """Completion, abstinence and custody are exactly those declared."""
    design = yaml.safe_load((DESIGN / "design.yaml").read_text("utf-8"))
    tables = {
        name: table.set_index("participant")
        for name, table in simulate().items()
        if name in ("participants", "treatment", "followup")
    }
    setting = tables["participants"]["setting"]
    stays, again = tables["treatment"], tables["followup"]
    for name, declared in design["settings"].items():
        assert (stays["completed"][setting == name] == "yes").sum() == declared[
            "completed"
        ]
        here = again[setting.loc[again.index] == name]
        assert len(here) == declared["followed_up"]
        assert (here["heroin_days"] == 0).sum() == declared["abstinent"]
        assert (here["in_custody"] == "yes").sum() == declared["in_custody"]
