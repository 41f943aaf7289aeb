"""The history of a case: every step in words, and the way back to it."""
