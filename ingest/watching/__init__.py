"""Watching feeds: each is polled at its own pace, and what is new in it is stored."""
