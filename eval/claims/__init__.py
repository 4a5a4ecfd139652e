"""Claims about invented articles, true and altered: they teach the score of support and test it."""
