"""Bringing articles in while the server runs: jobs of sources, files sent up, feeds watched."""
