"""What people touch: the `dateline` command, the HTTP API and the page."""
