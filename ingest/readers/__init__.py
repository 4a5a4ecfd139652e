"""One file a format: bytes in, drafts of articles out."""
