"""What readers said of answers: stored in the archive beside the articles, never indexed."""

from __future__ import annotations

import json
from typing import Any, Literal, NotRequired, TypedDict

from sqlalchemy import Engine, select

from rag.index.database import upsert
from rag.index.schema import feedback

Rating = Literal["up", "down"]


class Record(TypedDict):
    """What a reader said of one answer; JSON as it is.

    Attributes:
        id: Unique; the same again is the reader's second thought on the same answer.
        at: When it was said, an ISO datetime in UTC.
        rating: Whether the answer was right.
        comment: What the reader had to say.
        correction: What the right answer would be.
        wrong: The numbers of citations whose quotes do not carry what they are cited for.
        history: The exchanges before it, oldest first, each `{"question", "answer"}`.
        answer: The answer as `rag.wire.answer_json` gives it.
    """

    id: str
    at: str
    rating: Rating
    comment: str | None
    correction: str | None
    wrong: NotRequired[list[int]]
    history: list[dict[str, str]]
    answer: dict[str, Any]


class Feedback:
    """Records of readers' feedback. To write one takes the archive alone, and no index's lock.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads = reads
        self._writes = writes

    def store(self, record: Record) -> None:
        """Store a record, in the place of an earlier one with the same id."""
        row = {"at": record["at"], "record": json.dumps(record)}
        with self._writes.begin() as connection:
            upsert(connection, feedback, {"id": record["id"]}, row)

    def all(self) -> list[Record]:
        """Every record, oldest first."""
        query = select(feedback.c.record).order_by(feedback.c.at, feedback.c.id)
        with self._reads.connect() as connection:
            return [json.loads(row) for row in connection.scalars(query)]
