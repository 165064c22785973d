"""The tiny chapter's data."""

NUMBERS = [1, 2, 3]
