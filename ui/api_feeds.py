"""/api/feeds: the feeds that are watched, and whether this server watches them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from ingest.watching.pace import FIRST
from rag.errors import InputError
from ui.adding.adding import Adding
from ui.adding.named import addresses
from ui.api_jobs import same_site
from ui.commands.feeds import feed_json


class Named(BaseModel):
    """A feed."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(min_length=1, max_length=4_000)


class Switch(BaseModel):
    """Whether this server is to watch."""

    model_config = ConfigDict(extra="forbid")

    on: bool


def feeds_router(adding: Adding) -> APIRouter:
    """The routes; what is named here is watched by `dateline ingest --watch` too."""
    router = APIRouter(dependencies=[Depends(same_site)])
    feeds, watching = adding.library.archive.feeds, adding.watching

    @router.get("/api/feeds")
    def listed() -> dict[str, Any]:
        """Every feed: how it goes, what it brought, when it is polled next."""
        return {"watching": watching.on, "feeds": [feed_json(feed) for feed in feeds.all()]}

    @router.post("/api/feeds")
    def watch(body: Named) -> dict[str, Any]:
        """Watch a feed, or a site that names one, from now on."""
        named = addresses(body.url)
        if len(named) != 1:
            raise InputError("name one feed: its address begins with https://")
        added = feeds.add(named[0], FIRST, datetime.now(UTC))
        return {"url": named[0], "added": added, "watching": watching.on}

    @router.delete("/api/feeds")
    def forget(url: str) -> dict[str, Any]:
        """Watch a feed no more; the articles that it brought stay."""
        if feeds.get(url) is None:
            raise InputError(f"the feed {url!r} is not watched, so there is nothing to remove")
        feeds.remove(url)
        return {"removed": url}

    @router.put("/api/feeds/watching")
    def switch(body: Switch) -> dict[str, Any]:
        """Begin or end watching, until this server ends."""
        if body.on:
            watching.start()
        else:
            watching.stop()
        return {"watching": watching.on}

    return router
