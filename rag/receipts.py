"""Receipts: an answer as JSON that can be checked again without a model. The digest seals it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rag.domain import Answer, Citation
from rag.index.archive import Archive
from rag.wire import answer_json, citation_json

FORMAT = 1
GATE_VERSION = "3"  # of the checks that every sentence passed
SAID = (
    "question", "as_of", "window", "abstained", "reason", "text", "sentences", "removed", "notice",
)  # fmt: skip
"""What a receipt repeats of an answer as `dateline ask --json` gives it."""

Receipt = dict[str, Any]


def receipt(
    answer: Answer,
    archive: Archive,
    *,
    embedder: str,
    prompt: str,
    created_at: datetime,
    judge: str | None = None,
) -> Receipt:
    """An answer with all that is needed to check it again.

    Args:
        answer: As it was given.
        archive: Where its articles are.
        embedder: The name of the embedder that found them.
        prompt: The version of the prompt that asked the model.
        created_at: The time now, with a zone.
        judge: The name of the second reader and of its prompt, if there was one.

    Raises:
        ArticleNotFound: If a cited version is not in the archive.
    """
    told = answer_json(answer)
    made: Receipt = {
        "format": FORMAT,
        "created_at": created_at.astimezone(UTC).isoformat(timespec="seconds"),
        **{name: told[name] for name in SAID},
        "citations": [_cited(citation, archive) for citation in answer.citations],
        "made_with": {
            "model": answer.model,
            "prompt": prompt,
            "gate": GATE_VERSION,
            "embedder": embedder,
            **({"judge": judge} if judge else {}),
        },
    }
    return made | {"digest": digest_of(made)}


def digest_of(made: Mapping[str, Any]) -> str:
    """SHA-256 (hex) over all of a receipt but its `digest`.

    The bytes are its canonical JSON: UTF-8, keys sorted, no white space, nothing escaped that
    need not be (what RFC 8785 gives for objects without fractions).

    Raises:
        ValueError: If it holds a number that JSON has not, or half a character.
    """
    sealed = {name: value for name, value in made.items() if name != "digest"}
    written = json.dumps(
        sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return sha256(written)


def sha256(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _cited(citation: Citation, archive: Archive) -> dict[str, Any]:
    """A citation with the hashes of its article's version, of its text and of the quote."""
    article = archive.article(citation.article_id, citation.version)
    return citation_json(citation) | {
        "published_origin": article.published.origin if article.published else None,
        "article_digest": article.digest,
        "text_sha256": sha256(article.text),
        "quote_sha256": sha256(citation.quote),
    }
