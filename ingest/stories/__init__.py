"""One story in many outlets: which articles are copies of which, and which is the original."""

from ingest.stories.following import follow_stories, rebuild_stories

__all__ = ["follow_stories", "rebuild_stories"]
