"""SQuAD-like files as gold questions and articles: a context becomes an article, a span a quote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.gold.fields import Fields
from eval.gold.lines import Faults, objects_of, shown, text_of
from eval.gold.question import Alternative, GoldQuestion
from rag.errors import InputError
from rag.sentences import Span, sentence_spans

ANSWERS = 'write [{"text", "answer_start"}, …] or {"text": […], "answer_start": […]}'


@dataclass(frozen=True, slots=True)
class Context:
    """A text that questions are asked about, and its sentences."""

    article_id: str
    title: str
    text: str
    spans: tuple[Span, ...]


def read_squad(path: Path) -> tuple[list[GoldQuestion], list[dict[str, Any]]]:
    """Questions and articles of a SQuAD-like file (Rajpurkar et al., EMNLP 2016 and ACL 2018).

    It may be one JSON object (`data`, `paragraphs`, `qas`; v1.1 or v2.0) or lines with `id`,
    `title`, `context`, `question` and `answers` each. A question's evidence is every sentence that
    holds one of its spans.

    Returns:
        The questions; and the articles, one of each distinct context, as `ingest` reads them.

    Raises:
        InputError: If anything is wrong, naming the place of each fault.
    """
    faults = Faults(path)
    contexts: dict[str, Context] = {}
    questions = []
    for title, context, asked in _entries(text_of(path), faults):
        if context not in contexts:
            contexts[context] = _context(title, context)
        questions.append(_question(asked, contexts[context]))
    faults.end()
    if not questions:
        raise InputError(f"{path} has no questions; a SQuAD-like file has them in data")
    articles = [{"id": c.article_id, "title": c.title, "text": c.text} for c in contexts.values()]
    return [question for question in questions if question], articles


def whole(text: str) -> Any:
    """What a text is as one JSON value; None if it is none, as JSON Lines are none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _entries(text: str, faults: Faults) -> Iterator[tuple[str, str, Fields]]:
    """Title, context and question of each entry, nested or flat."""
    value = whole(text)
    if not (isinstance(value, dict) and "data" in value):
        for number, row in objects_of(text, faults):
            yield from _flat(Fields(row, number, faults))
        return
    for article in _inside(Fields(value, "the file", faults), "data", ""):
        if "context" in article.row:
            yield from _flat(article)
            continue
        for paragraph in _inside(article, "paragraphs", f"{article.place}."):
            context = paragraph.text("context")
            for asked in _inside(paragraph, "qas", f"{paragraph.place}."):
                if context:
                    yield _title(article), context, asked


def _flat(fields: Fields) -> Iterator[tuple[str, str, Fields]]:
    context = fields.text("context")
    if context:
        yield _title(fields), context, fields


def _inside(fields: Fields, name: str, at: str) -> Iterator[Fields]:
    """The objects of a list that must be there, each called by its place in the file."""
    if fields.row.get(name) is None:
        fields.fault(f"there is no {name}; write a list of objects")
    listed = fields.inside(name, "write a list of objects")
    for number, inner in enumerate(listed):
        yield Fields(inner.row, f"{at}{name}[{number}]", fields.faults)


def _title(fields: Fields) -> str:
    title = fields.optional("title", "leave it out where unknown") or ""
    return title.replace("_", " ")  # SQuAD's titles are those of Wikipedia's addresses


def _context(title: str, text: str) -> Context:
    digest = sha256(text.encode()).hexdigest()
    return Context(f"squad-{digest[:15]}", title, text, tuple(sentence_spans(text)))


def _question(fields: Fields, context: Context) -> GoldQuestion | None:
    name, text = fields.id(), fields.text("question").strip()
    impossible, spans = fields.flag("is_impossible"), _answers(fields, context.text)
    if fields.sound and impossible and spans:
        fields.fault("is_impossible is true but there are answers; take one of them out")
    if fields.sound and impossible is False and not spans:
        fields.fault('there are no answers; write them, or "is_impossible": true')
    if not fields.sound:
        return None
    quotes = dict.fromkeys(_quote(context, start, end) for start, end in spans)
    group = tuple(Alternative(context.article_id, quote=quote) for quote in quotes)
    return GoldQuestion(
        id=name,
        question=text,
        kind="single" if spans else "unanswerable",
        answerable=bool(spans),
        answers=tuple(dict.fromkeys(context.text[start:end] for start, end in spans)),
        evidence=(group,) if group else (),
    )


def _answers(fields: Fields, context: str) -> list[Span]:
    """The spans of the answers in their context, in the order given."""
    said = fields.row.get("answers")
    if isinstance(said, dict):
        texts, starts = said.get("text"), said.get("answer_start")
        if not isinstance(texts, list) or not isinstance(starts, list) or len(texts) != len(starts):
            fields.fault(f"answers is {shown(said)}, whose lists do not go together; {ANSWERS}")
            return []
        pairs = list(zip(texts, starts, strict=True))
    else:
        listed = fields.inside("answers", ANSWERS)
        pairs = [(inner.row.get("text"), inner.row.get("answer_start")) for inner in listed]
    spans = (_span(fields, context, text, start) for text, start in pairs)
    return [span for span in spans if span is not None]


def _span(fields: Fields, context: str, text: Any, start: Any) -> Span | None:
    if not isinstance(text, str) or not text.strip():
        fields.fault(f"an answer's text is {shown(text)}; {ANSWERS}")
    elif not isinstance(start, int) or isinstance(start, bool) or start < 0:
        fields.fault(f"answer_start is {shown(start)}; write the number of characters before it")
    elif context[start : start + len(text)] != text:
        there = context[start : start + len(text)]
        at = context.find(text)
        remedy = f"it stands at {at}" if at >= 0 else "copy the answer from the context"
        fields.fault(f"at {start} in its context is {shown(there)}, not {shown(text)}; {remedy}")
    else:
        return start, start + len(text)
    return None


def _quote(context: Context, start: int, end: int) -> str:
    """The sentence that holds a span, or the sentences from its first to its last."""
    touched = [span for span in context.spans if span[0] < end and start < span[1]]
    first = min([start, *(span[0] for span in touched)])
    last = max([end, *(span[1] for span in touched)])
    return context.text[first:last]
