"""Articles in: find sources, read them, cut them into passages and store them."""
