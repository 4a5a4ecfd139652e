"""Tables for each comparison of a sentence with the text that may carry it."""
