"""Conversations over HTTP: list, search, read, rename, delete, export, and share answers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from rag.errors import ConversationNotFound, InputError
from rag.index.archive import Archive
from rag.wire_conversations import conversation_json, heading_json
from ui.export import Format, export
from ui.export_html import POLICY
from ui.owners import owner_of
from ui.reading import missing_page
from ui.shared import HEADERS_SHARED, shared_page

LARGEST = 2**31 - 1  # of a turn's number, in any database
PRIVATE = {"Cache-Control": "no-store"}

Id = Annotated[str, Path(min_length=1)]
Number = Annotated[int, Path(ge=1, le=LARGEST)]


class Heading(BaseModel):
    """A conversation in a list."""

    id: str
    title: str
    created_at: str
    changed_at: str = Field(description="When something was asked in it last.")
    turns: int


class Headings(BaseModel):
    """A page of a list."""

    total: int
    limit: int
    offset: int
    conversations: list[Heading]


class Renamed(BaseModel):
    """A new title."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(
        max_length=1000, description="Empty to go back to the first question as a title."
    )


class Link(BaseModel):
    """Where a shared answer is."""

    token: str
    url: str = Field(description="Its path on this server.")


def conversations_router(archive: Archive) -> APIRouter:
    """The routes; who asks sees their own conversations alone."""
    router = APIRouter()
    router.include_router(_stored(archive))
    router.include_router(_links(archive))
    return router


def _stored(archive: Archive) -> APIRouter:
    router, kept = APIRouter(), archive.conversations

    @router.get("/api/conversations")
    def conversations(
        request: Request,
        q: Annotated[str, Query(max_length=1000)] = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 50,
        offset: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
    ) -> Headings:
        """Conversations, those asked in last first; with `q` those that hold all its words."""
        page, total = kept.headings(owner_of(request), q, limit, offset)
        told = [Heading(**heading_json(heading)) for heading in page]
        return Headings(total=total, limit=limit, offset=offset, conversations=told)

    @router.get("/api/conversations/{name}")
    def conversation(request: Request, name: Id) -> dict[str, Any]:
        """A conversation with its turns: question, answer, receipt, and a link if it is shared."""
        owner = owner_of(request)
        told = conversation_json(kept.read(owner, name))
        links = archive.shares.of(owner, name)
        turns = [turn | {"shared": links.get(turn["n"])} for turn in told["turns"]]
        return told | {"turns": turns}

    @router.patch("/api/conversations/{name}")
    def rename(request: Request, name: Id, body: Renamed) -> Heading:
        """Give a conversation a title."""
        return Heading(**heading_json(kept.rename(owner_of(request), name, body.title)))

    @router.delete("/api/conversations/{name}", status_code=204)
    def delete(request: Request, name: Id) -> None:
        """Delete a conversation, its turns, and the links to its answers."""
        kept.delete(owner_of(request), name)

    @router.get("/api/conversations/{name}/export", response_class=Response)
    def exported(
        request: Request, name: Id, wanted: Annotated[Format, Query(alias="format")] = "md"
    ) -> Response:
        """A conversation as a file, with its receipts."""
        file = export(kept.read(owner_of(request), name), wanted)
        headers = PRIVATE | {
            "Content-Disposition": file.disposition,
            "Content-Security-Policy": f"{POLICY}; sandbox",
        }
        return Response(file.text.encode(), headers=headers, media_type=file.media)

    return router


def _links(archive: Archive) -> APIRouter:
    router, shares = APIRouter(), archive.shares

    @router.post("/api/conversations/{name}/turns/{n}/share", status_code=201)
    def share(request: Request, name: Id, n: Number) -> Link:
        """Share one answer: whoever has the link can read it; asked again, the link is the same."""
        token = shares.share(owner_of(request), name, n).token
        return Link(token=token, url=f"/s/{token}")

    @router.delete("/api/shares/{token}", status_code=204)
    def revoke(request: Request, token: Id) -> None:
        """Take a link back."""
        shares.revoke(owner_of(request), token)

    @router.get("/s/{token}", response_class=HTMLResponse)
    def shared(token: Id) -> HTMLResponse:
        """A readable page of a shared answer, with its quotes and whether they still stand."""
        try:
            page = shared_page(shares.read(token), archive)
        except (ConversationNotFound, InputError) as error:
            return HTMLResponse(missing_page(str(error)), 404, HEADERS_SHARED)
        return HTMLResponse(page, headers=HEADERS_SHARED)

    return router
