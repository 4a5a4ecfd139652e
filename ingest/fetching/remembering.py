"""Asking only for what is new: the validators of the last visit, sent with the next request."""

from __future__ import annotations

from typing import Protocol

from rag.visits import Visit


class Memory(Protocol):
    """Remembers visits; `Archive.visits` is one."""

    def get(self, url: str) -> Visit | None:
        """The last visit of an address that was kept."""

    def keep(self, url: str, visit: Visit) -> None:
        """Keep a visit, in the place of an earlier one."""


class Forgetful:
    """The memory of those who want none."""

    def get(self, url: str) -> Visit | None:
        """Nothing."""

    def keep(self, url: str, visit: Visit) -> None:
        """Do nothing."""


def validators(visit: Visit | None) -> dict[str, str]:
    """The headers that make a request conditional on a change since a visit."""
    if visit is None or visit.status != 200:
        return {}
    known = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
    return {name: value for name, value in known.items() if value}
