"""Markdown files: front matter, title and readable text. Alone touches markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.markup import visible
from ingest.readers.moments import lenient
from ingest.readers.text import decode
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

FENCE = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
FIELD = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*)")
ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
ADDRESS = re.compile(r"https?://\S+")


def read_markdown(data: bytes, *, source: str) -> Draft:
    """A Markdown file as an article: words without markup, blocks parted by blank lines.

    Front matter gives title, date, author(s), outlet, language and url; without it the first
    `# heading` is the title, which then is not repeated in the text.

    Raises:
        SourceRejected: If it cannot be decoded or has no text.
    """
    whole = decode(data, source=source)
    fields, body = front_matter(whole)
    heading, blocks = _headed(_tokens(body))
    title = _one(fields, "title") or heading
    if heading and heading != title:
        blocks = [heading, *blocks]
    text = "\n\n".join(blocks)
    if not text:
        raise SourceRejected(source, "there is no text in it beside a title")
    url = _one(fields, "url")
    iso = lenient(_one(fields, "date"))
    return Draft(
        source=source,
        text=text,
        title=title,
        url=url if ADDRESS.fullmatch(url) else None,
        authors=tuple(fields.get("author", []) + fields.get("authors", [])),
        outlet=_one(fields, "outlet") or None,
        language=_one(fields, "language") or None,
        published=Moment(iso, "front-matter") if iso else None,
    )


def front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The simple `name: value` fields between --- lines at the start, and the rest of the text.

    A value may be a list, `[a, b]` or indented lines of `- a`. What is not fields stays text.
    """
    match = FENCE.match(text)
    lines = match[1].split("\n") if match else []
    if match is None or not FIELD.match(lines[0]):
        return {}, text
    fields: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if field := FIELD.match(line):
            name = field[1].lower()
            fields[name] = _listed(field[2])
        elif (item := ITEM.match(line)) and name:
            fields[name] += _listed(item[1])
    return fields, text[match.end() :]


def _listed(value: str) -> list[str]:
    value = value.strip()
    inner = value[1:-1] if value.startswith("[") and value.endswith("]") else None
    found = inner.split(",") if inner is not None else [value]
    return [bare for one in found if (bare := _unquoted(one.strip()))]


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def _one(fields: dict[str, list[str]], name: str) -> str:
    return ", ".join(fields.get(name, []))


def _tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def _headed(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """The first heading of the first rank, and the other blocks in order."""
    heading, blocks = "", []
    previous = ""
    for token in tokens:
        block = _block(token)
        if block and previous == "h1" and not heading:
            heading = block
        elif block:
            blocks.append(block)
        previous = token.tag if token.type == "heading_open" else ""
    return heading, blocks


def _block(token: Token) -> str:
    if token.type == "inline":
        return _inline(token.children or ())
    if token.type in ("fence", "code_block"):
        return token.content.rstrip()
    return visible(token.content) if token.type == "html_block" else ""


def _inline(tokens: Sequence[Token]) -> str:
    if any(token.type == "html_inline" for token in tokens):  # its elements may hide words
        return visible("".join(_markup(token) for token in tokens))
    return "".join(_words(tokens)).strip()


def _markup(token: Token) -> str:
    return token.content if token.type == "html_inline" else escape("".join(_words([token])))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield "\n" if token.type == "hardbreak" else " "
        elif token.type == "image":  # its children are the words that stand in for it
            yield from _words(token.children or ())
        elif token.type in ("text", "code_inline", "text_special"):
            yield token.content
