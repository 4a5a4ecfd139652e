"""The archive, which is the truth, and the two indexes that follow it."""
