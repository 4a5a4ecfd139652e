"""/api/jobs: sources to be read in the background, the files for them, and their reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import ClientDisconnect

from rag.errors import InputError
from ui.adding.adding import Adding
from ui.adding.job import Source
from ui.adding.jobs import Jobs
from ui.adding.named import addresses

RAW = "application/octet-stream"
MANY = 200  # files of one job


class Bring(BaseModel):
    """What is to be read: addresses, one a line, and files that were sent up before."""

    model_config = ConfigDict(extra="forbid")

    addresses: str = Field(default="", max_length=2_000_000)
    files: list[str] = Field(default=[], max_length=MANY)
    limit: int | None = Field(default=None, ge=1, le=1_000_000)
    since: date | None = None


def same_site(request: Request) -> None:
    """Let no other site act in the name of a browser that is open here.

    Raises:
        InputError: If another one asks.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise InputError("this was asked by a page of another site; open this server's own page")


def jobs_router(adding: Adding) -> APIRouter:
    """The routes; no path of the server's disk is ever read or told."""
    router = APIRouter(dependencies=[Depends(same_site)])
    router.include_router(_asking(adding))
    router.include_router(_told(adding.jobs))
    return router


def _asking(adding: Adding) -> APIRouter:
    router = APIRouter()

    @router.post("/api/jobs/files")
    async def send_up(
        request: Request, name: Annotated[str, Query(min_length=1, max_length=1000)]
    ) -> dict[str, Any]:
        """Send up one file as the body of the request; name its token when you add a job."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != RAW:
            raise InputError(f"send the file as it is, with Content-Type: {RAW}")
        try:
            sent = await adding.uploads.keep(name, request.stream())
        except ClientDisconnect as error:
            raise InputError("the file was cut off: send it up again") from error
        return {"file": sent.token, "name": sent.name, "size": sent.size}

    @router.post("/api/jobs", status_code=202)
    def add(body: Bring) -> dict[str, Any]:
        """Put sources in the queue; answers at once with the job."""
        named = [Source(address) for address in addresses(body.addresses)]
        if not named and not body.files:
            raise InputError("name at least one address, or choose a file")
        files = adding.uploads.take(body.files)
        sources = named + [Source(sent.name, sent.path) for sent in files]
        try:
            job = adding.jobs.add(sources, body.limit, body.since)
        except InputError:
            adding.uploads.drop(sent.path for sent in files)
            raise
        return job.json(_now())

    return router


def _told(jobs: Jobs) -> APIRouter:
    router = APIRouter()

    @router.get("/api/jobs")
    def listed() -> dict[str, Any]:
        """What runs, what waits, and the last that are over, newest first, with all rejections."""
        return {"jobs": [job.json(_now()) for job in jobs.all()]}

    @router.get("/api/jobs/{job_id}")
    def one(job_id: str) -> dict[str, Any]:
        """One job."""
        return jobs.get(job_id).json(_now())

    @router.delete("/api/jobs/{job_id}")
    def cancel(job_id: str) -> dict[str, Any]:
        """Stop a job; what is in hand is finished and stays."""
        return jobs.cancel(job_id).json(_now())

    return router


def _now() -> datetime:
    return datetime.now(UTC)
