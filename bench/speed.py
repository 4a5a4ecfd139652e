"""Speed as ratios: ingestion to bare embedding, hybrid search to bare Chroma, int8 to packaged.

Each ratio's baseline runs in the same process and interleaved with what it is compared to, so that
other work on the machine touches both alike. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import chromadb
import numpy as np
import onnxruntime
from platformdirs import user_cache_path
from reading import read_lines
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer

from ingest.pipeline import ingest
from ingest.readers.jsonl import read_jsonl
from rag.domain import Passage, Scope, epoch
from rag.index.library import Library
from rag.index.vectors import header
from rag.models.embedding import Vectors
from rag.models.minilm import MiniLM
from rag.models.packs import MINILM
from rag.retriever import find

K = 10
QUERIES = 200
SAMPLE = 200  # passages embedded by each graph
BATCH = 8  # passages padded to one length
WRITE = 5_000  # rows a write, below Chroma's limit
Row = dict[str, Any]


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help=".jsonl or .jsonl.gz")
    parser.add_argument("--questions", type=Path, help=".jsonl; headlines are asked without it")
    parser.add_argument("--limit", type=int, default=200, help="articles (200)")
    parser.add_argument("--repeats", type=int, default=3, help="of ingestion and graphs (3)")
    parser.add_argument("--json", type=Path, help="where to write the numbers")
    parser.add_argument("--models", type=Path, default=user_cache_path("dateline") / "models")
    options = parser.parse_args()
    articles = read_lines(options.articles, options.limit)
    asked = read_lines(options.questions) if options.questions else None
    with tempfile.TemporaryDirectory() as scratch:
        rows = measure(articles, queries(articles, asked), options, Path(scratch))
    report = {"articles": len(articles), "cores": len(os.sched_getaffinity(0)), "rows": rows}
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    Console().print(table(report))


def measure(
    articles: Sequence[Row], asked: Sequence[tuple[str, date]], options: Any, scratch: Path
) -> list[Row]:
    """All ratios."""
    embedder = MiniLM(options.models)
    rounds, library, passages, vectors = ingestion(articles, embedder, options.repeats, scratch)
    collection = bare_chroma(scratch / "bare", passages, vectors)
    rows = [
        ratio("ingestion / bare embedding of its passages", "s", *rounds),
        *searching(library, collection, asked),
    ]
    library.close()
    return rows + list(graphs([header(p) + p.text for p in passages], embedder, options))


def ingestion(
    articles: Sequence[Row], embedder: MiniLM, repeats: int, scratch: Path
) -> tuple[tuple[list[float], list[float]], Library, list[Passage], Vectors]:
    """Seconds of whole ingestion, from lines of JSON to searchable, and of embedding alone.

    The same texts, headers included, are embedded in one call, which is the fastest way there is.
    """
    lines = [json.dumps(row) for row in articles]
    whole, bare = [], []
    for turn in range(repeats):
        library = Library(scratch / f"library{turn}", embedder)
        library.open_to_write("bench")
        whole.append(seconds(lambda lib=library: ingest(read_jsonl(lines, source="bench"), lib)))
        passages = library.archive.passages_of([row["id"] for row in articles])
        texts = [header(p) + p.text for p in passages]
        start = perf_counter()
        vectors = embedder.embed(texts)
        bare.append(perf_counter() - start)
        if turn + 1 < repeats:
            library.close()
    return (whole, bare), library, passages, vectors


def bare_chroma(folder: Path, passages: Sequence[Passage], vectors: Vectors) -> Any:
    """The same passages in a Chroma collection with its default settings."""
    collection = chromadb.PersistentClient(str(folder)).create_collection(
        "passages", embedding_function=None
    )
    for at in range(0, len(passages), WRITE):
        rows = passages[at : at + WRITE]
        collection.add(
            ids=[p.id for p in rows],
            documents=[p.text for p in rows],
            metadatas=[{"published": epoch(p.published_at) if p.published_at else 0} for p in rows],
            embeddings=vectors[at : at + WRITE],
        )
    return collection


def searching(
    library: Library, collection: Any, asked: Sequence[tuple[str, date]]
) -> Iterator[Row]:
    """Hybrid search against a bare Chroma query; both embed the question."""
    for dated in (False, True):
        hybrid, bare = [], []
        for n, (question, day) in enumerate([*asked[:5], *asked]):  # the first ones warm up
            scope = Scope(as_of=day) if dated else Scope()
            runs = [
                (hybrid, lambda q=question, s=scope: find(library, q, K, s)),
                (bare, lambda q=question, s=scope: query(library, collection, q, s)),
            ]
            for times, run in runs if n % 2 else reversed(runs):
                times.append(seconds(run) * 1000)
        with_filter = ", both as of a day" if dated else ""
        yield ratio(f"hybrid search / bare Chroma{with_filter}", "ms", hybrid[5:], bare[5:])


def query(library: Library, collection: Any, question: str, scope: Scope) -> Any:
    """What one would write with Chroma alone."""
    where = {"published": {"$lte": scope.latest}} if scope.latest is not None else None
    vector = library.embedder.embed([question])
    return collection.query(query_embeddings=vector, n_results=K, where=where)


def graphs(texts: Sequence[str], embedder: MiniLM, options: Any) -> Iterator[Row]:
    """Our int8 graph against the packaged file, which computes in fp32, on every core.

    The packaged file runs in padded batches, and one text at a time as its package does.
    """
    sample = [texts[n] for n in np.linspace(0, len(texts) - 1, min(SAMPLE, len(texts)), dtype=int)]
    for batch in (BATCH, 1):
        packaged = Packaged(options.models, batch)
        ours, theirs = [], []
        for _ in range(options.repeats):
            ours.append(len(sample) / seconds(lambda: embedder.embed(sample)))
            theirs.append(len(sample) / seconds(lambda p=packaged: p.embed(sample)))
        how = f"in padded batches of {batch}" if batch > 1 else "one text at a time"
        yield ratio(f"int8 / packaged graph {how}", "passages/s", ours, theirs)


class Packaged:
    """The pack's own file on onnxruntime with its default threads: mean over tokens, length 1."""

    def __init__(self, models: Path, batch: int) -> None:
        self._session = onnxruntime.InferenceSession(
            str(MINILM.path(models, "model.onnx")), providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(MINILM.path(models, "tokenizer.json")))
        self._tokenizer.enable_truncation(MiniLM.window)
        self._tokenizer.enable_padding()
        self._batch = batch

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order they come."""
        return np.concatenate(
            [self._run(texts[at : at + self._batch]) for at in range(0, len(texts), self._batch)]
        )

    def _run(self, texts: Sequence[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([e.ids for e in encodings], np.int64)
        mask = np.array([e.attention_mask for e in encodings], np.int64)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, fed)[0]
        summed = np.einsum("bsd,bs->bd", hidden, mask.astype(np.float32))
        return summed / np.linalg.norm(summed, axis=1, keepdims=True)


def queries(articles: Sequence[Row], asked: Sequence[Row] | None) -> list[tuple[str, date]]:
    """What is asked, and as of which day: that of the question, or of the headline's article."""
    if asked is None:
        pairs = [(row["title"], (row["published_at"] or "")[:10]) for row in articles]
    else:
        pairs = [(row["question"], row["as_of"]) for row in asked]
    return [(text, date.fromisoformat(day)) for text, day in pairs if text and day][:QUERIES]


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    start = perf_counter()
    run()
    return perf_counter() - start


def ratio(what: str, unit: str, ours: Sequence[float], baseline: Sequence[float]) -> Row:
    """Medians of both, and their ratio."""
    ours_median, baseline_median = median(ours), median(baseline)
    return {
        "what": what,
        "unit": unit,
        "ours": ours_median,
        "baseline": baseline_median,
        "ratio": ours_median / baseline_median,
    }


def table(report: Row) -> Table:
    """The ratios."""
    shown = Table(title=f"{report['articles']:,} articles, {report['cores']} cores, medians")
    for column in ("ours / baseline", "ours", "baseline", "unit", "ratio"):
        shown.add_column(
            column, justify="left" if column in ("ours / baseline", "unit") else "right"
        )
    for row in report["rows"]:
        numbers = (f"{row['ours']:.2f}", f"{row['baseline']:.2f}", row["unit"])
        shown.add_row(row["what"], *numbers, f"{row['ratio']:.2f}")
    return shown


if __name__ == "__main__":
    main()
