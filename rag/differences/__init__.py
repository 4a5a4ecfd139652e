"""Ways in which a sentence says other than the span it is held against: one kind a file, pure."""
