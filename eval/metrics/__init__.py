"""Metrics: pure functions of numbers, dates and text. None means unscored, which is never zero."""
