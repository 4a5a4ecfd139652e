"""Answers and passages read back from their JSON; what an older Dateline did not write is empty.

The counterpart of rag/wire.py. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from rag.domain import (
    Answer,
    Citation,
    Found,
    Hit,
    Near,
    Passage,
    Reason,
    Removed,
    Sentence,
    Sources,
    Status,
    Window,
)
from rag.errors import InputError
from rag.spent import Seconds, Tokens

Data = Mapping[str, Any]

REASONS: tuple[Reason, ...] = get_args(Reason)
STATES: tuple[Status, ...] = get_args(Status)


def answer_of(data: Data) -> Answer:
    """The answer that `rag.wire.answer_json` wrote.

    Seconds and confidence are as rounded there. A reason that is not known here is none, and a
    sentence in a state that is not known here is not shown as supported.

    Raises:
        InputError: If it is no answer.
    """
    try:
        return _answer(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"this is no answer as Dateline writes it ({type(error).__name__}: {error}); "
            "ask again to get one"
        ) from error


def found_of(data: Data) -> Found:
    """The passages that `rag.wire.found_json` wrote.

    Raises:
        InputError: If it is no result of a search.
    """
    try:
        hits = tuple(_hit(hit) for hit in data["results"])
        seconds = float(data.get("seconds") or 0)
        return Found(
            data["query"], hits, window_of(data.get("window")), seconds, data.get("notice")
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"these are no passages as Dateline writes them ({type(error).__name__}: {error}); "
            "search again to get some"
        ) from error


def sentence_of(data: Data) -> Sentence:
    """A sentence of an answer."""
    status: Status = "unsupported"
    for known in STATES:
        if known == data.get("status"):
            status = known
    return Sentence(data["text"], status, data.get("why"), tuple(data.get("citations") or ()))


def window_of(data: Data | None) -> Window | None:
    """The days that were searched."""
    if data is None:
        return None
    start, end = (
        date.fromisoformat(data[name]) if data.get(name) else None for name in ("from", "to")
    )
    return Window(start, end, data.get("origin") or "given")


def _answer(data: Data) -> Answer:
    reason = next((known for known in REASONS if known == data.get("reason")), None)
    return Answer(
        question=data["question"],
        as_of=date.fromisoformat(data["as_of"]),
        text=data["text"],
        model=data.get("model") or "",
        window=window_of(data.get("window")),
        abstained=bool(data.get("abstained")),
        reason=reason,
        sentences=tuple(sentence_of(s) for s in data.get("sentences") or ()),
        citations=tuple(_citation(c) for c in data.get("citations") or ()),
        removed=tuple(Removed(r["text"], r.get("why") or "") for r in data.get("removed") or ()),
        notice=data.get("notice"),
        seconds=_seconds(data.get("seconds") or {}),
        confidence=float(data.get("confidence") or 0),
        tokens=_tokens(data.get("tokens")),
        sources=_sources(data.get("sources")),
        nearest=tuple(_near(near) for near in data.get("nearest") or ()),
    )


def _citation(data: Data) -> Citation:
    return Citation(
        n=data["n"],
        article_id=data["article_id"],
        version=data.get("version") or 1,
        title=data.get("title") or "",
        outlet=data.get("outlet"),
        url=data.get("url"),
        published_at=data.get("published_at"),
        passage_id=data.get("passage_id") or "",
        quote=data["quote"],
        start=data["start"],
        end=data["end"],
        live_url=data.get("live_url"),
        labels=tuple(data.get("labels") or ()),
    )


def _hit(data: Data) -> Hit:
    passage = Passage(
        id=data["passage_id"],
        article_id=data["article_id"],
        version=data.get("version") or 1,
        start=data["start"],
        end=data["end"],
        text=data["text"],
        title=data.get("title") or "",
        url=data.get("url"),
        outlet=data.get("outlet"),
        published_at=data.get("published_at"),
        labels=tuple(data.get("labels") or ()),
    )
    return Hit(data["rank"], float(data.get("score") or 0), passage)


def _near(data: Data) -> Near:
    title = data.get("title") or ""
    known = (data.get(name) for name in ("outlet", "published_at", "url"))
    return Near(data["article_id"], title, *known)


def _seconds(data: Data) -> Seconds:
    first = data.get("first_token")
    retrieve, total = (float(data.get(name) or 0) for name in ("retrieve", "total"))
    return Seconds(retrieve, None if first is None else float(first), total)


def _tokens(data: Data | None) -> Tokens | None:
    return Tokens(data["prompt"], data["completion"]) if data else None


def _sources(data: Data | None) -> Sources | None:
    if not data:
        return None
    return Sources(
        outlets=data["outlets"],
        independent=data["independent"],
        stories=data["stories"],
        articles=data["articles"],
        said=data.get("said"),
    )
