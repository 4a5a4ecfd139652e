"""Do today's checks still find each sentence of a receipt in what it cites? No model is asked."""

from __future__ import annotations

from collections.abc import Iterator

from rag.citations import without_markers
from rag.domain import Article, shorten
from rag.errors import ArticleNotFound
from rag.index.archive import Archive
from rag.receipt_form import Cited, Form, Said
from rag.telling import quoted_of
from rag.verifying import Verifier


def doubts(form: Form, archive: Archive, verifier: Verifier) -> Iterator[str]:
    """The supported sentences that neither their quotes nor a cited article carry, and why not.

    A forger can copy true quotes under a false sentence and seal that again: this tells. Checks
    change with versions of Dateline, so a doubt is no proof that anything was changed.
    """
    cited = {citation.n: citation for citation in form.citations}
    for sentence in form.sentences:
        if sentence.status == "supported":
            named = [cited[n] for n in sentence.citations if n in cited]
            why = _uncarried(sentence, named, archive, verifier)
            if why is not None:
                text = shorten(without_markers(sentence.text))
                yield f"today's checks do not carry “{text}”: {why}"


def _uncarried(
    sentence: Said, cited: list[Cited], archive: Archive, verifier: Verifier
) -> str | None:
    """Why a sentence is not carried, if it is not."""
    text = quoted_of(without_markers(sentence.text))
    documents: list[tuple[str, str | None]] = [("\n".join(c.quote for c in cited), None)]
    documents += [(article.text, _day(article)) for article in _articles(cited, archive)]
    why = None
    for doc, published in documents:
        found = verifier.holds(text, doc, published)
        if found is None:
            return None
        why = why or found
    return why


def _articles(cited: list[Cited], archive: Archive) -> Iterator[Article]:
    for name, version in dict.fromkeys((c.article_id, c.version) for c in cited):
        try:
            yield archive.article(name, version)
        except ArticleNotFound:
            continue


def _day(article: Article) -> str | None:
    return article.published.iso if article.published else None
