"""A conversation as Markdown that shows what was said and lets none of it be markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rag.conversations import Conversation, ConversationTurn
from rag.domain import Answer, Citation
from ui.page_html import OUTSIDE
from ui.page_kept import shown
from ui.page_words import day, receipt, source
from ui.paper_asked import asked_line, unanswered
from ui.sources import kind

_SPECIAL = re.compile(r"[\\`*_\[\]|~$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x00": "\ufffd"}
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # would turn the line's rest
_PLAIN = str.maketrans(_ENTITIES | dict.fromkeys(_TURNING, ""))
_START = re.compile(r"^([-+#])|^(\d+)(?=[.)])")
_UNSAFE = {"<": "%3C", ">": "%3E", "\\": "%5C", '"': "%22", " ": "%20"}


def markdown_of(conversation: Conversation) -> str:
    """The whole file."""
    parts = [f"# {plain(conversation.title or 'Conversation')}"]
    for turn in conversation.turns:
        parts += [f"## {turn.n}\\. {plain(turn.question)}", f"_{plain(asked_line(turn))}_"]
        parts += _said(turn)
    sealed = [turn for turn in conversation.turns if turn.receipt]
    if sealed:
        parts.append("## Receipts")
        parts.append("Each can be saved as a file and checked: `dateline verify --receipt FILE`.")
    for turn in sealed:
        written = json.dumps(turn.receipt, ensure_ascii=False, indent=2)
        parts += [f"### Of answer {turn.n}", f"```json\n{_lines(written)}\n```"]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """A text in one line that reads as it is, whatever Markdown or HTML would make of it."""
    line = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split())).translate(_PLAIN)
    return _START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", line)


def link(words: str, url: str | None) -> str:
    """A link to a page of the web; words alone where there is no such address."""
    if not url or not url.startswith(OUTSIDE):
        return plain(words)
    safe = "".join(_UNSAFE.get(c, c) for c in url if c.isprintable())
    return f"[{plain(words)}](<{safe}>)"


def _said(turn: ConversationTurn) -> Iterator[str]:
    seen = shown(turn)
    if seen.answer is None:
        yield f"> {plain(unanswered(seen))}"
        return
    answer = seen.answer
    yield f"**No answer.** {plain(answer.text)}" if answer.abstained else plain(answer.text)
    if answer.notice:
        yield plain(answer.notice)
    yield f"_{plain(' · '.join(receipt(answer)))}_"
    yield from _below(answer)


def _below(answer: Answer) -> Iterator[str]:
    if answer.citations:
        yield "### Quotes"
        yield "\n".join(_quote(c) for c in answer.citations)
    if answer.removed:
        yield "### Removed"
        yield "\n".join(
            f"- ~~{plain(r.text) or '…'}~~ Not said: {plain(r.why)}\\." for r in answer.removed
        )


def _quote(c: Citation) -> str:
    known = [source(c.outlet, c.url), day(c.published_at), *kind(c.labels)]
    told = " · ".join(plain(one) for one in known)
    place = f"{c.article_id}, version {c.version}, characters {c.start} to {c.end}"
    title = link(c.title or "the article", c.live_url or c.url)
    return f"- \\[{c.n}\\] “{plain(c.quote)}” — {told} · {title} ({plain(place)})"


def _lines(written: str) -> str:
    """The same JSON without characters that end or turn a line for some readers."""
    return re.sub(
        rf"[\x7f-\x9f\u2028\u2029{_TURNING}]", lambda found: f"\\u{ord(found[0]):04x}", written
    )
