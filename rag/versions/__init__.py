"""What an article gives as the answer to a question: one kind of value a file, pure."""
