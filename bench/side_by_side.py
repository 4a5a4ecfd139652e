"""Dateline beside the plain chain of baseline_chain.py: same questions, embedder, model, one run.

    python bench/side_by_side.py [--gold FILE --articles FILE] [--limit N] [--llm MODEL]

Writes a run's folder for each and prints their paired differences. What a sentence is carried by is
judged by Dateline's gate for both. The plain chain names no source for a sentence, so each of its
sentences counts as citing every document that it read.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from baseline_chain import chain_of, store_of
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from eval.compare import compare
from eval.corpora import Corpus
from eval.gold.question import GoldQuestion
from eval.measuring import SAMPLE_GOLD, Plan, measure, sample_articles
from eval.systems import Reply
from rag.domain import Hit, Passage
from rag.models.chat import open_chat_model
from rag.models.embedding import Embedder
from rag.prompts import declines
from rag.sentences import sentence_spans
from rag.settings import Settings, read_settings
from ui.scores import show_comparison
from ui.terminal import steps


class SameEmbedder(Embeddings):
    """Dateline's embedder as LangChain takes it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.embed([text])[0].tolist()


class PlainChain:
    """The plain chain as a system that can be evaluated."""

    name = "plain-chain"

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        model = open_chat_model(settings)
        if model is None:
            sys.exit("the plain chain needs a model: --llm local, or PROVIDER:MODEL")
        model.warm()
        self.model = model.name
        folder = corpus.library.folder / "plain-chain"
        complete = folder / "complete"
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)  # half a store would be taken for a whole one
        articles = [
            Document(
                page_content=a.text,
                metadata={
                    "article": a.id,
                    "version": a.version,
                    "title": a.title,
                    "published_at": a.published.iso if a.published else "",
                },
            )
            for a in corpus.library.archive.articles()
        ]
        store = store_of(articles, SameEmbedder(corpus.library.embedder), str(folder))
        complete.touch()
        self._chain = chain_of(store, model.runnable)

    def ask(self, question: GoldQuestion) -> Reply:
        start = time.perf_counter()
        found, seconds, first, answer = [], 0.0, None, ""
        for chunk in self._chain.stream(question.question):
            now = time.perf_counter() - start
            if "documents" in chunk:
                found, seconds = chunk["documents"], now
            if chunk.get("answer"):
                first = first or now
                answer += chunk["answer"]
        hits = tuple(Hit(n, 1.0 / n, passage_of(d)) for n, d in enumerate(found, 1))
        total = time.perf_counter() - start
        said = answer_json(question, answer.strip(), hits)
        said["seconds"] = {"retrieve": seconds, "first_token": first, "total": total}
        return Reply(hits, said, seconds, total)


def passage_of(document: Document) -> Passage:
    """A document as a passage of its article."""
    about = document.metadata
    start = about["start_index"]
    return Passage(
        id=f"{about['article']}:{start}",
        article_id=about["article"],
        version=about["version"],
        start=start,
        end=start + len(document.page_content),
        text=document.page_content,
        title=about["title"],
        published_at=about["published_at"] or None,
    )


def answer_json(question: GoldQuestion, text: str, hits: tuple[Hit, ...]) -> dict[str, Any]:
    """The answer in Dateline's words; "I don't know" is an abstention."""
    parts = [text[a:b] for a, b in sentence_spans(text, wraps=False)]
    abstained = all(declines(part) or "don't know" in part.replace("’", "'") for part in parts)
    everything = [hit.rank for hit in hits]
    return {
        "question": question.question,
        "as_of": None,
        "window": None,
        "abstained": abstained,
        "reason": "nothing_found" if abstained else None,
        "text": text,
        "sentences": [
            {"text": part, "status": "unchecked", "why": None, "citations": everything}
            for part in parts
        ],
        "citations": [
            {
                "n": hit.rank,
                "article_id": hit.passage.article_id,
                "version": hit.passage.version,
                "published_at": hit.passage.published_at,
                "quote": hit.passage.text,
                "start": hit.passage.start,
                "end": hit.passage.end,
            }
            for hit in hits
            if not abstained
        ],
        "removed": [],
        "model": "",
        "confidence": 0.0,
        "tokens": None,
    }


def main() -> None:
    read = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    read.add_argument("--gold", type=Path, default=SAMPLE_GOLD)
    read.add_argument("--articles", type=Path)
    read.add_argument("--limit", type=int)
    read.add_argument("--seed", type=int, default=0)
    read.add_argument("--llm", default="local")
    read.add_argument("--out", type=Path, default=Path("runs"))
    given = read.parse_args()
    settings = read_settings().model_copy(update={"llm": given.llm})
    plan = Plan(
        gold=given.gold,
        articles=given.articles or sample_articles(),
        limit=given.limit,
        seed=given.seed,
        root=given.out,
        command=f"python {' '.join(sys.argv)}",
    )
    with steps(quiet=False) as tell:
        plain = measure(plan, settings, tell, lambda corpus, _: PlainChain(corpus, settings))
        ours = measure(plan, settings, tell)
    print(f"A: {plain.folder}\nB: {ours.folder}")
    show_comparison(compare(plain.folder, ours.folder))


if __name__ == "__main__":
    main()
