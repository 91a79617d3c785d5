"""A result in words: sentence parts, printed numbers, and the card of a number.

What differs between kinds of result stands in `reported.kinds`.
"""
