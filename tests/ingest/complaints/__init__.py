"""Complaints about other systems, each run through the whole of ingestion against the site."""
