"""Turns of a conversation as HTML: the question, the steps, the sentences, the receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from rag.domain import Answer, Citation, Near, Removed, Sentence
from ui.page_acts import acts_html
from ui.page_feedback import feedback_html
from ui.page_html import Html, join, tag
from ui.page_limits import asked_html
from ui.page_next import next_html
from ui.page_turn import Turn
from ui.page_words import WAYS_OUT, count, day, found_line, read_url, receipt, source

_MARK = re.compile(r"\[(\d{1,3})\]")


def turns_html(turns: Sequence[Turn]) -> Html:
    """A conversation so far."""
    shown = [turn_html(turn, n=n) for n, turn in enumerate(turns, start=1)]
    return join(*shown, next_html(turns[-1], len(turns)) if turns else None)


def turn_html(turn: Turn, *, live: bool = False, n: int = 0) -> Html:
    """One turn; a live one shows its steps.

    Args:
        turn: As far as it is known.
        live: Whether it is being answered.
        n: Its number in the conversation, so that it can be asked again; 0 where it cannot.
    """
    return tag(
        "article",
        tag("h2", turn.question, class_="question", dir="auto"),
        asked_html(turn.asked),
        steps_html(turn) if live else None,
        _body(turn),
        None if live else acts_html(turn, n),
        None if live else feedback_html(turn),
        class_="turn live" if live else "turn",
        data_turn=str(n) if n else None,
        aria_busy="true" if live else None,
    )


def _body(turn: Turn) -> Html:
    if turn.answer:
        return answer_html(turn.answer)
    said = [_sentence(s, {}) for s in turn.checked]
    pending = tag("span", turn.pending, class_="pending") if turn.pending else None
    written = (
        tag("p", join(*said, pending, by=" "), class_="said", dir="auto")
        if said or pending
        else None
    )
    if turn.failure:
        return join(written, tag("p", turn.failure, class_="failure", role="alert"))
    if turn.stopped:
        note = "This answer was stopped. What is grey above was not checked."
        plain = "This answer was stopped before it began."
        return join(written, tag("p", note if written else plain, class_="note"))
    return join(written)


def steps_html(turn: Turn) -> Html:
    """What has been done and what is being done."""
    if turn.found is None:
        first = "Reading the question with those before it, then the articles"
        steps = [_step(first if turn.history else "Looking through the articles", done=False)]
    else:
        steps = [_step(f"Found {found_line(turn.found)}", done=True)]
        if turn.pending or turn.checked:
            carried = sum(s.status == "supported" for s in turn.checked)
            steps.append(_step("Reading and writing", done=True))
            checked = (
                f": {carried} of {len(turn.checked)} carried by quotes" if turn.checked else ""
            )
            steps.append(_step(f"Checking each sentence{checked}", done=False))
        else:
            steps.append(_step("Reading the passages, then writing", done=False))
    return tag("ol", *steps, class_="steps", role="status")


def _step(words: str, *, done: bool) -> Html:
    return tag("li", words, class_="done" if done else "doing")


def answer_html(answer: Answer) -> Html:
    """A finished answer, or a visible abstention, with what stands under it."""
    cited = {citation.n: citation for citation in answer.citations}
    shown = [s for s in answer.sentences if s.status != "unsupported"]
    if answer.abstained:
        body = _abstention(answer)
    else:
        words = [_sentence(s, cited) for s in shown] or [join(answer.text)]
        body = tag("p", join(*words, by=" "), class_="said", dir="auto")
    return join(
        body,
        tag("p", answer.notice, class_="note") if answer.notice else None,
        tag("p", " · ".join(receipt(answer)), class_="receipt"),
        _removed(answer.removed) if answer.removed else None,
    )


def _abstention(answer: Answer) -> Html:
    way_out = WAYS_OUT[answer.reason] if answer.reason else None
    return tag(
        "div",
        tag("p", "No answer", class_="label"),
        tag("p", answer.text, class_="said", dir="auto"),
        tag("p", _code(way_out), class_="way-out") if way_out else None,
        _nearest(answer.nearest) if answer.nearest else None,
        class_="abstention",
    )


def _nearest(nearest: Sequence[Near]) -> Html:
    """The articles that came nearest, to be read."""
    label = tag("p", "The nearest articles", class_="label")
    return tag("div", label, tag("ul", *map(_near, nearest)), class_="nearest")


def _near(near: Near) -> Html:
    said = " · ".join((source(near.outlet, near.url), day(near.published_at)))
    name = near.title or "an article"
    link = tag(
        "a", name, href=f"/read/{quote(near.article_id, safe='')}", target="_blank", data_read=True
    )
    return tag("li", link, tag("span", said))


def _code(words: str) -> Html:
    """Words of ours, with commands between backticks."""
    parts = words.split("`")
    return join(*(tag("code", p) if i % 2 else p for i, p in enumerate(parts)))


def _removed(removed: Sequence[Removed]) -> Html:
    items = [tag("li", tag("q", r.text), tag("span", f"Not said: {r.why}.")) for r in removed]
    return tag(
        "details",
        tag("summary", f"{count(len(removed), 'sentence')} removed"),
        tag("ul", *items),
        class_="removed",
    )


def _sentence(sentence: Sentence, cited: dict[int, Citation]) -> Html:
    """A sentence; its markers are links once their citations are known."""
    if sentence.status == "unsupported":
        return tag("del", sentence.text, title=f"Not said: {sentence.why or 'no quote carries it'}")
    pieces, at = [], 0
    for found in _MARK.finditer(sentence.text):
        n = int(found[1])
        if n in sentence.citations:
            pieces += [join(sentence.text[at : found.start()].rstrip()), marker(n, cited.get(n))]
            at = found.end()
    mended = f"{sentence.why[:1].upper()}{sentence.why[1:]}" if sentence.why else None
    return tag("span", *pieces, sentence.text[at:], class_="sentence", title=mended)


def marker(n: int, citation: Citation | None) -> Html:
    """[n], a link to the quote in its article."""
    if citation is None:
        return tag("span", f"[{n}]", class_="cite")
    return tag(
        "a",
        f"[{n}]",
        class_="cite",
        href=read_url(citation.article_id, citation.version, citation.start, citation.end),
        target="_blank",
        data_quote=citation.quote,
        data_origin=f"{source(citation.outlet, citation.url)} · {day(citation.published_at)}",
        data_n=str(n),
        aria_label=f"Quote {n}: read it in the article",
        data_read=True,
    )
