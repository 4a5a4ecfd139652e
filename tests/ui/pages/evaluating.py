"""Runs to be shown, and words that would run if a page let them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.rows import error_row, row_of
from eval.runs import Run
from tests.eval.making import (
    Archive,
    abstention,
    answer,
    citation,
    gold,
    kept_run,
    reply,
    unanswerable,
    wrong,
)

HOSTILE = (
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "<svg onload=window.owned=1>",
    "</textarea><img src=x onerror=window.owned=1>",
    "</title></desc></svg><img src=x onerror=window.owned=1>",
    "</select></option><img src=x onerror=window.owned=1>",
    "<details open ontoggle=window.owned=1>",
    "\"><iframe srcdoc='<script>parent.owned=1</script>'>",
    "' onfocus=window.owned=1 autofocus tabindex=0 '",
    "${window.owned=1}{{constructor.constructor('window.owned=1')()}}",
    "javascript:window.owned=1",
    "‮<b onmouseover=window.owned=1>gnihtyreve",
    "<a href=javascript:window.owned=1>x</a>",
    "<style>*{display:none}</style>",
    "<form action=https://evil.example><input name=q>",
    "<base href=https://evil.example/>",
)


def rows() -> list[dict[str, Any]]:
    """A right answer, a wrong one, an abstention that was right, one that was not, an error."""
    texts = Archive()
    return [
        row_of(gold("right"), reply(answer()), texts),
        row_of(gold("wrong"), reply(wrong(unanswerable())), texts),
        row_of(unanswerable("left unsaid"), reply(abstention()), texts),
        row_of(gold("silent", kind="multi-article"), reply(abstention()), texts),
        error_row(gold("broken/one"), "the quota is used up"),
    ]


def good_run(root: Path, name: str = "sample-1", **known: Any) -> Run:
    """A run with each kind of row."""
    fields: dict[str, Any] = {
        "gold": {"path": "/disk/sample.jsonl", "digest": "g" * 64, "questions": 5},
        "settings": {"retrieval_only": False, "without": []},
        "system": "dateline",
        "model": "quotes",
        "machine": "Linux, 2 cores",
    }
    return kept_run(root / name, rows(), **(fields | known))


def hostile_run(root: Path, name: str = "hostile-1") -> Run:
    """A run whose every text is hostile."""
    made = []
    for n, evil in enumerate(HOSTILE):
        row = row_of(gold(f"q{n}"), reply(wrong(unanswerable())), Archive())
        row["id"] = row["question"] = row["why"] = evil
        row["kind"] = "single" if n % 2 else evil
        row["answers"] = [evil]
        row["expected"] = [[{"article_id": evil, "quote": evil}]]
        for hit in row["found"]:
            hit |= {"title": evil, "outlet": evil, "url": evil, "text": evil, "published_at": evil}
            hit["article_id"] = evil
        said = row["answer"]
        said["text"] = evil
        said["sentences"] = [{"text": evil, "status": evil, "why": evil, "citations": [1]}]
        said["removed"] = [{"text": evil, "why": evil}]
        cited = citation("Nobody was killed.") | {"title": evil, "outlet": evil, "url": evil}
        said["citations"] = [cited | {"quote": evil, "published_at": evil, "article_id": evil}]
        made.append(row)
    broken = error_row(gold("broken"), HOSTILE[1])
    evil = HOSTILE[1]
    return kept_run(
        root / name,
        [*made, broken],
        started="2026-11-25T10:00:00+00:00",
        model=evil,
        machine=evil,
        system=evil,
        embedder=evil,
        settings={"retrieval_only": False, "without": [evil], evil: evil},
        gold={"path": f"/disk/{evil}", "digest": evil, "questions": len(made) + 1},
    )
