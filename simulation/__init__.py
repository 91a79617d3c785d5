"""The simulated study that stands in for the confidential one.

People, answers, treatment and interviews are drawn from a design that is declared in
`data/simulation`. Nothing imports this but the command.
"""

from simulation.study import simulate, write_simulated

__all__ = ["simulate", "write_simulated"]
