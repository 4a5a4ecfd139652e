"""An answer on paper: sentences, quotes, what was removed; no script. For links and exports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rag.domain import Answer, Citation, Removed, Sentence
from rag.receipt_checks import Standing
from ui.page_html import OUTSIDE, Html, join, tag
from ui.page_words import count, day, read_url, receipt, source
from ui.sources import kind

NOTHING: Mapping[int, Standing] = {}
_MARK = re.compile(r"\[(\d{1,3})\]")


def answer_on_paper(
    answer: Answer,
    *,
    prefix: str = "",
    standings: Mapping[int, Standing] = NOTHING,
    served: bool = False,
) -> Html:
    """An answer with all that it rests on.

    Args:
        answer: As it was given.
        prefix: Of the ids of its quotes, where several answers stand on one page.
        standings: What became of its quotes, by number.
        served: Whether the page is one of the server's, and links may lead to its articles.
    """
    said = [s for s in answer.sentences if s.status != "unsupported"]
    words = [_sentence(s, prefix) for s in said if not answer.abstained] or [join(answer.text)]
    quotes = [_quote(c, prefix, standings.get(c.n), served) for c in answer.citations]
    return join(
        tag("p", "No answer", class_="label") if answer.abstained else None,
        tag("p", join(*words, by=" "), class_="said", dir="auto"),
        tag("p", answer.notice, class_="note", dir="auto") if answer.notice else None,
        tag("p", " · ".join(receipt(answer)), class_="receipt"),
        tag("section", tag("h3", "Quotes"), *quotes, class_="quotes") if quotes else None,
        _removed(answer.removed) if answer.removed else None,
    )


def _sentence(sentence: Sentence, prefix: str) -> Html:
    """A sentence whose markers lead to its quotes below."""
    pieces, at = [], 0
    for found in _MARK.finditer(sentence.text):
        n = int(found[1])
        if n in sentence.citations:
            mark = tag("a", f"[{n}]", class_="cite", href=f"#{prefix}quote-{n}")
            pieces += [join(sentence.text[at : found.start()].rstrip()), mark]
            at = found.end()
    return tag("span", *pieces, sentence.text[at:])


def _quote(c: Citation, prefix: str, standing: Standing | None, served: bool) -> Html:
    said = [source(c.outlet, c.url), day(c.published_at), *kind(c.labels), c.title]
    told = [tag("bdi", one) for one in said if one]
    return tag(
        "figure",
        tag("figcaption", tag("b", f"[{c.n}]"), " ", join(*told, by=" · "), class_="origin"),
        tag("blockquote", c.quote, dir="auto"),
        _links(c, served),
        _standing(standing) if standing else None,
        id=f"{prefix}quote-{c.n}",
    )


def _links(c: Citation, served: bool) -> Html | None:
    links = []
    if served:
        at = read_url(c.article_id, c.version, c.start, c.end)
        links.append(tag("a", "Read it in the article", href=at))
    live = c.live_url or c.url
    if live and live.startswith(OUTSIDE):
        links.append(tag("a", "Live page", href=live))
    return tag("p", join(*links, by=" · "), class_="links") if links else None


def _standing(found: Standing) -> Html:
    """What became of a quote."""
    if found.state == "stands":
        return tag("p", "It stands in the library as it was quoted.", class_="stands")
    said = f"{found.state.capitalize()}: {found.why}." if found.why else f"{found.state}."
    return tag("p", said, class_="fallen")


def _removed(removed: Sequence[Removed]) -> Html:
    title = tag("h3", f"{count(len(removed), 'sentence')} removed")
    items = [
        tag("li", tag("del", r.text), " ", tag("span", f"Not said: {r.why}.")) for r in removed
    ]
    return tag("section", title, tag("ul", *items, dir="auto"), class_="removed")
