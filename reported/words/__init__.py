"""A result in words: sentence parts, printed numbers, and the card of a number."""
