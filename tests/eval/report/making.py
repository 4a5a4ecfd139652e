"""Run folders as an evaluation writes them: forty questions of all kinds, errors, hostile texts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.runs import Run
from eval.summary import summarise

KINDS = (
    "single", "multi-article", "comparison", "temporal", "follow-up", "unanswerable",
    "contradicted", "updated",
)  # fmt: skip
HOSTILE = (
    "<script>alert('x')</script> | who\nwon? ![x](http://example.org/x.png) `$E=mc^2$`",
    '</style><img src=http://example.org/a.png onerror=alert(1)> {{ view.name }} & "quotes"',
)
QUESTIONS = {
    "single": ("How much did Halvane spend on fuel?", "46.8 million"),
    "multi-article": ("On what terms did the state promise Norrick money?", "500 people"),
    "comparison": ("Was turnout in Port Sollan up or down on the last election?", "58.2 per cent"),
    "temporal": ("What is the central bank’s interest rate?", "4 per cent"),
    "follow-up": ("What did it cost, and who paid?", "14 million"),
    "unanswerable": ("How old is Edda Rowarth?", ""),
    "contradicted": ("Was Ostwick sacked, or did he agree to go?", "dismissed"),
    "updated": ("How many people died in the Arvel flood?", "two"),
}
Change = Callable[[list[dict[str, Any]]], None]


def rows(seed: int = 0, count: int = 40, *, retrieval_only: bool = False) -> list[dict[str, Any]]:
    """Rows that repeat for a seed; every nineteenth ended in an error."""
    dice = random.Random(seed)
    return [_row(number, dice, retrieval_only) for number in range(count)]


def make_run(
    folder: Path,
    seed: int = 0,
    *,
    retrieval_only: bool = False,
    change: Change | None = None,
    **about: Any,
) -> Path:
    """A run's folder.

    Args:
        folder: Where.
        seed: Of what was answered.
        retrieval_only: Whether only passages were asked for.
        change: Changes the rows before they are written.
        about: What run.json says otherwise.
    """
    told = rows(seed, retrieval_only=retrieval_only)
    if change:
        change(told)
    run = Run(folder)
    run.note(_about(len(told), retrieval_only) | about)
    run.keep(told)
    run.summarise(summarise(told, 96.5, 0))
    return folder


def _about(questions: int, retrieval_only: bool) -> dict[str, Any]:
    return {
        "name": "sample", "id": "1f0c9a2b",
        "started": "2026-11-23T09:00:00+00:00", "finished": "2026-11-23T09:04:11+00:00",
        "command": "dateline eval run --gold sample.jsonl",
        "gold": {"path": "gold/sample.jsonl", "digest": "a1b2c3d4e5f60718", "questions": questions},
        "corpus": {"path": "samples/articles.jsonl", "digest": "0f1e2d3c4b5a6978",
                   "articles": 120, "passages": 411},
        "settings": {"retrieval_only": retrieval_only, "limit": None, "seed": 0, "k": 10,
                     "without": [], "jobs": 1},
        "system": "dateline", "model": None if retrieval_only else "qwen2.5-coder-1.5b-instruct",
        "judge": None, "prompt_version": "7", "embedder": "minilm-l6-v2-int8",
        "versions": {"dateline": "0.1.0", "python": "3.11.15", "chromadb": "1.5.9"},
        "machine": "Linux, x86_64, 2 cores, 16 GiB",
    }  # fmt: skip


def _row(number: int, dice: random.Random, retrieval_only: bool) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    question, accepted = QUESTIONS[kind]
    answerable = kind != "unanswerable"
    asked = {
        "id": f"q-{kind}-{number:02}", "kind": kind,
        "question": HOSTILE[number % 2] if number in (8, 17) else question,
        "as_of": "2026-08-10" if kind == "temporal" else None,
        "answerable": answerable, "answers": [accepted, "half | <b>more</b>"] if answerable else [],
    }  # fmt: skip
    if number % 19 == 3:
        return asked | {"error": "the model <local> stopped before its end", "scores": {}}
    rank = dice.choice([1, 1, 1, 1, 2, 4, 8, None])
    abstained = dice.random() < (0.85 if not answerable else 0.12)
    told = answerable and rank is not None and not abstained and dice.random() < 0.85
    correct = abstained if not answerable else told
    retrieve, total = 0.02 + dice.random() * 0.05, 2.0 + dice.expovariate(0.12)
    answer = _answer(accepted if told else "another thing", abstained, dice)
    scores = _scores(rank, answerable, abstained, told, dice) | {"correct": float(correct)}
    return asked | {
        "error": None,
        "found": [_hit(place, place == rank) for place in range(1, 11)],
        "answer": None if retrieval_only else answer,
        "expected": [[{"article_id": "right", "quote": f"It was {accepted}, she said | <i>so</i>."},
                      {"article_id": "copy", "quote": None}]] if answerable else [],
        "scores": {k: v for k, v in scores.items() if "@" in k or not retrieval_only},
        "correct": None if retrieval_only else correct,
        "why": None if correct or retrieval_only else "the answer was found, but another was said",
        "seconds": {"retrieve": retrieve, "first_token": None, "total": total},
    }  # fmt: skip


def _hit(rank: int, right: bool) -> dict[str, Any]:
    article = "right" if right else f"other-{rank}"
    return {
        "rank": rank, "score": 1 / rank, "article_id": article, "passage_id": f"{article}.1.0",
        "start": 0, "end": 60, "published_at": "2026-08-01T08:00:00Z", "outlet": "Radio Arvel",
        "title": "Flood <em>waters</em> fall", "url": "https://example.org/flood",
        "text": "Waters fell on Sunday & roads opened <b>again</b>, the mayor said.",
    }  # fmt: skip


def _answer(words: str, abstained: bool, dice: random.Random) -> dict[str, Any]:
    text = "" if abstained else f"It was {words} [1]."
    cited = {"n": 1, "article_id": "right", "version": 1, "quote": "It was", "start": 0, "end": 6,
             "title": "Flood", "url": None, "published_at": None}  # fmt: skip
    return {
        "abstained": abstained, "reason": "unverified" if abstained else None, "text": text,
        "sentences": [], "citations": [] if abstained else [cited],
        "removed": [{"text": "It was <u>never</u> | so.", "why": "no stored article says this"}]
        if abstained else [],
        "confidence": dice.random(), "tokens": {"prompt": 640, "completion": None},
    }  # fmt: skip


def _scores(
    rank: int | None, answerable: bool, abstained: bool, told: bool, dice: random.Random
) -> dict[str, float | None]:
    scores: dict[str, float | None] = {"quote fidelity": None if abstained else 1.0}
    if not abstained:
        scores["supported sentences"] = dice.choice([1.0, 1.0, 1.0, 0.5])
        scores |= {"citation precision": 1.0, "citation recall": dice.choice([1.0, 0.5])}
    if not answerable:
        return scores
    return scores | {
        "hit@1": float(rank == 1), "hit@5": float(rank is not None and rank <= 5),
        "recall@5": float(rank is not None and rank <= 5), "recall@10": float(rank is not None),
        "MRR@10": 1 / rank if rank else 0.0, "answer stated": float(told),
        "choice accuracy": None, "evidence cited": float(told),
    }  # fmt: skip


def written(folder: Path) -> tuple[str, str]:
    """The page and its twin."""
    page = (folder / "report.html").read_text(encoding="utf-8")
    return page, (folder / "report.md").read_text(encoding="utf-8")


def summary_of(folder: Path) -> dict[str, Any]:
    """What summary.json says."""
    found: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return found
