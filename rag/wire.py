"""Answers, passages and articles as the JSON that people and benchmarks rely on. Pure."""

from __future__ import annotations

from typing import Any

from rag.domain import Answer, Article, Citation, Found, Hit, Moment, Near, Sources, Window
from rag.spent import Tokens


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as `dateline ask --json` prints it."""
    seconds = answer.seconds
    return {
        "question": answer.question,
        "as_of": answer.as_of.isoformat(),
        "window": window_json(answer.window),
        "abstained": answer.abstained,
        "reason": answer.reason,
        "text": answer.text,
        "sentences": [
            {"text": s.text, "status": s.status, "why": s.why, "citations": list(s.citations)}
            for s in answer.sentences
        ],
        "citations": [citation_json(citation) for citation in answer.citations],
        "removed": [{"text": r.text, "why": r.why} for r in answer.removed],
        "notice": answer.notice,
        "model": answer.model,
        "seconds": {
            "retrieve": round(seconds.retrieve, 4),
            "first_token": None if seconds.first_token is None else round(seconds.first_token, 4),
            "total": round(seconds.total, 4),
        },
        "confidence": round(answer.confidence, 4),
        "tokens": tokens_json(answer.tokens),
        "sources": sources_json(answer.sources),
        "nearest": [
            {name: getattr(near, name) for name in Near.__slots__} for near in answer.nearest
        ],
    }


def sources_json(sources: Sources | None) -> dict[str, Any] | None:
    """Who tells it: outlets, how many of them by themselves, and the same in words."""
    if sources is None:
        return None
    return {name: getattr(sources, name) for name in Sources.__slots__}


def tokens_json(tokens: Tokens | None) -> dict[str, int] | None:
    """What a model read and wrote; null where none was asked, or it did not count."""
    if tokens is None:
        return None
    return {"prompt": tokens.prompt, "completion": tokens.completion}


def citation_json(citation: Citation) -> dict[str, Any]:
    """A citation; `quote == article_text[start:end]` of that version."""
    fields = {name: getattr(citation, name) for name in Citation.__slots__}
    return fields | {"labels": list(citation.labels)}


def found_json(found: Found) -> dict[str, Any]:
    """Passages as `dateline search --json` prints them."""
    return {
        "query": found.query,
        "window": window_json(found.window),
        "seconds": round(found.seconds, 4),
        "notice": found.notice,
        "results": [hit_json(hit) for hit in found.hits],
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A passage; `text == article_text[start:end]` of the article's current version."""
    passage = hit.passage
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "passage_id": passage.id,
        "article_id": passage.article_id,
        "version": passage.version,
        "title": passage.title,
        "url": passage.url,
        "outlet": passage.outlet,
        "published_at": passage.published_at,
        "labels": list(passage.labels),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
    }


def window_json(window: Window | None) -> dict[str, Any] | None:
    """A window of days; an open end is null."""
    if window is None:
        return None
    return {
        "from": window.start.isoformat() if window.start else None,
        "to": window.end.isoformat() if window.end else None,
        "origin": window.origin,
    }


def article_json(article: Article) -> dict[str, Any]:
    """An article as `dateline articles export` writes it and `ingest` reads it."""
    return {
        "id": article.id,
        "version": article.version,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "language": article.language,
        "section": article.section,
        "labels": list(article.labels),
        "wire": article.wire,
        **moment_json("published", article.published),
        **moment_json("modified", article.modified),
        **moment_json("fetched", article.fetched),
        "digest": article.digest,
        "removed": article.removed,
    }


def moment_json(name: str, moment: Moment | None) -> dict[str, str | None]:
    """A time and its origin, both null where it is unknown."""
    return {
        f"{name}_at": moment.iso if moment else None,
        f"{name}_origin": moment.origin if moment else None,
    }
