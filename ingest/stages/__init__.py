"""The stages of ingestion, each in a file of its own; `ingest.pipeline` puts them together."""
