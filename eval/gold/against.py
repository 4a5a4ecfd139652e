"""Gold questions against the articles they are about: does their evidence stand there?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from eval.gold.lines import shown
from eval.gold.question import Alternative, GoldQuestion
from ingest.identity import article_id, canonical
from rag.domain import Article, Draft, Scope
from rag.errors import ArticleNotFound
from rag.sentences import sentences
from rag.words import content

Lookup = Callable[[str], Article | None]
"""An article by its id; None or ArticleNotFound where there is none."""


def addresses(articles: Iterable[Article]) -> dict[str, str]:
    """The ids of articles by canonical URL, for articles that were stored under ids of their own.

    Of several articles of one address, the first counts.
    """
    found: dict[str, str] = {}
    for article in articles:
        if article.url:
            found.setdefault(canonical(article.url), article.id)
    return found


def resolved(
    questions: Iterable[GoldQuestion], known: Mapping[str, str] | None = None
) -> list[GoldQuestion]:
    """The questions with an article id in every alternative.

    Args:
        questions: Questions whose evidence may name articles by URL alone.
        known: Ids by canonical URL, from `addresses`; the id of any other URL is the one that
            ingestion makes of it.
    """

    def named(alternative: Alternative) -> Alternative:
        url = alternative.url
        if alternative.article_id is not None or url is None:
            return alternative
        made = article_id(Draft(source=url, text="", url=url))
        return replace(alternative, article_id=(known or {}).get(canonical(url), made))

    return [
        replace(q, evidence=tuple(tuple(named(a) for a in group) for group in q.evidence))
        for q in questions
    ]


def usable(questions: Iterable[GoldQuestion], article: Lookup) -> list[GoldQuestion]:
    """The questions with no more evidence than the articles give, for converted data sets.

    Alternatives at fault are taken out: such as articles that are not there, or were published
    after the clock. A question that loses a whole group loses all its evidence, as what is left
    would not be enough: it is then scored by its answers alone.
    """
    kept = []
    for question in resolved(questions):
        groups = tuple(
            tuple(a for a in group if _fault(question, a, article) is None)
            for group in question.evidence
        )
        kept.append(replace(question, evidence=groups if all(groups) else ()))
    return kept


def faults(questions: Iterable[GoldQuestion], article: Lookup) -> list[str]:
    """What is wrong with questions as questions about these articles, in words with what to do.

    Evidence must be held by the library, quotes be verbatim in it, and nothing have been published
    after the clock of its question.

    Args:
        questions: From `resolved`, if articles have ids of their own.
        article: Looks an article up, such as `library.archive.article`.
    """
    return [
        f"{question.id}: {wrong}"
        for question in resolved(questions)
        for alternative in dict.fromkeys(a for group in question.evidence for a in group)
        if (wrong := _fault(question, alternative, article)) is not None
    ]


def _fault(question: GoldQuestion, alternative: Alternative, article: Lookup) -> str | None:
    name = alternative.article_id or ""
    called = f"{alternative.url} ({name})" if alternative.url else repr(name)
    there = _held(name, article)
    if there is None:
        return f"there is no article {called} in the library; ingest it, or correct the evidence"
    quote = alternative.quote
    if quote is not None and quote not in there.text:
        near = _nearest(quote, sentences(there.text, there.language))
        closest = f" the nearest sentence is {shown(near)};" if near else ""
        return (
            f"{shown(quote)} is not verbatim in article {called};{closest} "
            "copy the quote from the article"
        )
    latest = Scope(as_of=question.as_of).latest
    if latest is not None and there.published is not None and there.published.epoch > latest:
        return (
            f"article {called} was published on {there.published.iso}, after the question's as_of "
            f"{question.as_of}; take it out of the evidence, or correct as_of"
        )
    return None


def _held(name: str, article: Lookup) -> Article | None:
    try:
        found = article(name)
    except ArticleNotFound:
        return None
    return None if found is None or found.removed else found


def _nearest(quote: str, said: Sequence[str]) -> str | None:
    """The sentence that shares most words with a quote; None if none shares any."""
    wanted = frozenset(content(quote))

    def overlap(sentence: str) -> float:
        """Jaccard's index."""
        words = frozenset(content(sentence))
        return len(words & wanted) / len(words | wanted) if words & wanted else 0.0

    best = max(said, key=overlap, default="")
    return best if best and overlap(best) else None
