"""What may not leave the house: names, numbers and dates that identify a person.

They are found in texts, taken out of transcripts, and looked for in all that is
published.
"""
