"""The coding of interviews, from and for coding programs.

REFI-QDA, Taguette, QualCoder and tables become one kind of coded project, whose codes
are matched with those of the study; the study's own coding is given back as REFI-QDA.
"""
