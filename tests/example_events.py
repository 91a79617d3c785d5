"""Two groups of a few events, which the tests of binary outcomes share."""

import numpy as np

#: Two groups of 1 and 3 events; of 3 and 0 others.
GROUPS = np.column_stack([np.ones(7), [0, 0, 0, 0, 1, 1, 1]]).astype(float)


EVENTS = np.array([1, 0, 0, 0, 1, 1, 1.0])
