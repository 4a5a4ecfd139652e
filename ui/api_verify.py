"""POST /api/verify and /api/receipts/check: claims against documents, receipts against articles."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from rag.index.archive import Archive
from rag.receipt_checks import check_receipt
from rag.verifying import Verifier
from ui.claims import claim_of, judged

MOST = 1000  # claims in a request
LONGEST = 4000  # characters of a claim
DOCUMENT = 400_000  # characters of a document


class Said(BaseModel):
    """A claim, and the document that should carry it."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    claim: str = Field(min_length=1, max_length=LONGEST, pattern=r"\S")
    doc: str = Field(max_length=DOCUMENT)
    published_at: str | None = Field(default=None, description="An ISO date or datetime.")


class Claims(BaseModel):
    """Claims, each with its document."""

    model_config = ConfigDict(extra="ignore")

    claims: list[Said] = Field(min_length=1, max_length=MOST)


class Quoted(BaseModel):
    """A span of the document: `text == doc[start:end]`, in characters."""

    start: int
    end: int
    text: str


class Verified(BaseModel):
    """Whether a document carries a claim, and by what."""

    id: str | int | None
    supported: bool
    score: float = Field(ge=0, le=1)
    why: str | None
    quotes: list[Quoted]


class Listed(BaseModel):
    """What was found of each claim of a list, in its order."""

    claims: list[Verified]


def verify_router(archive: Archive, verifier: Verifier) -> APIRouter:
    """The two routes; no model is asked, and nothing is stored."""
    router = APIRouter()

    @router.post("/api/verify")
    def verify(body: Said | Claims) -> Verified | Listed:
        """Say whether a claim, or each of a list, is carried by its document."""
        if isinstance(body, Said):
            return _verified(body, "this", verifier)
        rows = [_verified(s, f"claims.{n}", verifier) for n, s in enumerate(body.claims)]
        return Listed(claims=rows)

    @router.post("/api/receipts/check")
    def check(body: dict[str, Any]) -> dict[str, Any]:
        """Say whether each quote of a receipt still stands where it stood, as JSON."""
        return check_receipt(body, archive, verifier).json()

    return router


def _verified(said: Said, place: str, verifier: Verifier) -> Verified:
    return Verified(**judged(claim_of(said.model_dump(), place), verifier))
