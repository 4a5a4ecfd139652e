"""Reports of runs: one page that needs nothing else, and the same in Markdown."""
