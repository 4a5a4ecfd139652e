"""POST /api/ingest: articles as JSON, or addresses of pages; never a path of the server's disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from ingest.fetching import Fetch
from ingest.pipeline import ingest
from ingest.readers.entries import Entry
from ingest.readers.jsonl import read_jsonl
from ingest.stages.pages import fetched
from ingest.stages.visited import Standing
from ingest.stages.work import Item
from rag.errors import InputError
from rag.index.library import Library
from rag.settings import read_settings

MOST = 1000  # articles or addresses in a request


class Bring(BaseModel):
    """What to store: articles in the form of `dateline articles export`, or pages to fetch."""

    model_config = ConfigDict(extra="forbid")

    articles: list[dict[str, Any]] = Field(default=[], max_length=MOST)
    urls: list[str] = Field(default=[], max_length=MOST)


def ingest_router(library: Library) -> APIRouter:
    """The one route; the library's keeper lets the indexes follow what it stores."""
    router = APIRouter()

    @router.post("/api/ingest")
    def bring(body: Bring) -> dict[str, Any]:
        """Store articles; they are answerable a moment later. The report names every rejection."""
        if not body.articles and not body.urls:
            raise InputError('send {"articles": [{"text": …}]} or {"urls": ["https://…"]}')
        return ingest(_items(body, library), library, follow=False).json()

    return router


def _items(body: Bring, library: Library) -> Iterator[Item]:
    yield from read_jsonl(map(json.dumps, body.articles), source="articles")
    if body.urls:
        settings = read_settings()
        with Fetch(
            contact=settings.contact,
            allowed_hosts=settings.allowed_hosts,
            memory=Standing(library.archive),
        ) as fetch:
            pages = (Entry(url, "request", url) for url in body.urls)
            yield from fetched(pages, fetch, lambda: datetime.now(UTC))
