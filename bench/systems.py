"""The systems compared: Dateline and rivals, each as its own documentation teaches it.

All get the same articles and the same embedder (`Timed`), return 10 passages, and keep what they
store in a folder. What is imported, and the embedder's loading, is not on the clock.

* dateline: `ingest.pipeline.ingest` into `rag.index.library.Library`, asked by
  `rag.retriever.find`. Asked twice: as the rivals are, and as of the question's day.
* langchain: the documented RAG quickstart. RecursiveCharacterTextSplitter(1000, 200,
  add_start_index), langchain-chroma persisting to disk, `similarity_search`. Only the text is
  embedded, as in the quickstart; title and id are metadata.
* txtai: `Embeddings(hybrid=True, content=True)`, else its defaults: Faiss, BM25 normalised and
  weighed 0.5, external vectors by a transform function. Passages as in the quickstart, since txtai
  cuts nothing itself; saved to disk. Titles are not part of what txtai indexes by default.
* bm25: tantivy alone over Dateline's passages: title and text, both with tantivy's English
  stemmer, both searched by its query parser, scores by BM25 with its defaults.
* chroma: a bare Chroma collection of Dateline's passages, text only, its default HNSW settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from judging import Found

from ingest.pipeline import ingest, spans_of
from ingest.readers.jsonl import read_article
from rag.domain import Scope
from rag.index.library import Library
from rag.models.embedding import Done, Embedder, Vectors
from rag.retriever import find

K = 10
WRITE = 5_000  # documents handed over at once, below Chroma's limit
WORD = re.compile(r"\w+")
Row = dict[str, Any]


class Timed:
    """An embedder that knows how long it computed."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dimension, self.window = embedder.name, embedder.dimension, embedder.window
        self.tokens = embedder.tokens
        self.seconds = 0.0

    def embed(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        """Embed texts; see `Embedder`."""
        start = perf_counter()
        try:
            return self._embedder.embed(texts, done)
        finally:
            self.seconds += perf_counter() - start


class System(Protocol):
    """Something that finds passages.

    Attributes:
        dated: Whether it can be asked as of a day.
    """

    dated: bool

    def __init__(self, folder: Path, embedder: Timed) -> None:
        """Open what is in the folder, which may be nothing yet."""

    def ingest(self, articles: Sequence[Row]) -> int:
        """Store articles for good; how many passages that made."""

    def ask(self, question: str, as_of: date | None = None) -> list[Found]:
        """The passages for a question, best first."""

    def close(self) -> None:
        """Let go of the files."""


class DatelineSystem:
    """The real thing."""

    dated = True

    def __init__(self, folder: Path, embedder: Timed) -> None:
        self._library = Library(folder, embedder)
        self._library.open_to_write("bench")

    def ingest(self, articles: Sequence[Row]) -> int:
        report = ingest((read_article(row, source=row["id"]) for row in articles), self._library)
        if report.rejected:
            print(f"dateline rejected {len(report.rejected)}: {report.rejected[:3]}")
        return report.passages

    def ask(self, question: str, as_of: date | None = None) -> list[Found]:
        hits = find(self._library, question, K, Scope(as_of=as_of))
        return [(hit.passage.article_id, hit.passage.text) for hit in hits]

    def close(self) -> None:
        self._library.close()


class LangChainSystem:
    """LangChain's quickstart."""

    dated = False

    def __init__(self, folder: Path, embedder: Timed) -> None:
        from langchain_chroma import Chroma
        from langchain_core.embeddings import Embeddings

        class SameModel(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return embedder.embed(texts).tolist()

            def embed_query(self, text: str) -> list[float]:
                return embedder.embed([text])[0].tolist()

        self._store = Chroma(
            collection_name="articles",
            embedding_function=SameModel(),
            persist_directory=str(folder),
        )

    def ingest(self, articles: Sequence[Row]) -> int:
        from langchain_core.documents import Document

        whole = [
            Document(
                page_content=row["text"],
                metadata={"article": row["id"], "title": row["title"] or ""},
            )
            for row in articles
        ]
        splits = quickstart_splitter().split_documents(whole)
        for batch in batches(splits):
            self._store.add_documents(documents=batch)
        return len(splits)

    def ask(self, question: str, as_of: date | None = None) -> list[Found]:
        found = self._store.similarity_search(question, k=K)
        return [(document.metadata["article"], document.page_content) for document in found]

    def close(self) -> None:
        pass


class TxtaiSystem:
    """txtai, hybrid."""

    dated = False

    def __init__(self, folder: Path, embedder: Timed) -> None:
        from txtai import Embeddings

        def transform(texts: list[str]) -> Vectors:
            return embedder.embed(texts)

        self._path = folder / "txtai"
        self._embeddings = Embeddings(
            method="external", transform=transform, hybrid=True, content=True
        )
        if self._path.exists():
            self._embeddings.load(str(self._path), config={"transform": transform})

    def ingest(self, articles: Sequence[Row]) -> int:
        splitter = quickstart_splitter()
        passages = [
            (f"{row['id']}#{n}", text)
            for row in articles
            for n, text in enumerate(splitter.split_text(row["text"]))
        ]
        self._embeddings.index(passages)
        self._embeddings.save(str(self._path))
        return len(passages)

    def ask(self, question: str, as_of: date | None = None) -> list[Found]:
        found = self._embeddings.search(question, K)
        return [(row["id"].partition("#")[0], row["text"]) for row in found]

    def close(self) -> None:
        self._embeddings.close()


class Bm25System:
    """tantivy alone."""

    dated = False

    def __init__(self, folder: Path, embedder: Timed) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("article", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", tokenizer_name="en_stem")
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        self._index = tantivy.Index(builder.build(), path=str(folder))
        self._embedder, self._document = embedder, tantivy.Document

    def ingest(self, articles: Sequence[Row]) -> int:
        writer = self._index.writer()
        count = 0
        for row, text in dateline_passages(articles, self._embedder):
            writer.add_document(
                self._document(article=row["id"], title=row["title"] or "", text=text)
            )
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        return count

    def ask(self, question: str, as_of: date | None = None) -> list[Found]:
        words = " ".join(WORD.findall(question.lower()))  # nothing the parser takes for syntax
        query, _ = self._index.parse_query_lenient(words, ["title", "text"])
        searcher = self._index.searcher()
        rows = [searcher.doc(address) for _, address in searcher.search(query, K).hits]
        return [(row["article"][0], row["text"][0]) for row in rows]

    def close(self) -> None:
        pass


class ChromaSystem:
    """Chroma alone."""

    dated = False

    def __init__(self, folder: Path, embedder: Timed) -> None:
        import chromadb

        self._client = chromadb.PersistentClient(str(folder))
        self._collection = self._client.get_or_create_collection(
            "passages", embedding_function=None
        )
        self._embedder = embedder

    def ingest(self, articles: Sequence[Row]) -> int:
        passages = list(dateline_passages(articles, self._embedder))
        numbered = [(str(n), row["id"], text) for n, (row, text) in enumerate(passages)]
        for batch in batches(numbered):
            ids, owners, texts = (list(column) for column in zip(*batch, strict=True))
            self._collection.add(
                ids=ids,
                documents=texts,
                metadatas=[{"article": owner} for owner in owners],
                embeddings=self._embedder.embed(texts),
            )
        return len(passages)

    def ask(self, question: str, as_of: date | None = None) -> list[Found]:
        found = self._collection.query(
            query_embeddings=self._embedder.embed([question]), n_results=K
        )
        owners = [row["article"] for row in found["metadatas"][0]]
        return list(zip(owners, found["documents"][0], strict=True))

    def close(self) -> None:
        self._client.close()


SYSTEMS: dict[str, Callable[[Path, Timed], System]] = {
    "dateline": DatelineSystem,
    "langchain": LangChainSystem,
    "txtai": TxtaiSystem,
    "bm25": Bm25System,
    "chroma": ChromaSystem,
}


def quickstart_splitter() -> Any:
    """The splitter of LangChain's quickstart."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)


def dateline_passages(articles: Sequence[Row], embedder: Embedder) -> Iterator[tuple[Row, str]]:
    """The passages that Dateline would cut, each with its article."""
    for row in articles:
        text = row["text"]
        spans = spans_of(row["title"] or "", text, None, embedder)
        yield from ((row, text[start:end]) for start, end in spans)


def batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Slices that can be handed over at once."""
    for at in range(0, len(items), WRITE):
        yield items[at : at + WRITE]
