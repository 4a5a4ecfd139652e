"""POST /api/feedback: whether an answer was right, stored in the library with the answer itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from rag.domain import Reason, Status
from rag.errors import InputError
from rag.index.archive import Archive
from rag.index.feedback import Rating, Record

MOST = 64_000  # bytes of a record as JSON
LONGEST = 2000  # characters of a comment or a correction

Clock = Callable[[], datetime]
Words = Annotated[str, Field(max_length=LONGEST)]


class _Part(BaseModel):
    """A part of an answer; fields that no answer has are not stored."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, allow_inf_nan=False)


class Days(_Part):
    """The days that were searched."""

    from_: date | None = Field(alias="from")
    to: date | None
    origin: str


class Said(_Part):
    """A sentence."""

    text: str
    status: Status
    why: str | None = None
    citations: list[int] = []


class Quoted(_Part):
    """A citation."""

    n: int
    article_id: str
    version: int
    title: str
    outlet: str | None = None
    url: str | None = None
    published_at: str | None = None
    passage_id: str
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    live_url: str | None = None
    labels: list[str] = []


class Left(_Part):
    """A sentence that was not said."""

    text: str
    why: str


class Took(_Part):
    """Seconds."""

    retrieve: float
    first_token: float | None = None
    total: float


class Counted(_Part):
    """Tokens."""

    prompt: int
    completion: int


class Told(_Part):
    """Who tells it."""

    outlets: int
    independent: int
    stories: int
    articles: int
    said: str | None = None


class Neared(_Part):
    """An article that came near."""

    article_id: str
    title: str
    outlet: str | None = None
    published_at: str | None = None
    url: str | None = None


class Given(_Part):
    """An answer as POST /api/ask and `dateline ask --json` give it."""

    question: str = Field(min_length=1, max_length=4000, pattern=r"\S")
    as_of: date
    window: Days | None = None
    abstained: bool
    reason: Reason | None = None
    text: str
    sentences: list[Said]
    citations: list[Quoted]
    removed: list[Left] = []
    notice: str | None = None
    model: str
    seconds: Took
    confidence: float = 0.0
    tokens: Counted | None = None
    sources: Told | None = None
    nearest: list[Neared] = []


class Before(BaseModel):
    """A question and its answer, earlier in the conversation."""

    model_config = ConfigDict(extra="forbid")

    question: str
    answer: str


class Opinion(BaseModel):
    """What a reader says of an answer."""

    model_config = ConfigDict(extra="forbid")

    answer: Given
    rating: Rating
    comment: Words | None = None
    correction: Words | None = Field(default=None, description="What the right answer would be.")
    wrong: list[Annotated[int, Field(ge=1, le=999)]] = Field(
        default=[],
        max_length=100,
        description="Numbers of citations whose quotes do not carry what they are cited for.",
    )
    history: list[Before] = Field(default=[], max_length=50)
    id: str | None = Field(
        default=None,
        pattern="^[0-9a-f]{32}$",
        description="What an earlier request gave back, to replace what it stored.",
    )


class Stored(BaseModel):
    """Under which id it is stored."""

    id: str


def feedback_router(archive: Archive, clock: Clock = lambda: datetime.now(UTC)) -> APIRouter:
    """The one route; it writes to the archive alone, so it works while others ingest."""
    router = APIRouter()

    @router.post("/api/feedback", status_code=201)
    def feedback(body: Opinion) -> Stored:
        """Store whether an answer was right; with the id of an earlier request, replace that."""
        record = _record(body, body.id or uuid4().hex, clock())
        size = len(json.dumps(record, ensure_ascii=False).encode())
        if size > MOST:
            raise InputError(
                f"this answer and what is said of it come to {size:,} bytes of JSON, and "
                f"{MOST:,} is the most that is stored: send less history, or shorter words"
            )
        archive.feedback.store(record)
        return Stored(id=record["id"])

    return router


def _record(body: Opinion, name: str, at: datetime) -> Record:
    answer: dict[str, Any] = body.answer.model_dump(mode="json", by_alias=True)
    return Record(
        id=name,
        at=at.astimezone(UTC).isoformat(timespec="milliseconds"),
        rating=body.rating,
        comment=_words(body.comment),
        correction=_words(body.correction),
        wrong=sorted(set(body.wrong)),
        history=[past.model_dump() for past in body.history],
        answer=answer,
    )


def _words(given: str | None) -> str | None:
    return (given or "").strip() or None
