"""The words of passages: a follower of the archive by BM25; the one module for tantivy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document, FieldType, Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from rag.domain import Passage, Scope, epoch
from rag.errors import IndexBroken
from rag.index.bm25 import bm25

SCHEMA = 1
TITLE_WEIGHT = 0.5  # of a word in the title against one in the text
HEAP = 64_000_000  # bytes the writer may hold before it writes a segment
UNDATED = -(2**62)  # an epoch before all others, so that undated articles can be told
ANALYZER = "news_en"

Match = tuple[str, float]
"""A passage's id and its score."""


class KeywordIndex:
    """Passages by their words, English stems, stopwords dropped.

    Args:
        folder: Where it lives; made if it is not there.
        writes: Whether this process may write (one may).
        name: For people and for the archive's table of followers.

    Raises:
        IndexBroken: If what is on disk cannot be read.
    """

    def __init__(self, folder: Path, *, writes: bool, name: str = "keywords") -> None:
        self.name = name
        self._state = folder / "applied.json"
        self._schema = _schema()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._analyzer = _analyzer()
            self._index.register_tokenizer(ANALYZER, self._analyzer)
            self._index.config_reader("manual", 1)
            self._writer = self._index.writer(HEAP, 1) if writes else None
            self.applied = self._read_applied()
        except (ValueError, OSError, KeyError) as error:
            raise IndexBroken(
                f"the keywords in {str(folder)!r} cannot be read: {error}. They follow the "
                "archive and can be made again: run `dateline doctor --repair`."
            ) from error

    def apply(self, article_ids: Sequence[str], passages: Sequence[Passage], change: int) -> None:
        """Write these passages in the place of all earlier ones of these articles."""
        if self._writer is None:
            raise IndexBroken("this process opened the keywords to read; open them to write")
        if passages or self.count():  # else there is nothing to write or to delete
            for article_id in article_ids:
                self._writer.delete_documents_by_term("article_id", article_id)
            for passage in passages:
                self._writer.add_document(_document(passage))
            self._writer.commit()
            self._index.reload()
        self.applied = change
        fresh = self._state.with_suffix(".fresh")
        fresh.write_text(json.dumps({"schema": SCHEMA, "applied": change}), encoding="utf-8")
        fresh.replace(self._state)

    def best(self, words: str, k: int, scope: Scope) -> list[Match]:
        """The passages that hold the words of a question, by BM25, best first."""
        terms = list(dict.fromkeys(self._analyzer.analyze(words)))
        if not terms:
            return []
        searcher = self._index.searcher()
        found = searcher.search(self._query(terms, scope), k, count=False).hits
        return [(searcher.doc(address)["id"][0], float(score)) for score, address in found]

    def holding(self, words: str, most: int, scope: Scope) -> tuple[list[str], bool]:
        """The articles with all these words in a passage or their title, by BM25, best first.

        Args:
            words: Without stopwords, which are in none.
            most: Passages that are looked at, so articles at most.
            scope: Lets articles in.

        Returns:
            Their ids, and whether these are all.
        """
        terms = list(dict.fromkeys(self._analyzer.analyze(words)))
        if not terms:
            return [], True
        searcher = self._index.searcher()
        every = [(Occur.Must, self._query([term], scope)) for term in terms]
        found = searcher.search(Query.boolean_query(every), most, count=False).hits
        ids = (searcher.doc(address)["id"][0].rsplit(".", 2)[0] for _score, address in found)
        return list(dict.fromkeys(ids)), len(found) < most

    def scores(
        self, words: str, passages: Sequence[Passage], beside: Sequence[Passage]
    ) -> dict[str, float]:
        """How well passages that are not in the index fit a question, as `best` would score them.

        Args:
            words: A question.
            passages: What is scored.
            beside: Passages of the index, to tell how long one usually is.

        Returns:
            A score by id, of those that hold a word of the question.
        """
        terms = list(dict.fromkeys(self._analyzer.analyze(words)))
        searcher = self._index.searcher()
        scored = dict.fromkeys((passage.id for passage in passages), 0.0)
        for field, weight in (("text", 1.0), ("title", TITLE_WEIGHT)):

            def stems(passage: Passage, field: str = field) -> list[str]:
                return list(self._analyzer.analyze(getattr(passage, field)))

            def held(term: str, field: str = field) -> int:
                return int(searcher.doc_freq(field, term))

            usual = [len(stems(passage)) for passage in beside or passages]
            average = sum(usual) / max(len(usual), 1)
            found = bm25(terms, [*map(stems, passages)], held, searcher.num_docs, average)
            for passage, score in zip(passages, found, strict=True):
                scored[passage.id] += weight * score
        return {found: score for found, score in scored.items() if score > 0}

    def frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many passages each word stands; words are stemmed as passages are."""
        searcher = self._index.searcher()
        counts = {}
        for term in terms:
            stems = self._analyzer.analyze(term)
            counts[term] = min((searcher.doc_freq("text", stem) for stem in stems), default=0)
        return counts

    def reload(self) -> None:
        """See what another process wrote."""
        self._index.reload()
        self.applied = self._read_applied()

    def count(self) -> int:
        """How many passages there are."""
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Let go of the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _query(self, terms: Sequence[str], scope: Scope) -> Query:
        def term(field: str, value: str) -> Query:
            return Query.term_query(self._schema, field, value, index_option="freq")

        words: list[tuple[Any, Query]] = []
        for value in terms:
            words.append((Occur.Should, term("text", value)))
            words.append((Occur.Should, Query.boost_query(term("title", value), TITLE_WEIGHT)))
        rules: list[tuple[Any, Query]] = [(Occur.Must, Query.boolean_query(words))]
        if scope.earliest is not None or scope.latest is not None:
            rules.append((Occur.Must, _quiet(self._dates(scope))))
        if scope.outlets:
            names = [(Occur.Should, term("outlet", name)) for name in scope.outlets]
            rules.append((Occur.Must, _quiet(Query.boolean_query(names))))
        return Query.boolean_query(rules) if len(rules) > 1 else rules[0][1]

    def _dates(self, scope: Scope) -> Query:
        earliest = UNDATED + 1 if scope.earliest is None else scope.earliest
        latest = 2**62 if scope.latest is None else scope.latest
        between = self._range(earliest, latest)
        if not scope.undated:
            return between
        undated = self._range(UNDATED, UNDATED)
        return Query.boolean_query([(Occur.Should, between), (Occur.Should, undated)])

    def _range(self, low: int, high: int) -> Query:
        return Query.range_query(self._schema, "published", FieldType.Integer, low, high)

    def _read_applied(self) -> int:
        if not self._state.is_file():
            return 0
        state = json.loads(self._state.read_text(encoding="utf-8"))
        if state["schema"] != SCHEMA:
            raise ValueError(f"schema {state['schema']}, this version reads {SCHEMA}")
        return int(state["applied"])


def _quiet(query: Query) -> Query:
    """A rule that lets through or not, without a say in the score."""
    return Query.const_score_query(query, 0.0)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_text_field("text", tokenizer_name=ANALYZER, index_option="freq")
    builder.add_integer_field("published", indexed=True, fast=True)
    return builder.build()


def _analyzer() -> Any:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for part in (
        Filter.remove_long(60),
        Filter.lowercase(),
        Filter.ascii_fold(),
        Filter.stopword("english"),
        Filter.stemmer("english"),
    ):
        builder = builder.filter(part)
    return builder.build()


def _document(passage: Passage) -> Document:
    document = Document()
    document.add_text("id", passage.id)
    document.add_text("article_id", passage.article_id)
    document.add_text("title", passage.title)
    document.add_text("text", passage.text)
    if passage.outlet:
        document.add_text("outlet", passage.outlet)
    dated = passage.published_at
    document.add_integer("published", epoch(dated) if dated else UNDATED)
    return document
