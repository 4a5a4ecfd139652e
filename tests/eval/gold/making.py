"""Small gold files and articles for the tests here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rag.domain import Article, Moment

QUESTION: dict[str, Any] = {
    "id": "q1",
    "question": "How many people were hurt?",
    "answers": ["17"],
    "evidence": [[{"article_id": "fire", "quote": "Seventeen people were hurt."}]],
}


def written(path: Path, *rows: Any) -> Path:
    """A file of JSON Lines; a string is a line as it stands."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def article(name: str, text: str, published: str | None = None, url: str | None = None) -> Article:
    moment = Moment(published, "file") if published else None
    return Article(name, 1, "", text, "digest", url=url, published=moment)
