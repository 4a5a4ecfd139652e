"""The pages beside the chat."""
