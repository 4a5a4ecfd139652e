"""Measurements: gold questions, metrics and runs. Always import it as `from eval.x import y`."""
